"""A file's bytes go in; a `Source` that knows its text, its digest and its lines comes out."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
from bisect import bisect_right
from dataclasses import field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

from generator.diagnostics import Diagnostic, Place, Refused
from generator.load.limits import Limits
from generator.records import dataclass

_NO_BREAK = re.compile("[\x85\u2028\u2029]")
_BREAK = re.compile(r"\r\n|\r|\n")
# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, eq=False)
class Source:
    """One file.

    Attributes:
        path: where it lies, as the user would write it.
        name: its path relative to the document's folder, with "/" between folders.
        raw: its bytes.
        text: its text, without a byte order mark.
        syntax: how the text was read.
        address: where it was asked for; empty for a file of this machine.
    """

    path: Path
    name: str
    raw: bytes = field(repr=False)
    text: str = field(repr=False)
    syntax: Literal["json", "yaml", "text"]
    address: str = ""

    @property
    def is_tree(self) -> bool:
        """Whether it holds values, and not just a text."""
        return self.syntax != "text"

    @property
    def shown(self) -> str:
        """What the file is called in messages."""
        return self.address or str(self.path)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal digits."""
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def _lines(self) -> list[int]:
        if "\r" in self.text:
            return [0, *[match.end() for match in _BREAK.finditer(self.text)]]
        ends = accumulate(map(len, self.text.split("\n")))
        return [0, *[end + number for number, end in enumerate(ends, start=1)]][:-1]

    @cached_property
    def shielded(self) -> tuple[str, dict[int, int]]:
        """The text with other characters for those that YAML 1.1 took for line breaks, and how to get them back.

        PyYAML would fold them; since YAML 1.2 they are characters like any other (YAML 1.2.2, section 5.4).
        """
        if not _NO_BREAK.search(self.text):
            return self.text, {}
        free = (code for code in range(0xE000, 0xF900) if chr(code) not in self.text)
        there: dict[int, int] = dict(zip((0x85, 0x2028, 0x2029), free, strict=False))
        return self.text.translate(there), {new: old for old, new in there.items()}

    @cached_property
    def nodes(self) -> Any:
        """The nodes of a YAML text, which know where they stand; made when somebody asks for a place."""
        from generator.load.composing import nodes

        return nodes(self.shielded[0])

    def place(self, offset: int) -> Place:
        """The place of the character at `offset` in the text."""
        line = bisect_right(self._lines, offset)
        return Place(self.shown, line, offset - self._lines[line - 1] + 1)

    def refuse(
        self, offset: int, code: str, message: str, hint: str = "", pointer: str = ""
    ) -> Refused:
        """The exception that refuses this file for what stands at `offset`."""
        found = Diagnostic(code, "error", message, pointer, self.place(offset), hint)
        return Refused([found], {self.shown: self.text})


def read(path: Path, name: str, limits: Limits) -> Source:
    """Reads one regular file; nothing else is ever opened.

    Args:
        path: where it lies.
        name: its path relative to the document's folder.
        limits: bounds on its size.

    Raises:
        Refused: it is missing, no regular file, too large, or no text.
    """
    try:
        raw = _bytes(path, limits)
    except OSError as error:
        raise _unreadable(path, _reason(error)) from None
    except ValueError:  # A NUL in the name.
        raise _unreadable(path, "its name is not valid") from None
    return source_of(path, name, raw)


def source_of(path: Path, name: str, raw: bytes, address: str = "") -> Source:
    """The file of these bytes.

    Raises:
        Refused: they are no text.
    """
    text = _decoded(raw, address or str(path))
    json_like = path.suffix.lower() == ".json" or text.lstrip(" \t\r\n")[:1] in (
        "{",
        "[",
    )
    return Source(path, name, raw, text, "json" if json_like else "yaml", address)


def _bytes(path: Path, limits: Limits) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _unreadable(path, f"it is {_kind(status.st_mode)}, not a file")
    # The file may have been swapped since: a FIFO opened without waiting does no harm, and fstat tells.
    handle = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _unreadable(path, "it is not a file")
        raw = file.read(limits.bytes + 1)
    if len(raw) > limits.bytes:
        raise _unreadable(
            path,
            f"it is larger than {limits.bytes:,} bytes",
            "Split the document into several files.",
        )
    return raw


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a named pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _reason(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "there is no such file"
    return (error.strerror or "the system refuses").lower()


def _unreadable(path: Path, reason: str, hint: str = "") -> Refused:
    return Refused(
        [
            Diagnostic(
                "unreadable",
                "error",
                f"cannot read {path}: {reason}",
                "",
                Place(str(path)),
                hint,
            )
        ]
    )


def _decoded(raw: bytes, path: str) -> str:
    mark, encoding = next(
        ((m, e) for m, e in _MARKS if raw.startswith(m)), (b"", "utf-8")
    )
    try:
        return raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[len(mark) : len(mark) + error.start].decode(encoding, "replace")
        lines = _BREAK.split(before)
        place = Place(path, len(lines), len(lines[-1]) + 1)
        message = f"the text is not {encoding.upper().removesuffix('-LE').removesuffix('-BE')}: {error.reason}"
        hint = "Save the file as UTF-8."
        raise Refused(
            [Diagnostic("encoding", "error", message, "", place, hint)]
        ) from None
