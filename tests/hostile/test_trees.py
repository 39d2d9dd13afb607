"""Whatever text stands in a document, the syntax trees of the output are those that harmless text gives.

More examples on demand: ``SPECLOOM_EXAMPLES=20000 pytest tests/hostile``.
"""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from languages.texts import any_text

from generator.diagnostics import Refused
from generator.names.addresses import subject
from hostile.rich import NAMES, TEXTS, document
from hostile.running import generated, modules

TARGETS = ("python", "server")
EXAMPLES = settings(
    max_examples=int(os.environ.get("SPECLOOM_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
BREAKING = (
    'x" + EXAM[0]() + "y',
    "x' + EXAM[0]() + 'y",
    'x"); EXAM[0](); ("',
    'x"""\nEXAM[0]()\n"""y',
    "EXAM[0]() x\\",
    'x\\" + EXAM[0]() + \\"y',
    "x\n    EXAM[0]()\n        EXAM[0]()",
    "x\rEXAM[0]()\x0c\u2028EXAM[0]()\x85EXAM[0]()",
    "{EXAM[0]()} %s {{ 7*191 }}{% for x in 'ab' %}EXAM{% endfor %}",
    "# EXAM[0]()\nEXAM[0]()",
    "list[EXAM[0]()]",
    "EXAM[0]()",
    "coding: utf-7\n+AEUAWABBAE0- EXAM[0]()",
    "__import__('os')",
    "__class__",
    "x: int = EXAM[0]()",
    "a, b=EXAM[0]()",
    "a) -> EXAM[0]():\n        pass\n    def b(self",
)
"""What would break out of one kind of literal or another."""

hostile = st.sampled_from(BREAKING) | any_text


class _Quiet(ast.NodeTransformer):
    """Takes away what text may change: constants, and the docstrings that empty text leaves out."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return (
            None if isinstance(node.value, ast.Constant) else self.generic_visit(node)
        )


def shape(text: str) -> str:
    return ast.dump(_Quiet().visit(ast.parse(text)))


def kinds(text: str) -> Counter[str]:
    """How many definitions of each kind there are, and of everything that can run."""
    wanted = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Call, ast.Import)
    found = Counter(
        type(node).__name__
        for node in ast.walk(ast.parse(text))
        if isinstance(node, wanted) and not is_options(node)
    )
    # A name that is no identifier needs one call more to say what it is on the wire.
    return found - Counter(Call=found["Call"])


def is_options(node: ast.AST) -> bool:
    """Whether a class holds the options of a method, which are in its signature where there is room for them."""
    return isinstance(node, ast.ClassDef) and any(
        isinstance(base, ast.Name) and base.id.endswith("Options")
        for base in node.bases
    )


@cache
def harmless(target: str) -> dict[str, str]:
    return dict(modules(generated(document(lambda _, text: text), target)))


def with_text(target: str, position: str, text: str) -> dict[str, str]:
    made = document(lambda at, usual: text if at == position else usual)
    try:
        return dict(modules(generated(made, target)))
    except Refused:
        return {}


def executed(text: str) -> bool:
    """Whether the canary of `BREAKING` stands as code."""
    return any(
        isinstance(node, ast.Name) and node.id in ("EXAM", "__import__")
        for node in ast.walk(ast.parse(text))
    )


@pytest.mark.parametrize("target", TARGETS)
@EXAMPLES
@given(position=st.sampled_from(TEXTS), text=hostile)
def test_text_changes_no_tree(target: str, position: str, text: str) -> None:
    files = with_text(target, position, text)
    assume(files)
    assert files.keys() == harmless(target).keys()
    for path, made in files.items():
        assert shape(made) == shape(harmless(target)[path]), path


@pytest.mark.parametrize("target", TARGETS)
@EXAMPLES
@given(position=st.sampled_from(NAMES), text=hostile)
def test_names_change_no_definitions(target: str, position: str, text: str) -> None:
    files = with_text(target, position, text)
    assume(files)
    assert not any(map(executed, files.values()))
    # An address without a name is about nothing: its operations are methods of the client, and no resource is there.
    assume(position != "segment" or subject(f"/{text}", 0))
    # An operationId of several steps is in resources within one another.
    assume(position != "operation" or len(re.split(r"[^\w-]+", text)) < 3)
    total: Counter[str] = sum(map(kinds, files.values()), Counter())
    usual: Counter[str] = sum(map(kinds, harmless(target).values()), Counter())
    assert total == usual
