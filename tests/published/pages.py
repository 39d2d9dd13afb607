"""The folder of a site goes in; its pages, as a reader and a browser find them, come out."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path


class Reading(HTMLParser):
    """What stands in a page: ids, addresses, and the text of `main`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.title = ""
        self.address: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says of itself."""
        if tag == "main" or (tag == "title" and "main" not in self._open):
            self._open.append(tag)
        elif tag == "p" and ("class", "address") in attrs and not self.address:
            self._open.append("address")
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6") and "main" in self._open:
            self.headings.append(int(tag[1]))
        if tag in ("td", "th", "li", "p", "dt", "dd", "summary", "div", "br"):
            self.words.append(" ")
        if tag == "style":
            self.inline.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src"):
                self.links.append((tag, value or ""))
            elif name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        """Leave `main`, `title` or the line with the address."""
        name = "address" if tag == "p" else tag
        if name in self._open:
            self._open.remove(name)

    def handle_data(self, data: str) -> None:
        """Note text."""
        if "title" in self._open:
            self.title += data
        elif "main" in self._open:
            self.words.append(data)
            if "address" in self._open:
                self.address.append(data)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site.

    Attributes:
        address: method and path of the operation that it is the page of; empty for others.
        headings: levels of the headings in `main`, in their order.
        text: of `main`, with one blank between words.
        links: element and address of each.
        inline: styles and scripts that stand in the page itself.
    """

    path: Path
    title: str
    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    inline: tuple[str, ...]
    headings: tuple[int, ...]
    address: str
    text: str


def page(path: Path) -> Page:
    """Read a page."""
    read = Reading(path.read_text("utf-8"))
    return Page(
        path=path,
        title=read.title.strip(),
        ids=tuple(read.ids),
        links=tuple(read.links),
        inline=tuple(read.inline),
        headings=tuple(read.headings),
        address=" ".join("".join(read.address).split()),
        text=" ".join("".join(read.words).split()),
    )
