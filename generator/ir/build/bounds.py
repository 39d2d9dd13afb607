"""Schemas and types as they are built go in; a refusal of what is too deep, too wide or too much comes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from generator.diagnostics import Diagnostic, Refused
from generator.ir.build.spots import Workshop
from generator.ir.build.twins import Twin
from generator.ir.model import (
    Checked,
    ListOf,
    MapOf,
    Pointer,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import is_tuple, parts
from generator.jsonvalues import is_object
from generator.load import Document
from generator.validate.patterns import MANY_STATES, states

MAX_DEPTH = 60
"""Schemas inside each other, references not followed: compilers count brackets, of which each may need three."""

MAX_CALLBACKS = 30
"""Callbacks inside each other, references followed."""

MAX_NESTING = 3 * MAX_DEPTH
"""Types inside each other in one that is written out, however it came to be: each schema may be a list, its checks, and
what the checks name."""

MAX_TYPES = 500_000
"""Types made for one document; inlined ones are counted again."""

MAX_ARMS = 1_000
"""Members of one union, those of unions inside of it included: compilers give up on a few thousand in a row."""

MAX_SIZE = 20_000
"""Parts of one type as it is written out. A union that needs a rule writes its members twice, so that unions inside
of unions double with every level."""

MAX_VALUE = 90
"""Lists and objects inside each other in a value of `const` or `enum`."""

MAX_NUMBERS, LARGE = 1_000, 2**61 - 1
"""Numbers in one `enum` that are so large that all of them may have one hash."""

MAX_PARTS = 250_000
"""What all records and operations together are made of: properties, those from `allOf` counted again, parameters,
answers and their header fields count as one each. It bounds the time and the memory that writing them takes."""

BYTES_A_PART = 50
"""A document that is so large itself may be made of more: of a part for so many of its bytes. Those that people write
have 70 and more."""

MOST_PARTS = 750_000
"""What no document may go beyond, however large it is."""

ASKED = 2
"""What a schema counts as that `unevaluatedProperties` or `unevaluatedItems` asks whether a value fits it."""

TRIES = 25
"""Names held against patterns that count as one property."""

STATES = 10
"""States of patterns that count as one property: whoever uses what is generated compiles every one of them."""

TYPE, OPERATION = 6, 15
"""What a record and an operation count as beside their parts."""

WRITTEN_OUT = (Union, ListOf, MapOf, Tuple, Checked)
"""Types that are made of others; all else has a name or is one word."""


def enter(shop: Workshop, place: Pointer) -> None:
    """Count one more type, one level deeper."""
    shop.depth += 1
    shop.deepest = max(shop.deepest, shop.depth)
    shop.made += 1
    if shop.depth > MAX_DEPTH:
        too_deep(place)
    if shop.made > MAX_TYPES:
        refuse(
            "too-many-types",
            f"the schemas of this document make more than {MAX_TYPES:,} types",
            place,
            "Put nothing beside references, so that each schema is one type only.",
        )


def most_parts(document: Document) -> int:
    """How much may be written for a document."""
    size = sum(len(source.raw) for source in document.sources)
    return max(MAX_PARTS, min(MOST_PARTS, size // BYTES_A_PART))


def count(shop: Workshop, parts: int, place: Pointer) -> None:
    """Count what more there is to be written."""
    shop.parts += parts
    if shop.parts > shop.most:
        refuse(
            "too-many-parts",
            f"more than {shop.most:,} properties, those from allOf counted again, parameters and answers;"
            f" an operation counts as {OPERATION} of them, an object as {TYPE}, and a pattern as a tenth of what it repeats",
            place,
            "Split the document, and share properties by reference in place of allOf.",
        )


def count_patterns(shop: Workshop, patterns: Iterable[str], place: Pointer) -> None:
    """Count what patterns are compiled to; what is too large is not compiled."""
    found = [states(one) for one in patterns]
    count(shop, sum(n for n in found if n <= MANY_STATES) // STATES, place)


def again(shop: Workshop, twin: Twin) -> bool:
    """Whether what was made of a schema fits here too, so deep inside of others; it is not made or written again."""
    depth = shop.depth + twin.depth
    shop.deepest = max(shop.deepest, depth)
    return depth <= MAX_DEPTH


def leave(shop: Workshop, made: Type, place: Pointer) -> None:
    """The type that was entered last is made; refuse it where it is too large or too deep to be written out."""
    shop.depth -= 1
    if not isinstance(made, WRITTEN_OUT):
        return
    total, depth = size(made, MAX_SIZE)
    if depth > MAX_NESTING:
        too_deep(place)
    if total > MAX_SIZE:
        refuse(
            "too-large-type",
            "schemas inside each other that together are too large to be written out",
            place,
            "Give the inner ones names, below components/schemas.",
        )


def too_deep(place: Pointer) -> NoReturn:
    """Refuse what nests too deep."""
    refuse(
        "too-deep-schema",
        f"more than {MAX_DEPTH} schemas inside each other",
        place,
        "Give some of them names, below components/schemas, and put nothing beside references to them.",
    )


def check_callbacks(depth: int, place: Pointer) -> None:
    """Refuse callbacks that nest too deep."""
    if depth > MAX_CALLBACKS:
        refuse(
            "too-deep-callbacks",
            f"more than {MAX_CALLBACKS} callbacks inside each other",
            place,
        )


def check_union(made: Type, place: Pointer) -> None:
    """Refuse a union that is too wide."""
    if arms(made) > MAX_ARMS:
        told = f"more than {MAX_ARMS:,} variants, those of unions inside of it included"
        refuse(
            "too-many-variants", told, place, "Describe what they share by one schema."
        )


def check_value(value: object, place: Pointer) -> None:
    """Refuse a value that nests too deeply."""
    level: list[object] = [value]
    for _ in range(MAX_VALUE):
        level = [inner for one in level for inner in parts(one)]
        if not level:
            return
    told = f"a value with more than {MAX_VALUE} lists and objects inside each other"
    refuse("too-deep-value", told, place)


def check_numbers(values: Iterable[object], place: Pointer) -> None:
    """Refuse an enum of very many large numbers, which whoever gathers them would take an hour to tell apart."""
    large = (isinstance(one, int | float) and abs(one) >= LARGE for one in values)
    if sum(large) > MAX_NUMBERS:
        told = f"more than {MAX_NUMBERS:,} numbers from {LARGE:,} on in one enum"
        refuse("too-many-numbers", told, place, "Write them as texts.")


def arms(type: Type) -> int:
    """How many types stand side by side where a union is written out."""
    return sum(map(arms, type.variants)) if isinstance(type, Union) else 1


def size(type: Type, limit: int) -> tuple[int, int]:
    """How many parts a type has when it is written out, and how many are inside each other; counting ends at `limit`."""
    total = deepest = 0
    waiting: list[tuple[object, int, int]] = [(type, 1, 1)]
    while waiting and total <= limit:
        one, times, depth = waiting.pop()
        total += times
        deepest = max(deepest, depth)
        inner: Iterable[object] = ()
        match one:
            case Union():
                inner, times = one.variants, 2 * times
            case ListOf():
                inner = (one.item,)
            case MapOf():
                inner = (one.value,)
            case Tuple():
                inner = (*one.items, one.rest)
            case Checked():
                inner = (one.type, *(check.value for check in one.checks))
            case _ if is_tuple(one):
                inner = one
            case _ if is_object(one):
                inner = one.values()
            case _:
                pass
        waiting += [(part, times, depth + 1) for part in inner]
    return total, deepest


def refuse(code: str, message: str, place: Pointer, hint: str = "") -> NoReturn:
    """End the build.

    Raises:
        Refused: always.
    """
    raise Refused([Diagnostic(code, "error", message, place, hint=hint)])
