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
    """The samples of the document itself; those of several languages that are called alike with their languages.

    Args:
        made: samples that are shown anyway; a document that was published has them too.
    """
    known = {one.source for sample in made for one in sample.snippets}
    found: dict[tuple[str, str], str] = {}
    for key in KEYS:
        for one in map(mapping, sequence(operation.extensions.get(key))):
            source, language = one.get("source"), one.get("lang")
            label = one.get("label") or language
            if not isinstance(source, str) or not isinstance(label, str):
                continue
            if source.strip() and source not in known:
                found.setdefault(
                    (label, source), language if isinstance(language, str) else ""
                )
    for (label, source), language in found.items():
        among = {word for (other, _), word in found.items() if other == label}
        told = f"{label} ({language})" if language and len(among) > 1 else label
        yield SnippetView(words.text(told), words.block(source), Code(""), True)
