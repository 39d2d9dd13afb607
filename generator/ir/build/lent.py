"""Components go in; what stands elsewhere and is called after one of them, which is nothing but a reference to it, comes out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Pointer
from generator.jsonvalues import is_object
from generator.load import Document, refs


def lent(
    document: Document, components: list[Pointer]
) -> Iterator[tuple[Pointer, Pointer]]:
    """Give each place that references lead to from a component, with that component; of several components the first.

    Args:
        components: pointers of the schemas that have names, in the author's order.
    """
    taken: set[Pointer] = {*components}
    for component in components:
        way = _way(document, component, taken)
        yield from ((place, component) for place in way)
        taken.update(way)


def _way(document: Document, begin: Pointer, taken: set[Pointer]) -> list[Pointer]:
    """The places that bare references lead to from a place, one after the other; none where they lead to what is taken, or nowhere."""
    way: list[Pointer] = []
    value = document.at(begin)
    while is_object(value) and len(value) == 1 and refs.reference(value) is not None:
        try:
            at = refs.target(document, value)
        except refs.Unresolved:
            return []
        if at in way or at in taken:
            return []
        way.append(at)
        value = document.at(at)
    return way
