"""The folders of the cases go in; a case with its document, its expected files and its payloads comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.load.limits import DEFAULT
from generator.load.source import read
from generator.load.yaml_text import parse

HERE = Path(__file__).resolve().parent

VERDICTS: Mapping[str, tuple[bool, bool]] = {
    "valid": (True, True),
    "invalid": (False, False),
    "open": (False, True),
    "format": (True, False),
    "tagged": (True, False),
    "unchecked": (False, True),
}
"""A section of payloads.yaml -> (whether JSON Schema accepts its values, whether the model does)."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A JSON value for a schema, in the section of payloads.yaml that says who accepts it."""

    schema: str
    section: str
    value: Any


@dataclass(frozen=True, slots=True)
class Case:
    """One leaf: `id` is ``concept/leaf``, the path of its folder."""

    id: str

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return HERE / self.id

    @property
    def spec(self) -> Path:
        """The document."""
        return self.folder / "openapi.yaml"

    @property
    def package(self) -> str:
        """An import name that no other case has."""
        return "case_" + self.id.replace("/", "_").replace("-", "_").replace(".", "_")

    def expected(self, target: str) -> dict[str, str]:
        """The text of each file that one target is to write, by its path in the package."""
        root = self.folder / "expected" / target
        return {
            path.relative_to(root).as_posix(): path.read_text("utf-8")
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def payloads(self) -> tuple[Payload, ...]:
        """Every value of payloads.yaml, read as the generator reads YAML; a case without schemas may have none."""
        path = self.folder / "payloads.yaml"
        if not path.exists():
            return ()
        data = parse(read(path, path.name, DEFAULT), DEFAULT)
        return tuple(
            Payload(schema, section, value)
            for schema, sections in data.items()
            for section, values in sections.items()
            for value in values
        )


def cases() -> tuple[Case, ...]:
    """Every case, in sorted order."""
    found = sorted(HERE.glob("*/*/openapi.yaml"))
    return tuple(Case(spec.parent.relative_to(HERE).as_posix()) for spec in found)
