"""A document goes in; what of it is published comes out: all of it, and one part an operation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, count
from typing import Any

from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.load.document import Document, value_of
from generator.load.pointer import ROOT, join, parse
from generator.load.refs import WORD, Unresolved, target

ROOT_KEYS = ("openapi", "info", "jsonSchemaDialect", "servers", "security", "tags")
SHARED_KEYS = ("parameters", "servers")
NAMED = ("title", "version")
"""What a part says of the document that it is from."""

KINDS = {
    "properties": "schemas",
    "patternProperties": "schemas",
    "allOf": "schemas",
    "anyOf": "schemas",
    "oneOf": "schemas",
    "prefixItems": "schemas",
    "$defs": "schemas",
    "parameters": "parameters",
    "responses": "responses",
    "headers": "headers",
    "examples": "examples",
    "links": "links",
    "callbacks": "callbacks",
}
"""Keys whose members are of a kind that components have, and the key of that kind among them."""

SINGLE = {
    "schema": "schemas",
    "items": "schemas",
    "additionalProperties": "schemas",
    "requestBody": "requestBodies",
}
"""Keys that have one of such a kind."""

SAMPLES = "x-codeSamples"

_NOT_OF_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


def with_samples(
    document: Document, samples: Mapping[str, list[Any]]
) -> dict[str, Any]:
    """The document with code samples in its operations; what of it is not changed is the document's own.

    Args:
        samples: pointer of an operation -> its samples, as `x-codeSamples` has them.
    """
    changed: dict[str, Any] = dict(document.data)
    for at, many in samples.items():
        *parents, last = parse(at)
        here: Any = changed
        try:
            for token in parents:
                here[token] = dict(here[token])
                here = here[token]
            own = sequence(here[last].get(SAMPLES))
            here[last] = {
                **here[last],
                SAMPLES: many + [o for o in own if o not in many],
            }
        except (AttributeError, KeyError, TypeError, ValueError):
            # An operation that stands in a list, or in another file, keeps what it has.
            continue
    return changed


class Parts:
    """Parts of one document, each a document by itself.

    Each component is looked through once, however many operations reach it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._reached: dict[str, tuple[str, ...]] = {}
        self._sizes: dict[str, int] = {}

    def size(self, at: str, reached: frozenset[str]) -> int:
        """Characters of an operation's part, about."""
        return self._size(at) + sum(map(self._size, reached))

    def _size(self, at: str) -> int:
        if at not in self._sizes:
            text = json.dumps(self.document.at(at), separators=(",", ":"))
            self._sizes[at] = len(text)
        return self._sizes[at]

    def reached(self, at: str) -> frozenset[str]:
        """The pointers of everything that a value refers to, however far."""
        found: set[str] = set()
        pending = [*self._direct(at)]
        while pending:
            pointer = pending.pop()
            if pointer not in found:
                found.add(pointer)
                pending += self._direct(pointer)
        return frozenset(found)

    def _direct(self, at: str) -> tuple[str, ...]:
        if at not in self._reached:
            found = references(self.document.at(at), self.document)
            self._reached[at] = tuple(dict.fromkeys(found))
        return self._reached[at]

    def whole(self, at: str, method: str, path: str) -> dict[str, Any]:
        """An operation with everything that it refers to; what stands in other operations is a component, as these are no part of it."""
        made, parents = self._frame(at, method, path)
        found = set(self.reached(at))
        for value in parents.values():
            for pointer in references(value, self.document):
                found |= {pointer, *self.reached(pointer)}
        others = self._others(found, at)
        for pointer in sorted(found):
            tokens = others.get(pointer) or parse(pointer)
            place(made, tokens, self.document.at(pointer))
        self._secure(made, at)
        if not others:
            return made
        to = {pointer: join(ROOT, *tokens) for pointer, tokens in others.items()}
        return {
            key: self._led(value, to) if key in ("paths", "components") else value
            for key, value in made.items()
        }

    def _others(self, found: Iterable[str], at: str) -> dict[str, tuple[str, ...]]:
        """Where, among the components, that stands which other operations have and this one refers to."""
        made: dict[str, tuple[str, ...]] = {}
        elsewhere = [one for one in found if one.startswith("#/paths/")]
        elsewhere = [one for one in elsewhere if not f"{one}/".startswith(f"{at}/")]
        if not elsewhere:
            return made
        whole = mapping(self.document.data.get("components"))
        taken = {kind: set(mapping(value)) for kind, value in whole.items()}
        for pointer in sorted(elsewhere):
            tokens = parse(pointer)
            if kind := kind_at(tokens):
                name = free(named(tokens), taken.setdefault(kind, set()))
                taken[kind].add(name)
                made[pointer] = ("components", kind, name)
        return made

    def _led(self, value: Any, to: Mapping[str, str]) -> Any:
        """A value whose references lead to where a part has what they name."""
        if is_object(value):
            made = {key: self._led(item, to) for key, item in value.items()}
            if isinstance(value.get(WORD), str):
                with suppress(Unresolved):
                    name = target(self.document, value)
                    made[WORD] = to.get(name, value[WORD])
            return made
        return [self._led(item, to) for item in value] if is_array(value) else value

    def referring(self, at: str, method: str, path: str, to: str) -> dict[str, Any]:
        """An operation whose references lead into the whole document.

        Security schemes are named, not referred to, and stand in the part itself.

        Args:
            to: address of the whole document, relative to where the part stands.
        """
        made, _ = self._frame(at, method, path)
        self._secure(made, at)
        return {
            key: moved(value, to) if key in ("paths", "components") else value
            for key, value in made.items()
        }

    def _secure(self, made: dict[str, Any], at: str) -> None:
        """Put the security schemes that an operation needs into its part."""
        schemes = security_of(made, self.document.at(at))
        parts = mapping(self.document.data.get("components"))
        for name, scheme in mapping(parts.get("securitySchemes")).items():
            if name in schemes:
                place(made, ("components", "securitySchemes", name), scheme)

    def _frame(
        self, at: str, method: str, path: str
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        data = self.document.data
        made = {key: data[key] for key in ROOT_KEYS if key in data and key != "tags"}
        info = mapping(data.get("info"))
        made["info"] = {key: info[key] for key in NAMED if key in info}
        item = value_of(data, parse(at)[:-1])
        shared: dict[str, Any] = {}
        if is_object(item):
            shared = {key: item[key] for key in SHARED_KEYS if key in item}
        own = {**shared, method.lower(): self.document.at(at)}
        made["paths"] = {path: own}
        return made, shared


def references(value: Any, document: Document) -> Iterator[str]:
    """The canonical pointers of what a value refers to."""
    pending = [value]
    while pending:
        one = pending.pop()
        if is_object(one):
            if isinstance(one.get(WORD), str):
                with suppress(Unresolved):
                    yield target(document, one)
            inside: Iterable[Any] = one.values()
        else:
            inside = sequence(one)
        pending += [item for item in inside if isinstance(item, dict | list)]


def moved(value: Any, to: str) -> Any:
    """A value whose references within the document lead to the same places from elsewhere."""
    if is_object(value):
        made = {key: moved(item, to) for key, item in value.items()}
        found = made.get(WORD)
        if isinstance(found, str) and found.startswith("#"):
            made[WORD] = f"{to}{found}"
        return made
    return [moved(item, to) for item in value] if is_array(value) else value


def place(root: dict[str, Any], tokens: tuple[str, ...], value: Any) -> None:
    """Put a value where a pointer of the whole document finds it; what is there already is kept."""
    here: dict[str, Any] = root
    for token in tokens[:-1]:
        below: object = here.setdefault(token, {})
        if not is_object(below):
            return
        here = below
    if tokens:
        here.setdefault(tokens[-1], value)


def kind_at(tokens: tuple[str, ...]) -> str:
    """The key among the components for the kind of what stands at a place; empty where they have none."""
    around, last = ("", *tokens)[-2:]
    return KINDS.get(around) or SINGLE.get(last, "")


def named(tokens: tuple[str, ...]) -> str:
    """A name for what stands at a place, of the signs that names of components have (OpenAPI 3.2, "Components Object")."""
    words = [one for one in tokens if one not in SINGLE and not one.isdecimal()]
    return _NOT_OF_NAMES.sub("-", words[-1]).strip("-") or "part"


def free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(one for one in chain((name,), numbered) if one not in taken)


def security_of(made: dict[str, Any], operation: Any) -> set[str]:
    """The names of the security schemes that an operation needs."""
    own = mapping(operation).get("security")
    needs = made.get("security") if own is None else own
    return {name for one in sequence(needs) for name in mapping(one)}
