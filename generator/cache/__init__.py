"""Bytes that a run computed go in under a name; a later run of the same user gets the same bytes, or nothing."""

from generator.cache.identity import identity
from generator.cache.store import Store, opened

__all__ = ["Store", "identity", "opened"]
