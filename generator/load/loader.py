"""A path goes in; the `Document` that it names, with the files that it refers to, comes out."""

from __future__ import annotations

import dataclasses
import gc
import hashlib
import json
import marshal
import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.cache.identity import identity
from generator.load import earlier, json_text, sharing, standing
from generator.load.bundle import Bundle
from generator.load.contained import plain
from generator.load.document import Document
from generator.load.folder import Folder, remote
from generator.load.limits import DEFAULT, Limits
from generator.load.remote import Remote
from generator.load.source import Source, read, source_of
from generator.load.version import version_of

if TYPE_CHECKING:
    from generator.cache.store import Store

_WORTH_KEEPING = 20_000
"""Bytes of YAML from which reading it takes longer than looking for what was kept of it."""


def load(
    path: Path,
    *,
    limits: Limits = DEFAULT,
    hosts: frozenset[str] = frozenset(),
    folders: Iterable[Path] = (),
    swagger: bool = True,
    store: Store | None = None,
) -> Document:
    """Reads an OpenAPI document, in JSON or YAML, with all that it refers to.

    Args:
        path: the document's file. Files that it refers to are read only from its folder and the folders below, and from
            `folders`.
        limits: bounds beyond which the document is refused.
        hosts: hosts whose files it may refer to, over https, as of `beyond.host`; nothing else is ever asked.
        folders: other folders whose files, and those below, it may refer to.
        swagger: whether a document of Swagger 2.0 is read, as the OpenAPI 3.0 that says the same.
        store: where the values of YAML texts are kept, by the texts' digest.

    Raises:
        Refused: it cannot be read, is no Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, or refers to what must not be read.
    """
    path = Path(path)
    with _uncollected():
        source, data = _value(read(path, path.name, limits), limits, store)
        version = version_of(data, source, swagger)
        if plain(source, version):
            document = Document(path, data, version, (source,))
        else:
            folder = Folder.of(path, hosts, folders)
            reader = _Beside(path, len(source.raw), limits, folder, store)
            bundle = Bundle(source, data, version, folder, reader.read)
            sources, warnings = bundle.follow()
            if bundle.lent:
                _bounded(data, source, limits)
            document = Document(
                path,
                data,
                version,
                sources,
                warnings,
                links=folder.links,
                lent=bundle.lent,
            )
        if version == earlier.VERSION:
            document = _of_today(document)
        sharing.part(document.data)
    return document


def _bounded(data: dict[str, Any], source: Source, limits: Limits) -> None:
    """Refuse a document in which what stands in the place of references is too much."""
    extra, depth = standing.spread(data)
    if extra > 2 * limits.expanded:
        told = f"what references and aliases stand for is more than {2 * limits.expanded:,} objects and arrays"
        raise source.refuse(0, "too-large", told, standing.HINT)
    if depth > limits.depth:
        told = f"more than {limits.depth} objects and arrays inside each other, where references stand for them"
        raise source.refuse(0, "too-deep", told, standing.HINT)


def _of_today(document: Document) -> Document:
    """A document of Swagger 2.0 as one of OpenAPI 3.0, which is what all later stages know."""
    from generator.load import swagger

    data, before, found = swagger.upgraded(document.data)
    return dataclasses.replace(
        document,
        data=data,
        version=data["openapi"],
        diagnostics=(*document.diagnostics, *found),
        earlier=before,
    )


class _Beside:
    """Reads the files beside a document, as long as they are not too many or too large together."""

    def __init__(
        self,
        path: Path,
        size: int,
        limits: Limits,
        folder: Folder,
        store: Store | None,
    ) -> None:
        self.store = store
        self.path = path
        self.folder = folder
        self.remote = Remote(folder.hosts, limits)
        self.limits = limits
        self.size = size
        self.files = 1

    def read(self, name: str, text: bool) -> tuple[Source, Any]:
        source = self._source(name)
        self.files += 1
        self.size += len(source.raw)
        if self.files > self.limits.files or self.size > self.limits.total:
            message = f"the document has more than {self.limits.files:,} files or {self.limits.total:,} bytes"
            raise source.refuse(0, "too-large", message)
        if text:
            return dataclasses.replace(source, syntax="text"), source.text
        return _value(source, self.limits, self.store)

    def _source(self, name: str) -> Source:
        if not remote(name):
            return read(self._place(name), name, self.limits)
        bare = Path(PurePosixPath(name.partition("?")[0]).name)
        return source_of(bare, name, self.remote.content(name), name)

    def _place(self, name: str) -> Path:
        """Where the file of a name lies, as the user would write it."""
        path = self.path.parent / name
        place = self.folder.places.get(name)
        if place is None:
            return path
        short = Path(os.path.normpath(path))
        return short if os.path.realpath(short) == str(place) else place


def _value(source: Source, limits: Limits, store: Store | None) -> tuple[Source, Any]:
    """The value of a text, and the source with the syntax that it turned out to have."""
    if source.syntax == "yaml":
        return source, _of_yaml(source, limits, store)
    try:
        return source, json_text.parse(source, limits)
    except json.JSONDecodeError as error:
        if source.path.suffix.lower() == ".json":
            raise json_text.syntax(source, error) from None
    # A flow mapping begins as JSON does, and may still be YAML only.
    source = dataclasses.replace(source, syntax="yaml")
    return source, _of_yaml(source, limits, store)


def _of_yaml(source: Source, limits: Limits, store: Store | None) -> Any:
    """The value of a YAML text, from the store where an earlier run of the same program read the same text.

    The store gives back what this user's own runs put there and nothing else, which is what `marshal` needs; it keeps
    what aliases share shared.
    """
    if store is None or len(source.raw) < _WORTH_KEEPING:
        return _parsed(source, limits)
    asked = repr((identity(("load",)), limits, source.sha256))
    name = f"yaml-{hashlib.sha256(asked.encode()).hexdigest()}"
    content = store.get(name)
    if content is not None:
        return marshal.loads(content)
    value = _parsed(source, limits)
    store.put(name, marshal.dumps(value))
    return value


def _parsed(source: Source, limits: Limits) -> Any:
    from generator.load import yaml_text

    return yaml_text.parse(source, limits)


@contextmanager
def _uncollected() -> Generator[None]:
    """Reading makes millions of objects and no garbage: looking for some meanwhile would cost a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
