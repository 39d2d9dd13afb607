"""Lists of words that are open: a text beside the listed ones is taken, unless whoever judges holds values to the lists."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

UNLISTED = "unlisted"
"""The kind of error of a text that a list has not."""

_HELD: ContextVar[bool] = ContextVar("held", default=False)
_SEEN: ContextVar[list[str] | None] = ContextVar("seen", default=None)
_FREE = {"free": True}
_CALLED = {"called": "str"}


@contextmanager
def held_to_lists(held: bool = True) -> Generator[None, None, None]:
    """Refuse, while the block runs, texts that an open enum does not list."""
    token = _HELD.set(held)
    try:
        yield
    finally:
        _HELD.reset(token)


@contextmanager
def unlisted() -> Generator[list[str], None, None]:
    """Collect, while the block runs, the texts that open enums take and do not list."""
    found: list[str] = []
    token = _SEEN.set(found)
    try:
        yield found
    finally:
        _SEEN.reset(token)


def is_counting() -> bool:
    """Whether the texts that open enums do not list are collected."""
    return _SEEN.get() is not None


def counted(read: Callable[[Any], Any], value: Any) -> tuple[Any, list[str]]:
    """What a value is read as, and the texts in it that no list has."""
    with unlisted() as words:
        return read(value), words


def note(words: list[str]) -> None:
    """Collect texts that a part of a value has, where they are collected."""
    seen = _SEEN.get()
    if seen is not None:
        seen += words


def _other(value: str) -> str:
    if _HELD.get():
        raise PydanticCustomError(UNLISTED, "Input should be a word of the list")
    note([value])
    return value


def opened(choices: list[Any]) -> list[Any]:
    """The members of a union; the text beside listed words may be any text only where nobody holds it to the list.

    What the document itself says may be any text stays what it is. A listed word never comes to this function: the
    list is asked first.
    """
    if not any(one["type"] == "literal" for one in choices):
        return choices
    other = core_schema.no_info_after_validator_function(
        _other, core_schema.str_schema(strict=True), metadata=_CALLED
    )
    return [
        other if one.keys() <= {"type", "strict"} and one["type"] == "str" else one
        for one in choices
    ]


class _Free:
    """Marks a text that the document itself allows beside words that it lists."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give the schema of a text that no list holds."""
        return core_schema.str_schema(strict=True, metadata=_FREE)


AnyText: TypeAlias = Annotated[str, _Free()]
"""Any text, beside words that are listed."""
