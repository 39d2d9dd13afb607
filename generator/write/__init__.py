"""Finished files go in; the output folder is replaced whole or left as it was, or shown to differ."""

from __future__ import annotations

from generator.write.difference import Difference, check
from generator.write.output import Written, write

__all__ = ["Difference", "Written", "check", "write"]
