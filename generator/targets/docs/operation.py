"""An operation goes in; the view of its page comes out."""

from __future__ import annotations

from collections import Counter

from generator.ir.model import (
    Callback,
    Checked,
    Content,
    Location,
    MapOf,
    Never,
    Operation,
    Parameter,
    Pointer,
    Record,
    Tuple,
    Type,
)
from generator.languages import html
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.answers import AnswersView, answers
from generator.targets.docs.auth import needs
from generator.targets.docs.contents import ContentView, contents
from generator.targets.docs.credentials import variables
from generator.targets.docs.deeper import MOST_SENT, deeper
from generator.targets.docs.elsewhere import more
from generator.targets.docs.expressions import template_said
from generator.targets.docs.fields import field_view
from generator.targets.docs.frame import (
    FrameView,
    LinkView,
    MethodView,
    frame,
    group_title,
    method_view,
)
from generator.targets.docs.given import given
from generator.targets.docs.index import badges
from generator.targets.docs.money import (
    MoneyView,
    TaskView,
    money,
    repeats,
    task_view,
)
from generator.targets.docs.opening import SENT, Opening, Row
from generator.targets.docs.rows import FieldView, scope_of
from generator.targets.docs.samples import SampleView, SnippetView, samples
from generator.targets.docs.servers import ServerView, server_view
from generator.targets.docs.site import Site
from generator.targets.docs.tag import other_groups
from generator.targets.docs.titles import short
from generator.targets.docs.types import Place
from generator.targets.docs.words import Words

TEMPLATE = "docs/operation.html.j2"
TWIN = "docs/operation.md.j2"
BODY = Code("body")
LOCATIONS: tuple[Location, ...] = ("path", "query", "querystring", "header", "cookie")


@dataclass(frozen=True, slots=True)
class ParametersView:
    """The parameters of one location; `deeper` has the names of what is in them further down."""

    title: Words
    fields: tuple[FieldView, ...]
    scope: Code
    deeper: Words | None


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body."""

    required: bool
    doc: Words
    contents: tuple[ContentView, ...]


@dataclass(frozen=True, slots=True)
class CallbackView:
    """A request that the API sends: where it goes, and what it carries; `after` says which other one it follows."""

    name: Words
    method: MethodView
    address: Words
    title: Words
    deprecated: bool
    doc: Words
    external: Words | None
    anchor: Code
    after: Words | None
    parameters: tuple[ParametersView, ...]
    body: BodyView | None
    answers: AnswersView


@dataclass(frozen=True, slots=True)
class OperationView:
    """The page of an operation.

    Attributes:
        path: its address; for a webhook, its name.
        async_told: the twin says of the asynchronous client in a sentence what it leaves out.
        guarded: the document has operations that do not let everybody in.
        needs: what a request has to carry to be let in: alternatives.
        external: a link to more about it.
        servers: the addresses that it has in place of those of the document.
        repeats: what HTTP says of sending it twice.
        given: the samples that the document has itself.
        calls: of a webhook, that the API calls and the reader answers.
        groups: those that it belongs to beside the one that lists it, as far as the document says something of them.
        read_from: the variables of the environment from which samples take credentials.
    """

    frame: FrameView
    method: MethodView
    path: Words
    deprecated: bool
    summary: Words
    doc: Words
    external: Words | None
    servers: tuple[ServerView, ...]
    guarded: bool
    needs: tuple[Words, ...]
    many_needs: bool
    parameters: tuple[ParametersView, ...]
    body: BodyView | None
    answers: AnswersView
    callbacks: tuple[CallbackView, ...]
    money: MoneyView | None
    task: TaskView | None
    samples: tuple[SampleView, ...]
    answers_title: Words | None
    given: tuple[SnippetView, ...] = ()
    repeats: Words | None = None
    read_from: Words | None = None
    calls: Words | None = None
    async_told: bool = False
    try_it: Words | None = None
    groups: tuple[Words, ...] = ()
    badges: tuple[Words, ...] = ()


def pages(site: Site) -> list[Page]:
    """Two pages an operation: HTML, and its Markdown twin."""
    found: list[Page] = []
    site.made.shared.update(shared(site))
    for name, many in site.grouped.items():
        for at, operation in enumerate(many):
            near = (*many[max(0, at - 1) : at], *many[at + 1 : at + 2])
            view = operation_view(operation, site, name, near, at > 0)
            path = f"{site.language}/{site.paths.operations[operation.id]}"
            found += [
                Page(f"{path}.html", TEMPLATE, view),
                Page(f"{path}.md", TWIN, view),
            ]
    return found


def operation_view(
    operation: Operation,
    site: Site,
    group: str,
    near: tuple[Operation, ...] = (),
    has_previous: bool = False,
) -> OperationView:
    """The view of one operation.

    Args:
        near: the operations before and after it in its group.
    """
    opening, place = Opening(), Place(site)
    own = site.doc(operation.doc)
    title = site.title(operation)
    path = site.paths.operations[operation.id]
    made = body_view(operation, place, opening)
    shown = samples(operation, site)
    return OperationView(
        frame=frame(
            site,
            path,
            title,
            own.description or title,
            (
                LinkView(
                    group_title(site, group), Code(f"../{site.paths.tags[group]}.html")
                ),
            ),
            group,
            data=Code(f"../../json/{path}.json"),
            near=near_links(site, near, has_previous),
            apart=f"{operation.method} {operation.path}",
        ),
        method=method_view(operation.method),
        path=words.path(operation.path),
        deprecated=operation.deprecated,
        summary=words.title(title),
        doc=site.prose(operation.doc, 2),
        external=more(own, site),
        servers=tuple(server_view(one, site, "../") for one in operation.servers),
        guarded=bool(site.api.security_schemes or operation.security),
        needs=needs(operation, site, "../"),
        many_needs=len(operation.security) > 1,
        parameters=parameters(operation, place, opening),
        body=made,
        answers=answers(operation.responses, place, opening),
        callbacks=tuple(
            view
            for one in operation.callbacks
            for view in callback_views(one, place, opening)
        ),
        money=money(operation, site),
        task=task_view(operation.task, place),
        samples=shown,
        given=tuple(given(operation, shown)),
        answers_title=site.label("responses") if operation.responses else None,
        repeats=repeats(operation, site),
        read_from=read_from(operation, site),
        async_told=site.large(),
        try_it=try_link(path, site),
        groups=tuple(other_groups(operation, group, site)),
        badges=tuple(badges(operation, site)),
    )


def read_from(operation: Operation, site: Site) -> Words | None:
    """Where samples take credentials from."""
    found = tuple(variables(operation, site))
    if not found:
        return None
    names = words.joined(map(words.code, found), ", ")
    return site.phrase("read_from", names)


def try_link(path: Code, site: Site) -> Words | None:
    """A link to where the operation can be tried; its twin has none."""
    if not site.settings.try_it:
        return None
    href = Code(f"../{path.replace('operations/', 'try/', 1)}.html")
    label = site.label("try_it")
    return Words(html.local(label.html, href), label.md)


def near_links(
    site: Site, near: tuple[Operation, ...], has_previous: bool
) -> tuple[LinkView, ...]:
    """Links to the operations before and after."""
    rels = ("prev", "next") if has_previous else ("next",)
    return tuple(
        LinkView(
            words.title(site.title(one)),
            Code(f"./{site.paths.operations[one.id].removeprefix('operations/')}.html"),
            rel=Code(rel),
        )
        for one, rel in zip(near, rels, strict=False)
    )


def parameters(
    operation: Operation, place: Place, opening: Opening, start: str = ""
) -> tuple[ParametersView, ...]:
    """The parameters by location; the ids of their rows begin with `start`."""
    found: list[ParametersView] = []
    ordered = own_first(operation, place.site)
    for location in LOCATIONS:
        own = [p for p in ordered if p.location == location]
        if own:
            row = Row(place, opening, f"{start}{location}")
            fields = tuple(field_view(one, row) for one in own)
            title = place.site.label(f"in_{location}")
            below = deeper(types(own), opening.names, place, MOST_SENT)
            found.append(ParametersView(title, fields, scope_of(fields), below))
    return tuple(found)


def types(parameters: list[Parameter]) -> Type:
    """What has the types of parameters in it."""
    return Tuple(tuple(one.type for one in parameters), Never())


def own_first(operation: Operation, site: Site) -> list[Parameter]:
    """The parameters of an operation, those last that it shares with its path or with most others; an address has an order
    of its own."""
    path = f"{operation.id.rpartition('/')[0]}/parameters/"
    common = site.made.shared

    def is_shared(one: Parameter) -> bool:
        return one.location != "path" and (one.id in common or one.id.startswith(path))

    return sorted(operation.parameters, key=is_shared)


def shared(site: Site) -> set[Pointer]:
    """The parameters that most operations have."""
    times = Counter(p.id for one in site.api.operations for p in one.parameters)
    return {id for id, many in times.items() if many > len(site.operations) // 2 + 1}


def is_empty(content: Content) -> bool:
    """Whether a body can hold nothing."""
    type = content.type
    while isinstance(type, Checked):
        type = type.type
    match type:
        case MapOf(Never()) | Record(fields=(), extra=Never()):
            return not content.examples
        case _:
            return False


def body_view(
    operation: Operation,
    place: Place,
    opening: Opening,
    anchor: Code = BODY,
    received: bool = False,
) -> BodyView | None:
    """The body of a request; none where it is neither required nor can hold anything.

    Args:
        received: the API sends it, so that a reader has to know what it looks like.
    """
    body = operation.body
    if body is None or (
        not (body.required or body.doc.description)
        and all(map(is_empty, body.contents))
    ):
        return None
    return BodyView(
        required=body.required,
        doc=place.site.prose(body.doc),
        contents=contents(
            body.contents,
            anchor,
            place,
            opening,
            SENT,
            made=received,
            said=body.doc,
        ),
    )


def callback_views(
    callback: Callback, place: Place, opening: Opening, after: Words | None = None
) -> tuple[CallbackView, ...]:
    """The requests of one callback, each with those that follow its answer.

    Args:
        after: the request of a callback whose answer is followed by these.
    """
    site = place.site
    found: list[CallbackView] = []
    for one in callback.operations:
        own = site.doc(one.doc)
        anchor = opening.anchor(f"callback-{callback.name}")
        found.append(
            CallbackView(
                name=words.text(callback.name),
                method=method_view(one.method),
                address=template_said(callback.expression, site),
                title=words.text(short(own.summary or own.title or callback.name)),
                deprecated=one.deprecated,
                doc=site.prose(one.doc),
                external=more(own, site),
                anchor=anchor,
                after=site.phrase("calls_after", after) if after else None,
                parameters=parameters(one, place, opening, f"{anchor}-"),
                body=body_view(one, place, opening, anchor, received=True),
                answers=answers(one.responses, place, opening),
            )
        )
        title = found[-1].title
        for inner in one.callbacks:
            found += callback_views(inner, place, opening, title)
    return tuple(found)
