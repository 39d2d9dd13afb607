"""Operations with their arguments go in; classes of options, for what their methods may be told, come out."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.model import Operation, Pointer
from generator.languages.code import Code
from generator.languages.python import docstring
from generator.languages.python.lines import words_of
from generator.languages.python.modules import class_head
from generator.languages.python.prose import noted, telling, unwrapped
from generator.languages.statements import LINE, laid_out
from generator.languages.width import width
from generator.names import Names
from generator.records import dataclass
from generator.targets.python.methods import heading
from generator.targets.python.signatures import Argument

MARGIN = 8
"""Columns before the parameters of a method."""


@dataclass(frozen=True, slots=True)
class KeyView:
    """An argument that may be left out, and the docstring below it, empty for none."""

    declaration: Code
    doc: Code


@dataclass(frozen=True, slots=True)
class OptionsView:
    """A typed dict of the arguments that some methods take beside those that they name."""

    head: Code
    keys: tuple[KeyView, ...]


def chosen(
    operations: Mapping[Pointer, tuple[Operation, tuple[Argument, ...]]], names: Names
) -> tuple[dict[Pointer, Code], tuple[OptionsView, ...]]:
    """The class of each operation whose methods do not name all arguments, and the classes in their order.

    Operations with the same options share a class, which is called after the one of them with the shortest name.
    """
    groups: dict[tuple[KeyView, ...], list[Pointer]] = {}
    for pointer, (_, found) in operations.items():
        optional = tuple(one for one in found if not one.required)
        if optional and not is_short(found) and not hides(optional):
            groups.setdefault(tuple(map(key_view, optional)), []).append(pointer)
    classes: dict[Pointer, Code] = {}
    views: list[OptionsView] = []
    for keys, pointers in groups.items():
        name = min((names.options[one] for one in pointers), key=lambda n: (len(n), n))
        classes |= dict.fromkeys(pointers, name)
        views.append(OptionsView(class_head(name, Code("Options, total=False")), keys))
    return classes, tuple(views)


def is_short(found: tuple[Argument, ...]) -> bool:
    """Whether all arguments fit on one line of a method's head."""
    inside = ", ".join(heading([one.declared() for one in found]))
    return MARGIN + width(inside) <= LINE


def hides(optional: tuple[Argument, ...]) -> bool:
    """Whether an argument is called like something that the types of others are made of, which its key would hide."""
    words = words_of(one.annotation for one in optional)
    return any(str(one.name) in words for one in optional)


def key_view(one: Argument) -> KeyView:
    """An argument as a key."""
    said = telling(one.doc.description or one.doc.summary, (one.name,))
    text = noted(unwrapped(said), ["Deprecated."] if one.deprecated else [])
    return KeyView(laid_out(one.keyed(), 4), docstring(text, 4, below=True))
