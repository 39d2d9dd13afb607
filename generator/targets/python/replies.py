"""Responses of an operation go in; what a call gives, and the descriptors that the runtime reads it by, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.ir.media import (
    EVENTS,
    contents,
    essence,
    is_json,
    is_plain_json,
    is_read_as_object,
    is_sequence,
    is_streamed,
    is_text,
    is_untold,
    strip,
)
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Content,
    ListOf,
    Operation,
    Record,
    Response,
    Scalar,
    Type,
)
from generator.ir.xml import is_structured
from generator.languages.code import Code
from generator.languages.python import literal, string
from generator.languages.python.types import Printer
from generator.names import successes
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Printers:
    """How types are printed: for people in signatures, and whole for the run time."""

    signature: Printer
    runtime: Printer


@dataclass(frozen=True, slots=True)
class Result:
    """What a successful call gives, to `def` and to `async def`; the two differ where it is a stream."""

    sync: Code
    asynchronous: Code


def result(operation: Operation, printers: Printers) -> Result:
    """The type of a call's result."""
    if operation.method == "HEAD":
        return Result(Code("None"), Code("None"))
    responses = successes(operation)
    if not responses:
        printers.signature.uses.symbols.add("Any")
        return Result(Code("Any"), Code("Any"))
    members = [*_members(responses, printers)]
    return Result(
        _union(one.sync for one in members), _union(one.asynchronous for one in members)
    )


def _union(members: Iterable[Code]) -> Code:
    """Types joined, without repetitions, null at the end."""
    parts = dict.fromkeys(members)
    if "Any" in parts:
        return Code("Any")
    null = parts.pop(Code("None"), "absent") != "absent"
    return Code(" | ".join([*parts, *(["None"] if null else [])]) or "None")


PAGES = ("text/html", "application/xhtml+xml")
"""Media types of what browsers show."""


def asked(response: Response) -> tuple[Content, ...]:
    """What a client asks for: what a response may hold, without other forms of what it may hold as JSON."""
    found = contents(response)
    told = [one.type for one in found if _is_json(one)]
    return tuple([one for one in found if not _is_form_of(told, one)])


def _is_json(content: Content) -> bool:
    return is_json(content.media_type) and content.item is None


def _is_form_of(told: list[Type], content: Content) -> bool:
    """Whether a media type says in another form what is told as JSON; no schema says nothing, bytes are themselves.

    Pages of HTML of which nothing is told are for people, who read what objects and arrays say there.
    """
    kind = essence(content.media_type)
    if kind in PAGES and isinstance(content.type, Anything | Scalar):
        return any(not isinstance(one, Anything | Scalar) for one in told)
    if is_json(kind) or "*" in kind or isinstance(content.type, Anything | Binary):
        return False
    return not is_streamed(content) and content.type in told


def _members(responses: tuple[Response, ...], printers: Printers) -> Iterator[Result]:
    for response in responses:
        found = asked(response)
        if not found:
            untold = is_untold(response)
            made = printers.signature.symbol("Any") if untold else Code("None")
            yield Result(made, made)
        for content in found:
            yield member(content, printers)


def member(content: Content, printers: Printers) -> Result:
    """What one media type gives."""
    symbols = printers.signature.uses.symbols
    item = stream_item(content, printers.signature)
    if item is not None:
        symbols |= {"Stream", "AsyncStream"}
        return Result(Code(f"Stream[{item}]"), Code(f"AsyncStream[{item}]"))
    made = _whole(content, printers.signature)
    return Result(made, made)


def stream_item(content: Content, printer: Printer) -> Code | None:
    """The type of one member where a media type is read member by member; None where it is read whole."""
    kind = essence(content.media_type)
    if content.item is not None:
        return printer.annotation(content.item)
    if kind == EVENTS:
        printer.uses.symbols.add("ServerSentEvent")
        return Code("ServerSentEvent")
    if is_sequence(kind):
        return printer.symbol("Any")
    return None


def _whole(content: Content, printer: Printer) -> Code:
    """The type of a body that is read whole."""
    if is_json(content.media_type) or essence(content.media_type) == "*/*":
        return printer.annotation(content.type)
    if is_read_as_object(printer.api, content) or is_structured(printer.api, content):
        return printer.annotation(content.type)
    return Code("str") if is_text(content.media_type) else Code("bytes")


def reply_parts(
    operation: Operation, printers: Printers, errors: Mapping[str, Code], typed: bool
) -> list[str]:
    """What a descriptor says of answers: the one success by itself, where it is JSON or empty, and a table of others.

    Args:
        errors: status -> type that the package's error classes read already; what says no more is left out.
        typed: the document types the error object itself, for all operations alike.
    """
    good = successes(operation)
    bad = [one for one in operation.responses if one not in good and one.contents]
    told = _told([] if typed else bad, printers, errors)
    parts: list[str] = []
    entries: list[str] = []
    for response in operation.responses:
        held = asked(response) if response in good else contents(response)
        untold = is_untold(response)
        made = whatever(printers) if untold else _replies(held, printers)
        if response not in good:
            if response.status not in told:
                continue
        elif len(good) == 1 and not untold and (said := _one(response, made)):
            parts = said
            continue
        entries.append(f"{string(response.status)}: {made}")
    return [*parts, *([f"replies={{{', '.join(entries)}}}"] if entries else [])]


def _told(
    bad: list[Response], printers: Printers, errors: Mapping[str, Code]
) -> set[str]:
    """The statuses of errors whose bodies the package's error classes do not read as an operation declares them."""
    statuses = {one.status for one in bad}
    found: set[str] = set()
    for one in bad:
        lazy = printers.runtime.annotation(one.contents[0].type)
        narrower = {s for s in statuses - {one.status} if _within(s, one.status)}
        read = [
            made
            for key, made in errors.items()
            if _within(key, one.status)
            and not any(_within(key, other) for other in narrower)
        ]
        in_xml = any(is_structured(printers.runtime.api, c) for c in one.contents)
        other = in_xml or len(one.contents) > 1
        if other or errors.get(one.status) != lazy or {*read} != {lazy}:
            found.add(one.status)
    # What an operation says of a range is what it says of all within, but for those that it names.
    return {s for s in statuses if any(_within(s, wide) for wide in found)}


def _within(status: str, wide: str) -> bool:
    """Whether a key of responses speaks of a status, or of the range that another key is."""
    return wide == "default" or status == wide or f"{status[0]}XX" == wide


def _one(response: Response, made: str) -> list[str]:
    """What is said of a success that is JSON of one type or has no content; nothing of any other."""
    status = f"status={string(response.status)}"
    if made == "()":
        return [status]
    first, *others = asked(response)
    if others or first.item is not None or not is_plain_json(first.media_type):
        return []
    told = [] if response.status == "200" else [status]
    return [f"gives={made[len('Reply('):-1]}", *told]


def whatever(printers: Printers) -> str:
    """The `Reply(…)` of which only what comes tells what it is."""
    printers.runtime.uses.symbols.add("Reply")
    return 'Reply(media_type="*/*")'


def _replies(held: tuple[Content, ...], printers: Printers) -> str:
    made = [reply(content, printers) for content in held]
    if len(made) == 1:
        return made[0]
    return f"({', '.join(made)})"


def reply(content: Content, printers: Printers) -> str:
    """One `Reply(…)`."""
    printers.runtime.uses.symbols.add("Reply")
    item = stream_item(content, printers.runtime)
    media_type = essence(content.media_type)
    if item is not None:
        lazy = (
            "" if content.item is None and media_type == EVENTS else f"lambda: {item}"
        )
        tail = f", item={lazy}" if lazy else ""
        return f"Reply(media_type={string(content.media_type)}{tail})"
    made = f"lambda: {_whole(content, printers.runtime)}"
    if is_plain_json(content.media_type):
        return f"Reply({made})"
    if is_structured(printers.runtime.api, content):
        printers.runtime.uses.symbols.add("XML")
        return f"Reply({made}, {string(content.media_type)}, markup=XML)"
    rows = joined(printers.runtime.api, content)
    told = f", joined={literal({**rows})}" if rows else ""
    return f"Reply({made}, {string(content.media_type)}{told})"


def joined(api: Api, content: Content) -> dict[str, str]:
    """The arrays of a form whose members stand in one text -> the style that joins them."""
    form = strip(api, content.type)
    if not isinstance(form, Record) or not is_read_as_object(api, content):
        return {}
    rows = {f.wire for f in form.fields if isinstance(strip(api, f.type), ListOf)}
    return {
        name: one.style or "form"
        for name, one in content.encodings.items()
        if name in rows and one.explode is False and one.style != "deepObject"
    }
