"""Docstrings read back equal but for blanks and breaks, stay as black leaves them, and never hold an unsafe character."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap

import black
import pytest
from black.mode import Mode, TargetVersion
from hypothesis import example, given
from hypothesis import strategies as st

from generator.languages.python import docstring
from generator.languages.python.strings import UNSAFE
from generator.languages.width import width
from languages.texts import any_text, prose

MODE = Mode(target_versions={TargetVersion.PY311})


def source(text: str, indent: int) -> str:
    """Return a module with the docstring in a place that is `indent` deep."""
    literal = docstring(text, indent)
    match indent // 4:
        case 0:
            return f"{literal}\n"
        case 1:
            return f"class A:\n    {literal}\n\n    a: int\n"
        case _:
            return f"class A:\n    def a(self) -> None:\n        {literal}\n        return\n"


def squeezed(text: str) -> str:
    # A quotation that is wrapped goes on with its sign.
    return "".join(text.split()).replace(">", "")


indents = st.sampled_from([0, 4, 8])


@given(st.one_of(any_text, prose), indents)
def test_reads_back_equal(text: str, indent: int) -> None:
    literal = docstring(text, indent)
    value = ast.literal_eval(literal) if literal else ""
    assert squeezed(value) == squeezed(text)


@given(st.one_of(any_text, prose), indents)
def test_black_leaves_it(text: str, indent: int) -> None:
    if not docstring(text, indent):
        return
    code = source(text, indent)
    assert black.format_str(code, mode=MODE) == code


@given(st.one_of(any_text, prose), indents)
def test_nothing_unsafe(text: str, indent: int) -> None:
    literal = docstring(text, indent)
    assert not re.search(f"[{UNSAFE}]", literal.replace("\n", ""))
    assert not re.search(r"[ \t]$", literal, re.MULTILINE)


@given(st.one_of(any_text, prose), st.sampled_from([0, 4]))
@example('a\n"' + "b" * 84, 0)
def test_below_an_attribute(text: str, indent: int) -> None:
    """It says the same, black leaves it, and its quotes have a line of their own only where there is no room."""
    literal = docstring(text, indent, below=True)
    plain = docstring(text, indent)
    if not literal:
        assert not plain
        return
    assert ast.literal_eval(literal).strip() == ast.literal_eval(plain).strip()
    margin = " " * indent
    module = (
        f"x: int\n{literal}\n"
        if not indent
        else f"class A:\n{margin}x: int\n{margin}{literal}\n"
    )
    assert black.format_str(module, mode=MODE) == module
    *before, last = literal.split("\n")
    if before and last.strip() == '"""':
        assert width(before[-1]) + len('"""') > 88
    elif before:
        assert width(last) <= 88 or width(last) > 88 + len('"""')


@given(st.lists(st.text("abcdefg", min_size=1, max_size=12), max_size=60), indents)
def test_prose_fits(words: list[str], indent: int) -> None:
    lines = (" " * indent + docstring(" ".join(words), indent)).splitlines()
    assert all(width(line) <= 88 for line in lines)


@given(prose)
def test_wrapping_begins_no_block(text: str) -> None:
    """A line of prose that was broken goes on as prose: its parts begin no list, heading, quotation or rule."""
    value = inspect.cleandoc(ast.literal_eval(docstring(f"x {text}") or '""'))
    author = {line.strip()[:2] for line in f"x {text}".splitlines()}
    for line in value.splitlines():
        if re.match(r"\s*(?:[-*+] |#{1,6} |\d+[.)] |[-=]+$|```)", line):
            assert line.strip()[:2] in author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n\t\u3000\n", ""),
        ("A video.", '"""A video."""'),
        ("  A video. \n", '"""A video."""'),
        ('Say "hi"', '"""Say "hi" """'),
        ('"hi" is said', '""" "hi" is said"""'),
        ("C:\\", '"""C:\\\\"""'),
        ('a """ b', '"""a \\"\\"\\" b"""'),
        ("a\x00b\u202ec", '"""a\\x00b\\u202ec"""'),
        ("视频任务", '"""视频任务"""'),
        ("One.\n\nTwo.", '"""One.\n\n    Two.\n    """'),
        ("One.\n\n\n\nTwo.\n\n", '"""One.\n\n    Two.\n    """'),
        ("One.\r\n\tTwo.\x85Three.", '"""One.\n        Two.\n    Three.\n    """'),
        ("- a\n  - b", '"""- a\n    - b\n    """'),
    ],
)
def test_table(text: str, expected: str) -> None:
    assert docstring(text, 4) == expected


def test_lists_hang() -> None:
    text = "Kinds:\n- " + "word " * 20 + "\n> " + "quoted " * 14
    assert docstring(text, 0) == textwrap.dedent('''\
        """Kinds:
        - word word word word word word word word word word word word word word word word word
          word word word
        > quoted quoted quoted quoted quoted quoted quoted quoted quoted quoted quoted quoted
        > quoted quoted
        """''')


@pytest.mark.parametrize(
    "rigid",
    [
        "| " + "cell | " * 30,
        "# " + "heading " * 20,
        "```\n" + "code " * 30 + "end\n```",
        "    " + "code " * 30,
        "[link]: https://example.com/" + "a " * 60,
        "https://example.com/" + "a" * 100,
    ],
)
def test_rigid_lines_stay(rigid: str) -> None:
    value = ast.literal_eval(docstring(f"Start.\n\n{rigid}\n\nEnd.", 0))
    assert rigid.rstrip() in value or rigid.strip() in value


def test_chinese_breaks_after_a_stop() -> None:
    literal = docstring("视频生成任务的状态，" * 12, 4)
    lines = literal.splitlines()
    assert len(lines) > 2
    assert all(width(line) <= 88 for line in lines)
    assert all(line.endswith("，") for line in lines[:-1])
