"""A reference where OpenAPI has none, and what it leads to, go in; that is put in its place, and what is new comes out.

Programs that join the files of a document follow references wherever they stand: `paths: {$ref: paths/_index.yaml}`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from generator.diagnostics import Diagnostic
from generator.jsonvalues import JsonValue
from generator.load import pointer
from generator.load.document import value_of
from generator.load.folder import Forbidden
from generator.load.generics import Site
from generator.load.identifiers import Spot
from generator.load.limits import DEFAULT
from generator.load.positions import TEXT, Kind
from generator.load.refs import WORD
from generator.records import dataclass

End: TypeAlias = Callable[[Site, Spot], Spot]
"""Where references end that begin at a spot; may raise what says why there is no such place."""

DEPTH = 50
"""References that may follow each other in such places."""

_TEXTS = (".md", ".markdown", ".txt")
_VALUES = (*_TEXTS, ".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Put:
    """Something that stands in a new place.

    Attributes:
        spot: where it stood before, and still does.
        kind: what it is.
        at: the new place.
        site: the reference that stands in the new place; None where it stands there itself.
    """

    spot: Spot
    kind: Kind
    at: Spot
    site: Site | None = None


class Room:
    """How much may still be put in the places of references of a document with all its files.

    Args:
        nodes: objects and arrays that may be put.
    """

    def __init__(self, nodes: int = DEFAULT.expanded) -> None:
        self.nodes = self.left = nodes

    def take(self, data: Mapping[str, Any], value: JsonValue, holder: object) -> None:
        """Count what is put into an object or array.

        Args:
            data: what each file holds; the document itself, "", will hold all of them.

        Raises:
            Forbidden: that stands in the value itself, or there is no room.
        """
        waiting, seen = _within([value]), set[int]()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            if node is holder:
                message = "the reference leads to what it stands in itself"
                raise Forbidden("reference-ring", message, IN_RING)
            seen.add(id(node))
            waiting += _within(node)
            if node is data[""]:
                waiting += _within([*data.values()])
            self.left -= 1
            if self.left < 0:
                raise Forbidden("too-large", _LARGE.format(self.nodes), HINT)


_LARGE = "references in such places stand for more than {:,} objects and arrays"
IN_RING = "Refer to what is meant, or write it here."
"""What to do about references that lead back."""
HINT = "Refer to each of them where OpenAPI has references."
"""What to do about references that stand for too much."""


def meant(site: Site) -> bool:
    """Whether what looks like a reference is one: what may be data as well has to name a file, and nothing else."""
    found = site.node.get(WORD)
    if type(found) is not str or not site.kind.data:
        return type(found) is str
    address = found.partition("#")[0]
    return len(site.node) == 1 and address.lower().endswith(_VALUES)


def is_text(kind: Kind, address: str) -> bool:
    """Whether the file at an address is read as the text that it is."""
    return kind is TEXT and address.lower().endswith(_TEXTS)


def still(sites: Iterable[Site]) -> Iterator[Site]:
    """The references that are there when it is their turn: what is a schema here may be a map elsewhere, in which something else stands by then."""
    return (site for site in sites if type(site.node.get(site.word)) is str)


def is_there(data: dict[str, Any], site: Site) -> bool:
    """Whether a reference stands where it was found; another one may have brought something else there."""
    try:
        return value_of(data[site.spot[0]], site.spot[1]) is site.node
    except LookupError:
        return False


def is_below(spot: Spot, other: Spot) -> bool:
    """Whether a spot is another one, or lies within it."""
    return spot[0] == other[0] and spot[1][: len(other[1])] == other[1]


def put(
    data: dict[str, Any], site: Site, spot: Spot, end: End, room: Room
) -> Iterator[Put]:
    """Put what stands at a spot in the place of a reference.

    Of a map each member is referred to by itself, so that it is known by where it was written.

    Args:
        data: what each file holds; changed in place.
        site: the reference; what stands beside it goes before what it leads to.
        spot: where it leads; another such reference may stand there.
        end: where that one leads.
        room: for what is put.

    Raises:
        Forbidden: by `end`, or by `room`.
    """
    spot = end(site, spot)
    value: JsonValue = value_of(data[spot[0]], spot[1])
    kind = site.kind
    holder, key = _holder(data, site.spot)
    if type(value) is list and kind.items is not None and kind.items.refers:
        holder[key] = [*value]
        for i in range(len(value)):
            yield from _member(data, site, spot, str(i), kind.items, end, room)
    elif type(value) is dict and not kind.whole:
        site.node.pop(WORD)
        holder[key] = site.node
        for name in [name for name in value if name not in site.node]:
            of = None if _extends(kind, name) else kind.known.get(name, kind.other)
            yield from _member(data, site, spot, name, of, end, room)
    else:
        room.take(data, value, holder)
        holder[key] = value
        yield Put(spot, kind, site.spot)


def _holder(data: dict[str, Any], spot: Spot) -> tuple[Any, Any]:
    """What holds the value at a spot, and the value's key in it."""
    file, where = spot
    if not where:
        return data, file
    holder = value_of(data[file], where[:-1])
    return holder, int(where[-1]) if isinstance(holder, list) else where[-1]


def _extends(kind: Kind, name: str) -> bool:
    return kind.extensible and name.startswith("x-")


def _member(
    data: dict[str, Any],
    site: Site,
    spot: Spot,
    name: str,
    kind: Kind | None,
    end: End,
    room: Room,
) -> Iterator[Put]:
    """Put one member of what stands at a spot in its place below a reference's."""
    at = (site.spot[0], (*site.spot[1], name))
    below = (spot[0], (*spot[1], name))
    holder, key = _holder(data, at)
    value = value_of(data[below[0]], below[1])
    shared = kind is None or site.kind.shares
    if shared:
        room.take(data, value, holder)
    holder[key] = value
    if kind is None or type(value) not in (dict, list):
        return
    made = Site(at, {WORD: pointer.ROOT}, kind, WORD)
    if shared:
        yield Put(below, kind, at)
        return
    holder[key] = made.node
    if kind.refers:
        yield Put(below, kind, at, made)
    else:
        yield from put(data, made, below, end, room)


def spread(root: JsonValue) -> tuple[int, int]:
    """How often objects and arrays stand in a value beyond the first time, and how deep they nest.

    What stands in several places holds its own several times as well. What stands in itself is deeper than anything.
    """
    sizes: dict[int, tuple[int, int]] = {}
    around = set[int]()
    waiting: list[tuple[JsonValue, bool]] = [(root, False)]
    while waiting:
        node, ready = waiting.pop()
        if id(node) in sizes:
            continue
        below = _within(node)
        if ready:
            held = [sizes.get(id(one), (1, sys.maxsize)) for one in below]
            size = 1 + sum(many for many, _ in held)
            sizes[id(node)] = size, 1 + max((deep for _, deep in held), default=0)
        elif id(node) not in around:
            around.add(id(node))
            waiting.append((node, True))
            waiting += [(one, False) for one in below]
    size, deep = sizes[id(root)]
    return size - len(sizes), deep


def _within(value: JsonValue) -> list[JsonValue]:
    """The objects and arrays that stand in a value."""
    held: Iterable[JsonValue] = ()
    if type(value) is dict:
        held = value.values()
    elif type(value) is list:
        held = value
    return [one for one in held if type(one) is dict or type(one) is list]


def told(site: Site) -> Diagnostic:
    """Say how the reference is read."""
    found = site.node[WORD]
    message = f"a reference has no meaning here; what stands at {found[:200]!r} is read in its place"
    what = "write it here" if site.kind.whole else "refer to each member by itself"
    hint = f"Programs that join files do the same, others refuse it: {what}."
    if site.kind.data:
        message = f"an example is no reference; what stands at {found[:200]!r} is taken for it"
    return Diagnostic("misplaced-reference", "warning", message, "", None, hint)
