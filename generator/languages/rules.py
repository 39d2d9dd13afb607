"""What `generator.names` must know of an output language: how words become an identifier, and which are taken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from generator.records import dataclass

Kind: TypeAlias = Literal[
    "package", "module", "type", "field", "argument", "method", "resource", "constant"
]


@dataclass(frozen=True, slots=True)
class Position:
    """The rules of one kind of name.

    Attributes:
        spell: any text -> an identifier of the language in this position's casing; never empty.
        reserved: identifiers that this position must not have; append-only, as they are part of the output's API.
        prefixes: beginnings that this position must not have.
        fold: the key under which two names of this position are the same (files on a case-blind disk, for example).
    """

    spell: Callable[[str], str]
    reserved: frozenset[str]
    prefixes: tuple[str, ...] = ()
    fold: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Naming in one language.

    Attributes:
        positions: the rules of every kind of name.
        valid: whether a text is an identifier of the language as it stands, keywords excluded.
        max_length: characters after which an identifier is cut and ends in a short hash of the whole.
        guard: goes before a name whose beginning is reserved.
        beside_classes: names that generated modules import beside the classes of resources.
        beside_methods: attributes of the client itself, beside which methods without a resource stand.
        inside_resources: names that a resource inside another must not have, beside whose methods it stands.
    """

    positions: Mapping[Kind, Position]
    valid: Callable[[str], bool]
    max_length: int
    guard: str
    beside_classes: frozenset[str] = frozenset()
    beside_methods: frozenset[str] = frozenset()
    inside_resources: frozenset[str] = frozenset()

    def candidate(self, kind: Kind, text: str) -> str:
        """Return the identifier that `text` wishes for in a position: spelled, not reserved, not too long.

        It depends on nothing but its arguments; two texts may wish for the same one.
        """
        position = self.positions[kind]
        name = cut(position.spell(text), self.max_length)
        if position.fold(name).startswith(position.prefixes):
            name = cut(self.guard + name, self.max_length)
        return f"{name}_" if position.fold(name) in position.reserved else name

    def taken(self, kind: Kind, name: str) -> bool:
        """Say whether the language or the generated code's own machinery keeps `name` for itself in a position."""
        position = self.positions[kind]
        folded = position.fold(name)
        return folded in position.reserved or folded.startswith(position.prefixes)

    def allowed(self, kind: Kind, name: str) -> bool:
        """Say whether a name that somebody chose by hand can stand in a position as it is."""
        return self.valid(name) and not self.taken(kind, name)

    def same(self, kind: Kind, name: str) -> str:
        """Return the key under which names of a position collide."""
        return self.positions[kind].fold(name)


def cut(name: str, limit: int) -> str:
    """Return `name` if it has at most `limit` characters, else its beginning and eight digits of its hash."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: limit - 9].rstrip('_')}_{digest}"
