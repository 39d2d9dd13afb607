"""What a docstring of a method or a field says beside the document's own words."""

from __future__ import annotations

import pytest

from generator.languages.python.prose import noted, raising, telling
from generator.languages.python.statuses import repeats


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many.", "How many. Default: 3."),
        ("How many", "How many. Default: 3."),
        ("How many?", "How many? Default: 3."),
        ("See https://example.com/a", "See https://example.com/a\n\nDefault: 3."),
        ("数量", "数量\n\nDefault: 3."),
        ("One line\nand another.", "One line\nand another.\n\nDefault: 3."),
        ("- an item", "- an item\n\nDefault: 3."),
        ("# A heading", "# A heading\n\nDefault: 3."),
        ("", "Default: 3."),
    ],
)
def test_notes_go_into_the_only_line(text: str, expected: str) -> None:
    assert noted(text, ["Default: 3."]) == expected
    assert noted(text, []) == text


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (404, "Resource not found", True),
        (404, "The pet was not found.", False),
        (403, "Forbidden", True),
        (401, "Requires authentication", True),
        (500, "Internal Error", True),
        (503, "Service unavailable", True),
        (404, "404 Not Found", True),
        (404, "", True),
        (409, "Conflict: the name is taken", False),
        (400, "Not found", False),
        (499, "Closed", False),
    ],
)
def test_texts_that_repeat_the_status(status: int, text: str, expected: bool) -> None:
    assert repeats(status, text) is expected


def test_exceptions_of_which_nothing_is_said_share_a_line() -> None:
    bare = [("NotFoundError", ""), ("InternalServerError", ""), ("NotFoundError", "")]
    assert raising([]) == ""
    assert raising(bare) == "Raises: NotFoundError, InternalServerError"
    told = [("ConflictError", "The name is taken."), ("ConflictError", "")]
    assert raising([*bare, *told]).splitlines() == [
        "Raises:",
        "    NotFoundError, InternalServerError",
        "    ConflictError: The name is taken.",
    ]
    assert raising(told).splitlines() == [
        "Raises:",
        "    ConflictError: The name is taken.",
    ]


@pytest.mark.parametrize("text", ["Simple User", "simple-user.", "SimpleUser", ""])
def test_a_name_once_more_tells_nothing(text: str) -> None:
    assert telling(text, ("simple_user", "user")) == ""


def test_a_text_tells_more_than_a_name() -> None:
    assert telling("A simple user", ("simple_user", "")) == "A simple user"
    assert telling("User 2", ()) == "User 2"
