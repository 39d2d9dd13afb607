"""A schema object goes in; whether it is one, by the JSON Schema of its version's dialect, comes out at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs

from generator.load import refs
from generator.records import dataclass

Judge = Callable[[Any], bool]

_DIALECTS = {
    1: "https://spec.openapis.org/oas/3.1/dialect/base",
    2: "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
}
_URIS = ("uri", "uri-reference", "iri", "iri-reference")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The dialect of schemas that a document uses where a schema does not name one.

    Attributes:
        fits: tells whether a schema object is valid in it; False may also mean that this is not known.
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
    """

    fits: Judge
    minor: int

    def surely(self, schema: Any) -> bool:
        """Tell whether a schema is valid beyond doubt; one that names a dialect of its own never is."""
        if self.minor and isinstance(schema, dict) and "$schema" in schema:
            return False
        return self.fits(schema)


def dialect(data: dict[str, Any], minor: int) -> Dialect:
    """Give the dialect of a document's schemas."""
    named = data.get("jsonSchemaDialect", _DIALECTS.get(minor))
    known = not minor or named == _DIALECTS[minor]
    return Dialect(_judge(minor) if known else _undecided, minor)


def package(name: str) -> Path:
    """Give the folder of an installed package without importing it, which for some takes half a second."""
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(found.submodule_search_locations[0])


def _judge(minor: int) -> Judge:
    specifications = package("jsonschema_specifications") / "schemas"
    formats = {"regex": _python_regex} | dict.fromkeys(_URIS, _uri)
    if not minor:
        draft4 = _read(specifications / "draft4" / "metaschema.json")
        return jsonschema_rs.Draft4Validator(
            draft4, formats=formats, validate_formats=True, offline=True
        ).is_valid
    registry = jsonschema_rs.Registry(
        [(one["$id"], one) for one in _resources()],
        draft=jsonschema_rs.Draft202012,
    )
    return jsonschema_rs.Draft202012Validator(
        {refs.WORD: _DIALECTS[minor]},
        registry=registry,
        formats=formats,
        validate_formats=True,
        offline=True,
    ).is_valid


def _resources() -> Iterator[dict[str, Any]]:
    """Give the meta-schemas that the library brings for OpenAPI's own dialects."""
    folder = package("openapi_schema_validator") / "schemas"
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield _read(path)


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def _undecided(_: Any) -> bool:
    return False


def _python_regex(pattern: str) -> bool:
    """Judge a pattern as the library does where no other engine is installed."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _uri(reference: str) -> bool:
    """Let pointers pass; what else may be an address is left to the library, which judges by what is installed."""
    return reference.startswith("#/")
