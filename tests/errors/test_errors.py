"""Documents with faults go in; the exact words that a person reads about them come out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.diagnostics import Refused, text
from generator.load import load
from generator.validate import validate

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/openapi.*"))


def said(folder: Path) -> str:
    """What is said about the document of a case, with places relative to its folder."""
    (spec,) = folder.glob("openapi.*")
    try:
        document = load(spec)
        words = text(validate(document), document.texts)
    except Refused as refused:
        words = text(refused.diagnostics, refused.texts)
    return words.replace(f"{folder}{os.sep}", "")


@pytest.mark.parametrize("case", CASES)
def test_says_exactly(case: str) -> None:
    folder = HERE / case
    expected = folder / "expected.txt"
    words = said(folder)
    if os.environ.get("SPECLOOM_UPDATE") == "1":
        expected.write_text(words, "utf-8")
    assert words == expected.read_text("utf-8")
    assert words, "a case without a fault belongs elsewhere"


def test_swagger_is_spoken_of_in_its_own_words() -> None:
    """Whoever writes Swagger 2.0 has no components, and no use for what a version of OpenAPI knows."""
    words = said(HERE / "swagger-2")
    foreign = ("OpenAPI", "components", "requestBody", "'content'", "3.1")
    assert [one for one in foreign if one in words] == []
