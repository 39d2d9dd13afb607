"""Every template is rendered with a probe in every field of its views: none gets through."""

from __future__ import annotations

import ast
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.languages.code import Code
from generator.languages.python.tree import BrokenPromise, check
from generator.project import Project
from generator.render import Page, RawText, render, shipped_templates
from generator.targets import Target, target
from generator.targets.python.promises import promised
from hostile.rich import document
from hostile.running import pages_of

PROBE = "EXAM"
Field = tuple[str, str]

SILENT: dict[str, frozenset[Field]] = {
    "python": frozenset(
        [
            ("ReadmeView", "package"),
            ("ChildView", "attribute"),
            *((view, "name") for view in ("ClassView", "MethodView", "FunctionView")),
            *((view, "name") for view in ("RawClassView", "RawMethodView")),
        ]
    ),
    "server": frozenset(
        [
            ("ModuleView", "name"),
            ("MethodView", "name"),
            *(("HandlerView", name) for name in ("import_line", "pair")),
        ]
    ),
}
"""What no template prints: the promises are made of it, and other fields say it where it is printed."""
FIELDS = {"python": 60, "server": 15}
"""How many fields there are at least."""


@pytest.fixture(scope="module", params=["python", "server"])
def chosen(request: pytest.FixtureRequest) -> Target:
    return target(request.param)


@pytest.fixture(scope="module")
def probed(
    chosen: Target, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Page], Project]:
    path = tmp_path_factory.mktemp("probes") / "spec.json"
    path.write_text(json.dumps(document(lambda _, harmless: harmless)))
    return pages_of(path, chosen)


@pytest.fixture(scope="module")
def pages(probed: tuple[list[Page], Project]) -> list[Page]:
    return probed[0]


def leaves(
    view: Any, at: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], Field]]:
    """(way to a leaf, view and field it belongs to) for every Code in a view."""
    for field in dataclasses.fields(view):
        yield from _inside(
            getattr(view, field.name),
            (*at, field.name),
            (type(view).__name__, field.name),
        )


def _inside(
    value: Any, at: tuple[Any, ...], field: Field
) -> Iterator[tuple[tuple[Any, ...], Field]]:
    if isinstance(value, Code):
        yield at, field
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _inside(one, (*at, index), field)
    elif dataclasses.is_dataclass(value):
        yield from leaves(value, at)


def put(view: Any, at: tuple[Any, ...], made: Any) -> Any:
    """The view with what `made` gives for the leaf at the end of the way."""
    if not at:
        return made(view)
    first, rest = at[0], at[1:]
    if isinstance(view, tuple):
        return (*view[:first], put(view[first], rest, made), *view[first + 1 :])
    return dataclasses.replace(view, **{first: put(getattr(view, first), rest, made)})


def first_of_each(page: Page) -> dict[Field, tuple[Any, ...]]:
    """One leaf, that is not empty, for each field that a page's views have."""
    found: dict[Field, tuple[Any, ...]] = {}
    for at, field in leaves(page.view):
        if field not in found and len(_at(page.view, at)):
            found[field] = at
    return found


def _at(view: Any, at: tuple[Any, ...]) -> Any:
    for one in at:
        view = view[one] if isinstance(view, tuple) else getattr(view, one)
    return view


def is_refused(page: Page) -> bool:
    """Whether rendering refuses to print what is on a page."""
    try:
        render([page])
    except RawText:
        return True
    return False


def is_seen(path: str, text: str, names: tuple[str, ...], base: str) -> bool:
    """Whether the check after rendering finds more in a module than was promised."""
    try:
        check(path, text, names, base)
    except BrokenPromise:
        return True
    return False


def test_every_template_is_probed(chosen: Target, pages: list[Page]) -> None:
    folder = shipped_templates()
    shipped = {
        path.relative_to(folder).as_posix()
        for path in (folder / chosen.name).rglob("*.j2")
    }
    assert {page.template for page in pages} == shipped


def test_plain_text_is_refused_in_every_field(
    chosen: Target, pages: list[Page]
) -> None:
    refused: set[Field] = set()
    printed: set[Field] = set()
    for page in pages:
        for field, at in first_of_each(page).items():
            if field in refused:
                continue
            view = put(page.view, at, lambda _: PROBE)
            printed.add(field)
            if is_refused(dataclasses.replace(page, view=view)):
                refused.add(field)
    assert printed - refused == SILENT[chosen.name]
    assert len(refused) > FIELDS[chosen.name]


@pytest.mark.parametrize(
    "added",
    [
        "\nEXAM()",
        "\n    EXAM()",
        "\nEXAM: int = 1",
        "\n    exam: int = 1",
        '"""\nEXAM()\n"""',
        '" + EXAM() + "',
        "), EXAM(",
        "\nclass Exam:\n    pass",
    ],
)
def test_code_that_broke_out_is_seen(
    chosen: Target, probed: tuple[list[Page], Project], added: str
) -> None:
    """As if a printer had a fault: the check after rendering is the second wall."""
    tried = 0
    assert chosen.promised is not None
    pages, project = probed
    for page in pages:
        names = chosen.promised(page)
        if names is None:
            continue
        for field, at in first_of_each(page).items():
            if field in SILENT[chosen.name]:
                continue
            view = put(page.view, at, lambda code: Code(code + added))
            text = str(render([dataclasses.replace(page, view=view)])[0].content)
            if harmless(text, page):
                continue
            tried += 1
            seen = is_seen(page.path, text, names, project.base_package)
            assert seen, (page.template, field)
    assert tried > FIELDS[chosen.name]


def harmless(text: str, page: Page) -> bool:
    """Whether what was added stayed inside of a comment or of a string."""
    original = str(render([page])[0].content)
    try:
        return _shape(ast.parse(text)) == _shape(ast.parse(original))
    except SyntaxError:
        return False


def _shape(tree: Any) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def test_a_page_that_nobody_knows_is_an_error() -> None:
    @dataclasses.dataclass(frozen=True)
    class Unknown:
        pass

    with pytest.raises(TypeError, match="Unknown"):
        promised(Page("a.py", "a.j2", Unknown()))


def test_other_files_promise_nothing(tmp_path: Path) -> None:
    assert promised(Page("README.md", "a.j2", object())) is None
