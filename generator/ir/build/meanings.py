"""A schema that lists values goes in; what its author says of each of them comes out, as a list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from generator.jsonvalues import is_array, is_object, mapping, sequence
from generator.letters import letters

Meaning: TypeAlias = tuple[Any, str, str]
"""A value, its name and what is said of it; either may be empty."""

MOST = 40
"""Values of a longer list are no reading matter."""
_NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names")
_TEXTS = ("x-enum-descriptions", "x-enumDescriptions")
_LISTS = ("x-enum-values", "x-enum")
_TOLD = frozenset((*_NAMES, *_TEXTS, *_LISTS, "x-ms-enum"))
LISTING = frozenset(("enum", "oneOf", "anyOf", "items"))
"""Keywords that may list values."""
READ = LISTING | _TOLD
"""All keys that are looked at, but for the description."""
_TICKS = re.compile("`+")
_KEYS = (
    ("value", "numericValue", "name"),
    ("name", "identifier"),
    ("description", "summary"),
)


def meanings(schema: Mapping[str, Any]) -> str:
    """A line of a list for each value of a schema, or of its items, that is called or described otherwise than it is written.

    Understood are members of `oneOf` or `anyOf` that are one `const` each, or an `enum` of one value, with `title` and
    `description`, and the extensions that other tools read: `x-enum-varnames` and `x-enum-descriptions`, `x-enumNames`
    and `x-enumDescriptions`, `x-ms-enum`, and lists of objects in `x-enum` or `x-enum-values`.
    """
    if "items" in schema and "enum" not in schema:
        schema = mapping(schema["items"])
    if "enum" in schema and _TOLD.isdisjoint(schema):
        return ""
    found = list(_found(schema))
    said = letters(str(schema.get("description", "")))
    if len(found) > MOST or not any(_is_news(one, said) for one in found):
        return ""
    return "\n".join(map(_line, found))


def _found(schema: Mapping[str, Any]) -> Iterator[Meaning]:
    values = schema.get("enum")
    if not is_array(values):
        yield from _constants(sequence(schema.get("oneOf") or schema.get("anyOf")))
        return
    listed = [mapping(schema.get("x-ms-enum")).get("values")]
    listed += [schema.get(key) for key in _LISTS]
    table = {
        _key(_first(one, _KEYS[0])): (_first(one, _KEYS[1]), _first(one, _KEYS[2]))
        for one in next(filter(is_array, listed), ())
        if is_object(one)
    }
    names = next((schema[key] for key in _NAMES if key in schema), None)
    texts = next((schema[key] for key in _TEXTS if key in schema), None)
    for index, value in enumerate(values):
        name, text = table.get(_key(value), ("", ""))
        name = _text(_at(names, index, value)) or _text(name)
        text = _text(_at(texts, index, value, name)) or _text(text)
        yield value, name, text


def _constants(members: Sequence[Any]) -> Iterator[Meaning]:
    """What is said of members that are one value each, null that nothing is said of aside; nothing where one is not."""
    found: list[Meaning] = []
    for one in members:
        if not is_object(one):
            return
        listed = one.get("enum")
        if "const" in one:
            value = one["const"]
        elif is_array(listed) and len(listed) == 1:
            value = listed[0]
        elif one.get("type") == "null":
            value = None
        else:
            return
        meaning = value, _text(one.get("title")), _text(one.get("description"))
        if value is not None or meaning[1:] != ("", ""):
            found.append(meaning)
    yield from found


def _key(value: Any) -> str:
    """A value as the key of an object: its text in JSON, and a text as it is."""
    return value if isinstance(value, str) else json.dumps(value)


def _first(one: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((one[key] for key in keys if key in one), "")


def _at(told: Any, index: int, *keys: Any) -> Any:
    """What a list says at a place, or a mapping of one of several keys."""
    if is_array(told):
        return told[index] if index < len(told) else ""
    return (
        next((told[key] for key in map(_key, keys) if key in told), "")
        if is_object(told)
        else ""
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _is_news(one: Meaning, said: str) -> bool:
    """Whether a reader learns something that neither the value says itself nor the schema's description."""
    value, name, text = one
    own = letters(_key(value))
    return any(
        told and told != own and told not in said for told in map(letters, (name, text))
    )


def _line(one: Meaning) -> str:
    value, name, text = one
    written = value if isinstance(value, str) and value.strip() else json.dumps(value)
    name = "" if letters(name) in (letters(written), letters(text)) else name
    if name and text:
        return f"- {_code(written)} {name}: {text}"
    told = name or text
    return f"- {_code(written)}: {told}" if told else f"- {_code(written)}"


def _code(value: str) -> str:
    """A span of code in CommonMark, on one line; a text with line breaks is written as in JSON."""
    if len(value.splitlines()) > 1 or value != value.strip():
        value = json.dumps(value)
    if "`" not in value:
        return f"`{value}`"
    fence = "`" * (1 + max(map(len, _TICKS.findall(value))))
    pad = " " if value[0] == "`" or value[-1] == "`" else ""
    return f"{fence}{pad}{value}{pad}{fence}"
