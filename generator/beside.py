"""A process beside this one makes the files of one target of a project, again and again, while this one makes those of the others.

What it gives counts where it read the very same files; else, and where it fails or is gone, the caller makes them itself.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import signal
import subprocess
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load import Document
    from generator.project import Project
    from generator.render import File

PAYS = "docs"
"""The target that takes more than all others together."""

_LENGTH = 8
"""Bytes in which the length of a message goes before it."""


def pays(project: Project) -> bool:
    """Whether there is something to do at the same time, and a processor for it; other hosts are not asked twice."""
    several = PAYS in project.targets and len(project.targets) > 1
    return several and not project.hosts and _processors() > 1


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Beside:
    """The process, which is started when it is first asked.

    Attributes:
        target: name of the target whose files it makes.
    """

    def __init__(self, target: str = PAYS) -> None:
        self.target = target
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = False

    def ask(self, project: Project) -> None:
        """Let it begin; what it was asked before and nobody took is thrown away."""
        self._answer()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _started()
        self._asked = True
        stdin = self._process.stdin
        assert stdin is not None
        try:
            _send(stdin, pickle.dumps((project, self.target)))
        except OSError:  # It ended; whoever waits for the answer is told so.
            return

    def files(self, document: Document) -> list[File] | None:
        """The files that it made of a document; None where it has none of the very same one."""
        from generator.render import File

        answer = self._answer()
        if answer is None:
            return None
        sources, files = marshal.loads(answer)
        if sources != _sources(document):
            return None
        return [File(path, content) for path, content in files]

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)
        self._process, self._asked = None, False

    def _answer(self) -> bytes | None:
        """What it says to the last question; None where it has nothing to say, or is gone."""
        process, asked = self._process, self._asked
        self._asked = False
        if not asked or process is None or process.stdout is None:
            return None
        found = _received(process.stdout)
        if found is None:
            self.close()
        return found or None


def _started() -> subprocess.Popen[bytes]:
    # -P: nothing in the current folder is a module, whatever its name; it belongs to whoever wrote the document.
    return subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", "generator.beside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:  # What was not sent yet cannot be sent any more.
        return


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH, "big") + message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    """The next message; None at the end."""
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    message = pipe.read(size := int.from_bytes(length, "big"))
    return message if len(message) == size else None


def _sources(document: Document) -> list[tuple[str, str]]:
    return [(source.name, source.sha256) for source in document.sources]


def main() -> None:
    """Answer questions until there are no more; an empty answer says that the files could not be made."""
    # Ctrl-C is for the caller, who ends this process too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    # What is printed by accident is no answer.
    sys.stdout = sys.stderr
    while (question := _received(questions)) is not None:
        try:
            answer = _made(*pickle.loads(question))
        except Exception:  # The caller makes the files itself, and says what is wrong.
            answer = b""
        try:
            _send(answers, answer)
        except OSError:
            os._exit(1)
        gc.collect()
        gc.freeze()


def _made(project: Project, target: str) -> bytes:
    """The files of one target, of a document that somebody else judges, and what they were made of."""
    from generator.making import build_target
    from generator.pipeline import api_of, apply_passes, read
    from generator.timings import Stopwatch

    watch = Stopwatch()
    document = read(project, watch)
    api = apply_passes(api_of(document, project)[0])
    files = build_target(project, target, api, watch, document)
    made = [(str(file.path), file.encoded()) for file in files]
    return marshal.dumps((_sources(document), made))


if __name__ == "__main__":
    main()
