"""An operation and a request go in; the values that came, and all that is wrong with them, come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any
from urllib.parse import unquote, unquote_plus

from generator.ir.model import Api, Content, Json, Operation, Parameter
from generator.load.pointer import join, parse
from generator.mock import bodies
from generator.mock.judge import Judge, Misfit
from generator.mock.media import declared, essence
from generator.mock.styles import (
    Unreadable,
    claimed,
    content_value,
    cookie_value,
    header_value,
    pairs_of,
    path_value,
    query_value,
)
from generator.mock.texts import fields
from generator.mock.wire import Incoming
from generator.records import dataclass

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a request.

    Attributes:
        where: what part of the request, for a person.
        words: what is wrong with it.
        status: the status that says it best.
        field: name of the parameter, or of the body's property, that is to blame; "" where there is none.
    """

    where: str
    words: str
    status: int = 400
    field: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A request as values: parameters by (name, location), and the body."""

    values: Mapping[tuple[str, str], Json] = field(
        default_factory=dict[tuple[str, str], Json]
    )
    body: Any = None
    wrong: tuple[Wrong, ...] = ()


def check(
    operation: Operation,
    incoming: Incoming,
    texts: Mapping[str, str],
    api: Api,
    judge: Judge,
) -> Checked:
    """Hold a request against what its operation declares.

    Args:
        texts: escaped text of each path parameter, by its name.
    """
    values: dict[tuple[str, str], Json] = {}
    wrong: list[Wrong] = []
    others = claimed(operation.parameters, pairs_of(incoming.query), api)
    for parameter in operation.parameters:
        where = f"{parameter.location} parameter {parameter.wire!r}"
        try:
            came, value = _value(parameter, incoming, texts, api, others)
        except Unreadable as error:
            wrong.append(Wrong(where, str(error), field=parameter.wire))
            continue
        if not came:
            if parameter.required:
                wrong.append(
                    Wrong(where, "it is required and missing", field=parameter.wire)
                )
            continue
        found = [*_judged(parameter, value, where, judge)]
        if found and value == [""] and not [*_judged(parameter, [], where, judge)]:
            # A name without a value is how clients write an array without members.
            found, value = [], []
        values[parameter.wire, parameter.location] = value
        wrong += found
    body, more = _body(operation, incoming, api, judge)
    return Checked(values, body, (*wrong, *more))


def _judged(
    parameter: Parameter, value: Json, where: str, judge: Judge
) -> Iterator[Wrong]:
    if value == "" and parameter.allow_empty_value:
        return
    at = parameter.id
    if parameter.content:
        at = join(at, "content", parameter.content)
    for misfit in judge.misfits(at, value):
        yield Wrong(f"{where}{_at(misfit.path)}", misfit.words, field=parameter.wire)


def _top(misfit: Misfit) -> str:
    """The body's property that a misfit lies in."""
    return next(iter(parse(misfit.path)), misfit.missing)


def _at(path: str) -> str:
    return f" at {path}" if path else ""


def _value(
    parameter: Parameter,
    incoming: Incoming,
    texts: Mapping[str, str],
    api: Api,
    others: frozenset[str],
) -> tuple[bool, Json]:
    """Whether a parameter came, and its value."""
    match parameter.location:
        case "path":
            text = texts.get(parameter.wire, "")
            return bool(text), path_value(parameter, text, api) if text else None
        case "query":
            return query_value(parameter, pairs_of(incoming.query), api, others)
        case "querystring":
            query = _without_keys(parameter, incoming.query, api)
            # No query at all is a form without fields.
            empty = parameter.required and essence(parameter.content) == FORM
            if not query and not empty:
                return False, None
            return True, _querystring(parameter, query, api)
        case "header":
            came = incoming.all(parameter.wire)
            return bool(came), (
                header_value(parameter, ", ".join(came), api) if came else None
            )
        case "cookie":
            return cookie_value(parameter, incoming.cookies(), api)


def _without_keys(parameter: Parameter, query: str, api: Api) -> str:
    """The query without the API keys in it, unless properties of it are called so."""
    schemes = api.security_schemes.values()
    keys = {one.parameter for one in schemes if one.location == "query"}
    keys -= fields(parameter.type, api).keys()
    parts = query.split("&") if keys else [query]
    return "&".join(
        one for one in parts if unquote_plus(one.partition("=")[0]) not in keys
    )


def _querystring(parameter: Parameter, query: str, api: Api) -> Json:
    """The whole query as one value (OpenAPI 3.2, section 4.12)."""
    if essence(parameter.content) == FORM:
        content = Content(parameter.id, parameter.content, parameter.type)
        return bodies.form(content, query.encode(), api)
    return content_value(parameter.content, unquote(query))


def _body(
    operation: Operation, incoming: Incoming, api: Api, judge: Judge
) -> tuple[Any, list[Wrong]]:
    if operation.body is None:
        return None, []
    media_type = incoming.get("content-type")
    if not incoming.body and not media_type:
        missing = [Wrong("body", "it is required and missing")]
        return None, missing if operation.body.required else []
    content = (
        declared(operation.body.contents, media_type)
        if media_type
        else operation.body.contents[0]
    )
    if content is None:
        known = ", ".join(one.media_type for one in operation.body.contents)
        return None, [
            Wrong(
                "header 'Content-Type'",
                f"{media_type!r} is not taken here; {known} is",
                415,
            )
        ]
    if not incoming.body and operation.body.required and "json" in content.media_type:
        return None, [Wrong("body", "it is required and empty")]
    try:
        read = bodies.read(
            content, media_type or content.media_type, incoming.body, api
        )
    except Unreadable as error:
        return None, [Wrong("body", str(error))]
    return read.value, list(_judged_body(content, read, judge))


def _judged_body(content: Content, read: bodies.Read, judge: Judge) -> Iterator[Wrong]:
    if not read.judged:
        return
    # What is said of a member by `schema`, before OpenAPI 3.2, is not said of them all.
    apart = read.members is not None and content.item == content.type
    if not apart:
        for misfit in judge.misfits(content.id, read.value):
            yield Wrong(f"body{_at(misfit.path)}", misfit.words, field=_top(misfit))
    for number, member in enumerate(read.members or ()):
        for misfit in judge.misfits(
            content.id, member, "schema" if apart else "itemSchema"
        ):
            yield Wrong(f"body at /{number}{misfit.path}", misfit.words)
