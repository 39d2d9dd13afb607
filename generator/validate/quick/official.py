"""A document goes in; what keeps it from being one by OpenAPI's own JSON Schema comes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import jsonschema_rs

from generator.load import Document, pointer, refs
from generator.validate.explain import cause, one_of, word, words
from generator.validate.finding import Finding
from generator.validate.quick.metaschema import package


def meta(document: Document, minor: int) -> Iterator[Finding]:
    """Hold the document against the schema that the library brings for its version.

    Args:
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
    """
    yield from explained(schema_errors(document, minor))


def schema_errors(
    document: Document, minor: int
) -> Iterator[jsonschema_rs.ValidationError]:
    """Give the errors as the JSON Schema engine does, the outermost of each fault."""
    schema = _schema(f"v3.{minor}")
    validator = jsonschema_rs.validator_cls_for(schema)(schema, offline=True)
    yield from validator.iter_errors(document.data)


def _schema(version: str) -> dict[str, Any]:
    folder = package("openapi_spec_validator") / "resources" / "schemas"
    text = (folder / version / "schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def earlier(document: Document, minor: int) -> Iterator[Finding]:
    """Hold what the author wrote in Swagger 2.0 against the schema of that version; pointers are into what was made of it.

    Args:
        minor: that of the OpenAPI 3 that was made of it, which says nothing of what the author wrote.
    """
    assert document.earlier is not None
    schema = _schema("v2.0")
    validator = jsonschema_rs.validator_cls_for(schema)(schema, offline=True)
    for found in explained(validator.iter_errors(document.earlier.data)):
        where = document.earlier.after(pointer.parse(found.pointer))
        yield replace(found, pointer=pointer.join(pointer.ROOT, *where))


_ANSWERS = (
    "Describe at least one; 'default' stands for every status that is not listed."
)


def explained(errors: Iterable[jsonschema_rs.ValidationError]) -> Iterator[Finding]:
    """Name the deepest cause of each error, in our words, and of keys that are too many each by itself."""
    for error in errors:
        deepest = cause(error)
        at = pointer.join("#", *deepest.instance_path)
        match word(deepest), word(error):
            case ("AdditionalProperties" | "UnevaluatedProperties"), _:
                unexpected: list[str] = getattr(deepest.kind, "unexpected", [])
                for key in unexpected:
                    yield _fault(_unknown(key), pointer.join(at, key), _advice(key))
            case _, "PropertyNames":
                name = deepest.instance
                yield _fault(words(deepest), pointer.join(at, str(name)))
            case "MinProperties" | "Required", _ if _no_answers(deepest):
                # Where there is nothing at all, both are said.
                if deepest.instance or word(deepest) == "MinProperties":
                    yield _fault("no answer is described", at, _ANSWERS)
            case "Enum", _ if isinstance(deepest.instance, str):
                yield _fault(one_of(error, deepest), at)
            case _:
                yield _fault(words(deepest), at)


def _no_answers(error: jsonschema_rs.ValidationError) -> bool:
    """Whether it is about the answers of an operation that has none."""
    wanted = getattr(error.kind, "property", "default")
    return list(error.instance_path)[-1:] == ["responses"] and wanted == "default"


def _fault(message: str, at: str, hint: str = "") -> Finding:
    return Finding("openapi-schema", "warning", message, at, hint)


def _unknown(key: str) -> str:
    return f"{key!r} is no key that may stand here, or does not go with the other keys"


def _advice(key: str) -> str:
    if key == refs.WORD:
        return "No reference may stand here; a schema goes into 'schema'."
    return "Leave it out, or let its name begin with 'x-'."
