"""A document that has been read: one tree of JSON values, and the files that each part of it came from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Place
from generator.jsonvalues import JsonValue
from generator.load import pointer
from generator.load.contents import contents
from generator.load.earlier import Earlier
from generator.load.places import offsets
from generator.load.source import Source
from generator.records import dataclass

FILES = "x-specloom-files"


@dataclass(frozen=True, eq=False)
class Document:
    """An OpenAPI document with everything that it refers to.

    Attributes:
        path: the document's file, as the user wrote it.
        data: the root object, plain JSON values, never to be changed; other files stand under `FILES`, by name, and
            every reference is a pointer into this one tree.
        version: the value of `openapi`, for example "3.1.0".
        sources: the files, the document's own first.
        diagnostics: warnings found while reading.
        earlier: what the author wrote, where that is Swagger 2.0; pointers of diagnostics are shown as those into it.
        links: for each path that a reference names, relative to the document's folder, where it lies without links.
        lent: for what stands in a place and was written in another one, both: a file's name, empty for the document's own,
            and the tokens within it.
        targets: canonical pointer by reference, as far as references were asked about; `refs` fills it.
    """

    path: Path
    data: dict[str, Any]
    version: str
    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    earlier: Earlier | None = field(default=None, repr=False)
    links: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    lent: Mapping[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]] = field(
        default_factory=dict[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]],
        repr=False,
    )
    targets: dict[str, str] = field(
        default_factory=dict[str, str], repr=False, init=False
    )

    def at(self, at: str) -> Any:
        """The value that a canonical pointer names (RFC 6901, section 4).

        Raises:
            LookupError: there is none.
        """
        return value_at(self.data, at)

    def place(self, at: str) -> Place:
        """Where the value of a pointer stands, or its nearest parent that exists."""
        return self.places([at])[at]

    def places(self, pointers: Iterable[str]) -> dict[str, Place]:
        """Places of many pointers; each file is gone through once."""
        by_file: dict[Source, dict[str, tuple[str, ...]]] = {}
        for asked in pointers:
            source, tokens = self._origin(asked)
            by_file.setdefault(source, {})[asked] = tokens
        found: dict[str, Place] = {}
        for source, wanted in by_file.items():
            where = offsets(source, wanted.values())
            found |= {
                asked: source.place(where[tokens]) for asked, tokens in wanted.items()
            }
        return found

    def located(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The diagnostics with a place for each that has none; what has no pointer is placed at the file's begin."""
        given = tuple(diagnostics)
        places = self.places({found.pointer for found in given if not found.place})
        located = tuple(
            (
                found
                if found.place
                else dataclasses.replace(
                    found,
                    place=places[found.pointer],
                    pointer=self.written(found.pointer),
                )
            )
            for found in given
        )
        if self.earlier is None:
            return located
        from generator.load.swagger.wording import reworded

        return tuple(map(reworded, located))

    @cached_property
    def contents(self) -> Mapping[int, int]:
        """A number for each object of the document, by its identity; objects that say the same have the same one."""
        return contents(self.data)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Text of every file, by the name that its places have."""
        return {source.shown: source.text for source in self.sources}

    @cached_property
    def _named(self) -> Mapping[str, Source]:
        return {source.name: source for source in self.sources[1:]}

    def written(self, at: str) -> str:
        """The pointer into what the author wrote of the part that a canonical pointer names."""
        if self.earlier is None or not at:
            return at
        return pointer.join(pointer.ROOT, *self.earlier.before(pointer.parse(at)))

    def today(self, at: str) -> str:
        """The canonical pointer of the part that a pointer into what the author wrote names; one into this document stays."""
        if self.earlier is None or not at.startswith(pointer.ROOT):
            return at
        try:
            tokens = pointer.parse(at)
        except ValueError:
            return at
        return pointer.join(pointer.ROOT, *self.earlier.after(tokens))

    def _origin(self, at: str) -> tuple[Source, tuple[str, ...]]:
        try:
            tokens = pointer.parse(at)
        except ValueError:
            tokens = ()
        if self.earlier is not None:
            tokens = self.earlier.before(tokens)
        file = ""
        match tokens:
            case (files, str(name), *rest) if files == FILES and name in self._named:
                file, tokens = name, tuple(rest)
            case _:
                pass
        file, tokens = self._written(file, tokens)
        return self._named[file] if file else self.sources[0], tokens

    def _written(
        self, file: str, tokens: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """Where what stands in a place was written: what is lent may be lent on."""
        passed: set[tuple[str, tuple[str, ...]]] = set()
        length = len(tokens) if self.lent else -1
        while length >= 0:
            here = file, tokens[:length]
            origin = self.lent.get(here) if here not in passed else None
            if origin is None:
                length -= 1
            else:
                passed.add(here)
                file, tokens = origin[0], (*origin[1], *tokens[length:])
                length = len(tokens)
        return file, tokens


def value_at(data: Any, at: str) -> Any:
    """The value below `data` that a canonical pointer names.

    Raises:
        LookupError: there is none.
    """
    try:
        return value_of(data, pointer.parse(at))
    except ValueError as error:
        raise LookupError(str(error)) from None


def value_of(data: JsonValue, tokens: Iterable[str]) -> Any:
    """The value below `data` that tokens lead to (RFC 6901, section 4).

    Raises:
        LookupError: there is none.
    """
    for token in tokens:
        if isinstance(data, dict):
            data = data[token]
        elif (
            isinstance(data, list)
            and token.isascii()
            and token.isdigit()
            and (token == "0" or token[0] != "0")
        ):
            data = data[int(token[:10])]
        else:
            raise KeyError(token)
    return data
