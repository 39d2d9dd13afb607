"""An operation goes in; the code samples that its author wrote for it come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ir.model import Operation
from generator.jsonvalues import mapping, sequence
from generator.languages.code import Code
from generator.load.publish import SAMPLES
from generator.targets.docs import words
from generator.targets.docs.samples import SampleView, SnippetView

KEYS = (SAMPLES, "x-code-samples")
"""Where documents have code samples: the key that redoc reads, and its older spelling."""


def given(operation: Operation, made: Iterable[SampleView]) -> Iterator[SnippetView]:
    """The samples of the document itself.

    Args:
        made: samples that are shown anyway; a document that was published has them too.
    """
    known = {one.source for sample in made for one in sample.snippets}
    found: set[tuple[str, str]] = set()
    for key in KEYS:
        for one in map(mapping, sequence(operation.extensions.get(key))):
            source, label = one.get("source"), one.get("label") or one.get("lang")
            if not isinstance(source, str) or not isinstance(label, str):
                continue
            if source.strip() and source not in known and (label, source) not in found:
                found.add((label, source))
                shown = words.block(source)
                yield SnippetView(words.text(label), shown, Code(""), True)
