"""Every shipped template goes in, as Jinja's own tree; templates lay out what views say and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from generator.render import shipped_templates

LONGEST = 150
LAYOUT_FILTERS = frozenset({"indent"})
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Macro,
    nodes.Call,
    nodes.CallBlock,
    nodes.Filter,
    nodes.FilterBlock,
    nodes.Keyword,
    nodes.Const,
    nodes.Tuple,
)


def templates() -> list[Path]:
    return sorted(shipped_templates().rglob("*.j2"))


def name_of(path: Path) -> str:
    return path.relative_to(shipped_templates()).as_posix()


def faults(source: str) -> list[str]:
    """What a template does that templates must not do, with its line."""
    tree = jinja2.Environment().parse(source)
    macros = callables(tree)
    found = [
        f"{node.lineno}: {fault}"
        for node in walk(tree)
        if (fault := judge(node, macros))
    ]
    if source.count("\n") > LONGEST:
        found.append(f"{LONGEST + 1}: longer than {LONGEST} lines")
    return found


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def callables(tree: nodes.Template) -> set[str]:
    """Names that may be called: macros of the template and what it imports, and Jinja's own."""
    found = {"caller", "super", "self", "loop"}
    found |= {macro.name for macro in tree.find_all(nodes.Macro)}
    found |= {module.target for module in tree.find_all(nodes.Import)}
    for module in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in module.names}
    return found


def judge(node: nodes.Node, macros: set[str]) -> str:
    """What is wrong with one node, or ""."""
    match node:
        case _ if not isinstance(node, ALLOWED):
            return f"{type(node).__name__} is a decision that belongs into the view"
        case nodes.If() if not truth(node.test):
            return "a condition is the bare truth of a name or attribute"
        case nodes.For() if (
            node.test is not None or node.recursive or not path(node.iter)
        ):
            return "a loop goes over a name or attribute, whole"
        case nodes.Call() if not path(node.node) or root(node.node) not in macros:
            return "only macros are called"
        case nodes.Filter() if node.name not in LAYOUT_FILTERS:
            return f"{node.name} is no layout filter"
        case nodes.Output() if any(
            isinstance(child, nodes.Const) for child in node.nodes
        ):
            return "a constant is printed as an expression"
        case nodes.Tuple() if node.ctx != "store":
            return "a tuple is built"
    return ""


def truth(node: nodes.Node) -> bool:
    return path(node)


def path(node: nodes.Node) -> bool:
    """A name, or an attribute of one."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def root(node: nodes.Node) -> str:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


@pytest.mark.parametrize("template", templates(), ids=name_of)
def test_templates_decide_nothing(template: Path) -> None:
    assert faults(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% if view.count > 1 %}x{% endif %}",
        "{% if view.a == view.b %}x{% endif %}",
        "{% if view.a is defined %}x{% endif %}",
        "{% if not view.a %}x{% endif %}",
        "{% if view.a and view.b %}x{% endif %}",
        "{% set x = view.a %}",
        "{{ view.a + view.b }}",
        "{{ view.a ~ '_' }}",
        "{{ 'text' }}",
        "{{ 1 }}",
        "{{ view.name.upper() }}",
        "{{ view.items[0] }}",
        "{{ view.name | upper }}",
        "{{ view.a if view.b else view.c }}",
        "{% for x in view.items if x.a %}{% endfor %}",
        "{% for x in [1, 2] %}{% endfor %}",
        "{% for x in range(3) %}{% endfor %}",
        "{{ namespace(a=1) }}",
        "{% if loop.index == 1 %}{% endif %}",
        "x\n" * (LONGEST + 1),
    ],
)
def test_the_lint_sees_decisions(source: str) -> None:
    assert faults(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "{% for field in view.fields %}{{ field.name }}{% if not_last %},{% endif %}{% endfor %}",
        "{% for a, b in view.pairs %}{{ a }}{{ b }}{% else %}none{% endfor %}",
        '{% extends "python/a.j2" %}{% block body %}{{ super() }}{% endblock %}',
        '{% from "python/_macros.j2" import method %}{{ method(view.a, async_=true) | indent(8) }}',
        '{% import "python/_macros.j2" as macros %}{{ macros.method(view.a) }}',
        "{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(view.a) %}x{% endcall %}",
        '{% include "python/_head.j2" %}{% filter indent %}x{% endfilter %}',
    ],
)
def test_the_lint_lets_layout_pass(source: str) -> None:
    assert faults(source) == []
