"""An answer and what the document says about it in; a typed value out."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from .bodies import agreement, essence, is_json, is_text
from .charsets import codec
from .forms import FORM, form
from .headers import Headers
from .operation import LazyType, Replies, Reply

T = TypeVar("T")
_NO_OBJECT = ("dict_type", "model_type")
"""What pydantic calls it that something is no object."""
_MOST = 10_000
"""How many empty arrays an answer may have in the place of objects: what is told of each takes memory."""


class Unread(ValueError):
    """A member of a stream that is not of its type, which its cause tells; `member` is its text."""

    member = ""


def of_member(decode: Callable[[T], Any], given: T, text: str) -> Any:
    """What a member of a stream is.

    Raises:
        Unread: it is not of its type.
    """
    try:
        return decode(given)
    except ValueError as error:
        unread = Unread(str(error))
        unread.member = text
        raise unread from error


class Answer(NamedTuple):
    """A whole answer."""

    status: int
    headers: Headers
    content: bytes


@cache
def adapter(lazy: LazyType) -> TypeAdapter[Any]:
    """The adapter of a type, made when it is needed for the first time."""
    return TypeAdapter(lazy())


def declared(replies: Replies, status: int) -> tuple[Reply, ...] | None:
    """What the document says of a status (OpenAPI 3.2, "Responses Object"): the code, its range, then the default.

    A success that is not declared is read like the first success that is; None where nothing is said at all.
    """
    found = replies.get(str(status))
    if found is None:
        found = replies.get(f"{status // 100}XX", replies.get("default"))
    if found is None and 200 <= status < 300:
        found = next(
            (reply for key, reply in replies.items() if key.startswith("2")), None
        )
    if found is None or isinstance(found, tuple):
        return found
    return (found,)


def matching(replies: Sequence[Reply], content_type: str) -> Reply | None:
    """The reply whose media type an answer has, by the most exact match, else the first JSON one, else the first."""
    if len(replies) == 1:
        return replies[0]
    kind = essence(content_type)
    return max(
        replies,
        key=lambda reply: (
            _closeness(essence(reply.media_type), kind),
            agreement(reply.media_type, content_type),
        ),
        default=None,
    )


def _closeness(media: str, kind: str) -> int:
    """How well a declared media type fits the one that an answer has; `max` takes the first of equals."""
    if media == kind:
        return 5
    if media.endswith("/*") and media != "*/*" and kind.startswith(media[:-1]):
        return 4
    if media == "*/*":
        return 3
    if is_json(media):
        return 2 if is_json(kind) or not kind else 1
    return 0


def is_stream(reply: Reply) -> bool:
    """Tell whether an answer is read member by member."""
    return reply.item is not None or essence(reply.media_type) == "text/event-stream"


def decode(reply: Reply | None, answer: Answer, strict: bool = False) -> Any:
    """The value of an answer.

    Args:
        reply: what the document declares; None where it says nothing.
        strict: whether an empty array is no empty object.

    Raises:
        ValueError: the answer does not fit; pydantic's exception is one.
    """
    actual = answer.headers.get("content-type", "")
    if reply is None or reply.type is None:
        return free(answer.content, actual)
    # Only what is declared as something else than JSON can be bytes; the type of the rest is made out once.
    if not is_json(reply.media_type) and reply.type() is bytes:
        return answer.content
    kind = actual if "*" in reply.media_type else reply.media_type
    wanted = adapter(reply.type)
    if is_json(kind) or is_json(actual):
        try:
            return _from_json(wanted, answer.content, actual, strict)
        except ValueError:
            if reply.type() is not Any or not essence(actual) or is_json(actual):
                raise
            # Documents of frameworks say JSON of all that functions give, files and events too.
            return free(answer.content, actual)
    if reply.markup is not None:
        return wanted.validate_json(
            reply.markup.read(reply.type(), answer.content, actual)
        )
    text = decoded(answer.content, actual)
    if reply.type() is str:
        return text
    if essence(kind) == FORM:
        return form(wanted, reply.type(), text, reply.joined)
    if reply.type() is Any and "*" in reply.media_type and essence(kind):
        # Only the server says what this is, and a picture is no text.
        return free(answer.content, kind)
    try:
        return wanted.validate_python(text)
    except ValueError:
        return wanted.validate_json(answer.content)


def _from_json(
    wanted: TypeAdapter[Any], content: bytes, actual: str, strict: bool
) -> Any:
    """JSON as its type; no content at all is null, and what is no UTF-8 is in the character set that is named.

    Some frameworks send a value that is a text as it stands, and say so by the media type of the answer.
    """
    try:
        return wanted.validate_json(content.removeprefix(BOM_UTF8))
    except ValueError as error:
        other = decoded(content, actual).encode() if content else b"null"
        if other != content:
            with suppress(ValueError):
                return wanted.validate_json(other.removeprefix(BOM_UTF8))
        with suppress(ValueError):
            return wanted.validate_json(_bare_text(content, actual))
        with suppress(ValueError):
            if not strict:
                return wanted.validate_json(_with_objects(content, error))
        raise


def _with_objects(content: bytes, why: ValueError) -> bytes:
    """JSON with `{}` wherever nothing but an object fits and `[]` came, as PHP writes an empty array of names.

    Raises:
        ValueError: that is not what is wrong.
    """
    if not isinstance(why, ValidationError) or why.error_count() > _MOST:
        raise why
    told = why.errors(include_url=False)
    if any(one["type"] not in _NO_OBJECT or one["input"] != [] for one in told):
        raise ValueError("more is wrong than empty arrays")
    whole = [parsed(content.removeprefix(BOM_UTF8))]
    for one in told:
        inner: Any = whole
        *above, last = (0, *one["loc"])
        try:
            for step in above:
                inner = inner[step]
            inner[last] = {}
        except (LookupError, TypeError):
            # Members of unions have steps of their own.
            raise ValueError("no place in the JSON") from None
    return json.dumps(whole[0]).encode()


def _bare_text(content: bytes, actual: str) -> bytes:
    """A body that is said to be text as a text in JSON.

    Raises:
        ValueError: it is none, or a whole page of HTML, which is mostly not from the API at all.
    """
    kind = essence(actual)
    if not kind.startswith("text/") or is_json(actual) or kind == "text/event-stream":
        raise ValueError("no text")
    text = decoded(content, actual)
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html")):
        raise ValueError("a page")
    return json.dumps(text).encode()


def free(content: bytes, content_type: str) -> Any:
    """What can be told of a body from its media type alone: JSON, text or bytes; None of an empty one."""
    if not content:
        return None
    if is_json(content_type):
        return parsed(content)
    return decoded(content, content_type) if is_text(content_type) else content


def parsed(content: bytes) -> Any:
    """A body as JSON.

    Raises:
        ValueError: it is no JSON, or nested too deeply to be read.
    """
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None


def decoded(content: bytes, content_type: str) -> str:
    """A body as text in the character set that its media type names, else UTF-8; what is no text is marked."""
    charset = "utf-8"
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
    return content.decode(codec(charset) or "utf-8", "replace")


def readable(content: bytes, content_type: str) -> Any:
    """A body as JSON if it is some, else as text; for exceptions, which show what came."""
    try:
        return parsed(content)
    except ValueError:
        return decoded(content, content_type)
