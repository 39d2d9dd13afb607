"""Settings go in; the style sheet with what users choose of the look comes out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.languages.code import Code
from generator.render import Page

TEMPLATE = "docs/theme.css.j2"


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What users choose of the look."""

    accent: Code


def page() -> Page:
    """The style sheet."""
    return Page("assets/theme.css", TEMPLATE, ThemeView(Code("#4f46e5")))
