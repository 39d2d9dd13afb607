"""Documents that are drawn: valid, the same for the same seed, and without a fault between client and server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loopback.documents import looped
from loopback.drawn import document

SEEDS = (2, 5, 13)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_drawn_goes_there_and_back(seed: int, tmp_path: Path) -> None:
    made = document(seed)
    assert document(seed) == made
    spec = tmp_path / "drawn.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    tally = looped(spec)
    assert tally.all["called"] > 20
    assert not tally.failures
