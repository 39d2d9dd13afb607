"""The views of fields: rows, what they hold, and variants side by side."""

from __future__ import annotations

from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Part
from generator.targets.docs.words import Words

ROW_SCOPE, NO_SCOPE = Code(" scope=row"), Code("")


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link; `current` marks the page itself, `method` goes before the label of an operation."""

    label: Words
    href: Code
    current: bool = False
    method: MethodView | None = None
    language: Code | None = None
    rel: Code | None = None


@dataclass(frozen=True, slots=True)
class MethodView:
    """An HTTP method: as it is shown, and the class that colours it."""

    shown: Words
    kind: Code


@dataclass(frozen=True, slots=True)
class AboutView:
    """What is said of a property or a parameter wherever it stands.

    Attributes:
        name: as it is sent.
        marks: deprecated and the like.
        values: the list that a value is chosen from; `values_label` says whether there may be others.
        written: how an array or an object is written in an address or a header field.
        parts: what is said of items and the like, which have no rows.
        stop: what ends the text where more follows on its line, and it does not end by itself.
    """

    name: Words
    type: Words
    required: bool
    marks: tuple[MarkView, ...]
    doc: Words
    limits: tuple[Words, ...]
    values_label: Words
    values: tuple[Words, ...]
    default: Words | None
    examples: tuple[Words, ...]
    written: Words | None
    parts: tuple[tuple[Words, Words], ...]
    has_facts: bool
    stop: Code


@dataclass(frozen=True, slots=True)
class FieldView:
    """A row: a property or a parameter in its place.

    Attributes:
        anchor: id of the row, unique on its page.
        cases: when it is more than its row says.
        inside: the names of the fields of an object that has a page of its own and is not opened.
    """

    anchor: Code
    about: AboutView
    cases: tuple[Words, ...]
    inside: Words | None
    nested: NestedView | None
    has_facts: bool


@dataclass(frozen=True, slots=True)
class MarkView:
    """A word beside a name, and the class that colours it."""

    shown: Words
    kind: Code


@dataclass(frozen=True, slots=True)
class NestedView:
    """An object opened in place.

    Attributes:
        title: what is opened, in a few words.
        open: it is shown from the beginning.
        anchor: id of the row that holds it.
        mark: id of its own, where no row holds it.
        doc: what is said of it, where no row above says that.
        scope: what the cells of the names need to say of themselves.
        compare: variants side by side, in place of fields.
        apart: variants one below the other, in place of fields; below fields what else there may be.
        rules: what else has to hold of the object, in sentences.
        rest: what is said of keys that are not declared.
        more: a link to where an object that is not opened here is described.
    """

    title: Words
    open: bool
    anchor: Code
    mark: Code | None = None
    doc: Words | None = None
    fields: tuple[FieldView, ...] = ()
    scope: Code = NO_SCOPE
    compare: CompareView | None = None
    apart: tuple[NestedView, ...] = ()
    rules: tuple[Words, ...] = ()
    rest: Words | None = None
    more: Words | None = None


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A variant: its name, when it applies, values that the document names for which it does, and what is said of it where no page does."""

    title: Words
    when: tuple[Words, ...]
    known: tuple[Words, ...]
    fields: tuple[FieldView, ...]
    doc: Words | None


@dataclass(frozen=True, slots=True)
class LineView:
    """A property of some of the variants; a cell is None where a variant has none of that name."""

    anchor: Code
    name: Words
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """What a property is in one variant."""

    variant: Words
    field: FieldView | None


@dataclass(frozen=True, slots=True)
class CompareView:
    """Variants side by side.

    Attributes:
        opened: objects in the variants' properties, below the table.
        more: what there is of variants beside their rows, below that.
        others: what else the value may be.
    """

    columns: tuple[ColumnView, ...]
    lines: tuple[LineView, ...]
    opened: tuple[NestedView, ...]
    more: tuple[NestedView, ...]
    others: Words | None


def scope_of(fields: tuple[FieldView, ...]) -> Code:
    """What the cells of names say of themselves: that they head their rows, where cells of data stand below them too.

    Elsewhere HTML has it so anyway (HTML standard, section 4.9.12.2).
    """
    return ROW_SCOPE if any(one.nested for one in fields) else NO_SCOPE


@dataclass(frozen=True, slots=True)
class Block:
    """An object opened, as HTML and as Markdown; its rows have ids that begin with where it is put."""

    html: Part
    md: Part
