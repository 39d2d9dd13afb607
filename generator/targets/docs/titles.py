"""A summary goes in; what fits into a title, a list and the side of a page comes out."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.letters import letters
from generator.targets.docs.words import sentence

LONGEST = 80
"""Letters of a title; of a longer one the first sentence is taken, or its beginning."""

AROUND = ("response", "request", "body", "responsebody", "requestbody")
"""Letters that frameworks put before or behind the name of an operation."""

_MARKED = re.compile(r"[`<\[*]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SIGNS = re.compile(r"</?(?:a|b|br|code|em|i|p|span|strong)\b[^<>]*>|\*\*|`+")


def short(text: str) -> str:
    """A title: the text on one line without signs of Markdown, and no more of it than a title takes."""
    whole = bare(text)
    if len(whole) <= LONGEST:
        return whole
    first = sentence(whole).removesuffix(".")
    if len(first) <= LONGEST:
        return first
    return f"{whole[: LONGEST - 1].rpartition(' ')[0] or whole[: LONGEST - 1]}…"


def repeats(title: str, called: Collection[str]) -> bool:
    """Whether a title is what an operation is called, and a word for what it sends or answers: frameworks make such titles of names.

    FastAPI has `Response Read Item Items Item Id Get` of `read_item_items__item_id__get`.

    Args:
        called: the letters of what operations are called.
    """
    said = letters(title)
    bare = [said.removeprefix(one) for one in AROUND]
    bare += [said.removesuffix(one) for one in AROUND]
    return any(one in called for one in bare if one != said)


def is_cut(text: str) -> bool:
    """Whether there is more in a text than its title says."""
    return len(text) > LONGEST and len(bare(text)) > LONGEST


def bare(text: str) -> str:
    """The words of a line of CommonMark: those of links, code and weight as they are."""
    if _MARKED.search(text):
        text = _SIGNS.sub("", _LINK.sub(r"\1", text))
    return " ".join(text.split())
