"""An address and a path in; a file that is either whole or not there out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from .exchange import Exchange
from .headers import Headers
from .operation import Api, Operation
from .prepare import Prepared, origin, user_agent
from .settings import Settings
from .transport import Request, TransportError

Progress: TypeAlias = Callable[[int, int | None], object]
"""Is told the number of bytes that have arrived and, where it is known, of those that are to come in all."""

_DOWNLOAD: Operation[None] = Operation("GET", "")


def download_exchange(api: Api, settings: Settings, url: str) -> Exchange:
    """The course of a download; away from the client's own origin it takes no credential and no header along."""
    own = origin(url) == origin(settings.base_url)
    headers = (("Accept", "*/*"), ("User-Agent", user_agent(api)))
    prepared = Prepared(
        Request("GET", url, headers, b"", settings.timeout),
        harmless=True,
        replayable=True,
        retries=settings.retries,
        security=api.security if own else (),
    )
    return Exchange(api, settings, _DOWNLOAD, prepared)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a download goes. It is written to `<path>.part`, which takes its final name when it is whole."""

    path: str
    progress: Progress | None = None

    @classmethod
    def of(cls, path: str | os.PathLike[str], progress: bool | Progress) -> Target:
        """A target; `progress` True draws a line on the standard error stream."""
        if isinstance(progress, bool):
            return cls(os.fspath(path), _drawn if progress else None)
        return cls(os.fspath(path), progress)

    @contextmanager
    def open(self, headers: Headers) -> Generator[Writer, None, None]:
        """Write a download.

        Raises:
            TransportError: fewer bytes came than were announced.
        """
        part = f"{self.path}.part"
        with open(part, "wb") as file:
            writer = Writer(file, _announced(headers), self.progress)
            yield writer
        if writer.total is not None and writer.written != writer.total:
            raise TransportError(f"{writer.written} of {writer.total} bytes arrived")
        os.replace(part, self.path)


class Writer:
    """Counts what is written to a file."""

    def __init__(
        self, file: BinaryIO, total: int | None, progress: Progress | None
    ) -> None:
        self.total = total
        self.written = 0
        self._file = file
        self._progress = progress

    def write(self, piece: bytes) -> None:
        """Write a piece of the download."""
        self._file.write(piece)
        self.written += len(piece)
        if self._progress is not None:
            self._progress(self.written, self.total)


def _announced(headers: Headers) -> int | None:
    """The number of bytes to come; None where a content coding makes it another one."""
    length = headers.get("content-length", "")
    coded = headers.get("content-encoding", "identity") != "identity"
    return int(length) if length.isascii() and length.isdigit() and not coded else None


def _drawn(written: int, total: int | None) -> None:
    """Draw how far a download is."""
    share = f" {100 * written // total:3d} %" if total else ""
    end = "\n" if written == total else ""
    print(
        f"\r{written / 1_000_000:8.1f} MB{share}", end=end, file=sys.stderr, flush=True
    )
