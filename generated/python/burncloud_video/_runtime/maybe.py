"""What may be absent from an object and is never null."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .exact import without_null

T = TypeVar("T")

_USUAL: Final[dict[Any, Callable[[], CoreSchema]]] = {
    bool | None: core_schema.bool_schema,
    int | None: core_schema.int_schema,
    str | None: core_schema.str_schema,
}
"""What most fields are; pydantic makes the same of them, in many more steps."""


class NotNull:
    """Marks a field that may be absent but never null; an absent one reads as None."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give the schema of the type beside None."""
        usual = _USUAL.get(source)
        made: CoreSchema = usual() if usual else without_null(handler(source))
        return made


Maybe: TypeAlias = Annotated[T | None, NotNull()]
"""What may be absent, and then reads as None, but is never null."""
