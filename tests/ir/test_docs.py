"""The notes of an object go in; what says something comes out, and nothing twice."""

from __future__ import annotations

import pytest

from generator.ir.build.docs import doc_of


@pytest.mark.parametrize(
    ("description", "left"),
    [
        ("List pets", ""),
        ("list pets.\n", ""),
        ("List pets\n\nAll of them.", "All of them."),
        ("# List pets\nAll of them.", "All of them."),
        ("**List pets**\r\n\r\nAll of them.", "All of them."),
        ("List pets and toys", "List pets and toys"),
        ("- List pets\n- Feed pets", "- List pets\n- Feed pets"),
        ("List pets\n---\nAll.", "List pets\n---\nAll."),
        ("Lists pets, as it says.", "Lists pets, as it says."),
    ],
)
def test_a_summary_is_not_repeated(description: str, left: str) -> None:
    found = doc_of({"summary": "List pets", "description": description})
    assert (found.summary, found.description.strip()) == ("List pets", left)


def test_marks_alone_are_text() -> None:
    found = doc_of({"summary": "…", "description": "!"})
    assert (found.summary, found.description) == ("…", "!")
