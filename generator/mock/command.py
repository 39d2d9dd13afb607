"""A project and the words of the command line go in; a mock runs in the terminal until it is interrupted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Misused, Refused, printable
from generator.mock.admin import ADMIN
from generator.mock.faults import Fault, WrongFault, faults
from generator.mock.options import Options
from generator.mock.play import World
from generator.mock.routes import addressed
from generator.mock.running import known, run_until_interrupted
from generator.mock.served import Served
from generator.mock.wire import Incoming, Reply
from generator.project import Project

if TYPE_CHECKING:
    from generator.mock.server import Server

Say = Callable[[str], None]
_MOST = 20


def wanted(words: tuple[str, ...]) -> tuple[Fault, ...]:
    """The faults of the option --fault.

    Raises:
        Misused: one of them is none.
    """
    try:
        return tuple(found for text in words for found in faults(text))
    except WrongFault as error:
        raise Misused(f"--fault: {error}", "docs/mock.md lists the faults.") from None


def play(
    project: Project,
    options: Options,
    address: tuple[str, int],
    watch: bool,
    say: Say,
    complain: Callable[[Refused | Misused], None],
) -> None:
    """Run a mock until it is interrupted.

    Args:
        address: host and port; port 0 takes one that is free.
        watch: the document is read anew when it has changed.
        say: prints a line for the user.
        complain: shows what is wrong with a document that has changed.

    Raises:
        Refused: the document cannot be used, or has nothing to play.
        Misused: the address cannot be had.
    """
    world = World(known(project, options), options)
    run_until_interrupted(
        world,
        *address,
        ready=lambda server: say(greeting(server)),
        told=lambda incoming, made: say(line(world, incoming, made)),
        renew=renewal(project, options, say, complain) if watch else None,
    )


def greeting(server: Server) -> str:
    """Where the mock listens, and what it plays."""
    served = server.world.served
    profile = f", profile {served.profile}" if served.profile else ""
    operations = [addressed(one) for one in served.api.operations]
    lines = [
        f"{served.api.info.title}{profile}: {server.origin}",
        *(f"  {one}" for one in operations[:_MOST]),
        *([f"  and {len(operations) - _MOST} more"] if len(operations) > _MOST else []),
        f"What it counted: {server.origin}{ADMIN}",
        "Ctrl-C ends it.",
    ]
    return "\n".join(map(printable, lines))


def line(world: World, incoming: Incoming, made: Reply) -> str:
    """One request and what came of it, on one line."""
    seen = world.ledger.requests[-1] if world.ledger.requests else None
    words = [incoming.method, incoming.target[:200], str(made.status)]
    if seen is not None and seen.incoming is incoming:
        words += [f"fault: {seen.fault}"] if seen.fault else []
        words += [f"billed: {world.ledger.billed.total()}"] if seen.billed else []
    return printable("  ".join(words))


def renewal(
    project: Project,
    options: Options,
    say: Say,
    complain: Callable[[Refused | Misused], None],
) -> Callable[[], Served | None]:
    """A function that gives the document anew when one of its files has changed since it was asked last."""
    files = [source.path for source in known(project, options).document.sources]
    state = {"stamps": stamps(files)}

    def renew() -> Served | None:
        now = stamps(files)
        if now == state["stamps"]:
            return None
        state["stamps"] = now
        try:
            new = known(project, options)
        except (Refused, Misused) as wrong:
            complain(wrong)
            return None
        files[:] = [source.path for source in new.document.sources]
        state["stamps"] = stamps(files)
        say(printable(f"{project.spec}: read anew"))
        return new

    return renew


def stamps(files: list[Path]) -> tuple[tuple[int, int], ...]:
    """When files were changed last, and their sizes; zeros where there is none."""
    found: list[tuple[int, int]] = []
    for file in files:
        try:
            status = os.stat(file)
            found.append((status.st_mtime_ns, status.st_size))
        except OSError:
            found.append((0, 0))
    return tuple(found)
