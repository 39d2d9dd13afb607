"""The sentinel that stands for an argument that was left out; None stays free to mean null."""

from __future__ import annotations

from typing import Final, Literal, final


@final
class Omit:
    """The type of `omit`, which is its only value."""

    __slots__ = ()
    _only: Omit | None = None

    def __new__(cls) -> Omit:
        if cls._only is None:
            cls._only = object.__new__(cls)
        return cls._only

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "omit"

    def __reduce__(self) -> tuple[type[Omit], tuple[()]]:
        return Omit, ()


omit: Final = Omit()
"""Default of every argument that may be left out: nothing is sent for it."""
