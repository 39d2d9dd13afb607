"""What a person sees of a finding."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import (
    Diagnostic,
    Misused,
    Place,
    Refused,
    printable,
    suggest,
    text,
)


def _shown(line: str, column: int, **more: str) -> str:
    found = Diagnostic(
        "code", "error", "message", place=Place("a.yaml", 2, column), **more
    )
    return text([found], {"a.yaml": f"first\n{line}\nlast\n"})


def test_all_parts() -> None:
    found = Diagnostic(
        "bad-name",
        "error",
        "no such name",
        "#/a/b",
        Place("in/a.yaml", 2, 3),
        "use another",
    )
    assert text([found], {"in/a.yaml": "x:\n  b: 1\n"}) == (
        "in/a.yaml:2:3: error[bad-name]: no such name\n"
        "  at #/a/b\n"
        "  2 |   b: 1\n"
        "    |   ^\n"
        "  help: use another\n"
    )


def test_nothing() -> None:
    assert text([]) == ""


def test_without_a_place() -> None:
    assert (
        text([Diagnostic("a", "warning", "m"), Diagnostic("b", "info", "n")])
        == "warning[a]: m\ninfo[b]: n\n"
    )


def test_a_file_whose_text_is_not_known() -> None:
    assert (
        text([Diagnostic("a", "error", "m", place=Place("b", 3, 4))])
        == "b:3:4: error[a]: m\n"
    )


@pytest.mark.parametrize("line", [3, 4, 99])
def test_a_place_behind_the_end(line: int) -> None:
    shown = text(
        [Diagnostic("a", "error", "m", place=Place("f", line, 50))], {"f": "x\ny\nz"}
    )
    assert shown.startswith(f"f:{line}:50: error[a]: m\n")


@pytest.mark.parametrize(
    ("line", "column", "arrow"),
    [
        ("key: value", 1, "^^^"),
        ("key: value", 6, "     ^^^^^"),
        ('{"a b": 1}', 2, " ^^^^^"),
        ("", 1, "^"),
        ("\t\tkey", 3, "  ^^^"),
        ("日本: x", 5, "      ^"),
        ("e\u0301: x", 5, "   ^"),
        ("\x1b[2J: x", 7, "         ^"),
    ],
)
def test_the_arrow_stands_under_the_place(line: str, column: int, arrow: str) -> None:
    assert _shown(line, column).splitlines()[2].removeprefix("    | ") == arrow


@pytest.mark.parametrize("column", [1, 40, 5_000, 9_990, 10_001])
def test_long_lines_are_cut_around_the_place(column: int) -> None:
    line = "".join(f"{i:04} " for i in range(2_000))
    _, excerpt, arrow = _shown(line, column).splitlines()
    assert len(excerpt) < 120
    assert column > len(line) or excerpt[arrow.index("^")] == line[column - 1]


@pytest.mark.parametrize(
    "evil",
    [
        "\x1b[31m",
        "\x07",
        "\r",
        "\u202e",
        "\u2066",
        "\u2028",
        "\x9b",
        "\x7f",
        "\u200b",
        "\ud800",
    ],
)
def test_a_terminal_obeys_nothing_of_a_document(evil: str) -> None:
    found = Diagnostic(evil, "error", evil, f"#/{evil}", Place(f"f{evil}", 1, 2), evil)
    shown = text([found], {f"f{evil}": f"a{evil}b"})
    assert evil not in shown
    assert all(character.isprintable() for character in shown.replace("\n", ""))
    assert printable(evil).startswith("\\")


def test_plain_unless_colour_is_asked_for() -> None:
    found = Diagnostic("a", "error", "m", place=Place("f", 1, 1), hint="h")
    plain, coloured = text([found], {"f": "x"}), text([found], {"f": "x"}, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("operationid", ["operationId", "tags"], "operationId"),
        ("strnig", ["string", "number"], "string"),
        ("zzz", ["string"], None),
        ("", ["a"], None),
        ("x" * 10_000, ["x" * 10_000], None),
    ],
)
def test_suggestions(word: str, choices: list[str], meant: str | None) -> None:
    assert suggest(word, choices) == meant


def test_exceptions_carry_what_is_to_be_shown() -> None:
    found = Diagnostic("a", "error", "m")
    refused = Refused([found], {"f": "x"})
    assert (refused.diagnostics, refused.texts, str(refused)) == (
        (found,),
        {"f": "x"},
        "m",
    )
    assert (Misused("m", "h").message, Misused("m", "h").hint) == ("m", "h")
