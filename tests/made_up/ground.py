"""Documents go in; packages come out that can be imported, and what is said of those that cannot."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.building import SHARED, Made, make, plant, plant_one
from cases.case import Case

from made_up.parts import Json


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that should not be.

    Attributes:
        kind: what sort of fault.
        cause: what is alike in faults that one change mends.
        schema: the name of the schema; empty where it is the whole document.
        value: the value on which it shows, if any, as a list of one.
        said: what was said.
        codes: of what the generator said of the document.
    """

    kind: str
    cause: str
    schema: str = ""
    value: tuple[Json, ...] = ()
    said: str = ""
    codes: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.cause


@dataclass(frozen=True, slots=True)
class Planted:
    """A generated package that can be imported, and what it was made of."""

    document: Json
    made: Made
    models: Any
    package: str


class Ground:
    """A folder in which packages are planted, imported, and forgotten."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = 0
        plant(root, ())
        self.modules = [path.stem for path in (root / SHARED).glob("*.py")]
        sys.path.insert(0, str(root))

    def written(self, document: Json) -> Path:
        path = self.root / "spec.json"
        path.write_text(json.dumps(document), "utf-8")
        return path

    def planted(self, document: Json) -> Planted:
        """Generate and import a client.

        Raises:
            Refused: the generator has errors to tell.
            Exception: any other is a fault.
        """
        made = make(self.written(document))
        self.count += 1
        case = Case(f"made-up/{self.count}")
        plant_one(self.root / case.package, made, self.modules)
        importlib.invalidate_caches()
        models = importlib.import_module(f"{case.package}.models")
        return Planted(document, made, models, case.package)

    def forget(self, package: str) -> None:
        """Let go of a package and its modules."""
        shutil.rmtree(self.root / package)
        for name in [*sys.modules]:
            if name == package or name.startswith(f"{package}."):
                del sys.modules[name]


def place_of(error: BaseException) -> str:
    """The kind of an error, and the innermost place where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = frames[-1] if frames else None
    at = f"{Path(where.filename).name}:{where.name}" if where else ""
    return f"{type(error).__name__} {at}"
