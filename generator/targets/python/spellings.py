"""The fields of a model go in; the base comes out that spells their names in JSON, so that few have to be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType


def plain(name: str) -> str:
    """``first_name`` → ``first_name``."""
    return name


def camel(name: str) -> str:
    """``first_name`` → ``firstName``."""
    first, *rest = name.split("_")
    return first + pascal("_".join(rest))


def pascal(name: str) -> str:
    """``first_name`` → ``FirstName``."""
    return "".join(f"{word[:1].upper()}{word[1:]}" for word in name.split("_"))


BASES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"Model": plain, "CamelModel": camel, "PascalModel": pascal}
)
"""The runtime's base classes of models, and what each makes of the name of a field."""


def base_of(attributes: Mapping[str, str]) -> str:
    """The base that leaves the fewest names to be given, the plainest of several.

    One whose rule no capital letter shows would only puzzle: a lone ``from_`` makes no model one of camelCase.

    Args:
        attributes: name in JSON -> name of the field.
    """
    fewest = {
        base: sum(spelled(name) != wire for wire, name in attributes.items())
        for base, spelled in BASES.items()
        if base == "Model" or _shown(spelled, attributes)
    }
    return min(fewest, key=fewest.__getitem__)


def _shown(spelled: Callable[[str], str], attributes: Mapping[str, str]) -> bool:
    return any(
        spelled(name) == wire and wire != wire.lower()
        for wire, name in attributes.items()
    )
