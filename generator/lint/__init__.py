"""Rules of taste on the document's API and on the names made from it: Api and Names go in, Diagnostics come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic
from generator.ir.model import Api
from generator.lint.rules import RULES, Rule

if TYPE_CHECKING:
    from generator.names import Names

__all__ = ["RULES", "Rule", "lint"]


def lint(api: Api, names: Names | None = None) -> tuple[Diagnostic, ...]:
    """Apply every rule of RULES.

    Args:
        api: as `generator.ir.build` makes it.
        names: names in one language; without them the rules on names say nothing.

    Returns:
        Diagnostics without places, rule by rule and in the document's order within a rule; what several types have
        from one place of the document is found once.
    """
    found = (
        Diagnostic(
            code=rule.code,
            severity=rule.severity,
            message=message,
            pointer=pointer,
            hint=rule.hint,
        )
        for rule in RULES
        for pointer, message in rule.check(api, names)
    )
    return tuple(dict.fromkeys(found))
