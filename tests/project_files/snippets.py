"""The text of a Markdown file goes in, its fenced blocks come out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Snippet:
    """One block: its language, its text, and the line of the file that it begins in."""

    language: str
    text: str
    line: int


def snippets(file: Path) -> list[Snippet]:
    """Every fenced block of a file, in its order."""
    text = file.read_text(encoding="utf-8")
    return [
        Snippet(found[1], found[2], text.count("\n", 0, found.start()) + 1)
        for found in FENCE.finditer(text)
    ]
