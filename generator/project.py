"""Settings and command-line words go in, one frozen Project comes out."""

from __future__ import annotations

import keyword
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from os.path import realpath
from pathlib import Path

from generator.beyond import (
    current_folder,
    folder,
    host,
    named_folders,
    named_hosts,
    near,
)
from generator.diagnostics import Misused
from generator.jsonvalues import is_array, is_object
from generator.records import dataclass
from generator.settings_files import SETTINGS_FILES, find_settings
from generator.site_settings import KEYS as SITE_KEYS
from generator.site_settings import DocsSettings, docs_settings
from generator.tables import known, strings, switch, switches, text
from generator.taken import is_taken
from generator.type_settings import formats


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """What settings say about one target; empty means that it is derived from the document's title.

    Attributes:
        environment: argument of the client's constructor -> environment variable that stands in for it.
    """

    package: str = ""
    distribution: str = ""
    docs: DocsSettings = field(default_factory=DocsSettings)
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says; None and () leave the settings' word."""

    spec: Path | None = None
    output: Path | None = None
    targets: tuple[str, ...] = ()
    package: str | None = None
    strict: bool = False
    hosts: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()
    swagger: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """All that a run depends on beside the document.

    Attributes:
        root, spec: folder of the settings file, else the current folder; and the document.
        output: the folder that is replaced; MANIFEST.json lies at its top.
        targets: names of the targets to generate, in order.
        flat: the one target is written directly into `output`, not into a folder named after it.
        whole: `targets` are all that the output is made of, so that files of other targets are stale.
        settings: per-target settings by target name.
        names: pointer -> name, wished by the user.
        formats: format of the document -> the one that it is read as, empty for none.
        open: pointer -> whether enums, discriminators and objects at and below it take what the document does not list.
        nullable: pointer -> whether properties at and below it may be null although the document does not say so.
        absent: pointer -> whether properties at and below it may be absent although the document requires them.
        templates: overlay folder.
        settings_file: where settings came from; None without any.
        strict: warnings are errors.
        hosts, folders: hosts, and other folders with those below, whose files the document may refer to.
        swagger: whether the document may be of Swagger 2.0; None, as no command line has, where nothing was said about it: it may.
        package, distribution: final names for the target at hand; the pipeline sets them before it asks for pages.
        base_package, base_distribution: the same of the target that the one at hand builds on; empty for none.
    """

    root: Path
    spec: Path
    output: Path
    targets: tuple[str, ...] = ("python",)
    flat: bool = False
    whole: bool = True
    settings: Mapping[str, TargetSettings] = field(
        default_factory=dict[str, TargetSettings]
    )
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    formats: Mapping[str, str] = field(default_factory=dict[str, str])
    open: Mapping[str, bool] = field(default_factory=dict[str, bool])
    nullable: Mapping[str, bool] = field(default_factory=dict[str, bool])
    absent: Mapping[str, bool] = field(default_factory=dict[str, bool])
    templates: Path | None = None
    settings_file: Path | None = None
    strict: bool = False
    hosts: frozenset[str] = frozenset()
    folders: tuple[Path, ...] = ()
    swagger: bool | None = None
    package: str = ""
    distribution: str = ""
    base_package: str = ""
    base_distribution: str = ""

    @property
    def spec_name(self) -> str:
        """The document's name for output: relative to the project, never with a path of this machine."""
        spec, root = Path(realpath(self.spec)), Path(realpath(self.root))
        if self.settings_file and spec.is_relative_to(root):
            return spec.relative_to(root).as_posix()
        return self.spec.name

    def folder(self, target: str) -> str:
        """The target's folder in the output, "" or with a closing slash."""
        return "" if self.flat else f"{target}/"

    def scope(self) -> tuple[str, ...]:
        """The folders (as of `folder`) that this run replaces; ("",) is the whole output."""
        if self.flat or self.whole:
            return ("",)
        return tuple(self.folder(name) for name in self.targets)

    def for_target(self, target: str, package: str, distribution: str) -> Project:
        """The same project with `package` and `distribution` final for `target`; the arguments are the defaults."""
        own = self.settings.get(target, TargetSettings())
        if own.package:
            # One name that the user chose is enough: packages and distributions are expected to be called alike.
            distribution = default_distribution(own.package)
        elif is_taken(package):
            package, distribution = f"{package}_client", f"{distribution}-client"
        return replace(
            self,
            package=own.package or package,
            distribution=own.distribution or distribution,
        )

    def on_top(self, target: str, base: Project) -> Project:
        """The same project with the names of a target whose package imports that of `base`, from which they are made."""
        package = f"{base.package}_{target}"
        own = self.for_target(target, package, f"{base.distribution}-{target}")
        if own.package == base.package:
            distribution = f"{own.distribution}-{target}"
            own = replace(own, package=package, distribution=distribution)
        return replace(
            own, base_package=base.package, base_distribution=base.distribution
        )


def default_distribution(package: str) -> str:
    """The distribution's name that goes with a package.

    >>> default_distribution("burncloud_video")
    'burncloud-video'
    """
    return "-".join(filter(None, package.lower().split("_")))


def load_project(
    known_targets: Sequence[str],
    overrides: Overrides | None = None,
    start: Path | None = None,
) -> Project:
    """Find and read the settings, and lay the command line over them.

    Settings are searched in `start` (the current folder) and the folders above it. They speak of one document: when
    the command line names another one, only `templates` and what may be read beside it are kept of the settings.

    Args:
        known_targets: names of the targets that there are.

    Raises:
        Misused: an unknown or wrong setting, an unknown target, or no document is named at all.
    """
    here = (start or current_folder()).resolve()
    words = overrides or Overrides()
    for name in words.targets:
        known(name, known_targets, "--target", "target")
    table, file = find_settings(here)
    settings = _from_settings(table, file, known_targets) if file else None
    return _overridden(settings, words, here)


KEYS = (
    "spec",
    "output",
    "targets",
    "names",
    "formats",
    "open",
    "null",
    "absent",
    "templates",
    "allow_remote",
    "allow_folder",
    "allow_swagger",
)
TARGET_KEYS = ("package", "distribution")
CLIENT_KEYS = (*TARGET_KEYS, "environment")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


def _from_settings(
    table: Mapping[str, object], file: Path, known_targets: Sequence[str]
) -> Project:
    own = {key: value for key, value in table.items() if key in known_targets}
    for key in table:
        if key == "tool" and file.name == SETTINGS_FILES[0]:
            hint = "Write it without: [python] in place of [tool.specloom.python]."
            raise Misused(f"{file}: [tool.specloom] is for pyproject.toml", hint)
        known(key, (*KEYS, *known_targets), file, "setting", _places(file))
    root = file.parent
    return Project(
        root=root,
        spec=near(root / text(table, "spec", file, "")),
        output=near(root / text(table, "output", file, "generated")),
        targets=_targets(table.get("targets", ["python"]), known_targets, file),
        settings={
            name: _target_settings(name, value, file) for name, value in own.items()
        },
        names=strings(table, "names", file),
        formats=formats(table, file),
        open=switches(table, "open", file),
        nullable=switches(table, "null", file),
        absent=switches(table, "absent", file),
        templates=_overlay(table, root, file),
        settings_file=file,
        hosts=named_hosts(table.get("allow_remote", []), file),
        folders=named_folders(table.get("allow_folder", []), root, file),
        swagger=switch(table, "allow_swagger", file),
    )


def _overlay(table: Mapping[str, object], root: Path, file: Path) -> Path | None:
    if "templates" not in table:
        return None
    folder = root / text(table, "templates", file, "")
    if not folder.is_dir():
        raise Misused(f"{file}: `templates` names {folder}, which is no folder")
    whole = (Path(realpath(root)), Path(realpath(folder)))
    for here, folders, names in os.walk(folder):
        for path in (os.path.join(here, name) for name in (*folders, *names)):
            real = Path(realpath(path)) if os.path.islink(path) else None
            if real and not any(map(real.is_relative_to, whole)):
                # It may have come with a checkout, and what it leads to would be published.
                message = f"{file}: `templates` has a link that leads out of the settings' folder: {path}"
                raise Misused(message, "Put a copy in its place.")
    return folder


def _places(file: Path) -> dict[str, str]:
    """Where each setting belongs."""
    own = file.name == SETTINGS_FILES[0]
    head = "at the top" if own else "in [tool.specloom]"
    table = "in [{}]" if own else "in [tool.specloom.{}]"
    return {
        **dict.fromkeys(SITE_KEYS, table.format("docs")),
        **dict.fromkeys(CLIENT_KEYS, table.format("python")),
        **dict.fromkeys(KEYS, head),
    }


def _targets(value: object, targets: Sequence[str], file: Path) -> tuple[str, ...]:
    if not is_array(value) or not value or not all(isinstance(x, str) for x in value):
        raise Misused(
            f'{file}: `targets` has to be a list of names, for example ["python"]'
        )
    for name in value:
        known(name, targets, file, "target")
    return tuple(dict.fromkeys(value))


def _target_settings(target: str, value: object, file: Path) -> TargetSettings:
    if not is_object(value):
        raise Misused(f"{file}: `{target}` has to be a table")
    if target == "docs":
        return TargetSettings(docs=docs_settings(value, file, _places(file)))
    for key in value:
        keys = CLIENT_KEYS if target == "python" else TARGET_KEYS
        known(key, keys, file, f"setting of target {target}", _places(file))
    settings = TargetSettings(
        text(value, "package", file, ""),
        text(value, "distribution", file, ""),
        environment=_environment(value, file),
    )
    check_package(settings.package, str(file))
    _check_distribution(settings.distribution, file)
    return settings


def _environment(table: Mapping[str, object], file: Path) -> Mapping[str, str]:
    wished = strings(table, "environment", file)
    for name in wished.values():
        if not _VARIABLE.fullmatch(name):
            hint = "Letters, digits and underscores, no digit first."
            raise Misused(f"{file}: {name!r} is no environment variable", hint)
    return wished


def check_package(name: str, where: str) -> None:
    """Accept "" and names that can be imported.

    Raises:
        Misused: the name cannot be imported, or would hide a package that the generated code needs.
    """
    if not name:
        return
    fits = name.isascii() and name.isidentifier() and not keyword.iskeyword(name)
    if not fits or len(name) > 100:
        hint = "ASCII letters, digits and underscores, no digit first, no keyword."
        raise Misused(f"{where}: {name!r} is no name of a Python package", hint)
    if is_taken(name):
        raise Misused(
            f"{where}: {name!r} is the name of a module of Python, or of a package that the client itself needs"
        )


def _check_distribution(name: str, file: Path) -> None:
    if name and not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", name):
        raise Misused(f"{file}: {name!r} is no name of a distribution (PEP 508)")


def _overridden(settings: Project | None, words: Overrides, here: Path) -> Project:
    project = _for_document(settings, words.spec, here)
    chosen = tuple(dict.fromkeys(words.targets))
    if words.package is not None:
        check_package(words.package, "--package")
        said = project.settings
        own = {
            name: replace(
                said.get(name, TargetSettings()), package=words.package, distribution=""
            )
            for name in chosen or project.targets
        }
        project = replace(project, settings={**said, **own})
    return replace(
        with_words(project, words),
        output=words.output or project.output,
        flat=words.output is not None and len(chosen) == 1,
        targets=chosen or project.targets,
        whole=not chosen or set(chosen) >= set(project.targets),
        strict=words.strict,
    )


def with_words(project: Project, words: Overrides) -> Project:
    """The project with what the command line allows to be read beside the document.

    Raises:
        Misused: a word is no host or no folder.
    """
    hosts = {host(name, "--allow-remote") for name in words.hosts}
    folders = [folder(path, "--allow-folder") for path in words.folders]
    return replace(
        project,
        hosts=project.hosts | hosts,
        folders=tuple(dict.fromkeys((*project.folders, *folders))),
        swagger=bool(project.swagger) or words.swagger,
    )


def _for_document(settings: Project | None, spec: Path | None, here: Path) -> Project:
    """The settings where they speak of this document; else what of them holds for any document."""
    unnamed = settings is None or realpath(settings.spec) == realpath(settings.root)
    if spec is None:
        if settings is None or unnamed:
            hint = "Give it as an argument, or as `spec` in the settings."
            raise Misused("no document is named", hint)
        return settings
    if settings and (unnamed or realpath(settings.spec) == realpath(spec)):
        return replace(settings, spec=spec)
    return Project(
        root=here,
        spec=spec,
        output=Path("generated"),
        templates=settings.templates if settings else None,
        hosts=settings.hosts if settings else frozenset(),
        folders=settings.folders if settings else (),
        swagger=settings is not None and bool(settings.swagger),
    )
