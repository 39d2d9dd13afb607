"""References within a document: a value goes in; what it refers to comes out.

This is the only part of the program that knows the word for a reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Diagnostic
from generator.load import pointer
from generator.load.document import Document, value_of

_REF = "$ref"


class Unresolved(Exception):
    """A reference that leads nowhere, or back to itself.

    Attributes:
        message: what is wrong with it.
        hint: what to do.
        code: the diagnostic's code.
    """

    def __init__(
        self, message: str, hint: str = "", code: str = "unresolved-reference"
    ) -> None:
        self.message = message
        self.hint = hint
        self.code = code
        super().__init__(message)

    def diagnostic(self, at: str) -> Diagnostic:
        """The error to show for the reference at pointer `at`."""
        return Diagnostic(self.code, "error", self.message, at, None, self.hint)


def reference(value: Any) -> str | None:
    """The reference that a value is, as the document spells it; None where it is none.

    Only values in a place where the document may hold a reference should be asked about: an example or a default may
    look like one (OpenAPI 3.2.0, section 4.23).
    """
    found = value.get(_REF) if type(value) is dict else None
    return found if type(found) is str else None


def siblings(value: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside the reference."""
    return {key: member for key, member in value.items() if key != _REF}


def target(document: Document, value: Any) -> str:
    """The canonical pointer of what a reference refers to.

    Raises:
        Unresolved: `value` is no reference, or nothing stands there.
    """
    found = reference(value)
    if found is None:
        raise Unresolved("this is not a reference")
    known = document._targets.get(found)
    if known is None:
        known = document._targets[found] = canonical(document.data, found)
    return known


def canonical(data: Any, found: str) -> str:
    """The canonical pointer into `data` that a reference of the form ``#/...`` stands for.

    Raises:
        Unresolved: it has another form, or nothing stands there.
    """
    if found == pointer.ROOT:
        return found
    if not found.startswith("#/"):
        raise Unresolved(f"{found[:200]!r} does not lead to anything in this document")
    try:
        spelled = [pointer.decoded(found)]
    except ValueError:
        spelled = []
    # Authors also write a "%" that encodes nothing; what stands there literally is then what is meant.
    for spelling in dict.fromkeys([*spelled, found]):
        try:
            tokens = pointer.parse(spelling)
            value_of(data, tokens)
        except (ValueError, LookupError):
            continue
        return pointer.join(pointer.ROOT, *tokens)
    raise Unresolved(f"nothing stands at {found[:200]!r}")


def resolve(document: Document, value: Any, at: str) -> tuple[Any, str]:
    """Follows a reference, and the references that it leads to, up to a value that is none.

    Args:
        value: any value; one that is no reference comes back as it is.
        at: its pointer.

    Returns:
        The value and its canonical pointer.

    Raises:
        Unresolved: a reference leads nowhere, or the references form a ring.
    """
    seen: set[str] = set()
    while reference(value) is not None:
        at = target(document, value)
        if at in seen:
            message = (
                "these references lead only to each other"
                if len(seen) > 1
                else "this reference leads to itself"
            )
            raise Unresolved(
                message, "Replace one of them by what is meant.", "reference-ring"
            )
        seen.add(at)
        value = document.at(at)
    return value, at
