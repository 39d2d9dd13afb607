"""A document that is a ring of symbolic links goes in; what the system says of it comes out, at the document's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Refused
from generator.load import load
from generator.project import Project


def test_a_ring_of_links_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    with pytest.raises(Refused) as refused:
        load(tmp_path / "a.yaml")
    assert [one.code for one in refused.value.diagnostics] == ["unreadable"]
    assert Project(tmp_path, tmp_path / "a.yaml", tmp_path).spec_name == "a.yaml"
