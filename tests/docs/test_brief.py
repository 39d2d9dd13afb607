"""A large site tells answers in brief, and no more of a text than its first sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written
from generator.targets.docs import site as sites
from generator.targets.docs import words
from generator.targets.docs.answers import split
from generator.targets.docs.words import sentence

LONG = {f"field_{number}": {"type": "string"} for number in range(60)}
TEXT = "How many there are. See [the guide. Part 2](https://a.example), e.g. `a. B`."


def document() -> dict[str, Any]:
    """A document whose answer is an object, large or small, with two properties that may be others."""
    gone = {"type": "object", "properties": {"gone": {"type": "boolean"}}}
    count = {"type": "integer", "maximum": 7, "description": TEXT}
    thing = {"type": "object", "properties": {"count": count, **LONG}}
    both = [
        {"$ref": "#/components/schemas/Thing"},
        {"$ref": "#/components/schemas/Gone"},
    ]
    answer = {"content": {"application/json": {"schema": both[0]}}, "description": ""}
    either = {"content": {"application/json": {"schema": {"anyOf": both}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/thing": {"get": {"operationId": "thing", "responses": {"200": answer}}},
            "/either": {
                "get": {
                    "operationId": "either",
                    "responses": {"200": {**either, "description": ""}},
                }
            },
        },
        "components": {"schemas": {"Thing": thing, "Gone": gone}},
    }


def test_answers_of_a_large_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = written(tmp_path, document())
    small = build(spec).text("en/operations/thing.html")
    assert "See <a href=" in small
    assert "at most <code>7" in small
    monkeypatch.setattr(sites, "MANY", 1)
    large = build(spec)
    page = large.text("en/operations/thing.html")
    assert "How many there are." in page
    assert "See" not in page
    assert "at most" not in page
    assert "See <a href=" in large.text("en/schemas/Thing.html")


def test_a_small_variant_below_a_large_one(tmp_path: Path) -> None:
    page = build(written(tmp_path, document())).text("en/operations/either.html")
    assert "<summary>Thing</summary>" in page
    assert "<summary>Gone</summary>" in page


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("One, e.g. this. Two.", "One, e.g. this."),
        ("`a. B` is one. Two", "`a. B` is one."),
        ("[a. B](https://a.example) is one. Two", "[a. B](https://a.example) is one."),
        ("One\nand only\n\nTwo", "One\nand only"),
        ("One:\n* and\n* only", "One:"),
        ("One\n- and only", "One"),
        ("One, in\n2026. Two", "One, in\n2026."),
        ("One\r\n\r\nTwo", "One"),
        ("One\n# Two", "One"),
        ("<p>One. Two</p>\n\n<p>Three</p>", "<p>One."),
    ],
)
def test_first_sentences(text: str, first: str) -> None:
    assert sentence(text) == first


def test_a_title_is_no_list() -> None:
    assert split("Done.\n\nMore.") == (words.line("Done."), "More.")
    assert split("- a\n- b") == (words.NONE, "- a\n- b")
