"""Words of the command line go in; results go to stdout, diagnostics to stderr, and an exit code to the caller.

Exit codes: 0 all is well, 1 the document or the output is not, 2 the command line or the settings are not.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, commands
from generator.diagnostics import Misused, Refused, brief, printable, suggest
from generator.options import (
    CACHE,
    FORM,
    STRICT,
    Run,
    allowed,
    document_of,
    output_of,
)
from generator.terminal import findings, report_timings, say, show, spell

if TYPE_CHECKING:
    from generator.project import Project

REPORT = (
    "This is a fault of specloom, not of your document. Please report it, with the "
    "document if you may; SPECLOOM_DEBUG=1 shows where it happened."
)
INTERRUPTED = 130
BROKEN_PIPE = 13
"""The number of SIGPIPE, which Windows has not."""


class Commands(click.Group):
    """A group that says which command was probably meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first argument, as click does."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = suggest(name, self.list_commands(ctx))
            hint = f" Did you mean {near!r}?" if near else ""
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code; no traceback ever reaches the terminal."""
    run = Run()
    spell(sys.stdout)
    code = exit_code(
        lambda: cli.main(arguments, "specloom", standalone_mode=False, obj=run), run
    )
    if arguments is None:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """End the process at once where nothing else runs in it: to give back each object takes a tenth of a small run."""
    threads = sys.modules.get("threading")
    if threads is None or threads.active_count() == 1:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


def exit_code(command: Callable[[], object], run: Run) -> int:
    """Run a command; say on stderr what went wrong, if anything did."""
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return 128 + BROKEN_PIPE
    except Refused as refused:
        show(brief(refused.diagnostics), refused.texts)
        return 1
    except Misused as misused:
        say(misused.message, misused.hint)
        return 2
    except Exception as fault:
        if os.environ.get("SPECLOOM_DEBUG") == "1":
            raise
        if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
            say("cannot write: no space is left", "Make room, and run it again.")
            _close_stdout()
            return 1
        about = "".join(f"{spec}: " for spec in run.specs)
        what = f"{type(fault).__name__}: {_one_line(str(fault))}"
        say(f"{about}internal error: {what}", REPORT)
        return 1


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="specloom")
def cli() -> None:
    """Turn one OpenAPI document into typed clients, server stubs, a mock server and docs.

    Settings stand in [tool.specloom] of pyproject.toml or in specloom.toml, here or in a folder above.
    """


@cli.command()
@output_of
@CACHE
@click.option(
    "--force",
    is_flag=True,
    help="Overwrite files that specloom did not write, or that were edited.",
)
@click.option(
    "--timings",
    metavar="FILE",
    help="Write seconds per stage as JSON; - prints a table.",
)
def generate(
    spec: Path | None,
    targets: tuple[str, ...],
    package: str | None,
    output: Path | None,
    strict: bool,
    cache: bool,
    force: bool,
    timings: str | None,
) -> None:
    """Generate everything that settings or options ask for."""
    from generator.regenerate import regenerate
    from generator.timings import Stopwatch

    watch = Stopwatch()
    project = project_of(spec, targets, package, output, strict)
    written = regenerate(project, watch, cache=cache, force=force)
    click.echo(written.summary(project.output))
    if timings:
        report_timings(watch.report(), timings)


@cli.command()
@output_of
@CACHE
def check(
    spec: Path | None,
    targets: tuple[str, ...],
    package: str | None,
    output: Path | None,
    strict: bool,
    cache: bool,
) -> int:
    """Show how the output differs from what would be generated; write nothing."""
    from generator.regenerate import differences

    project = project_of(spec, targets, package, output, strict)
    found = differences(project, cache=cache)
    for difference in found:
        click.echo(difference.text, nl=False)
    if found:
        say(
            f"{len(found)} files differ from what {project.spec_name} gives",
            "Run: specloom generate",
        )
    return 1 if found else 0


@cli.command()
@output_of
def watch(
    spec: Path | None,
    targets: tuple[str, ...],
    package: str | None,
    output: Path | None,
    strict: bool,
) -> None:
    """Generate anew whenever the document, its files, settings or templates change; Ctrl-C ends it."""
    from generator.watch import watch as watching

    try:
        watching(lambda: project_of(spec, targets, package, output, strict), click.echo)
    except KeyboardInterrupt:
        return


@cli.command()
@document_of
@STRICT
@FORM
def validate(spec: Path | None, strict: bool, form: str) -> int:
    """Say what is wrong with the document."""
    from generator.pipeline import understand

    project = project_of(spec, strict=strict)
    try:
        understood = understand(project, judge=True)
        found, sources, code = understood.diagnostics, understood.document.texts, 0
    except Refused as refused:
        found, sources, code = refused.diagnostics, refused.texts, 1
    if form == "text":
        show(found, sources)
        if code == 0:
            click.echo(f"{printable(str(project.spec))}: valid")
    else:
        click.echo(findings(found, form))
    return code


@cli.command()
@document_of
@click.option("--after", metavar="PASS", help="As it is behind this pass.")
def ir(spec: Path | None, after: str | None) -> None:
    """Print the neutral model of the document as JSON."""
    from generator.inspect import model_json

    click.echo(model_json(project_of(spec), after))


@cli.command()
@click.argument("words", nargs=-1, metavar="[SPEC] [POINTER]")
@allowed
@click.option(
    "--names",
    "all_names",
    is_flag=True,
    help="The name of everything, and every rename.",
)
def explain(words: tuple[str, ...], all_names: bool) -> None:
    """Say what became of the part of the document that POINTER names, such as '#/components/schemas/Pet'."""
    from generator.inspect import explain_names, explain_pointer

    pointers = [
        word
        for word in words
        if word.startswith(("#", "/")) and not Path(word).is_file()
    ]
    specs = [word for word in words if word not in pointers]
    if len(specs) > 1 or len(pointers) > 1 or bool(pointers) == all_names:
        raise click.UsageError("Give one POINTER, or --names.")
    project = project_of(Path(specs[0]) if specs else None)
    click.echo(
        explain_names(project) if all_names else explain_pointer(project, pointers[0])
    )


@cli.command()
@document_of
@STRICT
@FORM
def lint(spec: Path | None, strict: bool, form: str) -> int:
    """Point out what is allowed but unkind to the users of the API."""
    from generator.inspect import lint_findings

    project = project_of(spec, strict=strict)
    found, sources = lint_findings(project)
    if form == "text":
        show(found, sources)
    else:
        click.echo(findings(found, form))
    return 1 if any(one.severity == "error" for one in found) else 0


@cli.command()
@document_of
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=4010,
    show_default=True,
    help="0 takes one that is free.",
)
@click.option(
    "--profile", default="", metavar="NAME", help="A profile that the document names."
)
@click.option(
    "--task-seconds",
    type=click.FloatRange(0, 86_400),
    default=3.0,
    show_default=True,
    help="How long a task takes; 0 moves it on with every look.",
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Of made-up values."
)
@click.option(
    "--token", default="", metavar="TEXT", help="The only credential to accept."
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="WORDS",
    help="What goes wrong, such as '429; times=1'; may be repeated.",
)
@click.option("--watch", is_flag=True, help="Read the document anew when it changes.")
def mock(
    spec: Path | None,
    host: str,
    port: int,
    profile: str,
    task_seconds: float,
    seed: int,
    token: str,
    faults: tuple[str, ...],
    watch: bool,
) -> None:
    """Play the API on this machine: examples, made-up values, tasks, faults, and a count of what is billed."""
    from generator.mock.command import play, wanted
    from generator.mock.options import Options

    options = Options(profile, seed, task_seconds, token, wanted(faults))
    play(project_of(spec), options, (host, port), watch, click.echo, complain)


cli.add_command(commands.diff)
cli.add_command(commands.docs)


def complain(wrong: Refused | Misused) -> None:
    """What is wrong, on stderr, where the program goes on."""
    if isinstance(wrong, Refused):
        show(brief(wrong.diagnostics), wrong.texts)
    else:
        say(wrong.message, wrong.hint)


def project_of(
    spec: Path | None,
    targets: tuple[str, ...] = (),
    package: str | None = None,
    output: Path | None = None,
    strict: bool = False,
) -> Project:
    """The project of the current folder with the command line laid over it."""
    from generator.project import Overrides, load_project
    from generator.targets import SHIPPED, target_names

    run = click.get_current_context().ensure_object(Run)
    words = Overrides(spec, output, targets, package, strict, *run.beyond())
    try:
        project = load_project(SHIPPED, words)
    except Misused:
        # To look for targets of other packages costs more than all the rest of a run that has nothing to do.
        project = load_project(target_names(), words)
    run.specs.append(project.spec)
    return project


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _close_stdout() -> None:
    """Keep the interpreter from flushing, at exit, into a pipe that nobody reads or onto a disk that is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
