"""What a page has opened so far, and where a row stands in it: what the printers of fields share."""

from __future__ import annotations

from dataclasses import field

from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs.site import Telling
from generator.targets.docs.slugs import digest, plain
from generator.targets.docs.types import Place

SENT = 3
"""Objects in one another, with pages of their own, that are opened in what is sent; deeper ones are linked."""

ANSWERED = 1
"""The same of what is answered, which is read more than it is written."""

SHARED = 0
"""The same of what errors answer: many operations have the same ones, and a page of their schemas tells the rest."""

ROWS_A_LEVEL = 12
"""Rows of an object for each level that it may have, after which named objects in it are linked and no more opened."""

SECTIONS = frozenset(
    [
        "main",
        "side",
        "found",
        "servers",
        "authentication",
        "parameters",
        "body",
        "answers",
        "errors",
        "task",
        "life",
        "callbacks",
        "repeat",
        "samples",
        "fields",
        "examples",
        "used",
    ]
)
"""Ids that templates give."""

ALL_ROWS = 1500
"""Rows of a page after which nothing is opened any more."""


@dataclass(slots=True)
class Opening:
    """What has been opened so far on a page, or in a block of it; filled while its view is made.

    Attributes:
        anchors: ids that are taken.
        shown: named types that are open -> the anchor above them.
        told: named types that are not open, whose fields have been named.
        rows: how many rows there are.
        deep: named objects in one another that are opened.
        start: what all ids of a block begin with.
        telling: how much is told.
        names: of fields that have been told.
    """

    anchors: set[str] = field(default_factory=lambda: set(SECTIONS))
    again: dict[str, int] = field(default_factory=dict[str, int])
    shown: dict[str, str] = field(default_factory=dict[str, str])
    told: set[str] = field(default_factory=set[str])
    rows: int = 0
    deep: int = SENT
    start: str = ""
    telling: Telling = "whole"
    names: set[str] = field(default_factory=set[str])

    def anchor(self, wish: str) -> Code:
        """An id that the page has not yet."""
        name = (
            wish
            if wish.isidentifier()
            else plain(wish.removeprefix(self.start).lstrip("."))
        )
        name = name or digest(wish)
        key = name.casefold()
        if key in self.anchors:
            base, number, first = name, self.again.get(key, 1), key
            while key in self.anchors:
                number += 1
                name = f"{base}-{number}"
                key = name.casefold()
            self.again[first] = number
        self.anchors.add(key)
        return Code(f"{self.start}.{name}" if self.start else name)

    def full(self, more: int) -> bool:
        """Whether there would be so many rows, with those of one more object, that it is linked."""
        return self.rows + more > (self.deep + 1) * ROWS_A_LEVEL


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands: the page, the anchor of the object around it, and how deep."""

    place: Place
    opening: Opening
    anchor: str
    depth: int = 0
