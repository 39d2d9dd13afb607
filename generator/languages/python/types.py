"""Types of the neutral model go in; annotations, and the names that a module must import for them, come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import assert_never

from generator.ir.kinds import bare_of, blurred, kinds_of
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Checked,
    Const,
    Enum,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import mentioned
from generator.languages.code import Code
from generator.languages.python.asked import (
    hashable,
    is_class,
    most_of,
    plain_members,
    whole,
)
from generator.languages.python.checks import checks_code
from generator.languages.python.strings import literal
from generator.records import dataclass

MANY = 1000
"""An open enum with more members than this is annotated as a plain string."""

PLAIN = {bool: "bool", int: "int | float", float: "int | float", str: "str"}
"""How the kind of a JSON scalar is annotated."""

CLASSES = {"date-time": "dt.datetime", "date": "dt.date", "uuid": "UUID"}
"""Formats of strings that Python has a class for."""

MODULES = frozenset({"dt", "checks"})
"""Modules that annotations name, and that an attribute of the same name would hide."""

IMPORTS = {
    "Annotated": "typing",
    "Any": "typing",
    "Literal": "typing",
    "Optional": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "TypeAliasType": "typing_extensions",
    "ConfigDict": "pydantic",
    "Field": "pydantic",
    "UUID": "uuid",
    "Model": "runtime.model",
    "CamelModel": "runtime.model",
    "PascalModel": "runtime.model",
    "Maybe": "runtime.model",
    "AnyText": "runtime.model",
    "AnyOf": "runtime.unions",
    "OneOf": "runtime.unions",
    "Tagged": "runtime.unions",
    "Exact": "runtime.exact",
    "Xml": "runtime.markup.shapes",
}
"""Where the names stand that annotations are made of; `dt` and `checks` are modules."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What the annotations of one module name: filled while they are printed.

    Attributes:
        symbols: keys of `IMPORTS`, or the modules "dt" and "checks".
        types: ids of named types.
    """

    symbols: set[str] = field(default_factory=set)
    types: set[Pointer] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints types as they are written in one module.

    Attributes:
        names: id of a type -> its name.
        taken: what `taken` says of `names`.
        prefix: goes before the name of a named type ("models." outside the models themselves).
        uses: what has been printed so far.
        later: ids of the types whose names stand further down in the module, or are those of the class that is printed.
        held: a server may hold values to the words that are listed, so that a text which is free says so.
    """

    api: Api
    names: Mapping[Pointer, Code]
    uses: Uses
    taken: frozenset[str] = frozenset()
    prefix: str = ""
    later: frozenset[Pointer] = frozenset()
    held: bool = True

    def symbol(self, name: str) -> Code:
        """A name that the generated module imports; one that the document takes for a type gets an underscore."""
        self.uses.symbols.add(name)
        return Code(f"_{name}" if name in self.taken else name)

    def check(self, name: str, arguments: str) -> str:
        """A check from the package's runtime."""
        return f"{self.symbol('checks')}.{name}({arguments})"

    def annotation(self, type: Type) -> Code:
        """A type as an annotation, on one line; outside of the models' own modules it is a value, read at once."""
        return self.value(type) if self.prefix else self.within(type)

    def within(self, type: Type) -> Code:
        """A type between the brackets of another one."""
        return Code(" | ".join(self.atoms(type)))

    def value(self, type: Type) -> Code:
        """A type that is read where it stands: there type checkers know no `Annotated[…] | None`, by no name either."""
        atoms = self.atoms(type)
        if "None" not in atoms or not any(
            one.lstrip("_").startswith(("Annotated[", "AnyText"))
            or (one.isidentifier() and one in self.aliases(type))
            for one in atoms
        ):
            return Code(" | ".join(atoms))
        rest = " | ".join(one for one in atoms if one != "None")
        return Code(f"{self.symbol('Optional')}[{rest}]")

    def aliases(self, type: Type) -> set[str]:
        """The names of members of a union that stand for no class."""
        members = type.variants if isinstance(type, Union) else ()
        return {
            self.names[one.id]
            for one in members
            if isinstance(one, Named) and not is_class(self.api.types[one.id].type)
        }

    def told(self, type: Type) -> Code:
        """A type as an argument of what stands beside an annotation, which is read at once: a function where its
        names are not there yet."""
        if not self.later or self.later.isdisjoint(mentioned(type)):
            return self.value(type)
        return Code(f"lambda: {replace(self, later=frozenset()).value(type)}")

    def metadata(self, type: Type) -> tuple[Code, tuple[Code, ...]]:
        """(annotation without its outermost checks, these checks), for a field that adds more to them."""
        match type:
            case Checked(Tuple() as inner):
                bare, check = self.array(inner, most_of(type))
                return Code(bare), (check, *self.checks(type))
            case Checked():
                return self.annotation(type.type), self.checks(type)
            case Tuple():
                bare, check = self.array(type)
                return Code(bare), (check,)
            case Union():
                marker = self.marker(type)
                if marker:
                    return Code(" | ".join(self.arms(type))), (marker,)
            case _:
                pass
        return self.annotation(type), ()

    def atoms(self, type: Type) -> list[str]:
        """A type as the members of a union, without repetitions."""
        match type:
            case Scalar():
                found = self.scalar(type)
                numeral = [self.check("Numeral", "")] if type.numeral else []
                return (
                    [self.annotated(" | ".join(found), numeral)] if numeral else found
                )
            case Enum():
                return self.enum(type)
            case Const():
                return [self.const(type.value)]
            case Binary():
                return ["bytes"]
            case Record():
                return [f"dict[str, {self.symbol('Any')}]"]
            case ListOf():
                return [f"list[{self.within(type.item)}]"]
            case Tuple():
                bare, check = self.array(type)
                return [self.annotated(bare, [check])]
            case MapOf():
                return [f"dict[str, {self.within(type.value)}]"]
            case Union():
                return self.union(type)
            case Named():
                self.uses.types.add(type.id)
                return [f"{self.prefix}{self.names[type.id]}"]
            case Anything():
                return [self.symbol("Any")]
            case Never():
                never = self.check("Not", self.symbol("Any"))
                return [f"{self.symbol('Annotated')}[{self.symbol('Any')}, {never}]"]
            case Checked(Tuple() as inner):
                bare, check = self.array(inner, most_of(type))
                return [self.annotated(bare, [check, *self.checks(type)])]
            case Checked():
                checks = self.checks(type)
                bare = self.within(type.type)
                return [self.annotated(bare, checks)] if checks else [bare]
            case _:
                assert_never(type)

    def annotated(self, bare: str, metadata: Iterable[str]) -> Code:
        """`Annotated[bare, …]`."""
        return Code(f"{self.symbol('Annotated')}[{', '.join((bare, *metadata))}]")

    def scalar(self, type: Scalar) -> list[str]:
        match type.kind:
            case "string":
                name = CLASSES.get(type.format)
                if name is None:
                    return ["str"]
                if name == "UUID":
                    return [self.symbol("UUID")]
                module, _, member = name.partition(".")
                return [f"{self.symbol(module)}.{member}"]
            case "integer":
                return ["int"]
            case "number":
                return ["int", "float"]
            case "boolean":
                return ["bool"]
            case "null":
                return ["None"]

    def enum(self, type: Enum) -> list[str]:
        if any(isinstance(v, float) and not v.is_integer() for v in type.values):
            values = ", ".join(literal(v) for v in type.values)
            kinds = dict.fromkeys(PLAIN[v.__class__] for v in type.values)
            if type.open:
                return list(kinds)
            return [self.annotated(" | ".join(kinds), [self.check("Among", values)])]
        words = dict.fromkeys(map(whole, type.values)) if type.open else {}
        kinds = dict.fromkeys(word.__class__.__name__ for word in words)
        if type.open and len(type.values) > MANY:
            return list(kinds)
        values = ", ".join(dict.fromkeys(literal(whole(v)) for v in type.values))
        made = f"{self.symbol('Literal')}[{values}]"
        return [made, *kinds]

    def const(self, value: Json) -> str:
        match value:
            case None:
                return "None"
            case str() | bool() | int():
                return f"{self.symbol('Literal')}[{literal(value)}]"
            case float() if value.is_integer():
                return f"{self.symbol('Literal')}[{literal(int(value))}]"
            case float():
                bare = "int | float"
            case list():
                bare = f"list[{self.symbol('Any')}]"
            case _:
                bare = f"dict[str, {self.symbol('Any')}]"
        return self.annotated(bare, [self.check("Equals", literal(value))])

    def array(self, type: Tuple, most: int | None = None) -> tuple[str, Code]:
        """(annotation, check) of an array whose first members have types of their own; it has `most` at most."""
        arguments = [*map(self.told, type.items)]
        if not isinstance(type.rest, Anything):
            arguments.append(Code(f"rest={self.told(type.rest)}"))
        check = self.check("Items", ", ".join(arguments))
        members = " | ".join(self.arms(Union(self.members(type, most))))
        return f"list[{members}]", Code(check)

    def members(self, type: Tuple, most: int | None) -> tuple[Type, ...]:
        """What a member of a tuple may be, whatever its place; anything where one of them may be anything."""
        closed = isinstance(type.rest, Never) or (
            most is not None and most <= len(type.items)
        )
        found = (*type.items, *(() if closed else (type.rest,)))
        apart = Union(tuple(dict.fromkeys(found))) if hashable(found) else None
        free = any(isinstance(one, Anything) for one in found)
        if free or apart is None or self.rule(apart):
            return (Anything(),)
        return apart.variants

    def union(self, type: Union) -> list[str]:
        marker = self.marker(type)
        arms = self.arms(type)
        return [self.annotated(" | ".join(arms), [marker])] if marker else arms

    def arms(self, type: Union) -> list[str]:
        """The members of a union as a reader of a value meets them."""
        found = [atom for one in type.variants for atom in self.atoms(one)]
        if self.free(type):
            any_text = str(self.symbol("AnyText"))
            found = [any_text if atom == "str" else atom for atom in found]
            found += [] if any_text in found else [any_text]
        if self.rule(type) == "AnyOf":
            objects = [v for v in type.variants if "object" in kinds_of(v, self.api)]
            if len(objects) > 1:
                found.append(f"dict[str, {self.symbol('Any')}]")
        if "None" in found:
            found = [a for a in found if a != "None"] + ["None"]
        free = "_Any" if "Any" in self.taken else "Any"
        return [free] if free in found else list(dict.fromkeys(found))

    def free(self, type: Union) -> bool:
        """Whether any text is allowed beside listed words by the document, and not only because an enum is open."""
        if not self.held:
            return False
        found = list(plain_members(type, self.api))
        listed = any(
            isinstance(one, Enum | Const) and "string" in kinds_of(one, self.api)
            for one in found
        )
        apart = replace(self, uses=Uses())
        # What names other types is no text alone, and may lead back to this union.
        return listed and any(
            apart.atoms(one) == ["str"]
            for one in found
            if isinstance(one, Scalar | Enum | Checked) and not any(mentioned(one))
        )

    def rule(self, type: Union) -> str:
        """The marker that decides which member a value is; empty where the members' kinds decide."""
        if type.discriminator:
            return "Tagged"
        seen: set[str] = set()
        shared: set[str] = set()
        for one in type.variants:
            kinds = kinds_of(one, self.api)
            shared |= seen & kinds
            seen |= kinds
        if not shared:
            return ""
        loose = any(isinstance(v, Enum) and v.open for v in type.variants)
        # Formats keep no two texts apart, whatever else is said of these: an address or nothing, as Django describes it.
        loose = loose or blurred(map(bare_of, type.variants))
        if type.exclusive and not (shared <= {"string"} and loose):
            return "OneOf"
        return "AnyOf" if shared & {"object", "array"} else ""

    def marker(self, type: Union) -> Code | None:
        """The marker's code."""
        rule = self.rule(type)
        if not rule:
            return None
        if rule == "Tagged":
            return self.tagged(type)
        members = ", ".join(self.told(v) for v in type.variants)
        return Code(f"{self.symbol(rule)}({members})")

    def tagged(self, type: Union) -> Code:
        tag = type.discriminator
        assert tag is not None
        members = [self.told(v) for v in type.variants]
        table = ", ".join(f"{literal(w)}: {members[i]}" for w, i in tag.mapping.items())
        default = "" if tag.default is None else f", {members[tag.default]}"
        null = ", null=True" if "null" in kinds_of(type, self.api) else ""
        default += ", base=True" if tag.inherited else ""
        default += ", implied=True" if tag.implied else ""
        arguments = f"{literal(tag.property)}, {{{table}}}{default}{null}"
        return Code(f"{self.symbol('Tagged')}({arguments})")

    def checks(self, type: Checked) -> tuple[Code, ...]:
        """The metadata that says the checks of a type."""
        return checks_code(self, type)


def taken(
    names: Mapping[Pointer, Code], fields: Mapping[Pointer, Mapping[str, Code]]
) -> frozenset[str]:
    """The names that modules import and that the document has too: for types, or `MODULES` for attributes."""
    types = set(names.values())
    attributes = {name for one in fields.values() for name in one.values()}
    return frozenset(types & IMPORTS.keys() | attributes & MODULES)
