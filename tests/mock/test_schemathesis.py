"""Schemathesis looks for faults of the mock: with all its checks, in all its phases, with a fixed seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from server.searching import NOT_THERE, STATEFUL, search

from generator.mock import Options
from mock.playing import SPEC, playing

DOCUMENTS = Path(__file__).resolve().parent / "documents"
TOKEN = "secret-1"
BEARER = f"Authorization: Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("document", "profile", "header"),
    [
        (SPEC, "documented", BEARER),
        (SPEC, "observed", BEARER),
        (DOCUMENTS / "pages.yaml", "", f"X-Key: {TOKEN}"),
        (DOCUMENTS / "streams.yaml", "", "X-Nothing: 1"),
    ],
    ids=["gateway", "gateway-observed", "pages", "streams"],
)
def test_nothing_is_found(
    document: Path, profile: str, header: str, tmp_path: Path
) -> None:
    """Documents without links have nothing to go through statefully."""
    settings = NOT_THERE if profile == "observed" else ""
    with playing(document, Options(profile=profile, token=TOKEN)) as mock:
        said = search(document, mock.url, header, tmp_path, settings)
        assert len(mock.requests) > 50
    if document == SPEC:
        assert f"✅  {STATEFUL}" in said
