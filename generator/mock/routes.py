"""The operations of a document go in; for a request's method and path, the operation and its path's texts come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

from generator.ir.distinct import needs
from generator.ir.model import Api, Operation, Server
from generator.ir.servers import address
from generator.mock.wire import Headers
from generator.records import dataclass

_PIECE = re.compile(r"(\{[^{}]*\})")
_VARIABLE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Route:
    """One operation and the paths that lead to it.

    Attributes:
        expression: matches an escaped path; its groups are the path parameters in the order of `names`.
        fixed: names and values that the path template has in a query of its own.
        asked: the path parameters whose values stand in that query, and their names there.
        needs: required parameters by which operations of one path and method are told apart: place, name, and the one value that there
            is, if there is one.
        rank: steps without variables come first, of the others those that have more beside them (OpenAPI 3.1.1, section 4.8.8.1).
    """

    operation: Operation
    expression: re.Pattern[str]
    names: tuple[str, ...]
    fixed: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str, str | None], ...]
    rank: tuple[tuple[bool, int], ...]


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
    made = [route(one, one.servers or api.servers, api) for one in api.operations]
    return tuple(sorted(made, key=lambda one: one.rank))


def route(operation: Operation, servers: Iterable[Server], api: Api) -> Route:
    """One route: below the root, and below the path of each server."""
    template, _, query = operation.path.partition("#")[0].partition("?")
    names: list[str] = []
    expression = ""
    for piece in _PIECE.split(template):
        if _VARIABLE.fullmatch(piece):
            names.append(piece[1:-1])
            expression += "([^/]*)"
        else:
            expression += "".join(map(_literal, piece))
    pairs = parse_qsl(query, keep_blank_values=True)
    bases = "|".join(sorted({re.escape(base) for base in map(_base, servers) if base}))
    whole = f"(?={_divided(template)}$){expression}"
    return Route(
        operation,
        re.compile(f"(?:{bases})?{whole}" if bases else whole),
        tuple(names),
        tuple(pair for pair in pairs if not _VARIABLE.search("=".join(pair))),
        tuple((v[1:-1], name) for name, v in pairs if _VARIABLE.fullmatch(v)),
        tuple(needs(operation, api)),
        tuple(map(_rank, template.split("/"))),
    )


def _rank(step: str) -> tuple[bool, int]:
    """The place of a step of a path among others in its stead."""
    fixed = _VARIABLE.sub("", step)
    return (True, -len(fixed)) if fixed != step else (False, 0)


def _base(server: Server) -> str:
    """The path of a server's address, with the defaults of its variables."""
    try:
        return urlsplit(address(server)).path.rstrip("/")
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


def find(
    known: Iterable[Route], method: str, path: str, query: str, headers: Headers = ()
) -> Found:
    """What a request leads to; of several operations at one path and method, the one whose required parameters it has, the most of them
    first.

    Args:
        method: compared in its own case (RFC 9110, section 9.1).
        path, query: escaped.
        headers: names in lower case.
    """
    pairs = set(parse_qsl(query, keep_blank_values=True))
    methods: dict[str, None] = {}
    fitting: list[tuple[Route, Mapping[str, str]]] = []
    first: tuple[tuple[bool, int], ...] | None = None
    for one in known:
        match = one.expression.fullmatch(path)
        if match is None or not pairs.issuperset(one.fixed):
            continue
        if fitting and one.rank != fitting[0][0].rank:
            break  # The more concrete template has the method.
        first = first or one.rank
        if one.operation.method == method:
            found = dict(zip(one.names, match.groups(), strict=True))
            fitting.append((one, found | _asked(one, query)))
        if one.rank == first:
            methods[one.operation.method] = None
    if not fitting:
        return Found(None, {}, tuple(methods))
    given = {("query", name): value for name, value in sorted(pairs, reverse=True)}
    given |= {("header", name): value for name, value in reversed(headers)}
    best, texts = max(fitting, key=lambda one: _told(one[0], given))
    return Found(best.operation, texts, (method,))


def _asked(route: Route, query: str) -> dict[str, str]:
    """The escaped texts of the path parameters in a query, where a plus is a blank and none in a path."""
    pieces = (piece.partition("=") for piece in query.split("&")) if route.asked else ()
    given = {unquote_plus(name): text.replace("+", "%20") for name, _, text in pieces}
    return {name: given[key] for name, key in route.asked if key in given}


def _told(route: Route, given: Mapping[tuple[str, str], str]) -> tuple[bool, int]:
    """Whether a request has all that an operation needs, and how much of it; what its path has in a query of its own is there."""
    met = [
        (place, name) in given and value in (None, given[place, name])
        for place, name, value in route.needs
    ]
    met += [("query", key) in given for _, key in route.asked]
    return all(met), sum(met) + len(route.fixed)


def addressed(operation: Operation) -> str:
    """Method and path, as a person writes them."""
    return f"{operation.method} {unquote(operation.path)}"
