"""The names of schemas go in; what programs put before the names of their types, `MyApp.Models.User`, is left out.

Frameworks of .NET, Java, Go and Kubernetes call a schema by the whole name of a type, of which readers want the end:
`User`, `V1Pod`. A document is taken for one of these where most names have dots. Pydantic puts the modules before classes
that have the same name, with two underscores between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile

from generator.ir.model import Api
from generator.languages.rules import LanguageRules
from generator.letters import letters
from generator.names.addresses import ITSELF, calls_itself, is_version

DOTTED = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)+")
INSTANCE = re.compile(r"[^\W\d_][^\W_]*(?:\.[^\W\d_][^\W_]*)+")
"""One of the names that the name of a generic type may be made of: `Page_MyApp.Models.User_`."""
MODULE = re.compile(
    r"(?:[a-z](?:_?[a-z0-9])*__){1,31}[A-Z](?:_?[^\W_])*_?(?:-[^\W_]+)?"
)
"""What pydantic calls one of several classes with the same name: `shop__models__users__User`, `shop__models__users__User-Input`."""
MOST_PARTS = 32
"""Parts of a name that is looked at: each of them may become the beginning of what it is called."""
FEW = 3
"""Dotted names that are too few to tell a convention by."""


def without_namespaces(
    api: Api, names: Collection[str], rules: LanguageRules
) -> Mapping[str, str]:
    """Return, for each name that gets shorter, the words that are left of it.

    Of a type, which begins with a capital, it is what it is called, with a version that stands before that; of another,
    what stands behind the parts that all begin with and that say version or API. What is a name itself is no
    namespace: `account.call.event` of a document that has `account`; nor is a single part with a capital. Names that
    would be the same take one part more, all of them, and so does what would be a reserved word.

    Args:
        names: of all schemas.
    """
    spell = rules.positions["type"].spell
    ways = {name: [*_behind_modules(name)] for name in names if MODULE.fullmatch(name)}
    ways |= _dotted(api, names)
    if not ways:
        return {}
    others = [letters(spell(name)) for name in names if name not in ways]
    while True:
        spelled = {name: spell(way[0]) for name, way in ways.items()}
        count = Counter((*others, *map(letters, spelled.values())))
        again = [
            name
            for name, way in ways.items()
            if way[1:]
            and (
                count[letters(spelled[name])] > 1 or rules.taken("type", spelled[name])
            )
        ]
        if not again:
            return {name: way[0] for name, way in ways.items() if way[1:]}
        for name in again:
            del ways[name][0]


def _dotted(api: Api, names: Collection[str]) -> dict[str, list[str]]:
    """Return the words that types may be called by, for names with dots; nothing where these are few."""
    dotted = {
        name: name.split(".")
        for name in names
        if name.count(".") < MOST_PARTS and DOTTED.fullmatch(name)
    }
    if len(dotted) < FEW or 2 * len(dotted) <= len(names):
        return {}
    common = _common(dotted.values())
    nameless = _telling_nothing(api, next(iter(dotted.values()))[:common])
    return {
        name: [*_ways(parts, dotted, common, nameless)]
        for name, parts in dotted.items()
    }


def _behind_modules(name: str) -> Iterator[str]:
    """Yield the words that a class may be called by of which pydantic tells the modules, the best first."""
    parts = name.split("__")
    for at in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[at:])
    yield name


def _common(many: Iterable[list[str]]) -> int:
    """Return how many parts all names begin with; the last of a name is its own."""
    heads = [parts[:-1] for parts in many]
    same = takewhile(lambda level: len({*level}) == 1, zip(*heads, strict=False))
    return len([*same])


def _telling_nothing(api: Api, parts: list[str]) -> int:
    """Return how many parts at the beginning say version, or what the API is called, and nothing else."""
    empty = takewhile(
        lambda part: is_version(part) or part in ITSELF or calls_itself(api, part),
        parts,
    )
    return len([*empty])


def _ways(
    parts: list[str], known: Collection[str], common: int, nameless: int
) -> Iterator[str]:
    """Yield the words that a type may be called by, the best first; its whole name is the last.

    Args:
        known: the names that have dots.
        common: parts that all names begin with.
        nameless: those of them that tell nothing.
    """
    whole = ".".join(parts)
    if not parts[-1][:1].isupper():
        start = nameless
    elif any(one != whole and one in known for one in INSTANCE.findall(whole)):
        yield INSTANCE.sub(lambda found: f" {found[0].rpartition('.')[2]} ", whole)
        start = 0
    else:
        start = max(_start(parts, known), common)
        if start == 1 > common and parts[0][:1].isupper():
            start = 0
    if start > common and is_version(parts[start - 1]):
        start -= 1
    for at in range(start, 0, -1):
        yield " ".join(parts[at:])
    yield whole


def _start(parts: list[str], known: Collection[str]) -> int:
    """Return where the name of a type begins among its parts: it has those of a type that it belongs to."""
    start = len(parts) - 1
    while start and ".".join(parts[:start]) in known:
        start -= 1
    return start
