"""Values of our own classes go in and bytes come out, and the other way round: no name but those of these classes is looked up."""

from __future__ import annotations

import io
import pickle
from typing import Any

OURS = (
    "generator.diagnostics",
    "generator.ir.",
    "generator.languages.code",
    "generator.names.",
    "generator.retelling",
)
"""What the modules of these classes begin with."""


def packed(value: object) -> bytes | None:
    """A value as bytes; what it holds in several places is one in what is unpacked. None where it is too deep, or has no such form."""
    try:
        return pickle.dumps(value)
    except (pickle.PicklingError, RecursionError, TypeError, AttributeError):
        return None


def unpacked(content: bytes) -> Any:
    """The value that these bytes hold; None where they hold what is none of our classes."""
    try:
        return _Reader(io.BytesIO(content)).load()
    except pickle.UnpicklingError:
        return None


class _Reader(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """Find a class of ours."""
        found = None
        if module_name.startswith(OURS):
            found = super().find_class(module_name, global_name)
        if not isinstance(found, type) or found.__module__ != module_name:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is not ours")
        return found
