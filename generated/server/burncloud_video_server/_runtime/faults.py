"""What is wrong with a request, before its handler hears of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError

from .._client import UNLISTED

Place: TypeAlias = tuple[str | int, ...]

TOLD = 100
"""Errors of one value that an answer tells."""
SPELLED = 1000
"""Errors of one value of which some are told: pydantic spells out all or none."""


class Fault(Exception):
    """A request that is not as the document describes it.

    Attributes:
        statuses: the statuses that say so, the first one that the document declares is used, else the first of all.
        errors: in the form that FastAPI gives them: type, loc and msg.
        headers: header fields of the answer.
    """

    def __init__(
        self,
        errors: Sequence[Mapping[str, Any]],
        statuses: tuple[int, ...] = (422, 400),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(told(errors))
        self.errors = tuple(errors)
        self.statuses = statuses
        self.headers = dict(headers or {})


def told(errors: Sequence[Mapping[str, Any]]) -> str:
    """The errors in words, the first few of them."""
    lines = [
        f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in errors[:5]
    ]
    more = len(errors) - len(lines)
    return "; ".join([*lines, *([f"and {more} more"] if more else [])])


def fault(place: Place, kind: str, message: str, *statuses: int) -> Fault:
    """One thing that is wrong in one place."""
    error = {"type": kind, "loc": list(place), "msg": message}
    return Fault([error], statuses or (422, 400))


def missing(place: Place) -> Fault:
    """Something required is not there."""
    return fault(place, "missing", "Field required")


def malformed(place: Place, message: str) -> Fault:
    """Text that cannot be read at all."""
    return fault(place, "malformed", message, 400, 422)


def too_large(limit: int) -> Fault:
    """A body that is larger than this server takes."""
    return fault(("body",), "too_large", f"More than {limit} bytes", 413, 400, 422)


def unfit(place: Place, why: ValidationError) -> Fault:
    """A value that is not of its type; the value itself is not repeated."""
    count = why.error_count()
    if count > SPELLED:
        return fault(place, "too_many", f"{count} values are not of their types")
    errors = why.errors(include_url=False, include_context=False, include_input=False)
    # What is not listed has been told by the list itself, with its words.
    left = [error for error in errors if error["type"] != UNLISTED] or errors
    return Fault(
        [
            {
                "type": error["type"],
                "loc": [*place, *located(error)],
                "msg": error["msg"],
            }
            for error in left[:TOLD]
        ]
        + more(place, len(left) - TOLD)
    )


def more(place: Place, count: int) -> list[Mapping[str, Any]]:
    """What is said of errors that are not told."""
    said = f"{count} more values are not of their types"
    return [{"type": "too_many", "loc": [*place], "msg": said}] if count > 0 else []


def is_broken(why: ValidationError) -> bool:
    """Whether text is no JSON at all."""
    return why.error_count() == 1 and why.errors()[0]["type"] == "json_invalid"


def located(error: Mapping[str, Any]) -> Place:
    """The place of an error; which member of a union had the list is no place in a request."""
    place: Place = error["loc"]
    listed = error["type"] == "literal_error" and place
    return place[:-1] if listed and str(place[-1]).startswith("literal[") else place


def together(faults: Iterable[Fault]) -> Fault | None:
    """All faults as one; None of none."""
    found = list(faults)
    if not found:
        return None
    statuses = found[0].statuses
    return Fault([error for one in found for error in one.errors], statuses)
