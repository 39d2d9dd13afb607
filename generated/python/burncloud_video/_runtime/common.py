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

_PARTS: Final = {"date", "datetime"}
_CAPITAL = re.compile(r"'[^'\\]*'|\"[^\"\\]*\"|\b([A-Z]\w*)")
"""What is quoted, or a word that may be the name of a model."""
_NO_MODELS: Final = {*_MEANT, "None", "True", "False", ""}


def spelled_out(cls: type[Any]) -> dict[str, str]:
    """Put types in place of the common annotations of a class; what comes back are the texts that stood there."""
    annotations: dict[str, Any] = vars(cls).get("__annotations__", {})
    if not _means_the_same(cls):
        return {}
    texts: dict[str, str] = {}
    for name, text in annotations.items():
        if isinstance(text, str) and (meant := _type(text)) is not None:
            texts[name], annotations[name] = text, meant
    return texts


def _means_the_same(cls: type[Any]) -> bool:
    """Whether the words mean where a class stands what they mean here."""
    module = vars(sys.modules.get(cls.__module__, sys))
    return (
        cls.__module__ in sys.modules
        and "." not in cls.__qualname__
        and _MEANT.keys().isdisjoint(vars(cls))
        and all(module.get(word, one) is one for word, one in _MEANT.items())
    )


@cache
def _type(text: str) -> Any:
    """The type that a text means; None where it has words that are not common."""
    if not _NO_MODELS.issuperset(_CAPITAL.findall(text)):
        return None
    words = set(compile(text, "<annotation>", "eval").co_names)
    if not _MEANT.keys() | _PARTS >= words:
        return None
    annotated = type("Annotated", (), {"__annotations__": {"one": text}})
    return get_type_hints(annotated, dict(_MEANT), include_extras=True)["one"]
