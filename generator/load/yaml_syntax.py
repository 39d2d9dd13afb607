"""An error of the YAML scanner goes in; the refusal of the text, with what a person can do about it, comes out."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.diagnostics import Refused
from generator.load.source import Source

_COMMENT = re.compile(r"^[ \t]*(?://|/\*)", re.MULTILINE)
_COLUMN = "Keys of one object must stand in one column"
_UNCLOSED = {
    "while parsing a flow sequence": "list",
    "while parsing a flow mapping": "object",
    "while scanning a quoted scalar": "text in quotes",
}


def refused(source: Source, error: yaml.YAMLError) -> Refused:
    """The refusal of a text that is no YAML."""
    if isinstance(error, yaml.reader.ReaderError):
        # Reported in bytes by one scanner and in characters by the other: look for the character itself.
        flaw = yaml.reader.Reader.NON_PRINTABLE.search(source.text)
        message = "this character is not allowed in YAML text"
        return source.refuse(flaw.start() if flaw else 0, "yaml-syntax", message)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    words = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None)
    message = f"this is no YAML: {words}" + (f" ({context})" if context else "")
    at = min(mark.index, len(source.text)) if mark else 0
    return source.refuse(
        at, "yaml-syntax", message, _hint(source.text, at, words, error)
    )


def _hint(text: str, at: int, words: str, error: Any) -> str:
    """Guess what the author did."""
    begin = text.rfind("\n", 0, at) + 1
    line = text[begin:].partition("\n")[0]
    blank = line[: len(line) - len(line.lstrip())]
    if "\t" in blank:
        return "YAML allows no tabs for indentation: use spaces."
    if words.startswith("found undefined alias"):
        return "Aliases (*name) need an anchor (&name) before them."
    if words.startswith("found character") and text[at : at + 1] in ("@", "`", "%"):
        return f"Text that begins with {text[at]!r} must stand in quotes."
    kind = _UNCLOSED.get(getattr(error, "context", None) or "")
    if kind == "object" and _COMMENT.search(text, 0, at):
        return "JSON has no comments, and those of YAML begin with '#'."
    if kind and error.context_mark:
        return f"The {kind} that begins in line {error.context_mark.line + 1} is not closed before this place."
    if words.startswith("mapping values are not allowed"):
        if ": " in text[begin:at]:
            return "Text that has ': ' in it must stand in quotes."
        return _misaligned(text, begin, len(blank))
    if words.startswith(("did not find expected", "could not find expected")):
        return _misaligned(text, begin, len(blank))
    return ""


def _misaligned(text: str, begin: int, blank: int) -> str:
    """Compare the indentation of a line with that of the last one above it that says something."""
    above = [
        line
        for line in text[:begin].splitlines()[-20:]
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not above:
        return ""
    other = len(above[-1]) - len(above[-1].lstrip())
    if other == blank:
        return f"{_COLUMN}, each followed by a colon and a space."
    return f"{_COLUMN}: this line is indented by {blank}, the one above by {other}."
