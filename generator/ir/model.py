"""The language-neutral picture of an OpenAPI document: frozen values, made by `generator.ir.build`, read by targets.

Every identity (`id`) is the JSON pointer, as a URI fragment, of the place in the bundled document that a value was
made from, for example ``#/components/schemas/Pet/properties/tag``. It is the one key for diagnostics, names,
overrides and ``specloom explain``.

Terms are those of OpenAPI 3.2 and JSON Schema 2020-12; versions 3.0 and 3.1 are brought to them while building.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from generator.ir.policies import (
    ErrorShape,
    Pagination,
    PollStep,
    Profile,
    RetryPolicy,
    Signature,
    Task,
)
from generator.ir.types import (
    NO_DOC,
    Access,
    Anything,
    Binary,
    Check,
    Checked,
    Const,
    Discriminator,
    Doc,
    Enum,
    Field,
    Held,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Node,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    TypeDef,
    Union,
    Xml,
)
from generator.records import dataclass

__all__ = [
    "NO_DOC",
    "Access",
    "Anything",
    "Api",
    "Binary",
    "Body",
    "Callback",
    "Check",
    "Checked",
    "Const",
    "Content",
    "Discriminator",
    "Doc",
    "Encoding",
    "Enum",
    "ErrorShape",
    "Example",
    "Field",
    "Header",
    "Held",
    "Info",
    "Json",
    "Link",
    "ListOf",
    "Location",
    "MapOf",
    "Named",
    "Never",
    "Node",
    "OAuthFlow",
    "Operation",
    "Pagination",
    "Parameter",
    "Pointer",
    "PollStep",
    "Profile",
    "Record",
    "Requirement",
    "Response",
    "RetryPolicy",
    "Scalar",
    "SecurityNeed",
    "SecurityScheme",
    "Server",
    "ServerVariable",
    "Signature",
    "Style",
    "Tag",
    "Task",
    "Tuple",
    "Type",
    "TypeDef",
    "Union",
    "Xml",
]

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


@dataclass(frozen=True, slots=True)
class Example:
    """An example value under its name in the document; `name` is empty for a single `example`.

    `serialized` is how it is sent, `external` where it stands; what has nothing but these has no value.
    """

    id: Pointer
    name: str
    value: Json
    doc: Doc = NO_DOC
    serialized: str = ""
    external: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `content` is its media type where it is described by `content` in place of `schema`, `elsewhere` are examples without a
    value."""

    id: Pointer
    wire: str
    location: Location
    type: Type
    required: bool = False
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    allow_empty_value: bool = False
    content: str = ""
    default: Json = None
    has_default: bool = False
    deprecated: bool = False
    doc: Doc = NO_DOC
    examples: tuple[Example, ...] = ()
    elsewhere: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """A response header, or a header of a multipart part."""

    id: Pointer
    wire: str
    type: Type
    required: bool = False
    explode: bool = False
    content: str = ""
    deprecated: bool = False
    doc: Doc = NO_DOC
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is written."""

    content_type: str = ""
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a body or response. `item` is the type of one member of a stream: `itemSchema`, or what `schema` says of it.
    `doc` is what its schema says of itself; nothing where it only refers to one. `elsewhere` are examples without a value.
    """

    id: Pointer
    media_type: str
    type: Type
    item: Type | None = None
    encodings: Mapping[str, Encoding] = field(default_factory=dict[str, Encoding])
    examples: tuple[Example, ...] = ()
    doc: Doc = field(default=NO_DOC, compare=False)
    elsewhere: tuple[Example, ...] = ()
    xml: Xml | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Body:
    id: Pointer
    contents: tuple[Content, ...]
    required: bool = False
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class Link:
    id: Pointer
    name: str
    operation: Pointer
    parameters: Mapping[str, Json] = field(default_factory=dict[str, Json])
    doc: Doc = NO_DOC
    body: Json = None
    has_body: bool = False
    server: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """`status` is the document's key: "200", "4XX" (upper case) or "default"."""

    id: Pointer
    status: str
    contents: tuple[Content, ...] = ()
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class ServerVariable:
    name: str
    default: str
    enum: tuple[str, ...] = ()
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class Server:
    id: Pointer
    url: str
    name: str = ""
    variables: tuple[ServerVariable, ...] = ()
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """`kind` is the document's word: implicit, password, clientCredentials, authorizationCode, deviceAuthorization."""

    kind: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    device_authorization_url: str = ""
    scopes: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """`name` is the key under components/securitySchemes, `parameter` the header, query or cookie name of an apiKey."""

    id: Pointer
    name: str
    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    location: Literal["", "query", "header", "cookie"] = ""
    parameter: str = ""
    scheme: str = ""
    bearer_format: str = ""
    flows: tuple[OAuthFlow, ...] = ()
    open_id_connect_url: str = ""
    metadata_url: str = ""
    deprecated: bool = False
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class SecurityNeed:
    """One scheme of a requirement, by its name, with the scopes that are asked for."""

    scheme: str
    scopes: tuple[str, ...] = ()


Requirement: TypeAlias = tuple[SecurityNeed, ...]
"""Schemes that are needed together; the empty tuple is anonymous access."""


@dataclass(frozen=True, slots=True)
class Callback:
    """`expression` is the runtime expression of the address that is called."""

    id: Pointer
    name: str
    expression: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path (or a webhook's, whose `path` is the webhook's name).

    `security` is what is in force: the operation's own, else the document's. `servers` is empty where the document's
    own servers are in force.
    """

    id: Pointer
    method: str
    path: str
    operation_id: str = ""
    tags: tuple[str, ...] = ()
    doc: Doc = NO_DOC
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[Requirement, ...] = ()
    servers: tuple[Server, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    task: Task | None = None
    retry: RetryPolicy | None = None
    profiles: Mapping[str, Profile] = field(default_factory=dict[str, Profile])
    pagination: Pagination | None = None
    signature: Signature | None = None
    extensions: Mapping[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class Tag:
    id: Pointer
    name: str
    parent: str = ""
    kind: str = ""
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class Info:
    title: str
    version: str
    doc: Doc = NO_DOC
    terms_of_service: str = ""
    contact: Mapping[str, str] = field(default_factory=dict[str, str])
    license: Mapping[str, str] = field(default_factory=dict[str, str])
    external_docs: str = ""
    external_docs_about: str = ""


@dataclass(frozen=True, slots=True)
class Api:
    """The whole document.

    Attributes:
        version: the document's `openapi` value.
        types: every named type by its id, in the author's order.
        schemas: key under components/schemas -> id in `types`, in the author's order.
        webhooks: operations whose `path` is the webhook's name.
        alike: id of a type or property that fell away, as another says the same -> id of that other one.
        enums: ids of lists of words that several places repeat, and that have no name in the document.
        moved: pointer by which settings name a part -> its id, where the part stands elsewhere in what the author wrote.
        open: pointer -> whether enums, discriminators and objects at and below it take what is not listed, as settings say.
        nullable: pointer -> whether properties at and below it may be null, as settings say.
        absent: pointer -> whether properties at and below it may be absent, as settings say.
    """

    version: str
    info: Info
    servers: tuple[Server, ...] = ()
    operations: tuple[Operation, ...] = ()
    webhooks: tuple[Operation, ...] = ()
    types: Mapping[Pointer, TypeDef] = field(default_factory=dict[Pointer, TypeDef])
    schemas: Mapping[str, Pointer] = field(default_factory=dict[str, Pointer])
    alike: Mapping[Pointer, Pointer] = field(default_factory=dict[Pointer, Pointer])
    enums: frozenset[Pointer] = frozenset()
    moved: Mapping[Pointer, Pointer] = field(default_factory=dict[Pointer, Pointer])
    open: Mapping[Pointer, bool] = field(default_factory=dict[Pointer, bool])
    nullable: Mapping[Pointer, bool] = field(default_factory=dict[Pointer, bool])
    absent: Mapping[Pointer, bool] = field(default_factory=dict[Pointer, bool])
    security_schemes: Mapping[str, SecurityScheme] = field(
        default_factory=dict[str, SecurityScheme]
    )
    tags: tuple[Tag, ...] = ()
    error: ErrorShape = field(default_factory=ErrorShape)
    profiles: Mapping[str, Profile] = field(default_factory=dict[str, Profile])
    extensions: Mapping[str, Json] = field(default_factory=dict[str, Json])
