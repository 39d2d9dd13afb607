"""Names of fields or arguments go in; the one rule that most of them follow in JSON comes out, so that few have to be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType


def plain(name: str) -> str:
    """``first_name`` → ``first_name``."""
    return name


@lru_cache(maxsize=1 << 14)
def camel(name: str) -> str:
    """``first_name`` → ``firstName``."""
    first, *rest = name.split("_")
    return first + pascal("_".join(rest))


@lru_cache(maxsize=1 << 14)
def pascal(name: str) -> str:
    """``first_name`` → ``FirstName``."""
    return "".join(f"{word[:1].upper()}{word[1:]}" for word in name.split("_"))


RULES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"": plain, "camelCase": camel, "PascalCase": pascal}
)
"""What the runtime calls each rule, and what it makes of a name in Python."""

BASES: Mapping[str, str] = MappingProxyType(
    {"": "Model", "camelCase": "CamelModel", "PascalCase": "PascalModel"}
)
"""The runtime's base class of models whose fields follow a rule."""


def spelling(names: Mapping[str, str], *, pascal: bool) -> str:
    """The rule that leaves the fewest names to be given, the plainest of several.

    One that no capital letter shows would only puzzle: a lone ``from_`` makes no model one of camelCase.

    Args:
        names: name in JSON -> name in Python.
        pascal: whether the document writes names in PascalCase at all; words that begin with a capital are not enough.
    """
    fewest = {
        rule: len(others(names, rule))
        for rule in RULES
        if not rule or (_shown(rule, names) and (pascal or rule != "PascalCase"))
    }
    return min(fewest, key=fewest.__getitem__)


def others(names: Mapping[str, str], rule: str) -> list[str]:
    """The names in JSON that do not follow a rule."""
    spelled = RULES[rule]
    return [wire for wire, name in names.items() if spelled(name) != wire]


def _shown(rule: str, names: Mapping[str, str]) -> bool:
    spelled = RULES[rule]
    return any(
        spelled(name) == wire and wire != wire.lower() for wire, name in names.items()
    )
