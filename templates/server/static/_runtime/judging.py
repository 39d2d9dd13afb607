"""A type in; what reads values of it, strictly, out."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from .._client import Judge
from .route import LazyType


@cache
def judge(lazy: LazyType) -> TypeAdapter[Any]:
    """The adapter of a type, made when it is needed for the first time; it takes nothing for what it is not."""
    return Judge(lazy()).adapter
