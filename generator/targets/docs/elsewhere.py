"""What a document says of documentation elsewhere goes in; a link to it comes out."""

from __future__ import annotations

from generator.ir.model import Doc, Info
from generator.languages import html
from generator.targets.docs import words
from generator.targets.docs.site import WRITTEN, Site
from generator.targets.docs.words import Words

LONGEST = 80
"""Letters of a description that a link can bear."""


def more(doc: Doc | Info, site: Site) -> Words | None:
    """A link called as the document calls it, or with what it says behind it where that is long; None where there is nowhere to go."""
    where, about = doc.external_docs, doc.external_docs_about.strip()
    if not html.address(where):
        return None
    usual = site.labels.texts["external_docs"]
    if not about or site.language != WRITTEN:
        return words.link(usual, where)
    if len(about) <= LONGEST and "](" not in about:
        return words.link(" ".join(about.split()), where)
    told = words.line(about)
    if told.html == words.prose(about).html:
        # It is more than a paragraph, and the link stands in one.
        told = words.text(" ".join(about.split()))
    return words.joined([words.link(usual, where), told], ": ")
