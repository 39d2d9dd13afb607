"""What schemas that stand in several places, letter by letter the same, are made into: built once, and known by one id.

A type that needs no name of its own is the same wherever its schema stands. One that does is built where its schema
is met first, and the other places are noted; see `generator.ir.build.settle` for what becomes of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple, TypeAlias

from generator.ir.likeness import in_error
from generator.ir.model import Pointer, Type
from generator.jsonvalues import is_array, is_object
from generator.load import Document
from generator.load.dangling import dangling
from generator.load.pointer import parse
from generator.records import dataclass

Key: TypeAlias = tuple[int, bool, bool]
"""What a schema says, as a number, whether its type is only asked yes or no, and whether it is that of an error."""


class Place(NamedTuple):
    """Where a schema stands, and the words for a name that its surroundings give it."""

    pointer: Pointer
    hint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """What was made of a schema, and what that took.

    Attributes:
        type: without any place in it, but for the names of types that were defined on the way.
        place: where it was made first.
        defines: whether types were defined on the way.
        depth: levels of schemas.
    """

    type: Type
    place: Place
    defines: bool
    depth: int


@dataclass(slots=True)
class Twins:
    """What is known of schemas that may stand elsewhere again.

    Attributes:
        numbers: a number for each object of the document, by its identity, the same for what says the same.
        fixed: numbers of what may not be known by another place: a reference leads there, or into it.
        made: what was made of schemas.
        places: where types were made that stand for others -> all places that are known of their schema.
        told: grows with everything in a type that depends on its place, such as a finding.
        defined: grows with each definition of a type.
        apart: above 0 while a schema is built that has to be a type of its own.
    """

    numbers: Mapping[int, int]
    fixed: frozenset[int]
    made: dict[Key, Twin] = field(default_factory=dict)
    places: dict[Pointer, dict[Pointer, Place]] = field(default_factory=dict)
    told: int = 0
    defined: int = 0
    apart: int = 0

    @classmethod
    def of(cls, document: Document) -> Twins:
        """What is known of a document before anything is built."""
        if not document.targets:
            dangling(
                document
            )  # It looks through all references, which whoever judged the document did before.
        return cls(document.contents, frozenset(_fixed(document)))

    def key(self, schema: Any, judge: bool, place: Pointer) -> Key | None:
        """Under what the type of a schema is known; None where it may not be known at all."""
        number = None if self.apart else self.numbers.get(id(schema))
        if number is None or number in self.fixed:
            return None
        return number, judge, not judge and in_error(place)

    def repeated(self, schemas: list[Any]) -> bool:
        """Whether two of these schemas say the same."""
        found = [
            self.numbers.get(id(schema), -1 - n) for n, schema in enumerate(schemas)
        ]
        return len(set(found)) < len(found)

    def again(self, twin: Twin, place: Place) -> None:
        """Note that a schema stands at one more place."""
        if twin.defines:
            self.defined += 1
            first = twin.place.pointer
            known = self.places.setdefault(first, {first: twin.place})
            known[place.pointer] = place


def _fixed(document: Document) -> Iterator[int]:
    """The numbers of all objects on the way to what is referred to, components themselves aside."""
    for target in set(document.targets.values()):
        tokens = parse(target)
        if tokens[:2] == ("components", "schemas") and len(tokens) == 3:
            continue
        value: Any = document.data
        for token in (*tokens, ""):
            if is_object(value):
                yield document.contents[id(value)]
                value = value.get(token)
            else:
                value = value[int(token)] if is_array(value) and token else None
