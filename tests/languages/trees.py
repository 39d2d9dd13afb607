"""Hypothesis strategies: random expressions and statements of every shape that the layout printer has."""

from __future__ import annotations

from hypothesis import strategies as st

from generator.languages import layout
from generator.languages.code import Code
from generator.languages.layout import (
    Atom,
    Call,
    DictOf,
    Expression,
    Keyword,
    Lambda,
    ListOf,
    Or,
    Subscript,
    TupleOf,
)
from generator.languages.python import literal

LETTERS = "abcdefgh_"

names = st.integers(1, 45).flatmap(
    lambda size: st.text(LETTERS, min_size=size, max_size=size).map(
        lambda text: Code(f"x{text}")
    )
)
dotted = st.lists(names, min_size=1, max_size=3).map(
    lambda parts: Code(".".join(parts))
)
short_dotted = st.sampled_from(["models.Pet", "int", "str", "None", "Any", "omit"]).map(
    Code
)
literals = st.one_of(
    st.text("abc 视频\"'", max_size=60),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
).map(literal)
atoms = st.one_of(short_dotted, short_dotted, dotted, literals).map(Atom)
names_only = st.one_of(short_dotted, dotted).map(Atom)


def _compound(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, max_size=5).map(tuple)
    some = st.lists(inner, min_size=1, max_size=5).map(tuple)
    keywords = st.builds(Keyword, names, inner)
    arguments = st.tuples(
        st.lists(inner, max_size=3), st.lists(keywords, max_size=4)
    ).map(lambda both: (*both[0], *both[1]))
    return st.one_of(
        st.builds(Call, names_only, arguments),
        st.builds(Subscript, names_only, some),
        st.builds(Or, st.lists(operands(inner), min_size=2, max_size=6).map(tuple)),
        st.builds(ListOf, several),
        st.builds(TupleOf, several),
        st.builds(DictOf, st.lists(st.tuples(atoms, inner), max_size=4).map(tuple)),
        st.builds(Lambda, inner),
    )


def operands(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """What can stand beside a bar without parentheses."""
    return inner.filter(lambda value: not isinstance(value, Or | Lambda))


expressions: st.SearchStrategy[Expression] = st.recursive(
    atoms, _compound, max_leaves=14
)

types: st.SearchStrategy[Expression] = st.recursive(
    names_only,
    lambda inner: st.one_of(
        st.builds(
            Subscript, names_only, st.lists(inner, min_size=1, max_size=4).map(tuple)
        ),
        st.builds(
            Subscript,
            st.just(Atom(Code("Literal"))),
            st.lists(literals.map(Atom), min_size=1, max_size=9).map(tuple),
        ),
        st.builds(Or, st.lists(operands(inner), min_size=2, max_size=6).map(tuple)),
    ),
    max_leaves=10,
)
indents = st.sampled_from([0, 4, 8, 12])

assigned = st.builds(layout.assign, dotted, expressions, indents)
declared = st.builds(layout.annassign, names, types, st.none(), indents)
initialised = st.builds(layout.annassign, names, types, expressions, indents)
called = st.builds(
    layout.expression,
    st.builds(Call, names_only, st.lists(expressions, max_size=4).map(tuple)),
    indents,
)
