"""An API and its language go in; what all pages of one language share comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Literal

from generator.diff import Change
from generator.ir.media import speaks_xml
from generator.ir.model import Api, Doc, Operation, Pointer, Type
from generator.languages import own_pages
from generator.languages.code import Code
from generator.languages.python.naming import RULES
from generator.letters import letters
from generator.names import Names, distribution_name, environment, package_name
from generator.names.addresses import shared, subject
from generator.names.wishes import telling_tags
from generator.project import Project, TargetSettings
from generator.records import dataclass
from generator.render import Part
from generator.site_settings import DocsSettings
from generator.targets.docs import words
from generator.targets.docs.labels import Labels
from generator.targets.docs.links import Links, joined
from generator.targets.docs.rows import AboutView, Block, LinkView
from generator.targets.docs.slugs import keyed, slugs
from generator.targets.docs.titles import is_cut, short
from generator.targets.docs.words import Words

if TYPE_CHECKING:
    from generator.targets.docs.shapes import Unwrapped

MANY = 200
"""Operations beyond which a site is large."""

REST = "other"
"""The page of operations that belong to no group."""

WRITTEN = "en"
"""The language that a document is written in, its translations apart."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where pages stand, the same in every language, without extension and relative to the language's folder."""

    operations: Mapping[Pointer, Code]
    schemas: Mapping[Pointer, Code]
    tags: Mapping[str, Code]
    webhooks: Mapping[Pointer, Code]
    schemes: Mapping[str, Code]


Telling = Literal["page", "whole", "bare", "brief"]
"""How much is told: all that its own page has to; all, and names further down; that without examples of rows, as there is one of
the whole; or but beginnings of texts, as there is a page that has all."""

BlockKey = tuple[Pointer | int, str, str, int, Telling]
"""What an object opened is told from others by: name or identity of its type, arrays around it, place, how deep, how much."""


@dataclass(frozen=True, slots=True)
class Made:
    """What several pages show, once it is made.

    Attributes:
        abouts: what is said of a property or a parameter, by what it is, where links lead from, and how much.
        blocks: objects opened; None is one that has nothing to open.
        heads: what stands above pages, by their folder or their place.
        examples: values laid out, by their identity, where links lead from, and whether they are text of their own.
        made_up: values made of the examples of fields, by the ids of their types and where links lead from; None where too few have one.
        links: links to operations, by their ids and where they lead from.
        titles: what operations are called, by their ids.
        windows: titles of pages, and how many have each.
        names: the names of fields in a named type, and the types that it mentions.
        shared: parameters that most operations have.
        unwrapped: the objects that types are or hold, by the identity of the types, which stand beside them.
    """

    abouts: dict[tuple[Hashable, str, Telling], AboutView] = field(default_factory=dict)
    blocks: dict[BlockKey, Block | None] = field(default_factory=dict)
    heads: dict[str, Part] = field(default_factory=dict)
    examples: dict[tuple[int, str, bool], Words] = field(default_factory=dict)
    made_up: dict[tuple[Pointer, str], Words | None] = field(default_factory=dict)
    links: dict[tuple[Pointer, str], LinkView] = field(default_factory=dict)
    titles: dict[Pointer, str] = field(default_factory=dict)
    windows: Counter[str] = field(default_factory=Counter)
    names: dict[Pointer, tuple[tuple[str, ...], tuple[Pointer, ...]]] = field(
        default_factory=dict
    )
    shared: set[Pointer] = field(default_factory=set)
    unwrapped: dict[int, tuple[Type, Unwrapped]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an older document, and the version of that."""

    version: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one language share.

    Attributes:
        package: import name of the Python client of the same project; `distribution` is what one installs.
        variables: argument of the client -> variable of the environment that it is read from.
        language: BCP 47 tag.
        languages: every language of the site: its tag, and the name that it has for itself.
        grouped: operations by the group that they are listed in, in the author's order; "" is none.
        called: letters of what operations are called.
        operations: operations by their ids.
        since: what changed since an older document; None where there is none.
        links: where links of texts lead that are no whole addresses.
        pages: pages beside those of operations, schemas and groups: place, and key of the label.
        words: the labels that have no gap; `say` has the same for templates.
        xml: whether any operation sends or answers XML.
        made: what is kept from one page to the next; filled while pages are made.
    """

    api: Api
    names: Names
    project: Project
    package: str
    distribution: str
    variables: Mapping[str, str]
    labels: Labels
    language: str
    languages: tuple[tuple[str, str], ...]
    paths: Paths
    grouped: Mapping[str, tuple[Operation, ...]]
    called: frozenset[str]
    operations: Mapping[Pointer, Operation]
    settings: DocsSettings
    since: Since | None
    links: Links
    pages: tuple[tuple[str, str], ...]
    words: Mapping[str, Words]
    say: SimpleNamespace
    xml: bool
    made: Made = field(default_factory=Made, compare=False)

    def large(self) -> bool:
        """Whether there are so many operations that what pages say twice, or at great length, is said shorter."""
        return len(self.operations) > MANY

    def label(self, key: str) -> Words:
        """A word of the language file."""
        return self.words[key]

    def phrase(self, key: str, *parts: Words) -> Words:
        """A word of the language file with others in its gaps."""
        return words.phrase(self.labels.texts[key], *parts)

    def doc(self, doc: Doc) -> Doc:
        """A text of the document in this language, with links that lead somewhere."""
        own = words.translated(doc, self.language)
        # Most texts have no link at all; this is asked of each of them.
        text, outside = own.description, own.external_docs
        if not (outside or "](" in text or "href" in text or own_pages.SCHEME in text):
            return own
        if outside.startswith("/"):
            outside = self.links.led(outside)
        led = self.links.resolved(text)
        if led == text and outside == own.external_docs:
            return own
        return replace(own, description=led, external_docs=outside)

    def prose(self, doc: Doc, level: int = 0) -> Words:
        """The description of a thing, in blocks, below a summary that is too long for a title; visibly in another language where it is
        not translated."""
        own = self.doc(doc)
        text = own.description
        if is_cut(own.summary) and not text.startswith(own.summary.strip()):
            text = f"{own.summary}\n\n{text}"
        made = words.prose(text, level)
        return made if self.speaks(doc) else words.foreign(made, WRITTEN)

    def speaks(self, doc: Doc) -> bool:
        """Whether a description is in the language of the page."""
        own = doc.translations.get(self.language)
        return self.language == WRITTEN or bool(own and own.description)

    def name(self) -> str:
        """What the site is called: by settings, else by the document."""
        info = self.api.info
        return self.settings.title or self.doc(info.doc).title or info.title

    def title(self, operation: Operation) -> str:
        """What an operation is called on its page: its summary, else its name or its address."""
        found = self.made.titles.get(operation.id)
        if found is None:
            own = self.doc(operation.doc)
            found = short(own.summary or own.title or operation.operation_id)
            found = found or f"{operation.method} {operation.path}"
            self.made.titles[operation.id] = found
        return found

    def beside_method(self, operation: Operation) -> str:
        """What an operation is called where its method stands before it already."""
        return self.title(operation).removeprefix(
            "" if self.has_name(operation) else f"{operation.method} "
        )

    def has_name(self, operation: Operation) -> bool:
        """Whether an operation is called otherwise than its address."""
        return self.title(operation) != f"{operation.method} {operation.path}"

    def is_named(self, operation: Operation) -> bool:
        """Whether the document has a title for an operation."""
        own = self.doc(operation.doc)
        return bool((own.summary or own.title).strip())


def paths_of(api: Api) -> Paths:
    """The places of all pages."""
    operation = keyed({one.id: operation_text(one) for one in api.operations})
    schema = slugs(api.schemas)
    tag = slugs(grouped(api))
    webhook = slugs(one.path + " " + one.method for one in api.webhooks)
    return Paths(
        operations={i: Code(f"operations/{name}") for i, name in operation.items()},
        schemas={i: Code(f"schemas/{schema[key]}") for key, i in api.schemas.items()},
        tags={
            name: Code(f"tags/{slug if name else free(REST, tag.values())}")
            for name, slug in tag.items()
        },
        webhooks={
            one.id: Code(f"webhooks/{webhook[one.path + ' ' + one.method]}")
            for one in api.webhooks
        },
        schemes=slugs(api.security_schemes),
    )


def operation_text(operation: Operation) -> str:
    """What the name of an operation's page is made from."""
    return operation.operation_id or f"{operation.method.lower()} {operation.path}"


def grouped(api: Api) -> dict[str, tuple[Operation, ...]]:
    """Operations by their first tag that says anything: first the tags that the document describes, in its order.

    Where no operation has one, they are grouped by what their addresses are about, as the client's resources are.
    """
    found: dict[str, list[Operation]] = {tag.name: [] for tag in api.tags}
    base = shared(one.path for one in api.operations)
    tags = telling_tags(api, base)
    tagged = any(tags.values())
    for one in api.operations:
        name = tags[one.id] if tagged else subject(one.path, base)
        found.setdefault(name, []).append(one)
    return {name: tuple(many) for name, many in found.items() if many}


def called(api: Api) -> Iterator[str]:
    """The letters of what operations are called; of one without a name there are none."""
    yield ""
    for one in (*api.operations, *api.webhooks):
        yield letters(one.operation_id)
        yield letters(one.doc.summary)


def free(wish: str, taken: Iterable[str]) -> str:
    """A name of a file that no other has."""
    others = {one.casefold() for one in taken}
    tries = (wish, *(f"{wish}-{number}" for number in range(2, len(others) + 3)))
    return next(name for name in tries if name not in others)


def site_of(
    api: Api,
    names: Names,
    project: Project,
    paths: Paths,
    labels: Labels,
    languages: tuple[tuple[str, str], ...],
    since: Since | None = None,
) -> Site:
    """What the pages of one language share."""
    plain = {k: words.text(v) for k, v in labels.texts.items() if "{}" not in v}
    client = client_of(api, project)
    own = project.settings.get("python", TargetSettings())
    return Site(
        api=api,
        names=names,
        project=project,
        package=client.package,
        distribution=client.distribution,
        variables=environment(names, client.distribution, own.environment),
        labels=labels,
        language=labels.language,
        languages=languages,
        paths=paths,
        grouped=grouped(api),
        called=frozenset(called(api)),
        operations={one.id: one for one in api.operations},
        settings=settings_of(project),
        since=since,
        links=links_of(api, paths, settings_of(project), labels.language),
        pages=guides(api, since is not None),
        words=plain,
        say=SimpleNamespace(**plain),
        xml=speaks_xml(api),
    )


def links_of(api: Api, paths: Paths, settings: DocsSettings, language: str) -> Links:
    """Where links of texts lead: the site that the user named, else the one of the document's own documentation."""
    return Links(
        base=settings.site or joined(api.info.external_docs, ""),
        chosen=bool(settings.site),
        api=api,
        operations=paths.operations,
        schemas=paths.schemas,
        tags=paths.tags,
        first=words.translated(api.info.doc, language).description,
    )


def client_of(api: Api, project: Project) -> Project:
    """The project with the names that its Python client has."""
    title = api.info.title
    return project.for_target(
        "python", package_name(title, RULES), distribution_name(title)
    )


def settings_of(project: Project) -> DocsSettings:
    """What users choose of their site."""
    return project.settings.get("docs", TargetSettings()).docs


def guides(api: Api, changed: bool) -> tuple[tuple[str, str], ...]:
    """The pages that every page links to: place, and key of the label."""
    found = [("index", "overview")]
    if api.security_schemes:
        found.append(("authentication", "authentication"))
    found += [("errors", "errors"), ("python", "python_client")]
    if changed:
        found.append(("changes", "changes"))
    return tuple(found)
