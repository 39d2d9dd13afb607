"""Lines of generated code go in; the imports that they need come out, sorted as people sort them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.languages.code import Code
from generator.languages.python.types import IMPORTS
from generator.languages.statements import laid_out
from generator.targets.python.imports import Imports, member

RUNTIME = {
    "AsyncResource": "client",
    "SyncResource": "client",
    "FileInput": "files",
    "Omit": "omit",
    "omit": "omit",
    "RequestOptions": "settings",
    "Stream": "streams",
    "AsyncStream": "streams",
    "ServerSentEvent": "streams",
    "Task": "tasks",
    "AsyncTask": "tasks",
} | dict.fromkeys(
    [
        "Body",
        "Operation",
        "Part",
        "Reply",
        "Retry",
        "TaskSpec",
        "cookie",
        "header",
        "path",
        "query",
        "querystring",
        "twin",
    ],
    "operation",
)
"""Where the names stand in the runtime that a module of resources is made of."""

ABC = {"Callable", "Mapping"}
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


def place_of(word: str) -> str:
    """The module that a name is imported from; empty for one that needs no import."""
    if word in RUNTIME:
        return f".._runtime.{RUNTIME[word]}"
    if word == "models":
        return ".."
    if word in ABC:
        return "collections.abc"
    module = IMPORTS.get(word, "")
    return module.replace("runtime.", ".._runtime.")


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
