"""JSON values as YAML: they read back equal, and no letter hides or reorders others."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.languages.python.strings import UNSAFE
from generator.languages.yaml import block
from generator.load import load
from languages.texts import any_text

HIDDEN = re.compile(f"(?!\n)[{UNSAFE}]")
texts = any_text.filter(lambda text: not re.search("[\ud800-\udfff]", text))
"""No document has halves of characters."""
signs = st.text(alphabet="aé0 \n\t:#-?'\"|>,[]{}&*!%@`~.+_=<\\/\u3000", max_size=12)
phrases = st.lists(
    st.sampled_from(("-", "a", "?", "#b", "c:", "--", "", "x" * 60))
).map(" ".join)
"""Long enough to go on on a second line, where a word may stand first that would mean something at the beginning."""
WORDS = """yes Off y NULL ~ 1e3 0x1f 1_0 12:30 2001-01-01 = << 0o7 .5 .inf -.NaN 1.2 1.2.3 3.1.1e5 --- ..."""
told = st.sampled_from([*WORDS.split(), "a" * 1100])
texts = texts | signs | phrases | told
values = st.recursive(
    texts
    | st.integers()
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_values_read_back_equal_and_hide_nothing(value: Any) -> None:
    code = str(block(value))
    assert yaml.load(code, Loader=yaml.CSafeLoader) == value
    assert yaml.load(code, Loader=yaml.SafeLoader) == value
    assert not HIDDEN.search(code)


@given(values)
def test_readers_of_the_present_version_read_it_too(value: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.yaml")
        path.write_text(str(block({"openapi": "3.1.0", "x-a": value})), "utf-8")
        assert load(path).data["x-a"] == value


def test_lines_stand_as_they_are() -> None:
    value: dict[str, Any] = {
        "source": "if a:\n    b  \n\n# c\n",
        "about": ["one\ntwo"],
        "c": "a\n\n",
    }
    assert block(value) == (
        "source: |\n  if a:\n      b  \n\n  # c\nabout:\n- |-\n  one\n  two\n"
        'c: "a\\n\\n"\n'
    )


def test_long_text_fills_lines_and_long_keys_stand_alone() -> None:
    code = block({"a": {"b": "word " * 30 + "end", "k" * 300: [1, {}]}})
    assert max(map(len, code.splitlines()[:3])) == 99
    assert f"  ? {'k' * 300}\n  :\n  - 1\n  - {{}}\n" in code


@pytest.mark.parametrize(
    "text", ["a\u202eb", "\u2066x", "\xa0", "a\n\u200bb", "\U000e0001", "\ufeffa"]
)
def test_what_hides_is_escaped_and_letters_are_not(text: str) -> None:
    code = str(block({text: f"Grüße 漢字 {text}"}))
    assert "Grüße 漢字" in code
    assert not HIDDEN.search(code)
    assert yaml.load(code, Loader=yaml.CSafeLoader) == {text: f"Grüße 漢字 {text}"}
