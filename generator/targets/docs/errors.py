"""A site goes in; the page about errors comes out: every status that is declared, with what it means and who says it."""

from __future__ import annotations

from generator.ir.model import Named, Operation, Response
from generator.languages.code import Code
from generator.languages.python.statuses import class_name
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.answers import (
    ExampleView,
    StatusView,
    example_view,
    is_error,
    status_view,
)
from generator.targets.docs.blocks import Shown, shown
from generator.targets.docs.fields import ANSWERED, Opening
from generator.targets.docs.frame import FrameView, frame
from generator.targets.docs.site import Site
from generator.targets.docs.types import Place, type_words
from generator.targets.docs.words import Words

TEMPLATE = "docs/errors.html.j2"
TWIN = "docs/errors.md.j2"
MOST = 12
"""Operations that a status lists by name."""


@dataclass(frozen=True, slots=True)
class CauseView:
    """One description of a status: what it means, and the operations that give it."""

    text: Words
    operations: tuple[Words, ...]
    more: Words | None
    types: tuple[Words, ...]
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True, slots=True)
class ErrorView:
    """A status."""

    anchor: Code
    status: StatusView
    exception: Words | None
    causes: tuple[CauseView, ...]


@dataclass(frozen=True, slots=True)
class ErrorsView:
    """The page about errors; `places` are where the error object stands in an answer."""

    frame: FrameView
    places: Words | None
    shape: Shown | None
    errors: tuple[ErrorView, ...]


def pages(site: Site) -> list[Page]:
    """The page about errors, and its twin."""
    title = site.labels.texts["errors"]
    place, shape = Place(site, ""), site.api.error
    opened = None
    if shape.schema in site.api.types:
        type, at = Named(shape.schema), Code("object")
        opened = shown(type, place, Opening(), at, ANSWERED, whole=True)
    view = ErrorsView(
        frame=frame(site, "errors", title, title),
        places=(
            site.phrase(
                "error_places",
                words.joined([words.code(at or "/") for at in shape.at], ", "),
            )
            if opened
            else None
        ),
        shape=opened,
        errors=tuple(errors(site, place)),
    )
    path = f"{site.language}/errors"
    return [Page(f"{path}.html", TEMPLATE, view), Page(f"{path}.md", TWIN, view)]


def errors(site: Site, place: Place) -> list[ErrorView]:
    """Every status that some operation declares, in order."""
    found: dict[str, dict[str, tuple[Response, list[Operation]]]] = {}
    for operation in site.api.operations:
        for one in operation.responses:
            if is_error(one.status):
                text = site.doc(one.doc).description
                causes = found.setdefault(one.status, {})
                causes.setdefault(text, (one, []))[1].append(operation)
    return [
        ErrorView(
            anchor=Code(f"status-{status}"),
            status=status_view(status),
            exception=words.code(class_name(int(status))) if status.isdigit() else None,
            causes=tuple(
                cause_view(one, many, site, place) for one, many in causes.values()
            ),
        )
        for status, causes in sorted(found.items())
    ]


def cause_view(
    one: Response, operations: list[Operation], site: Site, place: Place
) -> CauseView:
    """One description of a status."""
    left = len(operations) - MOST
    return CauseView(
        text=words.prose(site.doc(one.doc).description),
        operations=tuple(
            words.local(words.text(site.title(o)), str(site.paths.operations[o.id]))
            for o in operations[:MOST]
        ),
        more=site.phrase("and_more", words.text(str(left))) if left > 0 else None,
        types=tuple(type_words(content.type, place) for content in one.contents),
        examples=tuple(
            example_view(example, place)
            for content in one.contents
            for example in content.examples
        ),
    )
