"""A name of a character set in; the codec that reads it out, where it is one that texts are written in."""

from __future__ import annotations

import codecs
import re

_WRITTEN = re.compile(
    r"utf8|utf(16|32)(le|be)?|(us)?ascii|iso8859\d{1,2}|latin\d{1,2}|(windows|cp)(125\d|874|932|949|950|437|85\d|866)"
    r"|koi8[rut]|shiftjis|sjis|eucjp|euckr|iso2022(jp|kr)|gb2312|gbk|gb18030|big5(hkscs)?|tis620|macintosh|macroman"
)
"""Others that Python knows take long to read, or write no text at all; names that it does not know it would keep."""


def codec(name: str) -> str | None:
    """The name by which Python reads a character set; None where no text should be in it."""
    written = re.sub(r"[-_]+", "-", name.lower()) if len(name) < 40 else ""
    if not _WRITTEN.fullmatch(written.replace("-", "")):
        return None
    try:
        return codecs.lookup(written).name
    except (LookupError, ValueError):
        return None
