"""Diagnostics and figures go in; they come out on the terminal: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from generator import __version__
from generator.diagnostics import Misused

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic, Texts


def say(message: str, hint: str = "") -> None:
    """One error on stderr, with what to do about it on the next line."""
    from generator.diagnostics import printable

    word = "\033[1;31merror\033[0m" if coloured() else "error"
    lines = "\n".join(map(printable, message.splitlines()))
    click.echo(f"{word}: {lines}", err=True)
    if hint:
        click.echo(f"  help: {printable(hint)}", err=True)


def show(diagnostics: Sequence[Diagnostic], texts: Texts | None = None) -> None:
    """Diagnostics on stderr, each with its excerpt."""
    from generator.diagnostics import text

    click.echo(text(diagnostics, texts, colour=coloured()), err=True, nl=False)


def coloured() -> bool:
    """Colour is for terminals, and for nobody who sets NO_COLOR."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


def spell(stream: TextIO) -> None:
    """Have a stream write letters that its encoding lacks as JSON writes them, \\u89c6, and not fail of them.

    Windows has such encodings for what goes into a file or to another program.
    """
    import io

    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
        import codecs

        codecs.register_error("specloom", _spelled)
        stream.reconfigure(errors="specloom")


def _spelled(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    text = fault.object[fault.start : fault.end]
    return json.dumps(text)[1:-1], fault.end


def findings(found: Sequence[Diagnostic], form: str) -> str:
    """Diagnostics as JSON or SARIF."""
    from generator import diagnostics

    if form == "json":
        return diagnostics.as_json(found)
    return diagnostics.sarif(found, version=__version__)


def report_timings(report: dict[str, Any], where: str) -> None:
    """Timings as JSON into a file, or as a table on stdout for "-"."""
    if where != "-":
        try:
            Path(where).write_text(
                json.dumps(report, indent=2) + "\n", encoding="utf-8"
            )
        except OSError as error:
            raise Misused(f"cannot write {where}: {error.strerror}") from error
        return
    rows = {
        **report["stages"],
        "all (CPU)": report["cpu_s"],
        "all (wall)": report["wall_s"],
    }
    for name, seconds in rows.items():
        click.echo(f"{name:<24}{seconds:>9.3f} s")
