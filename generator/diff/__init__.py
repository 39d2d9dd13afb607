"""Two APIs go in; what was added, removed and changed comes out, and which of it breaks callers."""

from __future__ import annotations

from generator.diff.compare import compare
from generator.diff.model import Change
from generator.diff.naming import Named, renamed
from generator.diff.text import as_json, as_text, sentence

__all__ = ["Change", "Named", "as_json", "as_text", "compare", "renamed", "sentence"]
