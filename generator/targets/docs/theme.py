"""Settings go in; the style sheet with what users choose of the look comes out."""

from __future__ import annotations

from dataclasses import dataclass

from generator.languages.code import Code
from generator.render import Page
from generator.targets.docs.site import Site

TEMPLATE = "docs/theme.css.j2"


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What users choose of the look."""

    accent: Code


def page(site: Site) -> Page:
    """The style sheet; settings have seen to it that the accent is a colour in hexadecimal."""
    return Page("assets/theme.css", TEMPLATE, ThemeView(Code(site.settings.accent)))
