"""Any text -> Markdown (CommonMark and GitHub's own) that shows the text and does nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from generator.languages import own_pages
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE = re.compile(f"[{UNSAFE}]")
# A sign inside a word, as in snake_case, an ampersand between blanks and the like have no meaning of their own.
_WITHIN = r"[\\`*\[\]<>|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#A-Za-z])"
_SIGNS_WITHIN = re.compile(_WITHIN)
# Those that make headings, lists and lines of a text that begins with them. A version is none of a list.
_SIGNS = re.compile(rf"{_WITHIN}|^(?:[#+=-]|\d+(?=[.)](?:\s|$)))")
# What a sign is one of, wherever it stands: a text without any needs no closer look.
_MARKED = re.compile(r"[\\`*\[\]<>|~$_&]|^[#+=\-\d]")
_SCHEMES = frozenset({"http", "https", "mailto"})


def text(value: str, begins: bool = True) -> Code:
    """Return text as one paragraph line without any formatting; runs of blanks and line breaks become one blank.

    Characters that are invisible or reorder text become U+FFFD, the replacement character.

    Args:
        begins: the line may begin with it.
    """
    line = " ".join(_plain(value).split())
    if not _MARKED.search(line):
        return Code(line)
    return Code((_SIGNS if begins else _SIGNS_WITHIN).sub(_escape, line))


def code(value: str) -> Code:
    """Return text as a code span, on one line."""
    line = _plain(_BREAK.sub(" ", value)) or " "
    fence = "`" * (_longest_run(line) + 1)
    touches = line.startswith("`") or line.endswith("`")
    stripped = line.startswith(" ") and line.endswith(" ") and bool(line.strip())
    pad = " " if touches or stripped else ""
    return Code(f"{fence}{pad}{line}{pad}{fence}")


def block(value: str, language: Code | None = None) -> Code:
    """Return text as a fenced code block, its line breaks kept; `language` is the generator's own word."""
    kept = value.rstrip("\r\n")
    plain = kept.isascii() and kept.replace("\n", "").isprintable()
    lines = kept if plain else "\n".join(map(_plain, _BREAK.split(kept)))
    fence = "`" * max(3, _longest_run(lines) + 1)
    return Code(f"{fence}{language or ''}\n{lines}\n{fence}")


def link(label: str, url: str) -> Code:
    """Return a link, or the label alone where the address is none that a reader should be sent to.

    Only ``http``, ``https`` and ``mailto`` are linked, and other pages of the same site.
    """
    shown = text(label)
    if own := own_pages.twin(url):
        return Code(f"[{shown}]({own})")
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return shown
    if scheme not in _SCHEMES or not shown:
        return shown
    # A semicolon would end a character reference, which Markdown reads in addresses too.
    address = quote(url, safe="/:?#@!$&*+,=%~-._", errors="replace")
    return Code(f"[{shown}]({address})")


def _plain(value: str) -> str:
    """Return a text whose blanks are all alike and that hides nothing; line breaks count as blanks."""
    if value.isascii() and value.isprintable():
        return value
    blank = re.sub(r"\s", " ", _BREAK.sub(" ", value))
    return _UNSAFE.sub("\ufffd", blank)


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    # The number of a list item is no sign: its stop is escaped, behind it.
    return f"{found}\\" if found[0].isdecimal() else f"\\{found}"


def _longest_run(value: str) -> int:
    runs = re.findall("`+", value) if "`" in value else ()
    return max(map(len, runs), default=0)
