"""Types go in; values that readers may take for examples, and that the schema allows, come out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written
from generator.ir.model import (
    Anything,
    Api,
    Check,
    Checked,
    Discriminator,
    Doc,
    Enum,
    Field,
    Info,
    ListOf,
    Named,
    Parameter,
    Record,
    Scalar,
    Type,
    TypeDef,
    Union,
)
from generator.targets.docs.values import of_field, of_parameter, sample, useful
from generator.validate.patterns import found_in

API = Api("3.1.0", Info("Shop", "1"))
TEXT = Scalar("string")


def field(wire: str, **more: Any) -> Field:
    return Field(f"#/{wire}", wire, **{"type": TEXT, **more})


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("owner", "OWNER"),
        ("accountSid", "ACCOUNT_SID"),
        ("X-Request-ID", "X_REQUEST_ID"),
        ("s3Key", "S3_KEY"),
        ("日本", "TEXT"),
        ("", "TEXT"),
    ],
)
def test_a_text_is_called_by_its_name(name: str, shown: str) -> None:
    assert sample(TEXT, API, name) == shown


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("^[A-Z_]+$", "ACCOUNT_SID"),
        ("^[a-z][a-z0-9_]*$", None),
        ("^[a-z_]{1,40}$", "account_sid"),
        ("^[a-z-]+$", "account-sid"),
        ("^[a-z]{3}$", None),
        ("^AC[0-9a-fA-F]{32}$", None),
        ("^(?=.*[0-9])[a-z0-9]{4,}$", None),
        (r"^\d{4}-(0[1-9]|1[0-2])$", None),
        ("_token_", None),
        (r"^(a|b)\1$", None),
    ],
)
def test_a_text_holds_to_its_pattern(pattern: str, shown: str | None) -> None:
    made = sample(Checked(TEXT, (Check("pattern", pattern),)), API, "accountSid")
    assert isinstance(made, str)
    assert found_in(pattern, (made,)), made
    assert shown in (None, made)


def test_a_text_holds_to_its_length() -> None:
    bounds = (Check("minLength", 8), Check("maxLength", 10))
    assert sample(Checked(TEXT, bounds), API, "to") == "TOxxxxxx"
    assert sample(Checked(TEXT, bounds), API, "description") == "DESCRIPTIO"
    checks = (Check("pattern", "^[0-9]+$"), Check("minLength", 9))
    made = sample(Checked(TEXT, checks), API, "to")
    assert isinstance(made, str)
    assert made.isdigit()
    assert len(made) >= 9


def test_a_format_comes_before_a_name() -> None:
    assert sample(Scalar("string", "email"), API, "to") == "someone@example.com"
    checked = Checked(
        Scalar("string", "date-time"), (Check("pattern", "^2026-[0-9TZ:-]+$"),)
    )
    assert sample(checked, API, "at") == "2026-01-31T12:00:00Z"


def test_lists_are_as_long_as_they_have_to_be() -> None:
    assert sample(Checked(ListOf(TEXT), (Check("minItems", 2),)), API, "tag") == [
        "TAG",
        "TAG",
    ]


def test_examples_of_another_kind_are_passed_over() -> None:
    one = field("ids", type=ListOf(TEXT), examples=("a,b", ["c"]))
    assert of_field(one, API) == ["c"]
    by_name = Parameter("#/p", "ids", "query", ListOf(TEXT))
    assert of_parameter(by_name, API) == ["IDS"]


def test_a_variant_says_which_it_is() -> None:
    record = Record((field("kind", required=True),), Scalar("string"))
    api = Api("3.1.0", Info("Shop", "1"), types={"#/A": TypeDef("#/A", record)})
    tagged = Union((Named("#/A"),), True, Discriminator("kind", {"a": 0}))
    assert sample(tagged, api) == {"kind": "a"}


def test_of_what_is_not_needed_examples_come_first() -> None:
    told = Doc(description="Told.")
    own = [field("id", access="read", examples=("1",)), field("old", deprecated=True)]
    rest = [field(f"told_{at}", doc=told) for at in range(4)]
    shown = field("shown", examples=("x",))
    assert useful(Record((*own, *rest, shown), TEXT), API) == {"shown": "x"}
    assert useful(Record((*own, field("plain"), *rest), TEXT), API) == {
        f"told_{at}": f"TOLD_{at}" for at in range(3)
    }
    assert useful(Record((*own, field("plain")), TEXT), API) == {"plain": "PLAIN"}
    assert useful(Record((*own,), TEXT), API) == {}


def test_examples_with_nothing_in_them_are_none() -> None:
    empty = [field(f"e{at}", examples=(one,)) for at, one in enumerate(("", [], {}))]
    shown = field("shown", type=Anything(), examples=(0,))
    assert useful(Record((*empty, shown), TEXT), API) == {"shown": 0}


def test_examples_of_named_types_come_first_too() -> None:
    named = TypeDef("#/v", ListOf(TEXT), "Values", examples=(["x"],))
    api = replace(API, types={"#/v": named})
    told = field("name", doc=Doc(description="Its name."))
    record = Record((told, field("values", type=Named("#/v"))), Anything())
    assert useful(record, api) == {"values": ["x"]}


def test_objects_that_need_nothing_are_shown_with_something() -> None:
    inner = Record((field("city"), field("street")), Anything())
    told = field("home", type=inner)
    assert useful(Record((told,), Anything()), API) == {
        "home": {"city": "CITY", "street": "STREET"}
    }
    empty = field("home", type=inner, examples=({},))
    assert useful(Record((empty,), Anything()), API) == {"home": {}}


def test_a_member_of_a_list_says_something() -> None:
    record = Record((field("plain"),), TEXT)
    assert sample(ListOf(record), API) == [{"plain": "PLAIN"}]
    ring = TypeDef("#/A", Record((field("more", type=ListOf(Named("#/A"))),), TEXT))
    made = sample(ListOf(Named("#/A")), Api("3.1.0", API.info, types={"#/A": ring}))
    assert isinstance(made, list)
    assert made[0]


def test_examples_in_other_forms_than_json_stand_as_they_are(tmp_path: Path) -> None:
    media = {
        "application/xml": {"example": '<a b="1">\n</a>'},
        "text/csv": {"examples": {"two": {"value": "a,b", "description": "Two."}}},
        "application/json": {"example": "a,b"},
    }
    answer = {"description": "ok", "content": media}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": answer}}}},
    }
    site = build(written(tmp_path, document))
    twin = site.text("en/operations/a.md")
    assert '```\n<a b="1">\n</a>\n```' in twin
    assert "Two.\n\n```\na,b\n```" in twin
    assert '```json\n"a,b"\n```' in twin
    assert "<pre><code>&lt;a b=" in site.text("en/operations/a.html")


def test_json_in_quotes_is_shown_as_the_value_that_it_is(tmp_path: Path) -> None:
    content = {"schema": {"type": "object"}, "example": '{\n  "id": 7\n}'}
    answer = {"description": "it", "content": {"application/json": content}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": answer}}}},
    }
    page = build(written(tmp_path, document)).text("en/operations/a.md")
    assert '```json\n{"id":7}\n```' in page


def test_what_lies_deep_is_a_value_and_not_null() -> None:
    unit = TypeDef("#/unit", Enum(("gram", "pound")), "unit")
    type: Type = Record(
        (field("unit", type=Named("#/unit"), required=True),), Anything()
    )
    for _ in range(5):
        type = ListOf(Record((field("of", type=type, required=True),), Anything()))
    api = replace(API, types={"#/unit": unit})
    assert "'unit': 'gram'" in str(sample(type, api))


def test_examples_and_defaults_of_what_is_referred_to_are_told(tmp_path: Path) -> None:
    schemas = {
        "Text": {"type": "string", "examples": ["hello"]},
        "Size": {"type": "integer", "default": 20},
    }
    properties = {
        "other": {"type": "string", "description": "Something else."},
        **{name: {"$ref": f"#/components/schemas/{name}"} for name in schemas},
    }
    body = {"type": "object", "properties": properties}
    operation = {
        "operationId": "a",
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    }
    site = build(written(tmp_path, document))
    twin = site.text("en/operations/a.md")
    assert "- `Text` ([Text](../schemas/Text.md)) Example: `hello`." in twin
    assert "- `Size` ([Size](../schemas/Size.md)) Default: `20`." in twin
    assert """--data-raw '{"Text": "hello"}'""" in twin
    for kind, said in (("html", "Default: <code>20</code>"), ("md", "Default: `20`")):
        assert said in site.text(f"en/schemas/Size.{kind}")
    assert "<h2 id=fields>Type</h2>" in site.text("en/schemas/Size.html")


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "object"}, 'thing={"key": "value"}'),
        ({"type": "object", "properties": {"a": {}}}, 'thing={"a": {}}'),
        ({"type": "array", "items": {"type": "integer"}}, "thing=[1]"),
    ],
)
def test_a_step_of_a_path_is_not_empty(
    schema: dict[str, Any], said: str, tmp_path: Path
) -> None:
    parameter = {"name": "thing", "in": "path", "required": True, "schema": schema}
    get = {
        "operationId": "get",
        "parameters": [parameter],
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things/{thing}": {"get": get}},
    }
    page = build(written(tmp_path, document)).text("en/operations/get.md")
    assert said in page
