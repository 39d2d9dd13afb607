"""Text of the document -> a triple-quoted docstring, complete with its quotes, that black leaves as it is."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE, escape
from generator.languages.width import width

LINE_LENGTH = 88

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Blanks that black, like Python, would strip from the ends of a line; they are layout, not text.
_BLANKS = dict.fromkeys(
    [0x3000, 0xA0, 0x1680, 0x202F, 0x205F, *range(0x2000, 0x200B)], " "
)
_ESCAPED = re.compile(f'[\\\\{UNSAFE}]|"{{3,}}')

# One line that needs no escape, as most are: nothing but letters, digits and usual marks, no blank at its ends.
_PLAIN = re.compile(r"[!#-\[\]-~](?:[ !#-\[\]-~]*[!#-\[\]-~])?")

# What a line of Markdown may begin with before its words: blanks, quotation marks, the mark of a list item.
_LEAD = re.compile(r"( *(?:> ?)*)((?:[-*+]|\d{1,9}[.)]) +)?")
# A line that means something else when it is broken: a heading, a table's row, a link's definition, indented code.
_RIGID = re.compile(r"\s*(?:#|\||\[[^\]]*\]:)|.* \| |    (?! *(?:[-*+]|\d{1,9}[.)]) )")
# A word that would begin a list, a heading, a quotation, a table or an underline if it came first in a line.
_MARKER = re.compile(r"(?:[-+*=]+|#{1,6}|\d{1,9}[.)]|[>|:].*|```.*|~~~.*|___+)$")
# Text in Chinese or Japanese has no blanks between words; a line may end after a full-width stop.
_WORD = re.compile(
    r"[^ ]+?[，。；：！？、）】」』》](?=[^ ，。；：！？、）】」』》])|[^ ]+"
)


@lru_cache(maxsize=1 << 14)
def docstring(text: str, indent: int = 0, *, below: bool = False) -> Code:
    """Return text as a docstring; its first line stands where the caller puts it, the others at `indent` blanks.

    Lines that are too long are wrapped where Markdown allows it; every other line break is the author's. Whatever
    could end the literal or hide in it is escaped, so the value reads back equal but for blanks and line breaks.

    Args:
        text: any text, Markdown as a rule.
        indent: blanks before the docstring, a multiple of four.
        below: it stands below an attribute, where there may be hundreds: its quotes end the last line where there is room,
            or where a long word leaves none in any case.

    Returns:
        The literal, or nothing at all for text that is empty or blank.
    """
    limit = LINE_LENGTH - indent
    if len(text) <= limit - 6 and _PLAIN.fullmatch(text):
        return Code(f'"""{text}"""')
    lines = _escaped_lines(text)
    if not lines:
        return Code("")
    if len(lines) == 1 and width(_padded(lines[0])) <= limit - 6:
        return Code(f'"""{_padded(lines[0])}"""')
    wrapped = _dedented(_wrapped(lines, limit))
    if len(wrapped) == 1:
        return Code(f'"""{_padded(wrapped[0])}"""')
    margin = " " * indent
    if wrapped[0].startswith('"'):
        wrapped[0] = f" {wrapped[0]}"
    body = "\n".join(f"{margin}{line}" if line else "" for line in wrapped)
    blank = " " if body.endswith('"') else ""
    last = width(wrapped[-1] + blank)
    if below and not limit - 3 < last <= limit:
        return Code(f'"""{body[indent:]}{blank}"""')
    return Code(f'"""{body[indent:]}\n{margin}"""')


def _padded(line: str) -> str:
    """Return a line with a blank wherever it would touch the docstring's quotes with its own, as black does."""
    left = " " if line.startswith('"') else ""
    right = " " if line.endswith('"') else ""
    return f"{left}{line}{right}"


def _escaped_lines(text: str) -> list[str]:
    lines = _BREAK.split(text.translate(_BLANKS))
    lines = [_ESCAPED.sub(_escape, line.expandtabs(4).rstrip(" ")) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    start = next((index for index, line in enumerate(lines) if line), 0)
    return _dedented(
        [
            line
            for index, line in enumerate(lines)
            if index >= start and (line or lines[index - 1])
        ]
    )


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return '\\"' * len(found) if found[0] == '"' else escape(found)


def _dedented(lines: list[str]) -> list[str]:
    """Return lines as PEP 257 reads them: the first without indentation, the others without what they share."""
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line]
    margin = min(margins, default=0)
    return (
        [lines[0].strip(" "), *(line[margin:] for line in lines[1:])] if lines else []
    )


def _wrapped(lines: list[str], limit: int) -> list[str]:
    result: list[str] = []
    fenced = False
    for line in lines:
        fence = line.lstrip(" ").startswith(("```", "~~~"))
        # The first line shares its columns with the quotes: both pairs of them if it stays the only one.
        alone = len(lines) == 1 and width(line) <= limit - 4
        room = limit - (0 if result else 8 if alone else 4)
        if fenced or fence or width(line) <= room or _RIGID.match(line):
            result.append(line)
        else:
            result.extend(_broken(line, limit, room))
        fenced ^= fence
    return result


def _broken(line: str, limit: int, room: int) -> list[str]:
    """Return a line of prose as lines of at most `limit` columns, the first of at most `room`."""
    lead = _LEAD.match(line)
    assert lead is not None, "every part of the pattern may be empty"
    hanging = lead[1] + " " * len(lead[2] or "")
    if line.isascii():
        return _cut(lead[0], hanging, line[lead.end() :], limit, room)
    result: list[str] = []
    current = lead[0]
    used = width(current)
    first = True
    for gap, word in _words(line[lead.end() :]):
        size = width(word)
        if first or used + len(gap) + size <= room or _MARKER.match(word):
            current += word if first else gap + word
            used += size if first else len(gap) + size
            first = False
        else:
            result.append(current)
            current, used, room = hanging + word, width(hanging) + size, limit
    return [*result, current]


def _cut(lead: str, hanging: str, text: str, limit: int, room: int) -> list[str]:
    """As `_broken`, for a line in which each character has one column and blanks alone part words."""
    text = " ".join([word for word in text.split(" ") if word])
    result: list[str] = []
    at, begin = 0, lead
    while len(begin) + len(text) - at > room:
        end = text.rfind(" ", at, at + room - len(begin) + 1)
        if end < 0:
            end = text.find(" ", at)
        while end >= 0 and _MARKER.match(text, end + 1, _word_end(text, end + 1)):
            end = text.find(" ", end + 1)
        if end < 0:
            break
        result.append(begin + text[at:end])
        at, begin, room = end + 1, hanging, limit
    return [*result, begin + text[at:]]


def _word_end(text: str, at: int) -> int:
    end = text.find(" ", at)
    return len(text) if end < 0 else end


def _words(text: str) -> list[tuple[str, str]]:
    """Return the parts between which a line may be broken, each with the blank before it."""
    return [
        (" " if text[match.start() - 1 : match.start()] == " " else "", match[0])
        for match in _WORD.finditer(text)
    ]
