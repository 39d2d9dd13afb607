"""`Shape`: what a value must satisfy, gathered from every schema that applies to it, sorted by keyword."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from generator.ir.build.evaluated import Branch
from generator.ir.build.spots import Spot
from generator.ir.model import Pointer
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """One `anyOf` or `oneOf`: its variants and the discriminator beside it."""

    keyword: str
    variants: tuple[Spot, ...]
    discriminator: Any
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Extra:
    """One `additionalProperties` (or `unevaluatedProperties`) with what it does not speak of.

    Attributes:
        whole: it speaks of the properties too that other schemas beside its own declare. For `additionalProperties`
            that is so as well, but authors who combine closed schemas by allOf mean a record that has them all.
    """

    names: frozenset[str]
    patterns: tuple[str, ...]
    spot: Spot
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """The `prefixItems` and `items` of one schema.

    Attributes:
        early: `items` is a list, as in earlier drafts.
    """

    prefix: tuple[Spot, ...]
    rest: Spot | None
    early: bool = False


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """One `unevaluatedProperties` or `unevaluatedItems`, with the branches that count for it where they hold."""

    branches: tuple[Branch, ...]
    spot: Spot


@dataclass(slots=True)
class Shape:
    """What a value must satisfy, gathered from every schema that applies to it. Local to one build step."""

    kinds: frozenset[str] | None = None
    null: bool = False
    numeral: bool = False
    format: str = ""
    values: list[Any] | None = None
    limits: dict[str, Any] = field(default_factory=dict)
    multiples: list[Any] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    content: dict[str, Spot] = field(default_factory=dict)
    unique: bool = False
    required: dict[str, None] = field(default_factory=dict)
    properties: dict[str, list[Spot]] = field(default_factory=dict)
    pattern_properties: list[tuple[str, Spot]] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    items: list[Items] = field(default_factory=list)
    contains: list[tuple[Spot, int, int | None]] = field(default_factory=list)
    names: list[Spot] = field(default_factory=list)
    nots: list[Spot] = field(default_factory=list)
    ifs: list[tuple[Spot, Spot | None, Spot | None]] = field(default_factory=list)
    dependent_required: list[dict[str, tuple[str, ...]]] = field(default_factory=list)
    dependent_schemas: dict[str, list[Spot]] = field(default_factory=dict)
    unevaluated_properties: list[Unevaluated] = field(default_factory=list)
    unevaluated_items: list[Unevaluated] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    never: bool = False
    sources: list[Spot] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether nothing is asserted about anything but the kinds of value."""
        return not (
            self.format
            or self.values is not None
            or self.limits
            or self.multiples
            or self.patterns
            or self.unique
            or self.required
            or self.properties
            or self.pattern_properties
            or self.extras
            or self.items
            or self.contains
            or self.names
            or self.nots
            or self.ifs
            or self.dependent_required
            or self.dependent_schemas
            or self.unevaluated_properties
            or self.unevaluated_items
            or self.never
        )
