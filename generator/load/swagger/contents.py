"""Bodies, forms and responses of Swagger 2.0 go in; the same by media type, as OpenAPI 3.0 has them, comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.jsonvalues import is_array, is_object, mapping
from generator.load.earlier import Move, Tokens
from generator.load.swagger.context import Context
from generator.load.swagger.parameters import encoding, field, header
from generator.load.swagger.schemas import is_file

_JSON = "application/json"
_BYTES = "application/octet-stream"
_ANY = "*/*"
_PARTS = "multipart/form-data"
_PAIRS = "application/x-www-form-urlencoded"
_NOT_STRUCTURED = ("image/", "audio/", "video/", "font/")
_TEXTS = ("json", "xml", "yaml", "text/", "*/*")
_BINARY = (_BYTES, "application/pdf", "application/zip", "application/gzip")


def media_types(value: Any, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Give the media types that `consumes` or `produces` names; those of the document where an operation has none."""
    if not is_array(value):
        return otherwise
    return tuple(dict.fromkeys(one for one in value if isinstance(one, str) and one))


def body(
    context: Context,
    value: Mapping[str, Any],
    types: tuple[str, ...],
    move: Move,
) -> dict[str, Any]:
    """Give the Request Body Object of a parameter in "body".

    Args:
        types: what the operation consumes.
        move: from where the parameter stands to where the request body will.
    """
    context.earlier.moved(move)
    made = {
        key: member
        for key, member in value.items()
        if key in ("description", "required") or key.startswith("x-")
    }
    made.pop("x-example", None)
    examples = mapping(made.pop("x-examples", None))
    whole = (value["x-example"],) if "x-example" in value else ()
    schema = value.get("schema", {})
    made["content"] = _content(
        context,
        (schema, move),
        _fitting(context, schema, types),
        (examples, whole),
    )
    return made


def form(
    context: Context,
    fields: Sequence[tuple[dict[str, Any], Tokens]],
    types: tuple[str, ...],
    new: Tokens,
) -> dict[str, Any]:
    """Give the Request Body Object of parameters in "formData" (OpenAPI 3.0.4, section 4.7.14.1).

    Args:
        fields: each with its place.
        types: what the operation consumes; what is no form is left out.
        new: where the request body will stand.
    """
    asked = [one for one in types if one.partition(";")[0] in (_PARTS, _PAIRS)]
    if any(is_file(value) for value, _ in fields):
        asked = [one for one in asked if one.startswith(_PARTS)] or [_PARTS]
    properties: dict[str, Any] = {}
    encodings: dict[str, Any] = {}
    required: list[str] = []
    for value, old in fields:
        name = str(value.get("name", ""))
        properties[name] = field(context.schemas, value)
        if (written := encoding(value)) is not None:
            encodings[name] = written
        if value.get("required") is True and name not in required:
            required.append(name)
        for media_type in asked or [_PAIRS]:
            where = (*new, "content", media_type, "schema", "properties", name)
            context.earlier.moved(Move(old, where))
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    one = {"schema": schema} | ({"encoding": encodings} if encodings else {})
    made: dict[str, Any] = {"content": {name: dict(one) for name in asked or [_PAIRS]}}
    return {"required": True, **made} if required else made


def response(context: Context, value: Any, types: tuple[str, ...], move: Move) -> Any:
    """Give the Response Object.

    Args:
        types: what the operation produces.
        move: from where the response stands to where it will.
    """
    if move.old != move.new:
        context.earlier.moved(move)
    if not is_object(value):
        return value
    made: dict[str, Any] = {
        key: member
        for key, member in value.items()
        if key not in ("schema", "examples", "headers")
    }
    if "headers" in value:
        made["headers"] = _headers(context, value["headers"], move.below("headers"))
    examples = mapping(value.get("examples"))
    if "schema" in value:
        schema = value["schema"]
        types = _fitting(context, schema, types)
        if _is_error(move.new[-1]) and not any(map(_is_text, types)):
            types = (_JSON, *types)
        made["content"] = _content(context, (schema, move), types, (examples, ()))
    elif kinds := [name for name in examples if "/" in name]:
        made["content"] = {name: {"example": examples[name]} for name in kinds}
    return made


def _is_error(status: str) -> bool:
    return len(status) == 3 and status[0] in ("4", "5")


def _is_text(media_type: str) -> bool:
    """Tell whether a media type is one of texts, in which an object can be; `produces` seldom tells those of errors."""
    return any(word in media_type for word in _TEXTS)


def _headers(context: Context, given: Any, move: Move) -> Any:
    if not is_object(given):
        return given
    for name, one in given.items():
        if is_object(one):
            context.typed(one, move.below(name))
    return {name: header(context.schemas, one) for name, one in given.items()}


def _content(
    context: Context,
    schema: tuple[Any, Move],
    types: tuple[str, ...],
    examples: tuple[Mapping[str, Any], tuple[Any, ...]],
) -> dict[str, Any]:
    value, move = schema
    by_type, whole = examples
    made: dict[str, Any] = {}
    context.earlier.origins[*move.new, "content"] = move.old
    for media_type in types:
        context.earlier.origins[*move.new, "content", media_type] = move.old
        context.earlier.moved(move.to(("schema",), ("content", media_type, "schema")))
        one = made[media_type] = {"schema": context.schemas.schema(value)}
        shown = _example(by_type, media_type, types)
        for example in (*shown, *whole)[:1]:
            one["example"] = example
        for name in by_type:
            if shown and by_type[name] is shown[0]:
                where = ("content", media_type, "example")
                context.earlier.moved(move.to(("examples", name), where))
    return made


def _example(
    examples: Mapping[str, Any], media_type: str, types: tuple[str, ...]
) -> tuple[Any, ...]:
    """The example of a media type, whose parameters do not matter; one alone that names no type is of the only one."""
    essence = media_type.partition(";")[0].strip().lower()
    for name, example in examples.items():
        if name == media_type or name.partition(";")[0].strip().lower() == essence:
            return (example,)
    if len(examples) == len(types) == 1 and "/" not in next(iter(examples)):
        return tuple(examples.values())
    return ()


def _fitting(context: Context, schema: Any, types: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the media types in which such a value can be: files are no JSON, and objects no pictures."""
    meant, _ = context.resolved(schema, ())
    if is_file(meant):
        bare = tuple(one for one in types if "json" not in one and "xml" not in one)
        if len(bare) < len(types):
            # The list is that of other answers too, and plain text beside JSON is theirs.
            bare = tuple(one for one in bare if not one.startswith("text/plain"))
        return bare or ((_ANY,) if types else (_BYTES,))
    kind = mapping(meant).get("type", "object")
    if kind == "string":
        return types or (_JSON,)
    texts = tuple(
        one
        for one in types
        if not one.startswith(_NOT_STRUCTURED) and one not in _BINARY
    )
    return texts or (_JSON,)
