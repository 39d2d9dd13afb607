"""The text of a generated module and the definitions it was to hold go in; a word on what else it holds comes out.

Generated modules are written in a small part of Python: imports, classes, functions without branches, assignments of
literals and of calls to the package's own runtime. Text that broke out of its literal would have to stay inside that
part, use only names that the module binds, and define nothing, to pass unseen.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import lru_cache
from types import EllipsisType
from typing import Any

from generator.records import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TYPES = _set("str int float bool bytes dict list tuple type object frozenset set")

BUILTINS = TYPES | _set("classmethod property sorted super __name__")
"""Builtin names that generated code reads; nothing that opens, imports or evaluates is among them."""

CALLED = _set("self super sorted frozenset Field ConfigDict TypeAliasType")
"""What generated code calls beside its own classes and what it imports from its own package."""

DECORATORS = _set("cached_property classmethod overload property")

ABSOLUTE = _set(
    "__future__ typing typing_extensions collections.abc functools pydantic uuid fastapi"
)
"""Modules outside of the package that names are imported from."""

WHOLE = _set("datetime builtins")
"""Modules that are imported whole, and never called into."""

EVALUATED = "TypeAliasType"
"""Its second argument is text that is evaluated as an annotation."""

TYPE_CHECKING = "TYPE_CHECKING"


class BrokenPromise(Exception):
    """A generated module holds what its page never promised: an internal error, of a template or of a printer."""


@lru_cache(maxsize=2048)
def check(path: str, text: str, promised: tuple[str, ...], base: str = "") -> None:
    """Hold a module's syntax tree against what its page promised; the same module needs it once in a process.

    Args:
        path: of the file, for messages.
        promised: each class, function and assignment at module level, and those in a class as ``Class.name``, in any
            order, as often as it is to be there.
        base: another generated package, whose modules are imported and called like the own ones.

    Raises:
        BrokenPromise: with file and line, for the first thing that is not as it should be.
    """
    try:
        tree = ast.parse(text)
        found = _Module(base)
        found.body(tree.body)
        found.finish()
        line, more, fewer = _difference(found.definitions, promised)
        if more or fewer:
            told = [f"defines {name}, which nothing asked for" for name in more]
            told += [f"does not define {name}" for name in fewer]
            raise _Unexpected(told[0], line)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        raise BrokenPromise(f"{path}:{line}: not Python: {error}") from error
    except _Unexpected as error:
        raise BrokenPromise(f"{path}:{error.line}: {error.told}") from error


def _difference(
    found: Sequence[tuple[str, int]], promised: Sequence[str]
) -> tuple[int, list[str], list[str]]:
    """(line of the first surplus definition, names of surplus ones, names of missing ones)."""
    names = [name for name, _ in found]
    if sorted(names) == sorted(promised):
        return 1, [], []
    more = Counter(names) - Counter(promised)
    fewer = Counter(promised) - Counter(names)
    lines = [line for name, line in found if name in more]
    return (lines or [1])[-1], sorted(more), sorted(fewer)


class _Unexpected(Exception):
    """Something that generated code never holds."""

    def __init__(self, told: str, line: int) -> None:
        super().__init__(told)
        self.told, self.line = told, line


@dataclass(slots=True)
class _Module:
    """What one module has been seen to define, bind, import and use; lines are those of the first use."""

    base: str = ""
    definitions: list[tuple[str, int]] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    used: dict[str, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)

    def finish(self) -> None:
        """Every name that is used is bound somewhere in the module; what is called comes from the package itself."""
        known = self.bound | BUILTINS
        for name, line in self.used.items():
            if name not in known:
                raise _Unexpected(f"uses {name}, which is bound nowhere", line)
        for name, line in self.called.items():
            if name not in self.own and name.removeprefix("_") not in CALLED:
                raise _Unexpected(f"calls {name}, which is nothing to call", line)

    def define(self, scope: str, name: str, line: int) -> None:
        """Note a definition; what a class holds binds no name of the module."""
        self.definitions.append((f"{scope}{name}", line))
        if not scope:
            self.bound.add(name)

    def body(self, statements: Iterable[ast.stmt], scope: str = "") -> None:
        """The statements of a module, or of a class whose name and a dot are `scope`."""
        held = set[str]()
        for one in statements:
            match one:
                case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                    pass
                case ast.AnnAssign(target=ast.Name(id=name), simple=1):
                    self.define(scope, name, one.lineno)
                    self.annotation(one.annotation)
                    if one.value is not None:
                        self.value(one.value)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    self.define(scope, name, one.lineno)
                    self.value(one.value)
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    self.define(scope, one.name, one.lineno)
                    if not scope:
                        self.own.add(one.name)
                    self.function(one, held)
                    held.add(one.name)
                case ast.ClassDef(decorator_list=[]) if not scope and _total(one):
                    self.define(scope, one.name, one.lineno)
                    self.own.add(one.name)
                    for base in one.bases:
                        self.annotation(base)
                    self.body(one.body, f"{one.name}.")
                case ast.Import() | ast.ImportFrom() if not scope:
                    self.imports(one)
                case ast.If() if not scope and _type_checking(one.test):
                    self.used.setdefault(TYPE_CHECKING, one.lineno)
                    self.guarded(one.body)
                    self.guarded(one.orelse)
                case _:
                    raise _strange(one)

    def guarded(self, statements: Iterable[ast.stmt]) -> None:
        """What stands below ``if TYPE_CHECKING`` or its opposite: imports and assignments."""
        for one in statements:
            match one:
                case ast.ImportFrom(names=[ast.alias(name="*")], level=1):
                    # What type checkers see by it binds nothing that runs.
                    pass
                case ast.ImportFrom() | ast.Assign():
                    self.body([one])
                case _:
                    raise _strange(one)

    def imports(self, one: ast.Import | ast.ImportFrom) -> None:
        """Imports of the package's own modules, and of the few others that generated code needs."""
        names = [alias.asname or alias.name for alias in one.names]
        if isinstance(one, ast.Import):
            allowed = all(alias.name in WHOLE for alias in one.names)
        else:
            module = one.module or ""
            own = bool(one.level) or module.split(".")[0] == self.base != ""
            allowed = own or module in ABSOLUTE
            if own:
                self.own.update(names)
        if not allowed or "*" in names:
            raise _Unexpected(f"imports {ast.unparse(one)[:80]!r}", one.lineno)
        self.bound.update(names)

    def function(
        self, one: ast.FunctionDef | ast.AsyncFunctionDef, held: set[str]
    ) -> None:
        """A function: its own arguments and variables are bound inside of it alone.

        Args:
            held: functions before it, which a decorator may be given.
        """
        for decorator in one.decorator_list:
            if isinstance(decorator, ast.Call):
                self.value(_without(decorator, held))
                continue
            if not (isinstance(decorator, ast.Name) and decorator.id in DECORATORS):
                raise _strange(decorator)
            self.used.setdefault(decorator.id, one.lineno)
        given = one.args
        arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        if given.vararg:
            raise _strange(one)
        arguments += [given.kwarg] if given.kwarg else []
        for argument in arguments:
            if argument.annotation is not None:
                self.annotation(argument.annotation)
        for default in (*given.defaults, *given.kw_defaults):
            if default is not None:
                self.value(default)
        if one.returns is not None:
            self.annotation(one.returns)
        inside = _Module(self.base, bound=self.bound, own=self.own)
        local = {argument.arg for argument in arguments}
        for statement in one.body:
            inside.statement(statement, local)
        for name in inside.used.keys() - local:
            self.used.setdefault(name, inside.used[name])
        for name, line in inside.called.items():
            self.called.setdefault(name, line)

    def statement(self, one: ast.stmt, local: set[str]) -> None:
        """A statement in a function: nothing branches there."""
        match one:
            case ast.Expr(value=ast.Constant(value=str() | EllipsisType())):
                pass
            case ast.Expr(value=ast.Call() | ast.Await() as value):
                self.value(value)
            case ast.Return(value=ast.expr() as value):
                self.value(value)
            case ast.Assign(targets=[ast.Name(id=name)]):
                local.add(name)
                self.value(one.value)
            case ast.ImportFrom():
                self.imports(one)
            case _:
                raise _strange(one)

    def annotation(self, node: ast.expr) -> None:
        """A type: text does not stand in it by itself."""
        _no_text(node)
        self.value(node)

    def value(self, node: ast.expr) -> None:
        """An expression and all that is in it."""
        used = self.used
        waiting: list[Any] = [node]
        while waiting:
            one = waiting.pop()
            kind = one.__class__
            if kind is ast.Name:
                if one.id not in used:
                    used[one.id] = one.lineno
            elif kind is ast.Constant:
                if isinstance(one.value, bytes | complex):
                    raise _strange(one)
            elif kind is ast.Subscript:
                self.subscript(one, waiting)
            elif kind is ast.BinOp and one.op.__class__ is ast.BitOr:
                _no_text(one.left)
                _no_text(one.right)
                waiting += (one.left, one.right)
            elif kind is ast.Attribute:
                self.attribute(one, waiting)
            elif kind is ast.Call:
                self.call(one, waiting)
            elif kind is ast.Tuple or kind is ast.List or kind is ast.Set:
                waiting += one.elts
            elif kind is ast.Dict and None not in one.keys:
                waiting += one.keys
                waiting += one.values
            elif kind is ast.Lambda and not one.args.args and _plain(one.args):
                waiting.append(one.body)
            elif kind is ast.Await and one.value.__class__ is ast.Call:
                waiting.append(one.value)
            elif kind is ast.UnaryOp and _negative(one):
                pass
            else:
                raise _strange(one)

    def subscript(self, one: ast.Subscript, waiting: list[Any]) -> None:
        """``list[T]``; text is a member of ``Literal`` alone."""
        head = one.value
        if not isinstance(head, ast.Name | ast.Attribute):
            raise _strange(one)
        waiting.append(head)
        inside = one.slice
        waiting.append(inside)
        if not isinstance(head, ast.Name) or head.id not in ("Literal", "_Literal"):
            for part in inside.elts if isinstance(inside, ast.Tuple) else (inside,):
                _no_text(part)

    def attribute(self, one: ast.Attribute, waiting: list[Any]) -> None:
        """``a.b.c``, where a is a name and nothing reaches for what is inside of objects."""
        hidden = one.attr.startswith("__") and one.attr != "__init__"
        root = one.value
        while isinstance(root, ast.Attribute):
            hidden = hidden or root.attr.startswith("__")
            root = root.value
        if isinstance(root, ast.Name) and root.id == "builtins":
            hidden = hidden or one.attr not in TYPES
        if hidden or not isinstance(root, ast.Name):
            raise _strange(one)
        waiting.append(root)

    def call(self, one: ast.Call, waiting: list[Any]) -> None:
        """A call to what the package imports; the parent's ``__init__`` is the one method of a call's result."""
        target = one.func
        while isinstance(target, ast.Attribute):
            target = target.value
        if isinstance(target, ast.Call):
            if ast.unparse(one.func) != "super().__init__":
                raise _strange(one)
            target = target.func
        else:
            waiting.append(one.func)
        if not isinstance(target, ast.Name):
            raise _strange(one)
        self.called.setdefault(target.id, one.lineno)
        waiting += one.args
        for keyword in one.keywords:
            if keyword.arg is None:
                raise _strange(one)
            waiting.append(keyword.value)
        if target.id.removeprefix("_") == EVALUATED:
            self.evaluated(one)

    def evaluated(self, one: ast.Call) -> None:
        """An annotation in quotes is held to the same as one without."""
        match one.args:
            case [ast.Constant(value=str()), ast.Constant(value=str(text))]:
                try:
                    inner = ast.parse(text, mode="eval").body
                except SyntaxError as error:
                    raise _strange(one) from error
                for node in ast.walk(inner):
                    if isinstance(node, ast.expr):
                        node.lineno = one.lineno
                self.annotation(inner)
            case _:
                raise _strange(one)


def _strange(node: ast.AST) -> _Unexpected:
    shown = ast.unparse(node).splitlines()[0][:80]
    line = getattr(node, "lineno", 1)
    return _Unexpected(f"holds {type(node).__name__} {shown!r}", line)


def _no_text(node: ast.expr) -> None:
    if isinstance(node, ast.Constant) and node.value not in (None, ...):
        raise _strange(node)


def _plain(given: ast.arguments) -> bool:
    others = (given.posonlyargs, given.kwonlyargs, given.vararg, given.kwarg)
    return not any(others)


def _total(node: ast.ClassDef) -> bool:
    """Whether a class says no more beside its bases than that the keys of a typed dict may be missing."""
    return all(
        keyword.arg == "total"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is False
        for keyword in node.keywords
    )


def _negative(node: ast.UnaryOp) -> bool:
    """A number below zero."""
    value = node.operand
    number = isinstance(value, ast.Constant) and type(value.value) in (int, float)
    return isinstance(node.op, ast.USub) and number


def _without(call: ast.Call, names: set[str]) -> ast.Call:
    """The call, but for arguments that are one of these names and nothing more."""
    rest = [a for a in call.args if not (isinstance(a, ast.Name) and a.id in names)]
    return ast.copy_location(ast.Call(call.func, rest, call.keywords), call)


def _type_checking(test: ast.expr) -> bool:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test = test.operand
    return isinstance(test, ast.Name) and test.id == TYPE_CHECKING
