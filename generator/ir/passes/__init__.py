"""Functions from `Api` to `Api`, one a file; `PASSES` holds them by name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.ir.model import Api

PASSES: Mapping[str, Callable[[Api], Api]] = MappingProxyType({})
