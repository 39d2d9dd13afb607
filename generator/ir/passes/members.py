"""A pass: streams of which only `schema` speaks say what one member of theirs is."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.kinds import kinds_of
from generator.ir.media import is_stream, strip
from generator.ir.model import Api, Content, ListOf, Operation, Type
from generator.ir.retype import held


def tell_members(api: Api) -> Api:
    """The API in which media types that are read member by member have a type of one.

    Before OpenAPI 3.2 there was no `itemSchema`. `schema` speaks of an array of all members (3.2, "Sequential Media
    Types"); one of an object, which no such array is, is what authors say of each member.
    """

    def change(content: Content) -> Content:
        item = member(content, api)
        return content if item is None else replace(content, item=item)

    def told(one: Operation) -> Operation:
        return held(one, change)

    return replace(
        api,
        operations=tuple(map(told, api.operations)),
        webhooks=tuple(map(told, api.webhooks)),
    )


def member(content: Content, api: Api) -> Type | None:
    """The type of one member; None where nothing is known of it, or where it is known already."""
    if content.item is not None or not is_stream(content.media_type):
        return None
    whole = strip(api, content.type)
    if isinstance(whole, ListOf):
        return whole.item
    return content.type if kinds_of(whole, api) == frozenset({"object"}) else None
