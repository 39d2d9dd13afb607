"""A type goes in; rows of its fields, with nested objects opened in place, come out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.ir.model import (
    Anything,
    Checked,
    Doc,
    Field,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Parameter,
    Record,
    Type,
    Union,
)
from generator.languages.code import Code
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.slugs import digest, plain
from generator.targets.docs.types import (
    Place,
    enum_of,
    limits,
    type_words,
    value_words,
)
from generator.targets.docs.words import Words

DEEP = 3
"""Nested objects with pages of their own are opened so deep, then linked."""

MOST_VALUES = 60
"""Members of a long list of values that are shown in a row."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A row: a property or a parameter.

    Attributes:
        anchor: id of the row, unique on its page.
        name: as it is sent.
        path: the same with the names of the objects around it, for lists that cannot be nested.
        marks: required, deprecated and the like.
        values: the list that a value is chosen from; `open_values` says that there may be others.
    """

    anchor: Code
    name: Words
    path: Words
    type: Words
    required: bool
    marks: tuple[MarkView, ...]
    doc: Words
    limits: tuple[Words, ...]
    values_label: Words
    values: tuple[Words, ...]
    default: Words | None
    examples: tuple[Words, ...]
    nested: NestedView | None
    has_facts: bool


@dataclass(frozen=True, slots=True)
class MarkView:
    """A word beside a name, and the class that colours it."""

    shown: Words
    kind: Code


@dataclass(frozen=True, slots=True)
class NestedView:
    """An object opened in place.

    Attributes:
        title: what is opened, in a few words.
        open: it is shown from the beginning.
        rest: what is said of keys that are not declared.
        more: a link to where an object that is not opened here is described.
    """

    title: Words
    open: bool
    fields: tuple[FieldView, ...]
    rest: Words | None
    more: Words | None


@dataclass(slots=True)
class Opening:
    """What has been opened on a page so far.

    Attributes:
        anchors: ids that are taken.
        shown: named types that are open on the page -> the anchor above them.
    """

    anchors: set[str] = field(default_factory=set[str])
    shown: dict[str, str] = field(default_factory=dict[str, str])

    def anchor(self, wish: str) -> Code:
        """An id that the page has not yet."""
        name = plain(wish) or digest(wish)
        while name.casefold() in self.anchors:
            name = f"{name}-{digest(name)[:4]}"
        self.anchors.add(name.casefold())
        return Code(name)


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands: the page, the object around it, and how deep."""

    place: Place
    opening: Opening
    anchor: str
    path: str = ""
    depth: int = 0

    def inside(self, wire: str) -> Row:
        """The row of a property, for what lies in it."""
        return replace(self, anchor=f"{self.anchor}.{wire}", path=f"{self.path}{wire}")


def field_view(one: Field | Parameter, row: Row) -> FieldView:
    """The row of a property or a parameter."""
    place = row.place
    site = place.site
    kind = type_words(one.type, place)
    nullable = isinstance(one, Field) and one.nullable
    among = enum_of(one.type, place)
    values = among.values if among else ()
    known = among is not None and (among.open or len(values) > MOST_VALUES)
    bounds = limits(one.type, place)
    shown = tuple(value_words(v) for v in examples_of(one)[:MOST_VALUES])
    return FieldView(
        anchor=row.opening.anchor(f"{row.anchor}.{one.wire}"),
        name=words.code(one.wire),
        path=words.code(f"{row.path}{one.wire}"),
        type=site.phrase("or_null", kind) if nullable else kind,
        required=one.required,
        marks=marks(one, site),
        doc=doc_line(one.doc, site),
        limits=bounds,
        values_label=site.label("open_values" if known else "one_of"),
        values=tuple(value_words(v) for v in values[:MOST_VALUES]),
        default=value_words(one.default) if one.has_default else None,
        examples=shown,
        nested=nested(one.type, row.inside(one.wire)),
        has_facts=bool(bounds or values or shown or one.has_default),
    )


def examples_of(one: Field | Parameter) -> tuple[Json, ...]:
    """The examples of a row."""
    if isinstance(one, Field):
        return one.examples
    return tuple(example.value for example in one.examples)


def marks(one: Field | Parameter, site: Site) -> tuple[MarkView, ...]:
    """What is to be known of a row before its text, beside whether it is required."""
    found: list[MarkView] = []
    if one.deprecated:
        found.append(MarkView(site.label("deprecated"), Code("deprecated")))
    if isinstance(one, Field) and one.access != "both":
        found.append(MarkView(site.label(f"{one.access}_only"), Code("flag")))
    return tuple(found)


def doc_line(doc: Doc, site: Site) -> Words:
    """The text of a row."""
    own = site.doc(doc)
    return words.line(own.description or own.summary or own.title)


def rows(record: Record, row: Row) -> tuple[FieldView, ...]:
    """The rows of an object."""
    return tuple(field_view(one, row) for one in record.fields)


def nested(type: Type, row: Row) -> NestedView | None:
    """The object, or objects, that a value is or holds, opened in place; None where it holds none."""
    wrapped, inner, pointer = unwrapped(type, row.place)
    record = record_in(inner)
    if record is None or not record.fields:
        return None
    site = row.place.site
    title = site.phrase("fields_of", type_words(inner_name(inner, pointer), row.place))
    if pointer:
        above = row.opening.shown.get(pointer)
        if above is not None:
            said = words.anchor(site.label("shown_above"), above)
            return NestedView(title, False, (), None, said)
        href = row.place.schema(pointer)
        if href and row.depth > DEEP:
            return None
        row.opening.shown[pointer] = row.anchor
    deeper = replace(row, path=f"{row.path}{wrapped}", depth=row.depth + 1)
    return NestedView(
        title=title,
        open=row.depth == 0,
        fields=rows(record, deeper),
        rest=rest_words(record.extra, row.place),
        more=None,
    )


def rest_words(extra: Type, place: Place) -> Words | None:
    """What is said of keys that an object does not declare; nothing where any are let in, as is usual."""
    match extra:
        case Anything():
            return None
        case Never():
            return place.site.label("no_more_keys")
        case _:
            return place.site.phrase("more_keys_of", type_words(extra, place))


def inner_name(inner: Type, pointer: str) -> Type:
    """What to call an opened object by: its name where it has one."""
    return Named(pointer) if pointer else inner


def unwrapped(type: Type, place: Place) -> tuple[str, Type, str]:
    """The object below arrays, maps, checks and names.

    Returns:
        What is written behind the name of a value to reach into it ("." or "[]."), the type, and its name's id.
    """
    wrapped, pointer = "", ""
    types = place.site.api.types
    seen: set[str] = set()
    while True:
        match type:
            case Checked():
                type = type.type
            case ListOf():
                wrapped, pointer, type = f"{wrapped}[]", "", type.item
            case MapOf():
                wrapped, pointer, type = f"{wrapped}.*", "", type.value
            case Named(id) if id not in seen and id in types:
                seen.add(id)
                pointer, type = id, types[id].type
            case Union():
                objects = [v for v in type.variants if holds_object(v, place)]
                if len(objects) != 1:
                    return f"{wrapped}.", type, pointer
                type = objects[0]
            case _:
                return f"{wrapped}.", type, pointer


def holds_object(type: Type, place: Place) -> bool:
    """Whether a value of a type is, or holds, an object with declared properties."""
    return isinstance(record_in(unwrapped(type, place)[1]), Record)


def record_in(type: Type) -> Record | None:
    """The object that a type is."""
    return type if isinstance(type, Record) else None
