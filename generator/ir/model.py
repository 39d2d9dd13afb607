"""The language-neutral picture of an OpenAPI document: frozen values, made by `generator.ir.build`, read by targets.

Every identity (`id`) is the JSON pointer, as a URI fragment, of the place in the bundled document that a value was
made from, for example ``#/components/schemas/Pet/properties/tag``. It is the one key for diagnostics, names,
overrides and ``specloom explain``.

Terms are those of OpenAPI 3.2 and JSON Schema 2020-12; versions 3.0 and 3.1 are brought to them while building.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Json: TypeAlias = (
    "bool | int | float | str | list[Json] | dict[str, Json] | Mapping[str, Json] | None"
)
Pointer: TypeAlias = str
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
Access: TypeAlias = Literal["both", "read", "write"]


@dataclass(frozen=True, slots=True)
class Doc:
    """Text of the document: tainted, CommonMark in `description`, one line in `summary` and `title`.

    `translations` maps a BCP 47 language tag to a Doc in that language (its own `translations` is empty).
    """

    title: str = ""
    summary: str = ""
    description: str = ""
    external_docs: str = ""
    translations: Mapping[str, Doc] = field(default_factory=dict)


# --------------------------------------------------------------------------------------------------------- types


@dataclass(frozen=True, slots=True)
class Scalar:
    """A JSON string, integer, number, boolean or null, with the document's `format` if it has one."""

    kind: Literal["string", "integer", "number", "boolean", "null"]
    format: str = ""


@dataclass(frozen=True, slots=True)
class Enum:
    """One of `values`: JSON scalars of any kind, in the author's order, without duplicates and without null.

    `open` says that other strings are accepted too (string enums of two or more members).
    """

    values: tuple[bool | int | float | str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly this JSON value, of any kind."""

    value: Json


@dataclass(frozen=True, slots=True)
class Binary:
    """Bytes outside JSON (`raw`: files, octet-stream) or inside a JSON string (`base64`, `base64url`)."""

    encoding: Literal["raw", "base64", "base64url"] = "raw"
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a record.

    Attributes:
        wire: the property's name in JSON.
        nullable: null is allowed; then `type` is what is allowed beside null.
        default: the document's default, shown and never sent; None where it has none (`has_default` tells).
        access: "read" for readOnly, "write" for writeOnly.
        id: pointer of the property's schema.
    """

    id: Pointer
    wire: str
    type: Type
    required: bool = False
    nullable: bool = False
    default: Json = None
    has_default: bool = False
    access: Access = "both"
    deprecated: bool = False
    doc: Doc = Doc()
    examples: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object with declared properties, in the author's order.

    `extra` is the type of every property that is not declared: Anything() where the object is open, Never() where it
    is closed.
    """

    fields: tuple[Field, ...]
    extra: Type


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON array of `item`."""

    item: Type


@dataclass(frozen=True, slots=True)
class Tuple:
    """A JSON array whose first members have types of their own (`prefixItems`); `rest` types those beyond them.

    JSON Schema lets such an array be shorter than `items`; a `minItems` check says where it may not.
    """

    items: tuple[Type, ...]
    rest: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object without declared properties; every value is `value`."""

    value: Type


@dataclass(frozen=True, slots=True)
class Discriminator:
    """`property` tells the variant: its value -> index into the union's variants; `default` for an unknown value."""

    property: str
    mapping: Mapping[str, int]
    default: int | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """One of `variants`, in the author's order, without duplicates; a Union in it is one that must not be flattened.

    `exclusive` is `oneOf`: a value that fits two variants is invalid. A nullable type is a union with
    Scalar("null"), always the last variant; see `nullable`.
    """

    variants: tuple[Type, ...]
    exclusive: bool = False
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The type that `Api.types[id]` defines."""

    id: Pointer


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Never:
    """No value at all (the schema `false`)."""


@dataclass(frozen=True, slots=True)
class Check:
    """An assertion that a type does not carry by itself.

    `keyword` is JSON Schema's word. `value` is its JSON value, or, for applicators, a type, or a mapping from a
    property name or pattern to a type, or a tuple of types:

    | keyword | value |
    |---|---|
    | minimum maximum exclusiveMinimum exclusiveMaximum multipleOf | number |
    | minLength maxLength minItems maxItems minProperties maxProperties | integer |
    | pattern | string (already known to be safe to compile) |
    | uniqueItems | True |
    | contains | (type, minContains, maxContains or None) |
    | propertyNames | type |
    | patternProperties | mapping pattern -> type |
    | additionalProperties | (names, patterns, type): types what neither names nor patterns cover |
    | properties | mapping name -> type: judged where the property is there |
    | required | tuple of names |
    | dependentRequired | mapping name -> tuple of names |
    | dependentSchemas | mapping name -> type |
    | not | type |
    | allOf anyOf oneOf | tuple of types, each judged beside the checked type |
    | if | (if type, then type or None, else type or None) |
    | prefixItems | (tuple of types, type of the rest) |
    | const | JSON value |

    A check speaks only of the kind of value that its keyword speaks of; other values pass.
    """

    keyword: str
    value: object


@dataclass(frozen=True, slots=True)
class Checked:
    """`type`, and every one of `checks` holds."""

    type: Type
    checks: tuple[Check, ...]


Type: TypeAlias = (
    Scalar
    | Enum
    | Const
    | Binary
    | Record
    | ListOf
    | Tuple
    | MapOf
    | Union
    | Named
    | Anything
    | Never
    | Checked
)


@dataclass(frozen=True, slots=True)
class TypeDef:
    """A type with a name of its own: a component schema, or an inline schema that needs a class.

    Attributes:
        type: never Named alone unless the schema is nothing but a reference.
        schema_name: key under components/schemas; empty for an inline schema.
        hint: words that a name may be made from, outermost first, for an inline schema:
            ("VideoTask", "error") for the property `error` of VideoTask.
        others: what is no JSON object is valid too, as the schema has properties and no `type`; signatures use the
            record alone.
        nullable: null is valid too; the name is the record's, and each use of it says null by itself.
    """

    id: Pointer
    type: Type
    schema_name: str = ""
    hint: tuple[str, ...] = ()
    doc: Doc = Doc()
    deprecated: bool = False
    default: Json = None
    has_default: bool = False
    examples: tuple[Json, ...] = ()
    others: bool = False
    nullable: bool = False
    extensions: Mapping[str, Json] = field(default_factory=dict)


# ---------------------------------------------------------------------------------------------------- operations


@dataclass(frozen=True, slots=True)
class Example:
    """An example value under its name in the document; `name` is empty for a single `example`."""

    id: Pointer
    name: str
    value: Json
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `content` is its media type where it is described by `content` in place of `schema`."""

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
    doc: Doc = Doc()
    examples: tuple[Example, ...] = ()


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
    doc: Doc = Doc()


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
    """One media type of a body or response. `item` is 3.2's itemSchema: the type of one member of a stream."""

    id: Pointer
    media_type: str
    type: Type
    item: Type | None = None
    encodings: Mapping[str, Encoding] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    id: Pointer
    contents: tuple[Content, ...]
    required: bool = False
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class Link:
    id: Pointer
    name: str
    operation: Pointer
    parameters: Mapping[str, Json] = field(default_factory=dict)
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class Response:
    """`status` is the document's key: "200", "4XX" (upper case) or "default"."""

    id: Pointer
    status: str
    contents: tuple[Content, ...] = ()
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class ServerVariable:
    name: str
    default: str
    enum: tuple[str, ...] = ()
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class Server:
    id: Pointer
    url: str
    name: str = ""
    variables: tuple[ServerVariable, ...] = ()
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """`kind` is the document's word: implicit, password, clientCredentials, authorizationCode, deviceAuthorization."""

    kind: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    device_authorization_url: str = ""
    scopes: Mapping[str, str] = field(default_factory=dict)


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
    deprecated: bool = False
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class SecurityNeed:
    """One scheme of a requirement, by its name, with the scopes that are asked for."""

    scheme: str
    scopes: tuple[str, ...] = ()


Requirement: TypeAlias = tuple[SecurityNeed, ...]
"""Schemes that are needed together; the empty tuple is anonymous access."""


@dataclass(frozen=True, slots=True)
class PollStep:
    """Look every `every` seconds until `until` seconds after the start (None: to the end)."""

    every: float
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """The task extension of an operation that starts slow work (`x-specloom-task`).

    The pointers are JSON pointers (RFC 6901, no leading '#') into an answer, tried in order; the first that resolves
    to something other than null is taken.

    Attributes:
        poll: id of the operation that tells the state.
        poll_parameter: wire name of the path or query parameter of `poll` that takes the task's id.
        task_id: where the id stands in the answer that started the task.
        status, result, error, progress: where these stand in an answer of `poll` (or of the start).
        succeeded, failed: status words; compared without case. Any other word means that the task still runs.
        first: seconds before the first look.
        steps: the schedule of the later looks.
        deadline: seconds after which waiting ends when the caller names no deadline.
    """

    id: Pointer
    poll: Pointer
    poll_parameter: str
    task_id: tuple[str, ...]
    status: tuple[str, ...]
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    result: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    first: float = 2.0
    steps: tuple[PollStep, ...] = ()
    deadline: float = 600.0


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The retry extension of an operation (`x-specloom-retry`).

    Attributes:
        billed: a request that arrived may cost money, whatever came back.
        refused: statuses that say for certain that nothing was started, hence safe to repeat.
        idempotency_header: header that makes a repetition safe; empty where the API has none.
        max_retries: repetitions after the first try; None leaves it to the client.
    """

    id: Pointer
    billed: bool = False
    refused: tuple[int, ...] = ()
    idempotency_header: str = ""
    max_retries: int | None = None


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """Where the error object stands in an answer (`x-specloom-error` at the root of the document): pointers, in order.

    "" is the whole answer; the first that resolves to an object is taken. `schema` is the pointer of the error object's
    schema, "" where an answer's own schema describes it. `message`, `code` and `request_id_headers` tell where those
    are found in the error object and among the headers.
    """

    at: tuple[str, ...] = ("",)
    schema: Pointer = ""
    message: tuple[str, ...] = ("/message",)
    code: tuple[str, ...] = ("/code",)
    request_id_headers: tuple[str, ...] = ("x-request-id", "request-id")


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
    doc: Doc = Doc()
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[Requirement, ...] = ()
    servers: tuple[Server, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    task: Task | None = None
    retry: RetryPolicy | None = None
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tag:
    id: Pointer
    name: str
    parent: str = ""
    kind: str = ""
    doc: Doc = Doc()


@dataclass(frozen=True, slots=True)
class Info:
    title: str
    version: str
    doc: Doc = Doc()
    terms_of_service: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    license: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Api:
    """The whole document.

    Attributes:
        version: the document's `openapi` value.
        types: every named type by its id, in the author's order.
        schemas: key under components/schemas -> id in `types`, in the author's order.
        webhooks: operations whose `path` is the webhook's name.
    """

    version: str
    info: Info
    servers: tuple[Server, ...] = ()
    operations: tuple[Operation, ...] = ()
    webhooks: tuple[Operation, ...] = ()
    types: Mapping[Pointer, TypeDef] = field(default_factory=dict)
    schemas: Mapping[str, Pointer] = field(default_factory=dict)
    security_schemes: Mapping[str, SecurityScheme] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    error: ErrorShape = ErrorShape()
    extensions: Mapping[str, Json] = field(default_factory=dict)
