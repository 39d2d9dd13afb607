"""Values and schemas go in; the XML that stands for them comes out, and what a document of XML holds, to be compared.

Written from OpenAPI 3.2, "XML Object", alone, for what a server of the document would send.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from .instances import Maker, kind_of
from .reading import essence

INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
NULL = f"{{{INSTANCE}}}nil"


def is_xml(kind: str) -> bool:
    """Whether a media type is XML."""
    return essence(kind).endswith(("/xml", "+xml"))


def is_structured(maker: Maker, schema: Any) -> bool:
    """Whether a schema says what is in a document: it is of some type, and no text."""
    found = {*kinds(maker, schema, 0)}
    return bool(found) and not found & {"string", ""}


def kinds(maker: Maker, schema: Any, depth: int) -> Iterator[str]:
    """Every type of JSON that a schema may mean; empty where that is open."""
    flat = maker.flat(schema)
    if not isinstance(flat, dict) or depth > 6:
        yield ""
        return
    told = flat.get("type")
    values = [flat["const"]] if "const" in flat else flat.get("enum", [])
    if told:
        yield from [told] if isinstance(told, str) else told
    elif values:
        for one in values:
            yield "string" if isinstance(one, str) else "other"
    elif "oneOf" in flat or "anyOf" in flat:
        for one in (*flat.get("oneOf", ()), *flat.get("anyOf", ())):
            yield from kinds(maker, one, depth + 1)
    else:
        yield kind_of(flat)


def written(maker: Maker, schema: Any, value: Any) -> bytes:
    """A document."""
    flat = chosen(maker, schema, value)
    name = flat.get("xml", {}).get("name") or _component(schema)
    if not name and isinstance(value, dict) and len(flat.get("properties", {})) == 1:
        ((wire, inner),) = flat["properties"].items()
        if wire in value and kind_of(maker.flat(inner)) == "object":
            # No name and one property, which is an object: that is the root.
            return written_as(maker, inner, value[wire], own(inner).get("name") or wire)
    return written_as(maker, schema, value, name or "root")


def written_as(maker: Maker, schema: Any, value: Any, name: str) -> bytes:
    """A document whose root has a name."""
    around = Element("around")
    flat = chosen(maker, schema, value)
    add(maker, around, schema, value, name, {**flat.get("xml", {}), "wrapped": True})
    return bytes(tostring(around[0], encoding="utf-8", xml_declaration=True))


def _component(schema: Any) -> str:
    """The name of the schema that another one refers to."""
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    inside = str(reference).startswith("#/components/schemas/")
    return str(reference).rpartition("/")[2] if inside else ""


def own(schema: Any) -> dict[str, Any]:
    """What a schema says of XML itself, not by reference."""
    if not isinstance(schema, dict):
        return {}
    parts = [part for part in schema.get("allOf", ()) if "$ref" not in part]
    found = [one["xml"] for one in (schema, *parts) if "xml" in one]
    return dict(found[0]) if found else {}


def add(
    maker: Maker,
    node: Element,
    schema: Any,
    value: Any,
    name: str,
    xml: Mapping[str, Any],
) -> None:
    """Add a value below an element."""
    flat = chosen(maker, schema, value)
    kind = xml.get("nodeType", "")
    tag = f"{{{xml['namespace']}}}{name}" if xml.get("namespace") else name
    if name.startswith("xsi:"):
        node.set(f"{{{INSTANCE}}}{name[4:]}", text_of(value))
    elif (kind == "attribute" or xml.get("attribute")) and not isinstance(value, dict):
        if value is not None:
            node.set(tag if xml.get("prefix") else name, text_of(value))
    elif kind in ("text", "cdata"):
        node.text = text_of(value)
    elif kind == "none" and isinstance(value, dict):
        properties(maker, node, flat, value)
    elif isinstance(value, list):
        outer = node
        if kind == "element" or xml.get("wrapped"):
            outer = SubElement(node, tag)
        items = flat.get("items", {})
        inner = maker.flat(items).get("xml", {}) if isinstance(items, dict) else {}
        for one in value:
            add(
                maker,
                outer,
                items,
                one,
                inner.get("name") or name,
                {**inner, "wrapped": True},
            )
    else:
        below = SubElement(node, tag)
        if value is None:
            below.set(NULL, "true")
        elif isinstance(value, dict):
            properties(maker, below, flat, value)
        else:
            below.text = text_of(value)


def properties(
    maker: Maker, node: Element, flat: Mapping[str, Any], value: Mapping[str, Any]
) -> None:
    """Add what an object has."""
    more = flat.get("additionalProperties", {})
    for wire, one in value.items():
        schema = flat.get("properties", {}).get(wire, more)
        found = maker.flat(schema)
        said = found.get("xml", {}) if isinstance(found, dict) else {}
        said = {**said, **own(schema)}
        if isinstance(one, dict):
            said = {**said, "name": own(schema).get("name")}
        add(maker, node, schema, one, said.get("name") or wire, said)


def chosen(maker: Maker, schema: Any, value: Any) -> dict[str, Any]:
    """A schema whose variant is the one that a value is of."""
    flat = maker.flat(schema)
    if not isinstance(flat, dict):
        return {}
    for key in ("oneOf", "anyOf"):
        for one in flat.get(key, ()):
            inner = chosen(maker, one, value)
            if fits(inner, value):
                return {**flat, **inner}
    return flat


def fits(flat: Mapping[str, Any], value: Any) -> bool:
    """Whether a value may be of a schema, as far as names and constants tell."""
    if not isinstance(value, dict):
        return kind_of(flat) not in ("object", "null") or value is None
    declared = flat.get("properties", {})
    told = all(
        one.get("const", value[name]) == value[name]
        for name, one in declared.items()
        if name in value and isinstance(one, dict)
    )
    return told and {*flat.get("required", ())} <= value.keys() <= declared.keys()


def text_of(value: Any) -> str:
    """A scalar as it is written."""
    if isinstance(value, list):
        return " ".join(map(text_of, value))
    return value if isinstance(value, str) else json.dumps(value)


def tree(document: bytes) -> Any:
    """What is in a document; elements of different names are in no order."""
    return _tree(fromstring(document))


def _tree(node: Element) -> Any:
    inside = sorted(map(_tree, node), key=lambda one: one[0])
    text = "".join((node.text or "", *(child.tail or "" for child in node)))
    return node.tag, sorted(node.attrib.items()), text, inside
