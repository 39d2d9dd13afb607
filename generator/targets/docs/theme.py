"""Settings and labels go in; what all pages load beside the style sheet comes out: the look that users choose, the script."""

from __future__ import annotations

from generator.ir.model import Json
from generator.languages import html
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import groups
from generator.targets.docs.site import Site

TEMPLATE = "docs/theme.css.j2"
SCRIPT = "docs/script.js.j2"
SAID = (
    "search",
    "search_nothing",
    "schema",
    "copy_text",
    "copied",
    "theme",
    "on_page",
)
"""Labels that the script needs."""

VERBS = ("get", "post", "put", "patch", "delete")
"""Methods that people ask for by other words."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What users choose of the look."""

    accent: Code


@dataclass(frozen=True, slots=True)
class ScriptView:
    """The words of the script, as an object of JavaScript."""

    words: Code


def page(site: Site) -> Page:
    """The style sheet; settings have seen to it that the accent is a colour in hexadecimal."""
    return Page("assets/theme.css", TEMPLATE, ThemeView(Code(site.settings.accent)))


def pages(site: Site) -> list[Page]:
    """The script of one language."""
    found = {key: site.labels.texts[key] for key in SAID}
    verbs: Json = {key: site.labels.texts[f"search_{key}"] for key in VERBS}
    said = {
        "language": site.language,
        "groups": groups.listed(site),
        "verbs": verbs,
        **found,
    }
    view = ScriptView(html.script(said))
    return [Page(f"assets/{site.language}.js", SCRIPT, view)]
