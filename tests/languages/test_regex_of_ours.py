"""Our own regular expressions say the same to every Python that is supported."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("generator", "templates")


def written() -> Iterator[tuple[str, str]]:
    """(place, text) of every text that is given to a function of `re`."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(
                        func=ast.Attribute(value=ast.Name(id="re")),
                        args=[ast.Constant(value=str(text)), *_],
                    ):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", text
                    case _:
                        continue


def is_possessive(found: Any) -> bool:
    """Whether a parsed expression has a possessive quantifier anywhere."""
    inside: Any = getattr(found, "data", found)
    if type(inside) in (tuple, list):
        return any(is_possessive(one) for one in inside)
    return str(found) == "POSSESSIVE_REPEAT"


def test_none_has_a_possessive_quantifier() -> None:
    """Python before 3.11.5 takes what is within one for a match of less than it is (python/cpython, issue 106052)."""
    parse = importlib.import_module("re._parser").parse
    places = [*written()]
    assert len(places) > 50
    assert [place for place, text in places if is_possessive(parse(text))] == []


@pytest.mark.parametrize("text", ["a++", "(?:a|b)*+c", "x(?:y(?:z?+))"])
def test_one_is_seen(text: str) -> None:
    assert is_possessive(importlib.import_module("re._parser").parse(text))
