"""Whatever text stands in a document, its pages have the elements that harmless text gives, and no address but good ones.

More examples on demand: ``SPECLOOM_EXAMPLES=20000 pytest tests/hostile``.
"""

from __future__ import annotations

import os
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from languages.texts import any_text

from generator.diagnostics import Refused
from generator.languages.html import TAGS
from hostile.rich import NAMES, TEXTS, document
from hostile.running import generated

BREAKING = (
    "<script>EXAM()</script>",
    "</title></style></script></table><script>EXAM()</script>",
    '" onmouseover="EXAM()" x=\'',
    "' onfocus='EXAM()' autofocus x=\"",
    "<img src=x onerror=EXAM()>",
    "javascript:EXAM()",
    "[a](javascript:EXAM()) <javascript:EXAM()> ![b](http://a.example/b)",
    "<svg/onload=EXAM()><math><mtext><style>*{}</style>",
    "--><!--><![CDATA[<base href=//a.example>",
)
hostile = st.one_of(st.sampled_from(BREAKING), any_text)
MARKDOWN = frozenset(["href", "title", "rel", "start", "tabindex", "class", "lang"])


class Page(HTMLParser):
    """What a page is made of: its elements with the names of their attributes, and its addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, frozenset[str]]] = set()
        self.addresses: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, frozenset(name for name, _ in attrs)))
        self.addresses += [str(v) for n, v in attrs if n in ("href", "src")]


def pages(text: str, position: str) -> list[Page]:
    """The pages of a document with a text in one place; none where it is refused."""
    made = document(lambda at, usual: text if at == position else usual)
    try:
        files = generated(made, "docs")
    except Refused:
        return []
    return [Page(str(f.content)) for f in files if f.path.endswith(".html")]


@cache
def usual() -> frozenset[tuple[str, frozenset[str]]]:
    """The elements of harmless pages."""
    return frozenset().union(*(page.elements for page in pages("", "")))


@settings(
    max_examples=int(os.environ.get("SPECLOOM_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(position=st.sampled_from((*TEXTS, *NAMES)), text=hostile)
def test_text_adds_no_element_of_its_own(position: str, text: str) -> None:
    made = pages(text, position)
    assume(made)
    known = usual()
    for page in made:
        for tag, names in page.elements - known:
            own = any(tag == other and names <= more for other, more in known)
            assert own or (tag in TAGS | {"div"} and names <= MARKDOWN), (tag, names)
        for address in page.addresses:
            assert urlsplit(address).scheme in ("", "http", "https", "mailto"), address
