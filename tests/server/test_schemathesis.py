"""Schemathesis looks for faults of the gateway's server stub, by every check and in every phase."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.gateway import TOKEN, Observed, Videos, app
from server.running import served
from server.searching import NOT_THERE, STATEFUL, search

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"


@pytest.mark.parametrize(
    ("videos", "settings"),
    [(Videos(), ""), (Observed(), NOT_THERE)],
    ids=["documented", "observed"],
)
def test_nothing_is_found(videos: Videos, settings: str, tmp_path: Path) -> None:
    with served(app(videos)) as url:
        header = f"Authorization: Bearer {TOKEN}"
        said = search(SPEC, url, header, tmp_path, settings)
    assert f"✅  {STATEFUL}" in said
    assert len(videos.tasks) > 5
