"""Differences go in; lines for people, in the words of any language, or JSON for programs, come out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import reduce
from itertools import zip_longest

from generator.diagnostics import printable
from generator.diff.model import ANYTHING, NOTHING, OR, Change

WORDS: Mapping[str, str] = {
    "change_added": "added: {}",
    "change_removed": "removed: {}",
    "change_changed": "changed: {}",
    "change_turned": "{} ({} → {})",
    "change_none": "none",
    "change_or": "{} or {}",
    "change_nothing": "nothing",
    "change_anything": "anything",
    "change_operation": "the operation",
    "change_deprecated": "deprecation",
    "change_security": "what lets a request in",
    "change_server": "server {}",
    "change_webhook": "webhook {}",
    "change_callback": "callback {}",
    "change_parameter": "parameter {}",
    "change_header": "header {}",
    "change_required": "{} is required",
    "change_optional": "{} is optional",
    "change_body": "the body",
    "change_body_required": "the body is required",
    "change_body_optional": "the body is optional",
    "change_media_type": "media type {}",
    "change_answer": "answer {}",
    "change_field": "field {}",
    "change_read_only": "{} is only answered",
    "change_write_only": "{} is only sent",
    "change_others": "fields that are not listed",
    "change_style": "how {} is written",
    "change_type": "the type of {}",
    "change_variant": "variant {}",
    "change_format": "format",
    "change_value": "value {}",
    "change_values": "list of values",
    "change_limit": "{}",
    "change_null": "null as {}",
    "change_default": "the default of {}",
    "change_method": "the method of clients",
    "change_argument": "the argument for {}",
    "change_class": "the class",
    "change_attribute": "the attribute for {}",
}
"""What the command line says; a published site has the same keys in the file of each of its languages."""


def sentence(change: Change, texts: Mapping[str, str] = WORDS) -> str:
    """One difference in words, without where it is.

    Args:
        texts: the words of a language, by the keys of `WORDS`.
    """
    said = filled(texts[f"change_{change.what}"], change.name)
    if change.old or change.new:
        old, new = (side(change, one, texts) for one in (change.old, change.new))
        said = filled(texts["change_turned"], said, old, new)
    return filled(texts[f"change_{change.kind}"], said)


def side(change: Change, value: str, texts: Mapping[str, str]) -> str:
    """What something was or is; the kinds of value of a type keep their names of JSON Schema if there are no others."""
    if not value:
        return texts["change_none"]
    if change.what != "type":
        return value
    if value in (NOTHING, ANYTHING):
        return texts[f"change_{value}"]
    first, *rest = (texts.get(f"kind_{one}", one) for one in value.split(OR))
    return reduce(lambda a, b: filled(texts["change_or"], a, b), rest, first)


def filled(text: str, *parts: str) -> str:
    """A text with words in its gaps, from the first on; braces in the words are no gaps."""
    pieces = text.split("{}")
    found = [
        one for pair in zip_longest(pieces, parts[: len(pieces) - 1]) for one in pair
    ]
    return "".join(one for one in found if one is not None)


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
    many = "1 difference" if len(lines) == 1 else f"{len(lines)} differences"
    return "\n".join([*lines, f"{many}, {broken} breaking"]) + "\n"


def as_json(changes: Iterable[Change]) -> str:
    """An array of objects, in ASCII: nothing of a document moves a terminal's cursor or turns its text around."""
    return json.dumps([asdict(one) for one in changes], indent=2)
