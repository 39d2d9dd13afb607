"""Dice go in; schemas of XML, with what makes values of them, come out."""

from __future__ import annotations

from loopback.composed import Composed
from loopback.kinds import Json, Kind

TEXTS = ("a", "two words", "Ünï 日本", "<b>", "a&b", "null", "true", "1", "]]>")
ELEMENTS = ("id", "name", "photo", "x-1", "class", "größe", "a.b", "_x", "Tag", "value")


class Markup(Composed):
    """Draws what is said of XML: names, attributes, namespaces, wrappers and kinds of nodes."""

    def markup(self) -> Kind:
        """A document of XML: an object, or an array of objects."""
        if self.chance(0.2):
            schema, make = self.element(1)
            items = self.add("Entry", {**schema, "xml": {"name": "entry"}})
            made: Json = {"type": "array", "items": items, "xml": {"name": "entries"}}
            return made, lambda: [make() for _ in range(self.one(0, 1, 2))]
        schema, make = self.element(0)
        return {**schema, "xml": {"name": self.one("root", "r-1", "Größe")}}, make

    def element(self, depth: int) -> Kind:
        """An object of attributes and elements."""
        kinds: dict[str, Kind] = {}
        for name in self.names(1, 5, ELEMENTS):
            roll = self.dice.random()
            if roll < 0.3:
                kinds[name] = self.attribute()
            elif roll < 0.6 or depth > 1:
                kinds[name] = self.said(self.leaf())
            elif roll < 0.8:
                kinds[name] = self.several()
            else:
                schema, make = self.element(depth + 1)
                if self.chance(0.4):
                    schema = self.add("Element", schema)
                kinds[name] = schema, make
        return self.record(kinds)

    def leaf(self) -> Kind:
        """A scalar that is not empty."""
        return self.scalar(TEXTS)

    def attribute(self) -> Kind:
        """A scalar in an attribute."""
        schema, make = self.leaf()
        if self.version == "3.2.0" and self.chance(0.5):
            return {**schema, "xml": {"nodeType": "attribute"}}, make
        told: Json = {"attribute": True}
        if self.chance(0.3):
            told["name"] = self.renamed("at")
        return {**schema, "xml": told}, make

    def said(self, kind: Kind) -> Kind:
        """A schema with another name, or a namespace, for its element."""
        schema, make = kind
        told: Json = {}
        if self.chance(0.3):
            told["name"] = self.renamed("el")
        if self.chance(0.2):
            told |= {"namespace": "https://a.example/ns", "prefix": "p"}
        return ({**schema, "xml": told} if told else schema), make

    def several(self) -> Kind:
        """An array, in an element of its own or not."""
        schema, make = self.array(self.said(self.leaf()), 1)
        if not self.chance(0.6):
            return schema, make
        told: Json = {"wrapped": True}
        if self.version == "3.2.0" and self.chance(0.5):
            told = {"nodeType": "element"}
        if self.chance(0.3):
            told["name"] = self.renamed("all")
        return {**schema, "xml": told}, make

    def renamed(self, word: str) -> str:
        """A name that no other element or attribute has."""
        self.told += 1
        return f"{word}-{self.told}"
