"""Where the program lies goes in; the folder of the templates that it ships comes out."""

from __future__ import annotations

from pathlib import Path


def shipped_templates() -> Path:
    """The folder of the shipped templates: inside the package when installed, beside it in the work tree."""
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
