"""A type goes in; rows of its fields, with nested objects opened in place, come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.ir.model import (
    NO_DOC,
    Anything,
    Doc,
    Field,
    Header,
    Never,
    Parameter,
    Record,
    Tuple,
    Type,
    Union,
)
from generator.languages.code import Code
from generator.targets.docs import beside, words
from generator.targets.docs.about import about_view
from generator.targets.docs.applies import constant, same, tagged
from generator.targets.docs.beside import Variant
from generator.targets.docs.cases import Case, cases, of_value
from generator.targets.docs.limits import in_short, limits
from generator.targets.docs.opening import ALL_ROWS, Row
from generator.targets.docs.parts import numbered, text
from generator.targets.docs.rows import (
    ColumnView,
    FieldView,
    NestedView,
    scope_of,
)
from generator.targets.docs.rules import apart, sentences
from generator.targets.docs.shapes import (
    DEEPEST,
    TEXT,
    Unwrapped,
    is_named,
    is_open,
    is_opened,
    is_plain,
    members,
    record_in,
    unwrapped,
)
from generator.targets.docs.types import (
    Place,
    type_words,
)
from generator.targets.docs.words import Words

FEW = 4
"""Rows of a variant that stands beside others, as few as that, even where there are many rows."""

MOST_NAMES = 100
"""Fields of an object that is not opened, whose names are told."""


def field_view(
    one: Field | Parameter | Header, row: Row, known: Sequence[Case] = ()
) -> FieldView:
    """The row of a property, a parameter or a header field.

    Args:
        known: when it has which type, from conditions of the object around it.
    """
    about = about_view(one, row.place, row.opening.telling)
    anchor = row.opening.anchor(f"{row.anchor}.{one.wire}")
    known = known or of_value(one.type, row.place)
    if is_plain(one.type):
        apart = case_words(known, row.place) if known else ()
        facts = about.has_facts or bool(apart)
        return FieldView(anchor, about, apart, None, None, facts)
    opened = nested(one.type, Row(row.place, row.opening, anchor, row.depth), known)
    many = opened and (opened.compare or opened.apart)
    apart = () if many else case_words(known, row.place)
    inside = None if opened else outline(one.type, row)
    facts = bool(about.has_facts or apart or inside)
    return FieldView(anchor, about, apart, inside, opened, facts)


def outline(type: Type, row: Row) -> Words | None:
    """The names of the fields of an object that a request or an answer holds and that is not opened, so that they are
    found and printed here too; told once."""
    opening, found = row.opening, unwrapped(type, row.place)
    if not opening.deep or found.pointer in opening.told:
        return None
    opening.told.add(found.pointer)
    names = dict.fromkeys(field_names(found.inner, row.place))
    if not names:
        return None
    opening.names.update([*names][:MOST_NAMES])
    cut = ", …" if len(names) > MOST_NAMES else ""
    return words.names(", ".join([*names][:MOST_NAMES]) + cut)


def field_names(inner: Type, place: Place) -> Iterator[str]:
    """The names of the fields of an object, or of several."""
    match inner:
        case Record():
            yield from (one.wire for one in inner.fields)
        case Union():
            for variant in inner.variants:
                record = record_in(unwrapped(variant, place).inner)
                yield from (one.wire for one in (record.fields if record else ()))
        case _:
            return


def case_words(known: Sequence[Case], place: Place) -> tuple[Words, ...]:
    """Conditions under which a property is more than its row says."""
    site = place.site
    found: list[Words] = []
    for one in known:
        said = [site.label("required")] if one.required else []
        if isinstance(one.type, Never):
            said.append(site.label("not_given"))
        elif one.type is not None:
            said.append(in_short(one.type, place))
        found.append(site.phrase("in_case", one.when, words.joined(said, ", ")))
    return tuple(dict.fromkeys(found))


def rows(whole: Type, record: Record, row: Row) -> tuple[FieldView, ...]:
    """The rows of an object; `whole` is the object with what is checked of it."""
    known = cases(whole, record, row.place)
    row.opening.rows += len(record.fields)
    row.opening.names.update(one.wire for one in record.fields)
    return tuple(field_view(one, row, known.get(one.wire, ())) for one in record.fields)


def nested(type: Type, row: Row, known: Sequence[Case] = ()) -> NestedView | None:
    """The object, or objects, that a value is or holds, opened in place; None where it holds none."""
    found = unwrapped(type, row.place)
    if not is_open(found.inner, row.place):
        return None
    site, opening, pointer = row.place.site, row.opening, found.pointer
    title = opened_title(found, row.place, row.depth > 0 and is_named(type))
    if pointer:
        above = opening.shown.get(pointer)
        if above is not None:
            link = words.anchor(site.label("shown_above"), above)
            if row.place.schema(pointer):
                link = replace(link, md=words.NONE.md)
            return NestedView(title, False, Code(row.anchor), more=link)
        full = row.depth > opening.deep or (row.depth and opening.full(width(found)))
        if full and row.place.schema(pointer):
            return None
        opening.shown[pointer] = row.anchor
    if row.depth > DEEPEST or opening.rows > ALL_ROWS:
        return None
    deeper = replace(row, depth=row.depth + 1)
    at = Code(row.anchor)
    if isinstance(found.inner, Union):
        many, others = variants(found.inner, deeper, known)
        around = NestedView(title, row.depth == 0, at)
        if not many and (row.depth or others is None):
            opening.shown.pop(pointer, None)
            return None
        if not many:
            return replace(around, rest=others)
        around = replace(around, open=row.depth <= 1)
        line = partial(line_anchor, row=deeper)
        return beside.opened(many, others, line, around, site)
    if isinstance(found.inner, Tuple):
        within = tuple(in_tuple(found.inner, deeper))
        title = site.label("items") if not pointer else title
        return NestedView(title, row.depth == 0, at, apart=within) if within else None
    record = record_in(found.inner)
    if record is None:
        return None
    inside = rows(found.whole, record, deeper)
    inside = inside if row.depth else alone(inside)
    return NestedView(
        title=title,
        open=row.depth == 0,
        anchor=at,
        fields=inside,
        scope=scope_of(inside),
        apart=tuple(below(found.whole, record, deeper)),
        rules=tuple(sentences(found.whole, record, row.place)),
        rest=rest_words(record, row.place),
    )


def alone(fields: tuple[FieldView, ...]) -> tuple[FieldView, ...]:
    """Rows; what a lone one holds stands open, as all that there is to read stands in it."""
    if len(fields) != 1 or fields[0].nested is None:
        return fields
    return (replace(fields[0], nested=replace(fields[0].nested, open=True)),)


def in_tuple(tuple: Tuple, row: Row) -> Iterator[NestedView]:
    """The members of a tuple that are, or hold, objects."""
    for at, one in enumerate((*tuple.items, tuple.rest)):
        site, last = row.place.site, at == len(tuple.items)
        if is_opened(one, row.place):
            title = site.label("further_items") if last else numbered(at, site)
            yield opened_as(title, one, NO_DOC, at, row)


def below(whole: Type, record: Record, row: Row) -> Iterator[NestedView]:
    """What is opened below an object beside what its rows hold, else a link to it."""
    for at, one in enumerate(apart(whole, record, row.place)):
        yield opened_as(words.unlinked(one.title), one.type, one.doc, at, row)


def opened_as(title: Words, type: Type, doc: Doc, at: int, row: Row) -> NestedView:
    """An object that is opened under words of ours, else a link to it.

    Args:
        at: tells it from others that are opened in the same place.
    """
    anchor = row.opening.anchor(f"{row.anchor}-{at + 1}")
    found = nested(type, replace(row, anchor=anchor))
    if found is None or found.more:
        return NestedView(title, False, anchor, more=type_words(type, row.place))
    few = len(found.fields) <= FEW
    said = text(doc, type, row.place, NO_DOC)
    return replace(found, title=title, open=few, mark=anchor, doc=said)


def width(found: Unwrapped) -> int:
    """How many rows an object takes."""
    record = record_in(found.inner)
    return len(record.fields) if record else 0


def opened_title(found: Unwrapped, place: Place, said: bool) -> Words:
    """What is opened, without a link: the words stand in what one clicks on.

    Args:
        said: the row above says the name of the object, and nothing else.
    """
    definition = place.site.api.types.get(found.pointer)
    if found.wrapped.endswith(TEXT):
        return place.site.label("text_holds")
    if definition is not None and definition.schema_name and not said:
        return place.site.phrase("fields_of", words.code(definition.schema_name))
    return place.site.label("fields" if isinstance(found.inner, Record) else "variants")


def variants(
    union: Union, row: Row, known: Sequence[Case]
) -> tuple[list[Variant], Words | None]:
    """The members of a union that are objects, each saying when it applies, and what else a value may be."""
    site, links = row.place.site, are_linked(union, row)
    many: list[Variant] = []
    others: list[Words] = []
    tells = False
    for at, variant in members(union, row.place):
        found = unwrapped(variant, row.place)
        record = record_in(found.inner)
        if record is None or not record.fields:
            others.append(type_words(variant, row.place))
            continue
        fitting = [one for one in known if one.type and same(one.type, variant)]
        when = [one.when for one in fitting]
        when += [w for w in (tagged(union, at, site) or constant(record, site),) if w]
        small = 0 < len(many) < FEW and len(record.fields) <= FEW
        deep = row.depth > row.opening.deep + 1
        full = links or deep or (row.opening.full(0) and not small)
        if found.pointer and full and row.place.schema(found.pointer):
            link = type_words(variant, row.place)
            others.append(site.phrase("variant_when", link, when[0]) if when else link)
            tells = tells or bool(when)
            continue
        name = variant_name(found, row.place)
        label = name or site.phrase("variant", words.text(str(len(many) + 1)))
        title = column_title(found, label, row.place)
        own = replace(row, anchor=f"{row.anchor}.{len(many) + 1}")
        if found.pointer:
            row.opening.shown.setdefault(found.pointer, row.anchor)
        inside = rows(found.whole, record, own)
        docs = union.said[at] if at < len(union.said) else NO_DOC
        doc = text(docs, variant, row.place, NO_DOC)
        if doc is not None and name is not None and doc.md == name.md:
            doc = None
        values = tuple(v for one in fitting for v in one.known)
        many.append(
            Variant(
                label=label,
                nameless=name is None,
                column=ColumnView(title, tuple(when[:1]), values, inside, doc),
                fields={f.wire: v for f, v in zip(record.fields, inside, strict=True)},
                rest=rest_words(record, row.place),
                below=tuple(below(found.whole, record, own)),
                rules=tuple(sentences(found.whole, record, row.place)),
            )
        )
    if not many:
        return [], words.lines(others) if tells else None
    or_other = site.phrase("or_other", words.joined(others, ", ")) if others else None
    return many, or_other


def are_linked(union: Union, row: Row) -> bool:
    """Whether so many members have no room here that all are linked: a few, opened, would be taken for the whole."""
    rows_so_far = fitting = 0
    found = [unwrapped(one, row.place) for _, one in members(union, row.place)]
    objects = [one for one in found if record_in(one.inner)]
    if len(objects) <= beside.MOST_BESIDE:
        return False
    for one in objects:
        if not row.place.schema(one.pointer):
            return False
        fitting += not row.opening.full(rows_so_far)
        rows_so_far += width(one)
    return 2 * fitting < len(objects)


def line_anchor(name: str, row: Row) -> Code:
    """The id of the line that several variants have of one name."""
    return row.opening.anchor(f"{row.anchor}.{name}")


def variant_name(found: Unwrapped, place: Place) -> Words | None:
    """What a variant is called: its schema's name, else its title."""
    definition = place.site.api.types.get(found.pointer)
    if definition is None:
        return None
    title = place.site.doc(definition.doc).title
    named = definition.schema_name if place.schema(found.pointer) else title
    return words.title(named) if named.strip() else None


def column_title(found: Unwrapped, label: Words, place: Place) -> Words:
    """What stands above a variant: a link to its page, where it has one."""
    href = place.schema(found.pointer) if found.pointer else ""
    return words.local(label, href) if href else label


def rest_words(record: Record, place: Place) -> Words | None:
    """What is said of keys that an object does not declare; nothing where any are let in, as is usual."""
    site, extra = place.site, record.extra
    if isinstance(extra, Never):
        return site.label("no_more_keys")
    # What is opened below the rows has its text there.
    opened = is_opened(extra, place)
    told = None if opened else text(record.said, extra, place, NO_DOC)
    if isinstance(extra, Anything):
        head = site.label("other_keys")
        return words.joined([head, told], ": ") if told else None
    kind, asked = type_words(extra, place), limits(extra, place)
    if asked:
        kind = words.phrase("{} ({})", kind, words.joined(asked, ", "))
    held = site.phrase("more_keys_of", kind)
    return words.joined([held, told], " ") if told else held
