"""A generated server asks for libraries in which what is known to let a request do harm has been mended."""

from __future__ import annotations

import pytest
from oldest import ROOT, asked

MENDED = {
    # CVE-2026-40347, CVE-2026-42561, CVE-2026-53537, GHSA-v9pg-7xvm-68hf
    "python-multipart": ("0.0.30", "0.0.31"),
    # CVE-2026-48710, CVE-2026-54283
    "starlette": ("1.3.0", "1.3.1"),
}
"""Library -> the last version with a known fault that requests reach, and the first without one."""


@pytest.mark.parametrize("name", MENDED)
def test_no_older_version_is_taken(name: str) -> None:
    known = asked(ROOT / "generated/server/pyproject.toml")
    (found,) = (one.specifier for one in known if one.name == name)
    taken = [found.contains(version) for version in MENDED[name]]
    assert taken == [False, True]
