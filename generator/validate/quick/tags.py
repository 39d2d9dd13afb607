"""The tags of a document go in; what openapi-spec-validator says of them comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.validate.finding import Finding
from generator.validate.quick.tree import Node, Tree
from generator.validate.trails import place_of


def tag_faults(tree: Tree, tags: Node, minor: int) -> Iterator[Finding]:
    """Report names that two tags have and, from OpenAPI 3.2 on, parents that do not exist or form a ring.

    Raises:
        LookupError, TypeError: a tag has no name.
    """
    at = place_of(tags.trail)
    parents: dict[str, str | None] = {}
    for _, tag in tree.children(tags):
        name = tree.text(tag, "name")
        if name in parents:
            yield _fault(f"two tags are called {name!r}", at)
        parents[name] = None
    if minor < 2:
        return
    for _, tag in tree.children(tags):
        parent = tree.text(tag, "parent") if tag.has("parent") else None
        parents[tree.text(tag, "name")] = parent
    for name, parent in parents.items():
        if parent is not None and parent not in parents:
            yield _fault(f"{parent!r}, the parent of tag {name!r}, is no tag", at)
    yield from _rings(parents, at)


def _rings(parents: dict[str, str | None], at: str) -> Iterator[Finding]:
    """Report each ring of tags once for every tag by which it is entered."""
    told: set[tuple[str, ...]] = set()
    for start in parents:
        trail: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in parents:
            if name in trail:
                way = list(trail)
                ring = tuple(way[way.index(name) :])
                if ring not in told:
                    told.add(ring)
                    yield _fault(
                        f"tags are each other's parents: {', '.join(ring)}", at
                    )
                break
            trail[name] = None
            name = parents[name]


def _fault(message: str, at: str) -> Finding:
    return Finding("openapi-spec-validator", "warning", message, at)
