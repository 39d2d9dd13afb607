"""What is known while one document of Swagger 2.0 is brought to OpenAPI 3.0: its parts, its references, what was found."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.jsonvalues import is_array, is_object
from generator.load import pointer, refs
from generator.load.document import value_at, value_of
from generator.load.earlier import Earlier, Move, Tokens
from generator.load.swagger.parameters import SCHEMA
from generator.load.swagger.schemas import Schemas


class Context:
    """One document; `data` is as the author has it, and stays so."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.earlier = Earlier(data)
        self.schemas = Schemas(self.referring)
        self.references: list[dict[str, Any]] = []
        self.targets: dict[str, str] = {}
        self.found: list[Diagnostic] = []
        self.credentials: dict[str, dict[str, Any]] = {}

    def referring(self, made: dict[str, Any], kind: str) -> None:
        """Note a reference that was copied, and what kind of thing it leads to."""
        self.references.append(made)
        try:
            at = refs.canonical(self.data, made[refs.WORD])
        except refs.Unresolved:
            return
        self.targets.setdefault(at, kind)

    def resolved(self, value: Any, at: Tokens) -> tuple[Any, Tokens]:
        """Follow references; one that leads nowhere, or in a ring, comes back as it is."""
        seen: set[str] = set()
        here, where = value, at
        while (found := refs.reference(here)) is not None:
            try:
                known = refs.canonical(self.data, found)
            except refs.Unresolved:
                return value, at
            if known in seen:
                return value, at
            seen.add(known)
            here, where = value_at(self.data, known), pointer.parse(known)
        return here, where

    def typed(self, value: dict[str, Any], move: Move) -> None:
        """Note that what a parameter or header says of its values stands in a schema."""
        old, new, copied = move
        at = (*old, "schema") if "schema" in value else old
        self.earlier.origins[*new, "schema"] = at
        for key in () if copied else SCHEMA.intersection(value):
            self.earlier.moves.setdefault((*old, key), (*new, "schema", key))

    def say(
        self, code: str, severity: Severity, message: str, at: Tokens, hint: str = ""
    ) -> None:
        """Note what is to be told; `at` are tokens of what is made."""
        where = pointer.join(pointer.ROOT, *at)
        self.found.append(Diagnostic(code, severity, message, where, None, hint))

    def settle(self) -> None:
        """Write every reference anew, as what it leads to may have moved."""
        for made in self.references:
            try:
                at = refs.canonical(self.data, made[refs.WORD])
            except refs.Unresolved:
                continue
            where = self.earlier.after(pointer.parse(at))
            made[refs.WORD] = pointer.join(pointer.ROOT, *where)


def put(root: Any, where: Tokens, value: Any, own: set[int]) -> None:
    """Put a value to a place below `root`, with copies of all that lies around it.

    Args:
        own: identities of what was copied before; added to.
    """
    here = root
    for token in where[:-1]:
        key: Any = int(token) if is_array(here) else token
        if id(here[key]) not in own:
            here[key] = list(here[key]) if is_array(here[key]) else dict(here[key])
            own.add(id(here[key]))
        here = here[key]
    here[int(where[-1]) if is_array(here) else where[-1]] = value


def stands(root: Any, where: Tokens) -> bool:
    """Tell whether there is something at a place, in an object or an array."""
    try:
        holder = value_of(root, where[:-1])
        value_of(root, where)
    except LookupError:
        return False
    return is_object(holder) or is_array(holder)
