"""The notes of an object go in; what says something comes out, and nothing twice."""

from __future__ import annotations

from typing import Any

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


@pytest.mark.parametrize(
    ("description", "left"),
    [
        ("\n    One.\n\n      - two\n    ", "\nOne.\n\n  - two\n"),
        ("  One.\n  Two.", "One.\nTwo."),
        ("One:\n\n    code", "One:\n\n    code"),
        ("One:\n\n        code", "One:\n\n        code"),
        ("One:\n\n    code\n\n    code", "One:\n\n    code\n\n    code"),
        ("One.\n\n        Two.\n\n        - three", "One.\n\nTwo.\n\n- three"),
        ("One\n    and:\n      - two\n    ", "One\nand:\n  - two\n"),
        ("One:\n  - two", "One:\n  - two"),
        ("    code\n\nTwo.", "    code\n\nTwo."),
    ],
)
def test_indentation_that_all_lines_have_is_none(description: str, left: str) -> None:
    """Texts in programs have it; Markdown would take them for code."""
    assert doc_of({"description": description}).description == left


def test_texts_of_typescript_itself_say_nothing() -> None:
    said = "From T, pick a set of properties whose keys are in the union K"
    assert doc_of({"description": said}).description == ""


def test_marks_alone_are_text() -> None:
    found = doc_of({"summary": "…", "description": "!"})
    assert (found.summary, found.description) == ("…", "!")


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        (
            {
                "oneOf": [
                    {"const": "a", "title": "Alpha"},
                    {"const": "b", "description": "The second."},
                    {"type": "null"},
                ]
            },
            "- `a`: Alpha\n- `b`: The second.",
        ),
        (
            {"oneOf": [{"const": 1, "title": "One"}, {"const": None, "title": "No"}]},
            "- `1`: One\n- `null`: No",
        ),
        (
            {
                "oneOf": [
                    {"enum": ["a"], "description": "The first."},
                    {"enum": ["b"], "description": "The second."},
                ]
            },
            "- `a`: The first.\n- `b`: The second.",
        ),
        ({"oneOf": [{"enum": ["a", "b"], "title": "Both"}, {"const": 1}]}, ""),
        (
            {
                "enum": [True, False, None],
                "x-enum-descriptions": {"true": "On.", "false": "Off.", "null": "-?"},
            },
            "- `true`: On.\n- `false`: Off.\n- `null`: -?",
        ),
        (
            {
                "enum": [True],
                "x-ms-enum": {"values": [{"value": True, "description": "On."}]},
            },
            "- `true`: On.",
        ),
        (
            {
                "enum": ["a\n\n# H", "b`<script>*c*", "``", " d"],
                "x-enum-varnames": ["One", "Two", "Three", "Four"],
            },
            '- `"a\\n\\n# H"`: One\n- ``b`<script>*c*``: Two\n- ``` `` ```: Three\n- `" d"`: Four',
        ),
    ],
)
def test_what_is_said_of_values_is_listed(schema: dict[str, Any], told: str) -> None:
    assert doc_of(schema).description == told
