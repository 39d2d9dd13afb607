"""Schemas that nobody could write out, or that never end, are refused at their place, and soon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.diagnostics import Refused
from generator.ir.build import bounds
from hostile.running import generated, modules

Json = Any
TEXT: Json = {"type": "string"}


def nested(times: int, around: Callable[[Json], Json], inner: Json) -> Json:
    for _ in range(times):
        inner = around(inner)
    return inner


def array(item: Json) -> Json:
    return {"type": "array", "items": item}


def document(**schemas: Json) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }


def ref(name: str, **beside: Json) -> Json:
    return {"$ref": f"#/components/schemas/{name}", **beside}


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fiftieth of what a document may be made of, which is reached in a fiftieth of the time."""
    monkeypatch.setattr(bounds, "MAX_PARTS", bounds.MAX_PARTS // 50)


def codes(**schemas: Json) -> list[str]:
    with pytest.raises(Refused) as caught:
        generated(document(**schemas))
    return [one.code for one in caught.value.diagnostics if one.severity == "error"]


@pytest.mark.parametrize("times", [61, 110, 200])
def test_too_deep(times: int) -> None:
    assert codes(A=nested(times, array, TEXT)) == ["too-deep-schema"]
    maps = nested(times, lambda one: {"additionalProperties": one}, TEXT)
    assert codes(A=maps) == ["too-deep-schema"]
    assert codes(A=nested(times, lambda one: {"not": one}, TEXT)) == ["too-deep-schema"]


def test_what_is_nearly_too_deep_is_written() -> None:
    checked = {"type": "array", "minItems": 1}
    deep = nested(58, lambda one: {**checked, "items": one}, TEXT)
    other = nested(58, lambda one: {"not": one}, TEXT)
    assert dict(modules(generated(document(A=deep, B=other))))


def test_too_many_variants() -> None:
    many = [
        {"type": "object", "required": [f"p{i}"], "properties": {f"p{i}": TEXT}}
        for i in range(1001)
    ]
    assert codes(A={"oneOf": many}) == ["too-many-variants"]
    halves = {"oneOf": [{"anyOf": many[:501]}, {"anyOf": many[501:]}]}
    assert codes(A=halves) == ["too-many-variants"]


def test_unions_that_double() -> None:
    two = nested(20, lambda one: {"oneOf": [array(one), array(TEXT)]}, TEXT)
    assert codes(A=two) == ["too-large-type"]


def test_references_with_something_beside_them() -> None:
    generated(document(A=array(ref("A", minItems=1))))
    diamond = {
        f"D{i}": {
            "prefixItems": [ref(f"D{i + 1}", minItems=1), ref(f"D{i + 1}", maxItems=9)]
        }
        for i in range(25)
    }
    assert codes(**diamond, D25=array(TEXT)) == ["too-large-type"]


@pytest.mark.parametrize("keyword", ["const", "enum"])
def test_values_that_are_too_deep(keyword: str) -> None:
    deep = nested(95, lambda one: [one], 1)
    value = deep if keyword == "const" else [deep, "x"]
    assert codes(A={keyword: value}) == ["too-deep-value"]


def inheriting(levels: int) -> Json:
    """Schemas each of which has all properties of those behind it."""
    chain = {
        f"C{i}": {"allOf": [ref(f"C{i + 1}"), {"properties": {f"p{i}": TEXT}}]}
        for i in range(levels)
    }
    return {**chain, f"C{levels}": {"type": "object", "properties": {"z": TEXT}}}


@pytest.mark.usefixtures("narrow")
def test_properties_that_grow_with_every_level() -> None:
    assert dict(modules(generated(document(**inheriting(40)))))
    assert codes(**inheriting(130)) == ["too-many-parts"]


def written_out(count: int) -> dict[str, Json]:
    """Schemas that somebody wrote down, a property each in some seventy bytes."""
    told = {"type": "string", "description": "What it is good for, in a few words."}
    return {
        f"S{i}": {"properties": {f"p{j}": told for j in range(30)}}
        for i in range(count)
    }


@pytest.mark.usefixtures("narrow")
def test_a_document_that_is_large_itself_may_be_made_of_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = 2 * bounds.MAX_PARTS // 30
    assert dict(modules(generated(document(**written_out(count)))))
    monkeypatch.setattr(bounds, "MOST_PARTS", 2 * bounds.MAX_PARTS)
    assert codes(**written_out(count)) == ["too-many-parts"]


@pytest.mark.usefixtures("narrow")
def test_schemas_that_are_folded_again_with_every_level() -> None:
    empty = {f"C{i}": {"allOf": [ref(f"C{i + 1}")]} for i in range(130)}
    assert codes(**empty, C130={"type": "object"}) == ["too-many-parts"]


def test_patterns_of_names_that_would_take_for_ever() -> None:
    slow = {"^((a+)+)+$": {"type": "integer"}, "^(b*)*$": {"type": "integer"}}
    declared = {"properties": {"a" * 60 + "!": TEXT, "b" * 9: {}}}
    made = document(A={"type": "object", "patternProperties": slow, **declared})
    models = "\n".join(text for _, text in modules(generated(made)))
    typed = [line for line in models.splitlines() if "bbbbbbbbb: " in line]
    assert typed, models
    assert all("int" in line for line in typed)


@pytest.mark.usefixtures("narrow")
def test_more_patterns_of_names_than_names_can_be_held_against() -> None:
    many = range(400)
    patterns: Json = {f"^q{i}": TEXT for i in many}
    declared: Json = {f"p{i}": TEXT for i in many}
    record = {"type": "object", "properties": declared, "patternProperties": patterns}
    assert codes(A=record) == ["too-many-parts"]


def test_numbers_of_one_hash() -> None:
    def multiples(many: int) -> Json:
        return {"enum": [number * (2**61 - 1) for number in range(many)]}

    assert codes(A=multiples(20_000)) == ["too-many-numbers"]
    generated(document(A=multiples(100)))


LARGE = "[^x]{4900}"
"""A pattern that takes 11 MB, and 30 ms, wherever a client uses it."""


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("pattern", [LARGE, r"(?<a>\p{L}[^x]){96}", f"^(?:{LARGE})$"])
def test_more_patterns_than_anybody_can_compile(pattern: str) -> None:
    def texts(pattern: str) -> Json:
        many = {f"p{i}": {**TEXT, "pattern": f"{pattern}{i}"} for i in range(3)}
        return {"type": "object", "properties": many}

    names = {f"{pattern}{i}": TEXT for i in range(3)}
    assert codes(A=texts(pattern)) == ["too-many-parts"]
    assert codes(A={"type": "object", "patternProperties": names}) == ["too-many-parts"]
    generated(document(A=texts("^.{1,1024}$")))
    generated(document(A=texts("[^x]{999999}")))


@pytest.mark.usefixtures("narrow")
def test_more_operations_than_anybody_reads() -> None:
    made = document()
    answers = {"200": {"description": "ok"}}
    made["paths"] = {f"/p{i}": {"get": {"responses": answers}} for i in range(320)}
    with pytest.raises(Refused) as caught:
        generated(made)
    errors = [one.code for one in caught.value.diagnostics if one.severity == "error"]
    assert errors == ["too-many-parts"]


def calling(after: Callable[[int], list[int]], many: int) -> Json:
    """A document with an operation that has callback 0; each has the callbacks that `after` gives for it."""
    answers = {"200": {"description": "ok"}}

    def operation(numbers: list[int]) -> Json:
        each = {f"c{n}": {"$ref": f"#/components/callbacks/c{n}"} for n in numbers}
        return {"responses": answers, "callbacks": each}

    made = document()
    made["paths"] = {"/a": {"post": operation([0])}}
    made["components"]["callbacks"] = {
        f"c{n}": {"{$url}": {"post": operation([m for m in after(n) if m < many])}}
        for n in range(many)
    }
    return made


def test_callbacks_that_all_lead_to_each_other() -> None:
    generated(calling(lambda number: list(range(12)), 12))


def test_callbacks_in_a_long_row() -> None:
    generated(calling(lambda number: [number + 1], 20))
    with pytest.raises(Refused) as caught:
        generated(calling(lambda number: [number + 1], 400))
    (error,) = [one for one in caught.value.diagnostics if one.severity == "error"]
    assert error.code == "too-deep-callbacks"


def shown(description: str) -> str:
    """The first page of the docs of a document that says something of itself."""
    made = document()
    made["info"]["description"] = description
    files = generated(made, "docs")
    return next(str(one.content) for one in files if one.path.endswith("en/index.html"))


def test_a_character_whose_number_no_number_is() -> None:
    assert "a <b>b</b> " in shown(f"a <b>b</b> &#{'1' * 5000}; c")


@pytest.mark.parametrize("piece", ["<pre><code>", "<b x={}><p>", "<div></x>"])
def test_elements_that_stand_too_deep_in_each_other_are_shown_as_they_are(
    piece: str,
) -> None:
    text = "".join(piece.format(number) for number in range(5000))
    assert "&lt;" in shown(f"{text}a")
    few = "".join(piece.format(number) for number in range(20))
    assert "&lt;" not in shown(f"{few}a")
