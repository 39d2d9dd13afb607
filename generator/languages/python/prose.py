"""Markdown and entries go in; paragraphs and sections of a method's docstring come out, still tainted text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from generator.languages.code import Code
from generator.languages.html_in_prose import markdown_of
from generator.letters import letters

WIDTH = 80
"""Columns of a docstring in a method, its margin not counted."""
NARROWEST = 60
"""Columns that an author's editor breaks lines at, at least."""


RIGID = re.compile(r"\s|[-*+>#|]|\d+[.)]|```|~~~|$")


def flowing(text: str) -> str:
    """Markdown with the lines of each paragraph joined, so that they can be broken anew; code and lists stay."""
    return _joined(markdown_of(text).splitlines(), 0)


def unwrapped(text: str) -> str:
    """Markdown without the breaks that only keep lines to a width: those behind which the next word had no room.

    In the words on a field, which say what it may hold, shorter lines are often meant as they stand.
    """
    text = markdown_of(text)
    if "\n" not in text:
        return text
    lines = text.splitlines()
    return _joined(lines, max(NARROWEST, *map(len, lines)))


def _joined(text: list[str], room: int) -> str:
    lines: list[str] = []
    fenced = joinable = False
    length = 0
    for line in text:
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        plain = not fenced and not RIGID.match(line)
        if plain and joinable and length + 1 + len(line.split(" ", 1)[0]) > room:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        joinable = plain and not line.endswith(("  ", "\\"))
        length = len(line)
    return "\n".join(lines)


def telling(text: str, names: Iterable[str]) -> str:
    """A text, unless it only repeats a name of what it stands on."""
    said = letters(text)
    return "" if any(said == letters(name) for name in names) else text


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
        flat = " ".join(markdown_of(said).split())
        if flat:
            lines += wrapped(f"{name}: {flat}", "    ")
    return "\n".join([f"{title}:", *lines]) if lines else ""


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
