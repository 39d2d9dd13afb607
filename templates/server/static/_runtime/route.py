"""What generated code says about an operation: frozen descriptors that requests are read and answers are written by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from .._client import Markup
from .shape import Shape

LazyType: TypeAlias = Callable[[], Any]
"""Gives a type when it is needed for the first time, so that no model is imported before."""

Location: TypeAlias = Literal["path", "query", "querystring", "header", "cookie"]

MESSAGE = "\0message"
STATUS = "\0status"
"""Stand in the declared shape of an error for what went wrong, and for the status."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """How one argument of a handler is read (OpenAPI 3.2, "Parameter Object").

    Attributes:
        argument: what the handler calls it.
        content: its media type, if it is described by one.
        style, explode: as the document says where it says more than the location (OpenAPI 3.2, "Style Values").
        default: what the handler gets where the request has none.
        empty: a name without a value is allowed, and null.
        only: the one text that it can be, by which operations that share a path are told apart.
    """

    argument: str
    wire: str
    location: Location
    type: LazyType
    shape: Shape = Shape()
    style: str = ""
    explode: bool | None = None
    content: str = ""
    required: bool = False
    default: Any = None
    empty: bool = False
    only: str | None = None

    @property
    def exploded(self) -> bool:
        """Whether members and properties stand by themselves."""
        usual = self.location in ("query", "cookie")
        return usual if self.explode is None else self.explode


@dataclass(frozen=True, slots=True)
class Part:
    """How one property of a form is written (OpenAPI 3.2, "Encoding Object")."""

    content_type: str = ""
    style: str = ""
    explode: bool | None = None


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form with files, which is an argument of the handler, or an attribute.

    Attributes:
        type: None for a file.
        many: the field may come more than once, and is a list.
    """

    argument: str
    wire: str
    type: LazyType | None = None
    shape: Shape = Shape()
    part: Part = Part()
    many: bool = False
    required: bool = False
    null: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a body.

    Attributes:
        item: type of one member where the body is a stream of members.
        shape, parts: of a form, or of text.
        form, fields: what a form with files becomes, and its attributes.
        variants: what a form with files may be one of.
        markup: reads what is no JSON and has its types.
    """

    media_type: str
    type: LazyType | None = None
    item: LazyType | None = None
    shape: Shape = Shape("any")
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])
    form: Callable[..., Any] | None = None
    fields: tuple[FormField, ...] = ()
    variants: tuple[Content, ...] = ()
    markup: Markup | None = None

    @property
    def named(self) -> bool:
        """Whether the parts of a form have names; without a type there are none, and the body is given as it came."""
        return bool(self.type or self.form or self.variants)


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request: one argument, or one for each of `fields`."""

    contents: tuple[Content, ...]
    argument: str = "body"
    required: bool = False
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A header field of an answer."""

    wire: str
    explode: bool = False
    content: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One media type of an answer; `item` is the type of one member where it is a stream of members, `markup` writes what is no JSON."""

    type: LazyType | None = None
    media_type: str = "application/json"
    item: LazyType | None = None
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the document says of one status; no `contents`, no content."""

    contents: tuple[Reply, ...] = ()
    headers: tuple[HeaderField, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A declared error: the type of its body, and the body that says MESSAGE, as far as there is one.

    Attributes:
        at: JSON pointers to the places in an answer where the error object may stand.
        filled: has an answer been thought of that says what went wrong; else `sample` is nothing.
        text: a media type of text that the document declares beside JSON.
        markup: writes what is no JSON.
    """

    type: LazyType | None = None
    media_type: str = "application/json"
    sample: Any = None
    filled: bool = False
    at: tuple[str, ...] = ("",)
    text: str = ""
    markup: Markup | None = None


Requirement: TypeAlias = Mapping[str, tuple[str, ...]]
"""Names of the schemes that are needed together, each with its scopes."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A security scheme of the document."""

    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    location: Literal["", "query", "header", "cookie"] = ""
    parameter: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One operation.

    Attributes:
        handler: name of the method that answers it.
        path: the template as the document writes it.
        answers: status as the document writes it ("200", "2XX", "default") -> what a handler may give.
        problems: the same of errors.
        security: alternatives; none is anonymous access.
    """

    handler: str
    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    answers: Mapping[str, Answers] = field(default_factory=dict[str, Answers])
    problems: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    security: tuple[Requirement, ...] = ()
