"""A project goes in, the finished files come out: the whole program, one line a stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.ci import thorough
from generator.diagnostics import Diagnostic, Misused, Refused
from generator.making import build_target, notes_of, worded
from generator.project import Project
from generator.records import dataclass
from generator.timings import VALIDATOR, Stopwatch

if TYPE_CHECKING:
    from generator.beside import Beside
    from generator.cache.store import Store
    from generator.ir.model import Api
    from generator.load import Document
    from generator.names import Names
    from generator.render import File
    from generator.validate import Finding, Known, Later, Verdict


@dataclass(frozen=True, slots=True)
class Understood:
    """The document read, judged and brought to the neutral model; `diagnostics` has no errors."""

    document: Document
    api: Api
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a run writes.

    Attributes:
        files: in sorted order, with paths relative to the output.
        findings: what our own checks found.
        model: what the files were made of, with the names that targets gave.
    """

    document: Document
    files: tuple[File, ...]
    diagnostics: tuple[Diagnostic, ...]
    findings: tuple[Finding, ...] = ()
    model: tuple[Api, tuple[Names, ...]] | None = None


def build(
    project: Project,
    watch: Stopwatch | None = None,
    store: Store | None = None,
    document: Document | None = None,
) -> Built:
    """Run every stage; nothing is written.

    The validator library runs in a process of its own beside all the rest; the files are given out when its verdict
    is in.

    Args:
        store: what earlier runs kept of parsed texts and verdicts; None uses and keeps nothing.
        document: the project's document, where it was read already.

    Raises:
        Refused: the document cannot be used, or has warnings and the project is strict.
        Misused: settings name what is not there.
    """
    watch = watch or Stopwatch()
    built, verdict = begin(project, watch, store, document=document)
    try:
        with watch.stage(VALIDATOR if verdict.thorough else "checks"):
            return finish(project, built, verdict)
    finally:
        verdict.stop()


def begin(
    project: Project,
    watch: Stopwatch,
    store: Store | None = None,
    beside: Beside | None = None,
    document: Document | None = None,
) -> tuple[Built, Verdict | Known | Later]:
    """Run every stage but the validator library, which goes on in a process of its own.

    Args:
        beside: makes the files of one target, which it was asked for before; the library begins when somebody waits for it, then.
        document: as `build` has it.

    Returns:
        What our own checks let pass, and the verdict that is still awaited; the caller asks for it or stops it.

    Raises:
        Refused, Misused: as `build`.
    """
    document = document or read(project, watch, store)
    from generator.validate import Later, start, structure_findings, without_empty

    begun = start if beside is None else Later
    verdict = begun(document, store, thorough=thorough(project))
    try:
        with watch.stage("structure"):
            ours = tuple(structure_findings(document))
        if (filled := without_empty(document, ours)) is not document:
            verdict.stop()
            document, beside = filled, None
            verdict = begun(document, store, thorough=thorough(project))
        built = _built(project, document, (ours, verdict), watch, beside)
    except BaseException:
        verdict.stop()
        raise
    return built, verdict


def finish(project: Project, built: Built, verdict: Verdict | Known | Later) -> Built:
    """Wait for the validator library, and add what it found.

    Raises:
        Refused: as `build`.
    """
    document = built.document
    every = (*built.diagnostics, *_verdict(document, built.findings, verdict))
    return replace(built, diagnostics=judged(document, every, project.strict))


def _built(
    project: Project,
    document: Document,
    checks: tuple[tuple[Finding, ...], Verdict | Known | Later],
    watch: Stopwatch,
    beside: Beside | None,
) -> Built:
    from generator.validate import report

    ours, _ = checks
    every = (*document.diagnostics, *report(document, ours))
    found = judged(document, every, project.strict)
    try:
        with watch.stage("build"):
            api, more = api_of(document, project)
            found = judged(document, (*found, *more), project.strict)
        with watch.stage("passes"):
            api = apply_passes(api)
        files: list[File] = []
        known: dict[int, Names] = {}
        for name in project.targets:
            if beside is None or name != beside.target:
                files += build_target(project, name, api, watch, document, known)
            found = (*found, *judged(document, notes_of(name, api), project.strict))
        if beside is not None:
            made = beside.files(document)
            if made is None:
                name = beside.target
                made = build_target(project, name, api, watch, document, known)
            files += made
    except (Refused, Misused):
        raise
    except Exception:
        # A document that the library refuses may break any rule that later stages rely on.
        judged(document, (*found, *_verdict(document, *checks)), project.strict)
        raise
    ordered = tuple(sorted(files, key=lambda file: file.path))
    return Built(document, ordered, found, ours, (api, tuple(known.values())))


def _verdict(
    document: Document, ours: tuple[Finding, ...], verdict: Verdict | Known | Later
) -> tuple[Diagnostic, ...]:
    """What the library adds to our own findings."""
    from generator.validate import merged

    theirs = verdict.findings()
    return merged(document, ours, theirs) if theirs else ()


def read(project: Project, watch: Stopwatch, store: Store | None = None) -> Document:
    """Load the document.

    Raises:
        Refused: it cannot be read.
    """
    with watch.stage("load"):
        from generator.load import load

        return load(
            project.spec,
            hosts=project.hosts,
            folders=project.folders,
            swagger=project.swagger is not False,
            store=store,
        )


def api_of(document: Document, project: Project) -> tuple[Api, tuple[Diagnostic, ...]]:
    """The neutral model, without any pass, and what was found while it was built."""
    from generator.ir.build import build as build_api

    try:
        api, found = build_api(document, project.formats)
    except Refused as error:
        judged(document, error.diagnostics, strict=False)
        raise
    if document.earlier is not None:
        said = (project.names, project.open, project.nullable, project.absent)
        named = (one for listed in said for one in listed)
        api = replace(api, moved={one: document.today(one) for one in named})
    if project.open or project.nullable or project.absent:
        from generator.ir.passes.opening import opened

        with worded(api):
            api = opened(api, project.open, project.nullable, project.absent)
    return api, found


def understand(
    project: Project, watch: Stopwatch | None = None, *, judge: bool = False
) -> Understood:
    """Load, validate and build the neutral model, passes included.

    Args:
        judge: the validator library has its say of a large document too; else it has where `build` waits for it.

    Raises:
        Refused: as `build`.
    """
    watch = watch or Stopwatch()
    understood = neutral(project, watch, judge=judge)
    with watch.stage("passes"):
        return replace(understood, api=apply_passes(understood.api))


def neutral(
    project: Project, watch: Stopwatch | None = None, *, judge: bool = False
) -> Understood:
    """Load, validate and build the neutral model, without any pass; `judge` is that of `understand`.

    Raises:
        Refused: as `build`.
    """
    watch = watch or Stopwatch()
    document, found = examine(project, watch, judge=judge)
    with watch.stage("build"):
        api, more = api_of(document, project)
    return Understood(document, api, judged(document, (*found, *more), project.strict))


def examine(
    project: Project, watch: Stopwatch | None = None, *, judge: bool = False
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Load and validate: the document, and what is to be said about it; `judge` is that of `understand`.

    Raises:
        Refused: as `build`.
    """
    watch = watch or Stopwatch()
    document = read(project, watch)
    with watch.stage(VALIDATOR):
        from generator.validate import validate, without_empty

        found = validate(document, thorough=judge or thorough(project))
        document = without_empty(document, found)
    every = (*document.diagnostics, *found)
    return document, judged(document, every, project.strict)


def apply_passes(api: Api, after: str | None = None) -> Api:
    """Run the passes in their order; stop behind the one named `after`."""
    from generator.ir.passes import PASSES

    for name, run in PASSES.items():
        api = run(api)
        if name == after:
            break
    return api


def judged(
    document: Document, found: Iterable[Diagnostic], strict: bool
) -> tuple[Diagnostic, ...]:
    """Give every diagnostic its place in a file, and stop when one of them is an error.

    Args:
        found: may have been judged before.
        strict: warnings are errors.

    Raises:
        Refused: at least one error; all diagnostics are in it.
    """
    settled = map(_strictly, found) if strict else found
    every = tuple(dict.fromkeys(document.located(settled)))
    if any(one.severity == "error" for one in every):
        raise Refused(every, document.texts)
    return every


def _strictly(found: Diagnostic) -> Diagnostic:
    return replace(found, severity="error") if found.severity == "warning" else found
