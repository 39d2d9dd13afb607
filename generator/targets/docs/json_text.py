"""A JSON value goes in; it comes out as people write it: short things on one line, long ones a member a line."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.ir.model import Json

WIDTH = 76
DEEPEST = 60


def pretty(value: Json, margin: str = "", depth: int = 0) -> str:
    """A value as text that says the same (RFC 8259); text of its own strings keeps its letters.

    Args:
        margin: blanks that the lines behind the first begin with.
    """
    flat = one_line(value)
    if not isinstance(value, Mapping | list) or not value:
        return flat
    if len(margin) + len(flat) <= WIDTH or depth > DEEPEST:
        return flat
    inner = f"{margin}  "
    if isinstance(value, list):
        lines = [pretty(item, inner, depth + 1) for item in value]
        begin, end = "[", "]"
    else:
        lines = [
            f"{one_line(key)}: {pretty(item, inner, depth + 1)}"
            for key, item in value.items()
        ]
        begin, end = "{", "}"
    body = ",\n".join(f"{inner}{line}" for line in lines)
    return f"{begin}\n{body}\n{margin}{end}"


def one_line(value: object) -> str:
    """A value on one line."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"
