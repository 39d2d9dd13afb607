"""The text of a file goes in; whether nothing has to be done about references in it comes out."""

from __future__ import annotations

import re

from generator.load.earlier import VERSION
from generator.load.source import Source

_MEMBERS = (
    "paths|schemas|responses|parameters|examples|requestBodies|headers|securitySchemes|links|callbacks|pathItems"
    "|properties|patternProperties|content|tags|servers|enum|required"
)
"""What a reference may end in that stands where OpenAPI has none: few others do."""
# Both begin with letters that are searched for quickly in a text of many megabytes.
_ELSEWHERE = re.compile(
    r'"\$(?:ref"\s*:\s*"(?:(?!#\\?/|#")|#/(?!components/\w+/[^/"]*")'
    rf'(?:x-|[^/"]*"|[^"]*/(?:{_MEMBERS})"))|(?:id|anchor|dynamicAnchor|dynamicRef|self)")'
)
_LOCAL = re.compile(r'"#\\?/(?:(?:\$|%24)defs|definitions)\\?/')
"""Definitions of the schemas around references; at the root they stand in Swagger 2.0 alone."""
# In JSON a key may be spelled with escapes, and "/" as "\/".
_ESCAPED = re.compile(r"\\u00(?:24|72|65|66)")


def plain(source: Source, version: str) -> bool:
    """Whether it shows in a JSON text that all references in it are pointers into it, so that nothing is to be done."""
    text = source.text
    return source.syntax == "json" and not (
        _ELSEWHERE.search(text)
        or _ESCAPED.search(text)
        or (version != VERSION and _LOCAL.search(text))
    )
