"""Markdown and entries go in; paragraphs and sections of a method's docstring come out, still tainted text."""

from __future__ import annotations

import re
import textwrap

from generator.languages.code import Code

WIDTH = 80
"""Columns of a docstring in a method, its margin not counted."""


RIGID = re.compile(r"\s|[-*+>#|]|\d+[.)]|```|~~~|$")


def flowing(text: str) -> str:
    """Markdown with the lines of each paragraph joined, so that they can be broken anew; code and lists stay."""
    lines: list[str] = []
    fenced = joinable = False
    for line in text.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        plain = not fenced and not RIGID.match(line)
        if plain and joinable:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        joinable = plain and not line.endswith(("  ", "\\"))
    return "\n".join(lines)


def section(title: str, entries: list[tuple[str, str]] | list[tuple[Code, str]]) -> str:
    """A section of a docstring; entries that nothing is said about are left out."""
    lines: list[str] = []
    for name, said in entries:
        flat = " ".join(said.split())
        if flat:
            lines += textwrap.wrap(
                f"{name}: {flat}",
                WIDTH,
                initial_indent="    ",
                subsequent_indent="        ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join([f"{title}:", *lines]) if lines else ""
