"""A page in a browser goes in; what axe finds wrong with it comes out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """async ([type, values]) => {
  const found = await axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"] });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
}"""


@cache
def axe() -> str:
    """The source of axe-core, from the package that brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def violations(page: Page, rule: str = "") -> list[str]:
    """Every element that breaks a rule of WCAG 2.2 A or AA, or of axe's best practice; or one rule alone."""
    page.evaluate(axe())
    chosen = ["rule", [rule]] if rule else ["tag", [*RULES]]
    found: list[str] = page.evaluate(_RUN, chosen)
    return found
