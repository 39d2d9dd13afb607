"""Patterns between slashes go in; that they match nothing is told, and what they mean is known."""

from __future__ import annotations

import pytest

from generator.validate.patterns import compiles, meant, slashed


@pytest.mark.parametrize(
    ("pattern", "inside"),
    [
        ("/^[0-9]{5}$/", "^[0-9]{5}$"),
        ("/^a$/i", "^a$"),
        ("/^(a|b)[|]\\|$/", "^(a|b)[|]\\|$"),
        ("/^[0-9]{2}\\/[0-9]{2}$/gu", "^[0-9]{2}\\/[0-9]{2}$"),
        ("^[a-z]+$/i", "^[a-z]+$"),
        ("^\\\\$/", "^\\\\$"),
    ],
)
def test_slashes_of_programs_are_seen(pattern: str, inside: str) -> None:
    assert slashed(pattern)
    assert not compiles(pattern)
    assert meant(pattern) == inside


@pytest.mark.parametrize(
    "pattern",
    [
        "^/v1/$",
        "/",
        "/a/",
        "/[0-9]+/",
        "^/[a-z]+$",
        "/^",
        "(/^a$/)?",
        "/^a|b|c$/",
        "/^(a)|b$/",
        "^US\\$/[a-z]",
        "^a\\$/i",
        "^a$|b$/i",
    ],
)
def test_other_slashes_are_part_of_the_pattern(pattern: str) -> None:
    assert not slashed(pattern)
    assert compiles(pattern)
    assert meant(pattern) == pattern
