"""Parameters, fields of bodies, credentials and server variables become arguments."""

from __future__ import annotations

import dataclasses

import pytest

from generator.ir.model import (
    Anything,
    Body,
    Check,
    Checked,
    Content,
    Field,
    ListOf,
    Location,
    Named,
    Record,
    SecurityScheme,
    Server,
    ServerVariable,
    Type,
)
from generator.languages.python import RULES
from generator.names import body_record, chosen_content, resolve
from names.apis import TEXT, api, component, operation, schema


@pytest.mark.parametrize(
    ("parameters", "fields", "expected"),
    [
        ((("id", "path"),), ["name"], ["id", "name"]),
        ((("id", "path"), ("id", "query")), ["id"], ["id", "id_", "id_body"]),
        ((("id", "query"), ("id", "path")), [], ["id_", "id"]),
        (
            (("id", "cookie"), ("id", "header"), ("id", "query"), ("id", "path")),
            [],
            ["id_cookie", "id_header", "id_", "id"],
        ),
        ((("self", "query"), ("class", "query")), [], ["self_", "class_"]),
        ((("request_options", "query"),), [], ["request_options_"]),
        ((("X-Request-ID", "header"),), [], ["x_request_id"]),
        ((("deadline", "query"),), ["on_update"], ["deadline", "on_update"]),
        (
            (("filter[a]", "query"), ("filter.a", "query")),
            [],
            ["filter_a_", "filter_a"],
        ),
    ],
)
def test_arguments(
    parameters: tuple[tuple[str, Location], ...], fields: list[str], expected: list[str]
) -> None:
    body: Type | None = Named(schema("Body")) if fields else None
    item = operation("x.y", parameters=parameters, body=body)
    names = resolve(api(component("Body", *fields), item), RULES)
    assert list(names.arguments[item.id].values()) == expected


def test_arguments_of_a_task() -> None:
    item = operation(
        "x.y", task=True, parameters=(("deadline", "query"), ("on_submit", "query"))
    )
    names = resolve(api(item), RULES)
    assert list(names.arguments[item.id].values()) == ["deadline_", "on_submit_"]


def test_body_without_fields_is_one_argument() -> None:
    item = operation("x.y", parameters=(("body", "query"),), body=ListOf(TEXT))
    names = resolve(api(item), RULES)
    assert names.arguments[item.id] == {
        item.parameters[0].id: "body",
        ("body",): "body_",
    }


def test_body_record_is_found_through_references_and_assertions() -> None:
    pet = component("Pet", "name")
    alias = dataclasses.replace(component("Alias"), type=Named(pet.id))
    checked = Checked(Named(alias.id), (Check("minProperties", 1),))
    item = operation("x.y", body=checked)
    found = body_record(api(pet, alias, item), item)
    assert found is not None
    assert found.definition == pet
    assert [field.wire for field in found.fields] == ["name"]


def test_body_record_ends_in_a_ring() -> None:
    ring = dataclasses.replace(component("Ring"), type=Named(schema("Ring")))
    item = operation("x.y", body=Named(ring.id))
    assert body_record(api(ring, item), item) is None


def test_read_only_fields_are_no_arguments() -> None:
    fields = (Field("#/a", "id", TEXT, access="read"), Field("#/b", "name", TEXT))
    item = operation("x.y", body=Record(fields, Anything()))
    assert resolve(api(item), RULES).arguments[item.id] == {("body", "name"): "name"}


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["text/plain", "application/json"], "application/json"),
        (["multipart/form-data", "application/vnd.a+json"], "application/vnd.a+json"),
        (
            ["application/x-www-form-urlencoded", "multipart/form-data"],
            "multipart/form-data",
        ),
        (
            ["Application/JSON; charset=utf-8", "text/plain"],
            "Application/JSON; charset=utf-8",
        ),
        (["image/png", "text/plain"], "image/png"),
        ([], None),
    ],
)
def test_chosen_content(offered: list[str], chosen: str | None) -> None:
    body = Body("#", tuple(Content("#", kind, TEXT) for kind in offered))
    content = chosen_content(body)
    assert (content.media_type if content else None) == chosen


def http(name: str, scheme: str) -> SecurityScheme:
    return SecurityScheme(f"#/{name}", name, "http", scheme=scheme)


def key(name: str) -> SecurityScheme:
    return SecurityScheme(f"#/{name}", name, "apiKey")


@pytest.mark.parametrize(
    ("schemes", "expected"),
    [
        ([http("Auth", "bearer")], {"Auth": "token"}),
        ([http("Auth", "BASIC")], {"Auth": "username"}),
        ([key("Auth")], {"Auth": "api_key"}),
        ([key("AppKey"), key("app-id")], {"AppKey": "app_key", "app-id": "app_id"}),
        ([key("KeyAuth"), key("Auth")], {"KeyAuth": "key_auth", "Auth": "auth_key"}),
        (
            [http("timeout", "bearer"), http("headers", "bearer")],
            {"timeout": "timeout_token", "headers": "headers_token"},
        ),
        (
            [key("ApiKey"), key("api_key")],
            {"ApiKey": "api_key_2", "api_key": "api_key"},
        ),
        ([key("k"), http("b", "bearer")], {"k": "api_key", "b": "token"}),
        (
            [http("a", "basic"), http("b", "basic")],
            {"a": "a_username", "b": "b_username"},
        ),
        ([SecurityScheme("#/m", "m", "mutualTLS")], {}),
        (
            [SecurityScheme("#/o", "o", "oauth2"), http("b", "bearer")],
            {"o": "o", "b": "b"},
        ),
    ],
)
def test_credentials(schemes: list[SecurityScheme], expected: dict[str, str]) -> None:
    found = dataclasses.replace(
        api(), security_schemes={scheme.name: scheme for scheme in schemes}
    )
    assert resolve(found, RULES).schemes == expected


def test_passwords() -> None:
    one = dataclasses.replace(api(), security_schemes={"a": http("a", "basic")})
    assert resolve(one, RULES).passwords == {"a": "password"}
    two = {name: http(name, "basic") for name in ("a", "b")}
    names = resolve(dataclasses.replace(api(), security_schemes=two), RULES)
    assert names.passwords == {"a": "a_password", "b": "b_password"}


def test_server_variables() -> None:
    variables = tuple(
        ServerVariable(name, "") for name in ("region", "base_url", "token")
    )
    found = dataclasses.replace(
        api(),
        servers=(
            Server("#/a", "", variables=variables),
            Server("#/b", "", variables=variables[:1]),
        ),
        security_schemes={"b": http("b", "bearer")},
    )
    assert resolve(found, RULES).variables == {
        "base_url": "server_base_url",
        "region": "region",
        "token": "server_token",
    }
