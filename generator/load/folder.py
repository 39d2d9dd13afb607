"""A reference's address goes in; the name of the file beside the document that it means comes out, or a refusal."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import field
from os.path import abspath, realpath
from pathlib import Path

from generator.load import pointer
from generator.load import remote as far
from generator.records import dataclass

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BESIDE = "Put the file into the document's folder, or below it, and refer to it by its relative path."

_LINK = (
    "Name the link itself with --allow-folder: files below it are called by its path."
)
_HOST = re.compile(
    r"https://([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)(?:[/?#]|$)", re.IGNORECASE
)
_SHARE = " Or allow the folder that it lies in with --allow-folder FOLDER."


class Forbidden(Exception):
    """An address that is not followed; `code`, the message and `hint` are a diagnostic's."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder that the user named, below which files may be referred to as well.

    Attributes:
        spelled: its path as the user named it, made absolute.
        real: the same without symbolic links.
        beside: the document's folder as the user named it, made absolute.
    """

    spelled: str
    real: str
    beside: str

    def name(self, real: Path) -> str:
        """The path of a file below it from the document's folder, with "/" between folders, whichever folder above it was named."""
        return Path(os.path.relpath(self._spelled(real), self.beside)).as_posix()

    def is_far(self, real: Path) -> bool:
        """Whether a file below it has only the root in common with the document, so that its name is a path of the machine."""
        common = os.path.commonpath([self._spelled(real), self.beside])
        return common == Path(common).anchor

    def _spelled(self, real: Path) -> str:
        return os.path.join(self.spelled, real.relative_to(self.real))


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a document: nothing outside of it is looked at, but for what the user named.

    Attributes:
        root: the folder, without symbolic links.
        main: the document's own file, without symbolic links.
        hosts: hosts whose files may be asked for, as of `beyond.host`; none, unless the user named them.
        shared: other folders whose files may be read; none, unless the user named them.
        links: where each path that was asked for lies, without symbolic links; `name` fills it.
        places: where the files in other folders lie, by their names; `name` fills it.
    """

    root: Path
    main: Path
    hosts: frozenset[str] = field(default=frozenset())
    shared: tuple[Shared, ...] = ()
    links: dict[str, str] = field(default_factory=dict[str, str])
    places: dict[str, Path] = field(default_factory=dict[str, Path])

    @classmethod
    def of(
        cls,
        path: Path,
        hosts: frozenset[str] = frozenset(),
        folders: Iterable[Path] = (),
    ) -> Folder:
        """The folder that the file at `path` lies in; `folders` are others that files may be read from."""
        root = realpath(path.parent)
        named = (_shared(folder, path.parent) for folder in folders)
        # Of two folders inside each other the inner one names what is in both; of two names of one, the first.
        shared = sorted(
            filter(None, named), key=lambda one: (-len(one.real), one.spelled)
        )
        return cls(Path(root), Path(realpath(path)), hosts, tuple(shared))

    def name(self, beside: str, address: str) -> str:
        """The file's path relative to the folder, with "/" between folders; empty for the document itself.

        The name of a file on another host is its address. What stands in such a file never means one of this machine.

        Args:
            beside: the name of the file that holds the reference.
            address: the reference without its fragment.

        Raises:
            Forbidden: it is remote, absolute, leads out of the folders, or is no path.
        """
        if remote(beside) or (self.hosts and remote(address)):
            try:
                return far.address(beside, address, self.hosts)
            except far.NotAllowed as error:
                raise Forbidden("remote-reference", str(error), error.hint) from None
        path = _path(address)
        here = self.places.get(beside) or self.root / (beside or self.main.name)
        lexical = os.path.normpath(here.parent / path)
        if not self._within(lexical):
            raise _outside(address)
        try:
            real = Path(lexical).resolve()
        except (
            OSError,
            RuntimeError,
            ValueError,
        ):  # A ring of symbolic links, or a name that is too long.
            raise Forbidden(
                "unreadable", f"cannot read {address[:200]!r}", _BESIDE
            ) from None
        self.links[Path(os.path.relpath(lexical, self.root)).as_posix()] = str(real)
        if real == self.main:
            return ""
        if real.is_relative_to(self.root):
            return real.relative_to(self.root).as_posix()
        name = self._elsewhere(real, beside, lexical)
        if not name:
            raise _outside(address)
        if self.places.setdefault(name, real) != real:
            raise Forbidden(
                "forbidden-reference",
                f"{address[:200]!r} leads to one of two files that would both be called {name!r}",
                _LINK,
            )
        return name

    def _elsewhere(self, real: Path, beside: str, lexical: str) -> str:
        """The name of a file in a folder that the user named; empty where it is in none.

        Raises:
            Forbidden: only a link leads to it, and the name would be a path of this machine.
        """
        for one in self.shared:
            if not real.is_relative_to(one.real):
                continue
            name = one.name(real)
            spelled = Path(os.path.relpath(lexical, self.root)).as_posix()
            inside = beside in self.places and self.places[beside].is_relative_to(
                one.real
            )
            # What the document spells itself is no secret; where a link on this machine leads is one.
            if one.is_far(real) and name != spelled and not inside:
                raise Forbidden(
                    "forbidden-reference",
                    f"{spelled[:200]!r} is a link, and what it leads to has no folder in common with the document",
                    _LINK,
                )
            return name
        return ""

    def _within(self, lexical: str) -> bool:
        """Whether a path stays in one of the folders as it is spelled, so that nothing else is even looked at."""
        path = Path(lexical)
        return path.is_relative_to(self.root) or any(
            path.is_relative_to(one.spelled) or path.is_relative_to(one.real)
            for one in self.shared
        )


def _shared(folder: Path, beside: Path) -> Shared | None:
    spelled, real, here = abspath(folder), realpath(folder), abspath(beside)
    if (
        realpath(spelled) != real
    ):  # A ".." behind a link leads up from where that leads.
        spelled = real
    try:
        os.path.relpath(spelled, here)
    except ValueError:  # Another drive, to which no relative path leads.
        return None
    return Shared(spelled, real, here)


def remote(address: str) -> bool:
    """Whether an address names a machine or a scheme (RFC 3986, section 4.2)."""
    return address.startswith("//") or bool(_SCHEME.match(address))


def _allowing(address: str) -> str:
    """What a hint says beside that of an address whose host users may allow."""
    host = _HOST.match(address)
    return f" Or allow its host with --allow-remote {host[1]}." if host else ""


def _path(address: str) -> str:
    if remote(address):
        raise Forbidden(
            "remote-reference",
            f"{address[:200]!r} is not followed: it is no path of a file",
            _BESIDE + _allowing(address),
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
        _BESIDE + _SHARE,
    )
