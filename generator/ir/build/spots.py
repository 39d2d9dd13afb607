"""`Spot`: a schema with the place where it stands, and what the builder remembers while it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic, Severity
from generator.ir.build.twins import Twins
from generator.ir.model import Content, Named, Parameter, Pointer, Type, TypeDef
from generator.jsonvalues import is_array
from generator.load import Document, refs
from generator.load.document import FILES
from generator.load.pointer import join, parse
from generator.records import dataclass


class Spot(NamedTuple):
    """A schema, as it stands in the document, and its pointer."""

    schema: Any
    pointer: Pointer

    def sub(self, *tokens: str) -> Spot:
        """The schema below this one, by keys that exist."""
        schema = self.schema
        for token in tokens:
            schema = schema[int(token)] if is_array(schema) else schema[token]
        return Spot(schema, join(self.pointer, *tokens))


class Waiting(NamedTuple):
    """A schema that is to have a definition of its own: where it stands, words for a name, its key among the schemas, its id."""

    pointer: Pointer
    hint: tuple[str, ...]
    schema_name: str
    id: Pointer


Origin: TypeAlias = tuple[tuple[Pointer, ...], frozenset[Pointer], bool]
"""What a type is made of: the places of its schemas, the groups that are left out, and whether it is only asked."""


@dataclass(slots=True)
class Workshop:
    """The state of one build: what is done, what is still to be built, and what was found.

    Attributes:
        types: finished definitions by id.
        waiting: what was referred to and is not yet built, in order.
        merged: places with a schema whose id stands for that schema and others together, as no reference had asked for it.
        inline: types already made for a place, so that one place has one type.
        nullable: pointer -> whether the schema there is a record or null.
        closures: pointer -> every pointer that is reached from it through `allOf` and references alone.
        most: how much may be written, as `bounds` counts it.
        formats: format of the document -> the one that it is read as, empty for none.
        parts: how much there is to be written so far.
        made: how many types were made so far.
        depth: how many types are being made, each for the next one.
        deepest: the largest depth that was reached within the type that is being made.
        twins: what was made of schemas that may stand elsewhere again.
        begun: what the types that are being made are made of -> the id of the name that a ring needs.
        rings: those of these names that are needed.
        contents: pointer of what has media types -> these.
        parameters: parameters by their pointers.
        called: operations of callbacks whose own callbacks are built, or being built.
        event_data: the schemas of JSON that data of events hold.
        components: pointer of what stands elsewhere -> the component that is nothing but a reference to it.
    """

    document: Document
    legacy: bool
    twins: Twins
    most: int
    formats: Mapping[str, str]
    types: dict[Pointer, TypeDef] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    merged: set[Pointer] = field(default_factory=set)
    known: set[Pointer] = field(default_factory=set)
    inline: dict[Pointer, Type] = field(default_factory=dict)
    closures: dict[Pointer, frozenset[Pointer]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    nullable: dict[Pointer, bool] = field(default_factory=dict)
    seen: set[Diagnostic] = field(default_factory=set)
    parts: int = 0
    made: int = 0
    depth: int = 0
    deepest: int = 0
    begun: dict[Origin, Pointer] = field(default_factory=dict)
    rings: set[Pointer] = field(default_factory=set)
    contents: dict[Pointer, tuple[Content, ...]] = field(default_factory=dict)
    parameters: dict[Pointer, Parameter] = field(default_factory=dict)
    called: set[Pointer] = field(default_factory=set)
    event_data: set[Pointer] = field(default_factory=set)
    ends: dict[Pointer, tuple[Any, Pointer]] = field(default_factory=dict)
    bare: dict[Pointer, Spot] = field(default_factory=dict)
    components: dict[Pointer, Pointer] = field(default_factory=dict)

    def say(
        self,
        code: str,
        message: str,
        pointer: Pointer,
        hint: str = "",
        severity: Severity = "warning",
    ) -> None:
        """Notes a finding; its place is looked up when it is shown."""
        self.twins.told += 1
        made = Diagnostic(code, severity, message, pointer, hint=hint)
        if made not in self.seen:
            self.seen.add(made)
            self.found.append(made)

    def follow(self, spot: Spot) -> Spot | None:
        """The end of the chain of references that begins at `spot`; None where it cannot be resolved (noted)."""
        try:
            value, pointer = refs.resolve(
                self.document, spot.schema, spot.pointer, self.ends
            )
        except refs.Unresolved as unresolved:
            self.say(
                "unresolved-reference", str(unresolved), spot.pointer, severity="error"
            )
            return None
        return Spot(value, pointer)

    def component(self, pointer: Pointer) -> Pointer:
        """The component that a place is, or that refers to it; the place itself where there is none."""
        return self.components.get(pointer, pointer)

    def whole(self, pointer: Pointer) -> Any:
        """What stands at a place, or where a reference there leads."""
        end = self.follow(Spot(self.document.at(pointer), pointer))
        return end.schema if end else None

    def target(self, spot: Spot) -> Spot | None:
        """What the reference at `spot` points at, one step far; None where there is nothing (noted)."""
        try:
            pointer = refs.target(self.document, spot.schema)
            return Spot(self.document.at(pointer), pointer)
        except refs.Unresolved as unresolved:
            self.say(
                "unresolved-reference", str(unresolved), spot.pointer, severity="error"
            )
            return None

    def name(self, pointer: Pointer) -> Named:
        """A reference to the definition at `pointer`, which is built sooner or later."""
        own = join(pointer, "alone") if pointer in self.merged else pointer
        if own not in self.known:
            self.known.add(own)
            schema_name, hint = words_of(pointer)
            self.waiting.append(Waiting(pointer, hint, schema_name, own))
        return Named(own)

    def place(self, spots: list[Spot], otherwise: Pointer) -> Pointer:
        """The id of what is made of schemas: where the one stands; of several, `otherwise`, unless it is taken for one of them."""
        if len(spots) == 1:
            return spots[0].pointer
        if otherwise in self.merged or all(otherwise != one.pointer for one in spots):
            return otherwise
        if otherwise in self.known:
            return join(otherwise, "merged")
        self.merged.add(otherwise)
        return otherwise


NAMING = frozenset(
    {
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "definitions",
        "schemas",
    }
)
"""Keys whose members have names of the author's, so that what reads like a keyword there is none."""


def own_name(pointer: Pointer) -> str:
    """The key under `$defs`, `definitions` in earlier drafts, of the schema at a place; empty where it stands elsewhere."""
    tokens: tuple[str, ...] = ("", "", *parse(pointer))
    around, naming, key = tokens[-3:] if len(tokens) > 2 else ("", "", "")
    named = naming in ("$defs", "definitions") and around not in NAMING
    return key if named else ""


def stem(file: str) -> str:
    """What a file is called, without folders and ending."""
    return file.rsplit("/", 1)[-1].split(".", 1)[0] or file


def own_token(tokens: tuple[str, ...]) -> str:
    """The last token of a place; of a whole file what that is called."""
    return stem(tokens[-1]) if tokens[:-1] == (FILES,) else tokens[-1]


def words_of(pointer: Pointer) -> tuple[str, tuple[str, ...]]:
    """(key under components/schemas or "", words for a name) of a place that a reference points at."""
    tokens = parse(pointer)
    if tokens[:2] == ("components", "schemas") and len(tokens) == 3:
        return tokens[2], (tokens[2],)
    grammar = {
        "components",
        "schemas",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "paths",
        "schema",
        "content",
        "responses",
        "requestBody",
        "parameters",
        "$defs",
        "definitions",
    }
    if tokens[:1] == (FILES,) and len(tokens) > 1:
        tokens = (stem(tokens[1]), *tokens[2:])
    words = tuple(t for t in tokens if t not in grammar and not t.isdecimal())
    return "", words[-3:] or ("root",)
