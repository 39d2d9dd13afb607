"""Small trees of Python expressions -> statements laid out exactly as black lays them out.

Every function takes `indent`, the column of the statement's first line, and returns text whose first line has no
indentation (the template has it) and whose other lines have theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

from generator.ir.model import Json
from generator.languages.code import Code
from generator.languages.python.strings import MAX_DEPTH, scalar, string
from generator.languages.splitting import split
from generator.languages.tokens import (
    BAR,
    CLOSE,
    COMMA,
    EQUAL,
    LINE_LENGTH,
    OPEN,
    Token,
)
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Atom:
    """A name, a dotted name, a number or a string: text without brackets, operators and line breaks."""

    code: Code


@dataclass(frozen=True, slots=True)
class Call:
    function: Expression
    arguments: tuple[Expression | Keyword, ...] = ()


@dataclass(frozen=True, slots=True)
class Keyword:
    """``name=value`` in a call."""

    name: Code
    value: Expression


@dataclass(frozen=True, slots=True)
class Subscript:
    """``base[items]``, at least one item."""

    base: Expression
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """``a | b``, at least two parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    items: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class TupleOf:
    items: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class DictOf:
    pairs: tuple[tuple[Expression, Expression], ...] = ()


@dataclass(frozen=True, slots=True)
class Lambda:
    """``lambda: body``."""

    body: Expression


@dataclass(frozen=True, slots=True)
class Await:
    """``await value``."""

    value: Expression


Expression: TypeAlias = (
    Atom | Call | Subscript | Or | ListOf | TupleOf | DictOf | Lambda | Await
)


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of a function; `name` may begin with stars, and is a lone star or slash for the separators."""

    name: Code
    annotation: Expression | None = None
    default: Expression | None = None


def literal(value: Json) -> Expression:
    """Return any JSON value as an expression.

    Raises:
        ValueError: for a number that is not finite, and for values nested deeper than `MAX_DEPTH`.
    """
    return _literal(value, MAX_DEPTH)


def _literal(value: Json, depth: int) -> Expression:
    if not depth:
        raise ValueError(f"a literal cannot be nested more than {MAX_DEPTH} deep")
    match value:
        case None | bool() | int() | float() | str():
            return Atom(scalar(value))
        case Mapping():
            return DictOf(
                tuple(
                    (Atom(string(key)), _literal(item, depth - 1))
                    for key, item in value.items()
                )
            )
        case list():
            return ListOf(tuple(_literal(item, depth - 1) for item in value))


def flat(expression: Expression) -> Code:
    """Return an expression on one line, however long."""
    return Code(_joined(_tokens(expression, False)))


def expression(value: Expression, indent: int = 0) -> Code:
    """Return an expression that is a statement of its own: a call."""
    return _laid_out(_tokens(value, False), indent)


def assign(target: Code, value: Expression, indent: int = 0) -> Code:
    """Return ``target = value``."""
    tokens = [*_atom(target, False), Token("=", EQUAL, True), *_optional(value)]
    return _laid_out(tokens, indent)


def annassign(
    target: Code,
    annotation: Expression,
    value: Expression | None = None,
    indent: int = 0,
) -> Code:
    """Return ``target: annotation = value``, or without value ``target: annotation``."""
    tokens = [*_atom(target, False), Token(":"), *_optional(annotation)]
    if value is not None:
        tokens += [Token("=", EQUAL, True), *_optional(value)]
    return _laid_out(tokens, indent)


def returns(value: Expression, indent: int = 0) -> Code:
    """Return ``return value``."""
    return _laid_out([Token("return"), *_optional(value)], indent)


def signature(
    name: Code,
    arguments: Iterable[Argument],
    result: Expression | None = None,
    indent: int = 0,
    *,
    is_async: bool = False,
    stub: bool = False,
) -> Code:
    """Return ``def name(arguments) -> result:``.

    Args:
        stub: end in ``: ...``, the body of an overload or of a protocol's method.
    """
    tokens = [Token("async def" if is_async else "def"), Token(name, space=True)]
    opening = Token("(", OPEN, role="def")
    tokens.append(opening)
    for place, argument in enumerate(arguments):
        if place:
            tokens.append(Token(",", COMMA))
        tokens += _argument(argument, space=place > 0)
    tokens.append(_closing(")", opening))
    if result is not None:
        tokens.append(Token("->", space=True))
        tokens += _in_part("returns", _optional(result))
    tokens.append(Token(":"))
    if stub:
        tokens.append(Token("...", space=True, leaves=3))
    return _laid_out(tokens, indent)


def import_from(module: Code, names: Iterable[Code], indent: int = 0) -> Code:
    """Return ``from module import names``, in the order given."""
    names = tuple(names)
    line = f"from {module} import {', '.join(names)}"
    if indent + len(line) <= LINE_LENGTH:
        return Code(line)
    margin = " " * indent
    listed = "".join(f"{margin}    {name},\n" for name in names)
    return Code(f"from {module} import (\n{listed}{margin})")


# ------------------------------------------------------------------------------------------------------- tokens


def _laid_out(tokens: list[Token], indent: int) -> Code:
    """Return a statement, without asking black's rules where it fits on its line."""
    line = _joined(tokens)
    # Every character has two columns at most.
    if indent + (len(line) if line.isascii() else 2 * len(line)) <= LINE_LENGTH:
        return Code(line)
    laid_out = split(tokens, indent // 4)
    return Code(_by_black(line, indent) if laid_out is None else laid_out)


def _by_black(line: str, indent: int) -> str:
    """Return a statement as black itself writes it, for the few shapes on which its first pass is not its last."""
    import black
    from black.mode import TargetVersion

    depths = range(0, indent, 4)
    margin = " " * indent
    before = "".join(f"{' ' * depth}class a:\n" for depth in depths)
    after = f"\n{margin}    return" if line.endswith(":") else ""
    text = black.format_str(
        f"{before}{margin}{line}{after}\n",
        mode=black.Mode(target_versions={TargetVersion.PY311}),
    )
    return text[len(before) + indent :].rstrip("\n").removesuffix(after)


def _joined(tokens: list[Token]) -> str:
    return "".join(f" {token.text}" if token.space else token.text for token in tokens)


def _atom(code: str, space: bool) -> list[Token]:
    if "\n" in code:
        raise ValueError(f"an atom has no line breaks: {code!r}")
    leaves = 1
    if code[:1] not in ('"', "'") and not code[:1].isdecimal():
        # A dotted name is a token for each name and each dot, a negative number two.
        leaves = 2 if code.startswith("-") else 1 + 2 * code.count(".")
    return [Token(code, space=space, leaves=leaves)]


def _closing(text: str, opening: Token) -> Token:
    closing = Token(text, CLOSE, role=opening.role)
    closing.mate = opening
    return closing


def _optional(value: Expression) -> list[Token]:
    """Return an expression in parentheses that are written only where the line is too long."""
    if isinstance(value, TupleOf):
        return _tokens(value, True)
    opening = Token("", OPEN, True, "optional")
    return [opening, *_tokens(value, False), _closing("", opening)]


def _argument(argument: Argument, space: bool) -> list[Token]:
    tokens = [Token(argument.name, space=space)]
    if argument.annotation is not None:
        # black puts parentheses around a long union of a parameter, and around nothing else there.
        union = isinstance(argument.annotation, Or)
        note = (
            _optional(argument.annotation)
            if union
            else _tokens(argument.annotation, True)
        )
        tokens += [Token(":"), *_in_part("annotation", note)]
    if argument.default is not None:
        spaced = argument.annotation is not None
        tokens += [Token("=", EQUAL, spaced), *_tokens(argument.default, spaced)]
    return tokens


def _in_part(part: str, tokens: list[Token]) -> list[Token]:
    for token in tokens:
        token.part = part
    return tokens


def _tokens(value: Expression, space: bool) -> list[Token]:
    match value:
        case Atom(code):
            return _atom(code, space)
        case Call(function, arguments):
            members = [
                _call_argument(one, place > 0) for place, one in enumerate(arguments)
            ]
            return _tokens(function, space) + _bracketed("()", "trailer", members)
        case Subscript(base, items):
            members = [_tokens(one, place > 0) for place, one in enumerate(items)]
            return _tokens(base, space) + _bracketed("[]", "trailer", members)
        case Or(parts):
            first, *rest = parts
            tokens = _tokens(first, space)
            for part in rest:
                tokens += [Token("|", BAR, True), *_tokens(part, True)]
            return tokens
        case ListOf(items):
            members = [_tokens(one, place > 0) for place, one in enumerate(items)]
            return _bracketed("[]", "atom", members, space)
        case TupleOf(items):
            members = [_tokens(one, place > 0) for place, one in enumerate(items)]
            if len(members) == 1:
                members[0].append(Token(",", COMMA))
            role = "single" if len(members) == 1 else "atom"
            return _bracketed("()", role, members, space)
        case DictOf(pairs):
            members = [
                [*_tokens(key, place > 0), Token(":"), *_tokens(item, True)]
                for place, (key, item) in enumerate(pairs)
            ]
            return _bracketed("{}", "atom", members, space)
        case Lambda(body):
            return [Token("lambda", space=space), Token(":"), *_tokens(body, True)]
        case Await(awaited):
            return [Token("await", space=space), *_tokens(awaited, True)]
        case _:
            assert_never(value)


def _call_argument(argument: Expression | Keyword, space: bool) -> list[Token]:
    if isinstance(argument, Keyword):
        name = Token(argument.name, space=space)
        return [name, Token("=", EQUAL), *_tokens(argument.value, False)]
    return _tokens(argument, space)


def _bracketed(
    pair: str, role: str, members: list[list[Token]], space: bool = False
) -> list[Token]:
    opening = Token(pair[0], OPEN, space, role)
    tokens = [opening]
    for place, member in enumerate(members):
        if place:
            tokens.append(Token(",", COMMA))
        tokens += member
    tokens.append(_closing(pair[1], opening))
    return tokens
