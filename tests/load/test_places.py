"""A pointer's place is where its key, or its item, stands in the text."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import load, pointer

from .conftest import HEAD, Read

YAML = HEAD + """\
paths:
  /pets/{id}: {get: {a: [1, {b: 2}]}}
  "/é😀": &there
    x~y: deep
x-alias: *there
x-merge:
  <<: *there
  own: 1
"""


@pytest.mark.parametrize(
    ("at", "line", "column"),
    [
        ("#", 1, 1),
        ("#/info/version", 2, 18),
        ("#/paths", 3, 1),
        ("#/paths/~1pets~1{id}/get/a", 4, 22),
        ("#/paths/~1pets~1{id}/get/a/0", 4, 26),
        ("#/paths/~1pets~1{id}/get/a/1", 4, 29),
        ("#/paths/~1pets~1{id}/get/a/1/b", 4, 30),
        ("#/paths/~1é😀/x~0y", 6, 5),
        ("#/x-alias/x~0y", 6, 5),
        ("#/x-merge/x~0y", 6, 5),
        ("#/x-merge/own", 10, 3),
        ("#/x-merge/own/more/9", 10, 3),
        ("#/nothing/here", 1, 1),
        ("#/paths/~1pets~1{id}/get/a/7", 4, 22),
        ("no pointer", 1, 1),
    ],
)
def test_yaml(read: Read, at: str, line: int, column: int) -> None:
    place = read(YAML).place(at)
    assert (place.line, place.column) == (line, column)
    assert place.file.endswith("spec.yaml")


@pytest.mark.parametrize("merge", ["<<", '"<<"'])
def test_anchors_that_are_given_anew(read: Read, merge: str) -> None:
    text = (
        f"{HEAD}x-a: &one {{b: 1}}\nx-c: &one [&two {{d: 2}}, *two]\nx-e: *one\n"
        f"x-f: {{{merge}: &one {{g: 3}}}}\nx-h:\n  {merge}: *one\n"
    )
    document = read(text)
    merged = merge == "<<"
    assert document.data["x-e"] == [{"d": 2}, {"d": 2}]
    assert document.data["x-h"] == ({"g": 3} if merged else {"<<": {"g": 3}})
    at = "#/x-h/g" if merged else "#/x-h/<</g"
    places = document.places(["#/x-e/1/d", "#/x-a/b", at]).values()
    assert [(place.line, place.column) for place in places] == [
        (4, 18),
        (3, 12),
        (6, 17 if merged else 19),
    ]


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_json(read: Read, breaks: str) -> None:
    text = '{"openapi" : "3.1.0" ,\n "\\u0061" : [ 1 , {"b":"}]" , "c" : 2} ],\n "d": {}, "e": []}'
    document = read(text.replace("\n", breaks), "spec.json")
    found = document.places(
        ["#/a", "#/a/0", "#/a/1", "#/a/1/c", "#/d", "#/d/x", "#/e", "#/e/0"]
    )
    assert [(place.line, place.column) for place in found.values()] == [
        (2, 2),
        (2, 15),
        (2, 19),
        (2, 31),
        (3, 2),
        (3, 2),
        (3, 11),
        (3, 11),
    ]


def test_another_file(read: Read) -> None:
    text = HEAD + "components: {schemas: {A: {$ref: 'in/b.json#/B'}}}\n"
    document = read(text, **{"in/b.json": '{\n  "B": {"type": "string"}}'})
    place = document.place("#/x-specloom-files/in~1b.json/B/type")
    assert (Path(place.file).name, place.line, place.column) == ("b.json", 2, 9)
    assert document.texts[place.file] == document.sources[1].text


def _pointers(value: Any, at: str = "#") -> Iterator[tuple[str, str | None, Any]]:
    """Every pointer below a value, with the key that it ends in and what stands there."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield pointer.join(at, key), key, child
            yield from _pointers(child, pointer.join(at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield pointer.join(at, index), None, child
            yield from _pointers(child, pointer.join(at, index))


TEXT = st.text(alphabet="ab/~ 0é😀\"'\\\u2028\t")
TREE = st.recursive(
    st.none() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(TREE, st.sampled_from(["json", "yaml"]), st.booleans())
def test_a_place_is_that_of_the_pointer(value: Any, syntax: str, dense: bool) -> None:
    root = {"openapi": "3.1.0", "x-a": value}
    if syntax == "json":
        text = json.dumps(root, indent=None if dense else 1, ensure_ascii=False)
    else:
        text = yaml.safe_dump(root, default_flow_style=dense)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"spec.{syntax}")
        path.write_bytes(text.encode())
        document = load(path)
        assert document.data == root
        wanted = list(_pointers(root))
        places = document.places([at for at, _, _ in wanted])
    lines = text.split("\n")
    for at, key, child in wanted:
        place = places[at]
        rest = "\n".join(
            [lines[place.line - 1][place.column - 1 :], *lines[place.line :]]
        )
        assert document.place(at) == place
        if syntax == "json":
            assert json.JSONDecoder().raw_decode(rest)[0] == (
                child if key is None else key
            )
        elif key is not None:
            begin = next(yaml.scan(rest.removeprefix("? ")), None)
            assert begin is not None
            token = next(
                each for each in yaml.scan(rest) if isinstance(each, yaml.ScalarToken)
            )
            assert token.value == key
