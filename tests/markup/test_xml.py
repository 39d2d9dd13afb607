"""Schemas and values go in; the XML that the specification's examples show comes out, and the values are read from it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ir.build import build
from generator.ir.model import Api, Content
from generator.ir.shapes import from_xml, to_xml
from generator.load import load
from generator.markup.reading import read
from generator.markup.shapes import Array, Json, Object, Property, Scalar, Shape, Xml
from generator.markup.writing import write
from generator.pipeline import apply_passes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXT = {"type": "string"}
SAMPLE = "https://example.com/schema/sample"


def body(folder: Path, schema: Any, **schemas: Any) -> tuple[Api, Content]:
    """The body of an operation that takes XML."""
    path = folder / "openapi.json"
    content = {"application/xml": {"schema": schema}}
    operation = {
        "requestBody": {"content": content},
        "responses": {"204": {"description": "ok"}},
    }
    document = {
        "openapi": "3.2.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    api = apply_passes(build(load(path))[0])
    found = api.operations[0].body
    assert found is not None
    return api, found.contents[0]


def both_ways(folder: Path, schema: Any, value: Any, **schemas: Any) -> str:
    """What a value is in XML, without the first line; it is read as the same value."""
    api, content = body(folder, schema, **schemas)
    written = to_xml(api, content, value)
    assert written.startswith(HEAD)
    assert from_xml(api, content, written) == value
    assert from_xml(api, content, written.encode()) == value
    return written.removeprefix(HEAD)


def listed(xml: Any = None, item: Any = None) -> dict[str, Any]:
    """An array of texts."""
    items = {**TEXT, "xml": item} if item else TEXT
    made = {"type": "array", "items": items}
    return {**made, "xml": xml} if xml else made


ANIMALS = ["a", "b"]
EXAMPLES: dict[str, tuple[Any, Any, str]] = {
    "no word about XML": (TEXT, "a", "<animals>a</animals>"),
    "an array": (listed(), ANIMALS, "<animals>a</animals><animals>b</animals>"),
    "another name": ({**TEXT, "xml": {"name": "animal"}}, "a", "<animal>a</animal>"),
    "an attribute": (
        {"type": "integer", "xml": {"attribute": True}},
        3,
        'animals="3"',
    ),
    "a namespace": (
        {**TEXT, "xml": {"namespace": SAMPLE, "prefix": "sample"}},
        "a",
        f'<sample:animals xmlns:sample="{SAMPLE}">a</sample:animals>',
    ),
    "names of members": (
        listed(item={"name": "animal"}),
        ANIMALS,
        "<animal>a</animal><animal>b</animal>",
    ),
    "a name that is ignored": (
        listed({"name": "aliens"}, {"name": "animal"}),
        ANIMALS,
        "<animal>a</animal><animal>b</animal>",
    ),
    "wrapped": (
        listed({"wrapped": True}),
        ANIMALS,
        "<animals><animals>a</animals><animals>b</animals></animals>",
    ),
    "wrapped, names of members": (
        listed({"wrapped": True}, {"name": "animal"}),
        ANIMALS,
        "<animals><animal>a</animal><animal>b</animal></animals>",
    ),
    "wrapped, both names": (
        listed({"wrapped": True, "name": "aliens"}, {"name": "animal"}),
        ANIMALS,
        "<aliens><animal>a</animal><animal>b</animal></aliens>",
    ),
    "wrapped, a name outside": (
        listed({"wrapped": True, "name": "aliens"}),
        ANIMALS,
        "<aliens><aliens>a</aliens><aliens>b</aliens></aliens>",
    ),
    "wrapped by 3.2": (
        listed({"nodeType": "element"}, {"name": "animal"}),
        ANIMALS,
        "<animals><animal>a</animal><animal>b</animal></animals>",
    ),
    "wrapped and empty": (listed({"wrapped": True}), [], "<animals></animals>"),
    "text": ({**TEXT, "xml": {"nodeType": "text"}}, "a < b", "a &lt; b"),
    "a section": (
        {**TEXT, "xml": {"nodeType": "cdata"}},
        "<b>]]></b>",
        "<![CDATA[<b>]]]]><![CDATA[></b>]]>",
    ),
    "a type of XML Schema": (
        {"type": "object", "properties": {"t": {**TEXT, "xml": {"name": "xsi:type"}}}},
        {"t": "a"},
        '<animals xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="a"></animals>',
    ),
    "an object that no attribute can be": (
        {"type": "object", "properties": {"t": TEXT}, "xml": {"attribute": True}},
        {"t": "a"},
        "<animals><t>a</t></animals>",
    ),
    "a prefix of nothing": (
        {**TEXT, "xml": {"prefix": "p"}},
        "a",
        "<animals>a</animals>",
    ),
    "null": (
        {"type": ["string", "null"]},
        None,
        '<animals xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></animals>',
    ),
    "a list that may be null": (
        {**listed(item={"name": "animal"}), "type": ["array", "null"]},
        ANIMALS,
        "<animal>a</animal><animal>b</animal>",
    ),
    "an empty one that may be null": (
        {**listed({"wrapped": True}), "type": ["array", "null"]},
        [],
        "<animals></animals>",
    ),
    "true": ({"type": "boolean"}, True, "<animals>true</animals>"),
    "a number": ({"type": "number"}, 1.5, "<animals>1.5</animals>"),
    "an object": (
        {"type": "object", "properties": {"a": {"type": "integer"}}},
        {"a": 1, "more": "x"},
        "<animals><a>1</a><more>x</more></animals>",
    ),
    "a map": (
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"a": 1, "b": 2},
        "<animals><a>1</a><b>2</b></animals>",
    ),
    "lists in a list": (
        {"type": "array", "items": listed(item={"name": "one"})},
        [["a", "b"], ["c"]],
        "<animals><one>a</one><one>b</one></animals><animals><one>c</one></animals>",
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_property_is_written_as_the_specification_says(
    tmp_path: Path, name: str
) -> None:
    schema, value, expected = EXAMPLES[name]
    person = {"type": "object", "properties": {"animals": schema}}
    there = {"animals": value}
    made = both_ways(tmp_path, {"$ref": "#/components/schemas/P"}, there, P=person)
    if expected.startswith("animals="):
        assert made == f"<P {expected}></P>"
    else:
        assert made == f"<P>{expected}</P>"


def test_a_root_is_called_as_its_schema_is(tmp_path: Path) -> None:
    pet = {"type": "object", "properties": {"name": TEXT}}
    value = {"name": "Tom"}
    ref = {"$ref": "#/components/schemas/Pet"}
    assert both_ways(tmp_path, ref, value, Pet=pet) == "<Pet><name>Tom</name></Pet>"
    named = {**pet, "xml": {"name": "pet", "namespace": SAMPLE}}
    shown = f'<pet xmlns="{SAMPLE}"><name>Tom</name></pet>'
    assert both_ways(tmp_path, ref, value, Pet=named) == shown
    pets = {"type": "array", "items": ref, "xml": {"name": "pets"}}
    many = "<pets><pet><name>Tom</name></pet></pets>"
    plain = {**pet, "xml": {"name": "pet"}}
    assert both_ways(tmp_path, pets, [value], Pet=plain) == many


def test_the_only_property_of_an_object_without_a_name_is_the_root(
    tmp_path: Path,
) -> None:
    inner = {"type": "object", "properties": {"a": TEXT}}
    around = {"type": "object", "properties": {"Policy": inner}}
    value = {"Policy": {"a": "x"}}
    assert both_ways(tmp_path, around, value) == "<Policy><a>x</a></Policy>"
    two = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
    shown = "<root><a>x</a><b>y</b></root>"
    assert both_ways(tmp_path, two, {"a": "x", "b": "y"}) == shown


def test_what_a_reference_leads_to_tells_how_it_is_written(tmp_path: Path) -> None:
    kinds = {
        "Tag": {**TEXT, "xml": {"name": "tag"}},
        "Tags": {"type": "array", "items": {"$ref": "#/components/schemas/Tag"}},
        "Id": {"type": "integer", "xml": {"attribute": True}},
        "Pet": {
            "type": "object",
            "properties": {
                "id": {"$ref": "#/components/schemas/Id"},
                "tags": {
                    "allOf": [
                        {"$ref": "#/components/schemas/Tags"},
                        {"xml": {"wrapped": True}},
                    ]
                },
                "label": {"$ref": "#/components/schemas/Tag"},
            },
        },
    }
    value = {"id": 1, "tags": ["a"], "label": "b"}
    made = both_ways(tmp_path, {"$ref": "#/components/schemas/Pet"}, value, **kinds)
    assert made == '<Pet id="1"><tags><tag>a</tag></tags><tag>b</tag></Pet>'


def test_an_object_is_called_as_its_property_is(tmp_path: Path) -> None:
    pet = {"type": "object", "properties": {"name": TEXT}, "xml": {"name": "pet"}}
    ref = {"$ref": "#/components/schemas/Pet"}
    family = {"type": "object", "properties": {"mother": ref, "father": ref}}
    value = {"mother": {"name": "a"}, "father": {"name": "b"}}
    made = both_ways(tmp_path, family, value, Pet=pet)
    shown = "<mother><name>a</name></mother><father><name>b</name></father>"
    assert made == f"<root>{shown}</root>"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"kind": "cat", "lives": 9}, "<kind>cat</kind><lives>9</lives>"),
        ({"kind": "dog", "packs": ["a"]}, "<kind>dog</kind><pack>a</pack>"),
    ],
)
def test_a_variant_is_told_by_what_it_has(
    tmp_path: Path, value: Any, shown: str
) -> None:
    def one(kind: str, **more: Any) -> dict[str, Any]:
        properties = {"kind": {"const": kind}, **more}
        return {"type": "object", "required": ["kind"], "properties": properties}

    kinds = {
        "Cat": one("cat", lives={"type": "integer"}),
        "Dog": one("dog", packs=listed(item={"name": "pack"})),
        "Pet": {
            "oneOf": [
                {"$ref": "#/components/schemas/Cat"},
                {"$ref": "#/components/schemas/Dog"},
            ]
        },
    }
    ref = {"$ref": "#/components/schemas/Pet"}
    assert both_ways(tmp_path, ref, value, **kinds) == f"<Pet>{shown}</Pet>"


READ: dict[str, tuple[Any, str, Any]] = {
    "a wrapper that nothing tells of": (
        listed(item={"name": "line"}),
        "<a><xs><line>1</line><line>2</line></xs></a>",
        {"xs": ["1", "2"]},
    ),
    "a wrapper around objects": (
        {"type": "array", "items": {"type": "object", "properties": {"n": TEXT}}},
        "<a><xs><X><n>1</n></X></xs></a>",
        {"xs": [{"n": "1"}]},
    ),
    "no wrapper where one is told": (
        listed({"wrapped": True}, {"name": "x"}),
        "<a><x>1</x><x>2</x></a>",
        {"xs": ["1", "2"]},
    ),
    "another namespace": (listed(), '<a xmlns="u:n"><xs>1</xs></a>', {"xs": ["1"]}),
    "what is not declared": (
        TEXT,
        '<a><xs>1</xs><y z="2"><w>3</w></y><v>4</v><v>5</v></a>',
        {"xs": "1", "y": {"z": "2", "w": "3"}, "v": ["4", "5"]},
    ),
    "a number that is written otherwise": (
        {"type": "integer"},
        "<a><xs> +007 </xs></a>",
        {"xs": 7},
    ),
    "what is no number": ({"type": "integer"}, "<a><xs>x</xs></a>", {"xs": "x"}),
    "1 for true": ({"type": "boolean"}, "<a><xs>1</xs></a>", {"xs": True}),
    "nothing": ({"type": ["integer", "null"]}, "<a><xs/></a>", {"xs": None}),
    "an empty text": (TEXT, "<a><xs/></a>", {"xs": ""}),
    "an enum of numbers": ({"enum": [1, 2]}, "<a><xs>2</xs></a>", {"xs": 2}),
    "an element for an attribute": (
        {**TEXT, "xml": {"attribute": True}},
        "<a><xs>1</xs></a>",
        {"xs": "1"},
    ),
    "numbers in an attribute": (
        {"type": "array", "items": {"type": "integer"}, "xml": {"attribute": True}},
        '<a xs="1 2"/>',
        {"xs": [1, 2]},
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_meant_is_read(tmp_path: Path, name: str) -> None:
    schema, document, expected = READ[name]
    content = body(tmp_path, {"type": "object", "properties": {"xs": schema, "q": {}}})
    assert from_xml(*content, document) == expected


def deep(levels: int) -> str:
    return "<a>" * levels + "</a>" * levels


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<a>",
        "<a></b>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<a>&b;</a>",
        '<?xml version="1.0" encoding="no-such"?><a/>',
        deep(200_000),
    ],
    ids=[
        "nothing",
        "open",
        "wrong end",
        "entity",
        "external",
        "undeclared",
        "set",
        "deep",
    ],
)
def test_what_is_no_xml_or_harms_is_refused(tmp_path: Path, document: str) -> None:
    ring = {
        "type": "object",
        "properties": {"a": {"$ref": "#/components/schemas/Ring"}},
    }
    ref = {"$ref": "#/components/schemas/Ring"}
    api, content = body(tmp_path, ref, Ring=ring)
    with pytest.raises(ValueError, match=r"XML|document type"):
        from_xml(api, content, document.encode())


def test_variants_in_rings_are_chosen_in_linear_time(tmp_path: Path) -> None:
    both = {"oneOf": [{"$ref": f"#/components/schemas/{n}"} for n in "AB"]}
    rings = {
        "A": {"type": "object", "properties": {"a": both, "x": TEXT}},
        "B": {"type": "object", "properties": {"a": both, "y": TEXT}},
    }
    api, content = body(tmp_path, both, **rings)
    assert from_xml(api, content, deep(60))


def test_a_type_is_asked_for_its_shape_once_however_many_elements_there_are() -> None:
    """What each of a million elements asked of every property of its type took a server minutes."""
    asked: list[Any] = []
    of = {
        **KINDS,
        "o": Object((Property("o", "O", False), Property("n", "n", False)), None),
    }

    def shape(type: Any) -> Shape:
        asked.append(type)
        return Array("o") if type == "O" else of[type]

    document = f"<r>{'<o><o/><n>1</n></o>' * 100}</r>"
    found = read(shape, "o", document)
    assert found == {"o": [{"o": [{}], "n": 1}] * 100}
    assert sorted(asked) == ["O", "n", "o"]


@pytest.mark.parametrize("name", ["a b", "<x>", "1a", "", "a>"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    shape = Object((), None)
    with pytest.raises(ValueError, match="cannot be the name"):
        write(lambda _: shape, "t", {name: "x"}, Xml("r"))


def test_types_that_differ_in_xml_alone_stay_apart(tmp_path: Path) -> None:
    def one(name: str) -> dict[str, Any]:
        text = {**TEXT, "xml": {"name": name}}
        return {"type": "object", "properties": {"a": text}}

    both = {"type": "object", "properties": {"x": one("b"), "y": one("c")}}
    made = both_ways(tmp_path, both, {"x": {"a": "1"}, "y": {"a": "2"}})
    assert made == "<root><x><b>1</b></x><y><c>2</c></y></root>"


def test_lists_of_themselves_come_back(tmp_path: Path) -> None:
    ref = {"$ref": "#/components/schemas/Tree"}
    tree = {"type": "array", "items": ref, "xml": {"name": "tree"}}
    made = both_ways(tmp_path, ref, [[], [[], [[]]]], Tree=tree)
    assert made.startswith("<tree><tree></tree><tree><tree></tree>")


NAMES = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
LETTERS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs"],
        include_characters="\t\n\r",
        exclude_characters="\ufffe\uffff",
    ),
    max_size=9,
)
KINDS: dict[str, Shape] = {
    "s": Scalar(frozenset({"string"})),
    "n": Scalar(frozenset({"number"})),
    "b": Scalar(frozenset({"boolean"})),
    "S": Array("s"),
}
VALUES: dict[str, st.SearchStrategy[Json]] = {
    "s": LETTERS,
    "n": st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    "b": st.booleans(),
    "S": st.lists(LETTERS, max_size=3),
}


@st.composite
def objects(draw: st.DrawFn) -> tuple[Object, dict[str, Json]]:
    """An object's shape and a value of it."""
    properties: list[Property] = []
    value: dict[str, Json] = {}
    for wire in draw(st.lists(NAMES, unique=True, min_size=1, max_size=5)):
        kind = draw(st.sampled_from("snbS"))
        nodes = ["", "element"] if kind == "S" else ["", "attribute"]
        item = Xml(f"i.{wire}") if kind == "S" else None
        xml = Xml(f"n.{wire}", node=draw(st.sampled_from(nodes)), item=item)
        properties.append(Property(wire, kind, True, xml))
        value[wire] = draw(VALUES[kind])
    return Object(tuple(properties), None), value


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(objects())
def test_every_value_is_read_as_it_was_written(
    made: tuple[Object, dict[str, Json]],
) -> None:
    shape, value = made
    of = {**KINDS, "o": shape}
    document = write(of.__getitem__, "o", value, Xml("r"))
    assert read(of.__getitem__, "o", document) == value


@given(
    st.recursive(
        LETTERS, lambda inner: st.lists(st.tuples(NAMES, inner)), max_leaves=12
    )
)
def test_no_document_ends_in_another_error(tree: Any) -> None:
    """Elements of any form are read as any type, or refused."""

    def parts(one: Any) -> Iterator[str]:
        if isinstance(one, str):
            yield one.replace("&", "&amp;").replace("<", "&lt;")
        else:
            for name, inner in one:
                yield f"<{name}>{''.join(parts(inner))}</{name}>"

    document = f"<r>{''.join(parts(tree))}</r>"
    for kind in KINDS:
        with suppress(ValueError):
            read(KINDS.__getitem__, kind, document)
