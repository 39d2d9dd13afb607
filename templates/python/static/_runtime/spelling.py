"""Names of fields and arguments in; how they are spelled on the wire out."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Spelling: TypeAlias = Literal["", "camelCase", "PascalCase"]


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


RULES: Final = {"": plain, "camelCase": camel, "PascalCase": pascal}
