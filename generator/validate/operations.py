"""Operations, their parameters and responses go in; what does not hang together in them comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.jsonvalues import is_object, mapping, sequence
from generator.load import Document, refs
from generator.validate.finding import Finding
from generator.validate.paths import as_declared, names_in, undeclared_in
from generator.validate.plain import near
from generator.validate.trails import Trail, place_of

_STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)|default")
_LARGE = re.compile(r"[6-9][0-9]{2}")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LOCATIONS = ("path", "query", "querystring", "header", "cookie")


def repeated_id(
    operation: dict[str, Any], trail: Trail, seen: dict[str, Trail]
) -> Iterator[Finding]:
    """Report an operationId that another operation has (OpenAPI 3.1.0, section 4.8.10).

    Args:
        seen: the first operation of each operationId so far; this one is added.
    """
    name = operation.get("operationId")
    if not isinstance(name, str):
        return
    if name in seen:
        message = f"operationId {name!r} is also that of {place_of(seen[name])}"
        hint = "Give each operation an id of its own; until then the generated names are made distinct."
        yield Finding(
            "duplicate-operation-id",
            "warning",
            message,
            place_of((trail, "operationId")),
            hint,
        )
    else:
        seen[name] = trail


def operation_faults(
    document: Document,
    operation: dict[str, Any],
    trail: Trail,
    minor: int,
    templates: Mapping[str, str],
) -> Iterator[Finding]:
    """Check the method, parameters against the path's template, and the responses' keys.

    Args:
        templates: the path by the pointer of its path item, where that does not stand below it.
    """
    yield from _method(trail)
    shared = _item(document, trail).get("parameters")
    lists = [
        _parameters(document, shared),
        _parameters(document, operation.get("parameters")),
    ]
    yield from _repeated(lists[1], (trail, "parameters"))
    template = _template(trail) or templates.get(place_of(_up(trail)))
    if template is not None:
        yield from _against_template(template, lists[0] + lists[1], trail)
    responses = operation.get("responses")
    if responses is None and not minor:
        message = "the operation has no 'responses'; it is taken as one that may answer anything"
        yield Finding(
            "missing-key", "warning", message, place_of(trail), "Add 'responses'."
        )
    for status in mapping(responses):
        yield from _status(
            status, mapping(responses), place_of(((trail, "responses"), status))
        )


def _status(status: str, beside: Mapping[str, Any], place: str) -> Iterator[Finding]:
    """Report a key of responses that is no status, or a range that is not spelled as OpenAPI does (3.1.0, section 4.8.16)."""
    if _STATUS.fullmatch(status) or status.startswith("x-"):
        return
    message = f"{status!r} is no HTTP status: a number such as 200, a range such as 4XX, or default"
    hint = "It is left out: servers do not send it."
    right = status.upper()
    if _STATUS.fullmatch(right):
        hint = f"It counts as {right}."
        if right in beside:
            hint = f"It is left out: {right} counts."
    elif _LARGE.fullmatch(status):
        hint = "HTTP has none above 599."
    elif status.lower() == "default":
        hint = "It is left out. Did you mean 'default'?"
    yield Finding("bad-status", "warning", message, place, hint)


def _method(trail: Trail) -> Iterator[Finding]:
    """Report a method that no request could have: it is a token (RFC 9110, section 9.1)."""
    match trail:
        case ((_, "additionalOperations"), str(name)) if not _TOKEN.fullmatch(name):
            message = f"{name!r} is no HTTP method: one is a word of ASCII letters, digits and some signs, such as COPY"
            yield Finding("bad-method", "error", message, place_of(trail))
        case _:
            return


def _template(trail: Trail) -> str | None:
    """Give the path of an operation under paths; callbacks and webhooks have no template that parameters could fill."""
    match trail:
        case (((None, "paths"), str(path)), _):
            return path
        case ((((None, "paths"), str(path)), "additionalOperations"), _):
            return path
        case _:
            return None


def _item(document: Document, trail: Trail) -> Mapping[str, Any]:
    try:
        return mapping(document.at(place_of(_up(trail))))
    except LookupError:
        return {}


def _up(trail: Trail) -> Trail:
    """Give the trail of the path item of an operation."""
    match trail:
        case ((up, "additionalOperations"), _):
            return up
        case (up, _):
            return up
        case _:
            return None


def _parameters(document: Document, given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for parameter in sequence(given):
        try:
            parameter = refs.resolve(document, parameter, "")[0]
        except refs.Unresolved:
            continue
        if is_object(parameter):
            found.append(parameter)
    return found


def _repeated(parameters: list[dict[str, Any]], trail: Trail) -> Iterator[Finding]:
    """Report two parameters of one name and place (OpenAPI 3.1.0, section 4.8.10: "a unique combination")."""
    seen: set[tuple[str, str]] = set()
    for parameter in parameters:
        name, location = parameter.get("name"), parameter.get("in")
        if not isinstance(name, str) or not isinstance(location, str):
            continue
        name = name.lower() if location == "header" else name
        if (name, location) in seen:
            message = f"the {location} parameter {name!r} is declared twice"
            yield Finding(
                "duplicate-parameter",
                "warning",
                message,
                place_of(trail),
                "The last one counts.",
            )
        seen.add((name, location))


def _against_template(
    path: str, parameters: list[dict[str, Any]], trail: Trail
) -> Iterator[Finding]:
    """Hold path parameters against the template, both ways (OpenAPI 3.1.0, section 4.8.8.1)."""
    declared = {
        one["name"]: one
        for one in parameters
        if one.get("in") == "path" and isinstance(one.get("name"), str)
    }
    meant = as_declared(path, declared)
    if meant != path:
        message = f"the path {path!r} has more than names in its braces"
        hint = f"It is taken as {meant!r}."
        yield Finding("path-parameter", "warning", message, place_of(trail), hint)
    path = meant
    named = dict.fromkeys(names_in(path))
    for name in named:
        if name not in declared:
            other = near(name, [one for one in declared if one not in named])
            text = undeclared_in(f"{{{name}}}", declared)
            read = "It is taken as a text. " if text else ""
            hint = (
                f"Did you mean {other!r}, which is declared and does not stand in the path?"
                if other
                else f"{read}Declare it with 'in: path'."
            )
            message = f"{{{name}}} stands in the path {path!r} and is not declared as a path parameter"
            yield Finding("path-parameter", "warning", message, place_of(trail), hint)
    for name in declared:
        if name not in named:
            other = near(name, [one for one in named if one not in declared])
            hint = (
                f"Did you mean {other!r}?"
                if other
                else (
                    f"Write '{{{name}}}' where ':{name}' stands."
                    if f"/:{name}" in path
                    else "It is left out. Write it into the path in braces if it is needed."
                )
            )
            message = f"path parameter {name!r} does not stand in the path {path!r}"
            yield Finding("path-parameter", "warning", message, place_of(trail), hint)


def parameter_faults(
    _: Document, parameter: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Check one parameter by itself (OpenAPI 3.1.0, section 4.8.12)."""
    location = parameter.get("in")
    if isinstance(location, str) and location not in _LOCATIONS:
        meant = near(location, _LOCATIONS)
        hint = (
            f"Did you mean {meant!r}?"
            if meant
            else (
                "Describe it under 'requestBody': {content: {application/json: {schema: …}}}."
                if location in ("body", "formData")
                else f"Write one of {', '.join(_LOCATIONS)}."
            )
        )
        yield Finding(
            "bad-location",
            "error",
            f"a parameter cannot be 'in' {location!r}",
            place_of((trail, "in")),
            hint,
        )
    if location == "path" and parameter.get("required") is not True:
        message = f"path parameter {parameter.get('name')!r} must have 'required: true'"
        yield Finding(
            "optional-path-parameter",
            "warning",
            message,
            place_of(trail),
            "It is taken as required.",
        )
    if "schema" not in parameter and "content" not in parameter:
        message = f"parameter {parameter.get('name')!r} has neither 'schema' nor 'content'; any value is accepted"
        yield Finding(
            "untyped-parameter", "warning", message, place_of(trail), "Add 'schema'."
        )


def response_faults(
    document: Document, response: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Report a response without the description that it must have (OpenAPI 3.1.0, section 4.8.17; 3.2 asks for none)."""
    if "description" not in response and document.version.startswith(("3.0", "3.1")):
        message = "'description' is missing; a response object must have it"
        yield Finding(
            "missing-key", "warning", message, place_of(trail), "Add 'description'."
        )
