"""Bodies of which more is needed because of what is in them go in; the samples have it, so that no server refuses them."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cases.case import Case, cases

from docs.building import build, written
from generator.ir.build import build as build_api
from generator.ir.model import Named
from generator.load import load
from generator.mock.judge import Judge
from generator.pipeline import apply_passes
from generator.targets.docs.values import sample, useful

TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
MAP: dict[str, Any] = {"type": "object"}
TWO = {**MAP, "properties": {"a": TEXT, "b": TEXT}}
CARD = {"properties": {"kind": {"const": "card"}}}
PAID = {
    **MAP,
    "required": ["kind", "amount"],
    "properties": {
        "kind": {"enum": ["card", "cash"]},
        "number": TEXT,
        "amount": WHOLE,
    },
}
BODY = re.compile(r"--data-raw '(.*?)'", re.DOTALL)
UNABLE = (
    *("all-of/conflicts Nothing", "all-of/overridden Odd", "all-of/overridden Pet"),
    *("constraints/slashes Address", "types/none Never"),
    *("docs/wrong-values Pet", "docs/wrong-values Order", "enums/wrong-type Version"),
    *("unions/repeated-variant Word", "unions/repeated-variant WordOrNumber"),
    *("unions/repeated-variant Nothing", "unions/texts Short"),
)
"""Schemas for which there is no value at all, or of which the document says one that is none."""
GIVEN_UP = (
    *("arrays/early-tuples Row", "constraints/lookahead Password"),
    *("recursion/beside-references Tree", "recursion/list-alias Forest"),
    *("unions/contained Rest", "unions/listed-words Port"),
)
"""Schemas for which no value was found."""


def body(folder: Path, schema: dict[str, Any]) -> Any:
    """The body that the first sample of an operation sends."""
    content = {"application/json": {"schema": schema}}
    operation = {
        "operationId": "a",
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": "done"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
    }
    page = build(written(folder, document)).text("en/operations/a.md")
    found = BODY.search(html.unescape(page))
    assert found is not None, page
    return json.loads(found[1].replace("'\\''", "'"))


@pytest.mark.parametrize(
    ("schema", "sent"),
    [
        (
            {**PAID, "if": CARD, "then": {"required": ["number"]}},
            {"kind": "card", "number": "NUMBER", "amount": 1},
        ),
        (
            {
                **PAID,
                "if": CARD,
                "then": {
                    "required": ["number", "holder"],
                    "properties": {
                        "number": {"pattern": "^[0-9]{4}$"},
                        "amount": {"minimum": 5},
                        "holder": {"type": "string", "examples": ["Ada"]},
                    },
                },
            },
            {"kind": "card", "number": "7418", "amount": 5, "holder": "Ada"},
        ),
        (
            {**PAID, "if": {"not": CARD}, "else": {"required": ["number"]}},
            {"kind": "card", "number": "NUMBER", "amount": 1},
        ),
        (
            {**TWO, "required": ["a"], "dependentRequired": {"a": ["b"], "b": ["c"]}},
            {"a": "A", "b": "B", "c": {}},
        ),
        (
            {
                **TWO,
                "required": ["a"],
                "dependentSchemas": {
                    "a": {"required": ["c"], "properties": {"c": WHOLE}}
                },
            },
            {"a": "A", "c": 1},
        ),
        ({**TWO, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"a": "A"}),
        ({**TWO, "oneOf": [{"required": ["b"]}, {"required": ["a"]}]}, {"b": "B"}),
        ({**TWO, "minProperties": 1, "maxProperties": 1}, {"a": "A"}),
        ({**TWO, "not": {"required": ["a", "b"]}}, {"b": "B"}),
        ({**MAP, "minProperties": 1, "additionalProperties": WHOLE}, {"key": 1}),
        (
            {"type": "array", "items": TEXT, "contains": {"const": "home"}},
            ["home"],
        ),
        ({**TWO, "if": {"required": ["c"]}, "then": False}, {"a": "A", "b": "B"}),
    ],
)
def test_samples_have_what_is_asked_of_what_is_in_them(
    schema: dict[str, Any], sent: Any, tmp_path: Path
) -> None:
    jsonschema.validate(sent, schema)
    assert body(tmp_path, schema) == sent


def test_a_variant_that_can_be_told_apart_is_shown(tmp_path: Path) -> None:
    one, other = ({**MAP, "properties": {"a": type}} for type in (WHOLE, TEXT))
    assert body(tmp_path, {"oneOf": [one, other]}) == {"a": 1}
    same = {**one, "properties": {"a": {"type": "number"}}}
    assert body(tmp_path, {"oneOf": [one, same, other]}) == {"a": "A"}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_samples_of_all_cases_are_valid(case: Case) -> None:
    document = load(case.spec)
    api, judge = apply_passes(build_api(document)[0]), Judge(document)
    for schema, id in api.schemas.items():
        made = sample(Named(id), api, schema)
        made = made or useful(Named(id), api) or made
        wrong = not judge.fits("#/components/schemas", made, schema)
        assert wrong == (f"{case.id} {schema}" in UNABLE + GIVEN_UP), made
