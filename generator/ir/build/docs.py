"""Reads the notes of an object of the document: title, summary, description, translations, examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from textwrap import dedent
from typing import Any, get_args

from generator.ir.build.extensions import translations
from generator.ir.build.meanings import LISTING, READ, meanings
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import NO_DOC, Doc, Example, Json, Node, Pointer, Xml
from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.letters import letters
from generator.load import refs
from generator.load.pointer import join

_NONE: Mapping[str, Doc] = {}
_NODES: tuple[Node, ...] = get_args(Node)
_DEEPEST = 8
"""Lists within lists, and parts within parts, of which it is asked how they are written in XML."""
_LISTED = re.compile(r"\s*(?:[-+*>|]|[0-9]+[.)])\s")
"""How a line begins that is one of several in CommonMark."""
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *(?:\n|\Z)")
"""What makes the line above it a heading."""
_CODE = 4
"""Spaces before a line of code (CommonMark 0.31.2, section 4.4)."""


def text(value: object) -> str:
    """`value` where it is text, the text that a number or truth value spells, else nothing."""
    match value:
        case str():
            return value
        case bool() | int() | float():
            return json.dumps(value)
        case _:
            return ""


def doc_of(data: Mapping[str, Any]) -> Doc:
    """The notes of any object of the document (OpenAPI 3.2, section 4; JSON Schema validation, section 9)."""
    listed = meanings(data) if not LISTING.isdisjoint(data) else ""
    if not (
        listed
        or "description" in data
        or "summary" in data
        or "title" in data
        or "externalDocs" in data
        or "x-translations" in data
    ):
        return NO_DOC
    summary, description = text(data.get("summary")), _straight(data)
    if summary and description:
        description = _behind(summary, description)
    if listed:
        description = f"{description.rstrip()}\n\n{listed}".lstrip()
    more = mapping(data.get("externalDocs"))
    return Doc(
        title=text(data.get("title")),
        summary=summary,
        description=description,
        external_docs=text(more.get("url")),
        external_docs_about=text(more.get("description")),
        translations=translations(data) if "x-translations" in data else _NONE,
    )


_COPIED = frozenset(
    {
        "Make all properties in T optional",
        "Make all properties in T required",
        "Make all properties in T readonly",
        "From T, pick a set of properties whose keys are in the union K",
        "Construct a type with a set of properties K of type T",
        "Construct a type with the properties of T except for those in type K.",
        "Exclude from T those types that are assignable to U",
        "Extract from T those types that are assignable to U",
        "Exclude null and undefined from T",
    }
)
"""Texts of a standard library on `Partial`, `Pick` and the like, which programs copy to each type that is made by them (tsoa)."""


def _straight(data: Mapping[str, Any]) -> str:
    """The description without the indentation that all of its lines have, or all behind the first, as texts in programs have it;
    readers would see code.
    """
    written = text(data.get("description"))
    if written in _COPIED:
        return ""
    if written[:1].isspace():
        return dedent(written)
    first, _, rest = written.partition("\n")
    return f"{first}\n{dedent(rest)}" if _from_program(rest) else written


def _from_program(rest: str) -> bool:
    """Whether all lines behind the first are indented and no code: they go on with its paragraph, or are several, deeper than code is."""
    lines = rest.split("\n")
    told = [line for line in lines if line.strip()]
    margin = min((len(line) - len(line.lstrip(" ")) for line in told), default=0)
    if lines[0].strip():
        return margin >= _CODE
    return margin > _CODE and "" in map(str.strip, rest.strip().split("\n"))


def doc_beside(data: Mapping[str, Any], schema: Mapping[str, Any]) -> Doc:
    """The notes of a parameter or header: its own with what its schema says of single values, else those of the schema."""
    if "description" not in data:
        return doc_of(schema)
    listing = {key: schema[key] for key in schema if key in READ}
    return doc_of({**listing, **data})


def nearest_doc(notes: list[Mapping[str, Any]]) -> Doc:
    """The first text on a property of which several schemas speak; a title alone gives way to a sentence."""
    docs = [doc_of(note) for note in notes]
    return first_doc(docs)


def first_doc(found: Iterable[Doc]) -> Doc:
    """The first of several texts; a title alone gives way to a sentence."""
    docs = [*found]
    told = (one for one in docs if one.description or one.summary)
    return next(told, next((one for one in docs if one != NO_DOC), NO_DOC))


def _behind(summary: str, description: str) -> str:
    """What a description says beyond the summary: the whole, unless it or its first line only repeats it."""
    said = letters(summary)
    first, _, rest = description.partition("\n")
    if said and letters(description) == said:
        return ""
    alone = not _LISTED.match(first) and not _UNDERLINE.match(rest)
    return (
        rest.lstrip("\n") if said and alone and letters(first) == said else description
    )


def xml_of(*schemas: Mapping[str, Any]) -> Xml | None:
    """How schemas that hold for the same value say that it is written in XML; the first that says something counts."""
    found = [one for schema in schemas for one in _xml_in(schema, 0)]
    if len(found) < 2:
        return found[0] if found else None
    first = next((one for one in found if one != Xml(item=one.item)), found[0])
    return replace(first, item=next((one.item for one in found if one.item), None))


def _xml_in(schema: Mapping[str, Any], depth: int) -> Iterator[Xml]:
    """What a schema says, and those within it that hold for the same value; references say it themselves."""
    if not {"xml", "items", "allOf"} & schema.keys() or depth > _DEEPEST:
        return
    own, items = mapping(schema.get("xml")), mapping(schema.get("items"))
    inner = [*_xml_in(items, depth + 1)]
    if own or inner:
        said = Xml(
            name=text(own.get("name")),
            namespace=text(own.get("namespace")),
            prefix=text(own.get("prefix")),
            node=_node(own),
            item=inner[0] if inner else None,
        )
        yield _instance(said) if said.name.startswith("xsi:") else said
    parts = schema.get("allOf")
    for part in parts if is_array(parts) else ():
        yield from _xml_in(mapping(part), depth + 1)


def _instance(said: Xml) -> Xml:
    """What is called `xsi:type` is an attribute, whatever is said of it (XML Schema, part 1, section 2.6)."""
    space = "http://www.w3.org/2001/XMLSchema-instance"
    name = said.name.removeprefix("xsi:")
    return Xml(name, namespace=space, prefix="xsi", node="attribute")


def _node(own: Mapping[str, Any]) -> Node:
    """The kind of node; before OpenAPI 3.2 two other keywords tell it."""
    for one in _NODES:
        if one and one == own.get("nodeType"):
            return one
    if own.get("attribute") is True:
        return "attribute"
    return "element" if own.get("wrapped") is True else ""


def examples_of(schema: Mapping[str, Any]) -> tuple[Json, ...]:
    """The examples of a schema, whichever of the two keywords gives them."""
    many = schema.get("examples")
    if is_array(many):
        return tuple(many)
    return (schema["example"],) if "example" in schema else ()


def referred(start: object, doc: Doc) -> Doc:
    """The notes of what a reference leads to, with the texts that stand beside the reference itself (OpenAPI 3.2, section 4.23)."""
    beside = refs.siblings(start) if is_object(start) and refs.reference(start) else {}
    summary, description = text(beside.get("summary")), text(beside.get("description"))
    if not summary and not description:
        return doc
    return replace(
        doc,
        summary=summary or doc.summary,
        description=description or doc.description,
        translations=_NONE,
    )


def named_examples(
    shop: Workshop, data: Mapping[str, Any], pointer: Pointer
) -> tuple[Example, ...]:
    """The `example` or the `examples` of a parameter or media type; those without a value at hand are left out."""
    found: list[Example] = []
    for name, written in mapping(data.get("examples")).items():
        spot = shop.follow(Spot(written, join(pointer, "examples", name)))
        example = mapping(spot.schema if spot else None)
        key = "value" if "value" in example else "dataValue"
        if spot and key in example:
            doc = referred(written, doc_of(example))
            sent = text(example.get("serializedValue"))
            found.append(Example(spot.pointer, name, example[key], doc, sent))
    if "example" in data:
        found.append(Example(join(pointer, "example"), "", data["example"]))
    for i, value in enumerate(sequence(data.get("examples"))):
        found.append(Example(join(pointer, "examples", str(i)), "", value))
    return tuple(found)


def examples_elsewhere(
    shop: Workshop, data: Mapping[str, Any], pointer: Pointer
) -> tuple[Example, ...]:
    """The `examples` without a value at hand: those that stand at an address, and those that are only told as they are sent."""
    found: list[Example] = []
    for name, written in mapping(data.get("examples")).items():
        spot = shop.follow(Spot(written, join(pointer, "examples", name)))
        example = mapping(spot.schema if spot else None)
        sent = text(example.get("serializedValue"))
        external = text(example.get("externalValue"))
        told = "value" in example or "dataValue" in example
        if spot and not told and (sent or external):
            doc = referred(written, doc_of(example))
            found.append(Example(spot.pointer, name, None, doc, sent, external))
    return tuple(found)


def schema_examples(schema: object, pointer: Pointer) -> tuple[Example, ...]:
    """The examples that a schema has itself, for the parameter or the media type that it stands in."""
    if not is_object(schema):
        return ()
    many = schema.get("examples")
    places = (
        [join(pointer, "examples", str(i)) for i in range(len(many))]
        if is_array(many)
        else [join(pointer, "example")]
    )
    return tuple(map(Example, places, [""] * len(places), examples_of(schema)))
