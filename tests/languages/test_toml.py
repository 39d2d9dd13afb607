"""Any text in TOML reads back equal."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import toml
from generator.languages.python.strings import UNSAFE
from languages.texts import any_text


def scalar_values(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@given(any_text)
def test_string_reads_back_equal(text: str) -> None:
    code = toml.string(text)
    assert tomllib.loads(f"x = {code}\n") == {"x": scalar_values(text)}
    assert not re.search(f"[{UNSAFE}]", code)


@given(st.lists(any_text, max_size=4))
def test_array_reads_back_equal(texts: list[str]) -> None:
    read = tomllib.loads(f"x = {toml.strings(texts)}\n")
    assert read == {"x": [scalar_values(text) for text in texts]}


@given(any_text)
def test_key_reads_back_equal(text: str) -> None:
    assert tomllib.loads(f"{toml.key(text)} = 1\n") == {scalar_values(text): 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", '""'),
        ("a b", '"a b"'),
        ('say "hi"\\', '"say \\"hi\\"\\\\"'),
        ("a\nb\x00", '"a\\nb\\u0000"'),
        ("视频", '"视频"'),
        ("\u202e", '"\\u202e"'),
    ],
)
def test_table(text: str, code: str) -> None:
    assert toml.string(text) == code
