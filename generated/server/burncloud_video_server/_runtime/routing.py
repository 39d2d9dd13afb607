"""Descriptors of operations and handlers in; a router whose routes read, call and answer out."""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from .._client import StatusError, held_to_lists
from .answers import response
from .bodies import DEFAULT_LIMITS, Limits, body_arguments
from .faults import Fault
from .handling import Call, Verifier
from .parameters import Received, arguments, cookies_of, pairs_of
from .problems import error_response, failure_response, fault_response
from .route import Route, Scheme
from .security import caller
from .sharing import Endpoint, together
from .steps import Steps, divided, steps_of
from .uploads import close

LOGGER = logging.getLogger(__name__)
FIELD = re.compile(r"\{([^{}]*)\}")
ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~")
"""Bytes that mean the same with and without an escape, the dot aside, which may separate values."""
LITERAL = ":/@!$&'()*+,;=.~"
"""What stands for itself in a path (RFC 3986, section 3.3)."""
STRAY = re.compile("%(?![0-9A-Fa-f]{2})")
REQUESTS = 8
"""How many are remembered: each route of an application asks for the same path and query until one of them matches."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What all routes of a router share.

    Attributes:
        held_to_lists: a request with a word that an enum does not list is refused.
    """

    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    verify: Verifier[Any] | None = None
    check_answers: bool = True
    limits: Limits = DEFAULT_LIMITS
    held_to_lists: bool = True


class OperationRoute(APIRoute):
    """A route that is matched by the path as it was sent, so that an escaped slash in a value separates nothing."""

    verb = ""
    allow = ""
    query: frozenset[tuple[str, str]] = frozenset()
    asked: frozenset[str] = frozenset()
    steps: Steps = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match the path with its escapes, and the pairs of a query that belongs to the path."""
        if self.query or self.asked:
            pairs, names = asked_for(scope.get("query_string", b""))
            if not (self.query <= pairs and self.asked <= names):
                return Match.NONE, {}
        # FastAPI writes methods in capitals, which those of an author's own need not have.
        method = self.verb.upper() if scope["method"] == self.verb else ""
        asked = {**scope, "path": as_sent(scope), "method": method}
        match, inner = super().matches(asked)
        if match is Match.NONE or not self.steps:
            return match, inner
        texts = divided(inner["path_params"], self.steps)
        if texts is None:
            return Match.NONE, {}
        return match, {**inner, "path_params": texts}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or tell all methods that the path has."""
        if scope["method"] != self.verb:
            raise HTTPException(405, headers={"Allow": self.allow})
        if not self.verb.isupper():
            scope = {**scope, "method": self.verb.upper()}
        await super().handle(scope, receive, send)


def as_sent(scope: Scope) -> str:
    """The path with the escapes that matter, in one spelling."""
    raw = scope.get("raw_path")
    if not isinstance(raw, bytes):
        return quote(scope["path"], safe=LITERAL)
    return escaped(raw.partition(b"?")[0])


@lru_cache(maxsize=REQUESTS)
def escaped(raw: bytes) -> str:
    """The bytes of a path with the escapes that matter, in one spelling."""
    return spelled(quote(raw, safe=f"{LITERAL}%"))


@lru_cache(maxsize=REQUESTS)
def asked_for(query: bytes) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """The pairs of a query, and their names."""
    pairs = frozenset(parse_qsl(query.decode("latin-1"), True))
    return pairs, frozenset(name for name, _ in pairs)


def spelled(path: str) -> str:
    """An escaped path in one spelling of its escapes."""
    return ESCAPE.sub(_unescaped, STRAY.sub("%25", path))


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code in PLAIN else found[0].upper()


@dataclass(frozen=True, slots=True)
class Template:
    """A path of the document.

    Attributes:
        path: as FastAPI wants it, with its fields counted.
        names: of the fields.
        query: pairs that have to be in the query string, for the documents that tell operations apart by them.
        asked: fields whose values stand in the query string, and their names there.
    """

    path: str
    names: tuple[str, ...]
    query: frozenset[tuple[str, str]]
    asked: Mapping[str, str]


def template(path: str) -> Template:
    """Read a path, which may have escapes; its fragment is no part of a request (RFC 9110, section 7.1)."""
    own, _, query = path.partition("#")[0].partition("?")
    parts = FIELD.split(own)
    literal = [spelled(quote(part, safe=f"{LITERAL}%")) for part in parts[::2]]
    later = (f"{{p{index}}}{text}" for index, text in enumerate(literal[1:]))
    made = literal[0] + "".join(later)
    pairs = [
        (key, value, FIELD.fullmatch(value)) for key, value in parse_qsl(query, True)
    ]
    return Template(
        made or "/",
        tuple(parts[1::2]),
        frozenset((k, v) for k, v, _ in pairs if not FIELD.search(f"{k}={v}")),
        {one[1]: key for key, _, one in pairs if one is not None},
    )


def order(found: Template) -> tuple[Any, ...]:
    """The place of a path among others: what is fixed is matched before what is not, and of what is not the one with more beside it."""
    parts = tuple(
        ("{" in step, -len(FIELD.sub("", step)) if "{" in step else 0, step)
        for step in found.path.split("/")
    )
    return parts, -len(found.query), -len(found.asked)


def router(
    groups: Iterable[tuple[Sequence[Route], object]], settings: Settings
) -> APIRouter:
    """A router with a route for each operation.

    Args:
        groups: routes, and the object whose methods answer them.

    Raises:
        TypeError: a handler has no such method.
    """
    made = APIRouter(route_class=OperationRoute, redirect_slashes=False)
    found = [
        (template(route.path), route, handler)
        for routes, handler in groups
        for route in routes
    ]
    found.sort(key=lambda one: order(one[0]))
    methods: dict[str, set[str]] = {}
    shared: dict[tuple[object, ...], list[tuple[Route, Endpoint]]] = {}
    first: dict[tuple[object, ...], tuple[Template, str]] = {}
    key: tuple[object, ...]
    for place, route, handler in found:
        methods.setdefault(place.path, set()).add(route.method)
        one = endpoint(route, place, method_of(handler, route), settings)
        key = route.method, place.path, place.query, frozenset(place.asked.values())
        shared.setdefault(key, []).append((route, one))
        first.setdefault(key, (place, f"{type(handler).__name__}.{route.handler}"))
    for key, (place, name) in first.items():
        path, steps = steps_of(place.path)
        method = shared[key][0][0].method
        made.add_api_route(
            path,
            together(shared[key]),
            methods=[method],
            name=name,
            include_in_schema=False,
            response_model=None,
            route_class_override=of_place(method, place, steps, methods[place.path]),
        )
    return made


def method_of(handler: object, route: Route) -> Callable[..., Any]:
    """The method of a handler that answers an operation.

    Raises:
        TypeError: it has none.
    """
    answer: Callable[..., Any] | None = getattr(handler, route.handler, None)
    if answer is None or not callable(answer):
        name = type(handler).__name__
        raise TypeError(
            f"{name} has no method {route.handler!r} to answer {route.method} {route.path}"
        )
    return answer


def of_place(
    method: str, place: Template, divided: Steps, methods: Iterable[str]
) -> type[OperationRoute]:
    """The route of one method of a path; FastAPI may make them anew by their class, where an application includes the router."""

    class Placed(OperationRoute):
        verb = method
        allow = ", ".join(sorted(methods))
        query = place.query
        asked = frozenset(place.asked.values())
        steps = divided

    return Placed


def endpoint(
    route: Route,
    place: Template,
    answer: Callable[..., Any],
    settings: Settings,
) -> Endpoint:
    """The function that answers one operation; whatever happens, what it gives is a response."""

    async def answered(request: Request) -> Response:
        kept = True
        try:
            made = await tried(request)
            if isinstance(made, StreamingResponse):
                made.background = BackgroundTask(close, request)
                kept = False
        finally:
            if kept:
                await close(request)
        return made

    async def tried(request: Request) -> Response:
        try:
            given = await called(route, place, answer, settings, request)
            accept = request.headers.get("accept", "")
            return await response(route, given, accept, settings.check_answers)
        except Fault as fault:
            return fault_response(route, fault)
        except StatusError as error:
            return error_response(route, error)
        except (HTTPException, ClientDisconnect):
            raise
        except Exception:
            LOGGER.exception("%s %s failed", route.method, route.path)
            return failure_response(route)

    return answered


async def called(
    route: Route,
    place: Template,
    answer: Callable[..., Any],
    settings: Settings,
    request: Request,
) -> Any:
    """What the handler gives for a request."""
    who = await caller(route, request, settings.schemes, settings.verify)
    secrets = frozenset((s.location, s.parameter) for s in settings.schemes.values())
    with held_to_lists(settings.held_to_lists):
        given = arguments(route.parameters, received(request, place, route), secrets)
        given |= await body_arguments(route.body, request, settings.limits)
    call = Call(who, request)
    if inspect.iscoroutinefunction(answer) or inspect.isasyncgenfunction(answer):
        found: Any = answer(call, **given)
    else:
        found = await run_in_threadpool(answer, call, **given)
    return await found if inspect.isawaitable(found) else found


def received(request: Request, place: Template, route: Route) -> Received:
    """The parts of a request as they were sent; what its path has in a query of its own is a parameter's where one is called so."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    found = request.path_params
    headers = [(n.decode("latin-1"), text_of(v)) for n, v in request.headers.raw]
    cookie = "; ".join(text for name, text in headers if name.lower() == "cookie")
    pairs = pairs_of(query)
    own = {name for name, _ in place.query} | {*place.asked.values()}
    own.difference_update(one.wire for one in route.parameters)
    path = {name: str(found[f"p{index}"]) for index, name in enumerate(place.names)}
    return Received(
        path=path | {name: dict(pairs)[key] for name, key in place.asked.items()},
        query=query,
        pairs=tuple(one for one in pairs if one[0] not in own) if own else pairs,
        headers=tuple(headers),
        cookies=cookies_of(cookie),
    )


def text_of(value: bytes) -> str:
    """A header field as text: UTF-8 where it is some, else one character for each byte."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
