"""A site goes in; its search index comes out, in shards that are scripts: pages opened from disk can load nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.ir.model import Json, Operation, Record, Type
from generator.languages import html
from generator.languages.code import Code
from generator.render import Page
from generator.targets.docs.fields import Opening
from generator.targets.docs.shapes import record_in, unwrapped
from generator.targets.docs.site import Site
from generator.targets.docs.types import Place

TEMPLATE = "docs/search.js.j2"
DEEP = 6
"""Objects without a name are entered so deep; those with one have a page of their own."""

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W_a-zA-Z]+")


@dataclass(frozen=True, slots=True)
class ShardView:
    """A script that hands over one part of the index: its name and its data, both as JSON."""

    name: Code
    data: Code


@dataclass(frozen=True, slots=True)
class ScriptView:
    """A file of the index."""

    shards: tuple[ShardView, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found.

    Attributes:
        url: relative to the language's folder.
        detail: what else is said of it in the list, and searched.
        fields: names that are described on it, each with its anchor.
    """

    title: str
    url: str
    detail: str
    fields: tuple[tuple[str, str], ...] = ()


def pages(site: Site) -> list[Page]:
    """The index of one language: all pages in one shard, and the names of fields in one for each first letter."""
    entries = tuple(found(site))
    shards = words(entries)
    listed: Json = [[one.title, one.url, one.detail] for one in entries]
    first = script(site, "pages", {"pages": listed, "shards": [*shards]})
    return [first, *(script(site, name, {name: rows}) for name, rows in shards.items())]


def script(site: Site, name: str, shards: dict[str, Json]) -> Page:
    """A file of the index."""
    views = tuple(ShardView(html.script(n), html.script(d)) for n, d in shards.items())
    path = f"assets/search/{site.language}/{name}.js"
    return Page(path, TEMPLATE, ScriptView(views))


def words(entries: tuple[Entry, ...]) -> dict[str, Json]:
    """Shards of names: each with its places, a place being the number of an entry and an anchor there.

    A name stands in the shard of each of its parts, so that ``prompt`` finds ``negative_prompt``.
    """
    places: dict[str, list[Json]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name, anchor in entry.fields:
            places[name].append([number, anchor])
    shards: dict[str, list[Json]] = defaultdict(list)
    for name in sorted(places):
        for shard in sorted({shard_of(part) for part in (name, *parts(name))}):
            shards[shard].append([name, places[name]])
    return dict(sorted(shards.items()))


def parts(name: str) -> list[str]:
    """The words that a name is made of."""
    return _PART.findall(name)


def shard_of(word: str) -> str:
    """The shard that a word stands in: as site.js has it."""
    first = word[:1].lower()
    return f"words-{first if first.isascii() and first.isalnum() else '_'}"


def found(site: Site) -> Iterator[Entry]:
    """Every page that can be found, in the order that equals are listed in."""
    for place, label in site.pages:
        yield Entry(site.labels.texts[label], f"{place}.html", "")
    for operation in site.api.operations:
        yield Entry(
            title=site.title(operation),
            url=f"{site.paths.operations[operation.id]}.html",
            detail=" · ".join(filter(None, detail(operation, site))),
            fields=tuple(operation_fields(operation, site)),
        )
    for name, pointer in site.api.schemas.items():
        definition = site.api.types[pointer]
        opening = Opening()
        yield Entry(
            title=name,
            url=f"{site.paths.schemas[pointer]}.html",
            detail=site.labels.texts["schema"],
            fields=tuple(fields(definition.type, "fields", Place(site), opening)),
        )


def detail(operation: Operation, site: Site) -> Iterator[str]:
    """How else an operation may be asked for: by address, by name, by group."""
    yield f"{operation.method.upper()} {operation.path}"
    yield operation.operation_id
    yield from operation.tags


def operation_fields(operation: Operation, site: Site) -> Iterator[tuple[str, str]]:
    """The parameters of an operation, and the fields of its bodies as far as no page of their own has them."""
    place, opening = Place(site), Opening()
    for one in operation.parameters:
        yield one.wire, str(opening.anchor(f"{one.location}.{one.wire}"))
    for content in operation.body.contents if operation.body else ():
        yield from fields(content.type, "body", place, opening)
    for response in operation.responses:
        for content in response.contents:
            if not unwrapped(content.type, place).pointer:
                anchor = f"status-{response.status}"
                yield from fields(content.type, anchor, place, opening)


def fields(
    type: Type, anchor: str, place: Place, opening: Opening, depth: int = 0
) -> Iterator[tuple[str, str]]:
    """The names of an object and of the nameless ones in it, with the anchors that their rows have."""
    record: Record | None = record_in(unwrapped(type, place).inner)
    for one in record.fields if record else ():
        below = f"{anchor}.{one.wire}"
        yield one.wire, str(opening.anchor(below))
        if depth < DEEP and not unwrapped(one.type, place).pointer:
            yield from fields(one.type, below, place, opening, depth + 1)
