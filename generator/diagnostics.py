"""Findings about a document go in; text with excerpts, JSON or SARIF 2.1.0 comes out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from generator.records import dataclass

Severity: TypeAlias = Literal["error", "warning", "info"]
Texts: TypeAlias = Mapping[str, str]

_WINDOW = 100
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "info": "36"}
_WORD = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w$./~@#*&!%+-]+")
_BREAKS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: `file` as the user wrote its path, `line` and `column` counted from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: stable name of the kind of finding, in kebab-case.
        message: what is wrong; may hold text of the document, which is escaped when shown.
        pointer: JSON pointer of the value in the bundled document, as a URI fragment; empty if there is none.
        place: where it stands in a file; None where nobody has looked it up yet.
        hint: what to do about it; empty if there is nothing to say.
    """

    code: str
    severity: Severity
    message: str
    pointer: str = ""
    place: Place | None = None
    hint: str = ""


class Refused(Exception):
    """A document that cannot be used: the only exception that a stage raises for what a document says.

    Attributes:
        diagnostics: why; at least one is an error.
        texts: the text of the files that the diagnostics point into, by the file's name in `Place.file`.
    """

    def __init__(
        self, diagnostics: Iterable[Diagnostic], texts: Texts | None = None
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.texts: Texts = texts or {}
        super().__init__("; ".join(found.message for found in self.diagnostics))


class Misused(Exception):
    """A wrong command line or wrong settings: `message` says what is wrong, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


def suggest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` was probably meant to be, or None.

    Args:
        word: what somebody wrote.
        choices: what would have been right.
    """
    if len(word) > 200:
        return None
    import difflib

    known = {choice.casefold(): choice for choice in choices if len(choice) <= 200}
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return known[near[0]] if near else None


def printable(value: str) -> str:
    """`value` with every character that a terminal obeys, or that hides or reorders text, written as an escape."""
    return (
        value
        if value.isascii() and value.isprintable()
        else "".join(map(_shown, value))
    )


def _shown(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


# ---------------------------------------------------------------------------------------------------------- text


FEW = 5
"""How many warnings of one code are shown where the document is not what was asked about."""


def brief(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Keep every error, and the first FEW of the others of each code; of what is left out one line tells."""
    counts: Counter[str] = Counter()
    kept: list[Diagnostic] = []
    for found in diagnostics:
        counts[found.code] += found.severity != "error"
        if found.severity == "error" or counts[found.code] <= FEW:
            kept.append(found)
    more = sorted(code for code, count in counts.items() if count > FEW)
    if more:
        message = f"further findings are not shown here: {', '.join(more)}"
        hint = "To see them: specloom validate."
        kept.append(Diagnostic("left-out", "info", message, hint=hint))
    return tuple(kept)


def text(
    diagnostics: Sequence[Diagnostic],
    sources: Texts | None = None,
    *,
    colour: bool = False,
) -> str:
    """The findings for a person: place, pointer, severity, code, message, the line with an arrow, and help.

    Args:
        diagnostics: the findings, in the order in which they are shown.
        sources: text of the files that places name, by name; a place in any other file has no excerpt.
        colour: use ANSI colours.

    Returns:
        Lines that end with a line break, or nothing when there is no finding.
    """
    lines = {place.file for found in diagnostics if (place := found.place)}
    split = {
        file: _lines(sources[file]) for file in lines if sources and file in sources
    }
    return "".join(_one(found, split, colour) for found in diagnostics)


def _lines(text: str) -> list[str]:
    """The lines of a text; most have one kind of line break, by which a long one is split in less than half the time."""
    return _BREAKS.split(text) if "\r" in text else text.split("\n")


def _one(found: Diagnostic, lines: Mapping[str, list[str]], colour: bool) -> str:
    def paint(words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour else words

    tone = _COLOURS[found.severity]
    where = f"{printable(str(found.place))}: " if found.place else ""
    head = paint(f"{found.severity}[{printable(found.code)}]", f"1;{tone}")
    out = [f"{paint(where, '1')}{head}: {printable(found.message)}"]
    if found.pointer:
        out.append(f"  at {_shortened(printable(found.pointer))}")
    if found.place and found.place.line <= len(rows := lines.get(found.place.file, [])):
        gutter = str(found.place.line)
        excerpt, arrow = _excerpt(rows[found.place.line - 1], found.place.column - 1)
        out.append(f"  {paint(gutter + ' |', '34')} {excerpt}")
        out.append(
            f"  {paint(' ' * len(gutter) + ' |', '34')} {paint(arrow, f'1;{tone}')}".rstrip()
        )
    if found.hint:
        out.append(f"  {paint('help', '1;32')}: {printable(found.hint)}")
    return "\n".join(out) + "\n"


def _shortened(line: str) -> str:
    return line if len(line) <= 400 else f"{line[:200]}…{line[-199:]}"


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, printable, and the arrow that stands under it."""
    column = min(column, len(line))
    start = max(0, column - _WINDOW // 2) if len(line) > _WINDOW else 0
    stop = min(len(line), start + _WINDOW)
    before = ("…" if start else "") + printable(line[start:column].replace("\t", " "))
    word = _WORD.match(line, column, stop)
    marked = printable(word.group()) if word else ""
    rest = line[word.end() if word else column : stop].replace("\t", " ")
    after = printable(rest) + ("…" if stop < len(line) else "")
    return f"{before}{marked}{after}".rstrip(), " " * _width(before) + "^" * max(
        1, _width(marked)
    )


def _width(shown: str) -> int:
    """Columns that a terminal needs: two for wide characters, none for combining ones."""
    if shown.isascii():
        return len(shown)
    return sum(
        (
            0
            if unicodedata.combining(c)
            else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        )
        for c in shown
    )


# ------------------------------------------------------------------------------------------------- for programs


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The findings as a JSON array of objects, ASCII only: code, severity, message, pointer, place, hint."""
    return json.dumps([_plain(found) for found in diagnostics], indent=2) + "\n"


def _plain(found: Diagnostic) -> dict[str, Any]:
    place = found.place
    where = (
        {"file": place.file, "line": place.line, "column": place.column}
        if place
        else None
    )
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "pointer": found.pointer,
        "place": where,
        "hint": found.hint,
    }


def sarif(diagnostics: Sequence[Diagnostic], *, version: str = "") -> str:
    """The findings as a SARIF 2.1.0 log, ASCII only.

    Args:
        diagnostics: the findings.
        version: version of this program, named as the tool's version; left out when empty.
    """
    codes = sorted({found.code for found in diagnostics})
    driver = {"name": "specloom", "rules": [{"id": code} for code in codes]}
    run = {
        "tool": {"driver": driver | ({"version": version} if version else {})},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, codes.index(found.code)) for found in diagnostics],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2) + "\n"


def _result(found: Diagnostic, rule: int) -> dict[str, Any]:
    words = f"{found.message}\n{found.hint}" if found.hint else found.message
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": words},
    }
    location: dict[str, Any] = {}
    if place := found.place:
        region = {"startLine": place.line, "startColumn": place.column}
        artifact = {"uri": quote(place.file.replace("\\", "/"))}
        location["physicalLocation"] = {"artifactLocation": artifact, "region": region}
    if found.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": found.pointer}]
    return result | ({"locations": [location]} if location else {})
