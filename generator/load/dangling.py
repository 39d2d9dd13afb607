"""A document goes in; a diagnostic for each reference in it that leads nowhere comes out."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.load import pointer
from generator.load.document import Document
from generator.load.positions import OBJECT, Kind, Seen, path_of, tokens, walk
from generator.load.refs import WORD, Unresolved, reference, target

_WORDS = frozenset((WORD,))


def dangling(document: Document) -> tuple[Diagnostic, ...]:
    """Errors, with places, for references that are no text, lead nowhere, or lead only to each other.

    Looked through is everything that stands in the place of something that may be a reference, and what references
    lead to, wherever that stands.
    """
    if _sound(document):
        return ()
    found: list[Diagnostic] = []
    leads: dict[str, str] = {}
    seen: Seen = {}
    entered = {pointer.ROOT}
    pending: list[tuple[str, Kind]] = [(pointer.ROOT, OBJECT)]
    while pending:
        begin, kind = pending.pop()
        path = path_of(pointer.parse(begin))
        for node, where, kind_there in walk(
            document.at(begin), kind, path, _WORDS, seen
        ):
            if not kind_there.refers:
                continue
            at = pointer.join(pointer.ROOT, *tokens(where))
            if type(node[WORD]) is not str:
                found.append(_no_text(at))
                continue
            try:
                leads[at] = to = target(document, node)
            except Unresolved as error:
                found.append(error.diagnostic(at))
                continue
            if to not in entered:
                entered.add(to)
                pending.append((to, kind_there))
    found += _rings(leads)
    places = document.places({pointer.join(each.pointer, WORD) for each in found})
    located = [
        replace(each, place=places[pointer.join(each.pointer, WORD)]) for each in found
    ]
    return tuple(sorted(located, key=lambda each: (each.place, each.message)))


def _sound(document: Document) -> bool:
    """Whether nothing is wrong with any reference; what stands in several places is looked at once."""
    seen: Seen = {}
    entered: set[str] = set()
    pending: list[tuple[str, Kind]] = [(pointer.ROOT, OBJECT)]
    while pending:
        begin, kind = pending.pop()
        for node, _, kind_there in walk(
            document.at(begin), kind, None, _WORDS, seen, document.contents
        ):
            if not kind_there.refers:
                continue
            try:
                to = target(document, node)
            except Unresolved:
                return False
            if to not in entered:
                entered.add(to)
                pending.append((to, kind_there))
    return not _ringed(document, entered)


def _ringed(document: Document, entered: set[str]) -> bool:
    """Whether references that stand at `entered`, or that these lead to, may lead only to each other."""
    ended: set[str] = set()
    for begin in entered:
        passed: set[str] = set()
        at = begin
        while at not in ended and reference(node := document.at(at)) is not None:
            if at in passed:
                return True
            passed.add(at)
            try:
                at = target(document, node)
            except Unresolved:
                return True
        ended |= passed
    return False


def _no_text(at: str) -> Diagnostic:
    hint = "Write a reference such as '#/components/schemas/Pet'."
    return Diagnostic(
        "reference-type", "error", f"the value of {WORD} must be text", at, None, hint
    )


def _rings(leads: dict[str, str]) -> list[Diagnostic]:
    """One error for each ring of references that lead only to each other, at its first in the document's order."""
    found: list[Diagnostic] = []
    round_of: dict[str, int] = {}
    for number, begin in enumerate(leads):
        at = begin
        while at in leads and at not in round_of:
            round_of[at] = number
            at = leads[at]
        if at in leads and round_of[at] == number:
            alone = leads[at] == at
            message = (
                "this reference leads to itself"
                if alone
                else "these references lead only to each other"
            )
            hint = (
                "Replace it by what is meant."
                if alone
                else "Replace one of them by what is meant."
            )
            found.append(Diagnostic("reference-ring", "error", message, at, None, hint))
    return found
