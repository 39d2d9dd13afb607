"""A value and what kind of thing stands there go in; the objects in it that may be references come out.

What looks like a reference inside an example, a default, an enum, a const or an extension is data, and a property may
be named like one. The table says which keys hold what (OpenAPI 3.0.4, 3.1.1, 3.2.0, section 4; JSON Schema 2020-12,
core, section 9.4.2). A key that it does not know holds an object of the specification.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from generator.jsonvalues import JsonValue
from generator.load.earlier import VERSION
from generator.records import dataclass

Path: TypeAlias = "tuple[Path, str | int] | None"


@dataclass(eq=False, slots=True)
class Kind:
    """What stands at a place of a document.

    Attributes:
        known: the kind of a member, by key; None for data, which holds no references.
        other: the kind of all other members.
        extensible: whether keys that begin with "x-" are extensions, and not names.
        refers: whether it may be a reference. What else looks like one has what it leads to put in its place.
        items: the kind of the items of a list that may stand in its stead; None where it holds no references.
        whole: whether that is put there as it is, and its members not each by itself.
        shares: whether the members themselves are put there, and not a reference to each.
        data: whether it may just as well be data, and no reference.
    """

    known: dict[str, Kind | None]
    other: Kind | None
    extensible: bool
    refers: bool
    items: Kind | None = None
    whole: bool = False
    shares: bool = False
    data: bool = False


OBJECT = Kind({}, None, extensible=True, refers=True)
_NAMES = Kind({}, OBJECT, extensible=False, refers=False)
_PROPERTIES = Kind({}, OBJECT, extensible=False, refers=False, shares=True)
_PATTERNS = Kind({}, OBJECT, extensible=True, refers=False)
_LINK = Kind(
    {"parameters": None, "requestBody": None}, OBJECT, extensible=True, refers=True
)
_LINKS = Kind({}, _LINK, extensible=False, refers=False)
_CALLBACK = Kind({}, OBJECT, extensible=True, refers=True)
_CALLBACKS = Kind({}, _CALLBACK, extensible=False, refers=False)
_COMPONENTS = Kind(
    {"links": _LINKS, "callbacks": _CALLBACKS}, _NAMES, extensible=True, refers=False
)

_PLAIN = Kind({}, None, extensible=False, refers=False, whole=True)
_EXAMPLE = Kind({}, None, extensible=False, refers=False, whole=True, data=True)
TEXT = Kind({}, None, extensible=False, refers=False, whole=True)
"""A description, which may stand in a file of its own."""
_TOLD = Kind({}, OBJECT, extensible=True, refers=False, whole=True)
_PARAMETERS = Kind({}, OBJECT, extensible=True, refers=False, items=OBJECT)

OBJECT.other = OBJECT
OBJECT.items = OBJECT
_TOLD.known, _TOLD.items = OBJECT.known, _TOLD
OBJECT.known |= {
    "parameters": _PARAMETERS,
    "properties": _PROPERTIES,
    "patternProperties": _PROPERTIES,
    "description": TEXT,
    "example": _EXAMPLE,
    "value": _EXAMPLE,
    **dict.fromkeys(("info", "tags", "servers", "externalDocs"), _TOLD),
    **dict.fromkeys(("enum", "required", "security"), _PLAIN),
    "components": _COMPONENTS,
    "paths": _PATTERNS,
    "responses": _PATTERNS,
    "links": _LINKS,
    "callbacks": _CALLBACKS,
    **dict.fromkeys(
        (
            *(
                "webhooks",
                "additionalOperations",
                "headers",
                "content",
                "encoding",
                "examples",
            ),
            *(
                "dependentSchemas",
                "dependencies",
                "$defs",
                "definitions",
            ),
        ),
        _NAMES,
    ),
    **dict.fromkeys(
        (
            *(
                "default",
                "const",
                "dataValue",
                "serializedValue",
            ),
            *("scopes", "mapping", "variables", "dependentRequired"),
        )
    ),
}

# In Swagger 2.0 a response's examples are data, and the root holds parameters by name; see "Swagger Object" there.
_SWAGGER_PART = Kind({}, None, extensible=True, refers=True)
_SWAGGER_NAMES = Kind({}, _SWAGGER_PART, extensible=False, refers=False)
_SWAGGER_PART.other = _SWAGGER_PART
_SWAGGER_PART.items = _SWAGGER_PART
_SWAGGER_PART.known |= OBJECT.known | {
    "paths": Kind({}, _SWAGGER_PART, extensible=True, refers=False),
    "responses": Kind({}, _SWAGGER_PART, extensible=True, refers=False),
    **dict.fromkeys(("headers", "properties", "definitions"), _SWAGGER_NAMES),
    **dict.fromkeys(("examples", "x-example", "x-examples")),
}
_SWAGGER = Kind(
    _SWAGGER_PART.known | dict.fromkeys(("parameters", "responses"), _SWAGGER_NAMES),
    _SWAGGER_PART,
    extensible=True,
    refers=False,
)

Seen: TypeAlias = dict[Kind, set[int]]


def root_of(version: str) -> Kind:
    """What the root object of a version is, where references have not been followed yet."""
    return _SWAGGER if version == VERSION else OBJECT


def walk(
    value: JsonValue,
    kind: Kind,
    path: Path,
    words: frozenset[str],
    seen: Seen,
    same: Mapping[int, int] | None = None,
) -> Iterator[tuple[dict[str, Any], Path, Kind]]:
    """The objects in a value, itself among them, that have one of `words` as a key, and that are no data.

    Args:
        value: any JSON value.
        kind: what stands there.
        path: how it was reached; comes back extended, see `tokens`.
        words: the keys to look for.
        seen: what was gone through before, by the identity of objects and arrays, and is not gone through again.
        same: numbers of objects by their identity; of those that have one number only the first is gone through.
    """
    stack: list[tuple[JsonValue, Kind, Path]] = [(value, kind, path)]
    while stack:
        node, kind, path = stack.pop()
        if type(node) is list:
            each, listed = kind.items, id(node)
            if each is not None and listed not in seen.setdefault(kind, set()):
                seen[kind].add(listed)
                stack += [
                    (node[i], each, (path, i)) for i in range(len(node) - 1, -1, -1)
                ]
            continue
        if type(node) is not dict:
            continue
        visited = seen.get(kind)
        if visited is None:
            visited = seen[kind] = set()
        own = id(node) if same is None else same[id(node)]
        if own in visited:
            continue
        visited.add(own)
        if not words.isdisjoint(node):
            yield node, path, kind
        known, other, extensible = kind.known, kind.other, kind.extensible
        below: list[tuple[JsonValue, Kind, Path]] = []
        for key, child in node.items():
            if type(child) is dict or type(child) is list:
                next_kind = known.get(key, other)
                if next_kind is not None and not (extensible and key.startswith("x-")):
                    below.append((child, next_kind, (path, key)))
        stack += reversed(below)


def tokens(path: Path) -> tuple[str, ...]:
    """The tokens of a path from its begin on."""
    found: list[str] = []
    while path is not None:
        path, token = path
        found.append(str(token))
    return tuple(reversed(found))


def path_of(tokens: tuple[str, ...]) -> Path:
    """The path that has these tokens."""
    path: Path = None
    for token in tokens:
        path = (path, token)
    return path
