"""How a value is written in XML goes in; an example of the elements or the attribute around it comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir import xml
from generator.ir.media import strip
from generator.ir.model import Field, ListOf, Named, Type, Xml
from generator.targets.docs import words
from generator.targets.docs.types import Place
from generator.targets.docs.words import Words


def of_field(one: Field, place: Place) -> Iterator[tuple[Words, Words]]:
    """How a property is written in XML, where that is not just as it is called."""
    if not place.site.xml:
        return
    api = place.site.api
    listed = isinstance(strip(api, one.type), ListOf)
    found = markup(xml.of_field(api, one), one.wire, listed)
    if found != f"<{one.wire}>…</{one.wire}>":
        yield place.site.label("in_xml"), words.code(found)


def of_type(type: Type, place: Place) -> Iterator[tuple[Words, Words]]:
    """How a named type is written in XML, where the document says that."""
    definition = place.site.api.types.get(type.id) if isinstance(type, Named) else None
    said = definition.xml if definition is not None else None
    if definition is None or said is None or not place.site.xml:
        return
    if said.name or said.namespace:
        shown = words.code(markup(said, definition.schema_name))
        yield place.site.label("in_xml"), shown


def markup(said: Xml, wire: str, listed: bool = False) -> str:
    """A value among what is written around it; `listed` for the property that an array is."""
    name = _name(said, wire)
    if said.node == "attribute":
        return f'{name}="…"'
    if said.node == "text":
        return "…"
    if said.node == "cdata":
        return "<![CDATA[…]]>"
    if not listed:
        return _element(said, wire, "…")
    wrapped = said.node == "element"
    inner = said.item or Xml()
    member = _element(inner, said.name or wire if wrapped else wire, "…")
    return _element(said, wire, member) if wrapped else member


def _element(said: Xml, wire: str, content: str) -> str:
    space = f":{said.prefix}" if said.prefix else ""
    says = f' xmlns{space}="{said.namespace}"' if said.namespace else ""
    name = _name(said, wire)
    return f"<{name}{says}>{content}</{name}>"


def _name(said: Xml, wire: str) -> str:
    return f"{said.prefix}:{said.name or wire}" if said.prefix else said.name or wire
