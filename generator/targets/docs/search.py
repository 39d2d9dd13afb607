"""A site goes in; its search index comes out, in shards that are scripts: pages opened from disk can load nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import chain

from generator.ir.model import Json, Operation
from generator.languages import html
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs.blocks import BlockView, Shown
from generator.targets.docs.operation import OperationView
from generator.targets.docs.rows import FieldView, NestedView
from generator.targets.docs.schema import SchemaView
from generator.targets.docs.site import Site

TEMPLATE = "docs/search.js.j2"
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
        fields: names that are described on it.
    """

    title: str
    url: str
    detail: str
    fields: tuple[str, ...] = ()


def pages(site: Site, described: Iterable[Page]) -> list[Page]:
    """The index of one language: all pages in one shard, and the names of fields in one for each first letter.

    Args:
        described: the pages of that language.
    """
    folder = f"{site.language}/"
    views = {page.path.removeprefix(folder): page.view for page in described}
    entries = tuple(found(site, views))
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
    """Shards of names: each with the numbers of the entries that describe it.

    A name stands in the shard of each of its parts, so that ``prompt`` finds ``negative_prompt``.
    """
    places: dict[str, list[Json]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name in entry.fields:
            places[name].append(number)
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


def found(site: Site, views: Mapping[str, object]) -> Iterator[Entry]:
    """Every page that can be found, in the order that equals are listed in."""
    for place, label in site.pages:
        yield Entry(site.labels.texts[label], f"{place}.html", "")
    for operation in site.api.operations:
        url = f"{site.paths.operations[operation.id]}.html"
        said = " · ".join(filter(None, detail(operation)))
        yield Entry(site.title(operation), url, said, fields(views.get(url)))
    for name, pointer in site.api.schemas.items():
        url = f"{site.paths.schemas[pointer]}.html"
        yield Entry(name, url, site.labels.texts["schema"], fields(views.get(url)))


def detail(operation: Operation) -> Iterator[str]:
    """How else an operation may be asked for: by address, by name, by group."""
    yield f"{operation.method.upper()} {operation.path}"
    yield operation.operation_id
    yield from operation.tags


def fields(view: object) -> tuple[str, ...]:
    """The names of fields that a page describes."""
    match view:
        case OperationView():
            return tuple(dict.fromkeys(chain(request(view), answer(view))))
        case SchemaView():
            return tuple(dict.fromkeys(names(view.block)))
        case _:
            return ()


def request(view: OperationView) -> Iterator[str]:
    """What a request consists of."""
    for group in view.parameters:
        yield from rows(group.fields)
    for content in view.body.contents if view.body else ():
        yield from names(content.block)


def answer(view: OperationView) -> Iterator[str]:
    """What answers consist of, as far as no page of a schema describes it."""
    for response in view.answers.good:
        for content in response.contents:
            if "<a " not in content.type.html:
                yield from names(content.block)


def names(block: Shown | None) -> tuple[str, ...]:
    """The names of what is opened in a block."""
    if block is None or block.html is None:
        return ()
    view = block.html.part.view
    return tuple(opened(view.nested)) if isinstance(view, BlockView) else ()


def opened(nested: NestedView | None) -> Iterator[str]:
    """The rows of an object, and of what is opened in it."""
    if nested is None:
        return
    yield from rows(nested.fields)
    if nested.compare:
        for line in nested.compare.lines:
            yield unescape(line.name.html)
        for one in nested.compare.opened:
            yield from opened(one)
    for one in nested.apart:
        yield from opened(one)


def rows(many: tuple[FieldView, ...]) -> Iterator[str]:
    """Rows, and what is opened in them."""
    for one in many:
        yield unescape(one.about.name.html)
        yield from opened(one.nested)
