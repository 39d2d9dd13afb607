"""The process in which foreign checks run: a document comes in on stdin, findings go out on stdout, a line each.

What the library or the JSON Schema engine does to itself on hostile input (running out of stack, memory or time)
happens here and not in the caller's process. Nothing is fetched: sockets are refused by an audit hook, beside handlers
that refuse every reference.
"""

from __future__ import annotations

import gc
import json
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any, TypeAlias

from generator.load import Document
from generator.load.earlier import Earlier
from generator.validate.finding import Finding

Check: TypeAlias = Callable[[Document, int], Iterator[Finding]]
MEMORY = 2 << 30
"""Address space of the process, in bytes."""
_DEPTH = 20_000
_STACK = 256 << 20


def main() -> None:
    """Read a version and a document, run every check and write what each found."""
    gc.disable()
    # Whole, as marshal would ask a file for a few bytes at a time.
    version, data, thorough, before = marshal.loads(sys.stdin.buffer.read())
    if (
        thorough
    ):  # The library makes rings of objects without end; our own checks make hardly any.
        gc.freeze()
        gc.enable()
    minor = int(version.split(".")[1])
    earlier = None if before is None else Earlier(*before)
    document = Document(Path("document"), data, version, (), earlier=earlier)
    for name, check in _checks(document, minor, thorough).items():
        for line in _lines(name, check(document, minor)):
            sys.stdout.write(line)
        sys.stdout.write(json.dumps({"done": name}) + "\n")
        sys.stdout.flush()


def _checks(document: Document, minor: int, thorough: bool) -> dict[str, Check]:
    """Give the checks to be made, by their names; from here on nothing can be fetched."""
    from generator.validate import quick, values

    checks: dict[str, Check] = {"values": values.findings, "schema": quick.meta}
    if thorough:
        from generator.validate import semantics

        # The library reads its own schemas as file: addresses; afterwards nothing has to be opened any more.
        semantics.prepare(minor)
        checks |= {"schema": semantics.meta, "library": semantics.findings}
    else:
        checks["quick"] = quick.findings
    if document.earlier is not None:
        checks["schema"] = quick.earlier
    sys.addaudithook(_no_network)
    return checks


def limit(seconds: int) -> None:
    """Bound the memory and the CPU time of this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(name: str, found: Iterator[Finding]) -> Iterator[str]:
    try:
        for finding in found:
            yield json.dumps(astuple(finding)) + "\n"
    except Exception as fault:
        yield json.dumps({"failed": name, "why": type(fault).__name__}) + "\n"


def _no_network(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "urllib.", "ftplib.", "http.")):
        raise PermissionError(event)


def _run() -> None:
    """Run on a thread with a stack that is deep enough for deep documents."""
    import threading

    limit(int(sys.argv[1]))
    sys.setrecursionlimit(_DEPTH)
    threading.stack_size(_STACK)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
    # All that was said is flushed; taking apart what was made takes a twentieth of the time of making it.
    os._exit(0)


if __name__ == "__main__":
    _run()
