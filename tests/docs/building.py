"""A document goes in; its site comes out: path -> text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator.ir.build import build as build_api
from generator.making import build_target
from generator.pipeline import apply_passes, read
from generator.project import Project
from generator.timings import Stopwatch


@dataclass(frozen=True, slots=True)
class Site:
    """A site in memory."""

    files: Mapping[str, bytes]

    def text(self, path: str) -> str:
        """The text of a file."""
        return self.files[path].decode()

    def pages(self) -> dict[str, str]:
        """Path -> text of the pages."""
        return {p: c.decode() for p, c in self.files.items() if p.endswith(".html")}


def build(spec: Path, **more: Any) -> Site:
    """The site of a document, as ``specloom generate --target docs`` writes it."""
    project = Project(
        root=spec.parent,
        spec=spec,
        output=spec.parent / "out",
        targets=("docs",),
        flat=True,
        **more,
    )
    watch = Stopwatch()
    document = read(project, watch)
    api, _ = build_api(document)
    files = build_target(project, "docs", apply_passes(api), watch, document)
    return Site({file.path: file.encoded() for file in files})


def written(folder: Path, document: dict[str, Any]) -> Path:
    """A document as a file."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def text(self) -> str:
        """All text, with one blank between words."""
        return " ".join(" ".join(self.words).split())
