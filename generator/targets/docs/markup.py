"""How a value is written in XML goes in; an example of the elements or the attribute around it comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Field, Named, Type, Xml
from generator.targets.docs import words
from generator.targets.docs.types import Place
from generator.targets.docs.words import Words


def of_field(one: Field, place: Place) -> Iterator[tuple[Words, Words]]:
    """How a property is written in XML, where that is not just as it is called."""
    if one.xml is None or not place.site.xml:
        return
    found = markup(one.xml, one.wire)
    if found != f"<{one.wire}>…</{one.wire}>":
        yield place.site.label("in_xml"), words.code(found)


def of_type(type: Type, place: Place) -> Iterator[tuple[Words, Words]]:
    """How a named type is written in XML, where the document says that."""
    definition = place.site.api.types.get(type.id) if isinstance(type, Named) else None
    xml = definition.xml if definition is not None else None
    if definition is None or xml is None or not place.site.xml:
        return
    if xml.name or xml.namespace:
        shown = words.code(markup(xml, definition.schema_name))
        yield place.site.label("in_xml"), shown


def markup(xml: Xml, wire: str) -> str:
    """A value among what is written around it."""
    prefix = f"{xml.prefix}:" if xml.prefix else ""
    name = f"{prefix}{xml.name or wire}"
    if xml.attribute:
        return f'{name}="…"'
    space = f":{xml.prefix}" if xml.prefix else ""
    says = f' xmlns{space}="{xml.namespace}"' if xml.namespace else ""
    if xml.item and not xml.wrapped:
        return f"<{xml.item}>…</{xml.item}>"
    inner = f"<{xml.item or xml.name or wire}>…</{xml.item or xml.name or wire}>"
    return f"<{name}{says}>{inner if xml.wrapped else '…'}</{name}>"
