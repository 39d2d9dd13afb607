"""Tokens of pointers and a source go in; where each of them stands in the text comes out.

Nothing is kept while a document is read: a text is gone through once more when somebody asks for places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import field
from typing import Any, TypeAlias

import yaml

from generator.load.composing import MERGE
from generator.load.source import Source
from generator.records import dataclass

Tokens: TypeAlias = tuple[str, ...]
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(slots=True)
class _Wanted:
    """A tree of the tokens that are asked for; `offset` is where the value's key, or the value, was found."""

    offset: int | None = None
    below: dict[str, _Wanted] = field(default_factory=dict)


def offsets(source: Source, wanted: Iterable[Tokens]) -> dict[Tokens, int]:
    """Where values stand: at the key of a mapping's member, at the value of a list's item or of the root.

    Args:
        source: the file.
        wanted: tokens of pointers within that file.

    Returns:
        An offset in the text for each; for one that does not exist, that of its nearest parent that does.
    """
    asked = set(wanted)
    tree = _Wanted()
    for tokens in asked:
        node = tree
        for token in tokens:
            node = node.below.setdefault(token, _Wanted())
    if source.syntax == "json":
        _json(source.text, tree)
    else:
        _yaml(source, tree)
    return {tokens: _nearest(tree, tokens) for tokens in asked}


def _nearest(tree: _Wanted, tokens: Tokens) -> int:
    offset = tree.offset or 0
    for token in tokens:
        tree = tree.below[token]
        if tree.offset is None:
            break
        offset = tree.offset
    return offset


# ---------------------------------------------------------------------------------------------------------- JSON


def _json(text: str, tree: _Wanted) -> None:
    """Goes into what is asked for and has the standard library's scanner jump over all else."""
    skip = json.JSONDecoder().raw_decode
    _into(text, _begin(text, 0), tree, skip)


def _begin(text: str, at: int) -> int:
    """Where blank space ends that begins here."""
    blank = _SPACE.match(text, at)
    return blank.end() if blank else at


def _into(text: str, begin: int, tree: _Wanted, skip: Any) -> int:
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


# ---------------------------------------------------------------------------------------------------------- YAML


def _yaml(source: Source, tree: _Wanted) -> None:
    pending: list[tuple[Any, _Wanted, int | None]] = [(source.nodes, tree, None)]
    while pending:
        node, wanted, offset = pending.pop()
        wanted.offset = node.start_mark.index if offset is None else offset
        if wanted.below:
            pending += _members(node, wanted, source.shielded[1])


def _members(
    node: Any, wanted: _Wanted, back: dict[int, int]
) -> list[tuple[Any, _Wanted, int | None]]:
    if isinstance(node, yaml.SequenceNode):
        found = enumerate(node.value)
        return [
            (item, child, None)
            for i, item in found
            if (child := wanted.below.get(str(i)))
        ]
    members: dict[str, tuple[Any, _Wanted, int | None]] = {}
    for mapping in _with_merged(node):
        for key, value in mapping.value:
            name = key.value.translate(back) if back else key.value
            if (child := wanted.below.get(name)) and name not in members:
                members[name] = (value, child, key.start_mark.index)
    return list(members.values())


def _with_merged(node: Any) -> list[Any]:
    """The mapping and, after it, the mappings that its merge keys bring in, nearest first."""
    order: list[yaml.MappingNode] = []
    pending: list[Any] = [node]
    seen: set[int] = set()
    while pending:
        mapping = pending.pop()
        if not isinstance(mapping, yaml.MappingNode) or id(mapping) in seen:
            continue
        seen.add(id(mapping))
        order.append(mapping)
        merges = [value for key, value in mapping.value if key.tag == MERGE]
        below = [
            m
            for value in merges
            for m in (value.value if isinstance(value, yaml.SequenceNode) else [value])
        ]
        pending += reversed(below)
    return order
