"""What JSON text means, and what is refused (RFC 8259)."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import Limits, load

from .conftest import Read, Refuse
from .test_yaml import JSON

OPEN = '{"openapi": "3.1.0",\n "x-a": '
REFUSED: list[tuple[str, str, int, int]] = [
    ("NaN}", "not-finite", 2, 9),
    ('[1, "NaN", -Infinity]}', "not-finite", 2, 20),
    ("1e4000}", "number-too-large", 2, 9),
    ("9" * 5000 + "}", "number-too-large", 2, 9),
    ('{"b": 1, "b": 2}}', "duplicate-key", 2, 18),
    ('[{"b": {}}, {"c": [], "\\u0063": 2}]}', "duplicate-key", 2, 31),
    ('1, "x-a": 2}', "duplicate-key", 2, 12),
    ('"\\ud800"}', "half-character", 2, 10),
    ('"\\\\\\udc00"}', "half-character", 2, 12),
    ("[1,]}", "json-syntax", 2, 12 if sys.version_info < (3, 13) else 11),
    ("{a: 1}}", "json-syntax", 2, 10),
    ("1 /* one */}", "json-syntax", 2, 11),
    ('"a\tb"}', "json-syntax", 2, 11),
    ("1", "json-syntax", 2, 10),
    ("1} {}", "json-syntax", 2, 12),
    ("[" * 300 + "]" * 300 + "}", "too-deep", 2, 264),
    ("[" * 10_000 + "]" * 10_000 + "}", "too-deep", 2, 264),
    ("[" * 100_000, "too-deep", 2, 264),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"), REFUSED, ids=[each[0][:30] for each in REFUSED]
)
def test_refused(refuse: Refuse, text: str, code: str, line: int, column: int) -> None:
    (found,) = refuse(OPEN + text, "spec.json")
    assert found.place is not None
    assert (found.code, found.place.line, found.place.column) == (code, line, column)


def test_a_number_beyond_floats_is_the_integer_that_it_is(read: Read) -> None:
    assert read(OPEN + "[1e400, -1.5e309]}", "spec.json").data["x-a"] == [
        10**400,
        -15 * 10**308,
    ]


def test_the_pointer_of_a_key_that_stands_twice(refuse: Refuse) -> None:
    (found,) = refuse(OPEN + '[{}, {"b/c": {"d": 1, "d": 2}}]}', "spec.json")
    assert found.pointer == "#/x-a/1/b~1c/d"


def test_whole_surrogate_pairs_are_characters(read: Read) -> None:
    assert (
        read(OPEN + '"\\ud83d\\ude00 \\\\ud800"}', "spec.json").data["x-a"]
        == "😀 \\ud800"
    )


def test_depth_that_is_allowed(read: Read) -> None:
    depth = Limits().depth - 1
    assert read(f"{OPEN}{'[' * depth}{']' * depth}}}", "spec.json").data["x-a"]


@pytest.mark.parametrize("name", ["spec.json", "spec", "spec.yaml"])
def test_json_by_any_name(read: Read, name: str) -> None:
    document = read(OPEN + "1e2}", name)
    assert document.data["x-a"] == 100.0
    assert document.sources[0].syntax == "json"


def test_a_flow_mapping_is_no_json(read: Read) -> None:
    assert read("{openapi: 3.1.0, x-a: [no, 012]}").data["x-a"] == ["no", 12]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["spec.json", "spec.yaml"])
def test_encodings(read: Read, name: str, encoding: str) -> None:
    document = read((OPEN + '"é😀"}').encode(encoding), name)
    assert document.data["x-a"] == "é😀"
    assert document.place("#/x-a").column == 2


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b'{"a": "\xe9"}', 1, 8),
        (b'{\r\n"\xc3\xa9": "\xe9"}', 2, 7),
        (b"\xff\xfe{\x00\x00", 1, 2),
    ],
)
def test_no_text(refuse: Refuse, raw: bytes, line: int, column: int) -> None:
    (found,) = refuse(raw, "spec.json")
    assert found.place is not None
    assert (found.code, found.place.line, found.place.column) == (
        "encoding",
        line,
        column,
    )


@settings(max_examples=200, deadline=None)
@given(JSON, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_what_json_writes_reads_back(value: Any, ascii_only: bool, indent: Any) -> None:
    text = json.dumps(
        {"openapi": "3.1.0", "x-a": value}, ensure_ascii=ascii_only, indent=indent
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "spec.json")
        path.write_bytes(text.encode())
        assert load(path).data["x-a"] == value
