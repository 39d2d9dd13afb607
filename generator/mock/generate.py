"""A type goes in; JSON values that it probably accepts come out, for a judge to choose from."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from dataclasses import field
from typing import Any, assert_never

from generator.ir.media import strip
from generator.ir.meeting import met
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Check,
    Checked,
    Const,
    Enum,
    Field,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.tag_words import stands_for, value_of
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.mock.limits import (
    OF_KEYS,
    OF_NUMBERS,
    OF_OBJECTS,
    TYPES,
    Impossible,
    fewest,
    letters,
    number,
    other_than,
    types_in,
    whole_of,
)
from generator.mock.strings import fitting
from generator.mock.ways import WAYS, Way
from generator.records import dataclass

_DEEPEST, _ENOUGH, _MOST = 30, 2000, 10_000
_FREE = "anything"
"""What a property is that has to be there, where nobody has said yet what it is: known by being this very text."""
_LEAF = 0.1
"""What a plain member of an object counts, of which ten times as many can be as of those with parts."""
_OTHERS: tuple[Any, ...] = (None, 1, True, 1.5)
"""Values that may not be what something must not be."""
_SHALLOW = 3
"""Levels of a value below which null is made where it can be."""


def candidates(type: Type, api: Api, seed: str) -> Iterator[Any]:
    """Values to try, the richest first; the same ones for the same seed."""
    for way in WAYS:
        maker = _Maker(api, way, random.Random(f"{seed}\0{way.turn}"))
        try:
            yield maker.make(type, 0)
        except (Impossible, RecursionError, OverflowError):
            continue


@dataclass(slots=True)
class _Maker:
    api: Api
    way: Way
    chance: random.Random
    count: float = field(default=0)
    level: int = field(default=0)

    def make(self, type: Type, depth: int) -> Any:
        """A value of a type.

        Raises:
            Impossible: none can be made.
        """
        self.count += 1
        if depth > _DEEPEST or self.count > _MOST:
            raise Impossible
        match type:
            case Scalar():
                return self.scalar(type, ())
            case Enum():
                return type.values[self.way.turn % len(type.values)]
            case Const():
                return type.value
            case Binary():
                return self.binary(type)
            case Record():
                self.level += 1
                try:
                    return self.record(type, depth)
                finally:
                    self.level -= 1
            case ListOf():
                return self.listed(type.item, (), depth)
            case Tuple():
                return [self.make(one, depth + 1) for one in type.items]
            case MapOf():
                value = type.value
                return {"key": self.make(value, depth + 1)} if self.generous else {}
            case Union():
                return self.variant(type, depth)
            case Named():
                return self.named(type, depth)
            case Anything():
                return _FREE
            case Never():
                raise Impossible
            case Checked():
                return self.checked(type, depth)
            case _:
                assert_never(type)

    @property
    def generous(self) -> bool:
        """Whether what need not be there is there."""
        return 0 < self.way.full >= self.level and self.count < _ENOUGH

    def named(self, type: Named, depth: int) -> Any:
        """A value of a named type, its example where it has one."""
        definition = self.api.types.get(type.id)
        if definition is None:
            raise Impossible
        if self.way.told and definition.examples:
            return definition.examples[0]
        return self.make(definition.type, depth + 1)

    # ------------------------------------------------------------------------------------------------ combinations

    def variant(self, union: Union, depth: int) -> Any:
        """A value of the first variant that has one."""
        turns = [*union.variants[self.way.turn :], *union.variants[: self.way.turn]]
        if not self.way.full and depth > _SHALLOW and Scalar("null") in turns:
            return None
        for one in turns:
            try:
                free = self.way.turn and strip(self.api, one) == Anything()
                # What may be anything is to be what the other variants are not.
                made = self.other() if free else self.make(one, depth + 1)
            except Impossible:
                continue
            return self.tagged(union, one, made)
        raise Impossible

    def other(self) -> Any:
        """A value that is no text."""
        return _OTHERS[self.way.turn % len(_OTHERS)]

    def tagged(self, union: Union, chosen: Type, made: Any) -> Any:
        """The value with the discriminator's word for its variant."""
        if union.discriminator is None or not is_object(made):
            return made
        name = union.discriminator.property
        own = made.get(name)
        index = union.variants.index(chosen)
        words = [w for w, i in union.discriminator.mapping.items() if i == index]
        if not words or any(stands_for(word, own) for word in words):
            return made
        return {**made, name: value_of(words[0], own)}

    def checked(self, type: Checked, depth: int) -> Any:
        """A value of a type under its checks."""
        inner, checks = type.type, type.checks
        fixed = [check.value for check in checks if check.keyword == "const"]
        if fixed:
            return fixed[0]
        match inner:
            case Scalar():
                made = self.scalar(inner, checks)
            case ListOf():
                made = self.listed(inner.item, checks, depth)
            case Tuple():
                made = self.row(inner, checks, depth)
            case MapOf():
                wanted = 1 if self.generous else 0
                made = self.mapped(inner.value, {}, checks, wanted, depth)
            case Record():
                own = self.record(inner, depth)
                made = self.mapped(inner.extra, own, checks, 0, depth)
            case Anything():
                made = self.anything(checks, depth)
            case _:
                made = self.make(inner, depth)
        for check in checks:
            made = self.beside(made, check, depth)
        if is_object(made):
            made = self.filled(made, inner, checks, depth)
        return met(made, type, self.api, lambda one: self.property(one, depth), "write")

    def filled(
        self, made: dict[str, Any], inner: Type, checks: tuple[Check, ...], depth: int
    ) -> dict[str, Any]:
        """The object with values of their types for the properties of which nothing was known but that they have to be there."""
        fields = inner.fields if isinstance(inner, Record) else ()
        declared = {one.wire: one for one in fields}
        said = [c.value for c in checks if c.keyword == "properties"]
        for name in [key for key, value in made.items() if value is _FREE]:
            types = [one[name] for one in said if is_object(one) and name in one]
            if name in declared:
                made[name] = self.property(declared[name], depth)
            elif types and isinstance(types[0], TYPES):
                made[name] = self.make(types[0], depth + 1)
        return made

    def anything(self, checks: tuple[Check, ...], depth: int) -> Any:
        """A value of which only checks speak."""
        words = {check.keyword for check in checks}
        if words & OF_NUMBERS:
            return self.scalar(Scalar("number"), checks)
        if words & {"items", "prefixItems", "minItems", "contains"}:
            return self.listed(Anything(), checks, depth)
        if words & OF_OBJECTS:
            return self.mapped(Anything(), {}, checks, 0, depth)
        parts = [
            one
            for check in checks
            if check.keyword != "not"
            for one in types_in(check.value)
        ]
        if parts:
            return self.make(parts[0], depth + 1)
        if "not" in words and self.way.turn:
            return self.other()
        return self.scalar(Scalar("string"), checks)

    def beside(self, made: Any, check: Check, depth: int) -> Any:
        """The value with what one more check asks for; only objects can be added to."""
        if not is_object(made):
            return made
        if check.keyword in ("anyOf", "oneOf"):
            options = types_in(check.value)
            chosen = options[self.way.turn % len(options)] if options else Anything()
            return self.with_parts(made, [chosen], depth)
        if check.keyword == "required":
            names = check.value if is_tuple(check.value) else ()
            return {**{str(name): _FREE for name in names}, **made}
        if check.keyword in OF_KEYS:
            return made
        return self.with_parts(made, types_in(check.value), depth)

    def with_parts(
        self, made: dict[str, Any], parts: list[Type], depth: int
    ) -> dict[str, Any]:
        """An object with the properties that further types bring."""
        for part in parts:
            more = self.make(part, depth + 1)
            if is_object(more):
                known = {key for key in made if more.get(key) is _FREE}
                made = {**made, **{key: more[key] for key in more if key not in known}}
        return made

    # --------------------------------------------------------------------------------------------------- containers

    def record(self, type: Record, depth: int) -> dict[str, Any]:
        """An object."""
        made: dict[str, Any] = {}
        for one in type.fields:
            if not one.required and not self.generous:
                continue
            if one.nullable and depth > 2 * _SHALLOW:
                made[one.wire] = None
                continue
            try:
                made[one.wire] = self.property(one, depth)
            except Impossible:
                if one.required and not one.nullable:
                    raise
                if one.required:
                    made[one.wire] = None
        return made

    def mapped(
        self,
        value: Type,
        made: dict[str, Any],
        checks: tuple[Check, ...],
        wanted: int,
        depth: int,
    ) -> dict[str, Any]:
        """An object with as many properties as are wanted beside those that it has, under names that may be."""
        found = {check.keyword: check.value for check in checks}
        wanted = max(whole_of(checks, "minProperties", 0), wanted)
        wanted = min(wanted, whole_of(checks, "maxProperties", wanted))
        others = types_in(found.get("additionalProperties"))
        rest = others[-1] if others else value
        for name, type in self.keys(found, rest, wanted):
            if len(made) >= wanted:
                break
            if name not in made:
                made[name] = self.make(type, depth + 1)
                if isinstance(type, Anything | Scalar | Enum | Const):
                    self.count -= 1 - _LEAF
        return made

    def keys(
        self, checks: dict[str, object], rest: Type, wanted: int
    ) -> Iterator[tuple[str, Type]]:
        """Names that further properties of an object may have, each with the type that it has then."""
        patterns = checks.get("patternProperties")
        for pattern, type in patterns.items() if is_object(patterns) else ():
            if isinstance(type, TYPES) and not isinstance(type, Never):
                names = Checked(Scalar("string"), (Check("pattern", pattern),))
                yield from ((self.make(names, 0), type) for _ in range(2 * wanted))
        if isinstance(rest, Never):
            return
        named = checks.get("propertyNames")
        among = strip(self.api, named) if isinstance(named, TYPES) else None
        if isinstance(among, Enum):
            turn = self.way.turn % len(among.values)
            values = among.values[turn:] + among.values[:turn]
            yield from ((str(one), rest) for one in values)
        elif isinstance(named, TYPES):
            yield from ((str(self.make(named, 0)), rest) for _ in range(4 * wanted))
        else:
            yield from ((f"key{at or ''}", rest) for at in range(2 * wanted + 1))

    def property(self, one: Field, depth: int) -> Any:
        """The value of a property, its example where it has one."""
        if self.way.told and one.examples:
            return one.examples[0]
        if self.way.told and one.has_default and one.default is not None:
            return one.default
        return self.make(one.type, depth + 1)

    def listed(self, item: Type, checks: tuple[Check, ...], depth: int) -> list[Any]:
        """An array of one type."""
        least = whole_of(checks, "minItems", 0)
        most = whole_of(checks, "maxItems", max(least, 2))
        wanted = min(max(least, 2 if self.generous else least), most)
        unique = any(check.keyword == "uniqueItems" for check in checks)
        made: list[Any] = []
        for check in checks:
            parts = types_in(check.value) if check.keyword == "contains" else []
            times = fewest(check) if parts else 0
            made += [self.make(parts[0], depth + 1) for _ in range(times)]
        for place in range(wanted * 4 if unique else wanted):
            if len(made) >= wanted:
                break
            try:
                one = self.make(item, depth + 1)
            except Impossible:
                if len(made) < least:
                    raise
                break
            one = other_than(one, item, place) if unique and one in made else one
            if not unique or one not in made:
                made.append(one)
        return made

    def row(self, type: Tuple, checks: tuple[Check, ...], depth: int) -> list[Any]:
        """An array whose first members have types of their own."""
        made = [self.make(one, depth + 1) for one in type.items]
        while len(made) < whole_of(checks, "minItems", 0):
            made.append(self.make(type.rest, depth + 1))
        return made[: whole_of(checks, "maxItems", len(made))]

    # ------------------------------------------------------------------------------------------------------ scalars

    def scalar(self, type: Scalar, checks: tuple[Check, ...]) -> Any:
        """A scalar under its checks."""
        match type.kind:
            case "string":
                return self.text(type, checks)
            case "integer" | "number":
                return number(type.kind == "integer", checks, self.way.turn)
            case "boolean":
                return self.way.turn % 2 == 0
            case "null":
                return None

    def text(self, type: Scalar, checks: tuple[Check, ...]) -> str:
        """A string; of several that may fit, the one of this turn."""
        patterns = [str(check.value) for check in checks if check.keyword == "pattern"]
        least, most, parts = letters(checks)
        self.count += parts
        made = fitting(type.format, patterns, least, most, self.chance)
        if not made:
            raise Impossible
        return made[self.way.turn % len(made)]

    def binary(self, type: Binary) -> str:
        """Bytes within JSON; a file's bytes are not made here."""
        word = self.text(Scalar("string"), ())
        if type.encoding == "raw":
            return word
        plain = (
            base64.b64encode if type.encoding == "base64" else base64.urlsafe_b64encode
        )
        return plain(word.encode()).decode()
