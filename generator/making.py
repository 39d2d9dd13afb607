"""The neutral model goes in, the files of one target come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.timings import Stopwatch

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.ir.model import Api
    from generator.languages.rules import LanguageRules
    from generator.load import Document
    from generator.names import Names
    from generator.project import Project
    from generator.render import File, Page
    from generator.targets import Target


def build_target(
    project: Project,
    name: str,
    api: Api,
    watch: Stopwatch,
    document: Document | None = None,
    known: dict[int, Names] | None = None,
) -> list[File]:
    """Every file of one target, with paths relative to the output; the document itself only where it is given.

    Args:
        known: names of everything in `api`, by the identity of the rules that they follow; what is found is added.
    """
    from generator.targets import target

    with watch.stage("names"):
        chosen = target(name)
        names = _names(project, chosen, api, {} if known is None else known)
    own = named_project(project, chosen, api)
    with watch.stage(f"{name}: views"):
        pages = chosen.pages(api, names, own)
        if document is not None:
            pages = [*pages, *chosen.document_pages(document, api, pages)]
    files = finished(chosen, pages, own, watch)
    if chosen.published is not None and document is not None:
        files += chosen.published(document, own)
    return placed(project.folder(name), [*files, *shipped(chosen, own, api)])


def finished(
    chosen: Target, pages: Sequence[Page], own: Project, watch: Stopwatch
) -> list[File]:
    """The pages of a target as files, laid out and held against what they promise; `own` has the target's names."""
    from generator.render import render

    name = chosen.name
    with watch.stage(f"{name}: render"):
        files = render(pages, own.templates)
    with watch.stage(f"{name}: format"):
        files = formatted(chosen, files, proven(pages, own))
    with watch.stage(f"{name}: check"):
        checked(chosen, pages, files, own)
    return files


def _names(
    project: Project, chosen: Target, api: Api, known: dict[int, Names]
) -> Names:
    """Names by the rules of a target; where everything is named, that serves all targets with the same rules."""
    key = id(chosen.rules)
    if key in known:
        return known[key]
    found = resolve_names(api, chosen.rules, project, calls=chosen.calls_only)
    if not chosen.calls_only:
        known[key] = found
    return found


def notes_of(name: str, api: Api) -> tuple[Diagnostic, ...]:
    """What the document says and a target's output cannot."""
    from generator.targets import target

    return target(name).notes(api)


def named_project(project: Project, target: Target, api: Api) -> Project:
    """The project with the names of the target's package, made from the document's title where nobody chose them."""
    from generator.names import distribution_name, package_name

    title = api.info.title
    package, distribution = package_name(title, target.rules), distribution_name(title)
    if target.builds_on:
        base = project.for_target(target.builds_on, package, distribution)
        return project.on_top(target.name, base)
    return project.for_target(target.name, package, distribution)


def proven(pages: Iterable[Page], project: Project) -> frozenset[str]:
    """Paths that black need not look at; an overlay proves nothing."""
    if project.templates:
        return frozenset()
    return frozenset(page.path for page in pages if page.proven)


def resolve_names(
    api: Api, rules: LanguageRules, project: Project, *, calls: bool = False
) -> Names:
    """Names of everything, or of what calls are written with, for one language, with the user's wishes."""
    from generator.names import resolve

    wishes = {api.moved.get(one, one): name for one, name in project.names.items()}
    with worded(api):
        return resolve(api, rules, wishes, calls=calls)


def worded(api: Api) -> AbstractContextManager[None]:
    """What is wrong with settings is said in the words of the document, where these are those of Swagger 2.0."""
    if not api.moved:
        return nullcontext()
    from generator.load.swagger.wording import told

    return told()


def formatted(target: Target, files: list[File], proven: frozenset[str]) -> list[File]:
    """The files as black writes them, for a target that asks for it."""
    if not target.black:
        return files
    from generator.format import black_exact

    return list(black_exact(files, proven))


def checked(
    target: Target, pages: Sequence[Page], files: Sequence[File], project: Project
) -> None:
    """Hold the syntax tree of every module against what its page promised.

    An overlay is trusted to say whatever it likes, so what comes of it only has to be Python.

    Raises:
        BrokenPromise: an internal error.
    """
    if target.promised is None:
        return
    from generator.languages.python.tree import check

    for page, file in zip(pages, files, strict=True):
        names = target.promised(page)
        if names is not None and not project.templates:
            check(file.path, str(file.content), tuple(names), project.base_package)


def shipped(target: Target, project: Project, api: Api) -> list[File]:
    """The target's static files, and those that the API asks for, in the place that the target gives them."""
    if not target.static:
        return []
    from generator.render import static_files

    under = target.static_under(project)
    files = static_files(target.static, project.templates)
    return placed(under, [*files, *target.asked(api, project)])


def placed(folder: str, files: Iterable[File]) -> list[File]:
    """The files below `folder` ("" or ending in a slash)."""
    prefix = f"{folder.rstrip('/')}/" if folder else ""
    return [replace(file, path=prefix + file.path) for file in files]
