"""References where OpenAPI has none: what they lead to stands in their place, and is known by where it was written."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from generator.load import dangling, standing
from generator.load.document import FILES

from .conftest import HEAD, Read, Refuse

PATHS = "/pets:\n  get: {responses: {'200': {description: All.}}}\n"


def test_in_place_of_a_map_each_member_is_referred_to(read: Read) -> None:
    document = read(
        f"{HEAD}paths:\n  $ref: paths.yaml\n  /b: {{}}\n",
        **{"paths.yaml": PATHS + "/b: {get: {}}\n"},
    )
    paths = document.data["paths"]
    assert paths == {"/b": {}, "/pets": {"$ref": f"#/{FILES}/paths.yaml/~1pets"}}
    (found,) = document.diagnostics
    assert (found.code, found.pointer, found.place and found.place.line) == (
        "misplaced-reference",
        "#/paths",
        4,
    )
    assert not dangling(document)


def test_maps_of_maps_and_references_that_lead_on(read: Read) -> None:
    files = {
        "all.yaml": "schemas: {$ref: index.yaml}\nx-note: {$ref: no.yaml}\nresponses: {No: {description: No.}}\n",
        "index.yaml": "$ref: more/index.yaml\n",
        "more/index.yaml": "Pet: {$ref: pet.yaml}\nOther: {$ref: '../all.yaml#/schemas/Pet'}\n",
        "more/pet.yaml": "type: object\n",
    }
    document = read(f"{HEAD}components: {{$ref: all.yaml}}\n", **files)
    schemas = document.data["components"]["schemas"]
    begin = f"#/{FILES}/more~1index.yaml"
    assert schemas == {
        "Pet": {"$ref": f"{begin}/Pet"},
        "Other": {"$ref": f"{begin}/Other"},
    }
    assert document.data["components"]["x-note"] == {"$ref": "no.yaml"}
    assert document.at(f"{begin}/Pet") == {"$ref": f"#/{FILES}/more~1pet.yaml"}
    assert not dangling(document)


def test_what_has_no_members_to_refer_to_is_put_there_itself(read: Read) -> None:
    files = {
        "info.yaml": "title: t\nversion: '1'\ndescription: {$ref: intro.md}\n",
        "intro.md": "# One: two\n\n- {three\n",
        "tags.yaml": "- name: pets\n  description: {$ref: intro.md}\n",
    }
    document = read(
        "openapi: 3.1.0\ninfo: {$ref: info.yaml}\ntags: {$ref: tags.yaml}\n"
        "components: {schemas: {A: {enum: {$ref: '#/x-words'}, required: {$ref: 'tags.yaml#/0/x'}}}}\nx-words: [a, b]\n",
        **files | {"tags.yaml": files["tags.yaml"] + "  x: [a]\n"},
    )
    assert document.data["info"]["description"] == files["intro.md"]
    assert document.data["tags"][0] == {
        "name": "pets",
        "description": files["intro.md"],
        "x": ["a"],
    }
    assert document.data["components"]["schemas"]["A"] == {
        "enum": ["a", "b"],
        "required": ["a"],
    }
    assert [source.name for source in document.sources] == [
        "spec.yaml",
        "info.yaml",
        "intro.md",
        "tags.yaml",
    ]
    places = {
        at: document.place(at)
        for at in ("#/info/title", "#/tags/0/name", "#/info/description")
    }
    assert [
        (place.file.rpartition("/")[2], place.line) for place in places.values()
    ] == [
        ("info.yaml", 1),
        ("tags.yaml", 1),
        ("intro.md", 1),
    ]


def test_properties_are_those_of_the_schema_itself(read: Read) -> None:
    document = read(
        f"{HEAD}components: {{schemas: {{A: {{properties: {{$ref: base.yaml}}}}}}}}\n",
        **{"base.yaml": "name:\n  type: string\nsize:\n  $ref: '#/name'\n"},
    )
    properties = document.data["components"]["schemas"]["A"]["properties"]
    assert properties == {
        "name": {"type": "string"},
        "size": {"$ref": f"#/{FILES}/base.yaml/name"},
    }
    place = document.place("#/components/schemas/A/properties/name/type")
    assert (place.file.rpartition("/")[2], place.line) == ("base.yaml", 2)


def test_an_example_is_a_reference_where_it_names_a_file_alone(read: Read) -> None:
    examples = "{a: {value: {$ref: a.json}}, b: {value: {$ref: '#/info'}}, c: {value: {$ref: no.json}}, d: {value: {$ref: a.json, b: 1}}}"
    document = read(
        f"{HEAD}components: {{examples: {examples}}}\n", **{"a.json": '{"$ref": "#/x"}'}
    )
    made = {
        name: one["value"]
        for name, one in document.data["components"]["examples"].items()
    }
    assert made == {
        "a": {"$ref": "#/x"},
        "b": {"$ref": "#/info"},
        "c": {"$ref": "no.json"},
        "d": {"$ref": "a.json", "b": 1},
    }


def test_within_one_text_of_json(read: Read) -> None:
    document = read(
        '{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"$ref": "#/x-paths"},'
        ' "x-paths": {"/a": {"get": {"responses": {}}}}}',
        "spec.json",
    )
    assert document.data["paths"] == {"/a": {"$ref": "#/x-paths/~1a"}}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("paths: {$ref: no.yaml}", "unreadable"),
        ("paths: {$ref: '#/x-paths'}", "unresolved-reference"),
        ("paths: {$ref: '#/paths'}", "reference-ring"),
        (
            "paths: {$ref: '#/x-a'}\nx-a: {$ref: '#/x-b'}\nx-b: {$ref: '#/x-a'}",
            "reference-ring",
        ),
        ("paths: {$ref: ../beyond.yaml}", "forbidden-reference"),
        ("paths: {$ref: 'https://example.com/paths.yaml'}", "remote-reference"),
        ("paths: {}\ntags: {$ref: '#/tags'}", "reference-ring"),
        ("info: {$ref: '#/info/x', x: {title: t, version: '1'}}", "reference-ring"),
        ("paths: {}\nservers: [[{$ref: '#/servers'}]]", "reference-ring"),
        (
            "components: {schemas: {A: {properties: {$ref: '#/components'}}}}",
            "reference-ring",
        ),
        (
            "paths: {}\ninfo: {description: {$ref: /etc/hosts}, title: t, version: '1'}",
            "forbidden-reference",
        ),
    ],
)
def test_refused(refuse: Refuse, text: str, code: str) -> None:
    found = refuse(("openapi: 3.1.0\n" if "info" in text else HEAD) + text + "\n")
    assert {one.code for one in found} == {code}


def test_through_what_is_a_reference_to_a_schema_elsewhere(read: Read) -> None:
    document = read(
        f"{HEAD}components:\n  schemas:\n    A: {{type: object}}\n    B: {{anyOf: [{{$ref: '#/components/schemas/A'}}]}}\n"
        "    C: {properties: {$ref: '#/components/schemas/B/anyOf/0'}}\n"
    )
    schemas = document.data["components"]["schemas"]
    assert schemas["C"] == {"properties": {"type": "object"}}
    assert [one.code for one in document.diagnostics] == ["misplaced-reference"] * 2


def test_beside_another_one_in_whose_place_something_else_stands(read: Read) -> None:
    document = read(
        f"{HEAD}components: {{$ref: '#/info/title', schemas: {{$ref: '#/info/title'}}}}\n"
    )
    assert document.data["components"] == "t"


def test_what_stands_in_place_of_one_is_reached_by_another_one(read: Read) -> None:
    document = read(
        f"{HEAD}paths: {{$ref: '#/components/schemas'}}\n"
        "components: {schemas: {A: {type: [{$ref: '#/paths'}]}}}\n"
    )
    assert document.data["paths"] == {"A": {"$ref": "#/components/schemas/A"}}


def test_a_property_is_called_as_references_are(read: Read) -> None:
    document = read(
        f"{HEAD}paths: {{/a: {{$ref: '#/x-a'}}}}\nx-a: {{$ref: '#/x-b', get: {{responses: {{}}}}}}\n"
        "x-b: {$ref: {type: string}}\ncomponents: {schemas: {A: {properties: {$ref: '#/x-a'}}}}\n"
    )
    properties = document.data["components"]["schemas"]["A"]["properties"]
    assert properties == {"$ref": {"type": "string"}}


def test_a_file_does_not_hold_the_document_that_it_is_part_of(refuse: Refuse) -> None:
    found = refuse(
        f"{HEAD}components: {{schemas: {{A: {{$ref: a.yaml}}}}}}\n",
        **{"a.yaml": "description: {$ref: 'spec.yaml'}\n"},
    )
    assert [one.code for one in found] == ["reference-ring"]


OFTEN = "servers: [{$ref: '#/x-0'}]\n" + "".join(
    f"x-{one}: [{{$ref: '#/x-{one + 1}'}}, {{$ref: '#/x-{one + 1}'}}]\n"
    for one in range(40)
)
DEEP = "components: {schemas: {A: {properties: {$ref: '#/x-0'}}}}\n" + "".join(
    f"x-{one}: {{a: {{properties: {{$ref: '#/x-{one + 1}'}}}}}}\n" for one in range(200)
)
RING = (
    "servers: [{$ref: '#/x-a'}]\nx-a: [[{$ref: '#/x-b'}]]\nx-b: [[{$ref: '#/x-a'}]]\n"
)
MANY = "components:\n  schemas:\n" + "".join(
    f"    S{one}: {{properties: {{$ref: '#/x-all'}}}}\n" for one in range(600)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RING, "reference-ring"),
        (f"{OFTEN}x-40: [{{url: /}}]\n", "too-large"),
        (f"{DEEP}x-200: {{b: {{type: string}}}}\n", "too-deep"),
        (
            f"{MANY}x-all:\n" + "".join(f"  p{one}: {{}}\n" for one in range(500)),
            "too-large",
        ),
    ],
    ids=["ring", "often", "deep", "many"],
)
def test_a_short_text_does_not_stand_for_much(
    refuse: Refuse, text: str, code: str
) -> None:
    found = refuse(f"{HEAD}{text}")
    errors = [one for one in found if one.severity == "error"]
    assert {one.code for one in errors} == {code}
    assert all(one.hint for one in errors)


def test_how_often_and_how_deep() -> None:
    leaf: Any = [1]
    assert standing.spread([leaf, {"a": leaf}]) == (1, 3)
    twice: Any = [[leaf, leaf], [leaf]]
    assert standing.spread([twice, twice]) == (8, 4)
    leaf.append(leaf)
    assert standing.spread([leaf])[1] > sys.maxsize
