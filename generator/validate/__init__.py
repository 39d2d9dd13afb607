"""A bundled document goes in; what is wrong with it comes out as diagnostics, by our own checks and the library's."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.validate.finding import Finding, report
from generator.validate.process import Known, Verdict, start
from generator.validate.structure import structure_findings

__all__ = [
    "Finding",
    "Known",
    "Verdict",
    "library",
    "merged",
    "start",
    "structure",
    "validate",
]

_LIBRARY = frozenset({"openapi-schema", "openapi-spec-validator"})


def validate(document: Document, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Judge a document with all there is: `structure` and `library`, side by side.

    Args:
        document: as `load` gives it.
        strict: warnings become errors.

    Returns:
        Diagnostics in the order of the text; the document is usable when none of them is an error.
    """
    verdict = start(document)
    try:
        ours = tuple(structure_findings(document))
        theirs = verdict.findings()
    finally:
        verdict.stop()
    return merged(document, ours, theirs, strict=strict)


def structure(document: Document, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Judge a document by our own checks: fast, in this process, without foreign code."""
    return report(document, structure_findings(document), strict=strict)


def library(document: Document, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Judge a document by openapi-spec-validator and its values by its schemas, in a process of their own.

    The process is bounded in time and memory; it sees the bundled document only and can reach nothing else.
    """
    return merged(document, (), start(document).findings(), strict=strict)


def merged(
    document: Document,
    ours: tuple[Finding, ...],
    theirs: tuple[Finding, ...],
    *,
    strict: bool = False,
) -> tuple[Diagnostic, ...]:
    """Put both verdicts together; a fault that both see is told once, in our words.

    Args:
        ours: of `structure_findings`.
        theirs: of a Verdict, fresh or kept.
    """
    if any(finding.severity == "error" for finding in ours):
        # A document that is refused anyway needs no word on what a check could not do with it.
        theirs = tuple(one for one in theirs if one.code != "not-checked")
    told = {one.pointer for one in ours}
    told |= {one.pointer for one in theirs if one.code not in _LIBRARY}
    around = told | {pointer.rpartition("/")[0] for pointer in told}
    by_code = {(one.code, place) for one in ours for place in _upwards(one.pointer)}
    rest = (
        one
        for one in theirs
        if not (
            _known_already(one, told, around)
            if one.code in _LIBRARY
            else (one.code, one.pointer) in by_code
        )
    )
    return report(document, (*ours, *rest), strict=strict)


def _known_already(finding: Finding, told: set[str], around: set[str]) -> bool:
    """Tell whether something was said about this place, its parent or a key of it."""
    parent = finding.pointer.rpartition("/")[0]
    return finding.pointer in around or (parent in told and parent != "#")


def _upwards(pointer: str) -> tuple[str, str, str]:
    """The library tells the holder where we tell the key or the item."""
    parent = pointer.rpartition("/")[0]
    return pointer, parent, parent.rpartition("/")[0]
