"""An address of the API goes in; it comes out with what it is for and what may stand in its gaps."""

from __future__ import annotations

from generator.ir.model import Server, ServerVariable
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.about import stop
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words


@dataclass(frozen=True, slots=True)
class ServerView:
    """An address of the API, and what may stand in its gaps."""

    address: Words
    doc: Words
    variables: tuple[Words, ...]


def server_view(one: Server, site: Site, up: str) -> ServerView:
    """An address of the API."""
    doc = words.seen_from(words.line(site.doc(one.doc).description), up)
    named = [words.text(one.name)] if one.name.strip() else []
    return ServerView(
        address=words.code(one.url),
        doc=words.joined([*named, *([doc] if doc.html else [])], ": "),
        variables=tuple(variable(each, site, up) for each in one.variables),
    )


def variable(one: ServerVariable, site: Site, up: str) -> Words:
    """What may stand in a gap of an address: what it is about, the words that are allowed, the default."""
    doc = words.seen_from(words.line(site.doc(one.doc).description), up)
    said = [words.code(one.name)]
    if doc.html:
        end = words.raw(stop(doc))
        said.append(words.joined([doc, end]))
    if one.enum:
        listed = words.joined([words.code(each) for each in one.enum], ", ")
        said.append(site.phrase("variable_enum", listed))
    said.append(site.phrase("variable_default", words.code(one.default)))
    return words.joined(said, " ")
