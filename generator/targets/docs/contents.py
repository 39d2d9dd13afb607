"""The media types of a body or an answer go in; their views come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.ir.media import is_form, is_json, is_xml
from generator.ir.model import NO_DOC, Const, Content, Doc, Example, Json, Named, Type
from generator.ir.xml import is_structured
from generator.languages import html
from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs import markup, words
from generator.targets.docs.blocks import Shown, needed, shown
from generator.targets.docs.fields import field_view
from generator.targets.docs.limits import limits
from generator.targets.docs.made_up import made_up
from generator.targets.docs.opening import ANSWERED, SENT, Opening, Row
from generator.targets.docs.parts import parts, text
from generator.targets.docs.rows import FieldView, scope_of
from generator.targets.docs.types import (
    Place,
    listed,
    member_words,
    type_words,
    value_words,
)
from generator.targets.docs.words import NONE, Words
from generator.targets.docs.written import form_written


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A named example: what it shows, and its value."""

    title: Words
    doc: Words
    code: Words


@dataclass(frozen=True, slots=True)
class PartView:
    """Header fields of one part of a form."""

    title: Words
    fields: tuple[FieldView, ...]
    scope: Code


@dataclass(frozen=True, slots=True)
class ContentView:
    """A body or an answer in one media type, or in several that hold the same; `anchor` is an id for what has no other
    element to carry it, `needed` names the required fields of a long body, `written` says how what is no text stands in a form,
    `parts` are those of its parts that have header fields, `doc` is what its schema says where it has no page, `facts` what is demanded
    of the value as a whole, `elsewhere` are examples without a value at hand.
    """

    media_types: Words
    type: Words
    anchor: Code | None
    block: Shown | None
    examples: tuple[ExampleView, ...]
    needed: Words | None = None
    written: Words | None = None
    parts: tuple[PartView, ...] = ()
    doc: Words | None = None
    facts: tuple[tuple[Words, Words], ...] = ()
    elsewhere: tuple[ExampleView, ...] = ()


def contents(
    many: tuple[Content, ...],
    anchor: Code,
    place: Place,
    opening: Opening,
    deep: int,
    shared: Type | None = None,
    made: bool = False,
    said: Doc = NO_DOC,
) -> tuple[ContentView, ...]:
    """The media types of a body or an answer; one that errors share and that has no example is described with them.

    Args:
        said: what is said of the whole, which is not said again of its schema.
        made: where there is no example one is made, as it is of answers.
    """
    found: list[ContentView] = []
    told = [one for one in many if shared is None or one.type != shared or one.examples]
    for at, alike in enumerate(same_contents(told)):
        one = alike[0]
        type = one.item or one.type
        own = opening.anchor(f"{anchor}-{at + 1}") if at else anchor
        bare = deep < SENT and one.examples
        known = shared is not None and one.type == shared
        block = (
            None
            if known
            else shown(type, place, opening, own, deep, "bare" if bare else "whole")
        )
        found.append(
            ContentView(
                media_types=words.joined(
                    [words.code(each.media_type) for each in alike], ", "
                ),
                type=content_words(one, place),
                anchor=own if at else None,
                block=block,
                examples=examples(one, made or deep == ANSWERED, place),
                needed=needed(block, own, place) if deep == SENT else None,
                written=written(one, place) if deep == SENT else None,
                parts=part_views(one, own, place, opening) if deep == SENT else (),
                doc=text(one.doc, type, place, said),
                elsewhere=tuple(elsewhere(one, place)),
                facts=() if known else tuple(facts(type, place, block is None, alike)),
            )
        )
    return tuple(found)


def facts(
    type: Type, place: Place, alone: bool, many: Iterable[Content]
) -> Iterator[tuple[Words, Words]]:
    """What is demanded of a body as a whole.

    Args:
        alone: it has no rows.
        many: the media types that it is sent as.
    """
    site = place.site
    among = listed(type, place) if alone else None
    if among is not None:
        label = "open_values" if among.open else "one_of"
        yield site.label(label), words.joined(map(value_words, among.values), ", ")
    if found := limits(type, place):
        yield site.label("limits"), words.joined(found, ", ")
    yield from parts(type, place)
    if any(is_xml(one.media_type) for one in many):
        yield from markup.of_type(type, place)


def content_words(content: Content, place: Place) -> Words:
    """What a body is called; of a stream also that it holds any number of them."""
    if content.item is None:
        return type_words(content.type, place)
    return place.site.phrase("stream_of", member_words(content.item, place))


def written(content: Content, place: Place) -> Words | None:
    """How what is no text is written in a form."""
    found = form_written(content, place)
    return (
        place.site.phrase("form_written", words.joined(found, ", ")) if found else None
    )


def part_views(
    content: Content, anchor: Code, place: Place, opening: Opening
) -> tuple[PartView, ...]:
    """The parts of a form that have header fields (OpenAPI 3.2, "Encoding Object")."""
    found: list[PartView] = []
    for name, encoding in content.encodings.items():
        if encoding.headers and is_form(content.media_type):
            row = Row(place, opening, opening.anchor(f"{anchor}-{name}-headers"))
            fields = tuple(field_view(one, row) for one in encoding.headers)
            title = place.site.phrase("part_headers", words.code(name))
            found.append(PartView(title, fields, scope_of(fields)))
    return tuple(found)


def examples(content: Content, made: bool, place: Place) -> tuple[ExampleView, ...]:
    """The examples of a body; of what the API sends without any, one that is made of those of its fields."""
    if content.examples or not made or content.item is not None:
        media_type = content.media_type
        if is_structured(place.site.api, content):
            return tuple(xml_view(one, content, place) for one in content.examples)
        return tuple(example_view(one, media_type, place) for one in content.examples)
    code = made_code(content, place) if is_json(content.media_type) else None
    title = place.site.label("made_up")
    return (ExampleView(title, NONE, code),) if code else ()


def made_code(content: Content, place: Place) -> Words | None:
    """A value made of the examples of fields; of a named type made once."""
    type, site = content.type, place.site
    if not isinstance(type, Named):
        found = made_up(type, site.api)
        return value_code(found, place) if found is not None else None
    known, key = site.made.made_up, (type.id, place.up)
    if key not in known:
        found = made_up(type, site.api)
        known[key] = value_code(found, place) if found is not None else None
    return known[key]


def same_contents(many: Iterable[Content]) -> list[list[Content]]:
    """Media types with those that hold the same, and have the same examples or none."""
    found: list[list[Content]] = []
    for one in many:
        for alike in found:
            first = alike[0]
            same = (one.type, one.item) == (first.type, first.item)
            told = not one.examples or shown_alike(one, first)
            if told and same and one.elsewhere == first.elsewhere:
                alike.append(one)
                break
        else:
            found.append([one])
    return found


def shown_alike(one: Content, other: Content) -> bool:
    """Whether two media types have the same examples, which are shown in the same way: no text, and as JSON or as XML."""
    if is_xml(one.media_type) != is_xml(other.media_type) or any(
        isinstance(each.value, str) or each.serialized
        for each in (*one.examples, *other.examples)
    ):
        return False
    shown = [
        [(e.name, Const(e.value), e.doc) for e in c.examples] for c in (one, other)
    ]
    return shown[0] == shown[1]


def elsewhere(content: Content, place: Place) -> Iterator[ExampleView]:
    """Examples that stand at an address, or are only told as they are sent."""
    for one in content.elsewhere:
        own = place.site.doc(one.doc)
        name = words.text(" ".join(own.summary.split()) or one.name)
        shown = words.block(one.serialized)
        if not one.serialized:
            link = words.link(one.external, one.external)
            shown = Words(Code(f"<p>{link.html}</p>"), link.md)
        yield ExampleView(name, words.prose(own.description), shown)


def xml_view(one: Example, content: Content, place: Place) -> ExampleView:
    """A named example as the XML that it stands for."""
    from generator.ir.shapes import to_xml

    if isinstance(one.value, str) or one.serialized:
        return example_view(one, content.media_type, place)
    written = to_xml(place.site.api, content, one.value)
    shown = value_code(written, place, bare=True)
    return replace(example_view(one, content.media_type, place), code=shown)


def example_view(one: Example, media_type: str, place: Place) -> ExampleView:
    """A named example; text in anything but JSON is shown as it goes over the wire."""
    site = place.site
    own = site.doc(one.doc)
    title = " ".join(own.summary.split()) or one.name
    name = words.text(title) if title else site.label("example")
    about = words.prose(own.description)
    bare = isinstance(one.value, str) and not is_json(media_type)
    if one.serialized and not bare and not is_json(media_type):
        return ExampleView(name, about, words.block(one.serialized))
    made, key = site.made.examples, (id(one.value), place.up, bare)
    if key not in made:
        made[key] = value_code(one.value, place, bare)
    return ExampleView(name, about, made[key])


def value_code(value: Json, place: Place, bare: bool = False) -> Words:
    """The value of an example; on a large site the beginning of it where it is long.

    Args:
        bare: a text is no JSON.
    """
    site = place.site
    if not site.large():
        return words.value(value, bare)
    href = Code(f"{place.up}../openapi.json")
    cut = site.phrase("cut_short", words.raw(html.local(Code("openapi.json"), href)))
    return words.beginning(value, bare, cut, site.label("left_to_page"))
