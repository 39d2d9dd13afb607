"""Tokens of pointers and a source go in; where each of them stands in the text comes out.

Nothing is kept while a document is read: a text is gone through once more when somebody asks for places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import field
from typing import Any, TypeAlias

from generator.load.source import Source
from generator.records import dataclass

Tokens: TypeAlias = tuple[str, ...]
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(slots=True)
class Wanted:
    """A tree of the tokens that are asked for; `offset` is where the value's key, or the value, was found."""

    offset: int | None = None
    below: dict[str, Wanted] = field(default_factory=dict)


def offsets(source: Source, wanted: Iterable[Tokens]) -> dict[Tokens, int]:
    """Where values stand: at the key of a mapping's member, at the value of a list's item or of the root.

    Args:
        source: the file.
        wanted: tokens of pointers within that file.

    Returns:
        An offset in the text for each; for one that does not exist, that of its nearest parent that does.
    """
    asked = set(wanted)
    tree = Wanted()
    for tokens in asked:
        node = tree
        for token in tokens:
            node = node.below.setdefault(token, Wanted())
    if source.syntax == "json":
        _json(source.text, tree)
    elif source.is_tree:
        # What reads YAML takes as long to import as a small document to read, and one in JSON has no need of it.
        from generator.load.yaml_places import find

        find(source, tree)
    return {tokens: _nearest(tree, tokens) for tokens in asked}


def _nearest(tree: Wanted, tokens: Tokens) -> int:
    offset = tree.offset or 0
    for token in tokens:
        tree = tree.below[token]
        if tree.offset is None:
            break
        offset = tree.offset
    return offset


def _json(text: str, tree: Wanted) -> None:
    """Goes into what is asked for and has the standard library's scanner jump over all else."""
    skip = json.JSONDecoder().raw_decode
    _into(text, _begin(text, 0), tree, skip)


def _begin(text: str, at: int) -> int:
    """Where blank space ends that begins here."""
    blank = _SPACE.match(text, at)
    return blank.end() if blank else at


def _into(text: str, begin: int, tree: Wanted, skip: Any) -> int:
    """Goes through the value at `begin`, as deep as its `tree`, and returns where it ends."""
    tree.offset = begin if tree.offset is None else tree.offset
    if not tree.below or text[begin] not in "{[":
        return int(skip(text, begin)[1])
    mapping = text[begin] == "{"
    at, index = _begin(text, begin + 1), 0
    while text[at] not in "}]":
        key, start = str(index), None
        if mapping:
            start = at
            key, at = skip(text, at)
            at = _begin(text, _begin(text, at) + 1)  # Beyond the colon.
        child = tree.below.get(key)
        if child is None:
            at = int(skip(text, at)[1])
        else:
            child.offset = start
            at = _into(text, at, child, skip)
        at, index = _begin(text, at), index + 1
        at = _begin(text, at + 1) if text[at] == "," else at
    return at + 1
