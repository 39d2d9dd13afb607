"""The extensions that are ours, wherever they stand in a document, are held against their JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.jsonvalues import mapping
from generator.load import pointer
from generator.load.document import FILES
from generator.validate.finding import Finding
from generator.validate.plain import near
from generator.validate.trails import Trail, place_of

if TYPE_CHECKING:
    from jsonschema_rs import Validator

_OURS = "x-specloom-"
_SUFFIX = ".schema.json"


def extension_faults(holder: dict[str, Any], trail: Trail) -> Iterator[Finding]:
    """Check the extensions of one object of the document."""
    for key in holder:
        if key.startswith("x-") and key != FILES:
            schema = schemas().get(key)
            if schema is not None:
                yield from _judged(key, schema, holder[key], trail)
            elif key.startswith(_OURS):
                yield _unknown(key, trail)


def _unknown(key: str, trail: Trail) -> Finding:
    meant = near(key, schemas())
    known = ", ".join(sorted(schemas()))
    hint = f"Did you mean {meant!r}?" if meant else f"Known are {known}."
    return Finding(
        "unknown-extension",
        "error",
        f"there is no extension {key!r}",
        place_of((trail, key)),
        hint,
    )


def _judged(
    key: str, schema: Mapping[str, Any], value: Any, trail: Trail
) -> Iterator[Finding]:
    from generator.validate.explain import cause, word, words

    for error in validator(key).iter_errors(value):
        deepest = cause(error)
        path: list[str | int] = deepest.instance_path
        hint = ""
        if word(deepest) == "AdditionalProperties":
            unknown = getattr(deepest.kind, "unexpected", [""])[0]
            meant = near(unknown, _known(schema, deepest.schema_path))
            hint = f"Did you mean {meant!r}?" if meant else ""
            path = [*path, unknown]
        yield Finding(
            "bad-extension",
            "error",
            f"{key!r} is not as its schema asks: {words(deepest)}",
            pointer.join(place_of((trail, key)), *path),
            hint,
        )


def _known(schema: Mapping[str, Any], path: list[str | int]) -> list[str]:
    """Give the properties beside the keyword that a schema path ends with."""
    part: Any = schema
    for token in path[:-1]:
        try:
            part = part[token]
        except (LookupError, TypeError):
            return []
    return list(mapping(mapping(part).get("properties")))


@cache
def schemas() -> Mapping[str, Mapping[str, Any]]:
    """Give the JSON Schema of every extension, by its key."""
    folder = Path(__file__).with_name("extensions")
    return {
        entry.name.removesuffix(_SUFFIX): json.loads(entry.read_text("utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda one: one.name)
        if entry.name.endswith(_SUFFIX)
    }


@cache
def validator(key: str) -> Validator:
    """Compile the schema of one extension."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(dict(schemas()[key]), offline=True)
