"""JSON values as YAML: they read back equal, and no letter hides or reorders others."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.python.strings import UNSAFE
from generator.languages.yaml import block
from languages.texts import any_text

HIDDEN = re.compile(f"(?!\n)[{UNSAFE}]")
texts = any_text.filter(lambda text: not re.search("[\ud800-\udfff]", text))
"""No document has halves of characters."""
values = st.recursive(
    texts | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_values_read_back_equal_and_hide_nothing(value: Any) -> None:
    code = str(block(value))
    assert yaml.load(code, Loader=yaml.CSafeLoader) == value
    assert not HIDDEN.search(code)


@pytest.mark.parametrize(
    "text", ["a\u202eb", "\u2066x", "\xa0", "a\n\u200bb", "\U000e0001", "\ufeffa"]
)
def test_what_hides_is_escaped_and_letters_are_not(text: str) -> None:
    code = str(block({text: f"Grüße 漢字 {text}"}))
    assert "Grüße 漢字" in code
    assert not HIDDEN.search(code)
    assert yaml.load(code, Loader=yaml.CSafeLoader) == {text: f"Grüße 漢字 {text}"}
