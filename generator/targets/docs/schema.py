"""A schema goes in; the view of its page comes out."""

from __future__ import annotations

from generator.ir.model import Named, TypeDef
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import markup, words
from generator.targets.docs.blocks import Shown, shown
from generator.targets.docs.elsewhere import more
from generator.targets.docs.frame import FrameView, LinkView, frame
from generator.targets.docs.limits import limits
from generator.targets.docs.opening import SHARED, Opening
from generator.targets.docs.parts import parts
from generator.targets.docs.site import Site
from generator.targets.docs.types import (
    Place,
    enum_of,
    type_words,
    value_words,
)
from generator.targets.docs.uses import Use, use_words, uses
from generator.targets.docs.words import Words

TEMPLATE = "docs/schema.html.j2"
TWIN = "docs/schema.md.j2"
MOST_TOLD = 10
"""Uses of a schema that its twin lists."""


@dataclass(frozen=True, slots=True)
class SchemaView:
    """The page of a schema; `title` stands above what a value is, `told` is what the twin says of its uses."""

    frame: FrameView
    name: Words
    deprecated: bool
    doc: Words
    external: Words | None
    title: Words
    type: Words
    limits: tuple[Words, ...]
    parts: tuple[tuple[Words, Words], ...]
    block: Shown | None
    values_label: Words
    values: tuple[Words, ...]
    default: Words | None
    examples: tuple[Words, ...]
    uses: tuple[Words, ...]
    told: tuple[Words, ...]


def pages(site: Site) -> list[Page]:
    """Two pages a schema: HTML, and its Markdown twin."""
    found: list[Page] = []
    used = uses(site.api)
    for pointer in site.api.schemas.values():
        view = schema_view(site.api.types[pointer], site, used.get(pointer, ()))
        path = f"{site.language}/{site.paths.schemas[pointer]}"
        found += [Page(f"{path}.html", TEMPLATE, view), Page(f"{path}.md", TWIN, view)]
    return found


def schema_view(definition: TypeDef, site: Site, used: tuple[Use, ...]) -> SchemaView:
    """The view of one schema."""
    place = Place(site)
    among = enum_of(definition.type, place)
    own = site.doc(definition.doc)
    path = site.paths.schemas[definition.id]
    users = tuple(use_words(use, site) for use in used)
    block = shown(Named(definition.id), place, Opening(), Code("f"), SHARED, whole=True)
    crumb = LinkView(site.label("schemas"), Code("../index.html#schemas"))
    return SchemaView(
        frame=frame(
            site,
            path,
            definition.schema_name,
            own.description or own.title,
            (crumb,),
            apart=site.labels.texts["schemas"],
        ),
        name=words.coded(definition.schema_name),
        deprecated=definition.deprecated,
        doc=site.prose(definition.doc, 2),
        external=more(own, site),
        title=site.label("fields" if block else "type"),
        type=type_words(definition.type, place),
        limits=limits(definition.type, place),
        parts=(
            *parts(definition.type, place, definition.doc),
            *markup.of_type(Named(definition.id), place),
        ),
        block=block,
        values_label=site.label("open_values" if among and among.open else "one_of"),
        values=tuple(map(value_words, among.values)) if among else (),
        default=value_words(definition.default) if definition.has_default else None,
        examples=tuple(words.value(value) for value in definition.examples),
        uses=users,
        told=told(users, site),
    )


def told(users: tuple[Words, ...], site: Site) -> tuple[Words, ...]:
    """The first uses, and how many more there are."""
    more = len(users) - MOST_TOLD
    if more <= 0 or not site.large():
        return users
    return (*users[:MOST_TOLD], site.phrase("and_more", words.text(str(more))))
