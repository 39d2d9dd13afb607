"""Every shape of the layout printer, at any width and depth, is exactly what black makes of the same code on one line."""

from __future__ import annotations

import ast

import black
import pytest
from black.mode import Mode, TargetVersion
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import layout
from generator.languages.code import Code
from generator.languages.layout import (
    Argument,
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
from generator.languages.statements import laid_out
from languages.trees import dotted, expressions, indents, names, names_only, types

MODE = Mode(target_versions={TargetVersion.PY311})


def placed(statement: str, indent: int, after: str = "", outside: str = "if a:") -> str:
    """Return a module in which a statement stands `indent` deep, black's own way."""
    lines = [f"{' ' * depth}{outside}" for depth in range(0, indent, 4)]
    margin = " " * indent
    return "\n".join([*lines, f"{margin}{statement}{after}"]) + "\n"


def check(
    flat: str, code: str, indent: int, after: str = "", outside: str = "if a:"
) -> None:
    expected = black.format_str(placed(flat, indent, after, outside), mode=MODE)
    assert placed(code, indent, after, outside) == expected


@given(dotted, expressions, indents)
def test_assign(target: Code, value: Expression, indent: int) -> None:
    flat = f"{target} = {layout.flat(value)}"
    check(flat, layout.assign(target, value, indent), indent)


@given(names, types, indents)
def test_annassign_without_value(
    target: Code, annotation: Expression, indent: int
) -> None:
    flat = f"{target}: {layout.flat(annotation)}"
    check(flat, layout.annassign(target, annotation, indent=indent), indent)


@given(names, types | expressions, expressions, indents)
def test_annassign(
    target: Code, annotation: Expression, value: Expression, indent: int
) -> None:
    flat = f"{target}: {layout.flat(annotation)} = {layout.flat(value)}"
    check(flat, layout.annassign(target, annotation, value, indent), indent)


@given(names_only, st.lists(expressions, max_size=5), indents)
def test_expression(
    function: Expression, arguments: list[Expression], indent: int
) -> None:
    value = Call(function, tuple(arguments))
    check(layout.flat(value), layout.expression(value, indent), indent)


begins = st.sampled_from(
    ["", "return ", "return await ", "x = ", "x: A = ", "x: A[b.C, D] = "]
)


@given(begins, names_only, st.lists(expressions, max_size=5), indents)
def test_calls(
    begin: str, function: Expression, arguments: list[Expression], indent: int
) -> None:
    flat = Code(f"{begin}{layout.flat(Call(function, tuple(arguments)))}")
    body = placed(flat, indent, outside="async def f():")
    code = placed(laid_out(flat, indent), indent, outside="async def f():")
    assert code == black.format_str(body, mode=MODE)


@given(expressions, indents)
def test_returns(value: Expression, indent: int) -> None:
    body = placed(f"return {layout.flat(value)}", indent)
    code = placed(layout.returns(value, indent), indent)
    assert code == black.format_str(body, mode=MODE)


arguments = st.builds(
    Argument,
    names,
    st.one_of(st.none(), types, types, types),
    st.one_of(st.none(), st.just(Atom(Code("omit"))), expressions),
)


@given(
    names,
    st.lists(arguments, max_size=6),
    st.sampled_from(["", "self", "self, *"]),
    st.one_of(st.none(), types),
    indents,
    st.booleans(),
    st.booleans(),
)
def test_signature(
    name: Code,
    parameters: list[Argument],
    start: str,
    result: Expression | None,
    indent: int,
    is_async: bool,
    stub: bool,
) -> None:
    first = [Argument(Code(one)) for one in start.split(", ") if one]
    if start.endswith("*") and not parameters:
        first = first[:1]
    if "*" not in start:
        # A parameter without default may not follow one with default before the star.
        parameters = sorted(parameters, key=lambda one: one.default is not None)
    code = layout.signature(
        name, [*first, *parameters], result, indent, is_async=is_async, stub=stub
    )
    after = "" if stub else f"\n{' ' * indent}    return"
    flat = "".join(_flat_signature(name, [*first, *parameters], result))
    flat = f"{'async ' if is_async else ''}{flat}{' ...' if stub else ''}"
    check(flat, code, indent, after, "class a:")


def test_a_tuple_of_one_as_a_default() -> None:
    called = TupleOf((Call(PET, (Keyword(Code("x"), PET), Keyword(Code("y"), PET))),))
    for default in (called, Or((called, ListOf(())))):
        given = [Argument(Code("x" * 20), WORDS, default)]
        code = layout.signature(Code("f"), given, None, 4)
        flat = _flat_signature(Code("f"), given, None)
        check(flat, code, 4, "\n        return", "class a:")


def _flat_signature(
    name: Code, parameters: list[Argument], result: Expression | None
) -> str:
    written = []
    for one in parameters:
        text = str(one.name)
        if one.annotation is not None:
            text += f": {layout.flat(one.annotation)}"
        if one.default is not None:
            text += f" = {layout.flat(one.default)}"
        written.append(text)
    arrow = f" -> {layout.flat(result)}" if result is not None else ""
    return f"def {name}({', '.join(written)}){arrow}:"


@given(dotted, st.lists(names, min_size=1, max_size=6), indents)
def test_import_from(module: Code, imported: list[Code], indent: int) -> None:
    flat = f"from {module} import {', '.join(imported)}"
    check(flat, layout.import_from(module, imported, indent), indent)


json = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json, indents)
def test_json_reads_back_equal_and_is_laid_out(value: object, indent: int) -> None:
    tree = layout.literal(value)  # type: ignore[arg-type]
    code = layout.assign(Code("x"), tree, indent)
    assert layout.flat(tree) == literal(value)  # type: ignore[arg-type]
    assert ast.literal_eval(code.removeprefix("x = ").strip()) == value
    check(f"x = {layout.flat(tree)}", code, indent)


PET = Atom(Code("models.Pet"))
LONG = Atom(Code("x" * 60))
WORDS = Subscript(
    Atom(Code("Literal")), tuple(Atom(literal("word" * n)) for n in range(1, 9))
)


@pytest.mark.parametrize(
    "value",
    [
        TupleOf((Call(LONG, (PET, PET)),)),
        ListOf((LONG, LONG)),
        DictOf(((LONG, LONG),)),
        Or((LONG, PET, PET)),
        Subscript(LONG, (LONG,)),
        Lambda(Subscript(LONG, (LONG,))),
        Call(LONG, (Keyword(Code("a"), LONG), PET)),
        Atom(literal("视" * 60)),
        Atom(literal("a" * 200)),
    ],
)
@pytest.mark.parametrize("indent", [0, 8])
def test_long_values(value: Expression, indent: int) -> None:
    flat = layout.flat(value)
    check(f"x = {flat}", layout.assign(Code("x"), value, indent), indent)
    code = layout.annassign(Code("x"), WORDS, value, indent)
    check(f"x: {layout.flat(WORDS)} = {flat}", code, indent)


@pytest.mark.parametrize(
    "names", [[], ["self"], ["self", "*", "a"], ["self", "*", "a" * 70]]
)
def test_long_results(names: list[str]) -> None:
    for result in (WORDS, LONG, Or((LONG, LONG)), Subscript(Atom(Code("a")), (LONG,))):
        code = layout.signature(
            Code("f"), [Argument(Code(name)) for name in names], result, 4
        )
        flat = f"def f({', '.join(names)}) -> {layout.flat(result)}:"
        check(flat, code, 4, "\n        return", "class a:")


def test_an_atom_has_one_line() -> None:
    with pytest.raises(ValueError, match="line breaks"):
        layout.assign(Code("x"), Atom(Code('"""a\nb"""')))
