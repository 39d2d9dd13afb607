"""The files that came with a request: kept in a list of its own, and closed when it is answered."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Request
from starlette.datastructures import UploadFile

KEY = "specloom.files"
"""Where the list stands in the scope of a request (ASGI lets applications keep what they like there)."""


def keep(request: Request, files: Iterable[object]) -> None:
    """Note the files among what came."""
    kept: list[UploadFile] = request.scope.setdefault(KEY, [])
    kept += [one for one in files if isinstance(one, UploadFile)]


async def close(request: Request) -> None:
    """Close every file; those on disk are gone."""
    kept: list[UploadFile] = request.scope.get(KEY, [])
    for one in kept:
        await one.close()
