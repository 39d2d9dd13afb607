"""What lets requests in before and after goes in; who is no longer let in comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.ir.model import Api, Operation, Requirement

Credentials: TypeAlias = Mapping[tuple[str, ...], frozenset[str]]
"""What makes a credential the same, whatever its scheme is called -> the scopes that it has to have."""


def is_shut_out(old: Operation, new: Operation, before: Api, after: Api) -> bool:
    """Whether somebody whom the old operation lets in is not let in by the new one."""
    doors = [credentials(one, after) for one in new.security or ((),)]
    return not all(
        any(opens(credentials(held, before), door) for door in doors)
        for held in old.security or ((),)
    )


def opens(held: Credentials, asked: Credentials) -> bool:
    """Whether who has some credentials has all that are asked for."""
    return all(key in held and scopes <= held[key] for key, scopes in asked.items())


def credentials(one: Requirement, api: Api) -> Credentials:
    """What a request has to bring."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for need in one:
        scheme = api.security_schemes.get(need.scheme)
        key: tuple[str, ...] = (need.scheme,)
        if scheme is not None:
            parameter = scheme.parameter
            if scheme.location == "header":
                parameter = parameter.title()
            key = (scheme.kind, scheme.location, parameter, scheme.scheme.lower())
        found[key] = found.get(key, frozenset()) | {*need.scopes}
    return found


def shown(one: Operation, api: Api) -> str:
    """What lets requests in, in the order of its letters."""
    ways = {" + ".join(sorted(parts(need, api))) or "{}" for need in one.security}
    return " | ".join(sorted(ways or {"{}"}))


def parts(one: Requirement, api: Api) -> Iterator[str]:
    """What a request has to bring, in short."""
    for (kind, *rest), scopes in credentials(one, api).items():
        words = [kind, *filter(None, rest)]
        yield " ".join(words) + (f" [{' '.join(sorted(scopes))}]" if scopes else "")
