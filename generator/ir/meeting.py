"""A made-up value and its type go in; the value with what the type's conditions ask of it besides comes out.

Whoever makes values fills in what is required. What is required only because of something else that is there, or of which
one of several things has to be there, is known when the value is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from typing import Any, TypeAlias

from generator.ir.holding import asked, holds, passes
from generator.ir.kinds import bare_of
from generator.ir.model import (
    Access,
    Anything,
    Api,
    Check,
    Checked,
    Field,
    Json,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Type,
    Union,
)
from generator.jsonvalues import is_array, is_object
from generator.records import dataclass

Make: TypeAlias = Callable[[Field], Json]
"""Makes the value of a property."""
RULES = frozenset(
    (
        *("required", "properties", "minProperties", "maxProperties", "contains"),
        *("if", "dependentRequired", "dependentSchemas", "allOf", "anyOf", "oneOf"),
        "not",
    )
)
"""Keywords that ask something of an object or an array as a whole."""
_ROUNDS = 4
_DEEPEST = 8
_MOST = 20
"""Properties that are added to have as many as there have to be."""


def met(value: Json, type: Type, api: Api, make: Make, hidden: Access) -> Json:
    """A value that is as its type says, as far as that can be had by properties more, fewer or other.

    Args:
        hidden: properties of this access are never added.
    """
    if not (is_object(value) or is_array(value)) or not _has_rules(type, api):
        return value
    if holds(value, type, api):
        return value
    meeting = _Meeting(api, make, hidden)
    for _ in range(_ROUNDS):
        before, value = value, meeting.part(value, type, 0)
        if value == before or holds(value, type, api):
            break
    return meeting.ordered(value)


def _has_rules(type: Type, api: Api) -> bool:
    """Whether anything is asked of a value beside what its properties or members are."""
    seen: set[str] = set()
    while True:
        match type:
            case Checked(inner, checks):
                if any(one.keyword in RULES for one in checks):
                    return True
                type = inner
            case Named(id) if id in api.types and id not in seen:
                seen.add(id)
                type = api.types[id].type
            case _:
                return False


@dataclass(slots=True)
class _Meeting:
    """One value, and what is known of its properties by their names.

    Attributes:
        fields: the properties that are declared.
        needed: names that have to be there.
        rest: what other properties are.
    """

    api: Api
    make: Make
    hidden: Access
    fields: dict[str, Field] = field(default_factory=dict[str, Field])
    needed: set[str] = field(default_factory=set[str])
    rest: Type = Anything()

    def part(self, value: Json, type: Type, depth: int) -> Json:
        """The value with what one of its types asks."""
        if depth > _DEEPEST:
            return value
        match type:
            case Named(id) if id in self.api.types:
                return self.part(value, self.api.types[id].type, depth + 1)
            case Checked(inner, checks):
                value = self.part(value, inner, depth + 1)
                for check in checks:
                    value = self.rule(value, check, depth + 1)
                return value
            case MapOf(rest):
                self.rest = rest
                return value
            case Record(fields, rest) if is_object(value):
                self.rest = rest
                for one in fields:
                    self.fields.setdefault(one.wire, one)
                names = [one.wire for one in fields if one.required]
                value = self.given(value, names)
                return self.fitted(value, fields)
            case Union(variants) if is_object(value):
                return self.one_of(value, variants, type, depth)
            case _:
                return value

    def rule(self, value: Json, check: Check, depth: int) -> Json:
        """The value with what one check asks; a check of what may be anything else is left alone."""
        says: Any = check.value
        if is_array(value):
            return self.holding(value, check)
        if not is_object(value):
            return value
        match check.keyword:
            case "required":
                return self.given(value, says)
            case "properties":
                own = (
                    replace(check.said.get(n, Field("", n, t)), wire=n, type=t)
                    for n, t in says.items()
                )
                return self.fitted(value, own)
            case "minProperties":
                return self.longer(value, says)
            case "maxProperties":
                spare = [name for name in value if name not in self.needed]
                left_out = spare[::-1][: max(0, len(value) - says)]
                return {n: one for n, one in value.items() if n not in left_out}
            case "if" | "dependentRequired" | "dependentSchemas":
                for one in asked(value, check, self.api):
                    value = self.part(value, one, depth)
                return value
            case "allOf":
                for one in says:
                    value = self.part(value, one, depth)
                return value
            case "anyOf" | "oneOf":
                whole = Checked(Anything(), (check,))
                return self.one_of(value, says, whole, depth)
            case "not":
                return self.other(value, check)
            case _:
                return value

    def one_of(
        self, value: dict[str, Json], types: Iterable[Type], whole: Type, depth: int
    ) -> Json:
        """The value as one of several types asks, the first for which that works."""
        if holds(value, whole, self.api):
            return value
        for one in types:
            apart = replace(self, fields={**self.fields}, needed={*self.needed})
            tried = apart.part(value, one, depth + 1)
            if holds(tried, whole, self.api):
                self.fields, self.needed = apart.fields, apart.needed
                return tried
        return value

    def other(self, value: dict[str, Json], check: Check) -> dict[str, Json]:
        """The value without the first property that makes it what it must not be, else with one that makes it something else."""
        if passes(value, check, self.api):
            return value
        for name in [one for one in value if one not in self.needed]:
            tried = {n: one for n, one in value.items() if n != name}
            if passes(tried, check, self.api):
                return tried
        for one in self.absent(value):
            tried = {**value, one.wire: self.make(one)}
            if passes(tried, check, self.api):
                return tried
        return value

    def given(self, value: dict[str, Json], names: Iterable[str]) -> dict[str, Json]:
        """The value with all of some properties."""
        for name in names:
            one = self.fields.get(name, Field("", name, Anything()))
            if one.access != self.hidden:
                self.needed.add(name)
                if name not in value:
                    value = {**value, name: self.make(one)}
        return value

    def fitted(
        self, value: dict[str, Json], fields: Iterable[Field]
    ) -> dict[str, Json]:
        """The value with other values for those properties that are not of the types that are asked."""
        for one in fields:
            own = self.fields.setdefault(one.wire, one)
            if one.wire not in value or self.fits(value[one.wire], one):
                continue
            if isinstance(one.type, Never):
                if one.wire not in self.needed:
                    value = {n: left for n, left in value.items() if n != one.wire}
                continue
            both = [replace(own, type=type) for type in _joined(own.type, one.type)]
            tried = [self.make(each) for each in (*both, one)]
            good = [v for v in tried if self.fits(v, one) and self.fits(v, own)]
            value = {**value, one.wire: (good or tried)[0]}
        return value

    def fits(self, value: Json, one: Field) -> bool:
        """Whether a value may be that of a property."""
        return (value is None and one.nullable) or holds(value, one.type, self.api)

    def longer(self, value: dict[str, Json], least: int) -> dict[str, Json]:
        """The value with as many properties as there have to be, those that are declared first."""
        free = not isinstance(self.rest, Never)
        own = (Field("", f"key{n or ''}", self.rest) for n in range(_MOST) if free)
        for one in (*self.absent(value), *own):
            if len(value) >= min(least, _MOST):
                break
            if one.wire not in value:
                value = {**value, one.wire: self.make(one)}
        return value

    def absent(self, value: dict[str, Json]) -> Iterator[Field]:
        """The properties that might be there too."""
        for one in [*self.fields.values()]:
            away = one.access == self.hidden or one.deprecated
            if not (away or one.wire in value or isinstance(one.type, Never)):
                yield one

    def holding(self, value: list[Json], check: Check) -> list[Json]:
        """The array with a member that has to be in it."""
        if check.keyword != "contains" or passes(value, check, self.api):
            return value
        says: Any = check.value
        type, least, _ = says
        made = self.make(Field("", "", type))
        return [*([made] * min(least, _MOST)), *value[least:]]

    def ordered(self, value: Json) -> Json:
        """The value with its properties in the author's order."""
        if not is_object(value):
            return value
        order = {name: at for at, name in enumerate(self.fields)}
        names = sorted(value, key=lambda name: order.get(name, len(order)))
        return {name: value[name] for name in names}


def _joined(own: Type, more: Type) -> Iterator[Type]:
    """Types that say both what a property is anyway and what it has to be besides."""
    if isinstance(more, Checked) and isinstance(own, Checked):
        yield Checked(bare_of(own), (*own.checks, *more.checks))
    elif isinstance(more, Checked) and _says_less(bare_of(more), bare_of(own)):
        yield Checked(own, more.checks)
    elif isinstance(own, Checked) and _says_less(bare_of(own), bare_of(more)):
        yield Checked(more, own.checks)


def _says_less(one: Type, other: Type) -> bool:
    """Whether what a type allows is not more than what another says."""
    match one, other:
        case Scalar(), Scalar():
            return one.kind == other.kind
        case (Anything() | MapOf()), _:
            return True
        case _:
            return False
