"""An operation goes in; the view of its page comes out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.model import Content, Location, Operation, Parameter, Response
from generator.languages.code import Code
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.fields import (
    FieldView,
    NestedView,
    Opening,
    Row,
    field_view,
    nested,
)
from generator.targets.docs.frame import (
    FrameView,
    LinkView,
    MethodView,
    frame,
    group_title,
    method_view,
)
from generator.targets.docs.site import Site, group_of
from generator.targets.docs.types import Place, type_words
from generator.targets.docs.words import NONE, Words

TEMPLATE = "docs/operation.html.j2"
TWIN = "docs/operation.md.j2"
LOCATIONS: tuple[Location, ...] = ("path", "query", "querystring", "header", "cookie")


@dataclass(frozen=True, slots=True)
class ParametersView:
    """The parameters of one location."""

    title: Words
    anchor: Code
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ContentView:
    """One media type of a body or an answer."""

    media_type: Words
    type: Words
    nested: NestedView | None


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body."""

    required: bool
    doc: Words
    contents: tuple[ContentView, ...]


@dataclass(frozen=True, slots=True)
class ResponseView:
    """An answer."""

    anchor: Code
    status: Words
    kind: Code
    title: Words
    open: bool
    doc: Words
    contents: tuple[ContentView, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """The page of an operation."""

    frame: FrameView
    method: MethodView
    path: Words
    deprecated: bool
    summary: Words
    doc: Words
    parameters: tuple[ParametersView, ...]
    body: BodyView | None
    responses: tuple[ResponseView, ...]


def pages(site: Site) -> list[Page]:
    """Two pages an operation: HTML, and its Markdown twin."""
    found: list[Page] = []
    for operation in site.api.operations:
        view = operation_view(operation, site)
        path = f"{site.language}/{site.paths.operations[operation.id]}"
        found += [Page(f"{path}.html", TEMPLATE, view), Page(f"{path}.md", TWIN, view)]
    return found


def operation_view(operation: Operation, site: Site) -> OperationView:
    """The view of one operation."""
    opening, place = Opening(), Place(site)
    own = site.doc(operation.doc)
    title = site.title(operation)
    group = group_of(operation)
    crumb = LinkView(
        group_title(site, group), Code(f"../{site.paths.tags[group]}.html")
    )
    return OperationView(
        frame=frame(
            site,
            site.paths.operations[operation.id],
            title,
            own.description or title,
            TEMPLATE,
            (crumb,),
            group,
        ),
        method=method_view(operation.method),
        path=words.code(operation.path),
        deprecated=operation.deprecated,
        summary=words.text(title),
        doc=words.prose(own.description, 2),
        parameters=parameters(operation, place, opening),
        body=body_view(operation, place, opening),
        responses=tuple(
            response_view(one, place, opening) for one in operation.responses
        ),
    )


def response_view(one: Response, place: Place, opening: Opening) -> ResponseView:
    """An answer: its first paragraph is its title."""
    text = place.site.doc(one.doc)
    title, _, rest = text.description.strip().partition("\n\n")
    anchor = opening.anchor(f"status-{one.status}")
    return ResponseView(
        anchor=anchor,
        status=words.text(one.status),
        kind=status_kind(one.status),
        title=words.line(title),
        open=one.status.startswith("2"),
        doc=words.prose(rest),
        contents=contents(one.contents, anchor, place, opening),
    )


def status_kind(status: str) -> Code:
    """The class that colours a status."""
    return Code({"2": "ok", "4": "error", "5": "error"}.get(status[:1], "other"))


def parameters(
    operation: Operation, place: Place, opening: Opening
) -> tuple[ParametersView, ...]:
    """The parameters by location."""
    found: list[ParametersView] = []
    for location in LOCATIONS:
        own = [p for p in operation.parameters if p.location == location]
        if own:
            found.append(
                ParametersView(
                    title=place.site.label(f"in_{location}"),
                    anchor=opening.anchor(f"in-{location}"),
                    fields=tuple(parameter_view(p, place, opening) for p in own),
                )
            )
    return tuple(found)


def parameter_view(one: Parameter, place: Place, opening: Opening) -> FieldView:
    """The row of a parameter."""
    return field_view(one, Row(place, opening, one.location))


def body_view(operation: Operation, place: Place, opening: Opening) -> BodyView | None:
    """The body of a request."""
    body = operation.body
    if body is None:
        return None
    doc = place.site.doc(body.doc)
    return BodyView(
        required=body.required,
        doc=words.prose(doc.description) if doc.description else NONE,
        contents=contents(body.contents, "body", place, opening),
    )


def contents(
    many: tuple[Content, ...], anchor: str, place: Place, opening: Opening
) -> tuple[ContentView, ...]:
    """The media types of a body or an answer."""
    return tuple(
        ContentView(
            media_type=words.code(one.media_type),
            type=type_words(one.type, place),
            nested=nested(one.type, Row(place, opening, anchor)),
        )
        for one in many
    )
