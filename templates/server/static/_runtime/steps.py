"""A path whose steps have several fields each in; a path of one field for each of them, and how to divide its text, out.

An expression with all the fields tries every way to divide a step among them before it knows that there is none, which takes
a time that grows with a power of the length of what somebody sends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

FIELD = re.compile(r"\{p(\d+)\}")

Steps: TypeAlias = Mapping[int, tuple[str, ...]]
"""What stands before, between and behind the fields of a step, by the number of the first of them."""


def steps_of(path: str) -> tuple[str, Steps]:
    """The path with one field in place of several in a step, and what stood around these."""
    made: list[str] = []
    found: dict[int, tuple[str, ...]] = {}
    for step in path.split("/"):
        around = FIELD.split(step)
        if len(around) > 3:
            found[int(around[1])] = tuple(around[::2])
            step = f"{{p{around[1]}}}"
        made.append(step)
    return "/".join(made), found


def divided(texts: Mapping[str, str], steps: Steps) -> dict[str, str] | None:
    """The texts of all fields; None where the step of a request has no place for one of them."""
    found = dict(texts)
    for number, around in steps.items():
        parts = parts_of(texts[f"p{number}"], around)
        if parts is None:
            return None
        found |= {f"p{at}": part for at, part in enumerate(parts, number)}
    return found


def parts_of(text: str, around: tuple[str, ...]) -> list[str] | None:
    """What stands between given texts, as much of it as possible the earlier it stands, and nowhere nothing."""
    first, *between, last = around
    if not (text.startswith(first) and text.endswith(last)):
        return None
    text = text[len(first) : len(text) - len(last)]
    found: list[str] = []
    for one in reversed(between):
        at = text.rfind(one, 1, len(text) - 1)
        if at < 1:
            return None
        found.append(text[at + len(one) :])
        text = text[:at]
    return [text, *reversed(found)]
