"""A document as plain data goes in; the files of the Python target come out, without the checks of other libraries."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Refused
from generator.ir.build import build
from generator.ir.model import Api
from generator.load import Document, load
from generator.making import build_target, named_project, resolve_names
from generator.names import Names
from generator.pipeline import apply_passes, judged
from generator.project import Project, TargetSettings
from generator.render import File, Page
from generator.targets import Target, target
from generator.timings import Stopwatch
from generator.validate import structure

PYTHON = target("python")


def located(document: Document, found: tuple[Diagnostic, ...]) -> None:
    """What every diagnostic must have: a file and a line."""
    for one in document.located(found):
        assert one.place is not None, one
        assert one.place.file, one


def understood(path: Path) -> tuple[Api, Project]:
    """Load, check and build, as the pipeline does.

    Raises:
        Refused: each of its diagnostics has a place.
    """
    try:
        document = load(path)
        found = structure(document)
        located(document, tuple(found))
        judged(document, found, strict=False)
        try:
            api, more = build(document)
        except Refused as error:
            judged(document, error.diagnostics, strict=False)
            raise
        located(document, more)
        judged(document, more, strict=False)
    except Refused as error:
        if not all(one.place for one in error.diagnostics):
            raise ValueError(f"no place: {error}") from error
        raise
    project = Project(
        path.parent,
        path,
        path.parent / "out",
        flat=True,
        settings={"python": TargetSettings("acme")},
    )
    return apply_passes(api), project


def files_of(path: Path, name: str = "python") -> list[File]:
    """Every file of a target, its trees checked.

    Raises:
        Refused: as `understood`.
    """
    api, project = understood(path)
    return build_target(project, name, api, Stopwatch())


def pages_of(path: Path, chosen: Target = PYTHON) -> tuple[list[Page], Project]:
    """Every page of a target."""
    api, project = understood(path)
    names: Names = resolve_names(api, chosen.rules, project)
    own = named_project(project, chosen, api)
    return chosen.pages(api, names, own), own


def generated(document: Any, name: str = "python") -> list[File]:
    """As `files_of`, for a document that is not yet in a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spec.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return files_of(path, name)


def modules(files: list[File]) -> Iterator[tuple[str, str]]:
    """Path and text of each generated module, the runtime's aside."""
    for file in files:
        if file.path.endswith(".py") and isinstance(file.content, str):
            yield file.path, file.content
