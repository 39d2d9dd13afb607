"""A document's data goes in; where several addresses refer to one path item, each comes out with an item of its own."""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_object, mapping
from generator.load import pointer, refs
from generator.load.document import value_of

_HOLDERS = ("paths", "webhooks")


def part(data: dict[str, Any]) -> None:
    """Put a copy of a path item in the place of each reference to one that has an address already.

    An operation is known by where it stands, so that two addresses of one item would be taken for one operation. What
    the items hold is shared and stays as it is. Whose the item itself is does not depend on the order of the addresses.
    """
    items = sorted(
        (pointer.join(pointer.ROOT, holder, address), holder, address)
        for holder in _HOLDERS
        for address in mapping(data.get(holder))
    )
    referring = [one for one in items if refs.reference(data[one[1]][one[2]])]
    known = {at for at, _, _ in items} - {at for at, _, _ in referring}
    for own, holder, address in referring:
        item = data[holder][address]
        found = _meant(data, item)
        if found is None:
            continue
        at, meant = found
        copied = at in known
        base = meant if copied else {refs.WORD: at}
        data[holder][address] = {**base, **refs.siblings(item)}
        known.add(own if copied else at)


def _meant(data: Any, item: Any) -> tuple[str, dict[str, Any]] | None:
    """The path item to which the references of `item` lead, and its pointer; None where it is no reference, or leads to the document itself."""
    seen: set[str] = set()
    at = ""
    while (found := refs.reference(item)) is not None:
        try:
            at = refs.canonical(data, found)
        except refs.Unresolved:
            return None
        if at in seen:
            return None
        seen.add(at)
        item = value_of(data, pointer.parse(at))
    return (at, item) if at and is_object(item) and item is not data else None
