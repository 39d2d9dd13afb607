"""The places that types belong to go in; those that share a module come out together.

What is always needed at the same time costs a file and its imports only once, and what no answer is read as costs
nothing where it stands, so that it may stand where a reader looks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile

from generator.ir.graphs import components
from generator.ir.model import Api, Operation, Pointer
from generator.ir.recursion import record_of, recursive_aliases
from generator.ir.walk import mentioned
from generator.names.addresses import is_version
from generator.names.places import Owner, every_operation
from generator.records import dataclass

MOST = 32
"""Types of a module that holds more than one place's: importing one takes a good tenth of a millisecond a type."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places that share a module.

    Attributes:
        head: the place that the others serve, else the first.
        owners: all of them.
        words: what all of their names begin with, where that is to be the module's name; empty where the head gives it.
    """

    head: Pointer
    owners: tuple[Pointer, ...]
    words: tuple[str, ...] = ()


def grouped(
    api: Api, places: Mapping[Pointer, Owner], names: Mapping[Pointer, str]
) -> list[Group]:
    """Bring together the places whose types are read in the answers of the same operations, in pieces of a fair size.

    Larger groups, and what no answer is read as, are parted by the words that names begin with. The result does not
    depend on the order of anything.

    Args:
        names: of each place's module, if it had one of its own.
    """
    mentions = {id: set(mentioned(one.type)) for id, one in api.types.items()}
    owned: defaultdict[Pointer, list[Pointer]] = defaultdict(list)
    for id in api.types:
        owned[places[id].id].append(id)
    readers = _readers(api, mentions)
    alone = {places[id].id for id in recursive_aliases(api)}
    together: defaultdict[int, list[Pointer]] = defaultdict(list)
    groups: list[Group] = []
    for owner in sorted(owned):
        if owner in alone:
            groups.append(Group(owner, (owner,)))
        else:
            read = 0
            for id in owned[owner]:
                read |= readers[id]
            together[read].append(owner)
    reaches = {
        owner: {places[one].id for id in ids for one in mentions[id]} - {owner}
        for owner, ids in owned.items()
    }
    sizes = {owner: len(ids) for owner, ids in owned.items()}
    words = {owner: tuple(name.strip("_").split("_")) for owner, name in names.items()}
    for read, owners in together.items():
        rest = owners if not read else []
        for joined in _joined(owners, reaches) if read else ():
            if len(joined) > 1 and sum(sizes[one] for one in joined) <= MOST:
                groups.append(Group(_head(joined, reaches, names), joined))
            else:
                rest += joined
        groups += _families(rest, words, sizes)
    return _importable(groups, api, places, mentions)


def _readers(api: Api, mentions: Mapping[Pointer, set[Pointer]]) -> dict[Pointer, int]:
    """Return, for each type, the operations in whose answers it may be met, as the bits of a number."""
    readers = dict.fromkeys(mentions, 0)
    sent = {operation.id for operation in api.operations}
    for place, operation in enumerate(every_operation(api)):
        for id in _read(operation, operation.id in sent):
            readers[id] |= 1 << place
    for ring in reversed(components(mentions)):
        met = 0
        for id in ring:
            met |= readers[id]
        for id in ring:
            readers[id] = met
            for one in mentions[id]:
                readers[one] |= met
    return readers


def _read(operation: Operation, sent: bool) -> Iterator[Pointer]:
    """Return the types that the client reads: of the answers to what it sends, of the bodies of what is sent to it."""
    for response in operation.responses if sent else ():
        for header in response.headers:
            yield from mentioned(header.type)
        for content in response.contents:
            yield from mentioned(content.type)
            if content.item is not None:
                yield from mentioned(content.item)
    if not sent and operation.body is not None:
        for content in operation.body.contents:
            yield from mentioned(content.type)


def _joined(
    owners: list[Pointer], mentions: Mapping[Pointer, set[Pointer]]
) -> list[tuple[Pointer, ...]]:
    """Part places into those that mention each other, directly or through others of them."""
    near: dict[Pointer, set[Pointer]] = {one: set() for one in owners}
    for one in owners:
        for other in mentions[one] & near.keys():
            near[one].add(other)
            near[other].add(one)
    return [tuple(sorted(found)) for found in components(near)]


def _head(
    owners: Collection[Pointer],
    mentions: Mapping[Pointer, set[Pointer]],
    names: Mapping[Pointer, str],
) -> Pointer:
    """Return the place that no other mentions; of several, that with the shortest name."""
    served = set[Pointer]().union(*(mentions[one] for one in owners))
    return min(owners, key=lambda one: (one in served, len(names[one]), names[one]))


def _families(
    owners: list[Pointer],
    words: Mapping[Pointer, tuple[str, ...]],
    sizes: Mapping[Pointer, int],
    depth: int = 0,
) -> Iterator[Group]:
    """Part places by the words that their names begin with, as few as make pieces of a fair size."""
    if depth and sum(sizes[one] for one in owners) <= MOST:
        yield _family(owners, words)
        return
    by_word: defaultdict[str, list[Pointer]] = defaultdict(list)
    for one in owners:
        by_word["".join(words[one][depth : depth + 1])].append(one)
    rest: list[Pointer] = []
    for word, found in by_word.items():
        if word and len(found) > 1:
            yield from _families(found, words, sizes, depth + 1)
        else:
            rest += found
    if depth and rest and sum(sizes[one] for one in rest) <= MOST:
        yield _family(rest, words)
    else:
        yield from (Group(one, (one,)) for one in rest)


def _family(owners: list[Pointer], words: Mapping[Pointer, tuple[str, ...]]) -> Group:
    if len(owners) == 1:
        return Group(owners[0], (owners[0],))
    alike = takewhile(
        lambda same: len(set(same)) == 1,
        zip(*(words[one] for one in owners), strict=False),
    )
    found = tuple(word for word, *_ in alike)
    return Group(owners[0], tuple(owners), () if all(map(is_version, found)) else found)


def _importable(
    groups: list[Group],
    api: Api,
    places: Mapping[Pointer, Owner],
    mentions: Mapping[Pointer, set[Pointer]],
) -> list[Group]:
    """Part the groups again that would import each other in a ring: a name for a type that is no model needs what it
    is made of when its module is imported."""
    while True:
        group_of = {one: group.head for group in groups for one in group.owners}
        edges: dict[Pointer, set[Pointer]] = {group.head: set() for group in groups}
        for id, definition in api.types.items():
            if record_of(definition.type) is None:
                here = group_of[places[id].id]
                edges[here] |= {group_of[places[one].id] for one in mentions[id]}
        for head, needed in edges.items():
            needed.discard(head)
        rings = {head for ring in components(edges) if len(ring) > 1 for head in ring}
        parted = [
            part
            for group in groups
            for part in (
                [Group(one, (one,)) for one in group.owners]
                if group.head in rings
                else [group]
            )
        ]
        if len(parted) == len(groups):
            return groups
        groups = parted
