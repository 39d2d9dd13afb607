"""A method and values for its arguments go in; a small program that calls it, with or without `await`, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.languages.code import Code
from generator.languages.python.strings import MAX_DEPTH, literal, string
from generator.records import dataclass

LINE = 88
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


def program(
    package: str,
    method: Code,
    arguments: Sequence[tuple[Code, Value]],
    client: Sequence[tuple[Code, str]],
    asynchronous: bool = False,
    saved: str = "",
) -> Code:
    """A program that makes a client, calls one method and prints the answer, laid out as black does.

    Args:
        package: import name of the client's package.
        method: from the client on, as in ``videos.create``.
        arguments: what is passed, in order.
        client: what the client is made with.
        saved: the name of the file that takes an answer of bytes, in place of being printed.
    """
    name = "AsyncClient" if asynchronous else "Client"
    word, wait = ("async with", "await ") if asynchronous else ("with", "")
    margin = "        " if asynchronous else "    "
    outer = margin[4:]
    needed = {need for _, value in arguments for need in needs(value)}
    end = f"Path({string(saved)}).write_bytes(answer)" if saved else "print(answer)"
    modules = sorted(needed - {MODELS} | ({PATH} if saved else set()), key=_place)
    modules = [*([Code("import asyncio")] if asynchronous else []), *modules]
    names = f"{name}, models" if MODELS in needed else name
    lines = [*modules, *([""] if modules else []), f"from {package} import {names}", ""]
    if asynchronous:
        lines += ["", "async def main() -> None:"]
    lines += [
        call(f"{outer}{word} {name}", client, " as client:", outer),
        call(f"{margin}answer = {wait}client.{method}", arguments, "", margin),
        f"{margin}{end}",
    ]
    if asynchronous:
        lines += ["", "", "asyncio.run(main())"]
    return Code("\n".join(lines) + "\n")


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
