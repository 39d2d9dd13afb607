"""A reference's address goes in; the name of the file beside the document that it means comes out, or a refusal."""

from __future__ import annotations

import posixpath
import re
from dataclasses import field
from os.path import realpath
from pathlib import Path

from generator.load import pointer
from generator.load import remote as far
from generator.records import dataclass

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BESIDE = "Put the file into the document's folder, or below it, and refer to it by its relative path."

_ALLOW = " Or allow its host with --allow-remote HOST."


class Forbidden(Exception):
    """An address that is not followed; `code`, the message and `hint` are a diagnostic's."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a document: nothing outside of it is looked at.

    Attributes:
        root: the folder, without symbolic links.
        main: the document's own file, without symbolic links.
        hosts: hosts whose files may be asked for, as of `project.host`; none, unless the user named them.
        links: where each path that was asked for lies, without symbolic links; `name` fills it.
    """

    root: Path
    main: Path
    hosts: frozenset[str] = field(default=frozenset())
    links: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, path: Path, hosts: frozenset[str] = frozenset()) -> Folder:
        """The folder that the file at `path` lies in."""
        return cls(Path(realpath(path.parent)), Path(realpath(path)), hosts)

    def name(self, beside: str, address: str) -> str:
        """The file's path relative to the folder, with "/" between folders; empty for the document itself.

        The name of a file on another host is its address. What stands in such a file never means one of this machine.

        Args:
            beside: the name of the file that holds the reference.
            address: the reference without its fragment.

        Raises:
            Forbidden: it is remote, absolute, leads out of the folder, or is no path.
        """
        if remote(beside) or (self.hosts and remote(address)):
            try:
                return far.address(beside, address, self.hosts)
            except far.NotAllowed as error:
                raise Forbidden("remote-reference", str(error), error.hint) from None
        path = _path(address)
        lexical = posixpath.normpath(posixpath.join(posixpath.dirname(beside), path))
        if lexical == ".." or lexical.startswith("../"):
            raise _outside(address)
        try:
            real = (self.root / lexical).resolve()
        except (
            OSError,
            RuntimeError,
            ValueError,
        ):  # A ring of symbolic links, or a name that is too long.
            raise Forbidden(
                "unreadable", f"cannot read {address[:200]!r}", _BESIDE
            ) from None
        self.links[lexical] = str(real)
        if real == self.main:
            return ""
        if not real.is_relative_to(self.root):
            raise _outside(address)
        return real.relative_to(self.root).as_posix()


def remote(address: str) -> bool:
    """Whether an address names a machine or a scheme (RFC 3986, section 4.2)."""
    return address.startswith("//") or bool(_SCHEME.match(address))


def _path(address: str) -> str:
    if remote(address):
        raise Forbidden(
            "remote-reference",
            f"{address[:200]!r} is not followed: it is no path of a file",
            _BESIDE + (_ALLOW if address.lower().startswith("https://") else ""),
        )
    if "?" in address:
        raise Forbidden(
            "forbidden-reference",
            f"{address[:200]!r} is no path of a file: it has a query",
            _BESIDE,
        )
    try:
        path = pointer.decoded(address)
    except ValueError as error:
        raise Forbidden(
            "forbidden-reference",
            f"{address[:200]!r} is no path of a file: {error}",
            _BESIDE,
        ) from None
    if _CONTROL.search(path) or "\\" in path:
        raise Forbidden(
            "forbidden-reference",
            f"{address[:200]!r} is no path with '/' between folders",
            _BESIDE,
        )
    if path.startswith("/") or _SCHEME.match(path):
        raise Forbidden(
            "forbidden-reference",
            f"{address[:200]!r} is an absolute path, which is not followed",
            _BESIDE,
        )
    return path


def _outside(address: str) -> Forbidden:
    return Forbidden(
        "forbidden-reference",
        f"{address[:200]!r} leads out of the document's folder",
        _BESIDE,
    )
