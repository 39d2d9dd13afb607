"""A project goes in; whether openapi-spec-validator itself has to have its say, whatever it takes, comes out."""

from __future__ import annotations

import os

from generator.project import Project


def thorough(project: Project) -> bool:
    """Tell whether nobody waits for this run, or somebody asked for all there is: CI=true or --strict."""
    return project.strict or os.environ.get("CI", "").lower() in ("1", "true")
