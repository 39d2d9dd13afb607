"""A path goes in; the `Document` that it names, with the files that it refers to, comes out."""

from __future__ import annotations

import dataclasses
import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.load import json_text, yaml_text
from generator.load.document import Document
from generator.load.limits import Limits
from generator.load.source import Source, read
from generator.load.version import version_of


def load(
    path: Path, *, limits: Limits = Limits()
) -> Document:  # noqa: B008  (frozen: it cannot be changed)
    """Reads an OpenAPI document, in JSON or YAML, with all that it refers to.

    Args:
        path: the document's file. Files that it refers to are read only from its folder and the folders below.
        limits: bounds beyond which the document is refused.

    Raises:
        Refused: it cannot be read, is no OpenAPI 3.0, 3.1 or 3.2, or refers to what must not be read.
    """
    path = Path(path)
    with _uncollected():
        source, data = _value(read(path, path.name, limits), limits)
    version = version_of(data, source)
    return Document(path, data, version, (source,))


def _value(source: Source, limits: Limits) -> tuple[Source, Any]:
    """The value of a text, and the source with the syntax that it turned out to have."""
    if source.syntax == "yaml":
        return source, yaml_text.parse(source, limits)
    try:
        return source, json_text.parse(source, limits)
    except json.JSONDecodeError as error:
        if source.path.suffix.lower() == ".json":
            raise json_text.syntax(source, error) from None
    # A flow mapping begins as JSON does, and may still be YAML only.
    source = dataclasses.replace(source, syntax="yaml")
    return source, yaml_text.parse(source, limits)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Reading makes millions of objects and no garbage: looking for some meanwhile would cost a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
