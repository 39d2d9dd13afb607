"""The variants of a value go in; a table with all of them side by side, or one below the other, comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.rows import (
    CellView,
    ColumnView,
    CompareView,
    FieldView,
    LineView,
    NestedView,
    scope_of,
)
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

MOST_BESIDE = 4
"""Variants that stand side by side."""

NAMES_A_SHARED = 8
"""Names in a table of variants for each one that at least two of them have."""

CELLS_A_FULL = 3
"""Cells of such a table for each that is not empty."""

FEW_ROWS = 24
"""Rows of all variants together that are shown without a click."""

MOST_FIRST = 3
"""Fields that tell a variant that has no name."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant that is opened.

    Attributes:
        label: its name, or a number.
        nameless: it has nothing but a number.
        column: it as a column of a table.
        fields: its rows by their names.
        rest: what is said of keys that it does not declare.
        below: what is opened below its rows.
        rules: what else has to hold of it, in sentences.
    """

    label: Words
    nameless: bool
    column: ColumnView
    fields: Mapping[str, FieldView]
    rest: Words | None
    below: tuple[NestedView, ...] = ()
    rules: tuple[Words, ...] = ()


def opened(
    found: Sequence[Variant],
    others: Words | None,
    anchor: Callable[[str], Code],
    around: NestedView,
    site: Site,
) -> NestedView:
    """Variants side by side where they are few and have fields in common; else one below the other, closed where they are long.

    Args:
        others: what else the value may be.
        anchor: gives the id of the line of a name.
        around: what they are opened in.
    """
    if alike(found):
        common = found[0] if is_said_of_all(found) else None
        if common:
            found = [replace(one, rules=(), rest=None) for one in found]
            around = replace(around, rules=common.rules, rest=common.rest)
        return replace(around, compare=side_by_side(found, others, anchor))
    few = sum(len(one.fields) for one in found) <= FEW_ROWS
    apart = tuple(alone(one, around.anchor, few, site) for one in found)
    return replace(around, apart=apart, rest=others)


def is_said_of_all(found: Sequence[Variant]) -> bool:
    """Whether the same has to hold of every variant beside what its rows say."""
    said = {(tuple(r.md for r in one.rules), one.rest and one.rest.md) for one in found}
    return len(said) == 1


def alike(found: Sequence[Variant]) -> bool:
    """Whether a table of variants has few columns, lines with more than one cell, and not many empty ones."""
    having = Counter(name for one in found for name in one.fields)
    shared = sum(count > 1 for count in having.values())
    few = len(found) <= MOST_BESIDE
    full = having.total() * CELLS_A_FULL >= len(having) * len(found)
    return few and full and shared > 0 and shared * NAMES_A_SHARED >= len(having)


def side_by_side(
    found: Sequence[Variant], others: Words | None, anchor: Callable[[str], Code]
) -> CompareView:
    """Variants as columns of a table; what their fields hold is opened below it."""
    names = dict.fromkeys(name for one in found for name in one.fields)
    return CompareView(
        columns=tuple(one.column for one in found),
        lines=tuple(
            LineView(
                anchor=anchor(name),
                name=words.named(name),
                cells=tuple(CellView(one.label, one.fields.get(name)) for one in found),
            )
            for name in names
        ),
        opened=tuple(below(found)),
        more=tuple(further(found, anchor)),
        others=others,
    )


def below(found: Sequence[Variant]) -> Iterator[NestedView]:
    """What the fields of variants hold; what several say of one that is described elsewhere is said once."""
    said: set[tuple[str, str]] = set()
    for one in found:
        for name, view in one.fields.items():
            if view.nested is None:
                continue
            elsewhere = view.nested.more
            if elsewhere is not None and not (view.nested.fields or view.nested.apart):
                if (name, elsewhere.html) in said:
                    continue
                said.add((name, elsewhere.html))
            yield replace(view.nested, title=title_in(name, view.nested))


def further(
    found: Sequence[Variant], anchor: Callable[[str], Code]
) -> Iterator[NestedView]:
    """What there is of variants beside their rows."""
    for one in found:
        if one.below or one.rules or one.rest:
            title = words.unlinked(one.label)
            at = anchor("more")
            rest = (one.rest,) if one.rest else ()
            yield NestedView(
                title, True, at, apart=one.below, rules=(*one.rules, *rest)
            )


def title_in(name: str, nested: NestedView) -> Words:
    """What an object is opened under where it stands below the table that has its row."""
    return words.joined([words.code(name), nested.title], " · ")


def alone(one: Variant, anchor: Code, open: bool, site: Site) -> NestedView:
    """A variant by itself, told by its name and when it applies, else by its first fields."""
    said = [words.joined([site.label("when"), when], " ") for when in one.column.when]
    if one.column.known:
        said.append(words.joined(one.column.known, " "))
    if one.nameless and not said:
        first = [words.code(name) for name in [*one.fields][:MOST_FIRST]]
        more = ", …" if len(one.fields) > MOST_FIRST else ""
        said.append(words.joined([words.joined(first, ", "), words.raw(Code(more))]))
    # What one clicks on holds no link; the twin has it.
    name = Words(one.label.html, one.column.title.md)
    return NestedView(
        title=words.joined([name, *said], " · "),
        open=open,
        anchor=anchor,
        doc=one.column.doc,
        fields=one.column.fields,
        scope=scope_of(one.column.fields),
        apart=one.below,
        rules=one.rules,
        rest=one.rest,
    )
