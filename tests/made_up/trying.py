"""A document goes in; whatever the generator, its output and JSON Schema do not agree on comes out."""

from __future__ import annotations

import importlib
import json
import random
import traceback
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal

from cases.truth import same
from jsonschema import Draft202012Validator, validators
from pydantic import TypeAdapter, ValidationError

from generator.diagnostics import Diagnostic, Refused
from generator.mock.judge import Judge
from made_up.beside import (
    judged_by,
    layout,
    of_diff,
    of_mock,
    of_targets,
    order,
    others,
)
from made_up.ground import Fault, Ground, Planted, place_of
from made_up.meanings import Meanings
from made_up.parts import Json
from made_up.smaller import reached
from made_up.values import values


def unread(*_: Any) -> tuple[()]:
    """Nothing: patterns of a type are those of pydantic's engine, which are none of JSON Schema."""
    return ()


extended: Any = validators.extend
TOLD: Any = extended(Draft202012Validator, {"pattern": unread})


def tried(ground: Ground, document: Json, seed: str, *, whole: bool) -> list[Fault]:
    """All faults of a document.

    Args:
        whole: also try the other targets, the layout, the order of keys, and the mock.
    """
    try:
        planted = ground.planted(document)
    except Refused as error:
        return [*refused(error.diagnostics)]
    except Exception as error:
        said = "".join(traceback.format_exception(error))
        return [Fault("internal", place_of(error), said=said)]
    found: list[Fault] = []
    try:
        found += of_values(planted, seed, whole=whole)
        if whole:
            found += others(ground, planted)
    finally:
        ground.forget(planted.package)
    codes = frozenset(one.code for one in planted.made.diagnostics)
    return [replace(one, codes=codes) for one in found]


def has(ground: Ground, document: Json, fault: Fault, value: Json) -> bool:
    """Whether another document has the same fault."""
    meanings = Meanings(document)
    try:
        if fault.kind in LETTER and meanings.letter.accepts(fault.schema, value) != (
            LETTER[fault.kind]
        ):
            return False
        planted = ground.planted(document)
    except Refused as error:
        return fault.key in {one.key for one in refused(error.diagnostics)}
    except Exception as error:
        return fault.key == ("internal", place_of(error))
    try:
        # What is said of it and was not said before is another matter.
        if not {one.code for one in planted.made.diagnostics} <= fault.codes:
            return False
        return fault.key in {
            one.key for one in same_kind(ground, planted, fault, value)
        }
    except Exception as error:
        return fault.key == ("type", place_of(error))
    finally:
        ground.forget(planted.package)


LETTER = {
    "valid refused": True,
    "valid changed": True,
    "valid changed in whole": True,
    "changed in Python": True,
    "refused in Python": True,
    "refused by lists": True,
    "JSON Schema of type": True,
    "writing": True,
    "invalid accepted": False,
    "mock accepts": False,
    "mock refuses": True,
}
"""Kinds of faults, and what JSON Schema says of their values."""


def same_kind(
    ground: Ground, planted: Planted, fault: Fault, value: Json
) -> Iterator[Fault]:
    """Faults that may be the same one."""
    match fault.kind:
        case "layout":
            yield from layout(planted.made)
        case "order":
            yield from order(ground, planted)
        case "docs" | "server":
            yield from of_targets(ground, planted)
        case "mock makes nothing":
            yield from of_mock(planted)
        case "mock accepts" | "mock refuses":
            judge = Judge(planted.made.document)
            meanings = Meanings(planted.document)
            yield from judged_by(judge, meanings, fault.schema, value)
        case "diff":
            yield from of_diff(planted)
        case _:
            meanings = Meanings(planted.document)
            trial = Trial(planted, meanings, fault.schema, whole=True)
            yield from trial.of(value)


def refused(diagnostics: tuple[Diagnostic, ...]) -> Iterator[Fault]:
    for one in diagnostics:
        if one.severity == "error":
            said = f"{one.pointer}: {one.message}"
            yield Fault("refused", one.code, said=said)


# ---------------------------------------------------------------------------------------------------- values


def of_values(planted: Planted, seed: str, *, whole: bool) -> Iterator[Fault]:
    """Hold values against each schema and its type."""
    meanings = Meanings(planted.document)
    for name in planted.document["components"]["schemas"]:
        rng = random.Random(f"{seed} {name}")
        try:
            trial = Trial(planted, meanings, name, whole=whole)
        except Exception as error:
            said = "".join(traceback.format_exception(error))
            yield Fault("type", place_of(error), name, said=said)
            continue
        for value in values(planted.document, name, rng):
            yield from trial.of(value)


class Trial:
    """Judges values by one schema and its type."""

    def __init__(
        self, planted: Planted, meanings: Meanings, name: str, *, whole: bool
    ) -> None:
        self.planted = planted
        self.whole = whole
        self.meanings = meanings
        self.name = name
        kind = planted.models.SCHEMAS[name]
        self.adapter: TypeAdapter[Any] = TypeAdapter(kind)
        judging = importlib.import_module("case_runtime.judging")
        self.judge = judging.Judge(kind)
        self.words = importlib.import_module("case_runtime.words")

    @cached_property
    def forgiven(self) -> bool:
        """Whether the document contradicts itself in what the schema leads to, as a diagnostic says."""
        own = reached(self.planted.document, self.name)["components"]["schemas"]
        whole = tuple(f"#/components/schemas/{name}/" for name in own)
        return any(
            one.code == "no-value-fits" and f"{one.pointer}/".startswith(whole)
            for one in self.planted.made.diagnostics
        )

    @cached_property
    def told(self) -> tuple[Any, ...]:
        """The JSON Schemas that pydantic makes of the type."""
        modes: tuple[Literal["validation", "serialization"], ...]
        modes = ("validation", "serialization")
        return tuple(
            TOLD(self.adapter.json_schema(by_alias=True, mode=mode)) for mode in modes
        )

    def of(self, value: Json) -> Iterator[Fault]:
        """What is wrong with how the type takes one value."""
        text = json.dumps(value)
        valid = self.meanings.letter.accepts(self.name, value)
        try:
            read = self.adapter.validate_json(text)
        except ValidationError as error:
            if valid and not self.is_meant(value):
                yield self.fault("valid refused", causes(error), value, str(error))
            return
        except Exception as error:
            said = "".join(traceback.format_exception(error))
            yield self.fault("reading", place_of(error), value, said)
            return
        if not valid:
            if not self.meanings.loose.accepts(self.name, value) and not self.forgiven:
                why = self.meanings.letter.why_not(self.name, value)
                yield self.fault("invalid accepted", why, value, repr(read))
            return
        yield from self.back(value, read)
        yield from self.other_ways(value)
        if self.whole:
            yield from self.by_schema(value)

    def is_meant(self, value: Json) -> bool:
        """Whether a value that is valid by the letter is refused on purpose."""
        known = self.meanings
        return not (
            known.formats.accepts(self.name, value)
            and known.told.accepts(self.name, value)
        )

    def back(self, value: Json, read: Any) -> Iterator[Fault]:
        """What is wrong with what is written of a valid value."""
        try:
            text = self.adapter.dump_json(read, by_alias=True, exclude_unset=True)
            whole = self.adapter.dump_json(read, by_alias=True)
        except Exception as error:
            yield self.fault("writing", place_of(error), value, str(error))
            return
        kind = "model" if hasattr(read, "model_dump") else type(read).__name__
        if not same(json.loads(text), value):
            yield self.fault("valid changed", kind, value, text.decode())
        elif not same(without_null(json.loads(whole)), without_null(value)):
            yield self.fault("valid changed in whole", kind, value, whole.decode())

    def by_schema(self, value: Json) -> Iterator[Fault]:
        """What is wrong with the JSON Schema that the type tells of itself."""
        for told in self.told:
            for error in told.iter_errors(value):
                said, cause = str(error), str(error.validator)
                yield self.fault("JSON Schema of type", cause, value, said)
                return

    def other_ways(self, value: Json) -> Iterator[Fault]:
        """What is wrong with a valid value as Python objects, and as a server judges it."""
        try:
            read = self.adapter.validate_python(value)
            back = self.adapter.dump_python(read, mode="json", exclude_unset=True)
            if not same(back, value):
                yield self.fault("changed in Python", "", value, repr(back))
        except ValidationError as error:
            yield self.fault("refused in Python", causes(error), value, str(error))
        if self.is_meant(value):
            return
        with self.words.held_to_lists():
            if not self.judge.accepts(value):
                yield self.fault("refused by lists", "", value, "")

    def fault(self, kind: str, cause: str, value: Json, said: str) -> Fault:
        return Fault(kind, cause, self.name, (value,), said)


def without_null(value: Json) -> Json:
    """A value without the keys that are null, which is how absent properties read."""
    if isinstance(value, list):
        return [without_null(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: without_null(one) for key, one in value.items() if one is not None}


def causes(error: ValidationError) -> str:
    """The sorts of errors in a refusal."""
    return " ".join(sorted({one["type"] for one in error.errors()}))
