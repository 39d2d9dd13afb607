"""Documents of Swagger 2.0: what is made of them, what is said of them, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Misused, Refused
from generator.inspect import all_names, explain_names, explain_pointer
from generator.load import Document, load, pointer, refs
from generator.load.document import value_at, value_of
from generator.load.earlier import Earlier, Move
from generator.pipeline import examine, understand
from generator.project import Project

from .conftest import Read, Refuse

HEAD = "swagger: '2.0'\ninfo: {title: t, version: '1'}\n"
CASES = Path(__file__).parents[1] / "cases" / "swagger"
OK = "responses: {'200': {description: ''}}"


def operation(document: Document, method: str = "get") -> Any:
    (item,) = document.data["paths"].values()
    return item[method]


@pytest.mark.parametrize(
    ("said", "urls"),
    [
        ("", None),
        ("host: a.example", ["https://a.example"]),
        ("host: a.example\nbasePath: /v1/", ["https://a.example/v1"]),
        ("host: a.example:80\nbasePath: /\nschemes: [http]", ["http://a.example:80"]),
        (
            "host: a.example\nschemes: [ws, http, https, http, wss]",
            [
                "https://a.example",
                "wss://a.example",
                "ws://a.example",
                "http://a.example",
            ],
        ),
        ("host: https://a.example/", ["https://a.example"]),
        ("basePath: v1", ["/v1"]),
        ("schemes: [http]", None),
        ("host: 5\nbasePath: []\nschemes: x", None),
    ],
)
def test_servers(read: Read, said: str, urls: list[str] | None) -> None:
    """Encrypted schemes come first; without a scheme https is meant."""
    data = read(f"{HEAD}{said}\npaths: {{}}\n").data
    assert [one["url"] for one in data.get("servers", [])] == (urls or [])
    assert ("servers" in data) == bool(urls)


def test_an_operation_with_schemes_of_its_own(read: Read) -> None:
    document = read(
        f"{HEAD}host: a.example\npaths: {{/a: {{get: {{schemes: [http], {OK}}}}}}}\n"
    )
    assert operation(document)["servers"] == [{"url": "http://a.example"}]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("in: query, type: string, enum: [a]", {"schema": {"type": "string", "enum": ["a"]}}),
        ("in: query, type: array, items: {type: string}", {"style": "form", "explode": False}),
        ("in: query, type: array, collectionFormat: csv", {"style": "form", "explode": False}),
        ("in: query, type: array, collectionFormat: ssv", {"style": "spaceDelimited"}),
        ("in: query, type: array, collectionFormat: pipes", {"style": "pipeDelimited"}),
        ("in: query, type: array, collectionFormat: multi", {"style": "form", "explode": True}),
        ("in: header, type: array, items: {type: string, collectionFormat: csv}",
         {"schema": {"type": "array", "items": {"type": "string"}}}),
        ("in: query, type: integer, x-nullable: true", {"schema": {"type": "integer", "nullable": True}}),
        ("in: query, type: integer, x-example: 4, x-more: 5", {"example": 4, "x-more": 5}),
        ("in: query, type: boolean, allowEmptyValue: true, description: d", {"allowEmptyValue": True, "description": "d"}),
        ("in: query, schema: {type: string}", {"schema": {"type": "string"}}),
        ("in: query", {"schema": {}}),
    ],
)  # fmt: skip
def test_parameters(read: Read, written: str, expected: dict[str, Any]) -> None:
    document = read(
        f"{HEAD}paths: {{/a: {{get: {{parameters: [{{name: p, {written}}}], {OK}}}}}}}\n"
    )
    (made,) = operation(document)["parameters"]
    assert made | expected == made
    assert made["name"] == "p"
    assert set(made) <= {"name", "in", "schema", "style", "explode", *expected}


@pytest.mark.parametrize(
    ("place", "collection", "said"),
    [("query", "tsv", "tsv"), ("header", "pipes", "pipes"), ("path", "multi", "multi")],
)
def test_a_collection_format_that_cannot_be_said(
    read: Read, place: str, collection: str, said: str
) -> None:
    text = f"{{name: p, in: {place}, required: true, type: array, items: {{type: string}}, collectionFormat: {collection}}}"
    document = read(
        f"{HEAD}paths:\n  /{{p}}:\n    get:\n      {OK}\n      parameters: [{text}]\n"
    )
    (found,) = document.located(document.diagnostics)
    assert (found.code, found.severity) == ("collection-format", "warning")
    assert repr(said) in found.message
    assert found.pointer == "#/paths/~1{p}/get/parameters/0"
    assert found.place
    assert (found.place.line, found.place.column) == (7, 20)


FORM = "{name: f, in: formData, type: file}"


@pytest.mark.parametrize(
    ("consumes", "parameters", "types"),
    [
        ("", "{name: b, in: body, schema: {type: object}}", ["application/json"]),
        ("[a/b, c/d]", "{name: b, in: body, schema: {type: object}}", ["a/b", "c/d"]),
        ("[image/png]", "{name: b, in: body, schema: {type: object}}", ["application/json"]),
        ("[image/png]", "{name: b, in: body, schema: {type: string}}", ["image/png"]),
        ("", "{name: f, in: formData, type: string}", ["application/x-www-form-urlencoded"]),
        ("", FORM, ["multipart/form-data"]),
        ("", "{name: f, in: formData, type: string, format: binary}", ["multipart/form-data"]),
        ("[a/json, a/b]", "{name: b, in: body, schema: {type: object, format: file}}", ["a/b"]),
        ("[a/json, text/plain]", "{name: b, in: body, schema: {type: file}}", ["*/*"]),
        ("[a/json, text/plain, text/csv]", "{name: b, in: body, schema: {type: file}}", ["text/csv"]),
        ("[text/plain]", "{name: b, in: body, schema: {type: file}}", ["text/plain"]),
        ("[a/json, a/b]", "{name: b, in: body, schema: {type: string, format: binary}}", ["a/b"]),
        ("[a/json]", "{name: b, in: body, schema: {type: object, format: file, properties: {}}}", ["a/json"]),
        ("[application/x-www-form-urlencoded]", FORM, ["multipart/form-data"]),
        ("[application/json, multipart/form-data]", "{name: f, in: formData, type: string}", ["multipart/form-data"]),
    ],
)  # fmt: skip
def test_media_types_of_bodies(
    read: Read, consumes: str, parameters: str, types: list[str]
) -> None:
    said = f"consumes: {consumes}, " if consumes else ""
    document = read(
        f"{HEAD}paths: {{/a: {{post: {{{said}parameters: [{parameters}], {OK}}}}}}}\n"
    )
    made = operation(document, "post")
    assert list(made["requestBody"]["content"]) == types
    assert "parameters" not in made


@pytest.mark.parametrize(
    ("status", "produces", "types"),
    [
        ("200", "application/x-tar", ["application/x-tar"]),
        ("404", "application/x-tar", ["application/json", "application/x-tar"]),
        ("default", "application/x-tar", ["application/x-tar"]),
        ("404", "image/png", ["application/json"]),
        ("404", "text/plain", ["text/plain"]),
        ("500", "application/problem+json", ["application/problem+json"]),
    ],
)
def test_errors_are_json_where_no_text_is_named(
    read: Read, status: str, produces: str, types: list[str]
) -> None:
    answers = f"{{'{status}': {{description: '', schema: {{type: object}}}}}}"
    document = read(
        f"{HEAD}paths: {{/a: {{get: {{produces: [{produces}], responses: {answers}}}}}}}\n"
    )
    assert list(operation(document)["responses"][status]["content"]) == types


def test_a_form_of_a_path_item_and_of_an_operation(read: Read) -> None:
    """A field of the operation stands for the one of that name; a body of it stands for all of them."""
    shared = "parameters: [{name: a, in: formData, type: string, required: true}, {name: b, in: formData, type: string}]"
    own = "{name: b, in: formData, type: integer, required: true}"
    whole = "{name: w, in: body, schema: {type: array, items: {}}}"
    document = read(
        f"{HEAD}paths: {{/a: {{{shared}, put: {{parameters: [{own}], {OK}}}, patch: {{parameters: [{whole}], {OK}}}, post: {{{OK}}}}}}}\n"
    )
    assert document.diagnostics == ()
    schemas = {
        method: next(
            iter(operation(document, method)["requestBody"]["content"].items())
        )
        for method in ("put", "patch", "post")
    }
    put, patch, post = (schemas[one][1]["schema"] for one in ("put", "patch", "post"))
    assert put["properties"] == {"b": {"type": "integer"}, "a": {"type": "string"}}
    assert put["required"] == ["b", "a"]
    assert post["required"] == ["a"]
    assert schemas["patch"][0] == "application/json"
    assert patch == {"type": "array", "items": {}}


@pytest.mark.parametrize(
    ("produces", "response", "content"),
    [
        ("", "schema: {type: object}", {"application/json": {"schema": {"type": "object"}}}),
        ("", "description: d", None),
        ("[]", "schema: {type: file}", {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}),
        ("[application/json]", "schema: {type: file}", {"*/*": {"schema": {"type": "string", "format": "binary"}}}),
        ("[application/json, text/csv]", "schema: {type: file}", {"text/csv": {"schema": {"type": "string", "format": "binary"}}}),
        ("[application/pdf]", "schema: {type: object}", {"application/json": {"schema": {"type": "object"}}}),
        ("[a/b]", "schema: {}, examples: {a/b: 1, x/y: 2}", {"a/b": {"schema": {}, "example": 1}}),
        ("[application/json; charset=utf-8]", "schema: {}, examples: {application/json: {$ref: x}}",
         {"application/json; charset=utf-8": {"schema": {}, "example": {"$ref": "x"}}}),
        ("", "schema: {}, examples: {response: 1}", {"application/json": {"schema": {}, "example": 1}}),
        ("", "examples: {text/plain: a}", {"text/plain": {"example": "a"}}),
    ],
)  # fmt: skip
def test_media_types_of_responses(
    read: Read, produces: str, response: str, content: Any
) -> None:
    said = f"produces: {produces}, " if produces else ""
    document = read(
        f"{HEAD}paths: {{/a: {{get: {{{said}responses: {{'200': {{{response}}}}}}}}}}}\n"
    )
    assert operation(document)["responses"]["200"].get("content") == content


def test_a_shared_response_has_the_media_types_of_the_operation(read: Read) -> None:
    shared = "responses: {Wrong: {description: '', schema: {$ref: '#/definitions/E'}}}\ndefinitions: {E: {type: object}}\n"
    responses = "responses: {default: {$ref: '#/responses/Wrong'}}"
    document = read(
        f"{HEAD}{shared}produces: [a/b]\npaths: {{/a: {{get: {{{responses}}}, put: {{produces: [c/d], {responses}}}}}}}\n"
    )
    general, own = (
        operation(document, one)["responses"]["default"] for one in ("get", "put")
    )
    assert general == {"$ref": "#/components/responses/Wrong"}
    schema = {"$ref": "#/components/schemas/E"}
    assert own["content"] == {"c/d": {"schema": schema}}
    assert document.at("#/components/responses/Wrong/content/a~1b/schema") == schema


@pytest.mark.parametrize(
    ("flow", "said", "expected"),
    [
        ("implicit", "authorizationUrl: a, scopes: {r: R}", {"implicit": {"authorizationUrl": "a", "scopes": {"r": "R"}}}),
        ("password", "tokenUrl: t", {"password": {"tokenUrl": "t", "scopes": {}}}),
        ("application", "tokenUrl: t", {"clientCredentials": {"tokenUrl": "t", "scopes": {}}}),
        ("accessCode", "authorizationUrl: a, tokenUrl: t", {"authorizationCode": {"authorizationUrl": "a", "tokenUrl": "t", "scopes": {}}}),
    ],
)  # fmt: skip
def test_flows(read: Read, flow: str, said: str, expected: Any) -> None:
    document = read(
        f"{HEAD}securityDefinitions: {{o: {{type: oauth2, flow: {flow}, {said}, description: d}}}}\npaths: {{}}\n"
    )
    made = document.at("#/components/securitySchemes/o")
    assert made == {"type": "oauth2", "description": "d", "flows": expected}


def test_other_files(read: Read) -> None:
    """What lies in other files is brought to OpenAPI 3.0 in its place, whatever it is; examples stay data."""
    document = read(
        f"{HEAD}paths: {{/a: {{$ref: 'more.yaml#/paths/~1a'}}, /b: {{get: {{parameters: [{{$ref: 'more.yaml#/parameters/p'}}, {{$ref: 'more.yaml#/parameters/b'}}], {OK}}}}}}}\n"
        "x-own: {type: object, properties: {at: {type: file}}}\n"
        "definitions: {A: {$ref: 'more.yaml#/definitions/A/properties/in'}, X: {$ref: '#/x-own'}}\n",
        **{
            "more.yaml": "swagger: '2.0'\nparameters:\n  p: {name: p, in: query, type: integer}\n  b: {name: b, in: body, schema: {$ref: '#/definitions/A'}}\n"
            "paths: {/a: {get: {responses: {'200': {description: '', schema: {$ref: '#/definitions/A'}, examples: {application/json: {$ref: '#/no'}}}}}}}\n"
            "definitions: {A: {type: object, properties: {in: {type: string, x-nullable: true}, up: {$ref: '#/definitions/A'}}}}\n"
        },
    )
    file = "#/x-specloom-files/more.yaml"
    referring, b = document.data["paths"].values()
    a, _ = refs.resolve(document, referring, "")
    answer = a["get"]["responses"]["200"]["content"]["application/json"]
    assert answer["schema"] == {"$ref": f"{file}/definitions/A"}
    assert answer["example"] == {"$ref": "#/no"}
    assert b["get"]["parameters"] == [{"$ref": f"{file}/parameters/p"}]
    assert document.at(f"{file}/parameters/p/schema") == {"type": "integer"}
    assert document.at(f"{file}/definitions/A/properties/in")["nullable"] is True
    assert document.at("#/x-own/properties/at") == {
        "type": "string",
        "format": "binary",
    }
    body = b["get"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": f"{file}/definitions/A"}
    place = document.place(f"{file}/parameters/p/schema/type")
    assert (Path(place.file).name, place.line) == ("more.yaml", 3)


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*/openapi.yaml")), ids=lambda path: path.parent.name
)
def test_every_part_is_known_by_where_it_comes_from(path: Path) -> None:
    document = load(path)
    earlier = document.earlier
    assert earlier is not None
    written = yaml.safe_load(path.read_text("utf-8"))
    for new, old in earlier.origins.items():
        value_of(document.data, new)
        value_of(written, old)
    for old, new in earlier.moves.items():
        value_of(written, old)
        value_of(document.data, new)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_it_says_the_same(name: str) -> None:
    """What is made of a case is what somebody wrote down beside it."""
    meant = yaml.safe_load((CASES / name / "as-openapi.yaml").read_text("utf-8"))
    assert load(CASES / name / "openapi.yaml").data == meant


def test_what_the_author_wrote_stays(read: Read) -> None:
    path = CASES / "schemas" / "openapi.yaml"
    earlier = load(path).earlier
    assert earlier is not None
    assert earlier.data == yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "code", "at", "column"),
    [
        ("definitions: {A: {type: objekt}}\npaths: {}\n", "wrong-type", "#/definitions/A/type", 19),
        ("definitions: {A: {$ref: '#/definitions/B'}, Bb: {}}\npaths: {}\n", "unresolved-reference", "#/definitions/A/$ref", 19),
        ("host: http://a.example\npaths: {}\n", "openapi-schema", "#/host", 1),
        ("paths: {/a: {get: {parameters: [{name: q, in: query, type: strin}], responses: {'200': {description: ''}}}}}\n",
         "wrong-type", "#/paths/~1a/get/parameters/0/type", 54),
    ],
)  # fmt: skip
def test_faults_are_told_where_the_author_made_them(
    tmp_path: Path, text: str, code: str, at: str, column: int
) -> None:
    spec = tmp_path / "swagger.yaml"
    spec.write_text(HEAD + text, "utf-8")
    try:
        _, every = examine(Project(tmp_path, spec, tmp_path))
    except Refused as refused:
        every = refused.diagnostics
    (found,) = [one for one in every if one.severity != "info" and one.code == code]
    assert found.pointer == at
    assert found.place
    assert (found.place.line, found.place.column) == (3, column)


def test_a_reference_to_nothing_has_a_hint_in_the_words_of_the_author(
    tmp_path: Path,
) -> None:
    spec = tmp_path / "swagger.yaml"
    spec.write_text(
        f"{HEAD}paths: {{}}\ndefinitions: {{A: {{$ref: '#/definitions/Petz'}}, Pets: {{}}}}\n"
    )
    with pytest.raises(Refused) as refused:
        examine(Project(tmp_path, spec, tmp_path))
    (found,) = refused.value.diagnostics
    assert found.message == "nothing stands at '#/definitions/Petz'"
    assert found.hint == "Did you mean '#/definitions/Pets'?"


def test_several_bodies(read: Read) -> None:
    bodies = "{name: a, in: body, schema: {type: integer}}, {name: b, in: body, schema: {type: string}}, {name: c, in: formData, type: string}"
    document = read(
        f"{HEAD}paths: {{/a: {{post: {{parameters: [{bodies}], {OK}}}}}}}\n"
    )
    (found,) = document.diagnostics
    assert (found.code, found.severity) == ("several-bodies", "warning")
    (content,) = operation(document, "post")["requestBody"]["content"].values()
    assert content["schema"] == {"type": "integer"}


@pytest.mark.parametrize(
    "text",
    [
        "paths: []",
        "paths: {/a: []}",
        "paths: {/a: {get: 5}}",
        "paths: {/a: {get: {parameters: 5, responses: 6}}}",
        "paths: {/a: {get: {parameters: [5, [], {in: body}, {in: formData}, {in: query}], responses: {'200': 7, default: {$ref: 8}}}}}",
        "paths: {/a: {get: {consumes: 5, produces: {}, parameters: [{in: body, schema: 5}], responses: {'200': {schema: 6, headers: 7, examples: 8}}}}}",
        "paths: {/a: {parameters: {in: body}, get: {schemes: 5, responses: {'200': {headers: {A: 5}}}}}}",
        "paths: {}\ndefinitions: 5\nparameters: []\nresponses: x\nsecurityDefinitions: [1]",
        "paths: {}\ndefinitions: {A: 5, B: {properties: 5, items: 6, allOf: 7, discriminator: 8, type: [9]}}\nsecurityDefinitions: {s: 5, o: {type: oauth2, flow: [1]}}",
        "paths: {}\nparameters: {A: {$ref: '#/parameters/A'}, B: {$ref: '#/no'}}\nresponses: {A: {$ref: '#/responses/A'}}\ndefinitions: {A: {$ref: '#/definitions/A'}}",
        "paths: {/a: {$ref: '#/paths/~1a'}, /b: {get: {parameters: [{$ref: '#/paths/~1b/get/parameters/0'}], responses: {'200': {$ref: '#/definitions/A'}}}}}\ndefinitions: {A: {}}",
        "paths: {/a: {get: {responses: {'200': {schema: {$ref: '#'}}}}}}",
    ],
)
def test_what_is_no_such_thing_is_kept_for_the_checks(read: Read, text: str) -> None:
    document = read(f"{HEAD}{text}\n")
    assert document.version == "3.0.4"
    assert isinstance(document.earlier, Earlier)


def test_versions_of_swagger(refuse: Refuse) -> None:
    (number,) = refuse("swagger: 2.0\n")
    assert 'Write "2.0"' in number.hint
    (older,) = refuse("swagger: '1.2'\n")
    assert "'1.2' is not supported" in older.message


def test_it_has_to_be_allowed(tmp_path: Path) -> None:
    path = tmp_path / "swagger.yaml"
    path.write_text(f"{HEAD}paths: {{}}\n")
    with pytest.raises(Refused) as refused:
        load(path, swagger=False)
    (found,) = refused.value.diagnostics
    assert found.code == "not-openapi"
    assert "--allow-swagger" in found.hint


def test_shared_parts_stay_shared(read: Read) -> None:
    """What aliases of YAML share is copied once, however often it is reached."""
    lines = ["a0: &a0 {type: string}"]
    lines += [
        f"a{n}: &a{n} {{type: object, properties: {{l: *a{n - 1}, r: *a{n - 1}}}}}"
        for n in range(1, 12)
    ]
    text = (
        f"{HEAD}paths: {{}}\nx-deep: {{{', '.join(lines)}}}\ndefinitions: {{A: *a11}}\n"
    )
    schema = read(text).at("#/components/schemas/A")
    while "properties" in schema:
        assert schema["properties"]["l"] is schema["properties"]["r"]
        schema = schema["properties"]["l"]


def test_pointers_that_are_asked_for_are_found() -> None:
    earlier = Earlier({})
    earlier.moved(Move(("definitions", "A"), ("components", "schemas", "A")))
    assert earlier.before(pointer.parse("#/components/schemas/A/type")) == (
        "definitions",
        "A",
        "type",
    )
    assert earlier.after(("definitions", "A")) == ("components", "schemas", "A")
    assert earlier.before(("info",)) == earlier.after(("info",)) == ("info",)
    assert value_at({"a": 1}, "#/a") == 1


def test_settings_and_explain_have_the_authors_pointers(tmp_path: Path) -> None:
    """What has moved is named by where its author wrote it; indexes count the author's parameters."""
    body = "{name: b, in: body, schema: {$ref: '#/definitions/Pet'}}"
    asked = "{name: q, in: query, type: string}"
    spec = tmp_path / "swagger.yaml"
    spec.write_text(
        f"{HEAD}paths:\n  /a:\n    post: {{operationId: add, parameters: [{body}, {asked}], {OK}}}\n"
        "definitions:\n  Pet: {type: object, properties: {kind: {type: string, enum: [a, b]}}}\n"
    )
    names = {"#/definitions/Pet": "Beast", "#/paths/~1a/post/parameters/1": "text"}
    project = Project(
        root=tmp_path,
        spec=spec,
        output=tmp_path / "out",
        targets=("python",),
        names=names,
        open={"#/definitions/Pet/properties/kind": False},
        nullable={"#/definitions/Pet": True},
    )
    api = understand(project).api
    ((_, made),) = all_names(project, api)
    assert made.types["#/components/schemas/Pet"] == "Beast"
    assert "#/definitions/Pet\ttype\tBeast" in explain_names(project)
    told = explain_pointer(project, "/paths/~1a/post/parameters/1")
    assert told.startswith("#/paths/~1a/post/parameters/1\n  stands at  ")
    assert "swagger.yaml:5:" in told
    assert "q -> text" in told
    assert explain_pointer(project, "#/components/schemas/Pet").startswith(
        "#/definitions/Pet\n"
    )
    for setting in ("names", "open"):
        said: dict[str, Any] = {setting: {"#/definitions/Pot": "A"}}
        wrong = replace(project, **said)
        with pytest.raises(Misused, match="#/definitions/Pot") as refused:
            explain_names(wrong)
        assert "#/definitions/Pet" in refused.value.hint
    with pytest.raises(Misused, match="nothing at '#/definitions/Pot'") as refused:
        explain_pointer(project, "#/definitions/Pot")
    assert "'#/definitions/Pet'" in str(refused.value.hint)
