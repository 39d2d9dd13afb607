"""Errors are told by what they carry: the usual body once, and on each page what statuses mean before their fields."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written


def answer(text: str, name: str, value: object = None) -> dict[str, Any]:
    """An error with a body."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    example = {} if value is None else {"example": value}
    content = {"application/json": {"schema": schema, **example}}
    return {"description": text, "content": content}


def operation(name: str, **errors: dict[str, Any]) -> dict[str, Any]:
    """An operation with errors."""
    answers = {"204": {"description": "Done."}}
    found = {status.removeprefix("s"): one for status, one in errors.items()}
    return {"get": {"operationId": name, "responses": {**answers, **found}}}


def record(name: str) -> dict[str, Any]:
    """An object with one property."""
    return {"type": "object", "properties": {name: {"type": "string"}}}


PATHS = {
    "/a": operation(
        "a",
        s400=answer("Not understood.", "Usual"),
        s404=answer("No a.", "Usual", {"reason": "none"}),
    ),
    "/b": operation("b", s404=answer("No b.", "Usual")),
    "/c": operation(
        "c",
        s404=answer("No c.", "Usual"),
        s409=answer("Taken.", "Other"),
        s500={"description": "Broken."},
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with errors."""
    schemas = {"Usual": record("reason"), "Other": record("holder")}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Errors", "version": "1"},
        "paths": PATHS,
        "components": {"schemas": schemas},
    }
    return build(written(tmp_path_factory.mktemp("errors"), document))


def section(site: Site, status: str) -> str:
    """What the page says of a status."""
    return site.text("en/errors.md").partition(f"## {status} ")[2].partition("\n## ")[0]


def test_the_usual_body_is_told_once(site: Site) -> None:
    page = site.text("en/errors.md")
    assert "Most errors carry one: [Usual](schemas/Usual.md).\n\n- `reason`" in page
    assert page.count("`reason`") == 1


def test_other_bodies_are_told_with_their_status(site: Site) -> None:
    assert "`holder`" in section(site, "409")
    assert "Type: [Other](schemas/Other.md)" in section(site, "409")
    assert "Type" not in section(site, "500")


def test_statuses_are_grouped_by_body(site: Site) -> None:
    found = section(site, "404")
    assert "\n- No a.\n- No b.\n- No c.\n\nType: [Usual]" in found
    assert found.count("Given by") == 1


def test_what_says_the_same_is_told_once(tmp_path: Path) -> None:
    bad = ("Bad request", "Bad Request.", "Bad request: no body")
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Even", "version": "1"},
        "paths": {
            f"/{at}": operation(f"o{at}", s400=answer(text, "Usual"))
            for at, text in enumerate(bad)
        },
        "components": {"schemas": {"Usual": record("reason")}},
    }
    found = section(build(written(tmp_path, document)), "400")
    assert "\n- Bad request\n- Bad request: no body\n\nType" in found


def test_no_body_is_the_usual_one_where_none_is(tmp_path: Path) -> None:
    schemas = {"Usual": record("reason"), "Other": record("holder")}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Even", "version": "1"},
        "paths": {
            "/a": operation("a", s400=answer("", "Usual"), s404=answer("", "Other"))
        },
        "components": {"schemas": schemas},
    }
    page = build(written(tmp_path, document)).text("en/errors.md")
    assert "Most errors" not in page
    assert "`reason`" in page
    assert "`holder`" in page


def test_a_body_within_itself_leads_to_what_is_above(tmp_path: Path) -> None:
    causes = {"type": "array", "items": {"$ref": "#/components/schemas/Usual"}}
    usual = {"type": "object", "properties": {"causes": causes}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Rings", "version": "1"},
        "paths": {
            "/a": operation("a", s400=answer("", "Usual"), s404=answer("", "Other"))
        },
        "components": {"schemas": {"Usual": usual, "Other": record("holder")}},
    }
    page = build(written(tmp_path, document)).text("en/errors.html")
    anchor = re.search(r"<a href=#([\w.-]+)>described above", page)
    assert anchor
    assert f" id={anchor[1]}>" in page.partition(anchor[0])[0]


@pytest.mark.parametrize("form", ["html", "md"])
def test_what_statuses_mean_comes_before_their_fields(site: Site, form: str) -> None:
    page = site.text(f"en/operations/a.{form}")
    assert page.index("Not understood.") < page.index("No a.") < page.index("same body")
    assert page.index("same body") < page.rindex("reason")
    assert "described above" not in page
