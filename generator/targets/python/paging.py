"""An operation that answers page by page goes in; how its pages follow each other, and the type of an item, come out."""

from __future__ import annotations

from generator.ir.media import contents, is_json
from generator.ir.model import (
    Api,
    Checked,
    ListOf,
    Named,
    Operation,
    Pagination,
    Record,
    Type,
)
from generator.languages.code import Code
from generator.languages.python import string
from generator.languages.python.strings import strings
from generator.load.pointer import parse
from generator.names import successes


def page_spec(paged: Pagination) -> Code:
    """How pages follow each other, as the arguments that the runtime reads."""
    parts = [str(strings(paged.items)), str(string(paged.step))]
    if paged.step != "link":
        parts.append(str(string(paged.parameter)))
    if paged.next:
        parts.append(f"next={strings(paged.next)}")
    if paged.more:
        parts.append(f"more={strings(paged.more)}")
    if paged.first:
        parts.append(f"first={paged.first}")
    return Code(", ".join(parts))


def item_type(api: Api, operation: Operation, paged: Pagination) -> Type | None:
    """The type of an item, where every success that is JSON says the same of it."""
    found: list[Type] = []
    for response in successes(operation):
        for content in contents(response):
            if is_json(content.media_type):
                found += _items(api, content.type, paged.items)
    return found[0] if found and all(one == found[0] for one in found) else None


def _items(api: Api, type: Type, pointers: tuple[str, ...]) -> list[Type]:
    for pointer in pointers:
        reached: Type | None = type
        for token in parse(f"#{pointer}"):
            reached = _member(api, reached, token)
        match _bare(api, reached):
            case ListOf() as rows:
                return [rows.item]
            case _:
                continue
    return []


def _member(api: Api, type: Type | None, wire: str) -> Type | None:
    """The type of a property of an object."""
    match _bare(api, type):
        case Record() as record:
            return next((f.type for f in record.fields if f.wire == wire), None)
        case _:
            return None


def _bare(api: Api, type: Type | None) -> Type | None:
    """What a type is beneath its names and its checks."""
    seen: set[str] = set()
    while True:
        match type:
            case Named() if type.id not in seen:
                seen.add(type.id)
                type = api.types[type.id].type
            case Checked():
                type = type.type
            case _:
                return type
