"""Names of every script and kind, in every place that has names, come out as modules that read back as Python."""

from __future__ import annotations

from typing import Any

import pytest
from languages.texts import HOSTILE

from hostile.running import generated, modules

WORDS = (
    *(
        "日本語",
        "中文",
        "한국어",
        "Ελληνικά",
        "Русский",
        "עברית",
        "العربية",
        "हिन्दी",
        "ไทย",
    ),
    *(
        "தமிழ்",
        "ქართული",
        "Հայերեն",
        "አማርኛ",
        "ᏣᎳᎩ",
        "ﬁle",
        "file",
        "ǆ",
        "ß",
        "ss",
        "İd",
        "ıd",
    ),
    *(
        "ſet",
        "set",
        "K",
        "k",
        "Å",
        "Ⅷ",
        "①",
        "ªº",
        "x²",
        "𝒳",
        "X",
        "e\u0301",
        "é",
        "\u0301x",
    ),
    *(
        "a\u200db",
        "a\u200cb",
        "ab",
        "\ufeffbom",
        "so\u00adft",
        "𝟙one",
        "٣three",
        "३",
        "ʰ",
        "℘",
    ),
    *(
        "・",
        "·",
        "ﷺ",
        "𐐀",
        "𐐨",
        "ᾳ",
        "🐍",
        "👩‍👩‍👧",
        "☃",
        "",
        " ",
        "  ",
        "_",
        "__",
        "a b",
        "aB",
        "A_b",
    ),
    *(
        "class",
        "None",
        "self",
        "cls",
        "model_fields",
        "__class__",
        "copy",
        "type",
        "match",
    ),
    *(
        "NULL",
        "nul",
        "con.",
        "../x",
        "a/b",
        "1.0",
        "1e5",
        "-1",
        "$ref",
        "%41",
        "~1",
        "x" * 300,
    ),
)
JSON = "application/json"
SIGNS = tuple(sign for sign in HOSTILE if sign not in ("\ud800", "\udc00"))
"""Half of a surrogate pair is refused where the document is read."""


def document(words: tuple[str, ...]) -> dict[str, Any]:
    """A document that calls a schema, a property, an operation, … by each of the words."""
    text = {"type": "string"}
    answer = {"204": {"description": "done"}}
    fields = dict.fromkeys(words, text)
    record = {"type": "object", "properties": fields}
    named = {"type": "object", "properties": {"a": {**text, "enum": [*words]}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "日本 Ñames", "version": "1"},
        "tags": [{"name": word} for word in words],
        "paths": {
            f"/{number}": {
                "post": {
                    "operationId": word,
                    "tags": [word],
                    "parameters": [
                        {"name": f"{word}q", "in": "query", "schema": text},
                        {"name": f"{word}c", "in": "cookie", "schema": text},
                    ],
                    "requestBody": {"content": {JSON: {"schema": record}}},
                    "responses": answer,
                }
            }
            for number, word in enumerate(words)
        },
        "webhooks": {
            word: {
                "post": {
                    "requestBody": {"content": {JSON: {"schema": text}}},
                    "responses": answer,
                }
            }
            for word in words
        },
        "components": {"schemas": dict.fromkeys(words, named)},
    }


@pytest.mark.parametrize(
    ("target", "words"),
    [("python", WORDS), ("python", SIGNS), ("server", WORDS), ("docs", WORDS)],
    ids=["client", "signs", "server", "docs"],
)
def test_every_place_by_every_name(target: str, words: tuple[str, ...]) -> None:
    files = generated(document(words), target)
    paths = [file.path.casefold() for file in files]
    assert len(set(paths)) == len(paths)
    assert not [path for path in paths if ".." in path.split("/") or path[0] == "/"]
    for path, text in modules(files):
        compile(text, path, "exec")
