"""How much a document may ask of the machine before it is refused."""

from __future__ import annotations

from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document with all its files; beyond each of them it is refused with a diagnostic.

    Attributes:
        bytes: size of one file.
        total: size of all files together, in bytes.
        files: number of files.
        depth: nesting of objects and arrays; low enough that no later stage can run out of stack.
        expanded: nodes that aliases and merge keys of one YAML file may stand for, all together.
        digits: length of the text of one number.
    """

    bytes: int = 64 * 1024 * 1024
    total: int = 256 * 1024 * 1024
    files: int = 2_000
    depth: int = 256
    expanded: int = 250_000
    digits: int = 4_000


DEFAULT = Limits()
