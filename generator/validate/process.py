"""A document is handed to a process of its own that runs the foreign checks; a Verdict is asked for what it found."""

from __future__ import annotations

import hashlib
import json
import marshal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import astuple, field
from functools import partial
from io import BufferedReader
from time import monotonic
from typing import IO, TYPE_CHECKING

from generator.cache.identity import identity
from generator.records import dataclass
from generator.validate.finding import Finding

if TYPE_CHECKING:
    from generator.cache.store import Store
    from generator.load import Document

SECONDS = 30
"""How long the foreign checks may take, in seconds; a document of 13 MB takes a quarter of it."""

LARGE = 1_000_000
"""A document of more bytes is judged by our own checks where nobody asks for openapi-spec-validator itself."""

_QUICK = ("values", "schema", "quick")
_THOROUGH = ("values", "schema", "library")
_SPOKEN = {
    "values": "the check of examples and defaults",
    "schema": "the check against OpenAPI's own schema",
    "library": "openapi-spec-validator",
    "quick": "our own form of openapi-spec-validator's checks",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the foreign checks found in an earlier run, in the same document and by the same programs."""

    kept: tuple[Finding, ...]

    def findings(self) -> tuple[Finding, ...]:
        """What was found."""
        return self.kept

    @property
    def thorough(self) -> bool:
        """Nothing was run by us."""
        return True

    def stop(self) -> None:
        """There is nothing to be ended."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A run of the foreign checks that may still go on; its time counts from its beginning."""

    process: subprocess.Popen[bytes]
    _feeder: threading.Thread
    _until: float
    _checks: tuple[str, ...]
    _kept: list[tuple[Finding, ...]] = field(default_factory=list)
    _note: Callable[[tuple[Finding, ...]], None] | None = None

    @property
    def thorough(self) -> bool:
        """Whether openapi-spec-validator itself is run."""
        return "library" in self._checks

    def findings(self) -> tuple[Finding, ...]:
        """Wait for the end of the run, or end it when its time is over, and give what was found.

        The result is plain data and may be kept by the digest of the document and the versions of the programs; a
        finding with the code "not-checked" says that a check did not come to its end, and such a result should not
        be kept.
        """
        if not self._kept:
            try:
                output, _ = self._outcome()
            finally:
                if self.process.poll() is None:
                    self.stop()
            self._kept.append(tuple(_read(output, self._checks)))
            if self._note is not None:
                self._note(self._kept[0])
        return self._kept[0]

    def stop(self) -> None:
        """End the run: nobody wants to know any more."""
        self._end()
        self._feeder.join()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _end(self) -> None:
        self.process.kill()
        self.process.wait()

    def _outcome(self) -> tuple[bytes, bool]:
        chunks: list[bytes] = []
        stdout = self.process.stdout
        assert isinstance(stdout, BufferedReader)
        reader = threading.Thread(
            target=lambda: chunks.extend(iter(lambda: stdout.read1(1 << 16), b"")),
            daemon=True,
        )
        reader.start()
        reader.join(max(0.0, self._until - monotonic()))
        late = reader.is_alive()
        if late:
            self._end()
            reader.join()
        self.process.wait()
        self._feeder.join()
        stdout.close()
        return b"".join(chunks), late


@dataclass(frozen=True, slots=True)
class Later:
    """Foreign checks that begin when somebody asks what they found."""

    document: Document
    store: Store | None = None
    thorough: bool = True
    _begun: list[Verdict | Known] = field(default_factory=list)

    def findings(self) -> tuple[Finding, ...]:
        """Run them, and give what was found."""
        if not self._begun:
            begun = start(self.document, self.store, thorough=self.thorough)
            self._begun.append(begun)
        return self._begun[0].findings()

    def stop(self) -> None:
        """End the run, if there is one."""
        for begun in self._begun:
            begun.stop()


def start(
    document: Document,
    store: Store | None = None,
    *,
    thorough: bool = True,
    seconds: int = SECONDS,
) -> Verdict | Known:
    """Begin the foreign checks of a document beside whatever the caller does next.

    Args:
        document: bundled by our loader; nothing else is ever shown to the checks.
        store: where verdicts are kept, by the digest of the document's files and of all programs that have a say.
        thorough: openapi-spec-validator itself is run; else a document of more than LARGE bytes is judged by our own
            form of its checks, and one of the findings says so.
        seconds: how long they may take, of wall time and of CPU time.
    """
    thorough = thorough or _size(document) <= LARGE
    name = _name(document, thorough) if store else ""
    for asked in dict.fromkeys((_name(document, True), name)) if store else ():
        known = _known(store.get(asked)) if store else None
        if known is not None:
            return known
    # -P: nothing in the current folder is a module, whatever its name; it belongs to whoever wrote the document.
    words = ["-P", "-X", "utf8", "-m", "generator.validate.worker", str(seconds)]
    process = subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    earlier = document.earlier
    before = None if earlier is None else (earlier.data, earlier.origins, earlier.moves)
    message = marshal.dumps((document.version, document.data, thorough, before))
    feeder = threading.Thread(target=_feed, args=(process.stdin, message), daemon=True)
    feeder.start()
    note = None if store is None else partial(_keep, store, name)
    checks = _THOROUGH if thorough else _QUICK
    return Verdict(process, feeder, monotonic() + seconds, checks, _note=note)


def _size(document: Document) -> int:
    return sum(len(source.raw) for source in document.sources)


def _name(document: Document, thorough: bool) -> str:
    files = [(source.name, source.sha256) for source in document.sources]
    asked = repr((identity(("load", "validate")), files, thorough))
    return f"verdict-{hashlib.sha256(asked.encode('utf-8', 'replace')).hexdigest()}"


def _known(content: bytes | None) -> Known | None:
    try:
        rows = None if content is None else json.loads(content)
        return None if rows is None else Known(tuple(Finding(*row) for row in rows))
    except (ValueError, TypeError):
        return None


def _keep(store: Store, name: str, found: tuple[Finding, ...]) -> None:
    """Keep a verdict, unless a check did not come to its end."""
    if all(one.code != "not-checked" for one in found):
        store.put(name, json.dumps([astuple(one) for one in found]).encode())


def _feed(stdin: IO[bytes], message: bytes) -> None:
    try:
        with stdin:
            stdin.write(message)
    except OSError:  # The process ended early; what it said tells why.
        return


def _read(output: bytes, checks: tuple[str, ...]) -> Iterator[Finding]:
    """Turn the lines of the process into findings; a check without its closing line did not come to its end."""
    done: set[str] = set()
    for line in output.split(b"\n")[:-1]:
        match json.loads(line):
            case {"done": str(name)}:
                done.add(name)
            case {"failed": str(name), "why": str(why)}:
                yield _not_checked(name, f"it failed with {why}")
            case [code, severity, message, at, hint]:
                yield Finding(code, severity, message, at, hint)
            case other:
                raise ValueError(f"{other!r} is nothing that the checks say")
    if "quick" in checks:
        message = "the document is large, so openapi-spec-validator was not run; our own form of its checks was"
        hint = "To run it: specloom validate. So do --strict and CI=true."
        yield Finding("quick-checks", "info", message, "#", hint)
    for name in checks:
        if name not in done:
            yield _not_checked(name, "it ran out of time or memory")


def _not_checked(name: str, why: str) -> Finding:
    message = f"{_SPOKEN[name]} did not come to its end on this document: {why}"
    hint = "The other checks were made; what this one would have said is not known."
    return Finding("not-checked", "warning", message, "#", hint)
