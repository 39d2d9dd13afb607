"""Whatever stands in a file, it is read or refused with a place: never any other exception."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Refused, as_json, sarif, text
from generator.load import dangling, load

from .test_refs import POSITIONS

WHOLE = (
    POSITIONS.encode(),
    json.dumps({"openapi": "3.1.0", "a": [{"b": "\u2028é😀"}, 1.5, None]}).encode(),
)


def _survives(raw: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        try:
            document = load(path)
            found, texts = dangling(document), document.texts
        except Refused as refused:
            found, texts = refused.diagnostics, refused.texts
            assert found
        assert all(
            each.place and each.place.line >= 1 and each.place.column >= 1
            for each in found
        )
        assert text(found, texts).count("\n") >= len(found)
        assert as_json(found)
        assert sarif(found)


NAMES = st.sampled_from(["spec.yaml", "spec.json", "spec"])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), NAMES)
def test_bytes(raw: bytes, name: str) -> None:
    _survives(raw, name)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}[]:,&*!|>-?'\"#% \n\tax0.<~@`\\\u2028", max_size=60), NAMES)
def test_marks(body: str, name: str) -> None:
    _survives(body.encode(), name)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(WHOLE),
    st.integers(0, 5000),
    st.integers(0, 30),
    st.binary(max_size=6),
    NAMES,
)
def test_damage(whole: bytes, begin: int, length: int, put: bytes, name: str) -> None:
    begin %= len(whole)
    _survives(whole[:begin] + put + whole[begin + length :], name)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "#",
                    "#/components/schemas/A",
                    "#/components/schemas/A/not",
                    "#a",
                    "x",
                    "x#a",
                    "urn:x",
                    "urn:x#/not",
                ),
                *(
                    "pet.yaml",
                    "spec.yaml#a",
                    "http://x/y",
                    "//x",
                    "",
                    "#/%zz",
                    "..",
                    "?",
                    "http://[",
                ),
            ]
        ),
        min_size=8,
        max_size=8,
    )
)
def test_references_of_all_kinds_together(words: list[str]) -> None:
    schema = {
        "$id": words[0],
        "$anchor": words[1].removeprefix("#"),
        "$ref": words[2],
        "not": {"$ref": words[3], "$id": words[4]},
        "if": {"$dynamicRef": words[5], "$dynamicAnchor": "a"},
    }
    root = {
        "openapi": "3.2.0",
        "$self": words[6],
        "components": {"schemas": {"A": schema, "B": {"$ref": words[7]}}},
    }
    _survives(json.dumps(root).encode(), "spec.json")


@pytest.mark.parametrize("name", ["spec.json", "spec.yaml"])
def test_fifty_megabytes_in_one_string(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        json.dumps({"openapi": "3.1.0", "info": {"description": "x" * 50_000_000}})
    )
    assert len(load(path).data["info"]["description"]) == 50_000_000
