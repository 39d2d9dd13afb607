"""Our own checks: what is an error, what is a warning, what is silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.ir.build import build
from generator.ir.kinds import kinds_of
from generator.load import Document
from generator.validate import structure, structure_findings, without_empty

Make = Callable[..., Document]
KINDS = ("null", "boolean", "number", "string", "array", "object")
OK = {"responses": {"200": {"description": "ok"}}}


def codes(document: Document, **options: bool) -> set[tuple[str, str]]:
    return {(found.severity, found.code) for found in structure(document, **options)}


def schema(made: Make, value: Any, version: str = "3.1.0") -> set[tuple[str, str]]:
    return codes(made(version, paths={}, components={"schemas": {"A": value}}))


def test_a_sound_document_is_silent(made: Make) -> None:
    assert structure(made(paths={"/a": {"get": OK}})) == ()


@pytest.mark.parametrize(
    ("version", "asked"), [("3.0.3", True), ("3.1.0", True), ("3.2.0", False)]
)
def test_responses_of_early_versions_have_a_description(
    made: Make, version: str, asked: bool
) -> None:
    found = codes(made(version, paths={"/a": {"get": {"responses": {"200": {}}}}}))
    assert (("warning", "missing-key") in found) is asked


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"paths": {"/a": "x"}},
        {"paths": {"/a": {"get": {"parameters": [{"in": "query"}]}}}},
        {"paths": [1]},
        {"paths": {"/a": {"get": [1]}}},
        {"paths": {"/a": {"get": {"parameters": {"a": 1}}}}},
        {"paths": {"/a": {"get": {"parameters": [None]}}}},
        {"components": {"schemas": {"A": {"properties": [1]}}}},
        {"components": {"schemas": {"A": {"$ref": "#/components/schemas/B"}}}},
        {"components": {"schemas": {"A": {"discriminator": "b"}}}},
        {"components": {"securitySchemes": {"k": {"type": "apiKey"}}}},
        {"components": {}, "x-specloom-nonsense": 1},
    ],
)
def test_what_leaves_nothing_truthful_is_an_error(
    made: Make, parts: dict[str, Any]
) -> None:
    assert "error" in {severity for severity, _ in codes(made(**parts))}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"required": True}, "wrong-type"),
        ({"minLength": "x"}, "wrong-type"),
        ({"type": "strnig"}, "wrong-type"),
        ({"enum": []}, "bad-enum"),
        ({"enum": ["a", "b", "a"]}, "bad-enum"),
        ({"minimum": 9, "maximum": 1}, "empty-range"),
        ({"propertes": {}}, "unknown-key"),
    ],
)
def test_what_can_be_left_out_is_a_warning(made: Make, value: Any, code: str) -> None:
    assert schema(made, value) == {("warning", code)}


def test_strict_turns_warnings_into_errors(made: Make) -> None:
    document = made(components={"schemas": {"A": {"enum": []}}})
    assert codes(document, strict=True) == {("error", "bad-enum")}


def test_versions_differ(made: Make) -> None:
    assert schema(made, {"const": 1}) == set()
    assert schema(made, {"const": 1}, "3.0.3") == {("warning", "too-new")}
    assert schema(made, True) == set()
    assert schema(made, True, "3.0.3") == {("warning", "too-new")}
    assert schema(made, {"type": ["string", "null"]}) == set()
    assert schema(made, {"type": ["string"]}, "3.0.3") == {("warning", "wrong-type")}


def test_keywords_of_ones_own_are_allowed_from_3_1_on(made: Make) -> None:
    assert schema(made, {"vendorKeywordOfOurs": 1}) == set()
    assert schema(made, {"vendorKeywordOfOurs": 1}, "3.0.3") == {
        ("warning", "unknown-key")
    }


def test_a_property_may_be_named_like_an_extension(made: Make) -> None:
    assert schema(made, {"properties": {"x-a": 5}}) == {("error", "wrong-type")}


def test_path_parameters_of_the_path_item_count(made: Make) -> None:
    parameter = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
    }
    document = made(paths={"/a/{id}": {"parameters": [parameter], "get": OK}})
    assert structure(document) == ()


def test_a_path_that_is_a_parameter_is_told_how_to_give_it(made: Make) -> None:
    parameter = {"name": "href", "in": "path", "required": True, "schema": {}}
    (found,) = structure(made(paths={"{href}": {"parameters": [parameter], "get": OK}}))
    assert (found.code, found.severity) == ("bad-path", "warning")
    assert found.hint.endswith("What begins with a slash is given without it.")


def test_required_extra_names_are_told_with_a_guess(made: Make) -> None:
    (found,) = structure(
        made(
            components={
                "schemas": {"A": {"required": ["nmae"], "properties": {"name": {}}}}
            }
        )
    )
    assert found.severity == "info"
    assert found.hint == "Did you mean 'name'?"
    assert found.place is not None


def test_many_faults_are_counted_and_not_all_shown(made: Make) -> None:
    schemas: dict[str, Any] = {f"A{number}": {"enum": []} for number in range(173)}
    found = structure(made(components={"schemas": schemas}))
    assert len(found) == 51
    assert found[-1].message.startswith("123 more")


def test_numbers_where_text_was_meant_are_read_as_text(made: Make) -> None:
    document = made(
        info={"title": "t", "version": 1.0},
        servers=[
            {
                "url": "https://a.example:{port}",
                "variables": {"port": {"default": 443, "enum": [443, 8443]}},
            }
        ],
        tags=[{"name": 2024}],
        paths={"/a": {"get": {**OK, "operationId": 7, "tags": [2024]}}},
    )
    assert codes(document) == {("warning", "wrong-type")}
    api, _ = build(document)
    assert api.info.version == "1.0"
    assert api.servers[0].variables[0].enum == ("443", "8443")
    assert api.tags[0].name == "2024"
    assert (api.operations[0].operation_id, api.operations[0].tags) == ("7", ("2024",))


def test_names_in_the_address_of_a_server_are_variables_of_it(made: Make) -> None:
    declared = {"url": "https://{a}.example", "variables": {"a": {"default": "b"}}}
    servers = [declared, {"url": "{{baseUrl}}/v1"}]
    (found,) = structure(made(servers=servers, paths={}))
    assert (found.code, found.severity) == ("server-variable", "warning")
    assert found.message.startswith("{baseUrl} stands in the address '{{baseUrl}}/v1'")


def test_what_earlier_versions_or_headers_call_a_kind_is_told_in_words_of_openapi_3(
    made: Make,
) -> None:
    found = structure(
        made(
            paths={"/a": {"post": {**OK, "parameters": [{"in": "body", "name": "a"}]}}},
            components={"securitySchemes": {"a": {"type": "bearer"}}},
        )
    )
    hints = {one.code: one.hint for one in found if one.severity == "error"}
    assert hints["bad-location"].startswith("Describe it under 'requestBody'")
    assert hints["bad-security-scheme"].startswith(
        "Write type: http, and scheme: bearer"
    )


def test_a_list_under_items_is_the_tuple_of_earlier_drafts(made: Make) -> None:
    early = {"type": "array", "items": [{"type": "strnig"}], "additionalItems": 5}
    assert schema(made, early) == {
        ("warning", "early-items"),
        ("warning", "wrong-type"),
        ("error", "wrong-type"),
    }
    assert schema(made, {"additionalItems": 5, "items": {}}, "3.0.3") == {
        ("warning", "unknown-key")
    }


@pytest.mark.parametrize(
    ("type_", "advice", "kinds"),
    [
        ("strnig", "Did you mean 'string'? Any value is accepted there.", set(KINDS)),
        (None, "Any value is accepted there.", set(KINDS)),
        (
            "date",
            "Write type: string, format: date. Any value is accepted there.",
            set(KINDS),
        ),
        ("file", "It is read as string.", {"string"}),
        (["string", "undefined"], "It is read as string or null.", {"string", "null"}),
        ("void", "It is read as null.", {"null"}),
        (["string", "nul"], "It is read as string.", {"string"}),
        (
            ["string", None],
            "Put null in quotes: it is the name of a type. It is read as string or null.",
            {"string", "null"},
        ),
    ],
)
def test_what_a_type_that_is_none_is_read_as(
    made: Make, type_: Any, advice: str, kinds: set[str]
) -> None:
    document = made(paths={}, components={"schemas": {"A": {"type": type_}}})
    (found,) = structure(document)
    assert (found.code, found.hint) == ("wrong-type", advice)
    api, more = build(document)
    assert more == ()
    assert kinds_of(api.types["#/components/schemas/A"].type, api) == kinds


@pytest.mark.parametrize(
    ("together", "said"),
    [
        (("basic", "bearer"), ["one-authorization"]),
        (("basic", "oauth"), ["one-authorization"]),
        (("bearer", "oauth"), []),
        (("basic", "key"), []),
        (("basic",), []),
    ],
)
def test_a_request_has_one_header_for_credentials(
    made: Make, together: tuple[str, ...], said: list[str]
) -> None:
    schemes = {
        "basic": {"type": "http", "scheme": "Basic"},
        "bearer": {"$ref": "#/components/securitySchemes/other"},
        "other": {"type": "http", "scheme": "bearer"},
        "oauth": {"type": "oauth2", "flows": {}},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    }
    document = made(
        paths={},
        components={"securitySchemes": schemes},
        security=[{name: [] for name in together}, {"key": []}],
    )
    assert [one.code for one in structure_findings(document)] == said


def test_empty_parts_are_read_as_absent_or_as_empty(made: Make) -> None:
    operation = {"tags": {}, "security": None, "responses": {"200": None}, "x-a": None}
    document = made(
        "3.0.3",
        paths={"/a": {"get": operation, "post": None}, "/b": []},
        components={
            "schemas": {
                "A": {"properties": {"b": None, "c": []}, "default": None},
                "B": {"required": None, "properties": [], "example": []},
                "C": {"allOf": [{"type": "object"}, []]},
            },
            "parameters": [],
        },
        tags=None,
    )
    plain = without_empty(document, structure_findings(document))
    assert plain.data["paths"] == {
        "/a": {"get": {"responses": {"200": {}}, "x-a": None}},
        "/b": {},
    }
    assert plain.data["components"]["schemas"] == {
        "A": {"properties": {"b": {}, "c": {}}, "default": None},
        "B": {"example": []},
        "C": {"allOf": [{"type": "object"}, {}]},
    }
    assert "parameters" not in plain.data["components"]
    assert "tags" not in plain.data
    assert without_empty(plain, structure_findings(plain)) is plain
