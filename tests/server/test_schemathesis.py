"""Schemathesis looks for faults of server stubs, by every check and in every phase."""

from __future__ import annotations

from pathlib import Path

import pytest
from operations.package import imported

from server import ticker
from server.gateway import TOKEN, Observed, Videos, app
from server.running import served
from server.searching import NOT_THERE, STATEFUL, search

TESTS = Path(__file__).resolve().parents[1]
SPEC = TESTS.parent / "spec" / "openapi.yaml"
STREAMS = TESTS / "mock" / "documents" / "streams.yaml"


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


def test_nothing_is_found_where_answers_are_streams(tmp_path: Path) -> None:
    """Documents without links have nothing to go through statefully."""
    with (
        imported(STREAMS, tmp_path / "made", "ticker_2", True) as package,
        served(ticker.app(package)) as url,
    ):
        search(STREAMS, url, "X-Nothing: 1", tmp_path)
