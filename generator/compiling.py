"""A template's syntax tree goes in; Python that reads attributes, calls macros and prints Code without detours comes out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro


class DirectMacro(Macro):
    """A macro that asks its function at once where it is given just what it names, as nearly always; else it does as Jinja
    does."""

    def __call__(self, *args: Any, **named: Any) -> str:
        """Lay out what the macro says of its arguments."""
        if len(args) != self._argument_count or named or self._more:
            return super().__call__(*args, **named)
        return self._func(*args)

    @cached_property
    def _more(self) -> bool:
        return self.catch_kwargs or self.catch_varargs or self.caller


class Compiler(CodeGenerator):
    """Jinja's compiler for templates that print Code, read attributes of views and call macros, and do nothing else.

    A page of a large document reads thousands of attributes and prints thousands of pieces: each is one step of the
    interpreter here, where Jinja looks for items, contexts and undefined values first. What a view lacks is an
    `AttributeError`.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Read an attribute, never an item of the same name, nor what belongs to Python itself.

        Raises:
            TemplateAssertionError: the name begins with an underscore. What a template may do is lay out what it is given.
        """
        if node.attr.startswith("_"):
            self.fail(f"{node.attr!r} is nothing to lay out", node.lineno)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call a macro by its arguments in their order; none of ours asks for the context."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the macro, of our class."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame, finalize
        self.write("piece if (piece := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del node, frame, finalize
        self.write(
            ").__class__ is environment.code else environment.finalize(environment, piece)"
        )
