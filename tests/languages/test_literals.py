"""Any JSON value reads back equal from its literal, which black leaves alone and which holds no unsafe character."""

from __future__ import annotations

import ast
import re
import unicodedata

import black
import pytest
from black.mode import Mode, TargetVersion
from hypothesis import given
from hypothesis import strategies as st

from generator.ir.model import Json
from generator.languages import layout
from generator.languages.code import Code
from generator.languages.python import comment, literal, string
from generator.languages.python.strings import MAX_DEPTH, UNSAFE
from languages.texts import any_text

MODE = Mode(target_versions={TargetVersion.PY311})
INVISIBLE = {"Cc", "Cs", "Co", "Zl", "Zp"}

values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        any_text,
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner),
    max_leaves=6,
)


@given(values)
def test_reads_back_equal(value: Json) -> None:
    read = ast.literal_eval(literal(value))
    assert read == value
    assert repr(read) == repr(value)


@given(any_text)
def test_black_leaves_strings(text: str) -> None:
    code = f"x = {string(text)}\n"
    assert black.format_str(code, mode=MODE) == code


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_black_leaves_numbers(value: float) -> None:
    code = f"x = {literal(value)}\n"
    assert black.format_str(code, mode=MODE) == code


@given(any_text)
def test_nothing_unsafe(text: str) -> None:
    assert not re.search(f"[{UNSAFE}]", string(text))


def test_every_code_point() -> None:
    for start in range(0, 0x110000, 0x1000):
        text = "".join(map(chr, range(start, start + 0x1000)))
        code = string(text)
        assert ast.literal_eval(code) == text
        assert not [
            character
            for character in code
            if unicodedata.category(character) in INVISIBLE
        ]
        assert not re.search(
            "[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", code
        )


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", '""'),
        ('say "hi"', "'say \"hi\"'"),
        ("it's", '"it\'s"'),
        ("'\"", '"\'\\""'),
        ("a\n\r\t\\\x0b\x0c\x00\x1c\x85", r'"a\n\r\t\\\x0b\x0c\x00\x1c\x85"'),
        ("\u2028\u202e\ufeff\ud800", r'"\u2028\u202e\ufeff\ud800"'),
        ("\U0010ffff", r'"\U0010ffff"'),
        ("视频 é 🐍", '"视频 é 🐍"'),
        (1e16, "1e16"),
        (1e-07, "1e-07"),
        (-0.0, "-0.0"),
        (10**30, "1" + "0" * 30),
        (None, "None"),
        (True, "True"),
        ([1, {"a": [None]}, {}], '[1, {"a": [None]}, {}]'),
    ],
)
def test_table(value: Json, code: str) -> None:
    assert literal(value) == code


def test_integers_of_any_size() -> None:
    for value in (10**5000, -(10**5000)):
        assert ast.literal_eval(literal(value)) == value
        code = layout.assign(Code("x"), layout.literal(value)) + "\n"
        assert black.format_str(code, mode=MODE) == code


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_non_finite_numbers_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a JSON number"):
        literal([value])


def test_depth_has_a_limit() -> None:
    def nested(depth: int) -> Json:
        value: Json = []
        for _ in range(depth - 1):
            value = [value]
        return value

    assert ast.literal_eval(literal(nested(MAX_DEPTH)))
    with pytest.raises(ValueError, match="nested"):
        literal(nested(MAX_DEPTH + 1))
    with pytest.raises(ValueError, match="nested"):
        literal(nested(100_000))


def test_comment() -> None:
    assert comment("Made by specloom.") == "# Made by specloom."


@pytest.mark.parametrize("text", ["", " a", "a ", "a\nb", "é", "a\x00", "\u2028"])
def test_comment_refuses_what_is_not_ours(text: str) -> None:
    with pytest.raises(ValueError, match="comment"):
        comment(text)
