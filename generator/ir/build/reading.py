"""`Reading`: an extension's object goes in; values of the wanted kind come out, and findings where there are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from generator.diagnostics import Diagnostic
from generator.ir.model import Pointer
from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.load.pointer import join, parse
from generator.records import dataclass

_CODE = "bad-extension"
_LONGEST = 1e9
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """An extension's object while it is read: what is wrong with a key is noted and the key counts as absent."""

    data: Mapping[str, Any]
    pointer: Pointer
    found: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, value: object, pointer: Pointer) -> Reading:
        read = cls(mapping(value), pointer)
        if not is_object(value):
            read.say("must be an object")
        return read

    def below(self, key: str) -> Reading:
        value = self.data.get(key)
        read = Reading(mapping(value), join(self.pointer, key), self.found)
        if key not in self.data:
            self.say(f"lacks {key!r}")
        elif not is_object(value):
            read.say("must be an object")
        return read

    def say(self, wrong: str, *below: str | int, hint: str = "") -> None:
        """Notes that something, here or below, is wrong."""
        where = join(self.pointer, *below)
        name = parse(where)[-1]
        self.found.append(
            Diagnostic(
                code=_CODE,
                severity="error",
                message=f"{name!r} {wrong}",
                pointer=where,
                hint=hint or "See docs/extensions.md for what belongs here.",
            )
        )

    def array(self, key: str, *, needed: bool = False) -> list[Any]:
        if key not in self.data:
            if needed:
                self.say(f"lacks {key!r}")
            return []
        value = self.data[key]
        if not is_array(value) or not value:
            self.say("must be an array with at least one member", key)
        return sequence(value)

    def pointers(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """JSON pointers into an answer: RFC 6901 without '#'."""
        values = self.array(key, needed=needed)
        for index, value in enumerate(values):
            if not _is_pointer(value):
                self.say(
                    "is no JSON pointer",
                    key,
                    index,
                    hint=f"Write '/data/{key}', or '' for the whole answer; no '#', and '~0' for '~'.",
                )
        return tuple(value for value in values if isinstance(value, str))

    def words(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        values = self.array(key, needed=needed)
        for index, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                self.say("must be a word", key, index)
        return tuple(value for value in values if isinstance(value, str))

    def seconds(self, key: str, default: float, *, least: float | None = None) -> float:
        value = self.data.get(key, default)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not (value > 0 or value == least) or not value < _LONGEST:
            self.say("must be a number of seconds above 0", key)
            return default
        return float(value)

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.say("must be true or false", key)
        return value is True

    def count(self, key: str) -> int | None:
        if key not in self.data:
            return None
        value = self.data[key]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.say("must be a whole number, 0 or more", key)
            return None
        return value

    def statuses(self, key: str) -> tuple[int, ...]:
        values = self.array(key)
        for index, value in enumerate(values):
            if type(value) is not int or not 400 <= value <= 599:
                self.say("must be a status from 400 to 599", key, index)
        return tuple(value for value in values if isinstance(value, int))

    def header(self, key: str) -> str:
        return self._header(self.data[key], key) if key in self.data else ""

    def headers(self, key: str) -> tuple[str, ...]:
        values = enumerate(self.array(key))
        return tuple(self._header(value, key, index) for index, value in values)

    def _header(self, value: object, *below: str | int) -> str:
        if isinstance(value, str) and _HEADER.fullmatch(value):
            return value
        self.say("must be the name of a header", *below)
        return ""


def _is_pointer(value: object) -> bool:
    if not isinstance(value, str) or value.startswith("#"):
        return False
    try:
        parse(value)
    except ValueError:
        return False
    return True
