"""The hand-written document, as the generator reads it, and the judge of values against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import Document, load
from spec.judging import Judge, judge_of


@pytest.fixture(scope="session")
def spec() -> Document:
    return load(Path(__file__).parents[2] / "spec" / "openapi.yaml")


@pytest.fixture(scope="session")
def judge(spec: Document) -> Judge:
    return judge_of(spec)
