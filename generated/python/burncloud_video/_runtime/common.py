"""A class that is being made goes in; those of its annotations that mean the same in every module are types afterwards.

pydantic compiles and evaluates every annotation that is text, which takes half of the time in which a class of many
fields is made. Nearly all of them are the same few; these are evaluated once.
"""

from __future__ import annotations

import datetime
import re
import sys
from functools import cache
from typing import Annotated, Any, Final, Literal, get_type_hints
from uuid import UUID

from pydantic import Field

from .maybe import Maybe

_MEANT: Final[dict[str, Any]] = {
    "Annotated": Annotated,
    "Any": Any,
    "Field": Field,
    "Literal": Literal,
    "Maybe": Maybe,
    "UUID": UUID,
    "bool": bool,
    "dict": dict,
    "dt": datetime,
    "float": float,
    "int": int,
    "list": list,
    "str": str,
}
"""The words of common annotations."""

_BUILT_IN: Final = {one.__name__: one for one in (bool, dict, float, int, list, str)}
"""Words that a module has without importing them."""
_PARTS: Final = {"date", "datetime"}
_CAPITAL = re.compile(r"'[^'\\]*'|\"[^\"\\]*\"|\b([A-Z]\w*)")
"""What is quoted, or a word that may be the name of a model."""
_NO_MODELS: Final = {*_MEANT, "None", "True", "False", ""}


def spelled_out(cls: type[Any]) -> dict[str, str]:
    """Put types in place of the common annotations of a class; what comes back are the texts that stood there."""
    annotations: dict[str, Any] = vars(cls).get("__annotations__", {})
    module = sys.modules.get(cls.__module__)
    if (
        module is None
        or "." in cls.__qualname__
        or not _MEANT.keys().isdisjoint(vars(cls))
    ):
        return {}
    # What the module does not have may be a model that is imported later, called like one of these words.
    same = {
        word
        for word, one in _MEANT.items()
        if vars(module).get(word, _BUILT_IN.get(word)) is one
    }
    texts: dict[str, str] = {}
    for name, text in annotations.items():
        if isinstance(text, str) and _words(text) <= same:
            texts[name], annotations[name] = text, _meant(text)
    return texts


@cache
def _words(text: str) -> frozenset[str]:
    """The words of an annotation that have a meaning; one of no meaning where they may be those of models."""
    if not _NO_MODELS.issuperset(_CAPITAL.findall(text)):
        return frozenset({"model"})
    return frozenset(compile(text, "<annotation>", "eval").co_names) - _PARTS


@cache
def _meant(text: str) -> Any:
    annotated = type("Annotated", (), {"__annotations__": {"one": text}})
    return get_type_hints(annotated, dict(_MEANT), include_extras=True)["one"]
