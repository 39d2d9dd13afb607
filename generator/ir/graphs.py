"""Which names lead to each other: edges between names go in, what hangs together comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from generator.ir.model import Pointer


def rings(edges: Mapping[Pointer, Set[Pointer]]) -> list[list[Pointer]]:
    """Groups of more than one, and those with an edge to themselves."""
    return [
        ring for ring in components(edges) if len(ring) > 1 or ring[0] in edges[ring[0]]
    ]


def components(edges: Mapping[Pointer, Set[Pointer]]) -> list[list[Pointer]]:
    """Strongly connected groups, each behind all that it leads to (Tarjan, iterative)."""
    index: dict[Pointer, int] = {}
    low: dict[Pointer, int] = {}
    on: set[Pointer] = set()
    stack: list[Pointer] = []
    found: list[list[Pointer]] = []
    for root in edges:
        if root in index:
            continue
        work: list[tuple[Pointer, Iterator[Pointer]]] = [
            (root, iter(sorted(edges[root])))
        ]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    ring: list[Pointer] = []
                    while True:
                        one = stack.pop()
                        on.discard(one)
                        ring.append(one)
                        if one == node:
                            break
                    found.append(ring)
            elif step not in edges:
                continue
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                on.add(step)
                work.append((step, iter(sorted(edges[step]))))
            elif step in on:
                low[node] = min(low[node], index[step])
    return found
