"""What may be absent from an object and is never null."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from .exact import without_null

T = TypeVar("T")


class NotNull:
    """Marks a field that may be absent but never null; an absent one reads as None."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give the schema of the type beside None."""
        made: CoreSchema = without_null(handler(source))
        return made


Maybe: TypeAlias = Annotated[T | None, NotNull()]
"""What may be absent, and then reads as None, but is never null."""
