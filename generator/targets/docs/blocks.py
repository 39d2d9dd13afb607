"""A type goes in; the block of rows that describes it comes out, laid out once for all pages that show it."""

from __future__ import annotations

from types import SimpleNamespace

from generator.ir.model import Pointer, Type
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import HERE, Part, Placed
from generator.targets.docs import words
from generator.targets.docs.deeper import MOST_ANSWERED, MOST_SENT, deeper
from generator.targets.docs.fields import nested
from generator.targets.docs.opening import SENT, Opening, Row
from generator.targets.docs.rows import Block, NestedView
from generator.targets.docs.shapes import unwrapped
from generator.targets.docs.site import BlockKey, Telling
from generator.targets.docs.types import Place
from generator.targets.docs.words import Words

HTML = "docs/_block.html.j2"
MARKDOWN = "docs/_block.md.j2"


@dataclass(frozen=True, slots=True)
class BlockView:
    """An object opened: what the templates of a block see; `deeper` are names of fields further down. One of both may be None."""

    nested: NestedView | None
    deeper: Words | None
    say: SimpleNamespace


@dataclass(frozen=True, slots=True)
class Shown:
    """A block on a page, or a link to where the page has it already."""

    html: Placed | None = None
    md: Placed | None = None
    above: Words | None = None


def shown(
    type: Type,
    place: Place,
    opening: Opening,
    anchor: Code,
    deep: int,
    telling: Telling = "whole",
    whole: bool = False,
) -> Shown | None:
    """What a value of a type holds, where a page shows it; None where that is nothing.

    Args:
        anchor: id of an element of the page, with which the ids of all rows begin.
        deep: named objects in one another that are opened.
        telling: how much its rows tell; less than that where a large site has a page of what is answered.
        whole: this is that page; the twin of others has but a link.
    """
    pointer = unwrapped(type, place).pointer
    above = opening.shown.get(pointer) if pointer else None
    if above is not None:
        return Shown(above=words.anchor(place.site.label("shown_above"), above))
    linked = place.site.large() and deep < SENT and place.schema(pointer) and not whole
    telling = "page" if whole else "brief" if linked else telling
    found = block(type, place, deep, telling)
    if found is None:
        return None
    if pointer:
        opening.shown[pointer] = anchor
    return Shown(Placed(found.html, anchor), None if linked else Placed(found.md))


LONG = 12
"""Fields of an object that are too many to see at once which of them are required."""


def needed(found: Shown | None, anchor: Code, place: Place) -> Words | None:
    """The required fields of an object on a page, with links, where some of many are."""
    view = found.html.part.view if found and found.html else None
    rows = view.nested.fields if isinstance(view, BlockView) and view.nested else ()
    required = [one for one in rows if one.about.required]
    if len(rows) <= LONG or not 0 < len(required) < len(rows):
        return None
    links = [
        words.anchor(one.about.name, one.anchor.replace(HERE, anchor, 1))
        for one in required
    ]
    return place.site.phrase("needed", words.joined(links, ", "))


def block(type: Type, place: Place, deep: int, telling: Telling) -> Block | None:
    """The block of a type; made once."""
    made = place.site.made.blocks
    key = key_of(type, place, deep, telling)
    if key not in made:
        made[key] = _block(type, place, deep, telling)
    return made[key]


def key_of(type: Type, place: Place, deep: int, telling: Telling) -> BlockKey:
    """What tells a block from others: a named type is known by its name, any other is the very same one."""
    found = unwrapped(type, place)
    same: Pointer | int = found.pointer or id(type)
    return same, found.wrapped, place.up, deep, telling


def _block(type: Type, place: Place, deep: int, telling: Telling) -> Block | None:
    opening = Opening(set(), deep=deep, start=HERE, telling=telling)
    view = nested(type, Row(place, opening, HERE))
    more = None
    if telling != "page":
        most = MOST_SENT if deep >= SENT else MOST_ANSWERED
        more = deeper(type, opening.names, place, most)
    if view is None and more is None:
        return None
    own = BlockView(view, more, place.site.say)
    return Block(Part(HTML, own), Part(MARKDOWN, own))
