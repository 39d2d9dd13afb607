"""What a docstring of a method or a field says beside the document's own words."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from generator.ir.model import Doc
from generator.languages.python.prose import (
    flowing,
    noted,
    outdated,
    raising,
    section,
    telling,
    unwrapped,
)
from generator.languages.python.statuses import (
    class_name,
    declared,
    phrase_of,
    repeats,
)


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


FULL = "These are words that an editor broke at some sixty of its columns,"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (
            f"{FULL}\nand the others.\n\nAnother.",
            [f"{FULL} and the others.", "", "Another."],
        ),
        (f"{FULL}\n- an item", [FULL, "- an item"]),
        (f"{FULL}  \nas meant", [f"{FULL}  ", "as meant"]),
        (f"```\n{FULL}\n{FULL}\n```", ["```", FULL, FULL, "```"]),
    ],
)
def test_lines_that_were_broken_for_their_width_are_joined(
    text: str, alone: list[str]
) -> None:
    assert unwrapped(text).split("\n") == alone
    assert flowing(text).split("\n") == alone


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (
            "A time in milliseconds. Returns all that was\nmade before it, (at most a hundred),\nin this order.",
            [
                "A time in milliseconds. Returns all that was made before it, (at most a hundred), in this order."
            ],
        ),
        (
            "asc - from the first to the last of all of them\ndesc - from the last to the first",
            [
                "asc - from the first to the last of all of them",
                "desc - from the last to the first",
            ],
        ),
        (
            "The person who is to be asked, or else the\ngroup. Nobody else is asked, whatever a\nperson.",
            [
                "The person who is to be asked, or else the group. Nobody else is asked, whatever a person."
            ],
        ),
        (
            "One of these two, the first \\\n`small`, or the other one\\\n\nor \\\\",
            ["One of these two, the first", "`small`, or the other one", "", "or \\\\"],
        ),
        (
            "curl https://x.example \\\n  -d a=b \\\n-d b=c",
            ["curl https://x.example \\", "  -d a=b \\", "-d b=c"],
        ),
        ("the small ones\nand the others", ["the small ones", "and the others"]),
        (
            "Everything that is to be known of the person.\nand more",
            ["Everything that is to be known of the person.", "and more"],
        ),
    ],
)
def test_a_sentence_on_a_field_goes_on_behind_a_break(
    text: str, alone: list[str]
) -> None:
    assert unwrapped(text).split("\n") == alone


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (
            f"How many.\n  {FULL}\n  and the others.\n\n  - an item",
            ["How many.", f"{FULL} and the others.", "", "- an item"],
        ),
        ("One of:\n  small\n  large", ["One of:", "  small", "  large"]),
        (f"For example:\n\n    {FULL}", ["For example:", "", f"    {FULL}"]),
        (f"For example:\n    {FULL}", ["For example:", f"    {FULL}"]),
    ],
)
def test_what_a_document_indents_for_itself_stands_at_the_margin(
    text: str, alone: list[str]
) -> None:
    assert unwrapped(text).split("\n") == alone


def test_short_lines_on_a_field_stay() -> None:
    text = "0: off\n1: on"
    assert unwrapped(text) == text
    assert flowing(text) == "0: off 1: on"


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (404, "Resource not found", True),
        (404, "The pet was not found.", False),
        (403, "Forbidden", True),
        (401, "Requires authentication", True),
        (404, "NotFound", True),
        (401, "Unauthorised.", True),
        (413, "Payload too large", True),
        (413, "Request entity too large", True),
        (422, "Validation Error", True),
        (400, "Validation Error", False),
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


def test_the_items_of_a_list_have_lines_of_their_own() -> None:
    said = "One of:\n\n- `a`: the first\n  of all\n* `b`\n\nIt cannot\nbe changed."
    assert section("Args", [("kind", said), ("x", "a\n- b")]).splitlines() == [
        "Args:",
        "    kind: One of:",
        "        - `a`: the first of all",
        "        * `b`",
        "        It cannot be changed.",
        "    x: a - b",
    ]
    numbered = "1. one\n2. two"
    assert section("Args", [("a", numbered), ("b", "")]).splitlines() == [
        "Args:",
        "    a:",
        "        1. one",
        "        2. two",
    ]


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (Doc(description="Deprecated, use `name`."), []),
        (Doc(summary="[DEPRECATED] Get it", description="All of it."), []),
        (Doc(description="Was deprecated once."), ["Deprecated."]),
        (Doc(description="Deprecatedness."), ["Deprecated."]),
        (Doc(title="Deprecated Name"), ["Deprecated."]),
    ],
)
def test_what_a_text_begins_with_is_not_told_again(
    doc: Doc, expected: list[str]
) -> None:
    assert outdated(True, doc) == expected
    assert outdated(False, doc) == []


@pytest.mark.parametrize("text", ["Simple User", "simple-user.", "SimpleUser", ""])
def test_a_name_once_more_tells_nothing(text: str) -> None:
    assert telling(text, ("simple_user", "user")) == ""


def test_a_text_tells_more_than_a_name() -> None:
    assert telling("A simple user", ("simple_user", "")) == "A simple user"
    assert telling("User 2", ()) == "User 2"


def test_statuses_of_one_class_are_told_apart() -> None:
    errors = declared(
        [
            ("200", "Done."),
            ("400", "Wrong."),
            ("500", "Server error"),
            ("501", "Not yet."),
            ("503", "Too many\nusers."),
            ("default", "Anything."),
        ]
    )
    assert raising(errors).splitlines() == [
        "Raises:",
        "    BadRequestError: Wrong.",
        "    InternalServerError:",
        "        - 501: Not yet.",
        "        - 503: Too many users.",
    ]
    assert declared([("500", "Oh."), ("502", "Oh.")]) == [
        ("InternalServerError", "Oh.")
    ]
    assert declared([("498", ""), ("499", "Cut.")]) == [("StatusError", "Cut.")]


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (413, "ContentTooLargeError"),
        (414, "URITooLongError"),
        (416, "RangeNotSatisfiableError"),
        (422, "UnprocessableEntityError"),
        (418, "ImATeapotError"),
        (499, "StatusError"),
        (503, "InternalServerError"),
    ],
)
def test_classes_are_called_alike_with_every_python(status: int, name: str) -> None:
    assert class_name(status) == name


def test_phrases_are_those_of_http() -> None:
    """RFC 9110, section 15; what Python calls otherwise before 3.13 is told apart in words above."""
    renamed = {413, 414, 416, 422}
    own = {one: phrase_of(one) for one in HTTPStatus if one not in renamed}
    assert own == {one: one.phrase for one in HTTPStatus if one not in renamed}
    assert phrase_of(413) == "Content Too Large"
    assert phrase_of(416) == "Range Not Satisfiable"
