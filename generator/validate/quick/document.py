"""A document goes in; what openapi-spec-validator says of its tags, ids, parameters and schemas comes out."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any

from generator.load import Document
from generator.validate.finding import Finding
from generator.validate.quick.schemas import Schemas
from generator.validate.quick.tags import tag_faults
from generator.validate.quick.tree import Node, Tree
from generator.validate.trails import place_of

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Reading:
    """One walk through one document, in the library's order, on which it depends what is seen first."""

    def __init__(self, document: Document, minor: int) -> None:
        self._tree = Tree(document.data)
        self._minor = minor
        self._schemas = Schemas(document, self._tree, minor)
        self._methods = _METHODS if minor < 2 else (*_METHODS, "query")
        self._ids: list[Any] = []
        self._known: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        """Go through tags, paths and components.

        Raises:
            LookupError, TypeError, ValueError, refs.Unresolved: the document is so wrong that nobody can.
        """
        tree, root = self._tree, self._tree.root
        if root.has("tags"):
            yield from tag_faults(tree, tree.child(root, "tags"), self._minor)
        if root.has("paths"):
            for path, item in tree.members(tree.child(root, "paths")):
                yield from self._path(path, item)
        if root.has("components"):
            components = tree.child(root, "components")
            if components.has("schemas"):
                for _, schema in tree.children(tree.child(components, "schemas")):
                    yield from self._schemas.faults(schema)

    def _path(self, path: str, item: Node) -> Iterator[Finding]:
        shared: Node | None = None
        if item.has("parameters"):
            shared = self._tree.child(item, "parameters")
            yield from self._parameters(shared)
        for key in item.inside():
            if not isinstance(key, str):
                raise TypeError("an array stands where a path item is expected")
            if key in self._methods:
                operation = self._tree.child(item, key)
                yield from self._operation(path, operation, shared)
            elif key == "additionalOperations" and self._minor >= 2:
                others = self._tree.child(item, key)
                for _, operation in self._tree.members(others):
                    yield from self._operation(path, operation, shared)

    def _operation(
        self, path: str, operation: Node, shared: Node | None
    ) -> Iterator[Finding]:
        yield from self._id(operation)
        if operation.has("responses"):
            responses = self._tree.child(operation, "responses")
            for _, response in self._tree.members(responses):
                if response.has("content"):
                    yield from self._content(self._tree.child(response, "content"))
        names: set[str] = set()
        if operation.has("parameters"):
            parameters = self._tree.child(operation, "parameters")
            yield from self._parameters(parameters)
            names |= set(self._path_names(parameters))
        if shared is not None:
            names |= set(self._path_names(shared))
        fields = {name for _, name, _, _ in string.Formatter().parse(path) if name}
        at = place_of(operation.trail)
        for name in sorted(fields - names):
            message = f"the path has {{{name}}}, and no path parameter is called so"
            yield Finding("path-parameter", "warning", message, at)
        for name in sorted(names - fields):
            message = f"path parameter {name!r} does not stand in the path"
            yield Finding("path-parameter", "warning", message, at)

    def _id(self, operation: Node) -> Iterator[Finding]:
        if not operation.has("operationId"):
            return
        name = self._tree.child(operation, "operationId").value
        known = name in self._known if isinstance(name, str) else name in self._ids
        if known and name is not None:
            message = f"operationId {name!r} is that of two operations"
            at = place_of(operation.trail)
            yield Finding("duplicate-operation-id", "warning", message, at)
        if isinstance(name, str):
            self._known.add(name)
        else:
            self._ids.append(name)

    def _content(self, content: Node) -> Iterator[Finding]:
        for _, media in self._tree.members(content):
            yield from self._carried(media)

    def _carried(self, carrier: Node) -> Iterator[Finding]:
        """Judge the schema of a parameter or a media type."""
        if carrier.has("schema"):
            yield from self._schemas.faults(self._tree.child(carrier, "schema"))

    def _parameters(self, parameters: Node) -> Iterator[Finding]:
        seen: set[tuple[Any, Any]] = set()
        for _, parameter in self._tree.children(parameters):
            yield from self._carried(parameter)
            key = (parameter.value["name"], parameter.value["in"])
            if any(isinstance(word, dict | list) for word in key):
                continue
            if key in seen:
                message = f"the {key[1]} parameter {key[0]!r} is declared twice"
                at = place_of(parameters.trail)
                yield Finding("duplicate-parameter", "warning", message, at)
            seen.add(key)

    def _path_names(self, parameters: Node) -> Iterator[str]:
        for _, parameter in self._tree.children(parameters):
            if self._tree.text(parameter, "in") == "path":
                yield self._tree.text(parameter, "name")
