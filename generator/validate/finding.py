"""What a check found: Finding, made without the document's text, and how findings become Diagnostics with places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Severity
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.load import Document

SHOWN = 50
"""How many findings of one code are shown; the others are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A Diagnostic before its place is looked up; small and plain, so that it can cross a process and be kept.

    Attributes:
        code: what kind of fault this is; the same word in every document.
        pointer: canonical pointer into the bundled document.
        hint: what to do about it, or what the generator does about it.
    """

    code: str
    severity: Severity
    message: str
    pointer: str
    hint: str = ""


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Pass on findings in order, each once; a fault that two checks see at one place with one code is one fault."""
    seen: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.code, finding.pointer, finding.message)
        if key not in seen:
            seen.add(key)
            yield finding


def report(
    document: Document, findings: Iterable[Finding], *, strict: bool = False
) -> tuple[Diagnostic, ...]:
    """Turn findings into Diagnostics: each once, in the order of the text, at most SHOWN per code and the rest counted.

    Args:
        document: the document that the findings' pointers point into.
        findings: in any order.
        strict: warnings become errors.
    """
    counts: Counter[str] = Counter()
    shown: list[Diagnostic] = []
    last: dict[str, Finding] = {}
    for finding in distinct(findings):
        if strict and finding.severity == "warning":
            finding = replace(finding, severity="error")
        counts[finding.code] += 1
        if counts[finding.code] <= SHOWN:
            shown.append(_diagnostic(finding))
        elif finding.code not in last or finding.severity == "error":
            last[finding.code] = finding
    located = sorted(document.located(shown), key=_position)
    rest = [
        Diagnostic(
            code=code,
            severity=finding.severity,
            message=f"{counts[code] - SHOWN} more of the kind {code!r} are not shown",
        )
        for code, finding in last.items()
    ]
    return (*located, *rest)


def _diagnostic(finding: Finding) -> Diagnostic:
    return Diagnostic(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        pointer=finding.pointer,
        hint=finding.hint,
    )


def _position(diagnostic: Diagnostic) -> tuple[str, int, int]:
    place = diagnostic.place
    return ("", 0, 0) if place is None else (place.file, place.line, place.column)
