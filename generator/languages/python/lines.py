"""Lines of generated code go in; the words that they name, and the imports that these need, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.languages.code import Code
from generator.languages.python.imports import Imports, member
from generator.languages.statements import laid_out

WORD = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?<![\w.])[A-Za-z_]\w*")


STANDARD = ("builtins", "collections.abc", "dt", "functools", "typing", "uuid")


def words_of(codes: Iterable[str]) -> set[str]:
    """The names that lines of code begin an expression with, strings left out."""
    return {
        word
        for code in codes
        for word in WORD.findall(code)
        if not word.startswith(("'", '"'))
    }


def as_imports(
    lines: Mapping[str, set[str]], lazily: Mapping[str, set[str]]
) -> Imports:
    """Import lines in their groups, as people sort them."""
    made = {module: import_line(module, found) for module, found in lines.items()}
    standard = [made[m] for m in sorted(made) if m in STANDARD]
    plain = [one for one in standard if one.startswith("import ")]
    others = [one for one in standard if not one.startswith("import ")]
    return Imports(
        standard=(*plain, *others),
        installed=tuple(
            made[m] for m in sorted(made) if m not in STANDARD and not m.startswith(".")
        ),
        own=tuple(made[m] for m in sorted(made) if m.startswith(".")),
        checking=tuple(import_line(m, lazily[m], 4) for m in sorted(lazily)),
    )


def import_line(module: str, found: set[str], indent: int = 0) -> Code:
    """One import."""
    if module == "dt":
        return Code("import datetime as dt")
    if not found:
        return Code(f"import {module}")
    names = ", ".join(sorted(found, key=member))
    return laid_out(Code(f"from {module} import {names}"), indent)


def spelled_out(code: str) -> Code:
    """`list[…]` as `builtins.list[…]`."""

    def longer(match: re.Match[str]) -> str:
        following = code[match.end() : match.end() + 1]
        return "builtins.list" if match[0] == "list" and following == "[" else match[0]

    return Code(WORD.sub(longer, code))
