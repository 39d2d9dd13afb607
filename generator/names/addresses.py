"""The addresses of a document go in; what each of them is about comes out: the first step that names anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import dropwhile, takewhile

from generator.ir.model import Api
from generator.letters import letters

VERSION = re.compile(
    r"v?[0-9]+(?:[._-][0-9]+)*(?:[._-]?(?:alpha|beta|preview|rc|eap|p)[0-9]*)*",
    re.IGNORECASE,
)
"""`v1`, `v1beta2`, `2`, `1.0`, `2015-03-31`."""
ASKED = re.compile(r"v?\{(?:api[-_]?)?v(?:er(?:sion)?)?(?::[^{}]*)?\}", re.IGNORECASE)
"""A version that is a parameter: `v{version}` of ASP.NET, `{api-version}`."""
ITSELF = frozenset({"api", "rest"})
"""Words for the API itself."""
BEYOND = re.compile(r"[?#]")
"""What goes on behind it tells operations of one path apart; what they are about, the path itself says."""
FORM = re.compile(r"\.json(?=$|[?#])")
"""The form of what an address gives, where it is the usual one: such addresses have names as if it were not said."""
GIVEN = re.compile(r"[{(].*|(?<=.):.*")
"""What a step says of one thing or what to do with it: `{id}`, `({id})` and `:cancel` behind the name."""


def is_version(text: str) -> bool:
    """Whether a text is a version and nothing else."""
    return VERSION.fullmatch(text) is not None


def calls_itself(api: Api, word: str) -> bool:
    """Whether a word is in what the API is called, by its title or the addresses of its servers."""
    said = (api.info.title, *(server.url for server in api.servers))
    return letters(word) in letters(" ".join(said))


def steps(path: str) -> list[str]:
    """Return the steps of an address that are not empty."""
    return [step for step in path.split("/") if step]


def plain_steps(path: str) -> list[str]:
    """Return the steps of an address without the form of what it gives, `items` of `/items.json`."""
    return steps(FORM.sub("", path))


def telling(found: list[str]) -> list[str]:
    """Return steps without a version, or words for the API itself, at their beginning."""
    return list(dropwhile(_nameless, found)) or found


def _nameless(step: str) -> bool:
    return (
        is_version(step) or step.lower() in ITSELF or ASKED.fullmatch(step) is not None
    )


def named(step: str) -> str:
    """Return the name in a step: all of `pets`, `pets` of `pets.{format}`, nothing of `{id}`, `v1`, `v{version}` and `api`."""
    name = GIVEN.sub("", step).rstrip("._-")
    return "" if _nameless(step) or _nameless(name) or not letters(name) else name


def subject(path: str, base: int) -> str:
    """Return what an address is about: the first name behind the steps that all addresses share; "" without one."""
    return _first(plain_steps(BEYOND.split(path)[0])[base:])


def _first(found: Iterable[str]) -> str:
    return next((name for step in found if (name := named(step))), "")


def shared(paths: Iterable[str]) -> int:
    """Return how many steps at the beginning of all addresses tell nothing.

    Behind them every address has a name. They end with a version or a word for the API, or what is behind them falls
    into groups: where most would stand alone, what they have in common says more.
    """
    found = sorted({tuple(plain_steps(BEYOND.split(path)[0])) for path in paths})
    columns = zip(*found, strict=False)
    base = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    while base and not all(any(map(named, one[base:])) for one in found):
        base -= 1
    if 2 * len({_first(one[base:]) for one in found}) <= len(found):
        return base
    while base and not _nameless(found[0][base - 1]):
        base -= 1
    return base
