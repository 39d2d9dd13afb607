"""A document goes in; its generated package, imported, and the names of everything in it come out."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from unittest.mock import patch

from generator.ir.build import build
from generator.ir.model import Api, Operation
from generator.making import build_target, resolve_names
from generator.names import Names
from generator.pipeline import apply_passes, read
from generator.project import Project, TargetSettings
from generator.targets import target
from generator.timings import Stopwatch


@dataclass(frozen=True)
class Package:
    """A generated package.

    Attributes:
        api, operations: for what things are called; `operations` by method and path.
    """

    module: ModuleType
    api: Api
    names: Names
    operations: dict[tuple[str, str], Operation]

    def part(self, name: str) -> Any:
        """A module of the package."""
        return importlib.import_module(f"{self.module.__name__}.{name}")

    def client(self, asynchronous: bool, url: str) -> Any:
        """A client with a secret for every scheme, without retries."""
        kind = self.module.AsyncClient if asynchronous else self.module.Client
        secrets = {str(one): secret(name) for name, one in self.names.schemes.items()}
        secrets |= {str(one): "pass" for one in self.names.passwords.values()}
        return kind(base_url=url, retries=0, timeout=20, **secrets)

    def method(self, client: Any, operation: Operation) -> Any:
        """The bound method of an operation."""
        name = self.names.operations[operation.id]
        place = client
        for length in range(1, len(name.resource) + 1):
            place = getattr(
                place, self.names.resources[name.resource[:length]].attribute
            )
        return getattr(place, name.method)


def secret(scheme: str) -> str:
    """The secret for a security scheme."""
    return (
        "".join(letter for letter in scheme if letter.isalnum() and letter.isascii())
        + "-1"
    )


def write(
    spec: Path, root: Path, package: str, server: bool = False
) -> tuple[Api, Names]:
    """Generate the client of a document below `root`, and its server, whose package is called after the client's.

    Raises:
        Refused: the document has errors.
    """
    project = Project(
        root=spec.parent,
        spec=spec,
        output=root,
        targets=("python", *(["server"] if server else [])),
        flat=True,
        settings={"python": TargetSettings(package=package)},
    )
    watch = Stopwatch()
    document = read(project, watch)
    api = apply_passes(build(document)[0])
    for file in (
        file
        for name in project.targets
        for file in build_target(project, name, api, watch, document)
    ):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encoded())
    return api, resolve_names(api, target("python").rules, project)


KEPT: dict[bytes, CodeType] = {}
"""The bytecode of modules of the runtime, which are the same in every package, by their text."""


def compiled(_: SourceFileLoader, data: bytes, path: str, **__: Any) -> CodeType:
    """The bytecode of a module, as an import makes it."""
    if f"{os.sep}_runtime{os.sep}" not in path:
        return compile(data, path, "exec", dont_inherit=True)
    if data not in KEPT:
        KEPT[data] = compile(data, path, "exec", dont_inherit=True)
    return KEPT[data]


@contextmanager
def imported(
    spec: Path, root: Path, package: str = "judged", server: bool = False
) -> Iterator[Package]:
    """Generate and import a client, and its server where that is asked for; forgotten at the end of the block."""
    api, names = write(spec, root, package, server)
    sys.path.insert(0, str(root))
    try:
        with (
            patch.object(sys, "dont_write_bytecode", True),
            patch.object(SourceFileLoader, "source_to_code", compiled),
        ):
            importlib.invalidate_caches()
            module = importlib.import_module(package)
            operations = {(one.method.lower(), one.path): one for one in api.operations}
            yield Package(module, api, names, operations)
    finally:
        sys.path.remove(str(root))
        for name in [*sys.modules]:
            if name.partition(".")[0] in (package, f"{package}_server"):
                del sys.modules[name]
