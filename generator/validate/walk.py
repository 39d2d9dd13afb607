"""A walk over a document by its grammar: every object with its kind and its trail, and what is misshapen on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import field
from functools import cache
from typing import Any, TypeAlias

from generator.diagnostics import Severity
from generator.jsonvalues import JsonValue, is_array
from generator.load import Document, pointer, refs
from generator.records import dataclass
from generator.validate.advice import CONTAINERS, belonging, misplaced, unfit, unknown
from generator.validate.empty import EMPTY, Read, cut_off, fatal, says_nothing
from generator.validate.finding import Finding
from generator.validate.grammar import (
    EARLY,
    KEYED_BY_AUTHOR,
    KINDS,
    OPEN,
    Key,
    spoken,
    stands,
)
from generator.validate.paths import (
    BAD_MEDIA_TYPE,
    BAD_PATH,
    is_no_media_type,
    is_no_path,
    not_for_all,
)
from generator.validate.plain import TYPES, misfit, named, told
from generator.validate.trails import Trail, place_of, subject, tokens_of, trail_of

Visit: TypeAlias = tuple[str, dict[str, Any], Trail]

_GUESSES = 200
"""So many unknown keys get a guess at what was meant; a document with more of them has other problems."""
_END = "end"
"""In place of a kind: all that stands below a schema has been gone through."""
_REQUIRED = {
    kind: tuple((key, known) for key, known in keys.items() if known.required)
    for kind, keys in KINDS.items()
}
_HOLLOW = {
    kind: Key("one", kind, False, 0)
    for kind, keys in _REQUIRED.items()
    if not any(fatal(known) for _, known in keys)
}
"""Kinds that can be read from `{}`: what stands in a mapping by a name of the author's is read so where it is empty."""
_NOTES = frozenset({"contact", "license", "docs", "xml"})
"""Kinds that nothing hangs on: what stands for one and is none is passed over."""
_COMPONENTS = tuple(f"#/components/{section}/" for section in KINDS["components"])
_EXTENSIBLE_MAPS = frozenset({"path", "response"})


QUERYSTRING = "querystring"
"""Where a parameter is the whole query, and what it is called that has no name."""
_TYPES: dict[str, type] = {"text": str, "key": str, "flag": bool, "list": list}
"""Of some words of the grammar, the type that every value of which is in order."""


_USUAL = TYPES - {"null"}
"""Words for a type that every version knows."""
_PLAIN = {
    kind: frozenset(name for name, key in keys.items() if key.container == "plain")
    for kind, keys in KINDS.items()
}
"""Of each kind, the keys under which no object stands."""


@cache
def _settled(minor: int) -> dict[str, dict[str, type]]:
    """Of each kind, the keys whose value is in order when it has this very type: most values of a document are such."""
    return {
        kind: {
            name: _TYPES[key.kind]
            for name, key in keys.items()
            if key.container == "plain" and key.since <= minor and key.kind in _TYPES
        }
        for kind, keys in KINDS.items()
    }


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk over one document.

    Attributes:
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
        silent: nothing is found misshapen; only the objects are wanted.
        faults: what was found misshapen so far.
        said: what whoever goes through the objects found in them.
        beside: every reference beside which something stands, by the trail of the object that holds it.
        empty: what says nothing and is of a wrong kind, with what it is read as: `{}`, or None where it is left out.
        leads: what references lead to that stands nowhere by the grammar, in another file say, with its kind.
        templates: the path by the pointer of its path item, where that stands elsewhere.
    """

    document: Document
    minor: int
    silent: bool = False
    faults: list[Finding] = field(default_factory=list)
    said: list[Finding] = field(default_factory=list)
    beside: list[tuple[dict[str, Any], Trail]] = field(default_factory=list)
    empty: list[tuple[Trail, Read]] = field(default_factory=list)
    leads: dict[tuple[str, str], None] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)

    def objects(self, *, again: bool = True) -> Iterator[Visit]:
        """Go through the document in its own order and yield every well-formed object that is no mere reference.

        What stands elsewhere and is referred to comes behind all that stands there by the grammar.

        Args:
            again: schemas are gone through wherever they stand. Where it is false, a schema that stood elsewhere, and
                in which nothing was found there, is passed over.
        """
        known: set[tuple[str, int]] = set()
        sound: set[int] = set()
        yield from self._below("document", None, again, sound, None)
        done = 0
        while fresh := [*self.leads][done:]:  # They grow meanwhile.
            done += len(fresh)
            for kind, at in fresh:
                yield from self._below(kind, trail_of(at), again, sound, known)

    def _below(
        self,
        kind: str,
        trail: Trail,
        again: bool,
        sound: set[int],
        known: set[tuple[str, int]] | None,
    ) -> Iterator[Visit]:
        """Go through what stands at one place.

        Args:
            kind: what stands there.
            trail: the way to it.
            again: as of `objects`.
            sound: numbers of the schemas in which nothing was found.
            known: what was gone through before and is passed over; None where nothing can have been.
        """
        begin: JsonValue = self.document.at(place_of(trail))
        stack = [(kind, begin, trail)]
        settled = _settled(self.minor)
        begun: list[tuple[int, int]] = []
        while stack:
            kind, value, trail = stack.pop()
            if kind == _END:
                number, before = begun.pop()
                if self._told() == before:
                    sound.add(number)
                continue
            if not isinstance(value, dict):
                self._misplaced(kind, value, trail)
                continue
            if known is not None:
                if (kind, id(value)) in known:
                    continue
                known.add((kind, id(value)))
            keys: Iterable[str] = value
            if refs.WORD in value and (found := refs.reference(value)) is not None:
                # Components are gone through anyway.
                if found.count("/") != 3 or not found.startswith(_COMPONENTS):
                    self._lead(kind, value, trail)
                if len(value) > 1:
                    self.beside.append((value, trail))
                if not (siblings := self._siblings(kind, value)):
                    continue
                keys = siblings
            elif kind == "schema" and not again:
                number = self.document.contents[id(value)]
                if number in sound:
                    continue
                begun.append((number, self._told()))
                stack.append((_END, None, None))
            if self.silent:
                keys = [key for key in keys if key not in _PLAIN[kind]]
            elif keys is value:
                self._missing(kind, value, trail)
            yield kind, value, trail
            table = settled[kind]
            word = value.get("type") if kind == "schema" else None
            usual = "type" if type(word) is str and word in _USUAL else ""
            inner = [
                child
                for key in keys
                if table.get(key) is not type(value[key]) and key != usual
                for child in self._under(kind, value, key, trail)
            ]
            stack.extend(reversed(inner))

    def _lead(self, kind: str, value: dict[str, Any], trail: Trail) -> None:
        """Note what a reference leads to, where by the grammar nothing of that kind stands there."""
        try:
            at = refs.target(self.document, value)
        except refs.Unresolved:
            return
        if stands(pointer.parse(at)) == kind:
            return
        match kind, trail:
            case "path", ((None, "paths"), str(path)):
                self.templates.setdefault(at, path)
            case _:
                pass
        self.leads[kind, at] = None

    def _told(self) -> int:
        """How much there is to be said so far."""
        return len(self.faults) + len(self.said) + len(self.beside)

    def _siblings(self, kind: str, value: dict[str, Any]) -> Collection[str]:
        """Tell which keys beside a reference count: those of a path item always, those of a schema from 3.1 on."""
        if kind == "path" or (kind == "schema" and self.minor):
            return refs.siblings(value)
        return ()

    def _under(
        self, kind: str, owner: dict[str, JsonValue], key: str, trail: Trail
    ) -> Iterator[tuple[str, JsonValue, Trail]]:
        value = owner[key]
        known = KINDS[kind].get(key)
        if kind == "schema" and key in EARLY and is_array(owner.get("items")):
            # The tuple form of earlier drafts (JSON Schema 2019-09, section 9.3.1.1).
            known = KINDS[kind][EARLY[key]]
            if key == "items":
                self._early((trail, key))
        if known is None:
            if key.startswith("x-"):
                return
            if kind not in OPEN:
                self._unknown(kind, key, trail)
                return
            known = KEYED_BY_AUTHOR[kind]
        elif known.since > self.minor and known is KINDS[kind].get(key):
            self._too_new(kind, key, known, trail)
        here = (trail, key)
        if says_nothing(known, value):
            self._empty(None, known, value, here)
            return
        match known.container:
            case "one":
                yield known.kind, value, here
            case "plain":
                self._plain(kind, key, known, value, here)
            case "list":
                if isinstance(value, list):
                    member = _HOLLOW.get(known.kind)
                    for index, item in enumerate(value):
                        if item == [] and member is not None:
                            self._empty({}, member, item, (here, str(index)))
                        else:
                            yield known.kind, item, (here, str(index))
                else:
                    self._wrong("list", value, here)
            case "map":
                if not isinstance(value, dict):
                    self._wrong("map", value, here)
                    return
                for name, item in value.items():
                    if name.startswith("x-") and known.kind in _EXTENSIBLE_MAPS:
                        continue
                    if key == "paths" and is_no_path(name, item):
                        self._no_path(name, item, here)
                        continue
                    if key == "content" and is_no_media_type(name, item):
                        self._no_media_type(name, item, here)
                        continue
                    member = _HOLLOW.get(known.kind)
                    if member is not None and says_nothing(member, item):
                        self._empty({}, member, item, (here, name))
                    else:
                        yield known.kind, item, (here, name)

    def _no_path(self, name: str, value: object, here: Trail) -> None:
        if name == refs.WORD:
            self.faults.append(not_for_all(place_of((here, name))))
            return
        message = (
            f"{name!r} is no path, and {told(value)} is no path item; it is left out"
        )
        hint = "Paths begin with '/'. What all of them share has to stand in each path item."
        at = place_of((here, name))
        self.faults.append(Finding(BAD_PATH, "warning", message, at, hint))
        self.empty.append(((here, name), None))

    def _no_media_type(self, name: str, value: object, here: Trail) -> None:
        message = f"{name!r} is no media type, and {told(value)} is no media type object; it is left out"
        hint = "Leave 'content' out where there is none."
        at = place_of((here, name))
        self.faults.append(Finding(BAD_MEDIA_TYPE, "warning", message, at, hint))
        self.empty.append(((here, name), None))

    def _empty(self, read: Read, known: Key, value: object, here: Trail) -> None:
        self.empty.append((here, read))
        text = self.document.sources[0].text if self.document.sources else ""
        if value is None and tokens_of(here) == cut_off(text, self.document.data):
            message = (
                f"the text ends behind {subject(here)}; {belonging(known)} is expected"
            )
            hint = "It seems to be cut off. Write {}, or leave the key out."
            fault = Finding("cut-off", "error", message, place_of(here), hint)
            self.faults.append(fault)
            return
        what = "null" if value is None else f"an empty {named(value).split()[1]}"
        message = f"{subject(here)} is {what}; {belonging(known)} is expected"
        hint = "It is read as {}." if read is not None else "It is read as left out."
        self.faults.append(Finding(EMPTY, "warning", message, place_of(here), hint))

    def _plain(
        self, kind: str, key: str, known: Key, value: object, here: Trail
    ) -> None:
        if known.kind == "any":
            return
        fault = misfit(known.kind, value, self.minor)
        if fault is None:
            return
        severity = fault.severity
        advice = unfit(known.kind, key, value, self.minor)
        hint = " ".join(filter(None, (advice, fault.hint)))
        if kind == "schema" and key == "required":
            if severity == "error" and is_array(value):
                hint = "What is no text in it is ignored."
            severity = "warning"
        # Before 3.1 the list itself is what is wrong with a list of types.
        lists = ("names", "type") if self.minor else ("names",)
        listed = known.kind in lists and is_array(value)
        what = "a list with other things in it" if listed else told(value)
        message = f"{key!r} is {what}; {fault.expected} is expected"
        self.faults.append(
            Finding("wrong-type", severity, message, place_of(here), hint)
        )

    def _early(self, here: Trail) -> None:
        message = "'items' is a list, as in earlier drafts of JSON Schema; it is read as 'prefixItems'"
        hint = "Write one schema for all items"
        if self.minor:
            hint += ", or 'prefixItems' for the list and 'items' for 'additionalItems'"
        found = Finding("early-items", "warning", message, place_of(here), f"{hint}.")
        self.faults.append(found)

    def _misplaced(self, kind: str, value: Any, trail: Trail) -> None:
        if kind == "schema" and isinstance(value, bool):
            if self.minor or (trail is not None and trail[1] == "additionalProperties"):
                return
            message = (
                "a schema that is true or false is known from OpenAPI 3.1 on, not here"
            )
            self.faults.append(
                Finding("too-new", "warning", message, place_of(trail), "It is obeyed.")
            )
            return
        self._wrong(kind, value, trail)

    def _wrong(self, kind: str, value: Any, trail: Trail) -> None:
        expected = CONTAINERS.get(kind) or spoken(kind)
        message = f"{subject(trail)} is {told(value)}; {expected} is expected"
        hint = misplaced(self.document, trail[1] if trail else "", kind, value)
        severity: Severity = "warning" if kind in _NOTES else "error"
        self.faults.append(
            Finding("wrong-type", severity, message, place_of(trail), hint)
        )

    def _missing(self, kind: str, value: dict[str, Any], trail: Trail) -> None:
        for key, known in _REQUIRED[kind]:
            if key in value:
                continue
            severity: Severity = "error" if fatal(known) else "warning"
            hint = f"Add {key!r}."
            if key == "name" and value.get("in") == QUERYSTRING:
                # It is sent nowhere (OpenAPI 3.2, section 4.12).
                severity, hint = "warning", f"It is called {QUERYSTRING!r}."
            message = f"{key!r} is missing; {spoken(kind)} must have it"
            found = Finding("missing-key", severity, message, place_of(trail), hint)
            self.faults.append(found)

    def _unknown(self, kind: str, key: str, trail: Trail) -> None:
        if self.silent:
            return
        hint = unknown(kind, key, guess=len(self.faults) < _GUESSES)
        if kind == "schema" and self.minor and not hint:
            return
        message = f"unknown key {key!r} in {spoken(kind)}; it is ignored"
        self.faults.append(
            Finding("unknown-key", "warning", message, place_of((trail, key)), hint)
        )

    def _too_new(self, kind: str, key: str, known: Key, trail: Trail) -> None:
        message = f"{key!r} in {spoken(kind)} is known from OpenAPI 3.{known.since} on, and this document is 3.{self.minor}"
        hint = f"Set 'openapi' to 3.{known.since}, or leave the key out."
        self.faults.append(
            Finding("too-new", "warning", message, place_of((trail, key)), hint)
        )
