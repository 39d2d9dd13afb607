"""The document goes in; it comes out for others to read by program: whole with code samples, and a part an operation."""

from __future__ import annotations

from generator.languages.code import Code
from generator.languages.json_text import compact
from generator.languages.yaml import block
from generator.load import Document
from generator.load.publish import Parts, with_samples
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs.samples import calls, snippets
from generator.targets.docs.site import Site

TEMPLATE = "docs/text.j2"
LONGEST_YAML = 1_000_000
"""Characters of JSON beyond which a document is published as JSON alone: readers of YAML take minutes for it."""


FEW = 400_000
"""Characters of all parts together up to which each holds everything that it refers to, even if that is much."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A file that is one text."""

    text: Code


def pages(document: Document, site: Site) -> list[Page]:
    """The whole document as JSON and as YAML, and the part of each operation as JSON."""
    whole = with_samples(document, samples(site))
    text = compact(whole)
    found = [Page("openapi.json", TEMPLATE, TextView(text))]
    if len(text) <= LONGEST_YAML:
        found.append(Page("openapi.yaml", TEMPLATE, TextView(block(whole))))
    parts = Parts(document)
    reached = {one.id: parts.reached(one.id) for one in site.api.operations}
    together = sum(parts.size(at, many) for at, many in reached.items())
    small = together <= max(len(text), FEW)
    for one in site.api.operations:
        part = (
            parts.whole(one.id, one.method, one.path)
            if small
            else parts.referring(one.id, one.method, one.path, "../../openapi.json")
        )
        path = f"json/{site.paths.operations[one.id]}.json"
        found.append(Page(path, TEMPLATE, TextView(compact(part))))
    return found


def samples(site: Site) -> dict[str, list[dict[str, str]]]:
    """Pointer of an operation -> its samples, as tools that read `x-codeSamples` expect them."""
    found: dict[str, list[dict[str, str]]] = {}
    for operation in site.api.operations:
        many: list[dict[str, str]] = []
        for call in calls(operation, site):
            about = (
                call.example.doc.summary or call.example.name if call.example else ""
            )
            for one in snippets(call, site):
                label = f"{one.label}: {about}" if about else one.label
                many.append(
                    {
                        "lang": one.language.capitalize(),
                        "label": " ".join(label.split()),
                        "source": one.source,
                    }
                )
        found[operation.id] = many
    return found
