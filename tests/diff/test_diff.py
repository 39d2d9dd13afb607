"""Pairs of small documents go in; the differences that they were written for come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import cli
from generator.diff import Change, compare
from generator.ir.build import build
from generator.ir.model import Api
from generator.load import load
from generator.options import Run


def api(folder: Path, operation: dict[str, Any], path: str = "/a", **parts: Any) -> Api:
    """The API of a document with one operation, and with other parts of a document."""
    operation.setdefault("responses", {"200": {"description": "ok"}})
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {path: {"post": operation}},
        "components": {"schemas": {one: named_object(one) for one in "ab"}},
        **parts,
    }
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), "utf-8")
    return build(load(file))[0]


def sends(schema: Any, required: bool = True) -> dict[str, Any]:
    """An operation that takes a body."""
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": required, "content": content}}


def reads(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    """An operation that answers with a body."""
    content = {media_type: {"schema": schema}}
    return {"responses": {"200": {"description": "ok", "content": content}}}


def asks(**parameter: Any) -> dict[str, Any]:
    """An operation with a query parameter."""
    given = {"name": "q", "in": "query", "schema": {"type": "string"}, **parameter}
    return {"parameters": [given]}


def thing(required: list[str], **properties: Any) -> dict[str, Any]:
    """The schema of an object."""
    return {"type": "object", "required": required, "properties": properties}


def named_object(name: str) -> dict[str, Any]:
    """The schema of an object that a word tells from others."""
    return thing(["kind"], kind={"const": name})


def one_of(*names: str) -> dict[str, Any]:
    """The schema of one of several objects."""
    return {"oneOf": [{"$ref": f"#/components/schemas/{one}"} for one in names]}


def map_of(schema: Any) -> dict[str, Any]:
    """The schema of an object of any names."""
    return {"type": "object", "additionalProperties": schema}


def named(pattern: str, schema: Any) -> dict[str, Any]:
    """The schema of an object with names after a pattern."""
    return {"type": "object", "patternProperties": {pattern: schema}}


def sized(form: str) -> dict[str, Any]:
    """The schema of whole numbers of a size."""
    return {**WHOLE, "format": form}


def steps(number: float) -> dict[str, Any]:
    """The schema of multiples of a number."""
    return {"type": "number", "multipleOf": number}


def pair(second: Any) -> dict[str, Any]:
    """The schema of an array whose first two members have types of their own."""
    return {"type": "array", "prefixItems": [TEXT, second]}


def lets(*scopes: str) -> dict[str, Any]:
    """An operation that asks for scopes."""
    return {"security": [{"login": [*scopes]}]}


def bears(operation: dict[str, Any]) -> dict[str, Any]:
    """An operation whose answer has a header."""
    field = {"X-Count": {"schema": WHOLE}}
    answers = {"200": {**operation["responses"]["200"], "headers": field}}
    return {**operation, "responses": answers}


def calls(schema: Any) -> dict[str, Any]:
    """An operation of which callers are called back with a body."""
    answered = {"responses": {"200": {"description": "ok"}}}
    path = {"{$request.query.url}": {"post": {**sends(schema), **answered}}}
    return {"callbacks": {"done": path}}


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
ONE = thing([], a=TEXT)
MANY, DATE = {"type": "array", "items": TEXT}, {"type": "string", "format": "date"}
READ, WRITE = {**TEXT, "readOnly": True}, {**TEXT, "writeOnly": True}
YES, ONCE = {"default": True}, {"default": 1}
WORDS = {"enum": ["a", "b"]}
FEWER, MORE = ("removed", "others", True), ("added", "others", False)


@pytest.mark.parametrize(
    ("old", "new", "kind", "what", "breaking"),
    [
        ({}, asks(), "added", "parameter", False),
        ({}, asks(required=True), "added", "parameter", True),
        (asks(), {}, "removed", "parameter", True),
        (asks(), asks(required=True), "changed", "required", True),
        (asks(required=True), asks(), "changed", "optional", False),
        (asks(), asks(schema=WHOLE), "changed", "type", True),
        ({}, sends(TEXT), "added", "body", True),
        ({}, sends(TEXT, False), "added", "body", False),
        (sends(TEXT), {}, "removed", "body", True),
        (sends(ONE), sends(thing([], a=TEXT, b=TEXT)), "added", "field", False),
        (sends(ONE), sends(thing(["b"], a=TEXT, b=TEXT)), "added", "field", True),
        (reads(ONE), reads(thing(["b"], a=TEXT, b=TEXT)), "added", "field", False),
        (reads(thing([], a=TEXT, b=TEXT)), reads(ONE), "removed", "field", True),
        (reads(thing(["a"], a=TEXT)), reads(ONE), "changed", "optional", True),
        (sends(thing(["a"], a=TEXT)), sends(ONE), "changed", "optional", False),
        (sends(WHOLE), sends({"type": "number"}), "changed", "type", False),
        (reads(WHOLE), reads({"type": "number"}), "changed", "type", True),
        (
            sends({"type": "string", "maxLength": 9}),
            sends({"type": "string", "maxLength": 5}),
            "changed",
            "limit",
            True,
        ),
        (
            sends({"type": "string", "maxLength": 5}),
            sends({"type": "string", "maxLength": 9}),
            "changed",
            "limit",
            False,
        ),
        (sends({"enum": ["a", "b"]}), sends({"enum": ["a"]}), "removed", "value", True),
        (reads(WORDS), reads({"enum": ["a", "b", "c"]}), "added", "value", False),
        (reads({"enum": ["a"]}), reads(WORDS), "added", "value", True),
        (reads({"enum": [1, 2]}), reads({"enum": [1, 2, 3]}), "added", "value", True),
        (
            reads(ONE),
            reads(thing([], a={"type": ["string", "null"]})),
            "added",
            "null",
            True,
        ),
        (sends(TEXT), sends(TEXT, False), "changed", "body_optional", False),
        (sends(TEXT, False), sends(TEXT), "changed", "body_required", True),
        (sends(TEXT), sends({"enum": ["a"]}), "added", "values", True),
        ({}, {"deprecated": True}, "added", "deprecated", False),
        ({"deprecated": True}, {}, "removed", "deprecated", False),
        (asks(), asks(deprecated=True), "added", "deprecated", False),
        (asks(schema=MANY), asks(schema=MANY, explode=False), "changed", "style", True),
        (asks(), asks(schema={**TEXT, "default": "a"}), "changed", "default", False),
        (sends(ONE), sends({**ONE, "additionalProperties": False}), *FEWER),
        (sends({**ONE, "additionalProperties": False}), sends(ONE), *MORE),
        (reads(map_of(TEXT)), reads(map_of(WHOLE)), "changed", "type", True),
        (sends(map_of(TEXT)), sends({**ONE, **map_of(TEXT)}), "added", "field", False),
        (sends(TEXT), sends(DATE), "changed", "format", True),
        (sends(DATE), sends(TEXT), "changed", "format", False),
        (reads(DATE), reads(TEXT), "changed", "format", True),
        (reads(sized("int32")), reads(sized("int64")), "changed", "format", True),
        (sends(sized("int32")), sends(sized("int64")), "changed", "format", False),
        (sends(pair(TEXT)), sends(pair(WHOLE)), "changed", "type", True),
        (sends(TEXT), sends({**TEXT, "not": {"const": ""}}), "added", "limit", True),
        (sends(steps(2)), sends(steps(4)), "changed", "limit", True),
        (sends(steps(4)), sends(steps(2)), "changed", "limit", False),
        (sends(steps(0.3)), sends(steps(0.1)), "changed", "limit", False),
        (sends(steps(0.3)), sends(steps(0.2)), "changed", "limit", True),
        (asks(schema=YES), asks(schema=ONCE), "changed", "default", False),
        (sends(named("^x", TEXT)), sends(named("^x", WHOLE)), "changed", "type", True),
        (sends(ONE), sends(thing(["a"], a=READ)), "changed", "read_only", True),
        (reads(thing([], a=WRITE)), reads(ONE), "added", "field", False),
        (sends(one_of("a", "b")), sends(one_of("b")), "removed", "variant", True),
        (sends(one_of("b")), sends(one_of("a", "b")), "added", "variant", False),
        (reads(one_of("b")), reads(one_of("a", "b")), "added", "variant", True),
        (reads(one_of("a", "b")), reads(one_of("b")), "removed", "variant", False),
        ({}, {"security": [{"key": []}]}, "changed", "security", True),
        ({"security": [{"key": []}]}, {"security": []}, "changed", "security", False),
        (lets("a"), lets("a", "b"), "changed", "security", True),
        (lets("a", "b"), lets("a"), "changed", "security", False),
        (reads(TEXT), bears(reads(TEXT)), "added", "header", False),
        (bears(reads(TEXT)), reads(TEXT), "removed", "header", True),
        (calls(ONE), calls(thing(["b"], a=TEXT, b=TEXT)), "added", "field", False),
        (calls(ONE), calls(thing([])), "removed", "field", True),
        (calls(ONE), {}, "removed", "callback", True),
        ({}, calls(ONE), "added", "callback", False),
    ],
)
def test_a_difference_is_found_and_judged(
    old: dict[str, Any],
    new: dict[str, Any],
    kind: str,
    what: str,
    breaking: bool,
    tmp_path: Path,
) -> None:
    found = compare(api(tmp_path, dict(old)), api(tmp_path, dict(new)))
    assert [(one.kind, one.what, one.breaking) for one in found] == [
        (kind, what, breaking)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (asks(), asks()),
        (sends(ONE), sends(ONE)),
        (reads(ONE), reads(ONE)),
        (sends(one_of("a", "b")), sends(one_of("b", "a"))),
        (reads({"const": "a"}), reads({"enum": ["a"]})),
        (reads({"enum": [1, "a"]}), reads({"enum": ["a", 1.0]})),
        (reads({**WHOLE, "minimum": 5}), reads({**WHOLE, "minimum": 5.0})),
        (sends(thing(["a"], a=READ)), sends(thing([]))),
        (reads(thing(["a"], a=WRITE)), reads(thing([]))),
        ({}, {"security": [{}]}),
        (
            {"security": [{"key": []}, {"other": ["a", "b"]}]},
            {"security": [{"other": ["b", "a"]}, {"key": []}]},
        ),
        (
            sends({**TEXT, "not": {"const": "", "description": "Once."}}),
            sends({**TEXT, "not": {"const": "", "description": "Twice."}}),
        ),
        (reads(TEXT), reads(TEXT, "application/json; charset=utf-8")),
    ],
)
def test_what_says_the_same_is_no_difference(
    old: dict[str, Any], new: dict[str, Any], tmp_path: Path
) -> None:
    assert compare(api(tmp_path, dict(old)), api(tmp_path, dict(new))) == ()


def test_a_range_of_statuses_is_there_for_those_that_were_listed(
    tmp_path: Path,
) -> None:
    old, new = reads(ONE), reads(thing(["a"], a=TEXT))
    new["responses"] = {"2XX": new["responses"]["200"]}
    found = compare(api(tmp_path, old), api(tmp_path, new))
    assert [(one.what, one.breaking) for one in found] == [
        ("answer", False),
        ("required", False),
    ]


def test_an_exclusive_bound_that_becomes_an_inclusive_one_leaves_more(
    tmp_path: Path,
) -> None:
    out, within = {**WHOLE, "exclusiveMinimum": 2}, {**WHOLE, "minimum": 2}
    wider = compare(api(tmp_path, sends(out)), api(tmp_path, sends(within)))
    narrower = compare(api(tmp_path, sends(within)), api(tmp_path, sends(out)))
    assert [one.breaking for one in wider] == [False, False]
    assert {one.what: one.breaking for one in narrower if one.kind == "added"} == {
        "limit": True
    }


def test_values_are_told_apart_and_shown_as_json_has_them(tmp_path: Path) -> None:
    old = sends({"enum": [True, 0, "1", "a"]})
    found = compare(api(tmp_path, old), api(tmp_path, sends({"enum": [1, False, "a"]})))
    assert [(one.kind, one.name) for one in found] == [
        ("added", "1"),
        ("added", "false"),
        ("removed", "true"),
        ("removed", "0"),
        ("removed", '"1"'),
    ]


def test_properties_by_pattern_are_told_in_the_order_of_the_new_document(
    tmp_path: Path,
) -> None:
    patterns = [f"^{letter}" for letter in "hcagebdf"]
    old, new = (
        sends({"type": "object", "patternProperties": dict.fromkeys(names, schema)})
        for names, schema in ((sorted(patterns), TEXT), (patterns, WHOLE))
    )
    found = compare(api(tmp_path, old), api(tmp_path, new))
    assert [one.where.rpartition(".")[2] for one in found] == patterns


def test_what_callers_choose_of_an_address_is_compared(tmp_path: Path) -> None:
    def chosen(default: str, *among: str) -> Api:
        part: dict[str, Any] = {"default": default, "enum": [*among]}
        part = part if among else {"default": default}
        server = {"url": "https://{place}.example", "variables": {"place": part}}
        return api(tmp_path, {}, servers=[server])

    found = compare(chosen("eu", "eu", "us"), chosen("us", "us", "jp"))
    assert [(one.kind, one.what, one.breaking) for one in found] == [
        ("changed", "default", False),
        ("added", "value", False),
        ("removed", "value", True),
    ]
    (one,) = compare(chosen("eu"), chosen("eu", "eu"))
    assert (one.what, one.breaking) == ("values", True)


def test_servers_and_webhooks_come_and_go(tmp_path: Path) -> None:
    hook = {"post": {**sends(ONE), "responses": {"200": {"description": "ok"}}}}
    one, two = ([{"url": f"https://a.example/{at}"}] for at in (1, 2))
    old = api(tmp_path, {}, servers=one, webhooks={"paid": hook})
    found = compare(old, api(tmp_path, {}, servers=two))
    assert [(one.kind, one.what, one.breaking, one.name) for one in found] == [
        ("added", "server", False, "https://a.example/2"),
        ("removed", "server", True, "https://a.example/1"),
        ("removed", "webhook", True, "POST paid"),
    ]


def test_schemes_are_told_by_what_they_ask_for(tmp_path: Path) -> None:
    def with_key(name: str, place: str) -> Api:
        key = {"type": "apiKey", "in": place, "name": "X-Key"}
        parts = {"securitySchemes": {name: key}}
        return api(tmp_path, {"security": [{name: []}]}, components=parts)

    assert compare(with_key("a", "header"), with_key("b", "header")) == ()
    (one,) = compare(with_key("a", "header"), with_key("a", "query"))
    assert (one.what, one.breaking) == ("security", True)


def test_rings_and_long_chains_of_schemas_end(tmp_path: Path) -> None:
    def chain(last: Any, **first: Any) -> Api:
        named = {
            f"T{at}": thing([], next={"$ref": f"#/components/schemas/T{at + 1}"})
            for at in range(2000)
        }
        ring = {"type": "array", "items": {"$ref": "#/components/schemas/Ring"}}
        named |= {"T2000": thing([], last=last), "Ring": ring, **first}
        operation = sends(thing([], a={"$ref": "#/components/schemas/T0"}, b=ring))
        return api(tmp_path, operation, components={"schemas": named})

    ring = {"$ref": "#/components/schemas/Ring"}
    twice = {"Ring": {"type": "array", "items": {"type": "array", "items": ring}}}
    (one,) = compare(chain(TEXT), chain(WHOLE, **twice))
    assert (one.what, one.where) == ("type", "T2000.last")


def test_a_path_is_the_same_whatever_its_parameters_are_called(tmp_path: Path) -> None:
    def with_name(name: str) -> Api:
        given = {"name": name, "in": "path", "required": True, "schema": TEXT}
        return api(tmp_path, {"parameters": [given]}, f"/a/{{{name}}}")

    assert compare(with_name("id"), with_name("key")) == ()


def test_operations_come_and_go(tmp_path: Path) -> None:
    found = compare(api(tmp_path, {}, "/old"), api(tmp_path, {}, "/new"))
    assert [(one.kind, one.where, one.breaking) for one in found] == [
        ("added", "POST /new", False),
        ("removed", "POST /old", True),
    ]


def test_the_command_says_it_in_text_and_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: list[str] = []
    for name, operation in (("old", asks()), ("new", {})):
        folder = tmp_path / name
        folder.mkdir()
        api(folder, operation)
        files.append(str(folder / "openapi.json"))
    code = cli.main(["diff", *files], "specloom", standalone_mode=False, obj=Run())
    assert code == 1
    assert "breaking POST /a: removed: parameter q" in capsys.readouterr().out
    words = ["diff", *files, "--format", "json"]
    cli.main(words, "specloom", standalone_mode=False, obj=Run())
    (one,) = json.loads(capsys.readouterr().out)
    assert Change(**one).breaking
