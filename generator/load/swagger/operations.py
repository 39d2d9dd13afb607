"""Path items and operations of Swagger 2.0 go in; those of OpenAPI 3.0 come out, with a request body for what was a parameter."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.jsonvalues import is_array, is_object, mapping
from generator.load import pointer, refs
from generator.load.earlier import Move, Tokens
from generator.load.swagger.contents import body, form, media_types, response
from generator.load.swagger.context import Context
from generator.load.swagger.credentials import is_credential, secured
from generator.load.swagger.parameters import UNSAID, is_body, parameter
from generator.load.swagger.servers import servers

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
_MOVED = ("parameters", "responses", "consumes", "produces", "schemes")


class Given(NamedTuple):
    """A parameter as it stands in a list, what it is behind its references, and where both stand."""

    value: Any
    at: Tokens
    meant: Any
    found_at: Tokens


class Types(NamedTuple):
    """What is consumed and produced."""

    consumes: tuple[str, ...]
    produces: tuple[str, ...]


def types_of(value: dict[str, Any], otherwise: Types) -> Types:
    """Give what an operation consumes and produces; what the document does where it does not say."""
    return Types(
        media_types(value.get("consumes"), otherwise.consumes),
        media_types(value.get("produces"), otherwise.produces),
    )


def path_item(context: Context, value: Any, move: Move, types: Types) -> Any:
    """Give the Path Item Object.

    Args:
        move: from where it stands to where it will.
        types: what the document consumes and produces.
    """
    if not is_object(value):
        return value
    shared = _given(context, value, move.old)
    made: dict[str, Any] = {}
    for key, member in value.items():
        if key == "parameters" and is_array(member):
            if plain := _plain(context, shared, move.new):
                made[key] = plain
        elif key in METHODS:
            made[key] = operation(context, member, move.below(key), (shared, types))
        else:
            made[key] = member
    if refs.reference(value) is not None:
        context.referring(made, "item")
    return made


def operation(
    context: Context,
    value: Any,
    move: Move,
    around: tuple[list[Given], Types],
) -> Any:
    """Give the Operation Object.

    Args:
        move: from where it stands to where it will.
        around: the parameters of its path item, and what the document consumes and produces.
    """
    if not is_object(value):
        return value
    shared, general = around
    types = types_of(value, general)
    own = _given(context, value, move.old)
    asked = _body(context, (own, shared), (types, general), move.new)
    made: dict[str, Any] = {}
    for key, member in value.items():
        if key == "responses" and asked is not None:
            made["requestBody"] = asked
        if key == "parameters" and is_array(member):
            if plain := _plain(context, own, move.new):
                made[key] = plain
        elif key == "responses" and is_object(member):
            same = types.produces == general.produces
            made[key] = {
                status: _response(
                    context,
                    one,
                    move.below(key, status),
                    (types.produces, same),
                )
                for status, one in member.items()
            }
        elif key == "schemes":
            if found := servers(context.data, member):
                made["servers"] = found
        elif key not in _MOVED or key in ("parameters", "responses"):
            made[key] = member
    if asked is not None:
        made.setdefault("requestBody", asked)
    for one in (*own, *shared):
        if is_credential(one.meant):
            needed = secured(context, value, (one.meant, one.found_at))
            if needed is not None:
                made["security"] = needed
                context.earlier.origins[*move.new, "security"] = one.at
            break
    return made


def _given(context: Context, value: dict[str, Any], old: Tokens) -> list[Given]:
    listed = value.get("parameters")
    given: list[Given] = []
    for number, one in enumerate(listed if is_array(listed) else ()):
        at = (*old, "parameters", str(number))
        given.append(Given(one, at, *context.resolved(one, at)))
    return given


def _plain(context: Context, given: list[Given], new: Tokens) -> list[Any]:
    """Give the parameters that stay parameters."""
    made: list[Any] = []
    for one in given:
        if is_body(one.meant) or is_credential(one.meant):
            continue
        where = (*new, "parameters", str(len(made)))
        made.append(one_parameter(context, one.value, Move(one.at, where)))
    return made


def one_parameter(context: Context, value: Any, move: Move) -> Any:
    """Give a parameter that stays one, or the reference to one."""
    old, new, _ = move
    if old != new:
        context.earlier.moved(move)
    if refs.reference(value) is not None:
        made = dict(value)
        context.referring(made, "parameter")
        return made
    made, unsaid = parameter(context.schemas, value)
    if is_object(made):
        context.typed(value, move)
    if unsaid:
        message = f"items are written with commas: the collection format {unsaid!r} is not supported here"
        context.say(UNSAID, "warning", message, new)
    return made


def _response(
    context: Context,
    value: Any,
    move: Move,
    produced: tuple[tuple[str, ...], bool],
) -> Any:
    types, same = produced
    if refs.reference(value) is None:
        if move.new[-1].startswith("x-"):
            return value
        return response(context, value, types, move)
    meant, found_at = context.resolved(value, move.old)
    if same or not is_object(meant) or "schema" not in meant:
        made = dict(value)
        context.referring(made, "response")
        return made
    # The media types of a shared response are those of the operation, so that here it has a body of its own.
    return response(context, meant, types, Move(found_at, move.new, copied=True))


def _body(
    context: Context,
    given: tuple[list[Given], list[Given]],
    types: tuple[Types, Types],
    new: Tokens,
) -> Any:
    """Give the request body of an operation; what its path item has for all counts where it has none itself."""
    own, shared = given
    bodies = [one for one in own if is_body(one.meant)]
    names = [one.meant.get("name") for one in bodies]
    holding = {one.meant["in"] for one in bodies}
    bodies += [
        one
        for one in shared
        if is_body(one.meant)
        and (not bodies or holding == {one.meant["in"]} == {"formData"})
        and (one.meant["in"] == "body" or one.meant.get("name") not in names)
    ]
    if not bodies:
        return None
    where = (*new, "requestBody")
    whole = [one for one in bodies if one.meant["in"] == "body"]
    if len(whole) > 1 or (whole and len(bodies) > 1):
        message = "an operation has one body; the first parameter in 'body' is taken, and the others are left out"
        context.say("several-bodies", "warning", message, where)
    if not whole:
        fields = [(one.meant, one.found_at) for one in bodies]
        return form(context, fields, types[0].consumes, where)
    chosen = whole[0]
    if refs.reference(chosen.value) is not None:
        name = chosen.found_at[-1]
        at_root = chosen.found_at == ("parameters", name)
        if at_root and types[0].consumes == types[1].consumes:
            made = {
                refs.WORD: pointer.join(
                    pointer.ROOT, "components", "requestBodies", name
                )
            }
            context.earlier.origins[where] = chosen.at
            return made
    return body(
        context,
        mapping(chosen.meant),
        types[0].consumes,
        Move(chosen.found_at, where, copied=chosen.found_at != chosen.at),
    )
