"""Operations with their arguments go in; classes of options, for what their methods may be told, come out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from generator.ir.model import Operation, Pointer
from generator.languages.code import Code
from generator.languages.python import docstring
from generator.languages.python.imports import grouped
from generator.languages.python.lines import as_imports, words_of
from generator.languages.python.modules import class_head, comments, defined
from generator.languages.python.prose import noted, telling, unwrapped
from generator.languages.rules import LanguageRules
from generator.languages.statements import LINE, laid_out
from generator.languages.width import width
from generator.names import Names, Resource, common_options
from generator.project import Project
from generator.records import dataclass
from generator.render import Page
from generator.targets.python.methods import heading
from generator.targets.python.needs import place_of
from generator.targets.python.signatures import Argument

TEMPLATE = "python/options.py.j2"
MARGIN = 8
"""Columns before the parameters of a method."""


@dataclass(frozen=True, slots=True)
class KeyView:
    """An argument that may be left out.

    Attributes:
        doc: the docstring below it, empty for none.
        words: what its type is made of.
    """

    declaration: Code
    doc: Code
    words: frozenset[str]


Keys: TypeAlias = tuple[KeyView, ...]
"""The arguments of one method that may be left out."""


@dataclass(frozen=True, slots=True)
class OptionsView:
    """A typed dict of the arguments that some methods take beside those that they name."""

    head: Code
    keys: Keys


@dataclass(frozen=True, slots=True)
class OptionsModuleView:
    """The module of options that methods of several resources take."""

    header: tuple[Code, ...]
    imports: tuple[tuple[Code, ...], ...]
    options: tuple[OptionsView, ...]


Given: TypeAlias = Mapping[Pointer, tuple[Operation, tuple[Argument, ...]]]
"""Operations of a resource, with their arguments."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Which options operations take.

    Attributes:
        classes: id of an operation -> its class, for those whose methods do not name all arguments.
        own: resource -> the classes that its module declares, in their order.
        common: the classes that methods of several resources take, in the order of their names.
        common_names: these names.
        words: what the declarations of these are made of.
    """

    classes: Mapping[Pointer, Code]
    own: Mapping[Resource, tuple[OptionsView, ...]]
    common: tuple[OptionsView, ...]
    common_names: frozenset[Code]
    words: frozenset[str]


def chosen(
    given: Mapping[Resource, Given], names: Names, rules: LanguageRules
) -> Taken:
    """The classes of options.

    Operations with the same options share a class. In one resource it is called after the one of them with the shortest name.
    """
    classes: dict[Pointer, Code] = {}
    own: dict[Resource, list[OptionsView]] = {one: [] for one in given}
    several: list[tuple[Keys, list[Pointer]]] = []
    for keys, takers in alike(given).items():
        pointers = [pointer for _, pointer in takers]
        if len({resource for resource, _ in takers}) > 1:
            several.append((keys, pointers))
            continue
        name = min((names.options[one] for one in pointers), key=lambda n: (len(n), n))
        classes |= dict.fromkeys(pointers, name)
        own[takers[0][0]].append(options_view(name, keys))
    groups = [(defined(keys[0].declaration), pointers) for keys, pointers in several]
    called = common_options(groups, names, rules, frozenset(map(str, classes.values())))
    common: list[tuple[Code, Keys]] = []
    for name, (keys, pointers) in zip(called, several, strict=True):
        classes |= dict.fromkeys(pointers, name)
        common.append((name, keys))
    return Taken(
        classes=classes,
        own={resource: tuple(views) for resource, views in own.items()},
        common=tuple(options_view(*one) for one in sorted(common)),
        common_names=frozenset(called),
        words=frozenset(
            word for keys, _ in several for key in keys for word in key.words
        ),
    )


def alike(
    given: Mapping[Resource, Given],
) -> dict[Keys, list[tuple[Resource, Pointer]]]:
    """Options -> the operations whose methods do not name all arguments and leave these to a class."""
    groups: dict[Keys, list[tuple[Resource, Pointer]]] = {}
    for resource, operations in given.items():
        for pointer, (_, found) in operations.items():
            optional = tuple(one for one in found if not one.required)
            if optional and not is_short(found) and not hides(optional):
                keys = tuple(map(key_view, optional))
                groups.setdefault(keys, []).append((resource, pointer))
    return groups


def options_view(name: Code, keys: Keys) -> OptionsView:
    """A class."""
    return OptionsView(class_head(name, Code("Options, total=False")), keys)


def pages(taken: Taken, project: Project) -> list[Page]:
    """The module of the classes that methods of several resources take; none where there are none."""
    if not taken.common:
        return []
    lines: dict[str, set[str]] = {"._runtime.options": {"Options"}}
    for word in taken.words:
        place = place_of(word).replace("..", ".", 1)
        if place:
            lines.setdefault(place, set()).add(word)
    if "dt" in taken.words:
        lines["dt"] = set()
    view = OptionsModuleView(
        comments(project, TEMPLATE), grouped(as_imports(lines, {})), taken.common
    )
    return [Page(f"{project.package}/options.py", TEMPLATE, view, proven=True)]


def is_short(found: tuple[Argument, ...]) -> bool:
    """Whether all arguments fit on one line of a method's head."""
    if sum(len(one.name) + len(one.annotation) for one in found) > LINE:
        return False
    inside = ", ".join(heading([one.declared() for one in found]))
    return MARGIN + width(inside) <= LINE


def hides(optional: tuple[Argument, ...]) -> bool:
    """Whether an argument is called like something that the types of others are made of, which its key would hide."""
    words = words_of(one.annotation for one in optional)
    return any(str(one.name) in words for one in optional)


def key_view(one: Argument) -> KeyView:
    """An argument as a key."""
    said = one.doc.description or one.doc.summary
    return _key_view(one.keyed(), said, str(one.name), one.deprecated)


@lru_cache(maxsize=4096)
def _key_view(keyed: Code, said: str, name: str, deprecated: bool) -> KeyView:
    text = noted(
        unwrapped(telling(said, (name,))), ["Deprecated."] if deprecated else []
    )
    annotation = keyed.removeprefix(f"{name}: ")
    return KeyView(
        laid_out(keyed, 4),
        docstring(text, 4, below=True),
        frozenset(words_of((annotation,))),
    )
