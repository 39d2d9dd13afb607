"""A YAML source and what is asked for in it go in; where each of that stands is noted there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator.load.composing import MERGE
from generator.load.source import Source

if TYPE_CHECKING:
    from generator.load.places import Wanted


def find(source: Source, tree: Wanted) -> None:
    """Note where everything stands that is asked for."""
    pending: list[tuple[Any, Wanted, int | None]] = [(source.nodes, tree, None)]
    while pending:
        node, wanted, offset = pending.pop()
        wanted.offset = node.start_mark.index if offset is None else offset
        if wanted.below:
            pending += _members(node, wanted, source.shielded[1])


def _members(
    node: Any, wanted: Wanted, back: dict[int, int]
) -> list[tuple[Any, Wanted, int | None]]:
    if isinstance(node, yaml.SequenceNode):
        found = enumerate(node.value)
        return [
            (item, child, None)
            for i, item in found
            if (child := wanted.below.get(str(i)))
        ]
    members: dict[str, tuple[Any, Wanted, int | None]] = {}
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
