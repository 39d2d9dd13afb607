"""Schemas of OpenAPI 3.0, 3.1 and 3.2 become plain JSON Schema 2020-12 without references to anything outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.load import Document, pointer, refs
from generator.records import dataclass
from generator.validate import nulls, within
from generator.validate.grammar import EARLY, KINDS
from generator.validate.plain import TYPES, misfit

ADDRESS = "urn:specloom:schemas"
"""The name under which the definitions are known to the validator; nothing is ever fetched from it."""

_DROPPED = frozenset(
    [
        "title",
        "description",
        "example",
        "examples",
        "default",
        "discriminator",
        "xml",
        "externalDocs",
        "deprecated",
        "nullable",
        "readOnly",
        "writeOnly",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "$comment",
        "$vocabulary",
        "$recursiveRef",
        "$recursiveAnchor",
        "$id",
        "$schema",
        "$anchor",
        "$dynamicAnchor",
        "$dynamicRef",
        "$defs",
        "definitions",
        "dependencies",
    ]
)
_NARROW = frozenset(["type", "enum", "const", "allOf", "anyOf", "not"])
"""Keywords by which a schema may refuse null, whatever the members of its `oneOf` say."""
_NAMING = (["schemas"], ["$defs"], ["definitions"])
_PARTS = 8
"""Parts within parts that are looked into for a property."""
_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """Converts schemas of one document.

    Keywords that are wrong by themselves are left out: `validate` reports them elsewhere, and one bad keyword must
    not hide what else an example gets wrong.

    Attributes:
        usable: tells whether a pattern can be compiled within bounds.
        one_way: the words by which a required property may be missing, as it goes in one direction only.
        definitions: every schema that a reference led to, by its canonical pointer; None while it waits.
    """

    document: Document
    minor: int
    usable: Callable[[str], bool]
    one_way: tuple[str, ...] = ("readOnly", "writeOnly")
    definitions: dict[str, Any] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _waiting: list[str] = field(default_factory=list)

    def resources(self) -> dict[str, Any]:
        """Convert all that references led to so far and give it as one resource to be known as ADDRESS."""
        while self._waiting:
            target = self._waiting.pop()
            named = target.split("/")[-2:-1] in _NAMING
            self.definitions[target] = self.convert(self.document.at(target), named)
        return {
            "$defs": {
                str(number): self.definitions[target]
                for target, number in self._numbers.items()
            }
        }

    def convert(self, schema: Any, named: bool = False) -> Any:
        """Give the JSON Schema 2020-12 form of a schema object; what is no schema accepts everything.

        Args:
            named: whether the schema has a name, and so is more than the one that it refers to by `allOf`.
        """
        if isinstance(schema, bool):
            return schema
        if not is_object(schema):
            return True
        if refs.reference(schema) is None:
            made = self._keywords(schema, schema)
            return made if named or not nulls.wraps(schema) else _or_null(made)
        beside = refs.siblings(schema)
        link = {key: self._link(schema) for key in schema if key not in beside}
        if self.minor:
            link |= self._keywords(schema, {key: schema[key] for key in beside})
        allowed = schema.get("nullable") is True
        if self.minor and nulls.typed(beside):
            allowed = True
            if link.get("type") in ("null", ["null"]):
                del link["type"]
        return _or_null(link) if allowed else link

    def _link(self, schema: dict[str, Any]) -> str:
        target = refs.resolve(self.document, schema, "#")[1]
        if target not in self._numbers:
            self._numbers[target] = len(self._numbers)
            self._waiting.append(target)
        return f"{ADDRESS}#/$defs/{self._numbers[target]}"

    def _one_way(self, schema: Any, names: set[str], deep: int = 0) -> set[str]:
        """Those of these properties, as the schema or a part of it has them, that one direction alone has (OpenAPI 3.0.4, section
        4.7.24.2: readOnly, writeOnly)."""
        schema = self._behind(schema)
        own = mapping(schema.get("properties"))
        found = {name for name in names & own.keys() if self._is_one_way(own[name])}
        for part in sequence(schema.get("allOf")) if deep < _PARTS else ():
            found |= self._one_way(part, names, deep + 1)
        return found

    def _is_one_way(self, schema: Any) -> bool:
        """Whether a schema, or the one that it refers to, says by one of `one_way` that it is for one direction."""
        return any(
            one.get(word) is True
            for one in (mapping(schema), self._behind(schema))
            for word in self.one_way
        )

    def _behind(self, schema: Any) -> Mapping[str, Any]:
        """A schema, or the one that it refers to."""
        if not is_object(schema) or refs.reference(schema) is None:
            return mapping(schema)
        try:
            return mapping(refs.resolve(self.document, schema, "#")[0])
        except refs.Unresolved:
            return {}

    def _keywords(self, schema: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if is_array(schema.get("items")):
            keys = {EARLY.get(key, key): value for key, value in keys.items()}
        for key, value in keys.items():
            known = KINDS["schema"].get(key)
            if known is None or key in _DROPPED:
                continue
            match known.container, value:
                case "plain", _ if self._fits(known.kind, value):
                    made[key] = value
                case "one", dict() | bool():
                    made[key] = self.convert(value)
                case "list", [_, *_]:
                    made[key] = [self.convert(item) for item in value]
                case "map", _ if is_object(value):
                    made[key] = {
                        name: self.convert(item)
                        for name, item in value.items()
                        if key != "patternProperties" or self.usable(name)
                    }
                case _:  # It is reported as what it is: no schema.
                    pass
        if not self.minor:
            _modernize(made)
        if names := {*_required(made)}:
            _relieve(made, self._one_way(schema, names))
        made = self._tagged(schema, made)
        if nulls.alone(schema):
            made.pop("type", None)
            return _or_null(made)
        if schema.get("nullable") is True or nulls.listed(schema):
            return _with_null(made)
        told = nulls.among(schema) or self._shared(schema, made)
        return _or_null(made) if told else made

    def _tagged(self, schema: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
        """Let a value fit two variants where a tag chooses, where what tells them apart goes in one direction only, or where nothing
        would fit one of them alone."""
        if "oneOf" not in made or "anyOf" in made:
            return made
        members = schema["oneOf"]
        if (
            "discriminator" in schema
            or any(map(self._parted, members))
            or within.swallows(members, self._behind)
        ):
            made["anyOf"] = made.pop("oneOf")
        return made

    def _parted(self, schema: Any) -> bool:
        """Whether a schema requires a property that goes in one direction only."""
        names = {*_texts(self._behind(schema).get("required"))}
        return bool(names and self._one_way(schema, names))

    def _shared(self, schema: dict[str, Any], made: dict[str, Any]) -> bool:
        """Whether several members of a `oneOf` take null, so that it would fit more than one of them."""
        if "oneOf" not in made or not _NARROW.isdisjoint(made):
            return False
        members = schema["oneOf"]
        return len(members) > 1 and sum(map(self._takes_null, members)) > 1

    def _takes_null(self, schema: Any) -> bool:
        if nulls.takes(schema):
            return True
        if not is_object(schema) or refs.reference(schema) is None:
            return False
        return nulls.takes(refs.resolve(self.document, schema, "#")[0])

    def _fits(self, kind: str, value: Any) -> bool:
        if kind == "any":
            return True
        if kind == "list" and not value:
            return False
        if kind == "type" and self.minor == 0 and value == "null":
            return True
        return misfit(kind, value, self.minor) is None and (
            kind != "pattern" or self.usable(value)
        )


def _modernize(made: dict[str, Any]) -> None:
    """Say in words of 2020-12 what 3.0 says in words of draft 5: boolean exclusive bounds."""
    for exclusive, plain in _BOUNDS.items():
        if made.pop(exclusive, False) is True and plain in made:
            made[exclusive] = made.pop(plain)


def _with_null(made: dict[str, Any]) -> dict[str, Any]:
    """Say in words of 2020-12 what `nullable` says in 3.0, and what authors mean by it in later versions."""
    kinds = made.get("type")
    if kinds is not None:
        named = set(kinds if is_array(kinds) else [kinds])
        made["type"] = sorted((named | {"null"}) & TYPES)
    if isinstance(made.get("enum"), list) and None not in made["enum"]:
        made["enum"] = [*made["enum"], None]
    if any(word in made for word in ("allOf", "anyOf", "oneOf", "not", "const")):
        return _or_null(made)
    return made


def _or_null(made: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, made]}


def _required(made: Any) -> Iterator[str]:
    """The names that a schema, as it was made, may require."""
    for one in _asking(made):
        yield from _texts(one.get("required"))
        for names in mapping(one.get("dependentRequired")).values():
            yield from _texts(names)


def _relieve(made: Any, gone: set[str]) -> None:
    """Let a schema, as it was made, require none of these properties."""
    for one in _asking(made) if gone else ():
        if is_array(required := one.get("required")):
            one["required"] = _others(required, gone)
        if is_object(dependent := one.get("dependentRequired")):
            one["dependentRequired"] = {
                key: _others(names, gone)
                for key, names in dependent.items()
                if is_array(names)
            }


def _asking(made: Any) -> Iterator[dict[str, Any]]:
    """A schema, and what of it speaks of the same object, where that stands in it."""
    if is_object(made):
        yield made
        inner = (made.get("then"), made.get("else"), *sequence(made.get("allOf")))
        for one in (*inner, *mapping(made.get("dependentSchemas")).values()):
            if is_object(one):
                yield one


def _texts(names: Any) -> list[str]:
    return [one for one in sequence(names) if isinstance(one, str)]


def _others(names: list[Any], gone: set[str]) -> list[Any]:
    """What of a list names none of these; what is no text, which the document may hold by mistake, stays."""
    return [one for one in names if not (isinstance(one, str) and one in gone)]


def below(base: str, tokens: list[str | int]) -> str:
    """Spell the pointer of what a validator names by a list of keys and indexes."""
    return pointer.join(base, *tokens)
