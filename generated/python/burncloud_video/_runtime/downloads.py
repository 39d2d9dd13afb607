"""An address and a path in; what to ask for, and a file that is either whole or not there, out: no sockets here.

What has arrived stands in `<path>.part`. Beside it `<path>.part.json` notes by which ETag or date the server tells that
the rest still belongs to it (RFC 9110, section 13.1.5), so that another process can go on as well; without such a word
of the server's a download starts anew.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeAlias

from .bodies import essence
from .decoding import Answer
from .errors import LinkExpired, StatusError, UnexpectedResponse
from .exchange import Exchange
from .headers import Headers, merged
from .hiding import shown, without_secrets
from .jsons import is_object
from .operation import Api, Operation
from .pace import Pace
from .prepare import Prepared, origin, sendable
from .settings import Settings
from .transport import Request, TooLarge, Timeout, TransportError

Progress: TypeAlias = Callable[[int, int | None], object]
"""Is told the number of bytes that have arrived and, where it is known, of those that are to come in all."""

_DOWNLOAD: Operation[None] = Operation("GET", "")
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)$", re.ASCII)
_WHOLE = re.compile(r"bytes \*/(\d{1,18})$", re.ASCII)
_LENGTH = re.compile(r"\d{1,18}", re.ASCII)
"""No file has more bytes than a number of 18 digits says, and Python reads no number of thousands of them."""

_GONE = (403, 404, 410)
"""What the hosts of results answer to an address that has expired."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a download goes, and what it has to be.

    Attributes:
        media_type: of the result, for example "video/*"; "" takes any.
        max_bytes: the most bytes that are taken.
    """

    path: str
    progress: bool | Progress = False
    media_type: str = ""
    max_bytes: int | None = None


def download_exchange(
    api: Api,
    settings: Settings,
    url: str,
    timeout: Timeout | None = None,
    pace: Pace | None = None,
) -> Exchange:
    """The course of a download; away from the client's own origin it takes no credential and no header along."""
    own = origin(url) == origin(settings.base_url)
    headers = merged(
        (
            ("Accept", "*/*"),
            ("User-Agent", api.user_agent),
            # A part of a packed body could not be told from a part of the file.
            ("Accept-Encoding", "identity"),
        ),
        settings.headers if own else (),
    )
    prepared = Prepared(
        Request("GET", sendable(url), headers, b"", timeout or settings.timeout),
        harmless=True,
        replayable=True,
        retries=settings.retries,
        security=api.security if own else (),
        abroad=not own,
    )
    return Exchange(api, settings, _DOWNLOAD, prepared, pace)


class Saving:
    """A download from its first try to its end.

    Args:
        exchange: as `download_exchange` gives it.
    """

    def __init__(self, exchange: Exchange, target: Target) -> None:
        self._exchange, self._target = exchange, target
        self._part = f"{target.path}.part"
        self._note = f"{self._part}.json"
        self._file: BinaryIO | None = None
        self._begun: int = 0
        self._written: int = 0
        self._total: int | None = None
        self._shows: Progress | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        if self._target.progress is True:
            from .progress import bar

            name = os.path.basename(self._target.path)
            self._shows = self._open.enter_context(bar(name))
        elif callable(self._target.progress):
            self._shows = self._target.progress
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        self._open.close()

    def ask(self) -> None:
        """Ask for what is missing, or for all where nothing that is there can be built on."""
        self._close()
        validator, self._total = self._noted()
        self._begun = os.path.getsize(self._part) if validator else 0
        if self._begun:
            fields = (("Range", f"bytes={self._begun}-"), ("If-Range", validator))
            self._exchange.ask(fields)
        else:
            self._exchange.drop("Range", "If-Range")

    def takes(self, status: int, headers: Headers) -> bool:
        """Open the file for the body of an answer; False where the answer is no part of the download.

        Raises:
            UnexpectedResponse: it is of another type than the caller wants.
            TransportError: it is another part than the one that was asked for, or too large.
        """
        if status not in (200, 206):
            return False
        self._judge(status, headers)
        total = _length(headers)
        if status == 206:
            found = _RANGE.match(headers.get("content-range", ""))
            if found is None or int(found[1]) != self._begun:
                self._forget()
                raise TransportError(
                    "the server sent another part than the one asked for"
                )
            total = None if found[2] == "*" else int(found[2])
        else:
            # The server knows no ranges, or the file is another one by now.
            self._begun = 0
        self._total, self._written = total, self._begun
        self._bounded(total or 0)
        self._file = open(self._part, "ab" if self._begun else "wb")  # noqa: SIM115
        if not self._begun:
            self._keep(headers)
        return True

    def write(self, piece: bytes) -> None:
        """Write a piece of the body. Raises TransportError."""
        assert self._file is not None
        self._bounded(self._written + len(piece))
        self._file.write(piece)
        self._written += len(piece)
        if self._shows is not None:
            self._shows(self._written, self._total)

    def finish(self) -> None:
        """The body has ended: give the file its name.

        Raises:
            TransportError: it has another size than was announced.
        """
        self._close()
        if self._total is not None and self._written != self._total:
            if self._written > self._total:
                self._forget()
            raise TransportError(f"{self._written} of {self._total} bytes arrived")
        os.replace(self._part, self._target.path)
        with suppress(FileNotFoundError):
            os.remove(self._note)

    def complete(self, answer: Answer) -> bool:
        """Tell whether an answer says that nothing is missing; a part that goes with no file of the server is dropped."""
        if answer.status != 416 or not self._begun:
            return False
        found = _WHOLE.match(answer.headers.get("content-range", ""))
        known = self._total if found is None else int(found[1])
        if known != self._begun:
            self._forget()
            raise TransportError("what has arrived before is no part of the file")
        self._written, self._total = self._begun, known
        self.finish()
        return True

    def broke(self) -> None:
        """A try has broken off; one that brought the download on does not count as a failure."""
        self._close()
        if self._written > self._begun and os.path.exists(self._note):
            self._exchange.advanced()
        self._begun = self._written

    def failure(self, error: StatusError) -> StatusError:
        """The exception of an answer that is no success; one that says so of an expired address by name."""
        own = self._exchange.needs_credentials
        expired = "expire" in error.text.lower()
        if error.status == 410 or expired or (not own and error.status in _GONE):
            message = (
                f"the address {error.url} of the result has expired or holds nothing any more ({error.status}):"
                " ask for the task's state to get a new one"
            )
            details = {**vars(error), "message": message}
            return LinkExpired(**details)
        return error

    # ------------------------------------------------------------------------------------------------------ the notes

    def _noted(self) -> tuple[str, int | None]:
        """By which word of the server's its file is known, "" without one, and the size of the file."""
        try:
            with open(self._note, encoding="utf-8") as file:
                noted: Any = json.load(file)
        except (OSError, ValueError, RecursionError):
            return "", None
        fields = noted if is_object(noted) else {}
        validator, total = fields.get("validator"), fields.get("total")
        known = isinstance(validator, str) and fields.get("place") == self._place()
        if not known or not os.path.exists(self._part):
            return "", None
        return str(validator), total if isinstance(total, int) else None

    def _keep(self, headers: Headers) -> None:
        etag = headers.get("etag", "")
        validator = etag if etag.startswith('"') else headers.get("last-modified", "")
        if not validator or "bytes" not in headers.get("accept-ranges", "bytes"):
            with suppress(FileNotFoundError):
                os.remove(self._note)
            return
        noted = {"place": self._place(), "validator": validator, "total": self._total}
        with open(self._note, "w", encoding="utf-8") as file:
            json.dump(noted, file)

    def _place(self) -> str:
        """The address without its query: what signs an address changes, what it leads to does not."""
        return shown(self._exchange.prepared.request.url)

    def _forget(self) -> None:
        self._close()
        for path in (self._note, self._part):
            with suppress(FileNotFoundError):
                os.remove(path)
        self._begun = self._written = 0

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    # ----------------------------------------------------------------------------------------------------- the checks

    def _judge(self, status: int, headers: Headers) -> None:
        """A type that says nothing, or no type at all, goes with every wish."""
        kind, wanted = essence(headers.get("content-type", "")), self._target.media_type
        if kind in ("", "application/octet-stream", "binary/octet-stream"):
            return
        main = wanted.lower().removesuffix("*")
        if wanted and not (kind.startswith(main) if main != wanted else kind == main):
            place = self._place()
            said = without_secrets(kind, self._exchange.sent)
            raise UnexpectedResponse(
                f"{place} holds {said}, not {wanted}",
                method="GET",
                url=place,
                status=status,
                headers=headers,
            )

    def _bounded(self, size: int) -> None:
        most = self._target.max_bytes
        if most is not None and size > most:
            raise TooLarge(f"the file has more than {most} bytes")


def _length(headers: Headers) -> int | None:
    """The number of bytes to come; None where a content coding makes it another one."""
    length = headers.get("content-length", "")
    coded = headers.get("content-encoding", "identity") != "identity"
    return int(length) if _LENGTH.fullmatch(length) and not coded else None
