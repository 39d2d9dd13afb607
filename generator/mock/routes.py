"""The operations of a document go in; for a request's method and path, the operation and its path's texts come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.ir.model import Api, Operation, Server
from generator.records import dataclass

_PIECE = re.compile(r"(\{[^{}]*\})")
_VARIABLE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Route:
    """One operation and the paths that lead to it.

    Attributes:
        expression: matches an escaped path; its groups are the path parameters in the order of `names`.
        fixed: names and values that the path template has in a query of its own.
        rank: templates with fewer and later variables come first (OpenAPI 3.1.1, section 4.8.8.1).
    """

    operation: Operation
    expression: re.Pattern[str]
    names: tuple[str, ...]
    fixed: tuple[tuple[str, str], ...]
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to.

    Attributes:
        operation: None where the path is unknown or does not have the method.
        texts: escaped text of each path parameter, by its name.
        methods: the methods of the path; none where the path is unknown.
    """

    operation: Operation | None
    texts: Mapping[str, str]
    methods: tuple[str, ...]


def routes(api: Api) -> tuple[Route, ...]:
    """Routes of all operations, the most concrete path first."""
    made = [route(one, one.servers or api.servers) for one in api.operations]
    return tuple(sorted(made, key=lambda one: one.rank))


def route(operation: Operation, servers: Iterable[Server]) -> Route:
    """One route: below the root, and below the path of each server."""
    template, _, query = operation.path.partition("#")[0].partition("?")
    names: list[str] = []
    expression = ""
    rank: list[int] = []
    for piece in _PIECE.split(template):
        if _VARIABLE.fullmatch(piece):
            names.append(piece[1:-1])
            expression += "([^/]*)"
            rank.append(1)
        else:
            expression += "".join(map(_literal, piece))
            rank += [0] * piece.count("/")
    bases = "|".join(sorted({re.escape(base) for base in map(_base, servers) if base}))
    whole = f"(?={_divided(template)}$){expression}"
    return Route(
        operation,
        re.compile(f"(?:{bases})?{whole}" if bases else whole),
        tuple(names),
        tuple(parse_qsl(query, keep_blank_values=True)),
        tuple(rank),
    )


def _base(server: Server) -> str:
    """The path of a server's address, with the defaults of its variables."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name}}}", variable.default)
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def _divided(template: str) -> str:
    """What tells in one go whether a path fits: to try every way in which the fields of one step could divide it takes a
    time that grows with a power of its length."""
    first, *others = _PIECE.split(template)[::2]
    made = "".join(map(_literal, first))
    for number, between in enumerate(others, 1):
        text = "".join(map(_literal, between))
        last = "/" in between or number == len(others)
        made += f"[^/]*{text}" if last else f"(?>[^/]*?{text})"
    return made


def _literal(character: str) -> str:
    """A character of a template, escaped in the request or not."""
    escapes = "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
    return f"(?:{re.escape(character)}|(?i:{escapes}))"


def find(known: Iterable[Route], method: str, path: str, query: str) -> Found:
    """What a request leads to.

    Args:
        method: compared in its own case (RFC 9110, section 9.1).
        path, query: escaped.
    """
    pairs = set(parse_qsl(query, keep_blank_values=True))
    methods: dict[str, None] = {}
    first: tuple[int, ...] | None = None
    for one in known:
        match = one.expression.fullmatch(path)
        if match is None or not pairs.issuperset(one.fixed):
            continue
        if first is not None and one.rank != first:
            break  # A less concrete template does not lend its methods.
        first = one.rank
        if one.operation.method == method:
            return Found(
                one.operation,
                dict(zip(one.names, match.groups(), strict=True)),
                (method,),
            )
        methods[one.operation.method] = None
    return Found(None, {}, tuple(methods))


def addressed(operation: Operation) -> str:
    """Method and path, as a person writes them."""
    return f"{operation.method} {unquote(operation.path)}"
