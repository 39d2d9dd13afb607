"""Operations that share a method and a path go in; for a request, the one that it is for comes out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias
from urllib.parse import parse_qsl

from fastapi import Request, Response

from .route import Route

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


def together(found: Sequence[tuple[Route, Endpoint]]) -> Endpoint:
    """What answers for all of them: each request by the operation whose required parameters it has, the most of them first."""
    if len(found) == 1:
        return found[0][1]
    wanted = [needs(route) for route, _ in found]

    async def answered(request: Request) -> Response:
        given = sent(request)
        met = [told(one, given) for one in wanted]
        return await found[met.index(max(met))][1](request)

    return answered


def needs(route: Route) -> Mapping[tuple[str, str], str | None]:
    """The parameters that a request for an operation has in any case, outside of its path, and the one text that each can be, if there
    is one."""
    return {
        (one.location, one.wire.lower() if one.location == "header" else one.wire): (
            one.only
        )
        for one in route.parameters
        if one.required and one.location in ("query", "header")
    }


def sent(request: Request) -> Mapping[tuple[str, str], str]:
    """The first value of each name in the query and of each header field."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    pairs = [("query", *pair) for pair in parse_qsl(query, True)]
    pairs += [("header", *pair) for pair in request.headers.items()]
    return {(place, name): text for place, name, text in reversed(pairs)}


def told(
    wanted: Mapping[tuple[str, str], str | None],
    given: Mapping[tuple[str, str], str],
) -> tuple[bool, int]:
    """Whether a request has all that an operation needs, and how much of it."""
    met = [key in given and text in (None, given[key]) for key, text in wanted.items()]
    return all(met), sum(met)
