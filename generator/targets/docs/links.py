"""A text of the document goes in; it comes out with links that lead somewhere: to the vendor's own site, or to pages of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from urllib.parse import unquote, urljoin, urlsplit

from generator.ir.model import Api, Operation, Pointer
from generator.languages import own_pages
from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs.slugs import key
from generator.targets.docs.words import SECTION, headings

_LINK = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|(?P<start>\]\(\s*<?|href\s*=\s*[\"'])(?!https?:|mailto:)(?P<address>[^\s()<>\"']+)",
    re.DOTALL | re.IGNORECASE,
)
_STEPS = re.compile(r"[A-Za-z0-9._~/?#=&%+,@:!-]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMAS = frozenset(
    {"components", "definitions", "schema", "schemas", "model", "models"}
)
INDEX = "index"
"""The page of the document's own text."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where links lead that are no whole addresses.

    Attributes:
        base: address of the site that the texts were written for; empty where it is not known.
        chosen: the user named it, so that addresses without a slash at their begin are meant for it too.
        operations, schemas, tags: places of pages.
        first: tainted text of the first page.
        texts: what has been looked at.
        places: pages by what anchors call them; filled when the first one is met.
        headings: what anchors call the parts of the first page; filled likewise.
    """

    base: str
    chosen: bool
    api: Api
    operations: Mapping[Pointer, Code]
    schemas: Mapping[Pointer, Code]
    tags: Mapping[str, Code]
    first: str = ""
    texts: dict[str, str] = field(default_factory=dict[str, str], compare=False)
    places: dict[str, str] = field(default_factory=dict[str, str], compare=False)
    headings: set[str] = field(default_factory=set[str], compare=False)

    def resolved(self, text: str) -> str:
        """A text whose links lead somewhere, as far as that is known; most texts have none that needs it."""
        if own_pages.SCHEME in text:
            # Nobody but us says where a page of ours stands.
            text = text.replace(f"{own_pages.SCHEME}:", own_pages.SCHEME)
        if "](" not in text and "href" not in text:
            return text
        found = self.texts.get(text)
        if found is None:
            found = self.texts[text] = _LINK.sub(self._replaced, text)
        return found

    def _replaced(self, match: re.Match[str]) -> str:
        start, address = match["start"], match["address"]
        return match[0] if start is None else start + (self.led(address) or address)

    def led(self, address: str) -> str:
        """The whole address that a shorter one stands for; empty where none is known."""
        path, sign, anchor = address.partition("#")
        if sign and path in ("", "/"):
            place = self.place(anchor)
            if place:
                return own_pages.address(place)
        if not path or _SCHEME.match(address) or not _STEPS.fullmatch(address):
            return ""
        if address.startswith("//"):
            return f"https:{address}"
        if self.base and (self.chosen or address.startswith("/")):
            return joined(self.base, address)
        return ""

    def place(self, anchor: str) -> str:
        """The page that an anchor of a usual renderer means; empty where it means none of them."""
        if not self.places:
            self.places.update(self._named())
        spelled = unquote(anchor).strip("/!").split("/")
        steps = [key(one) for one in spelled]
        if not steps[-1]:
            return ""
        for kind in _kinds(steps):
            if found := self.places.get(f"{kind} {steps[-1]}"):
                return found
        if steps[0] == "tag" and len(steps) > 1:
            # Behind a group may stand the method and the address of an operation, in either order.
            rest = "/".join(spelled[2:]).removeprefix("paths/").replace("~1", "/")
            operation = self.places.get(f"path {key(rest)}")
            return operation or self.places.get(f"tag {steps[1]}", "")
        if steps[0] not in ("section", "description") or len(steps) < 2:
            return ""
        return INDEX + self._heading(steps[-1])

    def _heading(self, name: str) -> str:
        """The anchor of a part of the first page; empty where it has none of that name."""
        if not self.headings:
            self.headings.update(("", *headings(self.first)))
        return f"#{SECTION}{name}" if name in self.headings else ""

    def _named(self) -> Iterator[tuple[str, str]]:
        """Pages by what anchors call them; of several of one name, the first."""
        for name, schema in reversed([*self.api.schemas.items()]):
            yield f"schema {key(name)}", self.schemas[schema]
        for name, place in reversed([*self.tags.items()]):
            yield f"tag {key(name)}", place
        for one in reversed(self.api.operations):
            place = self.operations[one.id]
            for name in _names(one):
                yield name, place


def _names(one: Operation) -> Iterator[str]:
    """What anchors call an operation."""
    yield f"title {key(one.doc.summary)}"
    yield f"path {key(f'{one.method} {one.path}')}"
    yield f"path {key(f'{one.path} {one.method}')}"
    if one.operation_id:
        yield f"operation {key(one.operation_id)}"


def _kinds(steps: Sequence[str]) -> Sequence[str]:
    """What the last step of an anchor may name."""
    match steps:
        case [_]:
            return ("operation", "tag", "schema", "title")
        case ["operation" | "operations", *_]:
            return ("operation",)
        case ["tag", _]:
            return ("tag",)
        case ["tag", _, "operation", *_]:
            return ("operation",)
        case [first, *_] if first in _SCHEMAS:
            return ("schema",)
        case [_, _]:
            return ("operation",)
        case _:
            return ()


def joined(base: str, address: str) -> str:
    """An address within a site; empty where that is none of the web."""
    try:
        found = urljoin(base, address)
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme in ("http", "https") and parts.hostname else ""
