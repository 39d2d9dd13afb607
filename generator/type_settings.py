"""The settings' table of formats goes in; out comes what each format of the document is read as."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.tables import known, strings

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "string": "",
        "date-time": "date-time",
        "date": "date",
        "uuid": "uuid",
        "byte": "byte",
    }
)
"""What a format may be read as -> the format that it then is; empty for none."""


def formats(table: Mapping[str, object], file: Path) -> Mapping[str, str]:
    """Format of the document -> the one that it is read as; empty where settings say nothing.

    Raises:
        Misused: it is no table of strings, or one of them is none that a format can be read as.
    """
    wished = strings(table, "formats", file)
    for format in wished.values():
        known(format, list(FORMATS), file, "format to read another one as")
    return {name: FORMATS[format] for name, format in wished.items()}
