"""A schema object of the document goes in; what openapi-spec-validator says of it and of all below it comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.jsonvalues import is_object
from generator.load import Document, refs
from generator.validate.finding import Finding
from generator.validate.quick.library import PATTERN, Library
from generator.validate.quick.metaschema import dialect
from generator.validate.quick.plain import plainly_fits
from generator.validate.quick.tree import Node, Tree
from generator.validate.trails import Trail, place_of

_BRANCHES = ("allOf", "anyOf", "oneOf")
_ONES = ("not", "items")
_INSIDE = frozenset((*_BRANCHES, *_ONES, "properties", "default", refs.WORD))
"""What there is to look at in a schema: one that has none of these keys is in order once its own schema let it pass."""


class Schemas:
    """The schemas of one document, each looked at once: as a whole where it is first met, then part by part."""

    def __init__(self, document: Document, tree: Tree, minor: int) -> None:
        self._tree = tree
        self._minor = minor
        self._dialect = dialect(document.data, minor)
        self._library = Library(document, minor)
        self._visited: set[int] = set()
        self._judged: set[int] = set()
        self._properties: dict[int, set[str]] = {}

    def faults(self, schema: Node) -> Iterator[Finding]:
        """Judge a schema that stands in no other: all below it is judged along with it.

        Raises:
            LookupError, TypeError, refs.Unresolved: it is so wrong that nobody can go through it.
        """
        if not _is_schema(schema):
            yield _no_schema(schema.trail)
            return
        key = id(schema.value)
        if key not in self._judged:
            self._judged.add(key)
            if not self._dialect.surely(schema.value):
                found = self._library.schema(schema.value, schema.trail)
                yield from (one for one in found if one.code != PATTERN)
                if found:
                    return
        yield from self._visit(schema, whole=True)

    def _visit(self, schema: Node, *, whole: bool) -> Iterator[Finding]:
        """Go through a schema; `whole` says that it is no part of another, so that it must declare what it requires."""
        value = schema.value
        if not _is_schema(schema):
            yield _no_schema(schema.trail)
            return
        if id(value) in self._visited:
            return
        self._visited.add(id(value))
        if isinstance(value, bool):
            return
        inherited: set[str] = set()
        for branch in _BRANCHES:
            if branch in value:
                for _, inner in self._tree.children(self._tree.child(schema, branch)):
                    yield from self._visit(inner, whole=False)
                    if branch == "allOf":
                        inherited |= self._declared(inner)
        for word in _ONES:
            if word in value:
                yield from self._visit(self._tree.child(schema, word), whole=False)
        if "properties" in value:
            properties = self._tree.child(schema, "properties")
            for name in properties.inside():
                if not _plain(properties.value[name]):
                    inner = self._tree.child(properties, name)
                    yield from self._visit(inner, whole=False)
        if "allOf" in value:
            yield from self._undeclared(schema, inherited, whole)
        if "default" in value:
            yield from self._default(schema)

    def _undeclared(
        self, schema: Node, inherited: set[str], whole: bool
    ) -> Iterator[Finding]:
        """Report what a schema with allOf requires and nothing in it declares."""
        required = schema.has("required") and self._tree.child(schema, "required").value
        own = (
            schema.has("properties") and self._tree.child(schema, "properties").inside()
        )
        extra = set(required or ()) - set(own or ()) - inherited
        if extra and whole:
            names = ", ".join(sorted(map(repr, extra)))
            message = f"required and declared nowhere in it: {names}"
            yield Finding(
                "required-undeclared", "info", message, place_of(schema.trail)
            )

    def _declared(self, schema: Node) -> set[str]:
        """Collect the properties that a schema and its parts declare; a ring of schemas adds nothing to itself."""
        key = id(schema.value)
        if key in self._properties:
            return self._properties[key]
        self._properties[key] = set()
        found: set[str] = set()
        if schema.has("properties"):
            found.update(map(str, self._tree.child(schema, "properties").inside()))
        for branch in _BRANCHES:
            if schema.has(branch):
                for _, inner in self._tree.children(self._tree.child(schema, branch)):
                    found |= self._declared(inner)
        for word in ("items", "not"):
            if schema.has(word):
                found |= self._declared(self._tree.child(schema, word))
        self._properties[key] = found
        return found

    def _default(self, schema: Node) -> Iterator[Finding]:
        value = self._tree.child(schema, "default").value
        nullable = schema.has("nullable") and self._tree.child(schema, "nullable").value
        if value is None and nullable is True:
            return
        if not plainly_fits(value, schema.value, self._minor):
            yield from self._library.default(schema.trail, value)


def _is_schema(node: Node) -> bool:
    return isinstance(node.value, dict | bool)


def _plain(value: object) -> bool:
    """Tell whether a value is a schema with nothing in it to look at, as most properties are."""
    return is_object(value) and value.keys().isdisjoint(_INSIDE)


def _no_schema(trail: Trail) -> Finding:
    message = "an object, true or false is expected where a schema stands"
    return Finding("openapi-spec-validator", "warning", message, place_of(trail))
