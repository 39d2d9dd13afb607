"""A site goes in; the sections about what its client does beside a plain call come out, each shown by an operation of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.ir.model import Operation
from generator.languages.code import Code
from generator.languages.python.calls import Made, Use, Value, program, receiver
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.attached import gives_stream, output
from generator.targets.docs.samples import (
    Call,
    arguments,
    calls,
    client,
    method_of,
    python,
    use_of,
)
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

PYTHON, SHELL = Code("python"), Code("shell")
BEGINNERS = ("GET", "POST", "PUT", "PATCH")
"""Methods in the order in which one would try them; others come last."""
KEYS = ("timeout", "headers", "query", "body", "retries", "idempotency_key")
"""What one call may be told."""
OPTIONS = Code("request_options")
PATH = Code("Path")


@dataclass(frozen=True, slots=True)
class GroupView:
    """The methods of one resource, each with the operation that it calls; `open` shows them at once."""

    name: Words
    many: Words
    rows: tuple[tuple[Words, Words], ...]
    open: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """A section: what it says, programs that show it, a list with what is said above it, and lists that are folded."""

    anchor: Code
    title: Words
    said: tuple[Words, ...]
    codes: tuple[Words, ...] = ()
    listed: Words | None = None
    rows: tuple[tuple[Words, Words], ...] = ()
    groups: tuple[GroupView, ...] = ()


def easiest(many: Sequence[Operation]) -> list[Operation]:
    """Operations, those first that do little harm and ask for little; of equals, the first in the document."""
    return sorted(many, key=ease)


def ease(operation: Operation) -> tuple[bool, int, int]:
    """The smaller, the better to begin with."""
    asked = sum(one.required for one in operation.parameters)
    body = operation.body is not None and operation.body.required
    method = operation.method
    harm = BEGINNERS.index(method) if method in BEGINNERS else len(BEGINNERS)
    return operation.deprecated, harm, asked + body


def plain(site: Site) -> Operation | None:
    """The operation that shows what holds for all of them: one that gives data, where there is one."""
    found = easiest(site.api.operations)
    giving = [one for one in found if not gives_stream(one)]
    return next((one for one in giving if gives(one)), next(iter(found), None))


def gives(operation: Operation) -> bool:
    """Whether there is something in the answer of an operation."""
    return any(o.contents for o in operation.responses if o.status.startswith("2"))


def parts(site: Site) -> Iterator[PartView]:
    """The sections, those left out that the document has nothing for."""
    yield from pages(site)
    yield from streams(site)
    yield from uploads(site)
    yield from downloads(site)
    yield from incoming(site)
    operation = plain(site)
    if operation is not None:
        call = next(calls(operation, site))
        yield options(call, site)
        yield raw(call, site)
        yield limits(call, site)


def shown(
    call: Call,
    site: Site,
    use: Use | None = None,
    method: Code | None = None,
    given: Sequence[tuple[Code, Value]] = (),
    own: Sequence[tuple[Code, Value]] = (),
) -> Words:
    """A program with a call.

    Args:
        use: what is done with the answer, if not what samples do.
        method: in place of the operation's own.
        given: further arguments of the call; those of its options are joined with what it has.
        own: further arguments of the client.
    """
    passed = [*arguments(call, site)]
    for name, value in given:
        before = dict(passed).get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            passed = [one for one in passed if one[0] != name]
            value = {**before, **value}
        passed.append((name, value))
    clients = [*client(call, site), *own]
    name = method or method_of(call.operation, site)
    use, saved = use or use_of(call.operation, site), output(call.operation, site.api)
    made = program(site.package, name, passed, clients, False, use, saved)
    return words.block(made, PYTHON)


def pages(site: Site) -> Iterator[PartView]:
    """Lists that come page by page."""
    for operation in easiest(
        [one for one in site.api.operations if one.id in site.names.pages]
    )[:1]:
        name = method_of(operation, site).rpartition(".")[0]
        method = Code(f"{name}.{site.names.pages[operation.id]}".lstrip("."))
        call = next(calls(operation, site))
        yield PartView(
            anchor=Code("pages"),
            title=site.label("py_pages"),
            said=(
                site.phrase(
                    "py_pages_text",
                    words.code(f"client.{method}(…)"),
                    words.code(".pages()"),
                ),
            ),
            codes=(shown(call, site, "items", method),),
        )


def streams(site: Site) -> Iterator[PartView]:
    """Answers that come member by member."""
    for operation in easiest([*filter(gives_stream, site.api.operations)])[:1]:
        yield PartView(
            anchor=Code("streams"),
            title=site.label("py_streams"),
            said=(site.phrase("py_streams_text", words.code("with")),),
            codes=tuple(
                words.block(one, PYTHON)
                for one in python(next(calls(operation, site)), site)
            ),
        )


def uploads(site: Site) -> Iterator[PartView]:
    """Files that are sent."""
    found = first(site, lambda call: any(map(is_path, arguments(call, site))))
    if found is not None:
        kinds = ("Path", "bytes", "(name, content, media_type)")
        yield PartView(
            anchor=Code("uploads"),
            title=site.label("py_uploads"),
            said=(site.phrase("py_uploads_text", *map(words.code, kinds)),),
            codes=(words.block(python(found, site)[0], PYTHON),),
        )


def is_path(argument: tuple[Code, Value]) -> bool:
    """Whether an argument is a file, or a list of them, that is sent as it is."""
    value = argument[1]
    if isinstance(value, list) and value:
        value = value[0]
    return isinstance(value, Made) and value.callee == PATH and not value.tail


def downloads(site: Site) -> Iterator[PartView]:
    """Answers that are files."""
    found = first(site, lambda call: bool(output(call.operation, site.api)))
    if found is not None:
        limit = words.code("max_response_bytes")
        yield PartView(
            anchor=Code("downloads"),
            title=site.label("py_downloads"),
            said=(site.phrase("py_downloads_text", limit),),
            codes=(words.block(python(found, site)[0], PYTHON),),
        )


def incoming(site: Site) -> Iterator[PartView]:
    """What the server sends by itself: a webhook, else a callback, that has a body."""
    called = (*site.api.webhooks, *callbacks(site))
    for one in [one for one in called if one.body and one.body.contents][:1]:
        signed = one.signature is not None
        function = Code(f"parse_{site.names.webhooks[one.id]}")
        yield PartView(
            anchor=Code("webhooks"),
            title=site.label("webhooks"),
            said=(site.phrase("py_webhooks_text", words.code("InvalidWebhook")),),
            codes=(words.block(receiver(site.package, function, signed), PYTHON),),
        )


def callbacks(site: Site) -> Iterator[Operation]:
    """The operations of all callbacks."""
    for operation in site.api.operations:
        for callback in operation.callbacks:
            yield from callback.operations


def first(site: Site, holds: Callable[[Call], bool]) -> Call | None:
    """The easiest call that shows something."""
    having = [
        one
        for one in easiest(site.api.operations)
        if one.body is not None or output(one, site.api)
    ]
    found = (next(calls(one, site)) for one in having)
    return next(filter(holds, found), None)


def options(call: Call, site: Site) -> PartView:
    """What one call may be told."""
    told: Value = {"timeout": 20, "headers": {"X-Trace": "a1"}}
    return PartView(
        anchor=Code("options"),
        title=site.label("py_options"),
        said=(
            site.phrase(
                "py_options_text",
                words.code(OPTIONS),
                words.joined(map(words.code, KEYS), ", "),
            ),
        ),
        codes=(shown(call, site, given=[(OPTIONS, told)]),),
    )


def raw(call: Call, site: Site) -> PartView:
    """Status and header fields of an answer."""
    names = ("client.raw", "status", "headers", "content", "data")
    return PartView(
        anchor=Code("raw"),
        title=site.label("py_raw"),
        said=(site.phrase("py_raw_text", *map(words.code, names)),),
        codes=(shown(call, site, "raw"),),
    )


def limits(call: Call, site: Site) -> PartView:
    """What a client takes and waits for at most."""
    own: list[tuple[Code, Value]] = [
        (Code("timeout"), 30),
        (Code("max_concurrent"), 8),
    ]
    names = ("timeout", "max_concurrent", "max_response_bytes")
    return PartView(
        anchor=Code("limits"),
        title=site.label("py_limits"),
        said=(
            site.phrase("py_limits_text", *map(words.code, names)),
            site.phrase("py_limits_same", words.code("client.with_options(timeout=5)")),
        ),
        codes=(shown(call, site, own=own),),
    )
