"""A method and values for its arguments go in; a small program that calls it, with or without `await`, comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.python.strings import MAX_DEPTH, literal, string

LINE = 88


def program(
    package: str,
    method: Code,
    arguments: Sequence[tuple[Code, Json | bytes]],
    client: Sequence[tuple[Code, str]],
    asynchronous: bool = False,
) -> Code:
    """A program that makes a client, calls one method and prints the answer, laid out as black does.

    Args:
        package: import name of the client's package.
        method: from the client on, as in ``videos.create``.
        arguments: what is passed, in order; bytes are a file.
        client: what the client is made with.
    """
    name = "AsyncClient" if asynchronous else "Client"
    word, wait = ("async with", "await ") if asynchronous else ("with", "")
    margin = "        " if asynchronous else "    "
    outer = margin[4:]
    made = call(f"{outer}{word} {name}", client, " as client:", outer)
    asked = call(f"{margin}answer = {wait}client.{method}", arguments, "", margin)
    lines = [f"from {package} import {name}"]
    if asynchronous:
        lines = ["import asyncio", "", *lines, "", "", "async def main() -> None:"]
    else:
        lines.append("")
    lines += [made, asked, f"{margin}print(answer)"]
    if asynchronous:
        lines += ["", "", "asyncio.run(main())"]
    return Code("\n".join(lines) + "\n")


def call(
    start: str, arguments: Sequence[tuple[Code, Json | bytes]], end: str, margin: str
) -> str:
    """A call: on one line, else with one argument a line."""
    flat = ", ".join(f"{name}={flat_value(value)}" for name, value in arguments)
    line = f"{start}({flat}){end}"
    if len(line) <= LINE or not arguments:
        return line
    inner = f"{margin}    "
    lines = [
        f"{inner}{name}={broken(value, inner, len(name) + 2)},"
        for name, value in arguments
    ]
    return "\n".join([f"{start}(", *lines, f"{margin}){end}"])


def flat_value(value: Json | bytes) -> Code:
    """A value on one line."""
    return Code(repr(value)) if isinstance(value, bytes) else literal(value)


def broken(value: Json | bytes, margin: str, used: int, depth: int = MAX_DEPTH) -> Code:
    """A value on one line where it fits, else with one member a line.

    Args:
        margin: the blanks before the line that it begins on.
        used: columns of that line that are taken by other things.
    """
    flat = flat_value(value)
    fits = len(margin) + used + len(flat) <= LINE
    if fits or depth <= 0 or not isinstance(value, Mapping | list) or not value:
        return flat
    inner = f"{margin}    "
    if isinstance(value, list):
        lines = [f"{inner}{broken(item, inner, 1, depth - 1)}," for item in value]
        return Code("\n".join(["[", *lines, f"{margin}]"]))
    lines = [
        f"{inner}{shown}: {broken(item, inner, len(shown) + 3, depth - 1)},"
        for shown, item in ((string(key), item) for key, item in value.items())
    ]
    return Code("\n".join(["{", *lines, f"{margin}}}"]))
