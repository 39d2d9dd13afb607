"""The value of `x-specloom-profiles` goes in; what each profile answers in which situation comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Diagnostic, suggest
from generator.ir.build.reading import Reading
from generator.ir.model import Pointer, Profile, Response
from generator.ir.policies import SITUATIONS, Answered
from generator.jsonvalues import mapping, sequence
from generator.load import Document
from generator.load.pointer import join

PROFILES = "x-specloom-profiles"


def profiles(
    document: Document,
    holder: Mapping[str, Any],
    pointer: Pointer,
    responses: tuple[Response, ...] | None = None,
) -> tuple[Mapping[str, Profile], tuple[Diagnostic, ...]]:
    """The profiles of an operation, or of all operations at the root of a document.

    Args:
        holder: the operation, or the root.
        pointer: where it stands.
        responses: of the operation, which the profiles have to keep to; None at the root.

    Returns:
        The profiles in the author's order, and what is wrong; none where anything is wrong.
    """
    if PROFILES not in holder:
        return {}, ()
    read = Reading.of(holder[PROFILES], join(pointer, PROFILES))
    made: dict[str, Profile] = {}
    for name in read.data:
        own = read.below(name)
        made[name] = {
            situation: _answered(document, own.below(situation), situation, responses)
            for situation in own.data
            if situation in SITUATIONS
        }
    return ({} if read.found else made), tuple(read.found)


def _answered(
    document: Document,
    read: Reading,
    situation: str,
    responses: tuple[Response, ...] | None,
) -> Answered:
    status = read.data.get("status")
    names = tuple(
        one for one in sequence(read.data.get("examples")) if isinstance(one, str)
    )
    answered = Answered(status if type(status) is int else SITUATIONS[situation], names)
    if responses is None:
        return answered
    known = {one.status: one for one in responses}
    response = (
        known.get(str(answered.status))
        or known.get(f"{str(answered.status)[0]}XX")
        or known.get("default")
    )
    if response is None and situation == "success" and "status" not in read.data:
        response = next((one for one in responses if one.status.startswith("2")), None)
    if response is None:
        if "status" in read.data:
            read.say(
                f"is {status}, a status that this operation does not declare",
                "status",
                hint=f"It declares {', '.join(known) or 'none'}.",
            )
        return answered
    _named(document, read, names, response)
    return answered


def _named(
    document: Document, read: Reading, names: tuple[str, ...], response: Response
) -> None:
    """Every example that a profile names stands in the response that it speaks of."""
    known = [
        name
        for content in response.contents
        for name in mapping(mapping(document.at(content.id)).get("examples"))
    ]
    for index, name in enumerate(names):
        if name not in known:
            near = suggest(name, known)
            listed = f"It has: {', '.join(known)}." if known else "It has none."
            read.say(
                f"names {name!r}, which is no example of the response {response.status}",
                "examples",
                index,
                hint=f"Did you mean {near!r}?" if near else listed,
            )
