"""Cases go in; what the generator makes of them comes out, and one tree of packages in which all of it can be imported.

The static runtime is the same for every case: the tree has it once, and what packages import of their own ``_runtime``
is led there, so that it is imported, and read by type checkers, once and not once a case.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from cases.case import Case
from generator.diagnostics import Diagnostic
from generator.ir.build import build
from generator.ir.model import Api
from generator.load import Document
from generator.making import build_target, notes_of
from generator.pipeline import apply_passes, judged, read
from generator.project import Project, TargetSettings
from generator.render import File, shipped_templates
from generator.timings import Stopwatch
from generator.validate import structure

PACKAGE = "acme"
RUNTIME = "_runtime"
SHARED = "case_runtime"
IMPORT = re.compile(r"from (\.+)([\w.]*) import (\w*)")


@dataclass(frozen=True, slots=True)
class Made:
    """What the generator makes of a document.

    Attributes:
        diagnostics: of every stage but the validator library.
        files: of the package, without the static runtime; paths are relative to the package.
    """

    document: Document
    api: Api
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[File, ...]

    def text(self, path: str) -> str:
        """The text of one file."""
        return next(f.encoded().decode() for f in self.files if f.path == path)

    def python(self) -> dict[str, str]:
        """Path -> text of the generated modules."""
        return {
            file.path: file.encoded().decode()
            for file in self.files
            if file.path.endswith(".py")
        }


def make(spec: Path, target: str = "python") -> Made:
    """Generate one document in this process, as ``specloom generate`` does.

    Raises:
        Refused: the document has errors.
    """
    project = Project(
        root=spec.parent,
        spec=spec,
        output=spec.parent / "out",
        targets=(target,),
        flat=True,
        settings={target: TargetSettings(package=PACKAGE)},
    )
    watch = Stopwatch()
    document = read(project, watch)
    api, found = build(document)
    api = apply_passes(api)
    notes = notes_of(target, api)
    every = (*document.diagnostics, *structure(document), *found, *notes)
    files = build_target(project, target, api, watch)
    return Made(document, api, judged(document, every, False), own(files))


def own(files: Iterable[File]) -> tuple[File, ...]:
    """The files of the package that were made for the document, with what only some documents ask for."""
    inside = f"{PACKAGE}/"
    shared = tuple(f"{inside}{RUNTIME}/{name}" for name in shipped_names())
    return tuple(
        File(file.path.removeprefix(inside), file.content)
        for file in files
        if file.path.startswith(inside) and file.path not in shared
    )


def shipped_names() -> list[str]:
    """The files of the runtime that every package has."""
    shipped = shipped_templates() / "python" / "static" / RUNTIME
    return [path.name for path in shipped.iterdir()]


def plant(root: Path, made: Iterable[tuple[Case, Made]]) -> None:
    """Write every package below `root`, each under its case's import name, with one runtime for all."""
    shipped = shipped_templates() / "python" / "static" / RUNTIME
    shutil.copytree(
        shipped, root / SHARED, ignore=lambda _, names: set(filter(foreign, names))
    )
    modules = {path.stem for path in (root / SHARED).glob("*.py")}
    for case, result in made:
        plant_one(root / case.package, result, modules)


def plant_one(package: Path, result: Made, modules: Collection[str]) -> None:
    """Write one package; `modules` are those of the runtime that all share."""
    for file in result.files:
        path, content = package / file.path, file.encoded()
        if path.suffix == ".py":
            content = led(file.path, content.decode(), modules).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if (package / RUNTIME).is_dir():
        (package / RUNTIME / "__init__.py").touch()


def led(path: str, text: str, modules: Collection[str]) -> str:
    """A module of a package with what it imports of the runtime that all share; `path` is relative to the package."""

    def shared(found: re.Match[str]) -> str:
        dots, below, name = found.groups()
        *folders, _ = path.split("/")
        place = [
            *folders[: len(folders) + 1 - len(dots)],
            *filter(None, below.split(".")),
        ]
        inside = place[:1] == [RUNTIME] and [*place[1:], name][0] in modules
        if not inside:
            return found[0]
        return f"from {'.'.join([SHARED, *place[1:]])} import {name}"

    return IMPORT.sub(shared, text)


def foreign(name: str) -> bool:
    """Whether a file beside the runtime's modules was left there by a tool."""
    return name.startswith(".") or name == "__pycache__"
