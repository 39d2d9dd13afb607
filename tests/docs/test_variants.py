"""Variants stand side by side where they are few and have fields in common; else one below the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import Elements, build, written

TABLE = 'class="variants"'


def variant(*names: str, **more: Any) -> dict[str, Any]:
    """An object with these fields."""
    return {"type": "object", "properties": {name: {} for name in names}, **more}


def document(variants: list[dict[str, Any]]) -> dict[str, Any]:
    """A document with one operation, whose body is one of these."""
    body = {"content": {"application/json": {"schema": {"oneOf": variants}}}}
    operation = {
        "operationId": "thing",
        "requestBody": body,
        "responses": {"204": {"description": ""}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/thing": {"post": operation}},
    }


def page_of(folder: Path, variants: list[dict[str, Any]], kind: str = "html") -> str:
    """The operation's page, or its twin."""
    site = build(written(folder, document(variants)))
    return site.text(f"en/operations/thing.{kind}")


@pytest.mark.parametrize(
    ("variants", "table"),
    [
        ([variant("a", "b"), variant("b", "c")], True),
        ([variant("a"), variant("b")], False),
        ([variant("a", str(number)) for number in range(4)], True),
        ([variant("a", str(number)) for number in range(5)], False),
        ([variant("a"), variant("a"), variant(*"bcd"), variant(*"efg")], False),
        ([variant("a"), variant("a", *map(str, range(7)))], True),
        ([variant("a"), variant("a", *map(str, range(9)))], False),
    ],
)
def test_few_variants_with_much_in_common_make_a_table(
    tmp_path: Path, variants: list[dict[str, Any]], table: bool
) -> None:
    assert (TABLE in page_of(tmp_path, variants)) == table


def test_each_of_many_fields_stands_once_and_is_found(tmp_path: Path) -> None:
    many = [variant(*(f"f{n}_{at}" for at in range(9))) for n in range(5)]
    page = page_of(tmp_path, many)
    for number in range(5):
        assert page.count(f">f{number}_8 ") == 1
    assert page.count("<details><summary>Variant") == 5


def test_what_is_so_of_all_variants_is_said_once(tmp_path: Path) -> None:
    closed = [variant(*"ab", additionalProperties=False, title="First")]
    closed += [variant(*"bc", additionalProperties=False, title="Second")]
    assert page_of(tmp_path, closed, "md").count("No other keys are allowed.") == 1
    one = page_of(tmp_path, [closed[0], variant(*"bc")], "md")
    assert "- First:\n\n  - No other keys" in one.replace(":\n  -", ":\n\n  -")


def test_a_variant_says_when_it_applies(tmp_path: Path) -> None:
    kinds = [
        variant("a", title=word) | {"required": ["kind"]} for word in ("Cat", "Dog")
    ]
    for one, word in zip(kinds, ("cat", "dog"), strict=True):
        one["properties"]["kind"] = {"const": word}
    assert "- Cat, when `kind` is `cat`:" in page_of(tmp_path, kinds, "md")


def test_variants_of_few_rows_are_open(tmp_path: Path) -> None:
    page = page_of(tmp_path, [variant("a"), variant("b")])
    assert page.count("<details open><summary>Variant") == 2


def test_a_variant_is_told_by_title_constant_or_first_fields(tmp_path: Path) -> None:
    kind = {"kind": {"const": "card"}, "number": {}}
    many = [
        variant("a", "b", title="By **hand**"),
        {"type": "object", "properties": kind},
        variant("c", "d", "e", "f"),
        variant("g"),
    ]
    said = Elements(page_of(tmp_path, many)).text()
    assert "By **hand**" in said
    assert "Variant 2 · When kind is card" in said
    assert "Variant 3 · c , d , e , …" in said
    assert "Variant 4 · g" in said
    twin = page_of(tmp_path, many, "md")
    assert "- Variant 4 · `g`:\n  - `g` " in twin


def test_what_a_variant_holds_is_opened_in_it(tmp_path: Path) -> None:
    inner = {"type": "object", "properties": {"inner": variant("deep")}}
    page = page_of(tmp_path, [inner, variant("other")])
    assert "<tr id=body.1.inner.deep>" in page


def test_names_in_variants_are_searched(tmp_path: Path) -> None:
    site = build(written(tmp_path, document([variant("abc"), variant("xyz")])))
    assert '"abc"' in site.text("assets/search/en/words-a.js")
    assert '"xyz"' in site.text("assets/search/en/words-x.js")


def test_a_discriminator_of_numbers_tells_numbers(tmp_path: Path) -> None:
    values: dict[str, Any] = {"One": 1, "Half": 0.5, "Word": "2", "Yes": True}
    made = document([{"$ref": f"#/components/schemas/{name}"} for name in values])
    made["components"] = {
        "schemas": {
            name: variant("a", "b", required=["k"])
            | {"properties": {"k": {"const": value}, "a": {}, "b": {}}}
            for name, value in values.items()
        }
    }
    post = made["paths"]["/thing"]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    schema["discriminator"] = {"propertyName": "k", "mapping": {"1.0": "One"}}
    page = build(written(tmp_path, made)).text("en/operations/thing.html")
    for shown in ("1", "0.5", "&quot;2&quot;", "true"):
        assert f"<code>k</code> is <code>{shown}</code><" in page


def kinds(count: int, wide: int) -> dict[str, Any]:
    """A document whose body is one of several named objects, which a discriminator tells apart."""
    names = [f"Kind{number}" for number in range(count)]
    made = document([{"$ref": f"#/components/schemas/{name}"} for name in names])
    post = made["paths"]["/thing"]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    post["requestBody"]["content"]["application/json"]["schema"] = {
        "$ref": "#/components/schemas/Any"
    }
    own = {
        name: variant("kind", *(f"{name}_{at}" for at in range(wide))) for name in names
    }
    for name in names:
        own[name]["properties"]["kind"] = {"type": "string"}
    schema["discriminator"] = {"propertyName": "kind"}
    made["components"] = {"schemas": {"Any": schema, **own}}
    return made


@pytest.mark.parametrize("page", ["operations/thing", "schemas/Any"])
def test_variants_without_room_are_all_linked_and_say_when(
    tmp_path: Path, page: str
) -> None:
    site = build(written(tmp_path, kinds(6, 60)))
    found = Elements(site.text(f"en/{page}.html")).text()
    for number in range(6):
        assert f"Kind{number} when kind is Kind{number}" in found
    assert "<tr" not in site.text(f"en/{page}.html")
    assert "when `kind` is `Kind5`" in site.text(f"en/{page}.md")


def test_the_only_variant_with_room_is_told_by_its_name(tmp_path: Path) -> None:
    site = build(written(tmp_path, kinds(2, 60)))
    found = Elements(site.text("en/schemas/Any.html")).text()
    assert "Kind0 · When kind is Kind0 kind string" in found
    assert "Also possible: Kind1 when kind is Kind1 ." in found


def several(*names: str, **more: Any) -> dict[str, Any]:
    """One of as many objects with a field each."""
    return {"oneOf": [variant(name, title=name.upper()) for name in names], **more}


def test_variants_of_variants_and_of_lists_are_variants(tmp_path: Path) -> None:
    lists = [{"type": "array", "items": several("a", "b")}, several("c", "d")]
    twin = page_of(tmp_path, [*lists, variant("e", title="E")], "md")
    for name in "abcde":
        assert f"- {name.upper()}:\n  - `{name}` (any)\n" in twin


@pytest.mark.parametrize("kind", ["html", "md"])
def test_names_in_what_is_not_opened_are_told(tmp_path: Path, kind: str) -> None:
    text, number = {"type": "string"}, {"type": "integer"}
    mixed = {"oneOf": [text, variant("alpha"), variant("beta")]}
    page = page_of(tmp_path, [{"type": "array", "items": mixed}, number], kind)
    assert "alpha" in page
    assert "beta" in page
    lists = {"type": "array", "items": several("gamma", "delta")}
    page = page_of(tmp_path, [{"type": "array", "items": mixed}, lists], kind)
    assert all(one in page for one in ("alpha", "beta", "gamma", "delta"))
