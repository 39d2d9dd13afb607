"""A runtime expression goes in (OpenAPI 3.2, "Runtime Expressions"); what it stands for comes out, in words."""

from __future__ import annotations

import re

from generator.ir.model import Json
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.types import value_words
from generator.targets.docs.words import Words

_EXPRESSION = re.compile(
    r"\$(?:(?P<alone>url|method|statusCode)"
    r"|(?P<of>request|response)\.(?:(?P<at>header|query|path)\.(?P<name>.+)|body(?:#(?P<pointer>.*))?))"
)
_PARTS = re.compile(r"(\{[^{}]*\})")


def value_said(value: Json, site: Site) -> Words:
    """A value that may be an expression, in words."""
    found = said(value, site) if isinstance(value, str) else None
    return found or value_words(value)


def template_said(text: str, site: Site) -> Words:
    """An address with expressions in braces, in words; as it stands where one of them is none that OpenAPI knows."""
    found: list[Words] = []
    for part in filter(None, _PARTS.split(text)):
        if not part.startswith("{"):
            found.append(words.code(part))
        elif shown := said(part[1:-1], site):
            found.append(shown)
        else:
            return words.code(text)
    return words.joined(found, f" {site.label('followed_by').html} ")


def said(expression: str, site: Site) -> Words | None:
    """An expression in words; None for what is none."""
    found = _EXPRESSION.fullmatch(expression)
    if found is None:
        return None
    if found["alone"]:
        return site.label(f"said_{found['alone']}")
    if found["at"]:
        key = f"said_{found['of']}_{found['at']}"
        name = found["name"]
    else:
        name = (found["pointer"] or "").removeprefix("/")
        key = f"said_{found['of']}_{'body' if name else 'whole'}"
    if key not in site.labels.texts:
        return None
    return site.phrase(key, words.code(name)) if name else site.label(key)
