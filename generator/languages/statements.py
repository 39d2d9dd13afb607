"""A Python statement on one line goes in; the same statement as black lays it out comes out."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import lru_cache

from generator.languages import layout
from generator.languages.code import Code
from generator.languages.layout import (
    Argument,
    Atom,
    Await,
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
from generator.languages.width import width

LINE = 88

_CALL = re.compile(
    r"(?:return (?:await )?|[A-Za-z_][\w.]*(?:: [\w.]+(?:\[[\w., \[\]]+\])?)? = )?[A-Za-z_][\w.]*\("
)
"""The begin of a statement that is, or assigns, or returns, one call."""
_MEMBER = re.compile(
    r"""(?:[A-Za-z_]\w*=|"(?:[^"\\]|\\.)*": )?(?:(?P<name>[A-Za-z_][\w.]*)[(\[]|[(\[{])"""
)
"""The begin of an argument or an item that is a call, a subscript or a collection."""
_BRACKETS = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[()\[\]{},]""")


@lru_cache(maxsize=1 << 14)
def laid_out(code: Code, indent: int = 0) -> Code:
    """Return a statement as black lays it out.

    Args:
        code: an assignment, an import, a return, a call, or a function's head with its colon, on one line, of the few
            kinds of expression that generated code is made of.
        indent: column of the statement's first line, which itself comes without indentation.
    """
    if indent + width(code) <= LINE:
        return code
    call = _called(code, indent)
    if call is not None:
        return call
    head = code.endswith(":")
    node = ast.parse(code + (" ..." if head else "")).body[0]
    reader = _Reader(code.encode())
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)):
            value = reader.read(node.value) if node.value else None
            return layout.annassign(
                Code(name), reader.read(node.annotation), value, indent
            )
        case ast.Assign(targets=[ast.Name(id=name)]):
            return layout.assign(Code(name), reader.read(node.value), indent)
        case ast.Return(value=ast.expr() as value):
            return layout.returns(reader.read(value), indent)
        case ast.Expr():
            return layout.expression(reader.read(node.value), indent)
        case ast.ImportFrom():
            module = Code("." * node.level + (node.module or ""))
            return layout.import_from(module, map(_alias, node.names), indent)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return layout.signature(
                Code(node.name),
                _arguments(node.args, reader),
                reader.read(node.returns) if node.returns else None,
                indent,
                is_async=isinstance(node, ast.AsyncFunctionDef),
            )
        case _:
            raise TypeError(f"no layout for {type(node).__name__}")


def _called(code: Code, indent: int) -> Code | None:
    """Return a call, by itself, assigned or returned, with its arguments on the next line or on a line for each.

    Returns:
        None for all other statements, and for calls that have to be split further.
    """
    begin = _CALL.match(code)
    if begin is None or indent + width(begin[0]) > LINE:
        return None
    arguments = _arguments_of(code, begin.end())
    room = LINE - indent - 4
    margin = " " * (indent + 4)
    inside = code[begin.end() : -1]
    if arguments and width(inside) <= room:
        return Code(f"{begin[0]}\n{margin}{inside}\n{margin[4:]})")
    if len(arguments) < 2:
        return None
    lines = _rows(arguments, indent + 4)
    return None if lines is None else Code(f"{begin[0]}\n{lines}{margin[4:]})")


def _rows(members: Sequence[str], indent: int) -> str | None:
    """Return what stands in brackets, a member a line, each with a comma; None where a member cannot be split here."""
    margin = " " * indent
    lines = ""
    for member in members:
        row = _member(member, indent, 1)
        if row is None:
            return None
        lines += f"{margin}{row},\n"
    return lines


def _member(code: str, indent: int, behind: int = 0) -> str | None:
    """Return a member of a call or a collection, split at its outer brackets where it is too long for its line.

    Args:
        behind: how many columns of its last line are taken.

    Returns:
        None for what does not end with the brackets that it opens first, and where these do not help.
    """
    if indent + width(code) + behind <= LINE:
        return code
    begin = _MEMBER.match(code)
    if begin is None or indent + width(begin[0]) > LINE:
        return None
    opening = code[begin.end() - 1 : begin.end()]
    single = not begin["name"] and opening == "(" and code.endswith(",)")
    if single:
        # A tuple of one: its comma is part of it.
        code = f"{code[:-2]})"
    members = _arguments_of(code, begin.end())
    if not members or (single and len(members) > 1):
        return None
    margin = " " * indent
    inside = code[begin.end() : -1]
    if single:
        body = _rows(members, indent + 4)
    elif len(members) == 1 or (begin["name"] and indent + 4 + width(inside) <= LINE):
        only = _member(inside, indent + 4)
        body = None if only is None else f"{margin}    {only}\n"
    else:
        body = _rows(members, indent + 4)
    return None if body is None else f"{begin[0]}\n{body}{margin}{code[-1]}"


def _arguments_of(code: str, start: int) -> list[str]:
    """The arguments of the call whose brackets open before `start`; none unless the statement ends with it."""
    found: list[str] = []
    depth = 0
    begin = start
    for part in _BRACKETS.finditer(code, start):
        mark = part[0]
        if mark in ("(", "[", "{"):
            depth += 1
        elif mark in (")", "]", "}"):
            depth -= 1
        if (depth == 0 and mark == ",") or depth < 0:
            found.append(code[begin : part.start()].lstrip(" "))
            begin = part.end()
        if depth < 0:
            break
    return found if begin == len(code) and found[-1:] != [""] else []


def function_head(
    start: str, arguments: Sequence[str], returns: str, indent: int = 0
) -> Code:
    """Return a function's first line as black lays it out.

    The usual shapes need no look at their syntax: everything on one line, all arguments on the next one, or one line
    for each of several.

    Args:
        start: ``def`` or ``async def``, and the name.
        arguments: the parameters, each with its annotation and its default.
    """
    inside = ", ".join(arguments)
    line = Code(f"{start}({inside}) -> {returns}:")
    if indent + width(line) <= LINE:
        return line
    end = f") -> {returns}:"
    room = LINE - indent - 4
    rows = [inside] if width(inside) <= room else [f"{one}," for one in arguments]
    outer = max(width(start) + 1, width(end)) + indent
    if len(arguments) < 2 or outer > LINE or any(width(row) > room for row in rows):
        return laid_out(line, indent)
    margin = " " * indent
    body = "".join(f"{margin}    {row}\n" for row in rows)
    return Code(f"{start}(\n{body}{margin}{end}")


def _alias(name: ast.alias) -> Code:
    return Code(f"{name.name} as {name.asname}" if name.asname else name.name)


def _arguments(given: ast.arguments, reader: _Reader) -> list[Argument]:
    found: list[Argument] = []
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + [*given.defaults]
    for argument, default in zip(plain, defaults, strict=True):
        found.append(_argument(argument, default, reader))
        if given.posonlyargs and argument is given.posonlyargs[-1]:
            found.append(Argument(Code("/")))
    if given.vararg:
        found.append(_argument(given.vararg, None, reader, "*"))
    elif given.kwonlyargs:
        found.append(Argument(Code("*")))
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        found.append(_argument(argument, default, reader))
    if given.kwarg:
        found.append(_argument(given.kwarg, None, reader, "**"))
    return found


def _argument(
    given: ast.arg, default: ast.expr | None, reader: _Reader, stars: str = ""
) -> Argument:
    annotation = reader.read(given.annotation) if given.annotation else None
    value = reader.read(default) if default else None
    return Argument(Code(stars + given.arg), annotation, value)


class _Reader:
    """Reads syntax trees of one line back into expressions, with literals as they are spelled."""

    def __init__(self, source: bytes) -> None:
        self.source = source

    def text(self, node: ast.expr) -> Atom:
        """The node's own spelling."""
        return Atom(Code(self.source[node.col_offset : node.end_col_offset].decode()))

    def read(self, node: ast.expr) -> Expression:
        """The expression that a node is."""
        match node:
            case ast.Subscript(
                slice=ast.Tuple(elts=[first, *_] as elements) as items
            ) if (first.col_offset == items.col_offset):
                return Subscript(self.read(node.value), self.many(elements))
            case ast.Subscript():
                return Subscript(self.read(node.value), (self.read(node.slice),))
            case ast.Call():
                return Call(
                    self.read(node.func),
                    (*self.many(node.args), *map(self.keyword, node.keywords)),
                )
            case ast.BinOp(op=ast.BitOr()):
                return Or(self.parts(node))
            case ast.List():
                return ListOf(self.many(node.elts))
            case ast.Tuple():
                return TupleOf(self.many(node.elts))
            case ast.Dict():
                keys = [key for key in node.keys if key is not None]
                pairs = zip(self.many(keys), self.many(node.values), strict=True)
                return DictOf(tuple(pairs))
            case ast.Lambda():
                return Lambda(self.read(node.body))
            case ast.Await():
                return Await(self.read(node.value))
            case _:
                return self.text(node)

    def many(self, nodes: list[ast.expr]) -> tuple[Expression, ...]:
        """Several expressions."""
        return tuple(map(self.read, nodes))

    def keyword(self, node: ast.keyword) -> Keyword:
        """``name=value``."""
        assert node.arg is not None, "generated calls unpack nothing"
        return Keyword(Code(node.arg), self.read(node.value))

    def parts(self, node: ast.BinOp) -> tuple[Expression, ...]:
        """The members of a chain of ``|``."""
        left: list[ast.expr] = [node.right]
        rest: ast.expr = node.left
        while isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.BitOr):
            left.append(rest.right)
            rest = rest.left
        return self.many([rest, *reversed(left)])
