"""Checks that apply types to a value, or to its members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import SchemaValidator, core_schema

from .assertions import Check, complaint
from .judging import Judge, is_array, is_object, plain


class Contains(Check):
    """So many members of an array fit a type."""

    def __init__(self, type_: Any, least: int = 1, most: int | None = None) -> None:
        """Take the type, and the least and the most number of members that fit it."""
        self._judge, self._least, self._most = Judge(type_), least, most
        self.said = f"Input should have at least {least} members of a certain type"
        if most is not None:
            self.said += f", and at most {most}"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        if not is_array(value):
            return True
        count = sum(map(self._judge.accepts, value))
        return count >= self._least and (self._most is None or count <= self._most)


class Items(Check):
    """The first members of an array have types of their own, all others one type."""

    said = "Input has a member of a wrong type"

    def __init__(self, *first: Any, rest: Any = Any) -> None:
        """Take the types of the first members, and that of the rest."""
        self._first, self._rest = tuple(map(Judge, first)), Judge(rest)

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        if not is_array(value):
            return True
        count = len(self._first)
        return all(
            judge.accepts(one) for judge, one in zip(self._first, value, strict=False)
        ) and all(map(self._rest.accepts, value[count:]))


class Properties(Check):
    """Those of an object's properties that are named here have these types."""

    def __init__(self, types: Mapping[str, Any]) -> None:
        """Take the types by the properties' names in JSON."""
        self._types = {name: Judge(type_) for name, type_ in types.items()}
        self.said = "Input has a property of a wrong type"

    def judge(self, value: Any) -> Any:
        """The value unchanged.

        Raises:
            ValidationError: a property does not fit; the error says where and why.
        """
        found = plain(value)
        if is_object(found):
            for name, type_ in self._types.items():
                if name in found:
                    _read_at(type_, found[name], name)
        return value

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(
            type_.accepts(value[name])
            for name, type_ in self._types.items()
            if name in value
        )


def _read_at(type_: Judge, value: Any, *place: str) -> None:
    try:
        type_.read_bare(value)
    except ValidationError as error:
        lines: list[Any] = [
            {
                "type": complaint(line["type"], line["msg"]),
                "loc": (*place, *line["loc"]),
                "input": line["input"],
            }
            for line in error.errors(include_url=False)
        ]
        raise ValidationError.from_exception_data(error.title, lines) from None


class Required(Check):
    """An object has these properties."""

    def __init__(self, *names: str) -> None:
        """Take the properties' names in JSON."""
        self._names = names
        self.said = "Input should have " + ", ".join(map(repr, names))

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(name in value for name in self._names)


class PropertyNames(Check):
    """The name of every property of an object fits a type."""

    said = "Input has a property with a name that is not allowed"

    def __init__(self, type_: Any) -> None:
        """Take the type."""
        self._judge = Judge(type_)

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(map(self._judge.accepts, value))


def matcher(pattern: str) -> Callable[[str], bool]:
    validator = SchemaValidator(core_schema.str_schema(pattern=pattern))
    return lambda name: validator.isinstance_python(name)


class PatternProperties(Check):
    """Properties of an object whose names match a regular expression have a type."""

    said = "Input has a property of a wrong type"

    def __init__(self, types: Mapping[str, Any]) -> None:
        """Take the types by expression."""
        self._types = [(matcher(pattern), Judge(t)) for pattern, t in types.items()]

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(
            type_.accepts(one)
            for matches, type_ in self._types
            for name, one in value.items()
            if matches(name)
        )


class AdditionalProperties(Check):
    """Properties of an object that neither names nor expressions cover have a type."""

    said = "Input has a property that is not allowed, or of a wrong type"

    def __init__(self, names: tuple[str, ...], patterns: tuple[str, ...], type_: Any):
        """Take the names, the expressions, and the type of all other properties."""
        self._names, self._judge = frozenset(names), Judge(type_)
        self._patterns = tuple(map(matcher, patterns))

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(
            name in self._names
            or any(matches(name) for matches in self._patterns)
            or self._judge.accepts(one)
            for name, one in value.items()
        )


class DependentRequired(Check):
    """Where an object has one property it has certain others."""

    said = "Input lacks a property that another one asks for"

    def __init__(self, needs: Mapping[str, tuple[str, ...]]) -> None:
        """Take the other properties' names by the name of the one."""
        self._needs = needs

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(
            other in value
            for name, others in self._needs.items()
            if name in value
            for other in others
        )


class DependentSchemas(Check):
    """Where an object has a property it fits a type as a whole."""

    said = "Input does not fit what one of its properties asks for"

    def __init__(self, types: Mapping[str, Any]) -> None:
        """Take the types by the property's name."""
        self._types = {name: Judge(type_) for name, type_ in types.items()}

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not is_object(value) or all(
            type_.accepts(value) for name, type_ in self._types.items() if name in value
        )


class Not(Check):
    """The value does not fit a type."""

    said = "Input fits what it must not"

    def __init__(self, type_: Any) -> None:
        """Take the type."""
        self._judge = Judge(type_)
        if type_ is Any:
            self.said = "No value is valid here, says the document"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not self._judge.accepts(value)


class If(Check):
    """A value that fits one type fits a second one; a value that does not fits a third."""

    def __init__(self, condition: Any, then: Any = Any, otherwise: Any = Any) -> None:
        """Take the three types."""
        self._condition = Judge(condition)
        self._then, self._otherwise = Judge(then), Judge(otherwise)

    def judge(self, value: Any) -> Any:
        """The value unchanged.

        Raises:
            ValidationError: it does not fit; the error says where and why.
        """
        found = plain(value)
        self._branch(found).read_bare(found)
        return value

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return self._branch(value).accepts(value)

    def _branch(self, value: Any) -> Judge:
        return self._then if self._condition.accepts(value) else self._otherwise


class Fits(Check):
    """The value fits at least `least` and at most `most` of several types, beside its own."""

    def __init__(self, *types: Any, most: int | None = None, least: int = 1) -> None:
        """Take the types."""
        self._judges = tuple(map(Judge, types))
        self._least, self._most = least, most
        self.said = f"Input should fit at least {least} of several types"
        if most is not None:
            self.said += f", and at most {most}"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        count = sum(judge.accepts(value) for judge in self._judges)
        return count >= self._least and (self._most is None or count <= self._most)


class OtherThan(Check):
    """The value is of another kind than an object, or than an array."""

    said = "Input should be of another kind"

    def __init__(self, kind: type) -> None:
        """Take the kind: `dict` or `list`."""
        self._kind = kind

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        return not isinstance(value, self._kind)
