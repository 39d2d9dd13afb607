"""An operation goes in; calls of it as a reader would write them, one for each named example, come out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.model import Operation
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A call in one language."""

    language: Words
    code: Words


@dataclass(frozen=True, slots=True)
class SampleView:
    """The calls for one example."""

    title: Words
    doc: Words
    open: bool
    snippets: tuple[SnippetView, ...]


def samples(operation: Operation, site: Site) -> tuple[SampleView, ...]:
    """The samples of one operation."""
    return ()
