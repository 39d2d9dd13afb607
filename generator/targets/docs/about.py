"""A property or a parameter goes in; what is said of it wherever it stands comes out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace

from generator.ir.model import (
    NO_DOC,
    Doc,
    Field,
    Header,
    Json,
    Named,
    Parameter,
    Scalar,
    Type,
    TypeDef,
)
from generator.languages.code import Code
from generator.letters import is_identifier, letters
from generator.targets.docs import markup, words
from generator.targets.docs.limits import limits
from generator.targets.docs.parts import parts
from generator.targets.docs.rows import AboutView, MarkView
from generator.targets.docs.site import WRITTEN, Site, Telling
from generator.targets.docs.types import (
    MOST_VALUES,
    Place,
    listed,
    scalar_of,
    type_words,
    value_words,
)
from generator.targets.docs.words import Words, sentence
from generator.targets.docs.written import written

_STOPS = frozenset(".!?:;,…。！？：；，")


def about_view(
    one: Field | Parameter | Header, place: Place, telling: Telling = "whole"
) -> AboutView:
    """What is said of a property, a parameter or a header field; made once, however many pages show it or have the like."""
    made = place.site.made.abouts
    telling = "whole" if telling == "page" else telling
    key = (alike(one), place.up, telling)
    found = made.get(key)
    if found is None:
        found = made[key] = told(one, place, telling)
    return found


def alike(one: Field | Parameter | Header) -> Hashable:
    """What those have in common of which the same is said: most properties of a document are like others."""
    doc = one.doc
    if not isinstance(one, Field) or one.examples or one.has_default:
        return id(one)
    if doc.translations:
        return id(one)
    said = (doc.description, doc.summary, doc.title)
    flags = (one.required, one.nullable, one.access, one.deprecated)
    return one.wire, id(one.type), flags, said, one.xml


def told(one: Field | Parameter | Header, place: Place, telling: Telling) -> AboutView:
    """What is said, all or as much as is told."""
    match telling:
        case "page" | "whole":
            return _about(one, place)
        case "bare":
            found = about_view(one, place)
            if not found.examples:
                return found
            told = found.limits or found.values or found.default or found.written
            facts = bool(told or found.parts)
            return replace(found, examples=(), has_facts=facts)
        case "brief":
            found = about_view(one, place)
            doc = doc_line(one.doc, one.wire, one.type, place, brief=True)
            return replace(
                found,
                doc=doc,
                stop=stop(doc),
                limits=(),
                default=None,
                examples=(),
                parts=(),
                has_facts=bool(found.values),
            )


def _about(one: Field | Parameter | Header, place: Place) -> AboutView:
    site = place.site
    kind = type_words(one.type, place)
    nullable = isinstance(one, Field) and one.nullable
    among = listed(one.type, place)
    values = among.values if among else ()
    bounds = (*limits(one.type, place), *allowed(one, site))
    shown = tuple(example_words(one, place))
    default = default_of(one, place)
    doc = doc_line(one.doc, one.wire, one.type, place)
    spelled = written(one, place) if isinstance(one, Parameter) else None
    inside = tuple(
        (label, words.joined([said, Words(Code(""), stop(said))]))
        for label, said in (*parts(one.type, place, one.doc), *in_xml(one, place))
    )
    return AboutView(
        name=words.named(one.wire),
        type=site.phrase("or_null", kind) if nullable else kind,
        required=one.required,
        marks=marks(one, site),
        doc=doc,
        stop=stop(doc),
        limits=bounds,
        values_label=site.label("open_values" if among and among.open else "one_of"),
        values=tuple(map(value_words, values)),
        default=default,
        examples=shown,
        written=spelled,
        parts=inside,
        has_facts=bool(bounds or values or shown or default or spelled or inside),
    )


def stop(doc: Words) -> Code:
    """A full stop, for a text that ends without any sign."""
    last = doc.md.rstrip("*_\"')`")[-1:]
    return Code("." if last and last not in _STOPS else "")


def in_xml(
    one: Field | Parameter | Header, place: Place
) -> Iterator[tuple[Words, Words]]:
    """How a property is written in XML."""
    if isinstance(one, Field):
        yield from markup.of_field(one, place)


def allowed(one: Field | Parameter | Header, site: Site) -> Iterator[Words]:
    """What a parameter may be beside what its type says."""
    if isinstance(one, Parameter) and one.allow_empty_value:
        yield site.label("may_be_empty")
    if isinstance(one, Parameter) and one.allow_reserved:
        yield site.label("may_be_reserved")


def example_words(one: Field | Parameter | Header, place: Place) -> Iterator[Words]:
    """The examples of a row, those of a parameter with what is said of them."""
    values = examples_of(one, place)[:MOST_VALUES]
    named = () if isinstance(one, Field) else one.examples
    for at, value in enumerate(values):
        shown = value_words(value)
        own = place.site.doc(named[at].doc) if at < len(named) else NO_DOC
        text = own.summary or sentence(own.description)
        if text:
            told = words.seen_from(words.line(text), place.up)
            shown = words.joined([shown, words.phrase("({})", told)], " ")
        yield shown
    for each in one.elsewhere if isinstance(one, Parameter) else ():
        name = place.site.doc(each.doc).summary or each.external
        sent = words.code(each.serialized)
        yield sent if each.serialized else words.link(name, each.external)


def examples_of(one: Field | Parameter | Header, place: Place) -> tuple[Json, ...]:
    """The examples of a row; those of a named text or number where it has none of its own."""
    if isinstance(one, Field):
        found = one.examples
    else:
        found = tuple(each.value for each in one.examples)
    *_, inner = scalar_of(one.type, place)
    if found or not isinstance(inner, Scalar):
        return found
    return next((d.examples for d in named_by(one.type, place) if d.examples), ())


def default_of(one: Field | Parameter | Header, place: Place) -> Words | None:
    """What is taken where nothing is sent: as the row says, or the type that it refers to."""
    if isinstance(one, Header):
        return None
    if one.has_default:
        return value_words(one.default)
    found = (d.default for d in named_by(one.type, place) if d.has_default)
    return next(map(value_words, found), None)


def named_by(type: Type, place: Place) -> Iterator[TypeDef]:
    """The definitions that a type refers to, one after the other."""
    types = place.site.api.types
    for one in scalar_of(type, place):
        if isinstance(one, Named) and one.id in types:
            yield types[one.id]


def marks(one: Field | Parameter | Header, site: Site) -> tuple[MarkView, ...]:
    """What is to be known of a row before its text, beside whether it is required."""
    found: list[MarkView] = []
    if one.deprecated:
        found.append(MarkView(site.label("deprecated"), Code("deprecated")))
    if isinstance(one, Field) and one.access != "both":
        found.append(MarkView(site.label(f"{one.access}_only"), Code("flag")))
    return tuple(found)


def doc_line(
    doc: Doc, name: str, type: Type, place: Place, brief: bool = False
) -> Words:
    """The text of a row, or its first sentence; that of its type where it has none of its own."""
    site, source = place.site, doc
    if not (doc.description or doc.summary or doc.title) and isinstance(type, Named):
        definition = site.api.types.get(type.id)
        source = definition.doc if definition else doc
    own = site.doc(source)
    text = own.description or own.summary or said_by(own.title, name, type, site)
    made = words.seen_from(words.line(sentence(text) if brief else text), place.up)
    return made if site.speaks(source) else words.foreign(made, WRITTEN)


def said_by(title: str, name: str, type: Type, site: Site) -> str:
    """A title, where it says more than the name of the property or of its type, which programs make titles of."""
    said = letters(title)
    if said == letters(name) or is_identifier(title):
        return ""
    definition = site.api.types.get(type.id) if isinstance(type, Named) else None
    named = definition is not None and said == letters(definition.schema_name)
    return "" if named else title
