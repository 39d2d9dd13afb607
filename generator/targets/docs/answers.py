"""The answers of an operation go in; their views, with what several share said once, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.ir.model import (
    Content,
    Link,
    Response,
    Type,
)
from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.blocks import Shown, shown
from generator.targets.docs.contents import ContentView, contents
from generator.targets.docs.expressions import value_said
from generator.targets.docs.fields import field_view
from generator.targets.docs.opening import ANSWERED, SHARED, Opening, Row
from generator.targets.docs.rows import FieldView, scope_of
from generator.targets.docs.site import Site
from generator.targets.docs.types import (
    Place,
    type_words,
)
from generator.targets.docs.words import NONE, Words

_BLOCK = re.compile(r"<(?:[uod]l|p|pre|div|table|blockquote|h[1-6]|hr)\b")


@dataclass(frozen=True, slots=True)
class LinkTextView:
    """What can be done next with an answer: the operation, and what of the answer goes into it."""

    target: Words
    doc: Words
    parameters: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status: as it is shown, and the class that colours it."""

    shown: Words
    kind: Code


@dataclass(frozen=True, slots=True)
class ResponseView:
    """An answer, for one status or for several that share all of it; `whole` is one of which there is more to say."""

    anchor: Code
    statuses: tuple[StatusView, ...]
    title: Words
    open: bool
    whole: bool
    doc: Words
    headers: tuple[FieldView, ...]
    scope: Code
    contents: tuple[ContentView, ...]
    links: tuple[LinkTextView, ...]


@dataclass(frozen=True, slots=True)
class SharedView:
    """The body that several errors have: the statuses, and its fields once for all of them."""

    statuses: tuple[StatusView, ...]
    media_types: tuple[Words, ...]
    type: Words
    anchor: Code
    block: Shown


@dataclass(frozen=True, slots=True)
class AnswersView:
    """All answers: those that say yes, then errors with what most of them share."""

    good: tuple[ResponseView, ...]
    shared: SharedView | None
    errors: tuple[ResponseView, ...]


def answers(
    responses: tuple[Response, ...], place: Place, opening: Opening
) -> AnswersView:
    """The answers of one operation."""
    merged = together(responses)
    good = [one for one in merged if not is_error(one[0].status)]
    errors = [one for one in merged if is_error(one[0].status)]
    done = tuple(response_view(one, place, opening, None) for one in good)
    common = shared_type(errors)
    if common is not None and not has_fields(common, place):
        common = None
    told = tuple(response_view(one, place, opening, common) for one in errors)
    block = shared_view(common, errors, place, opening) if common is not None else None
    return AnswersView(good=done, shared=block, errors=told)


def has_fields(type: Type, place: Place) -> bool:
    """Whether there is anything to say of a type in rows."""
    return shown(type, place, Opening(), Code(""), SHARED) is not None


def is_error(status: str) -> bool:
    """Whether an answer is an error; the one for every other status is."""
    return status[:1] in ("4", "5", "d")


def together(responses: Iterable[Response]) -> list[tuple[Response, ...]]:
    """Answers of the same description, which stand under several statuses, in one."""
    found: dict[tuple[str, str, str], list[Response]] = {}
    for one in responses:
        key = (one.id, one.doc.summary, one.doc.description)
        found.setdefault(key, []).append(one)
    return [tuple(many) for many in found.values()]


def shared_type(errors: list[tuple[Response, ...]]) -> Type | None:
    """The type of the bodies of at least two errors, the most usual one."""
    found = [c.type for many in errors for c in many[0].contents[:1]]
    best, count = None, 1
    for one in found:
        if (here := sum(other == one for other in found)) > count:
            best, count = one, here
    return best


def shared_view(
    common: Type, errors: list[tuple[Response, ...]], place: Place, opening: Opening
) -> SharedView | None:
    """The body that several errors have; None where it has no fields."""
    anchor = opening.anchor("error")
    opened = shown(common, place, opening, anchor, SHARED)
    if opened is None:
        return None
    having = [
        one for many in errors for one in many if has_body(many[0].contents, common)
    ]
    return SharedView(
        statuses=tuple(status_view(one.status) for one in having),
        media_types=tuple(dict.fromkeys(media_types(having, common))),
        type=type_words(common, place),
        anchor=anchor,
        block=opened,
    )


def media_types(having: Iterable[Response], type: Type) -> Iterator[Words]:
    """The media types that a body is sent as."""
    for one in having:
        yield from (words.code(c.media_type) for c in one.contents if c.type == type)


def has_body(contents: tuple[Content, ...], type: Type) -> bool:
    """Whether an answer has a body of a type."""
    return any(one.type == type for one in contents[:1])


def response_view(
    many: tuple[Response, ...], place: Place, opening: Opening, shared: Type | None
) -> ResponseView:
    """An answer: the first paragraph of its text is its title."""
    one, site = many[0], place.site
    own = site.doc(one.doc)
    title, rest = split(own.description)
    if own.summary:
        title, rest = words.line(own.summary), own.description
    anchor = opening.anchor(one.status)
    headers = Row(place, opening, f"{anchor}-headers")
    deep = SHARED if is_error(one.status) else ANSWERED
    found = contents(one.contents, anchor, place, opening, deep, shared, said=one.doc)
    links = tuple(link_view(link, place) for link in one.links)
    fields = tuple(field_view(header, headers) for header in one.headers)
    if title.links and (rest or fields or found or links):
        # The title is what one clicks on to open the rest, so that no link can stand in it.
        title, rest = NONE, "\n\n".join(filter(None, (own.summary, own.description)))
    return ResponseView(
        anchor=anchor,
        statuses=tuple(status_view(each.status) for each in many),
        title=title,
        open=one.status.startswith("2"),
        whole=bool(rest or fields or found or links),
        doc=words.prose(rest),
        headers=fields,
        scope=scope_of(fields),
        contents=found,
        links=links,
    )


def split(description: str) -> tuple[Words, str]:
    """The first paragraph of a text, and the rest; a text that begins with a list or the like is all rest."""
    first, _, rest = description.strip().partition("\n\n")
    title = words.line(first)
    return (NONE, description) if _BLOCK.search(title.html) else (title, rest)


def status_view(status: str) -> StatusView:
    """A status."""
    kind = {"2": "ok", "4": "error", "5": "error"}.get(status[:1], "other")
    return StatusView(words.text(status), Code(kind))


def link_view(link: Link, place: Place) -> LinkTextView:
    """What can be done next with an answer."""
    site = place.site
    target = site.operations.get(link.operation)
    shown = words.text(link.name)
    if target is not None:
        path = f"{place.up}{site.paths.operations[target.id]}"
        shown = words.local(words.title(site.title(target)), path)
    return LinkTextView(
        target=shown,
        doc=words.line(site.doc(link.doc).description),
        parameters=tuple(given(link, site)),
    )


def given(link: Link, site: Site) -> Iterator[Words]:
    """What goes into the request that a link leads to."""
    for name, value in link.parameters.items():
        place, dot, rest = name.partition(".")
        told = words.code(name)
        if dot and f"auth_key_{place}" in site.labels.texts:
            told = site.phrase(f"auth_key_{place}", words.code(rest))
        yield site.phrase("link_gives", told, value_said(value, site))
    if link.has_body:
        yield site.phrase("link_sends", value_said(link.body, site))
    if link.server:
        yield site.phrase("link_goes", words.code(link.server))
