"""Further commands: the words of `diff` and `docs` go in, results go to stdout."""

from __future__ import annotations

from pathlib import Path

import click

from generator.options import Run, allowed, document_of

DOCUMENT = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("old", type=DOCUMENT)
@click.argument("new", type=DOCUMENT)
@allowed
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How differences are printed.",
)
def diff(old: Path, new: Path, form: str) -> int:
    """Say what callers notice between the documents OLD and NEW; the exit code is 1 where something breaks them."""
    from generator.diff import as_json, as_text, compare
    from generator.pipeline import understand
    from generator.project import Overrides, Project, with_words

    run = click.get_current_context().ensure_object(Run)
    hosts, folders, swagger = run.beyond()
    words = Overrides(hosts=hosts, folders=folders, swagger=swagger)
    here, out = Path(), Path("generated")
    projects = [
        with_words(Project(here, spec, out, swagger=False), words)
        for spec in (old, new)
    ]
    apis = [understand(project).api for project in projects]
    changes = compare(*apis)
    click.echo(
        as_text(changes) if form == "text" else as_json(changes), nl=form == "json"
    )
    return 1 if any(one.breaking for one in changes) else 0


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
