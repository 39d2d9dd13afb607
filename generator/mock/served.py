"""A project goes in; all that the mock needs to know of its document comes out."""

from __future__ import annotations

from dataclasses import field

from generator.diagnostics import Diagnostic, Misused, Refused, suggest
from generator.ir.model import Api, Operation, Pointer
from generator.load import Document
from generator.mock.judge import Judge
from generator.mock.routes import Route, routes
from generator.pipeline import Understood
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Served:
    """A document that is played.

    Attributes:
        profile: name of the profile that is played; "" where the document names none.
        seed: of everything that is made up.
        operations: by their pointer.
        starts: for each operation that tells the state of tasks, those that start them.
    """

    document: Document
    api: Api
    judge: Judge
    routes: tuple[Route, ...]
    profile: str = ""
    seed: int = 0
    operations: dict[Pointer, Operation] = field(
        default_factory=dict[Pointer, Operation]
    )
    starts: dict[Pointer, tuple[Operation, ...]] = field(
        default_factory=dict[Pointer, tuple[Operation, ...]]
    )
    diagnostics: tuple[Diagnostic, ...] = ()


def served(understood: Understood, profile: str = "", seed: int = 0) -> Served:
    """All that the mock needs to know of a document.

    Args:
        profile: of `x-specloom-profiles`; "" is the first one.
        seed: of everything that is made up.

    Raises:
        Refused: the document has no operation to play.
        Misused: it has no such profile.
    """
    api = understood.api
    if not api.operations:
        raise _nothing(understood)
    starts: dict[Pointer, tuple[Operation, ...]] = {}
    for one in api.operations:
        if one.task is not None:
            starts[one.task.poll] = (*starts.get(one.task.poll, ()), one)
    return Served(
        document=understood.document,
        api=api,
        judge=Judge(understood.document),
        routes=routes(api),
        profile=_profile(api, profile),
        seed=seed,
        operations={one.id: one for one in api.operations},
        starts=starts,
        diagnostics=understood.diagnostics,
    )


def _nothing(understood: Understood) -> Refused:
    """What is said of a document that a mock cannot play."""
    message = "there is no operation under 'paths', so the mock has nothing to play"
    hint = "Add a path."
    if understood.api.webhooks:
        hint = "Webhooks are called by a server, and the mock is one: add a path."
    found = Diagnostic("nothing-to-play", "error", message, "#", None, hint)
    document = understood.document
    return Refused(document.located([found]), document.texts)


def _profile(api: Api, wanted: str) -> str:
    known = list(
        dict.fromkeys(
            [*api.profiles, *(name for one in api.operations for name in one.profiles)]
        )
    )
    if not wanted:
        return known[0] if known else ""
    if wanted in known:
        return wanted
    near = suggest(wanted, known)
    listed = (
        f"The document has: {', '.join(known)}."
        if known
        else "The document has none (x-specloom-profiles)."
    )
    raise Misused(
        f"there is no profile {wanted!r}", f"Did you mean {near!r}?" if near else listed
    )
