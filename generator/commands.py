"""Further commands: the words of `diff` and `docs` go in, results go to stdout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.options import Run, allowed, document_of

if TYPE_CHECKING:
    from generator.diff import Change
    from generator.ir.model import Api
    from generator.project import Project

DOCUMENT = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("old", type=DOCUMENT)
@click.argument("new", type=DOCUMENT)
@allowed
@click.option(
    "--names",
    "naming",
    is_flag=True,
    help="Also what a client that is generated anew calls otherwise; that breaks code.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How differences are printed.",
)
def diff(old: Path, new: Path, naming: bool, form: str) -> int:
    """Say what callers notice between the documents OLD and NEW; the exit code is 1 where something breaks them."""
    from generator.diff import as_json, as_text, compare
    from generator.pipeline import understand

    projects = _with_settings(old, new) if naming else [_bare(old), _bare(new)]
    apis = [understand(project).api for project in projects]
    changes = compare(*apis)
    if naming:
        changes += _renamed(projects, apis)
    click.echo(
        as_text(changes) if form == "text" else as_json(changes), nl=form == "json"
    )
    return 1 if any(one.breaking for one in changes) else 0


def _bare(spec: Path) -> Project:
    """A project that nobody has given settings."""
    from generator.project import Overrides, Project, with_words

    run = click.get_current_context().ensure_object(Run)
    hosts, folders, swagger = run.beyond()
    words = Overrides(hosts=hosts, folders=folders, swagger=swagger)
    return with_words(Project(Path(), spec, Path("generated"), swagger=False), words)


def _with_settings(*specs: Path) -> list[Project]:
    """Projects with the names that settings of the current folder give; where they speak of one document, they hold for all."""
    from generator.cli import project_of

    found = [project_of(spec, ("python",)) for spec in specs]
    told = next((one for one in reversed(found) if one.settings_file), found[-1])
    names = replace(told, open={}, nullable={}, absent={})
    return [replace(names, spec=one.spec) for one in found]


def _renamed(projects: Sequence[Project], apis: Sequence[Api]) -> tuple[Change, ...]:
    """What clients of both call otherwise."""
    from generator.diff import Named, renamed
    from generator.making import resolve_names
    from generator.names import has_name
    from generator.targets import target

    rules = target("python").rules
    sides: list[Named] = []
    for project, api, other in zip(projects, apis, reversed(apis), strict=True):
        # What only the other document has is named there; what neither has is told as ever.
        names = {
            pointer: name
            for pointer, name in project.names.items()
            if has_name(pointer, api) or not has_name(pointer, other)
        }
        named = resolve_names(api, rules, replace(project, names=names))
        sides.append(Named(api, named))
    return renamed(*sides)


@click.command()
@document_of
@click.option(
    "--serve",
    "serving",
    is_flag=True,
    help="Show the site in a browser, made anew when something changes.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=4020,
    show_default=True,
    help="Where to listen on this machine; 0 takes a port that is free.",
)
def docs(spec: Path | None, serving: bool, port: int) -> None:
    """Preview the docs with --serve; `specloom generate --target docs` writes them."""
    from generator.cli import complain, project_of
    from generator.preview import serve

    if not serving:
        raise click.UsageError(
            "Give --serve for a preview, or run: specloom generate --target docs"
        )
    serve(lambda: project_of(spec), port, click.echo, complain)
