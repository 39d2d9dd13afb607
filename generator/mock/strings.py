"""A string's format, pattern and bounds go in; texts that probably fit come out, the likeliest first."""

from __future__ import annotations

import base64
import random
import uuid
from collections.abc import Iterator

from generator.ir.spelled import matching
from generator.validate.patterns import meant

_FORMATS = {
    "date": "2026-02-03",
    "date-time": "2026-02-03T04:05:06Z",
    "time": "04:05:06Z",
    "duration": "PT5M",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "host.example",
    "idn-hostname": "host.example",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "uri-reference": "/a",
    "iri": "https://example.com/a",
    "iri-reference": "/a",
    "uri-template": "https://example.com/{id}",
    "json-pointer": "/a/b",
    "relative-json-pointer": "0/a",
    "regex": "[a-z]+",
    "decimal": "12.50",
    "password": "correct horse",
    "binary": "bytes",
}
_WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "harbour")


def fitting(
    format: str, patterns: list[str], least: int, most: int, chance: random.Random
) -> list[str]:
    """Texts to try, only those of the right length where there are any; below zero, `most` is no bound."""
    made = texts(format, patterns, least, None if most < 0 else most, chance)
    found = list(dict.fromkeys(made))
    sized = [
        one for one in found if least <= len(one) and (most < 0 or len(one) <= most)
    ]
    return sized or found


def texts(
    format: str,
    patterns: list[str],
    least: int,
    most: int | None,
    chance: random.Random,
) -> Iterator[str]:
    """Texts to try.

    Args:
        least, most: characters; None is no bound.
        chance: decides between texts that are equally good.
    """
    for pattern in patterns:
        for more in (0, 1, 8, least):
            for text in matching(meant(pattern), more, chance):
                yield from _sized(text, least, most)
                yield text
    yield from _sized(_of_format(format, chance), least, most)


def _of_format(format: str, chance: random.Random) -> str:
    if format == "uuid":
        return str(uuid.UUID(int=chance.getrandbits(128), version=4))
    if format in ("byte", "base64", "base64url"):
        return base64.b64encode(chance.choice(_WORDS).encode()).decode()
    return _FORMATS.get(format) or chance.choice(_WORDS)


def _sized(text: str, least: int, most: int | None) -> Iterator[str]:
    """The text, made longer or cut where the bounds ask for it."""
    if len(text) < least:
        text = (text or "a") * (least // max(len(text), 1) + 1)
        text = text[:least]
    yield text if most is None else text[:most]
