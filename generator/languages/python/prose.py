"""Markdown and entries go in; paragraphs and sections of a method's docstring come out, still tainted text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from generator.ir.model import Doc
from generator.languages.code import Code
from generator.languages.html_in_prose import markdown_of
from generator.letters import letters

WIDTH = 80
"""Columns of a docstring in a method, its margin not counted."""
NARROWEST = 60
"""Columns that an author's editor breaks lines at, at least."""


RIGID = re.compile(r"\s|[-*+>#|]|\d+[.)]|```|~~~|$")
GOES_ON = re.compile(r"[a-z(][\w'’-]*(?:[,.;]?(?! ?[-:=–—|]) |\.$)")
"""What a line begins with that is in the middle of a sentence, and is no entry such as "asc - upwards"."""
BREAK = re.compile(r"(?<!\\)[ \t]*\\$")
"""What parts a line from the next one; before a line that is indented, or an option, it belongs to a command."""
SENTENCE = 40
"""Columns of a line that is no word of a list: what goes on behind it belongs to the same sentence."""
ITEM = re.compile(r"(?m)^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
"""How an item of a list begins."""
CODE = 4
"""Blanks before a line of code in Markdown."""


def flowing(text: str) -> str:
    """Markdown with the lines of each paragraph joined, so that they can be broken anew; code and lists stay."""
    return _joined(markdown_of(_at_margin(text)).splitlines(), 0)


def unwrapped(text: str) -> str:
    """Markdown without the breaks that only keep lines to a width.

    Those are the ones behind which the next word had no room, and those in the middle of a sentence. In the words on a
    field, which say what it may hold, other short lines are often meant as they stand.
    """
    text = markdown_of(_at_margin(text))
    if "\n" not in text:
        return text
    lines = text.splitlines()
    return _joined(lines, max(NARROWEST, *map(len, lines)))


def _at_margin(text: str) -> str:
    """A text without the blanks before all lines but the first, as they come of a document's own indentation."""
    first, _, rest = text.partition("\n")
    lines = rest.splitlines()
    if first[:1].isspace() or not (lines and lines[0].strip()):
        return text
    said = [line for line in lines if line.strip()]
    margin = min(len(line) - len(line.lstrip(" ")) for line in said)
    if not 0 < margin < CODE or max(map(len, said)) <= NARROWEST:
        return text
    return "\n".join([first, *(line[margin:] for line in lines)])


def _joined(text: list[str], room: int) -> str:
    lines: list[str] = []
    fenced = joinable = broken = False
    last = ""
    for line in (*text, ""):
        if broken and not line.startswith((" ", "\t", "-")):
            lines[-1] = BREAK.sub("", lines[-1])
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        plain = not fenced and not RIGID.match(line)
        if (
            plain
            and joinable
            and (_broken(last, line, room) or _goes_on(lines[-1], line))
        ):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        broken = plain and line.endswith("\\")
        joinable = plain and not broken and not line.endswith("  ")
        last = line
    return "\n".join(lines[:-1])


def _broken(last: str, line: str, room: int) -> bool:
    """Whether the first word of a line had no room in the last one."""
    return len(last) + 1 + len(line.split(" ", 1)[0]) > room


def _goes_on(before: str, line: str) -> bool:
    """Whether a sentence that began in what stands before goes on."""
    open = len(before) >= SENTENCE and (before[-1].isalpha() or before[-1] == ",")
    return open and GOES_ON.match(line) is not None


def telling(text: str, names: Iterable[str]) -> str:
    """A text, unless it only repeats a name of what it stands on."""
    said = letters(text)
    return "" if any(said == letters(name) for name in names) else text


DEPRECATED = re.compile(r"(?i)\W{0,8}deprecated\b")
"""How a text begins that says of itself that something is deprecated: "[Deprecated] Use …"."""


def outdated(deprecated: bool, doc: Doc) -> list[str]:
    """The note on what is deprecated, unless the document's text begins with that."""
    said = DEPRECATED.match(doc.summary) or DEPRECATED.match(doc.description)
    return ["Deprecated."] if deprecated and not said else []


LINK_END = re.compile(r"\S*://\S*\Z")
"""A link that ends a text, and would take a full stop for its own."""


def noted(text: str, notes: list[str]) -> str:
    """A text with short sentences behind it: in its only line where it is one, else in a paragraph of their own."""
    said = " ".join(filter(None, notes))
    if not (text and said):
        return text or said
    if not RIGID.match(text) and len(text.splitlines()) == 1:
        if text.endswith((".", "!", "?")):
            return f"{text} {said}"
        last = text[-1]
        if (
            last.isascii()
            and (last.isalnum() or last in "`)")
            and not LINK_END.search(text)
        ):
            return f"{text}. {said}"
    return f"{text}\n\n{said}"


def raising(errors: list[tuple[str, str]]) -> str:
    """The section on exceptions; those of which nothing is said share a line."""
    told = [(name, said) for name, said in errors if said]
    named = {name for name, _ in told}
    bare = ", ".join(dict.fromkeys(name for name, _ in errors if name not in named))
    if not told:
        return "\n".join(wrapped(f"Raises: {bare}", "")) if bare else ""
    first, *rest = section("Raises", told).splitlines()
    return "\n".join([first, *(wrapped(bare, "    ") if bare else ()), *rest])


def section(title: str, entries: list[tuple[str, str]] | list[tuple[Code, str]]) -> str:
    """A section of a docstring; entries that nothing is said about are left out."""
    lines: list[str] = []
    for name, said in entries:
        first, *rest = _told(said)
        if first:
            listed = bool(rest and ITEM.match(first))
            lines += wrapped(f"{name}:" if listed else f"{name}: {first}", "    ")
            rest = [first, *rest] if listed else rest
            lines += [line for one in rest for line in wrapped(one, "        ")]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _told(said: str) -> list[str]:
    """A text as paragraphs without breaks: one, or where it has a list, one for each of its items and what is between."""
    text = markdown_of(said)
    if len(ITEM.findall(text)) < 2 or "```" in text:
        return [" ".join(text.split())]
    found: list[str] = []
    for line in text.splitlines():
        if ITEM.match(line) or not (found and line.strip()):
            found.append(line.strip())
        else:
            found[-1] = f"{found[-1]} {line.strip()}".strip()
    return [line for line in found if line]


def wrapped(text: str, margin: str) -> list[str]:
    """The lines of an entry; all but the first are indented further."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=f"{margin}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
