"""The root of what was read goes in; the OpenAPI version comes out, or why it is no OpenAPI document."""

from __future__ import annotations

import re
from typing import Any

from generator.diagnostics import Refused, suggest
from generator.jsonvalues import JsonValue
from generator.load.earlier import VERSION
from generator.load.places import offsets
from generator.load.source import Source

_SUPPORTED = re.compile(r"3\.[012]\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.+-]+)?")
_OTHERS = {
    "asyncapi": (
        "an AsyncAPI document",
        "AsyncAPI describes messages; specloom reads OpenAPI 3.0, 3.1 and 3.2.",
    ),
    "arazzo": (
        "an Arazzo description",
        "Give the OpenAPI document that its sourceDescriptions name.",
    ),
    "overlay": (
        "an Overlay document",
        "Apply it to its OpenAPI document first, and give the result.",
    ),
    "$schema": (
        "a JSON Schema",
        "Put it under components/schemas of an OpenAPI document.",
    ),
}


def version_of(data: JsonValue, source: Source, swagger: bool = True) -> str:
    """The value of `openapi` (OpenAPI 3.2.0, section 4.1.1), or of `swagger`, as the key was called before.

    Raises:
        Refused: the root is no object, or not of OpenAPI 3.0, 3.1 or 3.2, or of Swagger 2.0 where that is allowed.
    """
    if type(data) is not dict:
        kinds: dict[type, str] = {list: "a list", str: "text", type(None): "nothing"}
        found = kinds.get(type(data), "a single value")
        hint = "An OpenAPI document begins with a line such as: openapi: 3.1.0"
        raise source.refuse(
            0, "not-openapi", f"this is no OpenAPI document but {found}", hint
        )
    if "openapi" not in data and "swagger" in data:
        return _swagger(data["swagger"], source, swagger)
    if "openapi" not in data:
        raise _no_version(data, source)
    version = data["openapi"]
    if isinstance(version, str) and _SUPPORTED.fullmatch(version):
        return version
    message, hint = _complaint(version)
    raise _refuse(source, "openapi", message, hint)


def _swagger(version: JsonValue, source: Source, allowed: bool) -> str:
    if version == VERSION and allowed:
        return VERSION
    if version == VERSION:
        message = "this is a document of Swagger 2.0, not of OpenAPI 3"
        hint = "To have it read as the OpenAPI 3.0 that says the same: --allow-swagger, or allow_swagger = true in the settings."
        raise _refuse(source, "swagger", message, hint)
    message = "the version of Swagger must be the text '2.0'"
    hint = 'Write "2.0", in quotes.'
    if isinstance(version, str):
        message = f"Swagger {version[:40]!r} is not supported"
        hint = "Supported are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2."
    raise _refuse(source, "swagger", message, hint)


def _no_version(data: dict[str, Any], source: Source) -> Refused:
    for key, (found, hint) in _OTHERS.items():
        if key in data:
            return _refuse(
                source, key, f"this is {found}, not an OpenAPI document", hint
            )
    if any(key.startswith(("//", "/*")) for key in data):
        message = "this is no OpenAPI document: JSON has no comments"
        return _refuse(source, "", message, "Remove them, or write YAML.")
    meant = suggest("openapi", (key for key in data if key.isascii()))
    hint = (
        f"Did you mean openapi where {meant!r} stands?"
        if meant
        else "Add a line such as: openapi: 3.1.0"
    )
    return _refuse(
        source,
        meant or "",
        "this is no OpenAPI document: the key 'openapi' is missing",
        hint,
    )


def _complaint(version: Any) -> tuple[str, str]:
    hint = "Supported are 3.0.x, 3.1.x and 3.2.x, for example 3.1.0."
    if isinstance(version, int | float) and not isinstance(version, bool):
        short = str(version)[:40]
        full = f"{short}.0" if short in ("3.0", "3.1", "3.2") else "3.1.0"
        return (
            "the version of OpenAPI must be text, not a number",
            f'Write it with three parts in quotes: "{full}".',
        )
    if not isinstance(version, str):
        return "the version of OpenAPI must be text", hint
    if re.fullmatch(r"3\.[012]", version):
        return (
            f"the version of OpenAPI needs three parts, not {version!r}",
            f'Write "{version}.0".',
        )
    if version.startswith("2."):
        message = f"OpenAPI {version[:40]!r} is called Swagger 2.0"
        return message, 'Write swagger: "2.0" in place of the key openapi.'
    return f"OpenAPI {version[:40]!r} is not supported", hint


def _refuse(source: Source, key: str, message: str, hint: str) -> Refused:
    tokens = (key,) if key else ()
    at = f"#/{key}" if key and "/" not in key and "~" not in key else ""
    return source.refuse(
        offsets(source, [tokens])[tokens], "not-openapi", message, hint, at
    )
