"""A reference where OpenAPI has none, and what it leads to, go in; that is put in its place, and what is new comes out.

Programs that join the files of a document follow references wherever they stand: `paths: {$ref: paths/_index.yaml}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from generator.diagnostics import Diagnostic
from generator.jsonvalues import JsonValue
from generator.load import pointer
from generator.load.document import value_of
from generator.load.generics import Site
from generator.load.identifiers import Spot
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


def is_below(spot: Spot, other: Spot) -> bool:
    """Whether a spot is another one, or lies within it."""
    return spot[0] == other[0] and spot[1][: len(other[1])] == other[1]


def put(data: dict[str, Any], site: Site, spot: Spot, end: End) -> Iterator[Put]:
    """Put what stands at a spot in the place of a reference.

    Of a map each member is referred to by itself, so that it is known by where it was written.

    Args:
        data: what each file holds; changed in place.
        site: the reference; what stands beside it goes before what it leads to.
        spot: where it leads; another such reference may stand there.
        end: where that one leads.
    """
    spot = end(site, spot)
    value: JsonValue = value_of(data[spot[0]], spot[1])
    kind = site.kind
    holder, key = _holder(data, site.spot)
    if type(value) is list and kind.items is not None and kind.items.refers:
        holder[key] = [*value]
        for i in range(len(value)):
            yield from _member(data, site, spot, str(i), kind.items, end)
    elif type(value) is dict and not kind.whole:
        site.node.pop(WORD)
        holder[key] = site.node
        for name in [name for name in value if name not in site.node]:
            of = None if _extends(kind, name) else kind.known.get(name, kind.other)
            yield from _member(data, site, spot, name, of, end)
    else:
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
    data: dict[str, Any], site: Site, spot: Spot, name: str, kind: Kind | None, end: End
) -> Iterator[Put]:
    """Put one member of what stands at a spot in its place below a reference's."""
    at = (site.spot[0], (*site.spot[1], name))
    below = (spot[0], (*spot[1], name))
    holder, key = _holder(data, at)
    holder[key] = value = value_of(data[below[0]], below[1])
    if kind is None or type(value) not in (dict, list):
        return
    made = Site(at, {WORD: pointer.ROOT}, kind, WORD)
    if site.kind.shares:
        yield Put(below, kind, at)
    elif kind.refers:
        holder[key] = made.node
        yield Put(below, kind, at, made)
    else:
        yield from put(data, made, below, end)


def told(site: Site) -> Diagnostic:
    """Say how the reference is read."""
    found = site.node[WORD]
    message = f"a reference has no meaning here; what stands at {found[:200]!r} is read in its place"
    what = "write it here" if site.kind.whole else "refer to each member by itself"
    hint = f"Programs that join files do the same, others refuse it: {what}."
    if site.kind.data:
        message = f"an example is no reference; what stands at {found[:200]!r} is taken for it"
    return Diagnostic("misplaced-reference", "warning", message, "", None, hint)
