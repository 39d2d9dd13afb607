"""A project goes in; its output is brought up to date, or shown to differ, with no more work than changes ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator import receipts
from generator.cache.store import opened
from generator.diagnostics import brief
from generator.terminal import coloured, show
from generator.timings import Stopwatch
from generator.write.written import Written

if TYPE_CHECKING:
    from generator.project import Project
    from generator.write.difference import Difference


def regenerate(
    project: Project, watch: Stopwatch, *, cache: bool = True, force: bool = False
) -> Written:
    """Write the output, and say on stderr what is to be said about the document.

    Args:
        cache: look at what earlier runs kept, and keep something for later ones.
        force: overwrite what specloom did not write.

    Raises:
        Refused, Misused: as `pipeline.build` and `write`.
    """
    with watch.stage("inputs"):
        store = opened(cache)
        name = receipts.question(project, store)
        receipt = receipts.standing(project, store, name)
    if receipt is not None:
        _repeat(receipt)
        return Written(receipt.files, 0, 0)
    from generator.pipeline import build, read
    from generator.retelling import keep, retold
    from generator.write.output import write

    document = read(project, watch, store)
    told = retold(project, store, name, document, watch)
    built = told or build(project, watch, store, document)
    show(brief(built.diagnostics), built.document.texts)
    with watch.stage("write"):
        written = write(built.files, project.output, force=force, scope=project.scope())
        receipts.note(project, store, name, built)
    if not told:
        with watch.stage("keep"):
            keep(project, store, name, built)
    return written


def differences(project: Project, *, cache: bool = True) -> list[Difference]:
    """Compare the output with what would be written, and say on stderr what is to be said about the document.

    Raises:
        Refused, Misused: as `pipeline.build` and `check`.
    """
    store = opened(cache)
    name = receipts.question(project, store)
    receipt = receipts.standing(project, store, name)
    if receipt is not None:
        _repeat(receipt)
        return []
    from generator.pipeline import build
    from generator.write.difference import check

    built = build(project, store=store)
    show(brief(built.diagnostics), built.document.texts)
    found = check(built.files, project.output, scope=project.scope())
    if not found:
        receipts.note(project, store, name, built)
    return found


def _repeat(receipt: receipts.Receipt) -> None:
    click.echo(receipt.findings(colour=coloured()), err=True, nl=False)
