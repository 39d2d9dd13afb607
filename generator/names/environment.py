"""The arguments of a client's constructor go in; the environment variables that stand in for them come out."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Misused, suggest
from generator.names.model import Names

BASE_URL = "base_url"


def environment(
    names: Names, distribution: str, wished: Mapping[str, str]
) -> dict[str, str]:
    """Name the variable of the base address and of each credential.

    Args:
        distribution: the usual names begin with it.
        wished: argument -> variable, as settings have it.

    Returns:
        Argument -> variable, the base address first.

    Raises:
        Misused: settings name an argument that the client does not have, or one variable for two of them.
    """
    arguments = [BASE_URL, *names.schemes.values(), *names.passwords.values()]
    for name in wished:
        if name not in arguments:
            near = suggest(name, arguments)
            known = f"Known: {', '.join(arguments)}."
            raise Misused(
                f"`environment` of target python names {name!r}, which is no argument of the client",
                f"Did you mean {near!r}?" if near else known,
            )
    letters = (c if c.isascii() and c.isalnum() else "_" for c in distribution)
    prefix = "".join(letters).upper()
    found = {
        name: wished.get(name, f"{prefix}_{name.upper()}")
        for name in map(str, arguments)
    }
    for name, variable in wished.items():
        for other, same in found.items():
            if same == variable and other != name:
                raise Misused(f"{name} and {other} are both read from {variable}")
    return found
