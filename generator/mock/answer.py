"""An operation and what is wished of its answer go in; the answer's status, headers and body come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.ir.model import Content, Header, Operation, Response
from generator.ir.policies import SITUATIONS, Answered
from generator.jsonvalues import is_array, is_object
from generator.mock.encode import Unsupported, encoded, forms, octets
from generator.mock.examples import Sample, samples, shown
from generator.mock.generate import candidates
from generator.mock.media import answered_as, family, wanted
from generator.mock.served import Served
from generator.mock.wire import Headers
from generator.records import dataclass

_EMPTY = (204, 205, 304)
_OWN = frozenset(
    {
        "content-type",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "connection",
        "keep-alive",
        "trailer",
        "upgrade",
        "retry-after",
    }
)
"""Fields that the mock sets itself, as they tell how an answer is sent (RFC 9110, sections 7.6.1 and 8.4), or what it does."""


class Unanswerable(Exception):
    """What was wished for cannot be answered; says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a client prefers (RFC 7240): `Prefer: code=404`, `example=name`, `dynamic=true`.

    Attributes:
        accept: the header Accept.
        dynamic: a value that is made, although there are examples.
    """

    status: int = 0
    example: str = ""
    dynamic: bool = False
    accept: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer before it is written.

    Attributes:
        response: what the document declares; None where it declares nothing.
        content: the media type; None for an answer without a body.
        text: the very body, where the document gives it; else `value` is written.
    """

    status: int
    response: Response | None = None
    content: Content | None = None
    value: Any = None
    text: str | None = None


def answered(served: Served, operation: Operation, situation: str) -> Answered:
    """What the profile says of a situation: of the operation, else of all."""
    own = operation.profiles.get(served.profile, {}).get(situation)
    every = served.api.profiles.get(served.profile, {}).get(situation)
    return own or every or Answered(SITUATIONS[situation])


def situation_of(status: int) -> str:
    """The situation that a status usually stands for; "" for any other."""
    return next((name for name, usual in SITUATIONS.items() if usual == status), "")


def response_of(operation: Operation, status: int) -> Response | None:
    """What an operation declares for a status (OpenAPI 3.2, section 4.16)."""
    known = {one.status: one for one in operation.responses}
    return (
        known.get(str(status))
        or known.get(f"{status // 100}XX")
        or known.get("default")
    )


def success_status(operation: Operation, wanted: int) -> int:
    """The status of a success: the one that is wanted where it is declared, else the first that is."""
    if any(one.status == str(wanted) for one in operation.responses):
        return wanted
    for one in operation.responses:
        if one.status.startswith("2"):
            return 200 if one.status.endswith("XX") else int(one.status)
    if any(one.status == "default" for one in operation.responses):
        return wanted
    for one in operation.responses:
        if one.status[0] in "13":
            return (
                int(one.status[0] + "02")
                if one.status.endswith("XX")
                else int(one.status)
            )
    return wanted


def success(served: Served, operation: Operation, wish: Wish) -> Answer:
    """The answer to a request that is well.

    Raises:
        Unanswerable: the wish, or the document, leaves nothing to answer.
    """
    played = answered(served, operation, "success")
    status = wish.status or success_status(operation, played.status)
    response = response_of(operation, status)
    if response is None and wish.status:
        known = ", ".join(one.status for one in operation.responses)
        raise Unanswerable(
            f"Prefer: code={wish.status}: the operation declares {known}"
        )
    names = (
        played.examples if status == success_status(operation, played.status) else ()
    )
    return of_response(served, operation, status, response, names, wish)


def of_response(
    served: Served,
    operation: Operation,
    status: int,
    response: Response | None,
    names: tuple[str, ...],
    wish: Wish,
) -> Answer:
    """An answer of one response: the example that is wished for, else one of `names`, else the first, else a made value.

    Raises:
        Unanswerable: there is no such example, or no value could be made.
    """
    bare = status in _EMPTY or status < 200 or response is None or not response.contents
    if bare or response is None:
        return Answer(status, response)
    content = wanted(response.contents, wish.accept)
    if content is None:
        return Answer(status, response)
    found = shown(served.document, served.api, content)
    chosen = _chosen(found, names, wish)
    if chosen is not None:
        return Answer(status, response, content, chosen.value, chosen.text)
    return Answer(status, response, content, made(served, operation, content, status))


def _chosen(
    found: tuple[Sample, ...], names: tuple[str, ...], wish: Wish
) -> Sample | None:
    by_name = {one.name: one for one in found}
    if wish.example:
        if wish.example not in by_name:
            known = ", ".join(name for name in by_name if name) or "none"
            raise Unanswerable(
                f"Prefer: example={wish.example}: the response has {known}"
            )
        return by_name[wish.example]
    if wish.dynamic or not found:
        return None
    return next((by_name[name] for name in names if name in by_name), found[0])


def made(served: Served, operation: Operation, content: Content, status: int) -> Any:
    """A value that the schema of a media type accepts.

    Raises:
        Unanswerable: none was found.
    """
    kind = family(answered_as(content))
    seed = f"{operation.id}\0{status}\0{content.media_type}"
    if kind == "binary":
        return None
    if content.item is not None and served.judge.speaks(content.id, "itemSchema"):
        item = _fitting(served, content, seed, "itemSchema")
        return [item, item]
    if kind in ("events", "lines", "sequence"):
        value = _fitting(served, content, seed, "schema")
        return value if is_array(value) else [value, value]
    return _fitting(served, content, seed, "schema")


def _fitting(served: Served, content: Content, seed: str, key: str) -> Any:
    type = content.item if key == "itemSchema" and content.item else content.type
    told = family(answered_as(content)) == "events"
    for value in candidates(type, served.api, f"{served.seed}\0{seed}"):
        shown = forms(value) if told else (value,)
        if any(served.judge.fits(content.id, one, key) for one in shown):
            return value
    raise Unanswerable(
        f"no value was found that fits the schema of {content.media_type} at {content.id}; add an example there"
    )


def written(served: Served, answer: Answer) -> tuple[Headers, tuple[bytes, ...]]:
    """Headers and body of an answer.

    Raises:
        Unsupported: the media type cannot be written.
    """
    headers = [*declared_headers(served, answer)]
    content = answer.content
    if content is None:
        return tuple(headers), ()
    media_type = answered_as(content)
    headers.append(("content-type", media_type))
    if answer.text is not None:
        return tuple(headers), (answer.text.encode(),)
    if answer.value is None and family(media_type) == "binary":
        return tuple(headers), (octets(media_type),)
    if family(media_type) == "xml" and not isinstance(answer.value, str):
        return tuple(headers), (_in_xml(served, content, answer.value),)
    return tuple(headers), encoded(answer.value, media_type)


def _in_xml(served: Served, content: Content, value: Any) -> bytes:
    from generator.ir.shapes import to_xml

    try:
        return to_xml(served.api, content, value).encode()
    except ValueError as error:
        raise Unsupported(f"the mock does not answer in XML here: {error}") from None


def declared_headers(served: Served, answer: Answer) -> Iterator[tuple[str, str]]:
    """The headers of an answer: those that are required, and those that have an example, but what says how this very answer is sent."""
    for header in answer.response.headers if answer.response else ():
        if header.wire.lower() in _OWN:
            continue
        found = samples(served.document, header.id)
        if found and found[0].text is None:
            yield header.wire, header_text(found[0].value, header)
        elif header.required:
            for value in candidates(
                header.type, served.api, f"{served.seed}\0{header.id}"
            ):
                if served.judge.fits(header.id, value):
                    yield header.wire, header_text(value, header)
                    break


def header_text(value: Any, header: Header) -> str:
    """A value in the style simple (OpenAPI 3.2, section 4.17), on one line."""
    inner = list(value.values()) if is_object(value) else value
    nested = is_array(inner) and any(is_array(one) or is_object(one) for one in inner)
    if header.content or nested:
        # The style has no form for what is nested; header fields have none for more than ASCII, which JSON can do without.
        text = json.dumps(value)
    elif is_array(value):
        text = ",".join(map(_word, value))
    elif is_object(value):
        mark = "=" if header.explode else ","
        text = ",".join(f"{name}{mark}{_word(one)}" for name, one in value.items())
    else:
        text = _word(value)
    return "".join(one if one.isprintable() and ord(one) < 256 else "?" for one in text)


def _word(value: Any) -> str:
    return (
        value
        if isinstance(value, str)
        else encoded(value, "application/json")[0].decode()
    )
