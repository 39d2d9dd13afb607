"""Tells which settings of the generator read what a server sends in other ways than its document says."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

_OPEN = ("extra_forbidden", "literal_error", "union_tag_invalid")


def remedies(why: BaseException) -> Iterator[str]:
    """One sentence a setting that would let an answer be read.

    Args:
        why: what is wrong with the answer.
    """
    if not isinstance(why, ValidationError):
        return
    told = why.errors(include_url=False, include_context=False)
    if any(one["input"] is None for one in told):
        yield _said("null", "null where the document forbids it")
    if any(one["type"] == "missing" for one in told):
        yield _said("absent", "objects that lack what the document requires")
    if any(one["type"] in _OPEN for one in told):
        yield _said("open", "words and keys that the document does not list")


def _said(setting: str, what: str) -> str:
    return f"Made with the setting {setting!r} of specloom, this client reads {what}."
