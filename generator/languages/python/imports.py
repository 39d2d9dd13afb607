"""What a module's annotations name goes in; its import lines come out, sorted as people sort them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.languages.code import Code
from generator.languages.python.types import IMPORTS
from generator.languages.statements import laid_out
from generator.records import dataclass

STANDARD = ("datetime", "typing", "uuid")


@dataclass(frozen=True, slots=True)
class Imports:
    """Import lines by group: standard library, installed packages, the package itself, and for type checkers alone."""

    standard: tuple[Code, ...]
    installed: tuple[Code, ...]
    own: tuple[Code, ...]
    checking: tuple[Code, ...] = ()


def imports(
    symbols: Iterable[str],
    taken: frozenset[str],
    runtime: str,
    own: Iterable[Code] = (),
    checking: Iterable[Code] = (),
) -> Imports:
    """The imports of one module.

    Args:
        symbols: keys of `IMPORTS`, or "dt" or "checks".
        taken: symbols that are imported under another name, as the document has types of theirs.
        runtime: how the module names the package's runtime: "..", say, goes before "_runtime".
        own: more lines for the package's own group.
        checking: lines that only type checkers see.
    """
    groups: dict[str, list[str]] = {}
    plain: list[Code] = []
    inner: list[Code] = []
    for symbol in symbols:
        if symbol == "dt":
            name = "_dt" if symbol in taken else symbol
            plain.append(Code(f"import datetime as {name}"))
        elif symbol == "checks":
            name = "checks as _checks" if symbol in taken else symbol
            inner.append(Code(f"from {runtime}_runtime import {name}"))
        else:
            name = f"{symbol} as _{symbol}" if symbol in taken else symbol
            groups.setdefault(IMPORTS[symbol], []).append(name)
    lines = {module: line(module, names, runtime) for module, names in groups.items()}
    standard = [lines[m] for m in sorted(lines) if m in STANDARD]
    installed = [
        lines[m]
        for m in sorted(lines)
        if m not in STANDARD and not m.startswith("runtime.")
    ]
    inner += [lines[m] for m in sorted(lines) if m.startswith("runtime.")]
    return Imports(
        standard=(*plain, *standard),
        installed=tuple(installed),
        own=tuple(sorted({*inner, *own}, key=order)),
        checking=tuple(sorted(set(checking), key=order)),
    )


def line(module: str, names: Iterable[str], runtime: str) -> Code:
    """One `from … import …`."""
    where = module.replace("runtime.", f"{runtime}_runtime.")
    return laid_out(Code(f"from {where} import {', '.join(sorted(names, key=member))}"))


def member(name: str) -> tuple[int, list[tuple[str, int]], str]:
    """The place of an imported name among others: constants, then classes, then the rest."""
    plain = name.split(" ")[0]
    constant = len(plain) > 1 and plain.isupper()
    return (0 if constant else 1 if plain[0].isupper() else 2, natural(plain), name)


def natural(text: str) -> list[tuple[str, int]]:
    """The place of a name among others, with the numbers in it by their size and no regard to case."""
    parts = NUMBER.findall(text.lower())
    return [(word, int(digits or -1)) for word, digits in parts]


NUMBER = re.compile(r"(\D*)(\d*)")


def order(code: Code) -> tuple[int, str]:
    """Relative imports with more dots first, then by module."""
    module = code.split()[1]
    dots = len(module) - len(module.lstrip("."))
    return (-dots, code)


def grouped(found: Imports) -> tuple[tuple[Code, ...], ...]:
    """The groups that are not empty, type checkers' aside."""
    return tuple(g for g in (found.standard, found.installed, found.own) if g)
