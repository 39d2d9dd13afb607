"""Pages go in, files come out: the one place that runs Jinja, and the last gate that only printed code passes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import jinja2

from generator.compiled import Compiled
from generator.compiling import Compiler, DirectMacro
from generator.diagnostics import Misused
from generator.languages.code import Code
from generator.records import dataclass
from generator.shipped import shipped_templates as shipped_templates

SHIPPED_PREFIX = "specloom"
"""An overlay names the shipped template that it extends as ``specloom:python/client.py.j2``."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file to be: `view` is the one variable of the template, under that name.

    Attributes:
        path: relative to the target's folder, with "/" between its parts.
        template: name below `templates/`, for example ``python/client.py.j2``.
        view: a frozen dataclass; every leaf is Code or bool, the rest tuples and further views.
        proven: the Python on it is laid out by printers throughout, so that black need not be asked.
    """

    path: str
    template: str
    view: object
    proven: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A finished file; `path` is relative to the output's folder, with "/" between its parts."""

    path: str
    content: str | bytes

    def encoded(self) -> bytes:
        """The bytes on disk: text is UTF-8 with the line ends that it has."""
        content = self.content
        return content if isinstance(content, bytes) else content.encode("utf-8")


HERE = Code("\x00")
"""Stands in a part for the place that each page puts it at; no printer lets this character of a document pass."""


NOWHERE = Code("")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What several pages show and is laid out once for all of them, `view` being its template's one variable."""

    template: str
    view: object


@dataclass(frozen=True, slots=True)
class Placed:
    """A part on a page, printed as Code is; `anchor` stands in it wherever it says `HERE`."""

    part: Part
    anchor: Code = NOWHERE


class RawText(Exception):
    """A template printed something that no printer of `generator.languages` made."""


def render(pages: Iterable[Page], overlay: Path | None = None) -> list[File]:
    """Render every page.

    Args:
        pages: in any order; the files keep it.
        overlay: the user's folder of templates, looked at before the shipped ones.

    Returns:
        One file for each page.

    Raises:
        Misused: a template of the overlay is broken.
        RawText: a shipped template or a view is at fault; an internal error.
    """
    environment = template_environment(overlay)
    try:
        return [File(page.path, _render(environment, page, overlay)) for page in pages]
    finally:
        environment.parts.clear()


def static_files(target: str, overlay: Path | None = None) -> list[File]:
    """The files below ``<target>/static/``, byte for byte, in sorted order; the overlay's hide the shipped ones."""
    found = {**_shipped_static(target)}
    if overlay:
        found |= _static(overlay / target / "static")
    return [File(path, found[path]) for path in sorted(found)]


@lru_cache(maxsize=8)
def _shipped_static(target: str) -> dict[str, bytes]:
    """Those of the package, which stay as they are while the process runs."""
    return _static(shipped_templates() / target / "static")


def _static(folder: Path) -> dict[str, bytes]:
    """Files at any depth, without the caches that Python, linters and editors leave beside what they look at."""
    found: dict[str, bytes] = {}
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_cache(name)]
        under = Path(here).relative_to(folder).as_posix()
        prefix = "" if under == "." else f"{under}/"
        for name in names:
            place = os.path.join(here, name)
            if not name.endswith(".pyc") and os.path.isfile(place):
                with open(place, "rb") as file:
                    found[prefix + name] = file.read()
    return found


@lru_cache(maxsize=8)
def template_environment(overlay: Path | None = None) -> CodeEnvironment:
    """The environment of shipped and overlay templates; each template is compiled once a process."""
    shipped = jinja2.FileSystemLoader(shipped_templates())
    loaders: Sequence[jinja2.BaseLoader] = (
        *([jinja2.FileSystemLoader(overlay)] if overlay else []),
        shipped,
        jinja2.PrefixLoader({SHIPPED_PREFIX: shipped}, delimiter=":"),
    )
    # An overlay comes with somebody's project: nothing that lies beside it is run.
    kept = None if overlay else Compiled()
    return CodeEnvironment(jinja2.ChoiceLoader(loaders), kept)


class CodeEnvironment(jinja2.Environment):
    """Jinja reduced to laying out Code: no globals, no tests, one filter, and every printed value is checked.

    What a macro, a block or a call gives back has been checked piece by piece while it was printed, so joining the
    pieces makes Code again; everything else has to arrive as Code.
    """

    code_generator_class = Compiler
    code = Code
    Macro = DirectMacro

    def __init__(
        self, loader: jinja2.BaseLoader, kept: jinja2.BytecodeCache | None = None
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            finalize=printed,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=kept,
        )
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters["indent"] = indent
        self.parts: dict[int, tuple[Part, str]] = {}

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read an item; what belongs to Python itself is none, however its name is put together."""
        if isinstance(argument, str) and argument.startswith("_"):
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)

    def placed(self, one: Placed) -> Code:
        """A part where a page shows it. It is known by its identity, and kept so that no other can have the same."""
        known = self.parts.get(id(one.part))
        if known is None:
            made = self.get_template(one.part.template).render(view=one.part.view)
            known = self.parts[id(one.part)] = (one.part, made)
        return Code(known[1].replace(HERE, only_code(one.anchor)))

    @staticmethod
    def concat(pieces: Iterable[str]) -> Code:
        """Join pieces that are template text or were checked by `only_code`."""
        return Code("".join(pieces))


@jinja2.pass_environment
def printed(environment: CodeEnvironment, value: object) -> Code:
    """Jinja's `finalize`: let Code and parts of pages pass, refuse the rest.

    Raises:
        RawText: as `only_code`.
    """
    if isinstance(value, Code):
        return value
    return environment.placed(value) if isinstance(value, Placed) else only_code(value)


def only_code(value: object) -> Code:
    """Let Code pass, refuse the rest.

    Raises:
        RawText: `value` is plain text, a number, None or anything else that is not Code.
    """
    if isinstance(value, Code):
        return value
    if isinstance(value, jinja2.Undefined):
        _undefined(value)
    raise RawText(
        f"the template prints {type(value).__name__} {str(value)[:60]!r}, which is not Code"
    )


def indent(text: object, width: int = 4, first: bool = False) -> Code:
    """Indent every line that is not empty by `width` spaces; the first one only if `first`."""
    lines = only_code(text).split("\n")
    margin = " " * width
    shifted = [margin + line if line else line for line in lines]
    if not first:
        shifted[0] = lines[0]
    return Code("\n".join(shifted))


def _undefined(value: jinja2.Undefined) -> NoReturn:
    str(
        value
    )  # StrictUndefined raises UndefinedError with a message that names what is missing.
    raise RawText("the template prints an undefined value")


def _render(environment: jinja2.Environment, page: Page, overlay: Path | None) -> str:
    try:
        return environment.get_template(page.template).render(view=page.view)
    except jinja2.TemplateNotFound as error:
        raise Misused(f"there is no template {error.name!r}") from error
    except (jinja2.TemplateError, RawText, TypeError, AttributeError) as error:
        place = _place(error, page.template)
        if overlay and str(overlay) in place:
            raise Misused(
                f"template {place}: {error}",
                "The overlay folder is set by `templates`.",
            ) from error
        raise RawText(f"{place}: {error}") from error


def _place(error: BaseException, template: str) -> str:
    """File and line of the template in which `error` arose."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or template}:{error.lineno}"
    place, frame = template, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}"
        frame = frame.tb_next
    return place


def _is_cache(name: str) -> bool:
    return name == "__pycache__" or name.startswith(".")
