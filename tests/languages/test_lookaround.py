"""Patterns that look around, and the plain ones that say the same."""

from __future__ import annotations

import re
from itertools import product

import pytest

from generator.languages.lookaround import Part, apart

SAID = [
    r"^(?=.*\d)(?=.*[a(]).{2,3}$",
    r"^(?!a|.*b$)[ab1]+$",
    r"^(?!(?:a|b)1)(?=[ab]).*(?<!b)$",
    r"^[ab(]*(?<=a|1)$",
    r"^(?!a)",
    r"^(?=\()\(a*$",
    r"^(?![)a])(?!\])[^b]*$",
    r"^(?=(?:ab)+$)(?!abab).*$",
]
TEXTS = [
    "".join(letters) for size in range(5) for letters in product("ab1()", repeat=size)
]


@pytest.mark.parametrize("pattern", SAID)
def test_parts_say_the_same(pattern: str) -> None:
    found = apart(pattern)
    assert len(found.parts) > 1
    assert found.reason == ""
    verdicts = {True: 0, False: 0}
    for text in TEXTS:
        truth = re.search(pattern, text) is not None
        made = all(
            (re.search(part.pattern, text) is None) == part.negated
            for part in found.parts
        )
        assert made == truth, text
        verdicts[truth] += 1
    assert all(verdicts.values())


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?!a)b",
        r"^(?!a)b|c$",
        r"^(?:(?!a).)*$",
        r"^(?=a(?!b)).*$",
        r"^(?=(a))\1$",
        r"^(?!a)*b$",
        r"^(?!a",
        r"^a(?<!b)c$",
        r"^(a(?<!b))$",
        r"^(?=[a",
    ],
)
def test_what_looks_around_elsewhere_is_not_enforced(pattern: str) -> None:
    found = apart(pattern)
    assert found.parts == ()
    assert found.reason


def test_a_plain_pattern_is_its_own_part() -> None:
    assert apart("a+$").parts == (Part("a+$"),)
