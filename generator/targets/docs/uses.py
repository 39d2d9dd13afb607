"""An API goes in; what uses each schema comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.ir.model import Api, Operation, Pointer, Response, Type
from generator.ir.walk import mentioned
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

Use = tuple[str, str]
"""(key of a label, id of the operation or schema)."""


def uses(api: Api) -> dict[Pointer, tuple[Use, ...]]:
    """Schema -> what mentions it, itself or by types that have no page, in the author's order."""
    found: dict[Pointer, dict[Use, None]] = defaultdict(dict)
    pages = frozenset(api.schemas.values())
    inner = {p: nameless(one.type, api, pages) for p, one in api.types.items()}

    def note(types: Iterable[Type], use: Use) -> None:
        for type in types:
            for pointer in named(type, pages, inner):
                found[pointer].setdefault(use)

    for one in api.operations:
        note((p.type for p in one.parameters), ("used_in_parameter", one.id))
        note(in_body(one), ("used_in_body", one.id))
        note(in_answers(one.responses), ("used_in_answer", one.id))
        for callback in one.callbacks:
            for sent in callback.operations:
                note(in_body(sent), ("used_in_callback", one.id))
                note(in_answers(sent.responses), ("used_in_callback", one.id))
    for one in api.webhooks:
        note(in_body(one), ("used_in_webhook", one.id))
    for pointer in api.schemas.values():
        for other in inner[pointer]:
            if other in pages:
                found[other].setdefault(("used_in_schema", pointer))
    return {pointer: tuple(many) for pointer, many in found.items()}


def nameless(type: Type, api: Api, pages: frozenset[Pointer]) -> tuple[Pointer, ...]:
    """The schemas that a type mentions, those without a page replaced by what they mention."""
    found: dict[Pointer, None] = {}
    pending, seen = [*mentioned(type)][::-1], set[Pointer]()
    while pending:
        pointer = pending.pop()
        if pointer in pages:
            found.setdefault(pointer)
        elif pointer in api.types and pointer not in seen:
            seen.add(pointer)
            pending += [*mentioned(api.types[pointer].type)][::-1]
    return tuple(found)


def named(
    type: Type,
    pages: frozenset[Pointer],
    inner: dict[Pointer, tuple[Pointer, ...]],
) -> Iterator[Pointer]:
    """The schemas with a page that a type mentions."""
    for pointer in mentioned(type):
        if pointer in pages:
            yield pointer
        else:
            yield from inner.get(pointer, ())


def in_body(operation: Operation) -> Iterator[Type]:
    """The types of a request's body."""
    for content in operation.body.contents if operation.body else ():
        yield content.item or content.type


def in_answers(responses: tuple[Response, ...]) -> Iterator[Type]:
    """The types of answers and their header fields."""
    for response in responses:
        yield from (content.item or content.type for content in response.contents)
        yield from (header.type for header in response.headers)


def use_words(use: Use, site: Site) -> Words:
    """A use, with a link to it."""
    key, pointer = use
    if key == "used_in_schema":
        name = site.api.types[pointer].schema_name
        return site.phrase(
            key, words.local(words.text(name), f"../{site.paths.schemas[pointer]}")
        )
    if key == "used_in_webhook":
        found = next(one for one in site.api.webhooks if one.id == pointer)
        path = site.paths.webhooks[pointer]
        return site.phrase(key, words.local(words.text(found.path), f"../{path}"))
    operation = site.operations[pointer]
    path = site.paths.operations[pointer]
    return site.phrase(
        key, words.local(words.title(site.title(operation)), f"../{path}")
    )
