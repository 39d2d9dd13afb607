"""What YAML text means: scalars, keys, merge keys, and what is refused (YAML 1.2.2, section 10.3)."""

from __future__ import annotations

import math
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import Limits, load
from generator.load.source import read as read_source
from generator.load.yaml_text import parse

from .conftest import HEAD, Read, Refuse

SCALARS: list[tuple[str, Any]] = [
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("nULL", "nULL"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("tRUE", "tRUE"),
    ("false", False),
    ("False", False),
    ("FALSE", False),
    ("on", "on"),
    ("Off", "Off"),
    ("yes", "yes"),
    ("no", "no"),
    ("y", "y"),
    ("0", 0),
    ("-0", 0),
    ("+7", 7),
    ("012", 12),
    ("08", 8),
    ("0o14", 12),
    ("0o18", "0o18"),
    ("-0o14", "-0o14"),
    ("0x1F", 31),
    ("0b11", "0b11"),
    ("1_000", "1_000"),
    ("1:30", "1:30"),
    ("12:30:45", "12:30:45"),
    ("1e3", 1000.0),
    ("1E+3", 1000.0),
    (".5", 0.5),
    ("5.", 5.0),
    ("-1.5e-3", -0.0015),
    (".", "."),
    ("1.2.3", "1.2.3"),
    ("3.1.0", "3.1.0"),
    ("2024-01-01", "2024-01-01"),
    ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ("=", "="),
    ("'12'", "12"),
    ('"true"', "true"),
    ("! 12", "12"),
    ("a\u2028b \x85", "a\u2028b \x85"),
    ("!!str 12", "12"),
    ("!!int '12'", 12),
    ("!!float 1", 1.0),
    ("!!bool 'true'", True),
    ("!!null ''", None),
    ("1e400", 10**400),
    ("-2.5E+309", -25 * 10**308),
    ("1e-400", 0.0),
    (".inf", ".inf"),
    ("-.INF", "-.INF"),
    (".nan", ".nan"),
    ("!!seq [a]", ["a"]),
    ("!!map {a: 1}", {"a": 1}),
    ("|\n  a\n  b\n", "a\nb\n"),
    (">-\n  a\n  b\n", "a b"),
]


@pytest.mark.parametrize(("text", "value"), SCALARS, ids=[text for text, _ in SCALARS])
def test_scalar(read: Read, text: str, value: Any) -> None:
    found = read(f"{HEAD}x-a: {text}\n").data["x-a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "key", ["200", "no", "on", "~", "null", "012", "1.10", "2024-01-01", "true", "<"]
)
def test_key_is_its_source_text(read: Read, key: str) -> None:
    assert read(f"{HEAD}x-a:\n  {key}: 1\n").data["x-a"] == {key: 1}


REFUSED: list[tuple[str, str, int, int]] = [
    ("x-a: !!float .inf", "yaml-tag", 3, 6),
    ("x-a: 1e4000", "number-too-large", 3, 6),
    ("x-a: 1e99999999999999999999", "number-too-large", 3, 6),
    ("x-a: " + "9" * 5000, "number-too-large", 3, 6),
    ("x-a: 0x" + "F" * 3500, "number-too-large", 3, 6),
    ("x-a: {b: 1, b: 2}", "duplicate-key", 3, 13),
    ("x-a:\n  200: 1\n  '200': 2", "duplicate-key", 5, 3),
    ("x-a: {<<: {a: 1}, <<: {b: 1}}", "duplicate-key", 3, 19),
    ("x-a: {[a]: 1}", "yaml-key", 3, 7),
    ("x-a: &a [*a]", "yaml-alias", 3, 10),
    ("x-a: *b", "yaml-alias", 3, 6),
    ("x-a: {<<: 1}", "yaml-merge", 3, 11),
    ("x-a: {<<: [{}, 1]}", "yaml-merge", 3, 17),
    ("x-a: !!python/name:os.system x", "yaml-tag", 3, 6),
    ("x-a: !!binary aGVsbG8=", "yaml-tag", 3, 6),
    ("x-a: !!timestamp 2024-01-01", "yaml-tag", 3, 6),
    ("x-a: !!set {a, b}", "yaml-tag", 3, 6),
    ("x-a: !mine x", "yaml-tag", 3, 6),
    ("x-a: {!!omap k: 1}", "yaml-tag", 3, 7),
    ("x-a: !!int word", "yaml-tag", 3, 6),
    ("---\nopenapi: 3.1.0", "several-documents", 3, 1),
    ("x-a: [", "yaml-syntax", 4, 1),
    ("x-a:\n\tb: 1", "yaml-syntax", 4, 1),
    ("x-a: \x07", "yaml-syntax", 3, 6),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"), REFUSED, ids=[each[0][:30] for each in REFUSED]
)
def test_refused(refuse: Refuse, text: str, code: str, line: int, column: int) -> None:
    (found,) = refuse(f"{HEAD}{text}\n")
    assert found.place is not None
    assert (found.code, found.place.line, found.place.column) == (code, line, column)


@pytest.mark.parametrize(
    ("text", "braces"), [("x-a: {[a]: 1}", True), ("? - a\n: 1", False)]
)
def test_quotes_are_advised_for_braces_alone(
    refuse: Refuse, text: str, braces: bool
) -> None:
    (found,) = refuse(f"{HEAD}{text}\n")
    assert found.code == "yaml-key"
    assert ("quotes" in found.hint) is braces


@pytest.mark.parametrize("text", ["", "\n\n  \n# only a comment\n", "\ufeff"])
def test_empty(refuse: Refuse, text: str) -> None:
    assert [found.code for found in refuse(text)] == ["empty"]


def test_merge_keys(read: Read) -> None:
    text = "x-a: &a {p: 1, q: 1}\nx-b: &b {q: 2, r: 2}\nx-c:\n  <<: [*a, *b]\n  r: 3\nx-d: {<<: *a}\nx-e: {'<<': 1}\n"
    data = read(HEAD + text).data
    assert data["x-c"] == {"p": 1, "q": 1, "r": 3}
    assert data["x-d"] == {"p": 1, "q": 1}
    assert data["x-e"] == {"<<": 1}


def test_alias_as_a_value_and_as_a_key(read: Read) -> None:
    data = read(
        f"{HEAD}x-a: &a word\nx-b: *a\nx-c: {{*a : 1}}\nx-d: &k 012\nx-e: {{*k : *k}}\n"
    ).data
    assert (data["x-b"], data["x-c"], data["x-e"]) == ("word", {"word": 1}, {"012": 12})


def test_alias_bomb(refuse: Refuse) -> None:
    rows = [
        "x-0: &n0 [a, a, a]",
        *[f"x-{i}: &n{i} [{', '.join([f'*n{i - 1}'] * 9)}]" for i in range(1, 12)],
    ]
    (found,) = refuse(HEAD + "\n".join(rows))
    assert found.code == "yaml-bomb"


def test_merge_bomb(refuse: Refuse) -> None:
    wide = ", ".join(f"k{i}: 1" for i in range(1000))
    rows = [f"x-a: &a {{{wide}}}", *[f"x-{i}: {{<<: *a}}" for i in range(300)]]
    (found,) = refuse(HEAD + "\n".join(rows))
    assert found.code == "yaml-bomb"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "{a: " * 10_000,
        "x-a:\n" + "".join(" " * i + "x:\n" for i in range(1, 3000)),
    ],
)
def test_depth(refuse: Refuse, text: str) -> None:
    (found,) = refuse(text)
    assert found.code == "too-deep"


def test_depth_that_is_allowed(read: Read) -> None:
    depth = Limits().depth - 1
    assert read(f"{HEAD}x-a: {'[' * depth}{']' * depth}\n").data["x-a"]


def test_the_python_scanner_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "spec.yaml"
    rows = [f"k{i}: {text}" for i, (text, _) in enumerate(SCALARS) if "\n" not in text]
    path.write_text(
        "\n".join(rows) + "\n😀: &a {b: [1, é]}\nz: {<<: *a}\n", encoding="utf-8"
    )
    fast = parse(read_source(path, "spec.yaml", Limits()), Limits())
    monkeypatch.setattr("generator.load.yaml_text.LOADER", yaml.SafeLoader)
    assert parse(read_source(path, "spec.yaml", Limits()), Limits()) == fast


NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|0o[0-7]+")
TEXTS = st.text().filter(lambda text: not NUMBER.fullmatch(text))
"""Without what is a number since YAML 1.2 and was text before, as 0E0 and 0o7, which PyYAML writes without quotes."""
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_what_pyyaml_writes_reads_back(value: Any) -> None:
    """PyYAML writes YAML 1.1, which quotes nearly all that 1.2 needs; its floats are those that both versions share."""
    text = yaml.safe_dump({"openapi": "3.1.0", "x-a": value}, default_flow_style=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "spec.yaml")
        path.write_bytes(text.encode())
        found = load(path).data["x-a"]
    assert found == value
    if isinstance(value, float):
        assert math.copysign(1, found) == math.copysign(1, value)
