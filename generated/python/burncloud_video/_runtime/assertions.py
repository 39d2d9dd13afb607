"""Checks of single values: numbers, sizes, patterns, equality."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from .judging import is_array, is_object, key_of, plain, same


def complaint(kind: str, said: str) -> PydanticCustomError:
    """An error whose words are no template, whatever they hold."""
    code: Any = kind
    return PydanticCustomError(code, "{said}", {"said": said})


class Check:
    """A question about a JSON value; the answer no is a validation error."""

    said = "Input does not fit"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        raise NotImplementedError

    def judge(self, value: Any) -> Any:
        """The value unchanged.

        Raises:
            PydanticCustomError: it does not pass.
        """
        if self.holds(plain(value)):
            return value
        raise complaint(type(self).__name__, self.said)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Ask before the type itself is asked."""
        return core_schema.no_info_before_validator_function(
            self.judge, handler(source)
        )


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class _Limit(Check):
    """A number to compare with."""

    word = ""

    def __init__(self, limit: float) -> None:
        """Take the limit."""
        self.limit = limit
        self.said = f"Input should be {self.word} {limit}"


class Minimum(_Limit):
    """A number is at least this."""

    word = "at least"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not _number(value) or bool(value >= self.limit)


class Maximum(_Limit):
    """A number is at most this."""

    word = "at most"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not _number(value) or bool(value <= self.limit)


class ExclusiveMinimum(_Limit):
    """A number is more than this."""

    word = "more than"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not _number(value) or bool(value > self.limit)


class ExclusiveMaximum(_Limit):
    """A number is less than this."""

    word = "less than"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not _number(value) or bool(value < self.limit)


class MultipleOf(_Limit):
    """A number is a whole multiple of this, counted in decimals as JSON writes it."""

    word = "a multiple of"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        if not _number(value):
            return True
        return not Fraction(str(value)) % Fraction(str(self.limit))


class _Size(Check):
    """A count to compare with."""

    word = "characters"
    lower = True

    def __init__(self, limit: int) -> None:
        """Take the count."""
        self.limit = limit
        side = "at least" if self.lower else "at most"
        self.said = f"Input should have {side} {limit} {self.word}"

    def size(self, value: Any) -> int | None:
        """The size of a value of the kind that is spoken of; None for any other."""
        return len(value) if isinstance(value, str) else None

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        size = self.size(value)
        if size is None:
            return True
        return size >= self.limit if self.lower else size <= self.limit


class MinLength(_Size):
    """A string has at least so many characters."""


class MaxLength(_Size):
    """A string has at most so many characters."""

    lower = False


class MinItems(_Size):
    """An array has at least so many members."""

    word = "members"

    def size(self, value: Any) -> int | None:
        """The number of members of an array."""
        return len(value) if is_array(value) else None


class MaxItems(MinItems):
    """An array has at most so many members."""

    lower = False


class MinProperties(_Size):
    """An object has at least so many properties."""

    word = "properties"

    def size(self, value: Any) -> int | None:
        """The number of properties of an object."""
        return len(value) if is_object(value) else None


class MaxProperties(MinProperties):
    """An object has at most so many properties."""

    lower = False


class Pattern(Check):
    """A string holds a match of a regular expression, which runs in linear time."""

    def __init__(self, pattern: str) -> None:
        """Take the expression."""
        self._validator = SchemaValidator(core_schema.str_schema(pattern=pattern))
        self.said = f"Input should match {pattern!r}"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not isinstance(value, str) or self._validator.isinstance_python(value)


class Equals(Check):
    """The value is this JSON value."""

    def __init__(self, value: Any) -> None:
        """Take the value."""
        self.value = value
        self.said = f"Input should be {value!r}"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return same(value, self.value)


class Among(Check):
    """The value is one of several JSON values."""

    def __init__(self, *values: Any) -> None:
        """Take the values."""
        self.values = values
        self.said = "Input should be one of " + ", ".join(map(repr, values))

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return any(same(value, one) for one in self.values)


class UniqueItems(Check):
    """No two members of an array are equal."""

    said = "Input should have no member twice"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        if not is_array(value):
            return True
        return len(set(map(key_of, value))) == len(value)
