"""Ways from the root of a document to its values: linked, so that a walk joins no text for what is in order."""

from __future__ import annotations

from typing import TypeAlias

from generator.load import pointer

Trail: TypeAlias = "tuple[Trail, str] | None"
"""The way from the root to a value, innermost token first."""


def tokens_of(trail: Trail) -> tuple[str, ...]:
    """Give the tokens of a trail, from the root on."""
    tokens: list[str] = []
    while trail is not None:
        trail, token = trail
        tokens.append(token)
    return tuple(reversed(tokens))


def place_of(trail: Trail) -> str:
    """Spell a trail as a canonical pointer."""
    return pointer.join("#", *tokens_of(trail))


def trail_of(at: str) -> Trail:
    """Give the trail that a canonical pointer spells."""
    trail: Trail = None
    for token in pointer.parse(at):
        trail = (trail, token)
    return trail


def subject(trail: Trail) -> str:
    """Say what stands at the end of a trail."""
    if trail is None:
        return "the document"
    return f"item {trail[1]}" if trail[1].isdigit() else repr(trail[1])
