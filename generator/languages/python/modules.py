"""What stands around the definitions of a module goes in; the lines of it, and the names that it defines, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.heading import header
from generator.languages.code import Code
from generator.languages.python.strings import comment
from generator.languages.statements import LINE
from generator.languages.width import width
from generator.project import Project


def comments(project: Project, template: str) -> tuple[Code, ...]:
    """The lines above a generated file."""
    return tuple(comment(line) for line in header(project, template))


def class_head(name: Code, base: Code) -> Code:
    """The first line of a class."""
    line = Code(f"class {name}({base}):")
    return line if width(line) <= LINE else Code(f"class {name}(\n    {base}\n):")


NAME = re.compile(r"\s*(?:(?:async )?def |class )?([^\s:(=]+)")


def in_class(name: str, inside: Iterable[str]) -> Iterator[str]:
    """The names of a class and of what is in it."""
    yield name
    yield from (f"{name}.{one}" for one in inside)


def defined(code: str) -> str:
    """The name that a statement defines."""
    found = NAME.match(code)
    return found[1] if found else ""
