"""A form's object and how its properties are encoded go in; names and values come out as the generated client sends them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.model import Content, Encoding, Json
from generator.languages.json_text import one_line

DEEPEST = 20
"""Brackets behind a name; what is deeper is JSON."""


def form(content: Content, body: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The fields of a form or a multipart body (OpenAPI 3.2, "Encoding Object")."""
    for name, value in body.items():
        own = content.encodings.get(name, Encoding())
        if own.style is None and own.explode is None:
            yield from _plain(name, value, own)
        else:
            style = own.style or "form"
            explode = style == "form" if own.explode is None else own.explode
            yield from styled(name, value, style, explode)


def styled(
    name: str, value: Json, style: str, explode: bool
) -> Iterator[tuple[str, str]]:
    """A value in the style of a query (OpenAPI 3.2, "Style Values")."""
    between = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
    match value:
        case Mapping() if style == "deepObject":
            yield from deep(name, value)
        case list() if style == "deepObject" and _is_nested(value):
            yield from deep(name, _numbered(value))
        case Mapping() if explode:
            yield from ((key, flat(item)) for key, item in value.items())
        case Mapping():
            yield name, ",".join(flat(x) for pair in value.items() for x in pair)
        case list() if explode or style == "deepObject":
            yield from ((name, flat(item)) for item in value)
        case list():
            yield name, between.join(map(flat, value))
        case _:
            yield name, flat(value)


def deep(
    name: str, value: Mapping[str, Json], depth: int = 1
) -> Iterator[tuple[str, str]]:
    """`name[key]`, and further brackets for what is within: `name[key][0][key]`."""
    for key, item in value.items():
        inner = f"{name}[{key}]"
        match item:
            case Mapping() if depth < DEEPEST:
                yield from deep(inner, item, depth + 1)
            case list() if depth < DEEPEST and _is_nested(item):
                yield from deep(inner, _numbered(item), depth + 1)
            case list():
                yield from ((inner, flat(each)) for each in item)
            case _:
                yield inner, flat(item)


def _is_nested(values: list[Json]) -> bool:
    return any(isinstance(one, list | Mapping) for one in values)


def _numbered(values: list[Json]) -> dict[str, Json]:
    return {str(place): one for place, one in enumerate(values)}


def flat(value: Json) -> str:
    """A value as text."""
    match value:
        case str():
            return value
        case None:
            return ""
        case list():
            return ",".join(map(flat, value))
        case _:
            return one_line(value)


def _plain(name: str, value: Json, own: Encoding) -> Iterator[tuple[str, str]]:
    """A property that says nothing of a style: an array gives a field for each member, what is nested is JSON."""
    if own.content_type.partition(";")[0].strip().endswith("json"):
        yield name, one_line(value)
        return
    for item in value if isinstance(value, list) else [value]:
        yield name, one_line(item) if isinstance(item, list) else flat(item)
