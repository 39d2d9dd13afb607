"""A request goes in; the command of a POSIX shell that sends it with curl comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.json_text import pretty
from generator.languages.python.strings import UNSAFE
from generator.records import dataclass

_PLAIN = re.compile(r"[\w:=. -]*", re.ASCII)
_UNSAFE = re.compile(f"[{UNSAFE}]")
_BLANKS = re.compile(r"[\x00-\x20\x7f]+")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VERB = re.compile("[A-Z]+")
_GLOB = re.compile(r"[\[\]{}]")
_ADDRESS = re.compile(r"[\w:/?&=.,%~+-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Header:
    """A header field; `variable` of the shell, which the reader fills in, comes behind its value."""

    name: str
    value: str
    variable: Code | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be sent.

    Attributes:
        url: with its query, percent-encoded.
        secrets: names of the query whose values are variables of the shell.
        user: variables of the shell for a name and a password.
        form: names and values of a form, in place of a body; `multipart` says of which kind it is.
        files: fields of a form that are files: the name of the field, of the file, and its media type if that is told.
        body: JSON, or text as it is.
        source: the name of a file that is the body.
        output: the name of the file that the answer is written to.
    """

    method: str
    url: str
    headers: tuple[Header, ...] = ()
    body: Json = None
    has_body: bool = False
    text: bool = False
    form: tuple[tuple[str, str], ...] = ()
    multipart: bool = False
    secrets: tuple[tuple[str, Code], ...] = ()
    user: tuple[Code, Code] | None = None
    files: tuple[tuple[str, str, str], ...] = ()
    source: str = ""
    output: str = ""


def command(request: Request) -> Code:
    """The command, an option a line; curl gives no part of the request a meaning of its own, such as a file's name."""
    return Code(" \\\n  ".join(_parts(request)) + "\n")


def _parts(request: Request) -> Iterator[str]:
    verb = request.method if _VERB.fullmatch(request.method) else word(request.method)
    first = "curl" if request.method == "GET" else f"curl -X {verb}"
    # Brackets and braces of an address would make many addresses of it.
    whole = f"{first} -g" if _GLOB.search(request.url) else first
    yield f"{whole} {address(request)}"
    if request.user:
        yield f'-u "${request.user[0]}:${request.user[1]}"'
    for one in request.headers:
        # A name that is no token (RFC 9110, section 5.6.2) cannot be sent; "@" would read a file.
        if _TOKEN.fullmatch(one.name):
            yield f"-H {header(one)}"
    for name, value in request.form:
        if request.multipart:
            yield f"--form-string {word(f'{name}={value}')}"
        else:
            yield f"--data-urlencode {word(f'{_named(name)}={value}')}"
    for name, file, media_type in request.files:
        kind = f";type={media_type}" if media_type else ""
        if request.multipart:
            # What stands behind the first "=" of such a word could be another file.
            if "=" not in name:
                yield f"-F {word(f'{name}=@{file}{kind}')}"
        else:
            yield f"--data-urlencode {word(f'{_named(name)}@{file}')}"
    if request.source:
        yield f"--data-binary {word(f'@{request.source}')}"
    elif request.has_body:
        shown = str(request.body) if request.text else pretty(request.body)
        yield f"--data-raw {word(shown)}"
    if request.output:
        yield f"-o {word(request.output)}"


def address(request: Request) -> Code:
    """The address as words of a shell that are one, with what the reader fills in at its end."""
    if not request.secrets:
        return word(request.url)
    start, written = request.url, ""
    between = "&" if "?" in start else "?"
    for name, variable in request.secrets:
        start += f"{between}{escaped(name)}="
        plain = _ADDRESS.fullmatch(start)
        written += f'"{start}${variable}"' if plain else f'{word(start)}"${variable}"'
        start, between = "", "&"
    return Code(written)


def _named(name: str) -> str:
    """The name of a field of a form, which curl sends as it stands; brackets mean nothing there."""
    return quote(name, safe="-._~[]", errors="replace")


def word(value: str) -> Code:
    """Text as one word of a shell, in single quotes (POSIX.1-2024, XCU 2.2.2); what hides in it is shown as U+FFFD."""
    kept = _UNSAFE.sub(lambda m: m[0] if m[0] in "\n\t" else "\ufffd", value)
    inner = kept.replace("'", "'\\''")
    return Code(f"'{inner}'")


def header(field: Header) -> Code:
    """A header field on one line; curl wants a semicolon behind the name of one that is empty."""
    value = _BLANKS.sub(" ", field.value)
    if field.variable is None:
        value = value.strip()
        return word(f"{field.name}: {value}" if value else f"{field.name};")
    start = f"{field.name}: {value}"
    if _PLAIN.fullmatch(start):
        return Code(f'"{start}${field.variable}"')
    return Code(f'{word(start)}"${field.variable}"')


def query(pairs: Sequence[tuple[str, str]]) -> str:
    """The query of an address; empty without any."""
    found = "&".join(f"{escaped(name)}={escaped(value)}" for name, value in pairs)
    return f"?{found}" if found else ""


def escaped(value: str) -> str:
    """Text as a part of an address."""
    return quote(value, safe="-._~", errors="replace")
