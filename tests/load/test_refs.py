"""References within a document: what is one, where it leads, and which lead nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.load import Document, dangling, refs
from generator.load.refs import Unresolved

from .conftest import HEAD, Read


def _with(read: Read, found: str, **components: Any) -> Document:
    root = {
        "openapi": "3.1.0",
        "components": {"schemas": {"A": {"$ref": found}, **components}},
    }
    return read(json.dumps(root), "spec.json")


@pytest.mark.parametrize(
    ("found", "target"),
    [
        ("#/components/schemas/B", "#/components/schemas/B"),
        ("#/components/schemas/a~1b", "#/components/schemas/a~1b"),
        ("#/components/schemas/a%2Fb", None),
        ("#/components/schemas/a~1b/x~0y", "#/components/schemas/a~1b/x~0y"),
        ("#/components/schemas/%7Bid%7D", "#/components/schemas/{id}"),
        ("#/components/schemas/{id}", "#/components/schemas/{id}"),
        ("#/components/schemas/caf%C3%A9", "#/components/schemas/café"),
        ("#/components/schemas/100%25", "#/components/schemas/100%"),
        ("#/components/schemas/100%", "#/components/schemas/100%"),
        ("#/components/schemas/List/1", "#/components/schemas/List/1"),
        ("#/components/schemas/List/01", None),
        ("#/components/schemas/List/2", None),
        ("#/components/schemas/Nope", None),
        ("#/components/schemas/%zz", None),
        ("#/components/schemas/~2", None),
        ("#", "#"),
    ],
)
def test_target(read: Read, found: str, target: str | None) -> None:
    document = _with(
        read,
        found,
        **{
            "B": {},
            "a/b": {"x~y": {}},
            "{id}": {},
            "café": {},
            "100%": {},
            "List": [{}, {}],
        },
    )
    value = document.at("#/components/schemas/A")
    if target is None:
        with pytest.raises(Unresolved, match="nothing stands at"):
            refs.target(document, value)
    else:
        assert refs.target(document, value) == target
        assert refs.target(document, value) == target
    assert [each.pointer for each in dangling(document)] == (
        [] if target else ["#/components/schemas/A"]
    )


@pytest.mark.parametrize(
    "value",
    [{}, {"$ref": 1}, {"$ref": None}, [], "x", None, {"$ref": {"type": "string"}}],
)
def test_what_is_no_reference(read: Read, value: Any) -> None:
    document = read(HEAD)
    assert refs.reference(value) is None
    assert refs.resolve(document, value, "#/x") == (value, "#/x")
    with pytest.raises(Unresolved):
        refs.target(document, value)


def test_siblings() -> None:
    assert refs.siblings({"$ref": "#", "description": "d"}) == {"description": "d"}


def test_a_chain_of_thousands(read: Read) -> None:
    chain = {f"C{i}": {"$ref": f"#/components/schemas/C{i + 1}"} for i in range(3000)}
    document = _with(read, "#/components/schemas/C0", **chain, C3000={"type": "string"})
    found = refs.resolve(
        document, document.at("#/components/schemas/A"), "#/components/schemas/A"
    )
    assert found == ({"type": "string"}, "#/components/schemas/C3000")
    assert not dangling(document)


def test_rings(read: Read) -> None:
    document = _with(
        read,
        "#/components/schemas/B",
        B={"$ref": "#/components/schemas/C"},
        C={"$ref": "#/components/schemas/B"},
        D={"$ref": "#/components/schemas/D"},
        E={"type": "array", "items": {"$ref": "#/components/schemas/E"}},
    )
    for name in "ABCD":
        with pytest.raises(Unresolved) as unresolved:
            refs.resolve(document, document.at(f"#/components/schemas/{name}"), "#")
        assert unresolved.value.diagnostic("#/x").code == "reference-ring"
    assert [(each.code, each.pointer) for each in dangling(document)] == [
        ("reference-ring", "#/components/schemas/B"),
        ("reference-ring", "#/components/schemas/D"),
    ]


POSITIONS = """\
openapi: 3.1.0
paths:
  x-data: {$ref: '#/no'}
  /a:
    $ref: '#/bad/path'
    get:
      parameters: [{$ref: '#/bad/parameter'}, {name: q, in: query, schema: {$ref: '#/bad/schema'}}]
      requestBody: {$ref: '#/bad/body'}
      security: [{$ref: []}]
      responses:
        x-data: {$ref: '#/no'}
        default: {$ref: '#/bad/default'}
        '200':
          description: ok
          headers: {x-rate: {$ref: '#/bad/header'}, example: {$ref: '#/bad/header2'}}
          links: {example: {$ref: '#/bad/link'}, l: {operationId: o, requestBody: {$ref: '#/no'}, parameters: {p: {$ref: '#/no'}}}}
          content:
            application/json:
              example: {$ref: '#/no'}
              examples: {one: {$ref: '#/bad/example'}, two: {value: {$ref: '#/no'}}, default: {dataValue: {$ref: '#/no'}}}
              encoding: {e: {headers: {h: {$ref: '#/bad/encoding'}}}}
      callbacks: {one: {$ref: '#/bad/callback'}, two: {x-data: {$ref: '#/no'}, '{$url}': {$ref: '#/bad/expression'}}}
webhooks: {default: {$ref: '#/bad/webhook'}}
components:
  x-data: {$ref: '#/no'}
  responses: {default: {$ref: '#/bad/response'}}
  callbacks: {c: {$ref: '#/bad/components'}}
  schemas:
    example: {$ref: '#/bad/named-example'}
    x-named: {$ref: '#/bad/named-x'}
    A:
      x-data: {$ref: '#/no'}
      default: {$ref: '#/no'}
      const: {$ref: '#/no'}
      enum: [{$ref: '#/no'}]
      example: {$ref: '#/no'}
      examples: [{$ref: '#/no'}]
      discriminator: {propertyName: p, mapping: {a: '#/no', $ref: '#/no'}}
      properties:
        $ref: {type: string}
        default: {$ref: '#/bad/property-default'}
        x-b: {$ref: '#/bad/property-x'}
        properties: {properties: {enum: {$ref: '#/bad/property-enum'}}}
      patternProperties: {example: {$ref: '#/bad/pattern'}}
      dependentSchemas: {const: {$ref: '#/bad/dependent'}}
      dependentRequired: {$ref: ['a']}
      $defs: {const: {$ref: '#/bad/defs'}}
      allOf: [{$ref: '#/bad/allOf'}, {not: {$ref: '#/bad/not'}}]
      items: {$ref: '#/bad/items'}
"""


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_where_references_stand(read: Read, syntax: str) -> None:
    text = POSITIONS
    if syntax == "json":
        text = json.dumps(read(POSITIONS).data)
    document = read(text, f"spec.{syntax}")
    found = dangling(document)
    spelled = {each.message.split("'")[1] for each in found}
    assert len(spelled) == len(found) == POSITIONS.count("#/bad/")
    assert all(each.startswith("#/bad/") for each in spelled)
    assert all(each.place for each in found)
    assert list(found) == sorted(found, key=lambda each: (each.place, each.message))


def test_a_place_is_that_of_the_reference(read: Read) -> None:
    (found,) = dangling(
        read(
            HEAD
            + "components:\n  schemas:\n    A:\n      description: d\n      $ref: '#/x'\n"
        )
    )
    assert (found.place and found.place.line, found.pointer) == (
        7,
        "#/components/schemas/A",
    )


def test_data_that_a_reference_leads_to_is_looked_through(read: Read) -> None:
    text = (
        HEAD
        + "x-shared: {S: {items: {$ref: '#/nowhere'}}}\ncomponents: {schemas: {A: {$ref: '#/x-shared/S'}}}\n"
    )
    assert [each.pointer for each in dangling(read(text))] == ["#/x-shared/S/items"]


def test_a_hint_names_what_was_meant(read: Read) -> None:
    (found,) = dangling(_with(read, "#/components/schemas/Pett", Pet={}))
    assert found.hint == "Did you mean '#/components/schemas/Pet'?"


@pytest.mark.parametrize("value", ["12", "null", "[x]", "{a: b}"])
def test_a_reference_is_text(read: Read, value: str) -> None:
    (found,) = dangling(
        read(f"{HEAD}components: {{schemas: {{A: {{$ref: {value}}}}}}}\n")
    )
    assert (found.code, found.pointer) == ("reference-type", "#/components/schemas/A")
