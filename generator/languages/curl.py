"""A request goes in; the command of a POSIX shell that sends it with curl comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.json_text import pretty
from generator.languages.python.strings import UNSAFE

_PLAIN = re.compile(r"[\w:=. -]*", re.ASCII)
_UNSAFE = re.compile(f"[{UNSAFE}]")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be sent.

    Attributes:
        url: with its query, percent-encoded.
        headers: names and values; a value that begins with "$" names a variable of the shell.
        form: fields of a form, in place of a body; `files` says which of them are files, and whether it is multipart.
        body: JSON, or text as it is.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: Json = None
    has_body: bool = False
    text: bool = False
    form: tuple[tuple[str, str, bool], ...] = ()
    multipart: bool = False


def command(request: Request) -> Code:
    """The command, an option a line."""
    first = "curl" if request.method == "GET" else f"curl -X {request.method}"
    parts = [f"{first} {word(request.url)}"]
    parts += [f"-H {header(name, value)}" for name, value in request.headers]
    for name, value, is_file in request.form:
        if request.multipart:
            sign = "@" if is_file else ""
            parts.append(f"-F {word(f'{name}={sign}{value}')}")
        else:
            parts.append(f"--data-urlencode {word(f'{name}={value}')}")
    if request.has_body:
        shown = str(request.body) if request.text else pretty(request.body)
        parts.append(f"--data-raw {word(shown)}")
    return Code(" \\\n  ".join(parts) + "\n")


def word(value: str) -> Code:
    """Text as one word of a shell, in single quotes (POSIX.1-2024, XCU 2.2.2); what hides in it is shown as U+FFFD."""
    kept = _UNSAFE.sub(lambda m: m[0] if m[0] in "\n\t" else "\ufffd", value)
    inner = kept.replace("'", "'\\''")
    return Code(f"'{inner}'")


def header(name: str, value: str) -> Code:
    """A header field; the variable that its value ends in is filled in by the shell."""
    start, dollar, variable = value.partition("$")
    if not dollar:
        return word(f"{name}: {value}")
    if _PLAIN.fullmatch(f"{name}: {start}"):
        return Code(f'"{name}: {value}"')
    return Code(f"{word(f'{name}: {start}')}\"${variable}\"")


def query(pairs: Sequence[tuple[str, str]]) -> str:
    """The query of an address; empty without any."""
    found = "&".join(f"{escaped(name)}={escaped(value)}" for name, value in pairs)
    return f"?{found}" if found else ""


def escaped(value: str) -> str:
    """Text as a part of an address."""
    return quote(value, safe="-._~", errors="replace")
