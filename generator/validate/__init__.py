"""A bundled document goes in; what is wrong with it comes out as diagnostics, by our own checks and the library's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.records import dataclass
from generator.validate.finding import Finding, report
from generator.validate.process import Known, Later, Verdict, start
from generator.validate.structure import structure_findings, without_empty

__all__ = [
    "Finding",
    "Known",
    "Later",
    "Verdict",
    "library",
    "merged",
    "report",
    "start",
    "structure",
    "structure_findings",
    "validate",
    "without_empty",
]

_NONE_FITS = "is not valid under any of the given schemas"
_LIBRARY = frozenset({"openapi-schema", "openapi-spec-validator"})


def validate(
    document: Document, *, strict: bool = False, thorough: bool = True
) -> tuple[Diagnostic, ...]:
    """Judge a document with all there is: `structure` and `library`, side by side.

    Args:
        document: as `load` gives it.
        strict: warnings become errors.
        thorough: as `start` has it.

    Returns:
        Diagnostics in the order of the text; the document is usable when none of them is an error.
    """
    verdict = start(document, thorough=thorough)
    try:
        ours = tuple(structure_findings(document))
        if (filled := without_empty(document, ours)) is not document:
            verdict.stop()
            verdict = start(filled, thorough=thorough)
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
    spoken = [*ours, *[one for one in theirs if one.code not in _LIBRARY]]
    # What is only mentioned must not hide what makes the document invalid.
    told = {
        "info": _Told.of(spoken),
        "warning": _Told.of(one for one in spoken if one.severity != "info"),
    }
    by_code = {(one.code, place) for one in ours for place in _upwards(one.pointer)}
    rest = (
        one
        for one in theirs
        if not (
            told["info" if one.severity == "info" else "warning"].already(one)
            if one.code in _LIBRARY
            else (one.code, one.pointer) in by_code
        )
    )
    return report(document, (*ours, *rest), strict=strict)


@dataclass(frozen=True, slots=True)
class _Told:
    """Places of which something was said in our words, their parents, those of errors, and what lies a little above."""

    places: frozenset[str]
    parents: frozenset[str]
    broken: frozenset[str]
    above: frozenset[str]

    @classmethod
    def of(cls, spoken: Iterable[Finding]) -> _Told:
        """Collect the places of findings."""
        listed = list(spoken)
        places = frozenset(one.pointer for one in listed)
        errors = (one.pointer for one in listed if one.severity == "error")
        return cls(
            places,
            frozenset(map(_parent, places)),
            frozenset(map(_parent, errors)),
            frozenset(way for place in places for way in _above(place)),
        )

    def already(self, finding: Finding) -> bool:
        """Tell whether something was said about a place, its parent, a key of it, or what in it is to blame."""
        place, parent = finding.pointer, _parent(finding.pointer)
        return (
            place in self.places
            or place in self.parents
            or (parent != "#" and (parent in self.places or parent in self.broken))
            or (finding.code == "openapi-schema" and place in self.above)
            or (
                finding.message.endswith(_NONE_FITS)
                and any(one.startswith(f"{place}/") for one in self.places)
            )
        )


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _above(pointer: str) -> Iterator[str]:
    """Give the places in which a place lies, up to the third from it: a key further up has faults of its own."""
    for _ in range(3):
        pointer = _parent(pointer)
        yield pointer


def _upwards(pointer: str) -> tuple[str, str, str]:
    """The library tells the holder where we tell the key or the item."""
    parent = pointer.rpartition("/")[0]
    return pointer, parent, parent.rpartition("/")[0]
