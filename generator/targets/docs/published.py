"""The document goes in; it comes out for others to read by program: whole with code samples, and a part an operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.languages.json_text import compact
from generator.languages.yaml import block
from generator.load import Document
from generator.load.publish import Parts, with_samples
from generator.names import chosen_content
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs.operation import OperationView
from generator.targets.docs.samples import LANGUAGES
from generator.targets.docs.site import paths_of

TEMPLATE = "docs/text.j2"
LONGEST_YAML = 1_000_000
"""Characters of JSON beyond which a document is published as JSON alone: readers of YAML take minutes for it. Nor are its parts
whole: who reads one such document by program can follow references into it."""


FEW = 400_000
"""Characters of all parts together up to which each holds everything that it refers to, even if that is much."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A file that is one text."""

    text: Code


def pages(document: Document, api: Api, made: Iterable[Page]) -> list[Page]:
    """The whole document as JSON and as YAML, and the part of each operation as JSON.

    Args:
        made: the pages of the site, which have the samples.
    """
    paths = paths_of(api).operations
    whole = with_samples(document, samples(api, made, paths))
    text = compact(whole)
    found = [Page("openapi.json", TEMPLATE, TextView(text))]
    if len(text) <= LONGEST_YAML:
        found.append(Page("openapi.yaml", TEMPLATE, TextView(block(whole))))
    parts = Parts(document)
    enough = max(len(text), FEW)
    small = len(text) <= LONGEST_YAML and (
        len(text) * len(api.operations) <= enough or few(parts, api, enough)
    )
    for one in api.operations:
        part = (
            parts.whole(one.id, one.method, one.path)
            if small
            else parts.referring(one.id, one.method, one.path, "../../openapi.json")
        )
        path = f"json/{paths[one.id]}.json"
        found.append(Page(path, TEMPLATE, TextView(compact(part))))
    return found


def few(parts: Parts, api: Api, limit: int) -> bool:
    """Whether all parts together have no more characters than a limit."""
    left = limit
    for one in api.operations:
        left -= parts.size(one.id, parts.reached(one.id))
        if left < 0:
            return False
    return True


def samples(
    api: Api, made: Iterable[Page], paths: Mapping[Pointer, str]
) -> dict[str, list[dict[str, str]]]:
    """Pointer of an operation -> its samples, as tools that read `x-codeSamples` expect them.

    Args:
        paths: where the pages of operations stand.
    """
    views: dict[str, OperationView] = {}
    for page in made:
        if isinstance(page.view, OperationView):
            views.setdefault(page.path.partition("/")[2], page.view)
    return {
        one.id: list(described(one, views[f"{paths[one.id]}.html"]))
        for one in api.operations
    }


def described(operation: Operation, view: OperationView) -> Iterator[dict[str, str]]:
    """The samples of an operation: each says its language, and which example it shows."""
    content = chosen_content(operation.body) if operation.body else None
    examples = content.examples if content else ()
    abouts = [one.doc.summary or one.name for one in examples] or [""]
    for about, sample in zip(abouts, view.samples, strict=True):
        for (language, name), one in zip(LANGUAGES, sample.snippets, strict=True):
            label = f"{name}: {about}" if about else name
            yield {
                "lang": language.capitalize(),
                "label": " ".join(label.split()),
                "source": one.source,
            }
