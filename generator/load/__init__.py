"""Reads YAML or JSON text, and what it refers to, into one `Document` with places."""

from generator.load.dangling import dangling
from generator.load.document import Document
from generator.load.limits import Limits
from generator.load.loader import load
from generator.load.source import Source

__all__ = ["Document", "Limits", "Source", "dangling", "load"]
