"""What generated code says about an operation: frozen descriptors that the engine reads.

A descriptor holds what the document says about the wire; a method's signature holds the types. `Operation[T]` and
`TaskSpec[T]` name the type that a call gives, which the lazy types of the replies repeat for the run time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, Final, Generic, Literal, Protocol, TypeAlias, TypeVar

from .errors import StatusError
from .spelling import RULES, Spelling
from .values import Value

T = TypeVar("T")

LazyType: TypeAlias = Callable[[], Any]
"""Gives a type when it is needed for the first time, so that no model is imported before."""

Location: TypeAlias = Literal["path", "query", "querystring", "header", "cookie"]
Style: TypeAlias = Literal[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
]
Requirement: TypeAlias = Mapping[str, tuple[str, ...]]
"""Names of the schemes that are needed together, each with its scopes."""


class Parameter(Value):
    """How one argument is written (OpenAPI 3.2, "Parameter Object").

    Attributes:
        content: its media type, if it has one.
        null: null is written, as a name with nothing behind it; else it is as if the argument was not given.
        skips: an empty array is not written, as it is what the server takes where nothing is given.
    """

    wire: str
    location: Location
    style: Style
    explode: bool
    content: str = ""
    reserved: bool = False
    empty: bool = False
    null: bool = False
    skips: bool = False


def path(
    wire: str,
    style: Style = "simple",
    *,
    explode: bool = False,
    content: str = "",
    reserved: bool = False,
) -> Parameter:
    """A path parameter."""
    return Parameter(wire, "path", style, explode, content, reserved)


def query(
    wire: str,
    style: Style = "form",
    *,
    explode: bool = True,
    content: str = "",
    reserved: bool = False,
    empty: bool = False,
    null: bool = False,
    skips: bool = False,
) -> Parameter:
    """A query parameter."""
    return Parameter(
        wire, "query", style, explode, content, reserved, empty, null, skips
    )


def querystring(wire: str, *, content: str) -> Parameter:
    """The whole query string as one parameter (OpenAPI 3.2)."""
    return Parameter(wire, "querystring", "form", True, content)


def header(
    wire: str, *, explode: bool = False, content: str = "", null: bool = False
) -> Parameter:
    """A header parameter."""
    return Parameter(wire, "header", "simple", explode, content, null=null)


def cookie(
    wire: str,
    style: Style = "form",
    *,
    explode: bool = True,
    content: str = "",
    null: bool = False,
) -> Parameter:
    """A cookie parameter."""
    return Parameter(wire, "cookie", style, explode, content, null=null)


class Part(Value):
    """How one property of a form or multipart body is written (OpenAPI 3.2, "Encoding Object").

    Attributes:
        null: null is written, as an empty text; else it is as if the property was not given.
    """

    content_type: str = ""
    style: Style | None = None
    explode: bool | None = None
    reserved: bool = False
    null: bool = False


class Markup(Protocol):
    """How bodies are read and written that are no JSON, although they have its types: XML."""

    def read(self, type: Any, content: bytes, content_type: str) -> bytes:
        """The JSON that a body stands for.

        Raises:
            ValueError: it is none of this kind.
        """
        ...

    def write(self, type: Any, value: object) -> bytes:
        """A value as a body.

        Raises:
            TypeError, ValueError: it has no such form.
        """
        ...


class Body(Value):
    """One media type that an operation takes.

    Attributes:
        files: fields for whose files it is sent, although another media type is preferred.
        type, markup: of what is written in another way than as JSON.
    """

    media_type: str = "application/json"
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])
    required: bool = True
    files: Sequence[str] = ()
    type: LazyType | None = None
    markup: Markup | None = None


class Reply(Value):
    """One media type of an answer; `item` is the type of one member where the answer is a stream of members.

    `markup` reads what is no JSON. `joined` are arrays of a form that stand in one text: name -> the style that joins them.
    """

    type: LazyType | None = None
    media_type: str = "application/json"
    item: LazyType | None = None
    markup: Markup | None = None
    joined: Mapping[str, str] = field(default_factory=dict[str, str])


Replies: TypeAlias = Mapping[str, Reply | tuple[Reply, ...]]
"""Status as the document writes it ("200", "4XX", "default") -> what may come; an empty tuple is no content."""


class Retry(Value):
    """What the document says about repeating an operation.

    Attributes:
        billed: a request that arrived may cost money, whatever came back.
        refused: statuses that say for certain that nothing was started.
        idempotency_header: header that makes a repetition safe.
        max_retries: repetitions after the first try; None leaves it to the client.
    """

    billed: bool = False
    refused: tuple[int, ...] = ()
    idempotency_header: str = ""
    max_retries: int | None = None


JSON: Final = (Body(),)
"""The bodies of an operation that takes JSON and nothing else."""


class Operation(Value, Generic[T]):
    """One operation; a call gives `T`.

    Attributes:
        parameters: those that a method names, in the order in which it passes them, then those among its options. Path
            parameters that are written as they usually are stand in the path alone, options of the query in `takes`.
        bodies: media types that the operation takes, the preferred one first.
        replies: what may come, but for the one success that `gives` and `status` say.
        security: alternatives; None is what the client's API says for all operations.
        servers: addresses that this operation has of its own.
        task_id: JSON pointers to the id of the task that the operation starts, tried in order.
        gives: type of the one success, in JSON.
        status: of the one success, 200 where it is not said; without `gives` it has no content.
        literal: braces in the path are no parameters.
        whole: the body is passed as one argument.
        takes: declares the options of its method: parameters first, then fields of the body.
        spelling: the rule by which names of options become those of queries and of the body's fields.
        wires: argument -> name of the body's field, where it is another.
    """

    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[Body, ...] = ()
    replies: Replies = field(default_factory=dict[str, Reply | tuple[Reply, ...]])
    security: tuple[Requirement, ...] | None = None
    servers: tuple[str, ...] = ()
    retry: Retry = Retry()
    task_id: tuple[str, ...] = ()
    gives: LazyType | None = None
    status: str = ""
    literal: bool = False
    whole: bool = False
    takes: type[object] | None = None
    spelling: Spelling = ""
    wires: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        """Spell out what is left to be understood."""
        found = self.parameters
        if not found and not self.bodies:
            spelled = RULES[self.spelling]
            found = tuple([query(spelled(name)) for name in keys_of(self.takes)])
        if "{" in self.path and not self.literal:
            if all(one.location != "path" for one in found):
                names = dict.fromkeys(HOLE.findall(self.path))
                found = (*map(path, names), *found)
        object.__setattr__(self, "parameters", found)
        if self.gives or self.status:
            reply = Reply(self.gives) if self.gives else ()
            whole = {self.status or "200": reply, **self.replies}
            object.__setattr__(self, "replies", whole)

    @cached_property
    def accept(self) -> str:
        """Every media type that a success may have, the author's order kept."""
        found: dict[str, None] = {}
        for status, replies in self.replies.items():
            if status.startswith("2") or status == "default":
                several = (replies,) if isinstance(replies, Reply) else replies
                found |= dict.fromkeys(reply.media_type for reply in several)
        return ", ".join(found) or "*/*"


_KEYS: dict[type[object], tuple[str, ...]] = {}


def keys_of(takes: type[object] | None) -> tuple[str, ...]:
    """The options that a class declares, first those of the class that it is derived from; found once for each."""
    if takes is None:
        return ()
    known = _KEYS.get(takes)
    if known is None:
        found: dict[str, object] = {}
        for one in reversed(takes.__mro__):
            found |= vars(one).get("__annotations__", {})
        known = _KEYS[takes] = tuple(found)
    return known


HOLE = re.compile(r"\{([^{}]*)\}")
"""The place of a parameter in a path."""


class TaskSpec(Value, Generic[T]):
    """How a slow task is looked after and judged; an answer of `poll` is a `T`.

    The pointers are JSON pointers (RFC 6901) into an answer, tried in order; the first that resolves to something
    other than null is taken.

    Attributes:
        poll_parameter: place of the task's id among the parameters of `poll`.
        interval: where the server says after how many seconds it wants to be asked again.
        pending: words that are known to mean that the task goes on; where there are any, another word is logged.
        steps: (seconds between two looks, until so many seconds after the start or None for the end).
    """

    poll: Operation[T]
    poll_parameter: int
    status: tuple[str, ...]
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    result: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    interval: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    first: float = 2.0
    steps: tuple[tuple[float, float | None], ...] = ((5.0, None),)
    deadline: float = 600.0


class PageSpec(Value, Generic[T]):
    """How the pages of an operation follow each other; an item is a `T`.

    Attributes:
        items: pointers to the array of items in an answer.
        step: how the next page is asked for.
        parameter: name of the query parameter that turns pages; "" for "link".
        next: pointers to the next cursor or address; empty for "link" means the Link header.
        more: pointers to what is false where no page follows.
        first: number of the first page, or offset of the first item.
    """

    items: tuple[str, ...]
    step: Literal["cursor", "offset", "page", "link"]
    parameter: str = ""
    next: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    first: int = 0


class Scheme(Value):
    """A security scheme of the document; `given` says how its credential is given to a client."""

    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    location: Literal["", "query", "header", "cookie"] = ""
    parameter: str = ""
    scheme: str = ""
    token_url: str = ""
    given: str = ""


class ErrorShape(Value):
    """Where the error object, its message and its code stand in an answer that is an error.

    `typed` says that the document types the error object itself, wherever it stands; else the types are those of whole
    answers.
    """

    typed: bool = False
    at: tuple[str, ...] = ("",)
    message: tuple[str, ...] = ("/message",)
    code: tuple[str, ...] = ("/code",)
    request_id_headers: tuple[str, ...] = ("x-request-id", "request-id")


class Api(Value):
    """What all operations of a package share.

    Attributes:
        base_url_variable: environment variable that stands in for a base address, for example "ACME_BASE_URL".
        errors: gives, lazily, status ("404", "4XX", "default") -> (exception class, lazy type of its body).
        server_variables: name -> default.
    """

    name: str
    version: str
    base_url_variable: str
    errors: Callable[[], Mapping[str, tuple[type[StatusError], LazyType | None]]]
    servers: tuple[str, ...] = ()
    server_variables: Mapping[str, str] = field(default_factory=dict[str, str])
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    security: tuple[Requirement, ...] = ()
    error: ErrorShape = ErrorShape()

    @cached_property
    def user_agent(self) -> str:
        """Name and version of the package and of Python."""
        python = ".".join(map(str, sys.version_info[:3]))
        return f"{self.name}/{self.version} Python/{python}"
