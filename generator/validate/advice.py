"""What stands in a wrong place or is of a wrong kind goes in; what its author should write comes out."""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_array, is_object
from generator.load import Document, refs
from generator.validate.grammar import KINDS, Key, spoken
from generator.validate.nearest import component
from generator.validate.plain import TYPES, expected, near

_CONTENT = "Schemas stand below 'content', one for each media type: content: {application/json: {schema: …}}."
_SERVERS = "Swagger 2 had it; OpenAPI 3 has 'servers'."
_MEDIA = "Swagger 2 had it; in OpenAPI 3 media types are the keys of 'content'."
_MEANT = {
    **dict.fromkeys(
        ["datetime", "date-time", "timestamp"], "string, format: date-time"
    ),
    **{
        kind: f"string, format: {kind}"
        for kind in ("date", "time", "uuid", "email", "uri")
    },
    "url": "string, format: uri",
    **dict.fromkeys(["text", "varchar"], "string"),
    **dict.fromkeys(["long", "bigint", "int64"], "integer, format: int64"),
    "int32": "integer, format: int32",
    "float": "number, format: float",
    "double": "number, format: double",
    "decimal": "number",
    "enum": "string, with the values under enum",
    **dict.fromkeys(["list", "tuple"], "array, with items"),
    **dict.fromkeys(["dict", "map", "hash", "json"], "object"),
}
"""What programs and databases call a type, and the type that is meant, with its format."""
_ELSEWHERE: dict[tuple[str, str], str] = {
    ("response", "schema"): _CONTENT,
    ("body", "schema"): _CONTENT,
    ("document", "definitions"): "Schemas stand below 'components', under 'schemas'.",
    ("document", "schemas"): "Schemas stand below 'components', under 'schemas'.",
    ("document", "host"): _SERVERS,
    ("document", "basePath"): _SERVERS,
    ("document", "schemes"): _SERVERS,
    ("document", "consumes"): _MEDIA,
    ("document", "produces"): _MEDIA,
    ("operation", "consumes"): _MEDIA,
    ("operation", "produces"): _MEDIA,
    # Programs note the name of a schema within it (zod); it is no misspelt `$id`.
    ("schema", "id"): "",
}
CONTAINERS = {"list": "a list", "map": "an object"}
_CARRIERS = ("parameter", "header", "media")


def belonging(known: Key) -> str:
    """Say what belongs under a key."""
    match known.container:
        case "plain":
            return expected(known.kind)
        case "one":
            return spoken(known.kind)
        case "list" | "map":
            return CONTAINERS[known.container]


def misplaced(document: Document, key: str, kind: str, value: Any) -> str:
    """Say what to write in place of a value that is no object or list where one is expected.

    Args:
        key: under which it stands.
        kind: the grammar's word for what is expected, or "list" or "map".
    """
    if value is None:
        return "Indent what belongs to it, or leave the key out."
    if kind == "list":
        return "Write a list: each item begins with '- '."
    if key == refs.WORD and isinstance(value, str):
        return f"No reference may stand for all of them: refer to each, NAME: {{{refs.WORD}: …}}."
    if kind == "schema" and isinstance(value, str):
        return _schema(document, value)
    if key == "examples" and is_array(value):
        return "Here every example has a name: examples: {NAME: {value: …}}."
    if is_array(value):
        return "Write an object: each member begins with its name and a colon, not with '- '."
    return ""


def _schema(document: Document, word: str) -> str:
    """Say what schema a text was probably meant to be."""
    if word in TYPES:
        return f"Write {{type: {word}}}."
    found = component(document, word)
    return f"Write {{{refs.WORD}: {found!r}}}." if found else "Write {type: …}."


def unknown(kind: str, key: str, *, guess: bool) -> str:
    """Say where a key belongs that an object of a kind does not know; "" where nobody can tell.

    Args:
        guess: take the trouble to look for a key that is spelled alike.
    """
    if (kind, key) in _ELSEWHERE:
        return _ELSEWHERE[kind, key]
    if kind in _CARRIERS and (key in KINDS["schema"] or key == refs.WORD):
        return "Put it into 'schema'."
    meant = near(key, KINDS[kind]) if guess else None
    return f"Did you mean {meant!r}?" if meant else ""


def unfit(kind: str, key: str, value: Any, minor: int) -> str:
    """Say what to write in place of a plain value of a wrong kind; "" where the message says it all."""
    match kind, value:
        case "type", str() if value.lower() in _MEANT:
            return f"Write type: {_MEANT[value.lower()]}."
        case "type", str():
            meant = near(value, TYPES - {value})
            return f"Did you mean {meant!r}?" if meant else ""
        case "type", [*types]:
            return _types(types, minor)
        case "bound", _ if minor:
            return f"Write the bound itself, {key}: 5, without {_plain(key)!r}."
        case "bound", _:
            return f"Write {_plain(key)}: 5 and, beside it, {key}: true."
        case "names", bool():
            return "List the names of required properties in the schema that has them as 'properties'."
        case "names", str():
            return "Write a list: each item begins with '- '."
        case ("key" | "text"), None:
            return "Leave the key out."
        case "list", _ if is_object(value) or isinstance(value, str):
            return "Write a list: each item begins with '- '."
        case _:
            return ""


def _plain(key: str) -> str:
    return "minimum" if key == "exclusiveMinimum" else "maximum"


def _types(types: list[Any], minor: int) -> str:
    if not minor:
        return (
            "In OpenAPI 3.0 write one type and, for null, 'nullable: true' beside it."
        )
    if None in types:
        return "Put null in quotes: it is the name of a type."
    return ""
