"""Numbers that a server may write as text, `"5"` for 5."""

from __future__ import annotations

import re
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .exact import exact
from .scalars import EXACT, told_as

_WHOLE = re.compile(r"-?[0-9]{1,4000}")
_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")


class Numeral:
    """Marks a number that may come as text; it is a number all the same, and is sent as one."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give the number's schema, which reads its text as well."""
        plain = cast(CoreSchema, exact(handler(source)))
        written = core_schema.no_info_plain_validator_function(_number)
        return core_schema.union_schema(
            [plain, core_schema.chain_schema([written, plain])],
            mode="left_to_right",
            custom_error_type="number",
            custom_error_message="Input should be a number, or one in quotation marks",
            metadata=EXACT | told_as(plain),
            serialization=core_schema.simple_ser_schema("any"),
        )


def _number(value: Any) -> int | float:
    """The number that a text is."""
    if isinstance(value, str):
        if _WHOLE.fullmatch(value):
            return int(value)
        if _NUMBER.fullmatch(value):
            return float(value)
    raise ValueError("no number")
