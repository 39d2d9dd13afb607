"""A method and values for its arguments go in; a small program that calls it, with or without `await`, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from generator.languages.code import Code
from generator.languages.python.strings import MAX_DEPTH, literal, string
from generator.records import dataclass

LINE = 76
"""Letters of a line; a sample stands beside the text of a page, in half of a window."""
MODELS = Code("models")
"""What an expression needs that names a model of the client's package."""
PATH = Code("from pathlib import Path")


@dataclass(frozen=True, slots=True)
class Made:
    """A value that is made by a call.

    Attributes:
        arguments: what is passed, by name, or without one where the name is empty.
        needs: the import without which the call says nothing, or `MODELS`.
        tail: what follows the call.
    """

    callee: Code
    arguments: tuple[tuple[Code, Value], ...]
    needs: Code
    tail: Code = Code("")


Value: TypeAlias = (
    "bool | int | float | str | Sequence[Value] | Mapping[str, Value] | Made | None"
)
"""A JSON value, in which some members are made by calls."""


def path(name: str) -> Made:
    """A file by its name."""
    return Made(Code("Path"), ((Code(""), name),), PATH)


Use: TypeAlias = Literal[
    "answer", "nothing", "file", "items", "members", "raw", "caught"
]
"""What a program does with what a call gives: prints it, has nothing to do, writes it to a file, goes through items that are asked
for page by page or through members of a stream, prints status and header fields, or prints the error."""


def program(
    package: str,
    method: Code,
    arguments: Sequence[tuple[Code, Value]],
    client: Sequence[tuple[Code, Value]],
    asynchronous: bool = False,
    use: Use = "answer",
    saved: str = "",
) -> Code:
    """A program that makes a client, calls one method and does something with the answer, laid out as black does.

    Args:
        package: import name of the client's package.
        method: from the client on, as in ``videos.create``.
        arguments: what is passed, in order.
        client: what the client is made with.
        saved: the name of the file that takes the answer where it is written to one.
    """
    name = "AsyncClient" if asynchronous else "Client"
    way = _Way("async ", "await ") if asynchronous else _Way("", "")
    margin = "        " if asynchronous else "    "
    needed = {need for _, value in (*client, *arguments) for need in needs(value)}
    modules = sorted(
        needed - {MODELS} | ({PATH} if use == "file" else set()), key=_place
    )
    modules = [*([Code("import asyncio")] if asynchronous else []), *modules]
    names = ["APIError"] if use == "caught" else []
    names += [name, *(["models"] if MODELS in needed else [])]
    lines = [*modules, *([""] if modules else [])]
    lines += [f"from {package} import {', '.join(names)}", ""]
    if asynchronous:
        lines += ["", "async def main() -> None:"]
    outer = margin[4:]
    lines += [
        call(f"{outer}{way.word}with {name}", client, " as client:", outer),
        *_used(use, method, arguments, margin, way, saved),
    ]
    if asynchronous:
        lines += ["", "", "asyncio.run(main())"]
    return Code("\n".join(lines) + "\n")


def receiver(package: str, function: Code, signed: bool) -> Code:
    """A function that reads what a server sends by itself, laid out as black does.

    Args:
        function: of the package's `webhooks`.
        signed: it asks for header fields and a secret too.
    """
    given = ", headers: Mapping[str, str], secret: str" if signed else ""
    passed = ", headers=headers, secret=secret" if signed else ""
    lines = ["from collections.abc import Mapping", ""] if signed else []
    lines += [f"from {package} import webhooks", "", ""]
    lines += [f"def received(body: bytes{given}) -> None:"]
    arguments = f"body{passed}"
    lines += [
        f"    notice = webhooks.{function}({arguments})",
        "    print(notice)",
    ]
    return Code("\n".join(lines) + "\n")


@dataclass(frozen=True, slots=True)
class _Way:
    """What stands before `with` and `for`, and before a call."""

    word: str
    wait: str


def _used(
    use: Use,
    method: Code,
    arguments: Sequence[tuple[Code, Value]],
    margin: str,
    way: _Way,
    saved: str,
) -> Iterator[str]:
    """The lines of a call and of what is done with what it gives."""
    inner, made = f"{margin}    ", f"{way.wait}client.{method}"
    match use:
        case "answer":
            yield call(f"{margin}answer = {made}", arguments, "", margin)
            yield f"{margin}print(answer)"
        case "nothing":
            yield call(f"{margin}{made}", arguments, "", margin)
        case "file":
            yield call(f"{margin}answer = {made}", arguments, "", margin)
            yield f"{margin}Path({string(saved)}).write_bytes(answer)"
        case "items":
            start = f"{margin}{way.word}for item in client.{method}"
            yield call(start, arguments, ":", margin)
            yield f"{inner}print(item)"
        case "members":
            start = f"{margin}{way.word}with {made}"
            yield call(start, arguments, " as stream:", margin)
            yield f"{inner}{way.word}for member in stream:"
            yield f"{inner}    print(member)"
        case "raw":
            start = f"{margin}raw = {way.wait}client.raw.{method}"
            yield call(start, arguments, "", margin)
            yield f"{margin}print(raw.status, raw.headers, raw.data)"
        case "caught":
            yield f"{margin}try:"
            yield call(f"{inner}{made}", arguments, "", inner)
            yield f"{margin}except APIError as error:"
            yield f"{inner}print(error.status, error.body)"


def _place(line: Code) -> tuple[bool, Code]:
    """Where an import stands: whole modules first."""
    return line.startswith("from "), line


def needs(value: Value) -> Iterator[Code]:
    """The imports that a value needs."""
    match value:
        case Made():
            yield value.needs
            for _, item in value.arguments:
                yield from needs(item)
        case Mapping():
            for item in value.values():
                yield from needs(item)
        case list():
            for item in value:
                yield from needs(item)
        case _:
            return


def call(
    start: str, arguments: Sequence[tuple[Code, Value]], end: str, margin: str
) -> str:
    """A call: on one line, else with one argument a line."""
    flat = ", ".join(_passed(name, flat_value(value)) for name, value in arguments)
    line = f"{start}({flat}){end}"
    if len(line) <= LINE or not arguments:
        return line
    lines = _lines(arguments, margin, MAX_DEPTH)
    return "\n".join([f"{start}(", *lines, f"{margin}){end}"])


def _lines(
    arguments: Sequence[tuple[Code, Value]], margin: str, depth: int
) -> Iterator[str]:
    """Arguments, one a line."""
    inner = f"{margin}    "
    for name, value in arguments:
        used = len(name) + 2 if name else 1
        yield f"{inner}{_passed(name, broken(value, inner, used, depth))},"


def _passed(name: Code, value: Code) -> str:
    return f"{name}={value}" if name else value


def flat_value(value: Value, depth: int = MAX_DEPTH) -> Code:
    """A value on one line.

    Raises:
        ValueError: it is nested too deeply.
    """
    match value:
        case Made():
            given = ", ".join(
                _passed(name, flat_value(item, depth - 1))
                for name, item in value.arguments
            )
            return Code(f"{value.callee}({given}){value.tail}")
        case Mapping() if depth:
            pairs = (
                f"{string(key)}: {flat_value(item, depth - 1)}"
                for key, item in value.items()
            )
            return Code(f"{{{', '.join(pairs)}}}")
        case list() if depth:
            return Code(f"[{', '.join(flat_value(one, depth - 1) for one in value)}]")
        case None | bool() | int() | float() | str():
            return literal(value)
        case _:
            raise ValueError(f"a value cannot be nested more than {MAX_DEPTH} deep")


def broken(value: Value, margin: str, used: int, depth: int = MAX_DEPTH) -> Code:
    """A value on one line where it fits, else with one member a line.

    Args:
        margin: the blanks before the line that it begins on.
        used: columns of that line that are taken by other things.
    """
    flat = flat_value(value)
    fits = len(margin) + used + len(flat) <= LINE
    if fits or depth <= 0 or not isinstance(value, Mapping | list | Made) or not value:
        return flat
    inner = f"{margin}    "
    match value:
        case Made() if value.arguments:
            lines = [*_lines(value.arguments, margin, depth - 1)]
            start, end = f"{value.callee}(", f"){value.tail}"
        case Made():
            return flat
        case list():
            lines = [f"{inner}{broken(one, inner, 1, depth - 1)}," for one in value]
            start, end = "[", "]"
        case _:
            lines = [
                f"{inner}{shown}: {broken(item, inner, len(shown) + 3, depth - 1)},"
                for shown, item in ((string(key), item) for key, item in value.items())
            ]
            start, end = "{", "}"
    return Code("\n".join([start, *lines, f"{margin}{end}"]))
