"""Differences go in; lines for people, or JSON for programs, come out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from generator.diagnostics import printable
from generator.diff.model import Change, What

WORDS: dict[What, str] = {
    "operation": "the operation",
    "deprecated": "deprecation",
    "security": "what lets a request in",
    "parameter": "parameter {}",
    "required": "{} is required",
    "optional": "{} is optional",
    "body": "the body",
    "media_type": "media type {}",
    "answer": "answer {}",
    "field": "field {}",
    "type": "the type of {}",
    "value": "value {}",
    "limit": "{}",
    "null": "null as {}",
    "default": "the default of {}",
}


def sentence(change: Change) -> str:
    """One difference in words, without where it is."""
    said = WORDS[change.what].replace("{}", change.name)
    if change.old or change.new:
        said += f" ({change.old or 'none'} → {change.new or 'none'})"
    return f"{change.kind}: {said}"


def as_text(changes: Iterable[Change]) -> str:
    """One line a difference, those that break callers first."""
    ordered = sorted(changes, key=lambda one: not one.breaking)
    lines = [
        printable(
            f"{'breaking' if one.breaking else 'fine':<9}{one.where}: {sentence(one)}"
        )
        for one in ordered
    ]
    broken = sum(one.breaking for one in ordered)
    if not lines:
        return "no difference\n"
    return "\n".join([*lines, f"{len(lines)} differences, {broken} breaking"]) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """An array of objects, in ASCII: nothing of a document moves a terminal's cursor or turns its text around."""
    return json.dumps([asdict(one) for one in changes], indent=2)
