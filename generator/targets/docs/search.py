"""A site goes in; its search index comes out, in shards that are scripts: pages opened from disk can load nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from generator.ir.model import Json, Operation
from generator.languages import html
from generator.languages.code import Code
from generator.languages.entities import unescaped
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs.auth import AuthView
from generator.targets.docs.blocks import BlockView, Shown
from generator.targets.docs.client import ClientView
from generator.targets.docs.errors import ErrorsView
from generator.targets.docs.frame import (
    extra_paths,
    extra_text,
    group_name,
    webhook_title,
)
from generator.targets.docs.index import IndexView
from generator.targets.docs.operation import OperationView
from generator.targets.docs.rows import FieldView, NestedView
from generator.targets.docs.schema import SchemaView
from generator.targets.docs.site import Site
from generator.targets.docs.words import sentence

TEMPLATE = "docs/search.js.j2"
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W_a-zA-Z]+")
_WORD = re.compile(r"\w[\w:.-]*\w")
_UNSAID = re.compile(r"</?[A-Za-z][^<>]*>|(?<=\])\([^()\s]*\)|https?://\S*")
"""Elements of HTML, and addresses."""

MOST_WORDS = 1000
"""Words of a text that its page is found by."""


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
    """A page that can be found, or a place of one.

    Attributes:
        url: relative to the language's folder, the ``.html`` left out.
        details: what else is said of it in the list, and searched.
        about: words of its text that neither its title nor the details have.
        fields: names that are described on it.
    """

    title: str
    url: str
    details: tuple[str, ...] = ()
    about: str = ""
    fields: tuple[str, ...] = ()

    def listed(self) -> list[Json]:
        """What the script is told, without what stands empty at its end."""
        found: list[Json] = [self.title, self.url, [*self.details], self.about]
        while not found[-1]:
            found.pop()
        return found


def pages(site: Site, described: Iterable[Page]) -> list[Page]:
    """The index of one language: all pages in one shard, and the names of fields in one for each first letter.

    Args:
        described: the pages of that language.
    """
    folder = f"{site.language}/"
    views = {page.path.removeprefix(folder): page.view for page in described}
    entries = tuple(found(site, views))
    shards = words(entries)
    listed: Json = [one.listed() for one in entries]
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
    yield from guides(site, views)
    for operation in site.api.operations:
        path = site.paths.operations[operation.id]
        view = views.get(f"{path}.html")
        told = [sentence(site.doc(operation.doc).description), *scopes(operation)]
        told += [one.name for one in operation.callbacks]
        told += listed(view)
        inside = fields(view)
        title, details = site.title(operation), tuple(detail(operation))
        yield entry(title, path, details, told, inside)
    for one in site.api.webhooks:
        path = site.paths.webhooks[one.id]
        view = views.get(f"{path}.html")
        told = [sentence(site.doc(one.doc).description), *listed(view)]
        inside = fields(view)
        details = (site.labels.texts["webhook"], one.path)
        yield entry(webhook_title(one, site), path, details, told, inside)
    for name, pointer in site.api.schemas.items():
        path = site.paths.schemas[pointer]
        view = views.get(f"{path}.html")
        doc = site.doc(site.api.types[pointer].doc)
        told = [] if site.large() else [doc.title, sentence(doc.description)]
        yield entry(name, path, (), [*told, *listed(view)], fields(view))


def guides(site: Site, views: Mapping[str, object]) -> Iterator[Entry]:
    """The pages beside those of operations and schemas: guides, their places, the user's own, and groups."""
    for place, label in site.pages:
        told = [site.labels.texts.get(f"search_{label}", "")]
        match views.get(f"{place}.html"):
            case IndexView():
                told.append(site.doc(site.api.info.doc).description)
            case ClientView(parts=parts):
                told += [one.html for part in parts for one in (part.title, *part.said)]
            case _:
                pass
        yield entry(site.labels.texts[label], place, (), told)
        match views.get(f"{place}.html"):
            case AuthView() as view:
                yield from schemes(site, view)
            case ErrorsView() as view:
                yield from statuses(site, view)
            case _:
                pass
    for page, (path, title) in zip(
        site.settings.pages, extra_paths(site).items(), strict=True
    ):
        yield entry(title, path, (), [extra_text(page, site)])
    described = {tag.name: site.doc(tag.doc).description for tag in site.api.tags}
    for name in site.grouped:
        told = [described.get(name, "")]
        title = group_name(site, name)
        yield entry(title, site.paths.tags[name], (site.labels.texts["group"],), told)


def schemes(site: Site, view: AuthView) -> Iterator[Entry]:
    """The ways to be let in, with their scopes."""
    for one, shown in zip(
        site.api.security_schemes.values(), view.schemes, strict=True
    ):
        names = [name for flow in one.flows for name in flow.scopes]
        told = [shown.carried.html, site.doc(one.doc).description, *names]
        details = (site.labels.texts["authentication"],)
        yield entry(one.name, f"authentication#{shown.anchor}", details, told)


def statuses(site: Site, view: ErrorsView) -> Iterator[Entry]:
    """The errors, by their status."""
    for one in view.errors:
        told = [text.html for cause in one.causes for text in cause.texts]
        details = [site.labels.texts["errors"]]
        if one.exception:
            details.append(plain(one.exception.html))
        title = unescaped(one.status.shown.html)
        yield entry(title, f"errors#{one.anchor}", tuple(details), told)


def entry(
    title: str,
    url: str,
    details: tuple[str, ...],
    told: Iterable[str],
    inside: tuple[str, ...] = (),
) -> Entry:
    """A page that can be found.

    Args:
        told: texts that it may be found by, as CommonMark or as HTML.
        inside: names that are described on it.
    """
    said = " ".join((title, *details)).lower()
    about = dict.fromkeys(
        word
        for text in told
        for word in _WORD.findall(plain(text).lower())
        if word not in said and (len(word) > 2 or not word.isascii())
    )
    return Entry(title, url, details, " ".join([*about][:MOST_WORDS]), inside)


def plain(text: str) -> str:
    """A text without elements of HTML and addresses of links."""
    return unescaped(_UNSAID.sub(" ", text)).strip()


def scopes(operation: Operation) -> Iterator[str]:
    """The scopes that an operation asks for."""
    for needs in operation.security:
        for need in needs:
            yield from need.scopes


def detail(operation: Operation) -> Iterator[str]:
    """How else an operation may be asked for: by address, by name, by group; a group that its name begins with is left out."""
    yield f"{operation.method} {operation.path}"
    if name := operation.operation_id:
        yield name
    yield from (tag for tag in operation.tags if not name.startswith(tag))


def listed(view: object) -> Iterator[str]:
    """The values that a page lists, and its conditions; those of a schema that it refers to are found by the page of that schema."""
    match view:
        case OperationView():
            many = asked(view)
            for content in view.body.contents if view.body else ():
                yield from ruled(top(content.block))
        case SchemaView():
            yield from (plain(one.html) for one in view.values)
            many = in_block(view.block)
            yield from ruled(top(view.block))
        case _:
            return
    for row in many:
        if not row.about.type.links:
            yield from (plain(one.html) for one in row.about.values)
        yield from (plain(one.html) for one in row.cases)


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
    yield from (unescaped(one.about.name.html) for one in asked(view))
    for one in view.callbacks:
        for content in one.body.contents if one.body else ():
            yield from names(content.block)


def asked(view: OperationView) -> Iterator[FieldView]:
    """The rows of a request."""
    for group in view.parameters:
        yield from rows(group.fields)
    for content in view.body.contents if view.body else ():
        yield from in_block(content.block)


def answer(view: OperationView) -> Iterator[str]:
    """What answers consist of, as far as no page of a schema describes it."""
    for response in view.answers.good:
        for content in response.contents:
            if not content.type.links:
                yield from names(content.block)


def names(block: Shown | None) -> Iterator[str]:
    """The names of what is opened in a block."""
    return (unescaped(one.about.name.html) for one in in_block(block))


def in_block(block: Shown | None) -> Iterator[FieldView]:
    """The rows of what is opened in a block."""
    return opened(top(block))


def top(block: Shown | None) -> NestedView | None:
    """What is opened in a block."""
    view = block.html.part.view if block and block.html else None
    return view.nested if isinstance(view, BlockView) else None


def ruled(nested: NestedView | None) -> Iterator[str]:
    """What else has to hold of an object, and of what is opened in it."""
    if nested is None:
        return
    yield from (plain(one.html) for one in nested.rules)
    more = nested.compare.more if nested.compare else ()
    for inner in (*(one.nested for one in nested.fields), *nested.apart, *more):
        yield from ruled(inner)


def opened(nested: NestedView | None) -> Iterator[FieldView]:
    """The rows of an object, and of what is opened in it."""
    if nested is None:
        return
    yield from rows(nested.fields)
    if nested.compare:
        for line in nested.compare.lines:
            yield from (cell.field for cell in line.cells if cell.field)
        for one in (*nested.compare.opened, *nested.compare.more):
            yield from opened(one)
    for one in nested.apart:
        yield from opened(one)


def rows(many: tuple[FieldView, ...]) -> Iterator[FieldView]:
    """Rows, and what is opened in them."""
    for one in many:
        yield one
        yield from opened(one.nested)
