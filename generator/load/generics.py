"""References of a document and what they mean go in; copies of the schemas that mean something else elsewhere come out.

`$dynamicRef` in a schema means what the schema says that was entered first, if that one names it too: a page of anything
becomes a page of pets (JSON Schema 2020-12, core, section 8.2.3.2). Here each schema that gives such a name a meaning
has a copy of its own of the schemas that it reaches and that ask for the name, with plain references in it.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from generator.jsonvalues import JsonValue
from generator.load.document import value_of
from generator.load.identifiers import Identifiers, Spot
from generator.load.limits import DEFAULT
from generator.load.positions import Kind
from generator.load.refs import WORD
from generator.records import dataclass

DYNAMIC = "$dynamicRef"
STEPS = 200_000
BYTES = 5_000_000
"""What is looked at and copied; a document may ask for as many copies as the square of its schemas."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A reference: where it stands, what it is, and what kind of thing it stands for."""

    spot: Spot
    node: dict[str, Any]
    kind: Kind
    word: str


@dataclass(frozen=True, slots=True)
class _Outer:
    """A schema that is entered first: what anchors mean there and in what was entered since, and the pointers of the
    copies made for that."""

    resource: Spot
    meaning: Mapping[str, Spot]
    made: dict[Spot, str]


class Generics:
    """The schemas of a document that ask for dynamic anchors; `bind` makes the copies.

    Attributes:
        whole: everything was found and copied; the rest means what it means where it stands.

    Args:
        data: what each file holds, references rewritten already.
        spots: what each reference means where nothing else is said.
        anchors: the dynamic anchor that a reference asks for.
        pointer: the pointer of a spot in the bundled document.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        spots: Mapping[Site, Spot],
        anchors: Mapping[Site, str],
        identifiers: Identifiers,
        pointer: Callable[[Spot], str],
    ) -> None:
        self.data = data
        self.spots = spots
        self.anchors = anchors
        self.identifiers = identifiers
        self.pointer = pointer
        self.left = BYTES
        self.whole = True
        self.meanings = self._meanings()
        self.within = self._within()
        self.asked = self._asked()

    def bind(self) -> None:
        """Put the copies in the places of the references that reach them."""
        changes: list[tuple[dict[str, Any], dict[str, Any] | str]] = []
        for resource, meaning in self.meanings.items():
            outer = _Outer(resource, meaning, {})
            for site in self.within.get(resource, ()):
                if self.identifiers.base(site.spot)[1] == resource:
                    meant = self._meant(site, outer, site.spot)
                    changes += [] if meant is None else [(site.node, meant)]
        # What is copied must not hold copies yet.
        for node, meant in changes:
            _put(node, meant)

    def _meant(
        self, site: Site, outer: _Outer, place: Spot
    ) -> dict[str, Any] | str | None:
        """A copy of what a reference means, or the pointer of the one that there is; None where it needs none.

        Args:
            place: where the reference stands, in a copy perhaps.
        """
        target = self.spots[site]
        if site.word == DYNAMIC or target == outer.resource:
            return None
        if not any(one in outer.meaning for one in self.asked.get(target, ())):
            return None
        if target in outer.made:
            return outer.made[target]
        node = value_of(self.data[site.spot[0]], site.spot[1])
        begin = place[0], (*place[1], "allOf", str(len(node.get("allOf", ()))))
        value = value_of(self.data[target[0]], target[1])
        written = marshal.dumps(value)
        self.left -= len(written)
        if self.left < 0 or len(begin[1]) + height(value) > DEFAULT.depth:
            self.whole = False
            return None
        outer.made[target] = self.pointer(begin)
        made: dict[str, Any] = marshal.loads(written)
        outer = self._entered(outer, target, begin)
        for inner in self.within.get(target, ()):
            self._change(made, inner, target, outer, begin)
        return made

    def _entered(self, outer: _Outer, target: Spot, begin: Spot) -> _Outer:
        """What holds in the copy of `target` that begins at `begin`: it gives a meaning to names that have none yet."""
        new = {
            anchor: (begin[0], (*begin[1], *spot[1][len(target[1]) :]))
            for anchor, spot in self.meanings.get(target, {}).items()
            if anchor not in outer.meaning
        }
        if not new:
            return outer
        made = {target: outer.made[target]}
        return _Outer(outer.resource, {**outer.meaning, **new}, made)

    def _change(
        self,
        made: dict[str, Any],
        site: Site,
        target: Spot,
        outer: _Outer,
        begin: Spot,
    ) -> None:
        """Give a reference in the copy of `target`, which begins at `begin`, its meaning there."""
        below = site.spot[1][len(target[1]) :]
        node = value_of(made, below)
        anchor = self.anchors.get(site, "")
        if anchor in outer.meaning:
            _put(node, self.pointer(outer.meaning[anchor]))
            return
        meant = self._meant(site, outer, (begin[0], (*begin[1], *below)))
        to = self.spots[site]
        if meant is not None:
            _put(node, meant)
        elif starts(to, target):
            rest = to[1][len(target[1]) :]
            _put(node, self.pointer((begin[0], (*begin[1], *rest))))

    def _meanings(self) -> Mapping[Spot, Mapping[str, Spot]]:
        """What the dynamic anchors of each schema with an address of its own mean in it."""
        found: dict[Spot, dict[str, Spot]] = {}
        for anchor, spots in self.identifiers.dynamic.items():
            for spot in spots:
                own = found.setdefault(self.identifiers.base(spot)[1], {})
                own.setdefault(anchor, spot)
        return found

    def _within(self) -> Mapping[Spot, list[Site]]:
        """The references in each schema with an address of its own, those in schemas inside of it too."""
        found: defaultdict[Spot, list[Site]] = defaultdict(list)
        for site in self.spots:
            name, tokens = site.spot
            for length in range(len(tokens) + 1):
                begin = name, tokens[:length]
                if begin in self.identifiers.bases:
                    found[begin].append(site)
        return found

    def _asked(self) -> Mapping[Spot, set[str]]:
        """The anchors that each schema asks for, itself or by the schemas that it refers to."""
        users: defaultdict[Spot, set[Spot]] = defaultdict(set)
        waiting: list[tuple[Spot, str]] = []
        for resource, sites in self.within.items():
            for site in sites:
                users[self.spots[site]].add(resource)
                if site in self.anchors:
                    waiting.append((resource, self.anchors[site]))
        found: defaultdict[Spot, set[str]] = defaultdict(set)
        steps = 0
        while waiting:
            steps += 1
            if steps > STEPS:
                self.whole = False
                break
            resource, anchor = waiting.pop()
            if anchor not in found[resource]:
                found[resource].add(anchor)
                waiting += [(user, anchor) for user in users[resource]]
        return found


def height(value: JsonValue) -> int:
    """How deep objects and arrays are nested in a value."""
    deepest = 0
    stack = [(value, 0)]
    while stack:
        one, depth = stack.pop()
        deepest = max(deepest, depth)
        if isinstance(one, dict | list):
            members = one.values() if isinstance(one, dict) else one
            stack += [(member, depth + 1) for member in members]
    return deepest


def starts(spot: Spot, resource: Spot) -> bool:
    """Whether a spot is within a schema."""
    return spot[0] == resource[0] and spot[1][: len(resource[1])] == resource[1]


def _put(node: dict[str, Any], meant: dict[str, Any] | str) -> None:
    """Make a reference mean a pointer, or a schema that is copied into its place."""
    if isinstance(meant, str):
        node[WORD] = meant
        return
    del node[WORD]
    node["allOf"] = [*node.get("allOf", ()), meant]
