"""The targets by name: shipped ones, and those that other packages offer as entry points ``specloom.targets``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Misused, suggest
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.ir.model import Api
    from generator.languages.rules import LanguageRules
    from generator.load import Document
    from generator.names import Names
    from generator.project import Project
    from generator.render import File, Page

ENTRY_POINTS = "specloom.targets"
SHIPPED = ("python", "server", "docs")
"""Each is a module `generator.targets.<name>` with a `TARGET`."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a target is: a name, and a function from the whole document to pages.

    Attributes:
        name: as in ``--target`` and in settings.
        pages: gives every page; paths are relative to the target's folder.
        notes: gives a diagnostic for whatever the document says and the output cannot.
        rules: the language whose rules the names of its output follow.
        static: folder below `templates/` whose ``static/`` is copied byte for byte; empty for none.
        static_under: function from the project to the folder in the target's output that the static files go to.
        asked: gives further files that are copied as they stand, which only some APIs ask for, below the same folder.
        black: the Python files are to be laid out exactly as black does.
        document_pages: gives further pages, made of the document itself and of the pages that there are.
        promised: function from a page to what its module is to define, None for a page that is no module; each
            module is held against it after rendering. No function, no check.
        builds_on: name of the target whose package the modules of this one's import; empty for none.
        published: gives files that hold the document itself, whole.
        calls_only: of all names, the output has only those that calls are written with.
        retold: gives the pages that may differ where nothing but descriptions is new, which it is told by the identity of each new
            Doc and the text that it had; None where it cannot tell. No function, and everything is made again.
    """

    name: str
    pages: Callable[[Api, Names, Project], list[Page]]
    rules: LanguageRules
    notes: Callable[[Api], tuple[Diagnostic, ...]] = lambda _api: ()
    static: str = ""
    static_under: Callable[[Project], str] = lambda _project: ""
    asked: Callable[[Api, Project], Iterable[File]] = lambda _api, _project: ()
    black: bool = True
    document_pages: Callable[[Document, Api, Sequence[Page]], list[Page]] = (
        lambda _document, _api, _pages: []
    )
    promised: Callable[[Page], tuple[str, ...] | None] | None = None
    builds_on: str = ""
    published: Callable[[Document, Project], tuple[File, ...]] | None = None
    calls_only: bool = False
    retold: (
        Callable[[Api, Names, Project, Mapping[int, str]], list[Page] | None] | None
    ) = None


def target_names() -> tuple[str, ...]:
    """Names of all targets that can be asked for, shipped ones first."""
    from importlib.metadata import entry_points

    others = {point.name for point in entry_points(group=ENTRY_POINTS)}
    return (*SHIPPED, *sorted(others.difference(SHIPPED)))


def target(name: str) -> Target:
    """The target of that name.

    Raises:
        Misused: there is none, or what the entry point gives is no Target.
    """
    if name in SHIPPED:
        found = import_module(f"generator.targets.{name}").TARGET
    else:
        found = _from_entry_point(name)
    if not isinstance(found, Target):
        raise Misused(
            f"the entry point of target {name!r} gives no generator.targets.Target"
        )
    return found


def _from_entry_point(name: str) -> object:
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        if point.name == name:
            return point.load()
    choices = target_names()
    near = suggest(name, choices)
    hint = f"Did you mean {near!r}?" if near else f"Targets: {', '.join(choices)}."
    raise Misused(f"there is no target {name!r}", hint)
