"""Parameters and the names in a request in; the names that one of the parameters must leave to others, and what it is without
any of its own, out.

An object that is written without its own name, such as `?color=red&size=4`, may have properties of any name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote_plus

from .faults import Place, malformed, missing
from .route import Parameter


def taken_by_others(
    parameter: Parameter,
    parameters: Iterable[Parameter],
    pairs: Iterable[tuple[str, str]],
    secrets: frozenset[tuple[str, str]],
) -> frozenset[str]:
    """Names that are no properties of a parameter, though it may have properties of any name.

    Args:
        pairs: (name, text) of the query, or of the cookies.
        secrets: (location, name) of keys.
    """
    if not parameter.exploded or parameter.shape.rest is None or parameter.content:
        return frozenset()
    where = parameter.location
    others = [one for one in parameters if one is not parameter]
    beside = [one for one in others if one.location == where]
    taken = {name for name, _ in pairs if any(claims(one, name) for one in beside)}
    return frozenset(taken | {name for place, name in secrets if place == where})


def without_keys(
    query: str, declared: Iterable[str], secrets: frozenset[tuple[str, str]]
) -> str:
    """What a query is as a whole: without the keys in it, unless properties of it are called so."""
    keys = {name for place, name in secrets if place == "query"}.difference(declared)
    if not keys:
        return query
    parts = query.split("&")
    return "&".join(
        one for one in parts if unquote_plus(one.partition("=")[0]) not in keys
    )


def claims(parameter: Parameter, name: str) -> bool:
    """Whether a name in the query, or of a cookie, is a parameter's or that of one of its properties."""
    if name == parameter.wire or parameter.content:
        return name == parameter.wire
    if parameter.style == "deepObject":
        return name.startswith(f"{parameter.wire}[")
    return parameter.exploded and name in parameter.shape.fields


def absent(parameter: Parameter, named: Iterable[tuple[str, str]], place: Place) -> Any:
    """What a parameter is of which nothing could be read.

    Args:
        named: (name, text) of the header, the query or the cookies.

    Raises:
        Fault: it has to be there, or it is there and not written in its style.
    """
    if parameter.location == "path" or stands(parameter, named):
        raise malformed(place, "Not written in the style of its parameter")
    if parameter.required:
        raise missing(place)
    return parameter.default


def stands(parameter: Parameter, named: Iterable[tuple[str, str]]) -> bool:
    """Whether something under a parameter's name can be meant for nothing else."""
    if parameter.location == "header":
        return any(name.lower() == parameter.wire.lower() for name, _ in named)
    if parameter.exploded or parameter.style == "deepObject":
        return False
    return any(name == parameter.wire for name, _ in named)
