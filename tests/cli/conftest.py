"""A folder with a document and a target of another package, and the command as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TARGET = """
from dataclasses import dataclass
from generator.languages.code import Code
from generator.languages.python import RULES, comment, literal
from generator.heading import header
from generator.render import Page
from generator.targets import Target

@dataclass(frozen=True)
class View:
    header: tuple[Code, ...]
    title: Code
    types: tuple[Code, ...]

def pages(api, names, project):
    head = tuple(comment(line) for line in header(project, "plain/all.j2"))
    types = tuple(sorted(names.types.values()))
    view = View(head, literal(api.info.title), types)
    return [Page(f"{project.package}/all.py", "plain/all.j2", view)]

TARGET = Target("plain", pages, RULES, static="plain", static_under=lambda project: project.package)
"""
TEMPLATE = """\
{% for line in view.header %}
{{ line }}
{% endfor %}
title = {{ view.title }}
{% for name in view.types %}
{{ name }} = None
{% endfor %}
"""


def document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {
            "/pets": {
                "get": {
                    "operationId": "listPets",
                    "responses": {"200": {"description": "ok"}},
                }
            }
        },
        "components": {
            "schemas": {
                "Pet": {
                    "type": "object",
                    "properties": {"class": {"type": "string"}},
                },
                "Kind": {"type": "string", "enum": ["a", "b"]},
            }
        },
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project's folder: document, settings, and the overlay that has the target's template."""
    root = tmp_path / "project"
    (root / "overlay/plain/static").mkdir(parents=True)
    (root / "overlay/plain/all.j2").write_text(TEMPLATE)
    (root / "overlay/plain/static/py.typed").write_bytes(b"")
    (root / "api.json").write_text(json.dumps(document()))
    (root / "specloom.toml").write_text(
        'spec = "api.json"\ntargets = ["plain"]\ntemplates = "overlay"\n'
    )
    installed = tmp_path / "site"
    (installed / "plain_target-1.dist-info").mkdir(parents=True)
    (installed / "plain_target.py").write_text(TARGET)
    (installed / "plain_target-1.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: plain-target\nVersion: 1\n"
    )
    (installed / "plain_target-1.dist-info/entry_points.txt").write_text(
        "[specloom.targets]\nplain = plain_target:TARGET\n"
    )
    return root


@pytest.fixture
def specloom(folder: Path) -> Run:
    """Run `python -m generator WORDS…` in the project's folder."""

    def run(
        *words: str, cwd: Path = folder, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "generator", *words],
            cwd=cwd,
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(folder.parent / "site"),
                **environment,
            },
            timeout=120,
        )

    return run
