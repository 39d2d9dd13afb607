"""References within a document: a value goes in; what it refers to comes out.

This is the only part of the program that knows the word for a reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Diagnostic, suggest
from generator.jsonvalues import JsonValue
from generator.load import pointer
from generator.load.document import FILES, Document, value_of

WORD = "$ref"


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


def reference(value: JsonValue | Mapping[str, object]) -> str | None:
    """The reference that a value is, as the document spells it; None where it is none.

    Only values in a place where the document may hold a reference should be asked about: an example or a default may
    look like one (OpenAPI 3.2.0, section 4.23).
    """
    found = value.get(WORD) if isinstance(value, dict) else None
    return found if type(found) is str else None


def siblings(value: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside the reference."""
    return {key: member for key, member in value.items() if key != WORD}


def target(document: Document, value: Any) -> str:
    """The canonical pointer of what a reference refers to.

    Raises:
        Unresolved: `value` is no reference, or nothing stands there.
    """
    found = reference(value)
    if found is None:
        raise Unresolved("this is not a reference")
    known = document.targets.get(found)
    if known is None:
        known = document.targets[found] = _found(document, found)
    return known


def _found(document: Document, found: str) -> str:
    """As `canonical`; what is wrong with a reference is said of what its author wrote."""
    try:
        return canonical(document.data, found)
    except Unresolved:
        if document.earlier is not None:
            canonical(document.earlier.data, found)
        raise


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
        spellings = [pointer.decoded(found)]
    except ValueError:
        spellings = []
    # Authors also write a "%" that encodes nothing; what stands there literally is then what is meant. And where
    # nothing has an empty name, a "/" at the end says nothing.
    for spelling in dict.fromkeys([*spellings, found, found.removesuffix("/")]):
        try:
            tokens = pointer.parse(spelling)
            value_of(data, tokens)
        except (ValueError, LookupError):
            continue
        return pointer.join(pointer.ROOT, *tokens)
    raise Unresolved(f"nothing stands at {spelled(found)[:200]!r}", _meant(data, found))


def spelled(found: str) -> str:
    """A pointer into another file as the author would write it."""
    begin = f"{pointer.ROOT}/{FILES}/"
    if not found.startswith(begin):
        return found
    name, _, rest = found.removeprefix(begin).partition("/")
    file = name.replace("~1", "/").replace("~0", "~")
    return f"{file}#/{rest}" if rest else file


def meant(known: Mapping[str, Any]) -> list[str]:
    """The keys of an object that a reference may lead to: what they hold is no text, as that of a reference is."""
    return [key for key, value in known.items() if not isinstance(value, str)]


def _meant(data: Any, found: str) -> str:
    """A hint that names the nearest thing that does exist, or nothing."""
    try:
        *parents, last = pointer.parse(found)
        parent: JsonValue = value_of(data, parents)
    except (ValueError, LookupError):
        return ""
    # A document may have thousands of both, and looking for the nearest name takes its time.
    known = parent if type(parent) is dict and len(parent) <= 1000 else {}
    near = suggest(last, meant(known))
    return (
        f"Did you mean {spelled(pointer.join(pointer.ROOT, *parents, near))!r}?"
        if near
        else ""
    )


def resolve(
    document: Document,
    value: Any,
    at: str,
    ends: dict[str, tuple[Any, str]] | None = None,
) -> tuple[Any, str]:
    """Follows a reference, and the references that it leads to, up to a value that is none.

    Args:
        value: any value; one that is no reference comes back as it is.
        at: its pointer.
        ends: where references are known to end, by their pointers; added to, so that a long chain is walked once.

    Returns:
        The value and its canonical pointer.

    Raises:
        Unresolved: a reference leads nowhere, or the references form a ring.
    """
    seen: set[str] = set()
    while reference(value) is not None:
        at = target(document, value)
        if at in seen:
            message = "the references lead back to where they began"
            raise Unresolved(
                message, "Replace one of them by what is meant.", "reference-ring"
            )
        seen.add(at)
        if ends is not None and at in ends:
            value, at = ends[at]
            break
        value = document.at(at)
    if ends is not None:
        ends.update(dict.fromkeys(seen, (value, at)))
    return value, at
