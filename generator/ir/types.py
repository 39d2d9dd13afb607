"""The types of the language-neutral model: what a JSON value may be. See `generator.ir.model` for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from generator.records import dataclass

Json: TypeAlias = (
    "bool | int | float | str | list[Json] | dict[str, Json] | Mapping[str, Json] | None"
)
Pointer: TypeAlias = str
Access: TypeAlias = Literal["both", "read", "write"]
Node: TypeAlias = Literal["", "element", "attribute", "text", "cdata", "none"]
"""What a value is in XML (OpenAPI 3.2, section 4.26.1); "" where nothing is said."""


@dataclass(frozen=True, slots=True)
class Doc:
    """Text of the document: tainted, CommonMark in `description`, one line in `summary` and `title`.

    `external_docs` is an address, `external_docs_about` what the document says of it.
    `translations` maps a BCP 47 language tag to a Doc in that language (its own `translations` is empty).
    """

    title: str = ""
    summary: str = ""
    description: str = ""
    external_docs: str = ""
    external_docs_about: str = ""
    translations: Mapping[str, Doc] = field(default_factory=dict[str, "Doc"])


NO_DOC = Doc()
"""No text at all."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a text holds (JSON Schema, Validation, section 8): its encoding, its media type, and the type of what it then is; judged by nobody."""

    encoding: str = ""
    media_type: str = ""
    type: Type | None = None


@dataclass(frozen=True, slots=True)
class Xml:
    """How a value is written in XML (OpenAPI 3.2, section 4.26).

    Attributes:
        node: an array has an element of its own where it is "element" (`wrapped` before 3.2).
        item: the same of the members of an array.
    """

    name: str = ""
    namespace: str = ""
    prefix: str = ""
    node: Node = ""
    item: Xml | None = None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A JSON string, integer, number, boolean or null, with the document's `format` if it has one.

    `held` is for readers alone, and takes no part in comparing. `numeral`: a number that may be written as text.
    """

    kind: Literal["string", "integer", "number", "boolean", "null"]
    format: str = ""
    held: Held | None = field(default=None, compare=False)
    numeral: bool = False


@dataclass(frozen=True, slots=True)
class Enum:
    """One of `values`: JSON scalars of any kind, in the author's order, without duplicates and without null.

    `open` says that other values of the same kinds are accepted too: string enums of two or more members, or what settings say.
    """

    values: tuple[bool | int | float | str, ...]
    open: bool = False

    def __eq__(self, other: object) -> bool:
        """Whether both list the same JSON values."""
        return (
            isinstance(other, Enum)
            and self.open == other.open
            and self.values == other.values
            and all(map(_same_kinds, self.values, other.values))
        )


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly this JSON value, of any kind."""

    value: Json

    def __eq__(self, other: object) -> bool:
        """Whether both are the same JSON value."""
        return (
            isinstance(other, Const)
            and self.value == other.value
            and _same_kinds(self.value, other.value)
        )


def _same_kinds(left: Json, right: Json) -> bool:
    """Whether two values that compare as equal here are so in JSON, in which true is not 1."""
    if isinstance(left, list) and isinstance(right, list):
        return all(map(_same_kinds, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(_same_kinds(left[key], right[key]) for key in left)
    return isinstance(left, bool) is isinstance(right, bool)


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
        tells: a discriminator tells the record by this constant, which it need not have.
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
    tells: bool = False
    deprecated: bool = False
    doc: Doc = NO_DOC
    examples: tuple[Json, ...] = ()
    xml: Xml | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object with declared properties, in the author's order.

    `extra` is the type of every property that is not declared: Anything() where the object is open, Never() where it
    is closed. `said` is the text on these.
    """

    fields: tuple[Field, ...]
    extra: Type
    said: Doc = field(default=NO_DOC, compare=False)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON array of `item`. `said` is the text on an item that has no name of its own; the text of a type takes no part in comparing it."""

    item: Type
    said: Doc = field(default=NO_DOC, compare=False)


@dataclass(frozen=True, slots=True)
class Tuple:
    """A JSON array whose first members have types of their own (`prefixItems`); `rest` types those beyond them.

    JSON Schema lets such an array be shorter than `items`; a `minItems` check says where it may not.
    `said` are the texts on each of `items`, then on `rest`; none where there is no text.
    """

    items: tuple[Type, ...]
    rest: Type
    said: tuple[Doc, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object without declared properties; every value is `value`, and `said` the text on it.

    `bare`: the document says that it is an object, and nothing more.
    """

    value: Type
    said: Doc = field(default=NO_DOC, compare=False)
    bare: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Discriminator:
    """`property` tells the variant: its value -> index into the union's variants; `default` for an unknown value.

    `inherited`: the other variants are made from the default one, which takes what they refuse as well. `implied`: the document has no
    mapping, so that words are names of schemas, and servers may have others.
    """

    property: str
    mapping: Mapping[str, int]
    default: int | None = None
    inherited: bool = False
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Union:
    """One of `variants`, in the author's order, without duplicates; a Union in it is one that must not be flattened.

    `exclusive` is `oneOf`: a value that fits two variants is invalid. A nullable type is a union with
    Scalar("null"), always the last variant; see `nullable`. `said` are the texts on the first variants; none where there is no text.
    """

    variants: tuple[Type, ...]
    exclusive: bool = False
    discriminator: Discriminator | None = None
    said: tuple[Doc, ...] = field(default=(), compare=False)


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
    | unevaluatedProperties | (branches, type of what none has evaluated); a branch is (types that hold for it to count, names, patterns, whether it evaluates all) |
    | unevaluatedItems | the same with branches of (types, number of first members, types of members, whether it evaluates all) |

    A check speaks only of the kind of value that its keyword speaks of; other values pass. `said` is what the document says besides of
    the properties, or the patterns, that `value` types: fields of any value.
    """

    keyword: str
    value: object
    said: Mapping[str, Field] = field(default_factory=dict[str, Field], compare=False)


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
        own_name: key under `$defs` of the schema around it; empty for any other.
        hint: words that a name may be made from, outermost first, for an inline schema:
            ("VideoTask", "error") for the property `error` of VideoTask.
        others: what is no JSON object is valid too, as the schema has properties and no `type`; signatures use the
            record alone.
        nullable: null is valid too; the name is the record's, and each use of it says null by itself.
    """

    id: Pointer
    type: Type
    schema_name: str = ""
    own_name: str = ""
    hint: tuple[str, ...] = ()
    doc: Doc = NO_DOC
    deprecated: bool = False
    default: Json = None
    has_default: bool = False
    examples: tuple[Json, ...] = ()
    others: bool = False
    nullable: bool = False
    extensions: Mapping[str, Json] = field(default_factory=dict[str, Json])
    xml: Xml | None = field(default=None, compare=False)
