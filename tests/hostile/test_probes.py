"""Every template is rendered with a probe in every field of its views: none gets through."""

from __future__ import annotations

import ast
import dataclasses
from pathlib import Path

import pytest

from generator.languages.code import Code
from generator.languages.python.tree import BrokenPromise, check
from generator.render import Page, RawText, render, shipped_templates
from generator.targets import Target, target
from generator.targets.python.promises import promised
from hostile.views import Field, fields_of_views, first_of_each, put, rich_pages

PROBE = "EXAM"

SILENT: dict[str, frozenset[Field]] = {
    "python": frozenset(
        [
            ("ReadmeView", "package"),
            ("ChildView", "attribute"),
            *((view, "name") for view in ("ClassView", "MethodView", "FunctionView")),
        ]
    ),
    "server": frozenset(
        [
            ("ModuleView", "name"),
            ("MethodView", "name"),
            ("FormView", "name"),
            *(("HandlerView", name) for name in ("import_line", "pair", "passed")),
        ]
    ),
    "docs": frozenset(
        [
            ("CallbackView", "name"),
            ("NestedView", "anchor"),
            ("SnippetView", "source"),
        ]
    ),
}
"""What no template prints: the promises or the published document are made of it, and other fields say it where it is printed."""
MODULES = ("python", "server")
"""Targets that write Python."""
FIELDS = {"python": 40, "server": 10}
"""How many fields of templates let a fault out at least."""


@pytest.fixture(scope="module", params=["python", "server", "docs"])
def chosen(request: pytest.FixtureRequest) -> Target:
    return target(request.param)


@pytest.fixture(scope="module")
def based(
    chosen: Target, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Page, str]]:
    return rich_pages(chosen, tmp_path_factory.mktemp("probes"))


@pytest.fixture(scope="module")
def pages(based: list[tuple[Page, str]]) -> list[Page]:
    return [page for page, _ in based]


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
        if not path.name.startswith("_") or path.suffixes[-2:] == [".py", ".j2"]
    }
    assert {page.template for page in pages} == shipped


def test_plain_text_is_refused_in_every_field(
    chosen: Target, pages: list[Page]
) -> None:
    refused: set[Field] = set()
    tried: set[Field] = set()
    for page in pages:
        for (field, _), at in first_of_each(page).items():
            if field in refused:
                continue
            view = put(page.view, at, lambda _: PROBE)
            tried.add(field)
            if is_refused(dataclasses.replace(page, view=view)):
                refused.add(field)
    # A site has labels that only other parts of it print, as parts of their own words.
    labels = {one for one in tried if one[1].startswith("say.")}
    assert bool(labels & refused) == bool(labels)
    assert tried - refused - labels == SILENT[chosen.name]
    bare = {(view, name.partition(".")[0]) for view, name in tried}
    assert fields_of_views(chosen) <= bare


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
    chosen: Target, based: list[tuple[Page, str]], added: str
) -> None:
    """As if a printer had a fault: the check after rendering is the second wall."""
    tried: set[tuple[str, Field]] = set()
    if chosen.promised is None:
        assert chosen.name not in MODULES
        return
    for page, base in based:
        names = chosen.promised(page)
        if names is None:
            continue
        usual = shape(str(render([page])[0].content))
        for (field, _), at in first_of_each(page).items():
            if field in SILENT[chosen.name] or (page.template, field) in tried:
                continue
            view = put(page.view, at, lambda code: Code(code + added))
            text = str(render([dataclasses.replace(page, view=view)])[0].content)
            if shape(text) == usual:
                continue  # What was added stayed inside of a comment or of a string.
            tried.add((page.template, field))
            seen = is_seen(page.path, text, names, base)
            assert seen, (page.template, field)
    assert len(tried) > FIELDS[chosen.name]


def shape(text: str) -> str:
    """The syntax tree of a module without what its strings say; nothing for what is no Python."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return ""
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
