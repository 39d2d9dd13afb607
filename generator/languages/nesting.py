"""HTML as somebody wrote it in; whether its elements stand too deep in each other to be read in a time like its length out."""

from __future__ import annotations

import re
from collections import Counter

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ALONE = frozenset(
    [
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr"),
        *("dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"),
    ]
)
"""Elements without content, and those that the next one of their kind ends (HTML, section 13.1.2.4)."""
_FEW, _USUAL, _SPARE = 500, 64, 100_000
"""Tags that are too few to matter; how deep others may stand on the average, and what is allowed beside that."""


def nested_too_deep(html: str) -> bool:
    """Tell whether parsers would take a multiple of a text's length: what is open is looked through, or opened again, at
    every further tag (HTML, section 13.2.4.3)."""
    if html.count("<") < _FEW:
        return False
    opened: Counter[str] = Counter()
    depth = cost = tags = 0
    for end, word in _TAG.findall(html):
        name = word.lower()
        tags += 1
        cost += depth
        if name in _ALONE:
            continue
        if not end:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return cost > _USUAL * tags + _SPARE
