"""A JSON value and its type in; the XML that stands for it (OpenAPI 3.2, "XML Object") out.

Where nothing is said, a property is an element of its name, and an array is as many elements as it has members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from generator.markup.shapes import (
    PLAIN,
    THERE,
    Array,
    Json,
    Object,
    Property,
    Scalar,
    Shape,
    ShapeOf,
    Xml,
    chosen,
    fit,
    takes,
    text_of,
)

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_NAME = re.compile(r"[^\W\d][\w.:-]*")
_NO_NAME = re.compile(r"[^\w.-]")
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document holds (XML 1.0, production 2)."""


def write(
    shape: ShapeOf, type: Any, value: Json, xml: Xml, lenient: bool = False
) -> str:
    """The document of a JSON value; a root without a name is called "root".

    Args:
        lenient: what has no form in XML is written as something else.

    Raises:
        ValueError: a name or a text has no form in XML, or it is nested too deeply.
    """
    try:
        return _HEAD + _Writer(shape, lenient).root(type, value, xml)
    except RecursionError:
        raise ValueError("the value is nested too deeply to be written") from None


class _Writer:
    """Writes values as elements."""

    def __init__(self, shape: ShapeOf, lenient: bool) -> None:
        self._shape = shape
        self._lenient = lenient

    def root(self, type: Any, value: Json, xml: Xml) -> str:
        """A whole document; an object whose element is not told is its only property, if that is one."""
        if xml.node == "none" and isinstance(value, dict):
            attributes: list[str] = []
            content: list[str] = []
            self._object(type, value, attributes, content, {})
            if len(value) == len(content) == 1 and not attributes:
                return content[0]
        return self._element(xml.name or "root", xml, type, value, {})

    def _element(
        self, name: str, xml: Xml, type: Any, value: Json, scope: Mapping[str, str]
    ) -> str:
        prefix = xml.prefix if xml.namespace or xml.prefix in scope else ""
        tag = self._qualified(name, prefix)
        attributes = [*_declared(xml, scope)]
        if xml.namespace:
            scope = {**scope, xml.prefix: xml.namespace}
        content: list[str] = []
        if value is None:
            attributes.append(f' xmlns:xsi="{_INSTANCE}" xsi:nil="true"')
        elif isinstance(value, dict):
            self._object(type, value, attributes, content, scope)
        elif isinstance(value, list):
            inner = xml.item or PLAIN
            item = self._item(type, value)
            for one in value:
                content.append(
                    self._element(inner.name or name, inner, item, one, scope)
                )
        else:
            content.append(self._text(text_of(value)))
        return f"<{tag}{''.join(attributes)}>{''.join(content)}</{tag}>"

    def _object(
        self,
        type: Any,
        value: dict[str, Json],
        attributes: list[str],
        content: list[str],
        scope: Mapping[str, str],
    ) -> None:
        shape = self._resolved(type, value)
        known: dict[str, Property] = {}
        more: Any = None
        if isinstance(shape, Object):
            known, more = {one.wire: one for one in shape.properties}, shape.more
        for wire, one in value.items():
            told = known.get(wire) or Property(wire, more, False)
            self._property(told, one, attributes, content, scope)

    def _property(
        self,
        one: Property,
        value: Json,
        attributes: list[str],
        content: list[str],
        scope: Mapping[str, str],
    ) -> None:
        name, xml = one.xml.name or one.wire, one.xml
        match xml.node:
            case "attribute" if not isinstance(value, dict):
                if value is not None:
                    attributes.extend(_declared(xml, scope, attribute=True))
                    tag = self._qualified(name, xml.prefix)
                    attributes.append(
                        f" {tag}={quoteattr(self._checked(_words(value)))}"
                    )
            case "text":
                content.append(self._text(_words(value)))
            case "cdata":
                text = self._checked(_words(value)).replace("]]>", "]]]]><![CDATA[>")
                content.append(f"<![CDATA[{text}]]>")
            case "none" if isinstance(value, dict):
                self._object(one.type, value, attributes, content, scope)
            case node if isinstance(value, list) and node != "element":
                item, type = xml.item or PLAIN, self._item(one.type, value)
                content.extend(
                    self._element(item.name or name, item, type, each, scope)
                    for each in value
                )
            case _:
                content.append(self._element(name, xml, one.type, value, scope))

    def _item(self, type: Any, value: list[Json]) -> Any:
        shape = self._resolved(type, value)
        return shape.item if isinstance(shape, Array) else None

    def _resolved(self, type: Any, value: Json) -> Shape:
        return chosen(self._shape, type, lambda one: self._fit(one, value))

    def _fit(self, shape: Shape, value: Json) -> int:
        """How well a type goes with a value; below zero where it does not."""
        match shape:
            case Array():
                return 1 if isinstance(value, list) else -1
            case Scalar():
                return 1 if takes(shape, value) else -1
            case Object() if isinstance(value, dict):
                there: dict[str, object] = {
                    name: THERE if isinstance(one, dict | list) else one
                    for name, one in value.items()
                }
                return fit(self._shape, shape, there, len(value))
            case Object():
                return -1
            case _:
                return 0

    def _qualified(self, name: str, prefix: str) -> str:
        made = f"{prefix}:{name}" if prefix else name
        if _NAME.fullmatch(made):
            return made
        if not self._lenient:
            raise ValueError(
                f"{made!r} cannot be the name of an element or an attribute"
            )
        tag = _NO_NAME.sub("_", name)
        return tag if _NAME.fullmatch(tag) else f"_{tag}"

    def _text(self, text: str) -> str:
        """A text between tags; readers take a carriage return for the end of a line (XML 1.0, section 2.11)."""
        return escape(self._checked(text), {"\r": "&#13;"})

    def _checked(self, text: str) -> str:
        if self._lenient:
            return _NO_XML.sub("?", text)
        if _NO_XML.search(text):
            raise ValueError("there are characters that no XML can hold")
        return text


def _words(value: Json) -> str:
    """A scalar, or several with spaces between them."""
    if isinstance(value, list):
        return " ".join(text_of(one) for one in value)
    return "" if value is None else text_of(value)


def _declared(
    xml: Xml, scope: Mapping[str, str], attribute: bool = False
) -> Iterator[str]:
    """The declaration of a namespace that is not in force; attributes have one by their prefix alone."""
    if not xml.namespace or (attribute and not xml.prefix):
        return
    if scope.get(xml.prefix) != xml.namespace:
        name = f"xmlns:{xml.prefix}" if xml.prefix else "xmlns"
        yield f" {name}={quoteattr(xml.namespace)}"
