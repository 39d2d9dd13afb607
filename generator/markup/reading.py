"""XML and the type of what it stands for in; its JSON value out.

What is read may be a little different from what is told: in another namespace, or with a wrapper of which nothing is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

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
    Variants,
    Xml,
    bare,
    called,
    chosen,
    fit,
    members_called,
    takes,
    text_of,
    wrapped,
)

_NIL = "http://www.w3.org/2001/XMLSchema-instance nil"
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_Left: TypeAlias = dict[str, list[Element]]
"""The elements in another one that no property was read from, by their names."""
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition(" ")[2]


def parsed(content: bytes | str) -> Element:
    """The root of a document; declarations of document types, by which a text could grow without limit, are refused.

    Raises:
        ValueError: it is not well-formed.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise ValueError("a document type declaration is not read")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"this is no XML: {error}") from None
    return builder.close()


def read(shape: ShapeOf, type: Any, content: bytes | str) -> Json:
    """The JSON value of a document. The name of its root says nothing.

    Raises:
        ValueError: it is not well-formed, or nested too deeply.
    """
    root = parsed(content)
    try:
        return _Reader(shape).root(type, root)
    except RecursionError:
        raise ValueError("the XML is nested too deeply") from None


class _Known(NamedTuple):
    """A property with what every element of its object asks of it.

    Attributes:
        shape: of its type, as of `bare`.
        names: of its element or attribute; `every` has those of its members as well.
    """

    one: Property
    shape: Shape
    names: tuple[str, ...]
    every: tuple[str, ...]

    def may_be(self, node: Element, left: _Left) -> bool:
        """Whether an element may say anything of it; most elements say nothing of most properties."""
        if self.one.xml.node in ("text", "cdata", "none"):
            return True
        if isinstance(self.shape, Array) and self.one.required:
            return True
        return bool(node.attrib) or not left.keys().isdisjoint(self.every)


class _Reader:
    """Reads elements as values of their types; what is asked of a type is asked once, however many elements there are."""

    def __init__(self, shape: ShapeOf) -> None:
        self._shape = _kept(shape)
        self._bare = _kept(lambda type: bare(self._shape, type))
        self._objects: dict[int, tuple[Object, tuple[_Known, ...]]] = {}

    def root(self, type: Any, root: Element) -> Json:
        """The value of a whole document; what stands for an object may be its only property."""
        shape = self._resolved(type, root)
        if isinstance(shape, Object):
            known = {name for one in self._properties(shape) for name in one.every}
            inside = {local(child.tag) for child in root} | {*map(local, root.attrib)}
            if local(root.tag) in known and not inside & known:
                around = Element("")
                around.append(root)
                return self._object(shape, around)
        return self.value(type, root, PLAIN)

    def value(self, type: Any, node: Element, xml: Xml) -> Json:
        """The value of an element."""
        if node.get(_NIL, "").strip() in ("true", "1"):
            return None
        match self._resolved(type, node):
            case Scalar() as shape:
                return _scalar(shape, "".join(node.itertext()))
            case Array(item):
                inner = xml.item or PLAIN
                return [self.value(item, child, inner) for child in node]
            case Object() as shape:
                return self._object(shape, node)
            case _:
                return _free(node)

    def _resolved(self, type: Any, node: Element) -> Shape:
        shape = self._bare(type)
        if not isinstance(shape, Variants):
            return shape
        return chosen(self._shape, type, lambda one: self._fit(one, node))

    def _properties(self, shape: Object) -> tuple[_Known, ...]:
        """The properties of an object with what is asked of them; the object is kept, so that its number is no other's."""
        if not shape.properties:
            return ()
        if id(shape) not in self._objects:
            self._objects[id(shape)] = shape, tuple(map(self._known, shape.properties))
        return self._objects[id(shape)][1]

    def _known(self, one: Property) -> _Known:
        shape, names = self._bare(one.type), called(one)
        members = members_called(one) if isinstance(shape, Array) else ()
        return _Known(one, shape, names, (*names, *members))

    def _fit(self, shape: Shape, node: Element) -> int:
        """How well an element goes with a type; below zero where it does not."""
        match shape:
            case Scalar():
                told = _scalar(shape, node.text or "")
                if len(node) or not takes(shape, told):
                    return -1
                return 2 if shape.words or not isinstance(told, str) else 1
            case Array():
                return int(len({child.tag for child in node}) == 1)
            case Object():
                if not len(node) and not node.attrib:
                    return -1
                texts = {local(name): text for name, text in node.attrib.items()}
                inside = {local(child.tag): child for child in node}
                there = dict(self._there(shape, texts, inside, node.text or ""))
                return fit(self._shape, shape, there, len({*texts, *inside}))
            case _:
                return 0

    def _there(
        self,
        shape: Object,
        texts: dict[str, str],
        inside: dict[str, Element],
        text: str,
    ) -> Iterator[tuple[str, object]]:
        """The properties of which there is something, and the values of those that are no objects; one level deep."""
        for one, kind, names, every in self._properties(shape):
            if one.xml.node in ("text", "cdata"):
                yield one.wire, self._text(kind, text)
            elif one.xml.node == "none" and not isinstance(kind, Array):
                yield one.wire, THERE
            elif one.xml.node == "attribute":
                for name in names:
                    if name in texts:
                        yield one.wire, self._text(kind, texts[name])
            else:
                for name in every:
                    if name in inside:
                        found = inside[name].text or ""
                        scalar = isinstance(kind, Scalar)
                        yield one.wire, self._text(kind, found) if scalar else THERE

    def _object(self, shape: Object, node: Element) -> dict[str, Json]:
        left: _Left = {}
        for child in node:
            left.setdefault(local(child.tag), []).append(child)
        found: dict[str, Json] = {}
        for known in self._properties(shape):
            if known.may_be(node, left):
                for value in self._property(known, node, left):
                    found[known.one.wire] = value
        more = _together(
            {
                name: [self.value(shape.more, child, PLAIN) for child in children]
                for name, children in left.items()
            }
        )
        return found | {name: more[name] for name in more if name not in found}

    def _property(self, known: _Known, node: Element, left: _Left) -> Iterator[Json]:
        """The value of a property, if it is there; what it is read from is left no more."""
        one, shape, names, _ = known
        match one.xml.node:
            case "attribute":
                texts = {local(name): text for name, text in node.attrib.items()}
                for name in names:
                    if name in texts:
                        yield self._text(shape, texts[name])
                        return
                for child in _take(left, names)[:1]:
                    yield self.value(one.type, child, PLAIN)
            case "text" | "cdata":
                yield self._text(shape, "".join(node.itertext()))
            case "none" if isinstance(shape, Object):
                inner = self._object(shape, node)
                _take(left, [n for p in self._properties(shape) for n in p.every])
                wires = {p.wire for p in shape.properties}
                made = {name: inner[name] for name in inner if name in wires}
                if made or one.required:
                    yield made
            case _ if isinstance(shape, Array):
                yield from self._array(one, shape, left)
            case _:
                for child in _take(left, names)[:1]:
                    yield self.value(one.type, child, one.xml)

    def _array(self, one: Property, shape: Array, left: _Left) -> Iterator[Json]:
        inner = one.xml.item or PLAIN
        around = _take(left, called(one)) if wrapped(one.xml) else []
        members = [child for outer in around for child in outer]
        if not around:
            item, *others = members_called(one)
            members = _take(left, (item,)) or _take(left, (*others, *called(one)))
            if len(members) == 1 and self._wraps(members[0], one, shape):
                members = [*members[0]]
            elif not members and (wrapped(one.xml) or not one.required):
                return
        yield [self.value(shape.item, child, inner) for child in members]

    def _wraps(self, child: Element, one: Property, shape: Array) -> bool:
        """Whether an element holds the members of an array, although nothing says that they are wrapped."""
        inside = {local(grandchild.tag) for grandchild in child}
        item = one.xml.item.name if one.xml.item else ""
        if not inside:
            return bool(item) and local(child.tag) != item and not child.text
        if len(inside) > 1:
            return False
        if item:
            return inside == {item} and local(child.tag) != item
        kind = self._resolved(shape.item, child)
        if isinstance(kind, Object):
            return not inside & {n for p in self._properties(kind) for n in p.every}
        return isinstance(kind, Scalar)

    def _text(self, shape: Shape, text: str) -> Json:
        if isinstance(shape, Array):
            item = self._bare(shape.item)
            return [self._text(item, word) for word in text.split()]
        return _scalar(shape, text) if isinstance(shape, Scalar) else text


def _kept(shape_of: ShapeOf) -> ShapeOf:
    """The same function, which keeps what it gave; types are kept with it, so that the number of one is no other's."""
    found: dict[int, tuple[Any, Shape]] = {}

    def kept(type: Any) -> Shape:
        made = found.get(id(type))
        if made is None:
            made = found[id(type)] = type, shape_of(type)
        return made[1]

    return kept


def _take(left: _Left, names: Iterable[str]) -> list[Element]:
    """The elements of some names, which are left no more."""
    return [child for name in names for child in left.pop(name, ())]


def _scalar(shape: Scalar, text: str) -> Json:
    """A text as the value that it stands for; as itself where it is none of the type."""
    bare = text.strip()
    for word in shape.words:
        if text == word or (not isinstance(word, str) and bare == text_of(word)):
            return word
    if "string" in shape.kinds:
        return text
    if shape.kinds & {"integer", "number"} and _INTEGER.fullmatch(bare):
        return int(bare)
    if "number" in shape.kinds and _NUMBER.fullmatch(bare):
        number = float(bare)
        return number if math.isfinite(number) else text
    if "boolean" in shape.kinds and bare in _TRUTH:
        return _TRUTH[bare]
    return None if "null" in shape.kinds and not bare else text


def _free(node: Element) -> Json:
    """What can be told of an element by itself: its text, or an object of its attributes and elements."""
    if not len(node) and not node.attrib:
        return node.text or ""
    found: dict[str, Json] = {local(name): text for name, text in node.attrib.items()}
    groups: dict[str, list[Json]] = {}
    for child in node:
        groups.setdefault(local(child.tag), []).append(_free(child))
    return found | _together(groups)


def _together(groups: dict[str, list[Json]]) -> dict[str, Json]:
    """What stands under each name: an array where there are several of it."""
    return {name: one[0] if len(one) == 1 else one for name, one in groups.items()}
