"""Checks of the neutral model go in; the metadata that stands for them in `Annotated` comes out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from generator.ir.model import (
    Anything,
    Check,
    Checked,
    Json,
    ListOf,
    MapOf,
    Scalar,
    Type,
)
from generator.jsonvalues import is_array, is_object
from generator.languages.code import Code
from generator.languages.lookaround import apart
from generator.languages.python.strings import literal
from generator.languages.regex import translate

OWN_CLASS = frozenset({"date-time", "date", "uuid"})
"""Formats of strings whose values are no `str`."""

NATIVE = {
    "string": {"minLength": "min_length", "maxLength": "max_length"},
    "number": {
        "minimum": "ge",
        "maximum": "le",
        "exclusiveMinimum": "gt",
        "exclusiveMaximum": "lt",
    },
    "list": {"minItems": "min_length", "maxItems": "max_length"},
    "map": {"minProperties": "min_length", "maxProperties": "max_length"},
}
"""Checks that pydantic makes in its core where the type beneath is of this kind."""


WRITTEN_OUT = 1e21
"""Numbers from here on are written with an exponent, as they are in JSON (ECMA-262, Number::toString)."""


class Teller(Protocol):
    """What checks need of the printer of types."""

    def told(self, type: Type) -> Code: ...

    def symbol(self, name: str) -> Code: ...

    def check(self, name: str, arguments: str) -> str: ...


def checks_code(printer: Teller, type: Checked) -> tuple[Code, ...]:
    """The metadata that says the checks of a type: pydantic's own where it has one, else the runtime's."""
    native = NATIVE.get(beneath(type.type), {})
    whole = isinstance(type.type, Scalar) and type.type.kind == "integer"
    checks = tuple(one for check in type.checks for one in plainly(check))
    own = {c.keyword: c for c in checks if c.keyword in native and in_core(c, whole)}
    patterns = [c for c in checks if c.keyword == "pattern"]
    arguments = [f"{native[k]}={literal(bound(c, whole))}" for k, c in own.items()]
    if beneath(type.type) == "string" and patterns:
        first = translate(str(patterns[0].value))
        if first.pattern is not None:
            arguments.append(f"pattern={literal(first.pattern)}")
        patterns = patterns[1:]
    found: list[Code] = []
    if arguments:
        found.append(Code(f"{printer.symbol('Field')}({', '.join(arguments)})"))
    for one in checks:
        if one.keyword in own or (one.keyword == "pattern" and one not in patterns):
            continue
        made = one_check(printer, one)
        if made:
            found.append(Code(made))
    return tuple(found)


def plainly(check: Check) -> Iterator[Check]:
    """A check, a pattern that looks around as several that do not; nothing where it cannot be held in linear time."""
    if check.keyword != "pattern":
        yield check
        return
    for part in apart(str(check.value)).parts:
        one = Check("pattern", part.pattern)
        text = Checked(Scalar("string"), (one,))
        yield Check("not", text) if part.negated else one


def in_core(check: Check, whole: bool) -> bool:
    """Whether pydantic's core can compare with the value of a check.

    It cannot compare with an integer that no float holds, nor an integer (`whole`) with what is none or too large for
    anybody to write out.
    """
    match check.value:
        case int() as value:
            return abs(value) <= sys.float_info.max
        case float() as value:
            return not whole or (value.is_integer() and abs(value) < WRITTEN_OUT)
        case _:
            return True


def one_check(printer: Teller, check: Check) -> str:
    """One check of the runtime; empty where it cannot be said in linear time."""
    value: Any = check.value
    match check.keyword, value:
        case "pattern", pattern:
            found = translate(pattern).pattern
            return "" if found is None else printer.check("Pattern", literal(found))
        case "uniqueItems", _:
            return printer.check("UniqueItems", "")
        case "contains", (type, least, most):
            rest = "" if least == 1 and most is None else f", {least}"
            rest += "" if most is None else f", {most}"
            return printer.check("Contains", printer.told(type) + rest)
        case ("propertyNames" | "not"), type:
            name = "PropertyNames" if check.keyword == "propertyNames" else "Not"
            return printer.check(name, printer.told(type))
        case "if", (condition, then, otherwise):
            any_ = printer.symbol("Any")
            arguments = [printer.told(condition)]
            arguments.append(printer.told(then) if then else any_)
            arguments += [printer.told(otherwise)] if otherwise else []
            return printer.check("If", ", ".join(arguments))
        case ("anyOf" | "oneOf" | "allOf"), types:
            members = ", ".join(map(printer.told, types))
            if check.keyword == "allOf":
                members += f", least={len(types)}"
            return printer.check(
                "Fits", members + (", most=1" if check.keyword == "oneOf" else "")
            )
        case "required", names:
            return printer.check("Required", ", ".join(map(literal, names)))
        case "prefixItems", (items, rest):
            arguments = [printer.told(item) for item in items]
            if not isinstance(rest, Anything):
                arguments.append(Code(f"rest={printer.told(rest)}"))
            return printer.check("Items", ", ".join(arguments))
        case "patternProperties", types:
            return pattern_properties(printer, types)
        case "additionalProperties", (names, patterns, type):
            return additional(printer, names, patterns, type)
        case "unevaluatedProperties", (branches, type):
            made = [seen_properties(printer, *one) for one in branches]
            told = ", ".join((printer.told(type), *made))
            return printer.check("UnevaluatedProperties", told)
        case "unevaluatedItems", (branches, type):
            made = [seen_items(printer, *one) for one in branches]
            told = ", ".join((printer.told(type), *made))
            return printer.check("UnevaluatedItems", told)
        case ("properties" | "dependentSchemas"), types:
            name = check.keyword[0].upper() + check.keyword[1:]
            return printer.check(name, table(printer, types))
        case "dependentRequired", needed:
            pairs = ", ".join(
                f"{literal(name)}: {tuple_of(needs)}" for name, needs in needed.items()
            )
            return printer.check("DependentRequired", f"{{{pairs}}}")
        case keyword, _:
            name = keyword[0].upper() + keyword[1:]
            return printer.check(name, literal(as_json(value)))


def table(printer: Teller, types: Mapping[str, Type]) -> str:
    pairs = (f"{literal(k)}: {printer.told(t)}" for k, t in types.items())
    return f"{{{', '.join(pairs)}}}"


def pattern_properties(printer: Teller, types: Mapping[str, Type]) -> str:
    known = {
        found: type
        for pattern, type in types.items()
        if (found := translate(pattern).pattern) is not None
    }
    return printer.check("PatternProperties", table(printer, known)) if known else ""


def additional(
    printer: Teller, names: tuple[str, ...], patterns: tuple[str, ...], type: Type
) -> str:
    known = [translate(pattern).pattern for pattern in patterns]
    if None in known:
        return ""
    spelled_out = [p for p in known if p is not None]
    return printer.check(
        "AdditionalProperties",
        f"{tuple_of(names)}, {tuple_of(spelled_out)}, {printer.told(type)}",
    )


def seen_properties(
    printer: Teller,
    when: tuple[Type, ...],
    names: tuple[str, ...],
    patterns: tuple[str, ...],
    every: bool,
) -> Code:
    """What one branch evaluates of an object; all of it where a pattern cannot be read."""
    known = [translate(pattern).pattern for pattern in patterns]
    arguments = [literal(name) for name in names]
    if known and None not in known:
        arguments.append(
            Code(f"patterns={tuple_of([p for p in known if p is not None])}")
        )
    return seen(printer, arguments, when, every or None in known)


def seen_items(
    printer: Teller,
    when: tuple[Type, ...],
    first: int,
    types: tuple[Type, ...],
    every: bool,
) -> Code:
    """What one branch evaluates of an array."""
    arguments = [Code(f"first={first}")] if first else []
    arguments += [Code(f"contains={printer.told(type)}") for type in types]
    return seen(printer, arguments, when, every)


def seen(
    printer: Teller, arguments: list[Code], when: tuple[Type, ...], every: bool
) -> Code:
    """`checks.Seen(…)`."""
    made = [*arguments, *([Code("every=True")] if every else [])]
    if when:
        told = ", ".join(map(printer.told, when))
        made.append(Code(f"when=({told}{',' * (len(when) == 1)})"))
    return Code(printer.check("Seen", ", ".join(made)))


def beneath(type: Type) -> str:
    """The kind whose checks pydantic's core makes for a type; empty for none."""
    match type:
        case Scalar(kind="string", format=format):
            return "" if format in OWN_CLASS else "string"
        case Scalar(kind="integer" | "number"):
            return "number"
        case ListOf():
            return "list"
        case MapOf():
            return "map"
        case _:
            return ""


def bound(check: Check, whole: bool) -> Json:
    """The value of a check that is made in the core, which holds integers (`whole`) against integers alone."""
    value = as_json(check.value)
    return int(value) if whole and isinstance(value, float) else value


def as_json(value: object) -> Json:
    """The value of a check that is JSON."""
    assert (
        value is None
        or isinstance(value, bool | int | float | str)
        or is_array(value)
        or is_object(value)
    )
    return value


def tuple_of(words: Iterable[str]) -> Code:
    """A tuple of strings."""
    made = [literal(word) for word in words]
    return Code(f"({made[0]},)" if len(made) == 1 else f"({', '.join(made)})")
