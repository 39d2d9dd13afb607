"""Operations with their arguments go in; classes of options, for what their methods may be told, come out."""

from __future__ import annotations

from collections import Counter
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
FEW = 4
"""Operations that are too few for a class of what they have in common."""
MARGIN = 8
"""Columns before the parameters of a method."""


@dataclass(frozen=True, slots=True)
class KeyView:
    """An argument that may be left out.

    Attributes:
        doc: the docstring below it, empty for none.
        words: what its type is made of.
        is_field: it is a field of the body.
    """

    declaration: Code
    doc: Code
    words: frozenset[str]
    is_field: bool


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


Groups: TypeAlias = Mapping[Keys, list[tuple[Resource, Pointer]]]
"""Options -> the operations that take them, with their resources."""

Given: TypeAlias = Mapping[Pointer, tuple[Operation, tuple[Argument, ...]]]
"""Operations of a resource, with their arguments."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Which options operations take.

    Attributes:
        classes: id of an operation -> its class, for those whose methods do not name all arguments.
        own: resource -> the classes that its module declares, in their order.
        common: the classes that methods of several resources take, in the order of their names; first the one that others
            are derived from.
        common_names: these names.
        words: what the declarations of these are made of.
        base: the keys of that class, which come first among the options of an operation that has all of them.
    """

    classes: Mapping[Pointer, Code]
    own: Mapping[Resource, tuple[OptionsView, ...]]
    common: tuple[OptionsView, ...]
    common_names: frozenset[Code]
    words: frozenset[str]
    base: Keys

    def ordered(self, found: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """Arguments in the order of the classes that they stand in."""
        optional = [(key_view(one), one) for one in found if not one.required]
        if not self.base or not {*self.base} <= {key for key, _ in optional}:
            return found
        places = {key: at for at, key in enumerate(self.base)}
        optional.sort(key=lambda both: places.get(both[0], len(places)))
        required = [one for one in found if one.required]
        return (*required, *(one for _, one in optional))


def chosen(
    given: Mapping[Resource, Given], names: Names, rules: LanguageRules
) -> Taken:
    """The classes of options.

    Operations with the same options share a class. In one resource it is called after the one of them with the shortest name.
    What many operations of all kinds may be told stands in a class that the others are derived from.
    """
    groups = alike(given)
    base = shared_keys(groups)
    found, common = named(groups, base, names, rules)
    root = found.get(base, Code("Options"))
    classes: dict[Pointer, Code] = {}
    own: dict[Resource, list[OptionsView]] = {one: [] for one in given}
    for keys, takers in groups.items():
        name = root if {*keys} == {*base} else found[keys]
        classes |= {pointer: name for _, pointer in takers}
        if keys not in common and name != root:
            own[takers[0][0]].append(derived(name, keys, root, base))
    views = sorted((found[keys], keys) for keys in common)
    return Taken(
        classes=classes,
        own={resource: tuple(many) for resource, many in own.items()},
        common=(
            *([options_view(root, base)] if base else []),
            *(derived(*one, root, base) for one in views),
        ),
        common_names=frozenset(found[keys] for keys in (*common, base) if keys),
        words=frozenset(
            w for keys in (*common, base) for key in keys for w in key.words
        ),
        base=base,
    )


def named(
    groups: Groups, base: Keys, names: Names, rules: LanguageRules
) -> tuple[dict[Keys, Code], frozenset[Keys]]:
    """The names of all classes, that of `base` among them; and the options that several resources take."""
    found: dict[Keys, Code] = {}
    several: list[tuple[Keys, list[Pointer]]] = []
    for keys, takers in groups.items():
        pointers = [pointer for _, pointer in takers]
        if {*keys} == {*base}:
            continue
        if len({resource for resource, _ in takers}) > 1:
            several.append((keys, pointers))
        else:
            wishes = [names.options[one] for one in pointers]
            found[keys] = min(wishes, key=lambda name: (len(name), name))
    called = common_options(
        [(defined(keys[0].declaration), pointers) for keys, pointers in several],
        names,
        rules,
        frozenset(map(str, found.values())),
        base=bool(base),
    )
    if base:
        found[base] = called.pop(0)
    common = [keys for keys, _ in several]
    return found | dict(zip(common, called, strict=True)), frozenset(common)


def shared_keys(groups: Groups) -> Keys:
    """The parameters that would be said again most often if operations that have all of them did not share them.

    At least two, of a quarter of the operations that have a class; none where there are none.
    """
    counted = Counter[KeyView]()
    for keys, takers in groups.items():
        counted.update(dict.fromkeys(keys, len(takers)))
    least = max(FEW, sum(map(len, groups.values())) / 4)
    often = [key for key, n in counted.most_common() if n >= least and not key.is_field]
    best, saved = frozenset[KeyView](), 0
    for number in range(2, len(often) + 1):
        some = frozenset(often[:number])
        having = [len(takers) for keys, takers in groups.items() if some <= {*keys}]
        if sum(having) >= least and len(having) > 1 and sum(having) * number > saved:
            best, saved = some, sum(having) * number
    return tuple(key for key in counted if key in best)


def derived(name: Code, keys: Keys, root: Code, base: Keys) -> OptionsView:
    """A class, which has what it shares with many others from the one at the root."""
    if not base or not {*base} <= {*keys}:
        return options_view(name, keys)
    rest = tuple(key for key in keys if key not in base)
    return OptionsView(class_head(name, Code(f"{root}, total=False")), rest)


def alike(given: Mapping[Resource, Given]) -> Groups:
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
    is_field = not isinstance(one.key, str)
    return _key_view(one.keyed(), said, str(one.name), one.notes, is_field)


@lru_cache(maxsize=4096)
def _key_view(
    keyed: Code, said: str, name: str, notes: tuple[str, ...], is_field: bool
) -> KeyView:
    text = noted(unwrapped(telling(said, (name,))), [*notes])
    annotation = keyed.removeprefix(f"{name}: ")
    return KeyView(
        laid_out(keyed, 4),
        docstring(text, 4, below=True),
        frozenset(words_of((annotation,))),
        is_field,
    )
