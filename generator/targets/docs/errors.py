"""A site goes in; the page about errors comes out: every status that is declared, with what it means and who says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized

from generator.ir.model import Named, Operation, Pointer, Response, Type
from generator.languages.code import Code
from generator.languages.json_text import dense
from generator.languages.python.statuses import class_name
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.answers import (
    StatusView,
    is_error,
    status_view,
)
from generator.targets.docs.blocks import Shown, shown
from generator.targets.docs.contents import ExampleView, example_view
from generator.targets.docs.frame import FrameView, frame
from generator.targets.docs.opening import ANSWERED, SHARED, Opening
from generator.targets.docs.site import Site
from generator.targets.docs.types import Place, type_words
from generator.targets.docs.words import Words

TEMPLATE = "docs/errors.html.j2"
TWIN = "docs/errors.md.j2"
MOST = 12
"""Operations that a status lists by name."""


MOST_EXAMPLES = 3
"""Examples of one body that are shown."""


@dataclass(frozen=True, slots=True)
class CauseView:
    """One body of a status: what it may mean, and the operations that give it.

    Attributes:
        texts: what the document says of it, the most usual first.
        bodies: its fields, where it is not the body of most errors.
    """

    texts: tuple[Words, ...]
    many_texts: bool
    operations: tuple[Words, ...]
    more: Words | None
    types: tuple[Words, ...]
    bodies: tuple[Shown, ...]
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
    """The page about errors.

    Attributes:
        places: where the error object stands in an answer, or what it is.
        shape: its fields.
    """

    frame: FrameView
    places: Words | None
    shape: Shown | None
    errors: tuple[ErrorView, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Answers of one status with the same body, and the operations that give them; filled while the page is made."""

    bodies: tuple[Type, ...]
    responses: dict[Pointer, Response]
    texts: Counter[str]
    operations: dict[Pointer, Operation]


def pages(site: Site) -> list[Page]:
    """The page about errors, and its twin."""
    title = site.labels.texts["errors"]
    place, opening = Place(site, ""), Opening()
    found = causes(site)
    places, shape = error_object(found, place, opening)
    view = ErrorsView(
        frame=frame(site, "errors", title, title),
        places=places,
        shape=shape,
        errors=tuple(
            error_view(status, found[status], place, opening)
            for status in sorted(found)
        ),
    )
    path = f"{site.language}/errors"
    return [Page(f"{path}.html", TEMPLATE, view), Page(f"{path}.md", TWIN, view)]


def error_object(
    found: Mapping[str, list[Cause]], place: Place, opening: Opening
) -> tuple[Words | None, Shown | None]:
    """The object that errors carry: the one that the document names as such, else the body of more than half of them."""
    site, at = place.site, Code("object")
    named = site.api.error
    if named.schema in site.api.types:
        shape = shown(Named(named.schema), place, opening, at, ANSWERED, whole=True)
        paths = words.joined([words.code(one or "/") for one in named.at], ", ")
        return (site.phrase("error_places", paths) if shape else None), shape
    usual = usual_body(found)
    shape = shown(usual, place, opening, at, ANSWERED, whole=True) if usual else None
    if usual is None or shape is None:
        return None, None
    return site.phrase("error_usual", type_words(usual, place)), shape


def usual_body(found: Mapping[str, list[Cause]]) -> Type | None:
    """The type of the bodies of more than half of the errors that have one."""
    times: list[tuple[Type, int]] = []
    for cause in (one for many in found.values() for one in many if one.bodies):
        more = len(cause.operations)
        for index, (type, so_far) in enumerate(times):
            if type == cause.bodies[0]:
                times[index] = (type, so_far + more)
                break
        else:
            times.append((cause.bodies[0], more))
    best = max(times, key=lambda one: one[1], default=None)
    whole = sum(many for _, many in times)
    return best[0] if best and 2 * best[1] > whole else None


def causes(site: Site) -> dict[str, list[Cause]]:
    """Status -> its bodies, each with the operations that answer with it."""
    found: dict[str, list[Cause]] = {}
    known: dict[tuple[str, Pointer], Cause] = {}
    for operation in site.api.operations:
        for one in operation.responses:
            if not is_error(one.status):
                continue
            key = (one.status, one.id)
            if key not in known:
                known[key] = cause_of(one, found.setdefault(one.status, []))
            cause = known[key]
            cause.responses.setdefault(one.id, one)
            cause.texts[site.doc(one.doc).description.strip()] += 1
            cause.operations.setdefault(operation.id, operation)
    return found


def cause_of(response: Response, many: list[Cause]) -> Cause:
    """The cause with the body of an answer, among those of its status or as one more of them."""
    bodies = tuple(one.type for one in response.contents)
    for cause in many:
        if cause.bodies == bodies:
            return cause
    many.append(Cause(bodies, {}, Counter(), {}))
    return many[-1]


def error_view(
    status: str, many: list[Cause], place: Place, opening: Opening
) -> ErrorView:
    """One status; the body that most operations answer with comes first."""
    ordered = sorted(many, key=lambda one: -len(one.operations))
    anchor = Code(f"status-{status}")
    return ErrorView(
        anchor=anchor,
        status=status_view(status),
        exception=words.code(class_name(int(status))) if status.isdigit() else None,
        causes=tuple(cause_view(one, anchor, place, opening) for one in ordered),
    )


def cause_view(cause: Cause, anchor: Code, place: Place, opening: Opening) -> CauseView:
    """One body of a status."""
    site = place.site
    texts = apart(text for text, _ in cause.texts.most_common())
    single = len(texts) == 1
    shown = [words.prose(one) if single else words.line(one) for one in texts[:MOST]]
    told = [words.seen_from(one, place.up) for one in shown]
    told += [one for one in (more(texts, site),) if one]
    examples = {
        dense(one.value): (one, content.media_type)
        for response in cause.responses.values()
        for content in response.contents
        for one in content.examples
    }
    return CauseView(
        texts=tuple(told),
        many_texts=not single,
        operations=tuple(
            words.local(words.title(site.title(o)), str(site.paths.operations[o.id]))
            for o in [*cause.operations.values()][:MOST]
        ),
        more=more(cause.operations, site),
        types=tuple(dict.fromkeys(type_words(one, place) for one in cause.bodies)),
        bodies=tuple(bodies(cause, anchor, place, opening)),
        examples=tuple(
            example_view(*one, place) for one in [*examples.values()][:MOST_EXAMPLES]
        ),
    )


def apart(texts: Iterable[str]) -> list[str]:
    """Texts of which each says something else: "Bad request." is what "Bad Request" says."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.rstrip(" .!").casefold(), text)
    return [text for text in found.values() if text]


def bodies(
    cause: Cause, anchor: Code, place: Place, opening: Opening
) -> Iterator[Shown]:
    """The fields of the bodies of one status, as far as the page has not told them yet."""
    for at, type in enumerate(cause.bodies):
        if type in cause.bodies[:at]:
            continue
        own = opening.anchor(f"{anchor}-body")
        found = shown(type, place, opening, own, SHARED)
        if found is not None and found.above is None:
            yield found


def more(many: Sized, site: Site) -> Words | None:
    """How many more there are than are listed."""
    left = len(many) - MOST
    return site.phrase("and_more", words.text(str(left))) if left > 0 else None
