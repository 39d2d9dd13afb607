"""The template environment: only Code is printed, overlays come first and can extend what is shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest

from generator import render as rendering
from generator.diagnostics import Misused
from generator.languages.code import Code
from generator.render import (
    HERE,
    CodeEnvironment,
    File,
    Page,
    Part,
    Placed,
    RawText,
    render,
    static_files,
    template_environment,
)


@dataclass(frozen=True, slots=True)
class View:
    value: object = Code("x")
    items: tuple[Code, ...] = (Code("a"), Code("b"))
    yes: bool = True


def printed(source: str, view: object = None, **templates: str) -> str:
    loader = jinja2.DictLoader({"page": source, **templates})
    return CodeEnvironment(loader).get_template("page").render(view=view or View())


@pytest.mark.parametrize(
    "value", ["plain", 1, 1.5, None, True, ("x",), b"x", object(), ""]
)
def test_what_no_printer_made_is_refused(value: object) -> None:
    with pytest.raises(RawText):
        printed("{{ view.value }}", View(value))
    with pytest.raises(RawText):
        printed("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(view.value) }}", View(value))
    with pytest.raises(RawText):
        printed("{{ view.value | indent }}", View(value))


@pytest.mark.parametrize(
    "source",
    ["{{ 'text' }}", "{{ 1 }}", "{{ view.value ~ 'x' }}", "{{ view.value + 'x' }}"],
)
def test_what_a_template_makes_up_is_refused(source: str) -> None:
    with pytest.raises(RawText):
        printed(source)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ view.none }}", AttributeError),
        ("{{ none.such }}", AttributeError),
        ("{{ absent }}", jinja2.UndefinedError),
        ("{{ view.value | upper }}", jinja2.TemplateError),
        ("{{ range(3) }}", jinja2.TemplateError),
    ],
)
def test_what_is_not_there_is_an_error(source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        printed(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% if view.__class__ %}{% endif %}",
        "{% set f = view.__init__.__globals__ %}",
        "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
        "{{ view.value | indent(width=view.__hash__()) }}",
        "{% for x in view.items %}{{ loop._iterable }}{% endfor %}",
        "{{ self._TemplateReference__context }}",
    ],
)
def test_what_belongs_to_python_is_nothing_to_lay_out(source: str) -> None:
    with pytest.raises(jinja2.TemplateAssertionError, match="nothing to lay out"):
        printed(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% set c = view['__class__'] %}{{ c.x }}",
        "{% set c = view['_' ~ '_class_' ~ '_'] %}{{ c.x }}",
        "{% set c = view['__CLASS__'.lower()] %}{{ c.x }}",
    ],
)
def test_no_item_leads_there_either(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        printed(source)


def test_code_passes_whatever_it_goes_through() -> None:
    source = """\
{% macro m(a) %}
<{{ a }}{{ caller() }}>
{% endmacro %}
{% block body %}
    {% for item in view.items %}
{{ item }}
    {% endfor %}
{% endblock %}
{% call m(view.value) %}!{% endcall %}
{% filter indent(2, true) %}
{{ view.value }}{% endfilter %}
"""
    assert printed(source) == "a\nb\n<x!>\n  x"


@dataclass(frozen=True, slots=True)
class Shows:
    here: Placed
    there: Placed


def test_a_part_is_laid_out_once_and_put_where_pages_show_it() -> None:
    part = Part("part", View(Code(f"{HERE}.x"), (Code("a"),)))
    source = "{{ view.here }}|{{ view.there }}"
    loader = jinja2.DictLoader({"page": source, "part": "<{{ view.value }}>"})
    environment = CodeEnvironment(loader)
    view = Shows(Placed(part, Code("one")), Placed(part, Code("two")))
    assert environment.get_template("page").render(view=view) == "<one.x>|<two.x>"
    assert len(environment.parts) == 1


def test_a_part_prints_code_alone() -> None:
    part = Part("part", View("plain"))
    with pytest.raises(RawText):
        printed(
            "{{ view.here }}",
            Shows(Placed(part), Placed(part)),
            part="{{ view.value }}",
        )


def test_imported_macros_and_inherited_blocks() -> None:
    base = "[{% block b %}{{ view.value }}{% endblock %}]"
    page = '{% extends "base" %}{% from "macros" import m %}{% block b %}{{ super() }}{{ m(view.value) }}{% endblock %}'
    macros = "{% macro m(a) %}({{ a }}){% endmacro %}"
    assert printed(page, base=base, macros=macros) == "[x(x)]"


def test_markup_is_not_read_again() -> None:
    assert (
        printed("{{ view.value }}", View(Code("{{ 7 * 191 }}<&>")))
        == "{{ 7 * 191 }}<&>"
    )


def test_indenting_leaves_empty_lines_empty() -> None:
    assert printed("{{ view.value | indent }}", View(Code("a\n\nb"))) == "a\n\n    b"
    assert (
        printed("{{ view.value | indent(2, true) }}", View(Code("a\nb"))) == "  a\n  b"
    )


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder in the place of the shipped templates, and an overlay."""
    shipped, overlay = tmp_path / "shipped", tmp_path / "overlay"
    for folder in (shipped / "t" / "static" / "sub", overlay / "t" / "static"):
        folder.mkdir(parents=True)
    (shipped / "t/page.j2").write_text(
        "head\n{% block body %}\n{{ view.value }}\n{% endblock %}\nfoot\n"
    )
    (shipped / "t/static/sub/a.bin").write_bytes(b"\xff\x00")
    (shipped / "t/static/b.txt").write_bytes(b"{{ shipped }}\r\n")
    monkeypatch.setattr(rendering, "shipped_templates", lambda: shipped)
    template_environment.cache_clear()
    return shipped, overlay


PAGE = Page("out/page.txt", "t/page.j2", View())


def test_pages_become_files(folders: tuple[Path, Path]) -> None:
    assert folders
    assert render([PAGE]) == [File("out/page.txt", "head\nx\nfoot\n")]


def test_an_overlay_extends_the_shipped_template(folders: tuple[Path, Path]) -> None:
    overlay = folders[1]
    (overlay / "t/page.j2").write_text(
        '{% extends "specloom:t/page.j2" %}{% block body %}\nmine {{ super() }}{% endblock %}'
    )
    assert render([PAGE], overlay) == [File("out/page.txt", "head\nmine x\nfoot\n")]
    assert render([PAGE]) == [File("out/page.txt", "head\nx\nfoot\n")]


@pytest.mark.parametrize(
    "source",
    [
        "\n{% if %}",
        "\n{{ view.none }}",
        "\n{{ 'raw' }}",
        "\n{{ none }}",
        "\n{{ view.value() }}",
    ],
)
def test_a_broken_overlay_is_the_users_to_mend(
    folders: tuple[Path, Path], source: str
) -> None:
    (folders[1] / "t/page.j2").write_text(source)
    with pytest.raises(Misused, match=r"overlay/t/page\.j2:2"):
        render([PAGE], folders[1])


def test_a_broken_shipped_template_is_ours(folders: tuple[Path, Path]) -> None:
    (folders[0] / "t/page.j2").write_text("\n{{ view.none }}")
    with pytest.raises(RawText, match=r"page\.j2:2"):
        render([PAGE], folders[1])
    with pytest.raises(Misused, match="no template"):
        render([Page("x", "t/none.j2", View())])


def test_static_files_are_copied_byte_for_byte(folders: tuple[Path, Path]) -> None:
    shipped = [File("b.txt", b"{{ shipped }}\r\n"), File("sub/a.bin", b"\xff\x00")]
    assert static_files("t") == shipped
    (folders[1] / "t/static/b.txt").write_text("mine")
    assert static_files("t", folders[1]) == [File("b.txt", b"mine"), shipped[1]]
    assert static_files("none") == []
