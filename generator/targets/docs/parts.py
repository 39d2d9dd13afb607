"""A type goes in; what the document says of the parts of its values, which have no rows of their own, comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import (
    NO_DOC,
    Anything,
    Checked,
    Doc,
    ListOf,
    MapOf,
    Named,
    Never,
    Tuple,
    Type,
    Union,
)
from generator.letters import is_identifier
from generator.targets.docs import words
from generator.targets.docs.limits import in_short
from generator.targets.docs.shapes import is_opened
from generator.targets.docs.site import WRITTEN, Site
from generator.targets.docs.titles import repeats
from generator.targets.docs.types import Place, enum_of, type_words
from generator.targets.docs.words import Words

DEEPEST = 4
"""Arrays in one another whose items are told."""

Said = tuple[Words, Words]
"""(which part, what is said of it)."""


def parts(
    type: Type, place: Place, around: Doc = NO_DOC, deep: int = 0
) -> Iterator[Said]:
    """What is said of items, of values of a map, of each member of a tuple, and of each thing that a value may be.

    Args:
        around: what is said of the whole, which is not said again of its only part.
    """
    site = place.site
    inner = within(type, place)
    if deep > DEEPEST:
        return
    match inner:
        case ListOf(item, said):
            if told := text(said, item, place, around):
                yield site.label("each_item"), told
            yield from parts(item, place, around, deep + 1)
        case MapOf(value, said):
            if told := text(said, value, place, around):
                yield site.label("each_value"), told
            yield from parts(value, place, around, deep + 1)
        case Tuple():
            yield from members(inner, place)
        case Union(variants, said=said):
            for one, doc in zip(variants, said, strict=False):
                if is_opened(one, place):
                    continue
                if told := text(doc, one, place, around):
                    yield words.capital(in_short(one, place)), told
        case _:
            return


def within(type: Type, place: Place) -> Type:
    """A type without its checks, and what a name without a page stands for."""
    for _ in range(DEEPEST):
        while isinstance(type, Checked):
            type = type.type
        if not isinstance(type, Named) or place.schema(type.id):
            break
        definition = place.site.api.types.get(type.id)
        if definition is None:
            break
        type = definition.type
    return type


def members(tuple: Tuple, place: Place) -> Iterator[Said]:
    """What is said of each member of a tuple, where anything is said of one beside its kind."""
    site = place.site
    found: list[Said] = []
    telling = False
    docs = (*tuple.said, *[NO_DOC] * (len(tuple.items) + 1))
    for at, one in enumerate((*tuple.items, tuple.rest)):
        last = at == len(tuple.items)
        if last and isinstance(one, Never | Anything):
            continue
        told = text(docs[at], one, place, NO_DOC)
        short, bare = in_short(one, place), type_words(one, place)
        if enum_of(one, place) is not None:
            short = words.joined([bare, short], ": ")
        name = site.label("further_items") if last else numbered(at, site)
        own = site.doc(docs[at])
        if titled(own, site) and (own.description or own.summary):
            name = words.joined([name, words.text(own.title)], " · ")
        found.append((name, words.joined([short, told], ". ") if told else short))
        telling = telling or told is not None or short != bare
    if telling:
        yield from found


def numbered(at: int, site: Site) -> Words:
    """A member of a tuple by its number, as people count."""
    return site.phrase("item", words.text(str(at + 1)))


def titled(doc: Doc, site: Site) -> str:
    """A title, where it is none that programs make of names."""
    made = is_identifier(doc.title) or repeats(doc.title, site.called)
    return "" if made else doc.title


def text(doc: Doc, type: Type, place: Place, around: Doc) -> Words | None:
    """The text on a part: its own, else that of a type that has no page which tells it."""
    site, source = place.site, doc
    if doc is NO_DOC and isinstance(type, Named) and not place.schema(type.id):
        definition = site.api.types.get(type.id)
        source = definition.doc if definition else doc
    own = site.doc(source)
    said = own.description or own.summary or titled(own, site)
    outer = site.doc(around)
    if not said.strip() or said in (outer.description, outer.summary, outer.title):
        return None
    made = words.seen_from(words.line(said), place.up)
    return made if site.speaks(source) else words.foreign(made, WRITTEN)
