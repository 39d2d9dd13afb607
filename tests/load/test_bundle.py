"""References to other files and by names: read from the document's folder only, and rewritten to pointers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Refused, text
from generator.load import Document, Limits, dangling, generics, load, refs
from generator.load.folder import Folder, Forbidden

from .conftest import HEAD, Read, Refuse

FILES = "#/x-specloom-files"


def _schema(found: str, more: str = "") -> str:
    return f"{HEAD}components: {{schemas: {{A: {{$ref: {found!r}}}, B: {{type: integer}}}}}}\n{more}"


def _target(document: Document, at: str = "#/components/schemas/A") -> str:
    return refs.target(document, document.at(at))


PET = {
    "pets/pet.yaml": "type: object\n$defs: {Tag: {type: string}}\n'a/b': {type: 'null'}\n"
}


@pytest.mark.parametrize(
    ("found", "target"),
    [
        ("pets/pet.yaml", f"{FILES}/pets~1pet.yaml"),
        ("./pets/pet.yaml", f"{FILES}/pets~1pet.yaml"),
        ("pets/../pets/pet.yaml", f"{FILES}/pets~1pet.yaml"),
        ("pets%2Fpet.yaml#", f"{FILES}/pets~1pet.yaml"),
        ("pets/pet.yaml#/", f"{FILES}/pets~1pet.yaml"),
        ("pets/pet.yaml#/$defs/Tag/", f"{FILES}/pets~1pet.yaml/$defs/Tag"),
        ("pets/pet.yaml#/$defs/Tag", f"{FILES}/pets~1pet.yaml/$defs/Tag"),
        ("pets/pet.yaml#/%24defs/Tag", f"{FILES}/pets~1pet.yaml/$defs/Tag"),
        ("pets/pet.yaml#/a~1b", f"{FILES}/pets~1pet.yaml/a~1b"),
        ("spec.yaml#/components/schemas/B", "#/components/schemas/B"),
    ],
)
def test_files_beside(read: Read, found: str, target: str) -> None:
    document = read(_schema(found), **PET)
    assert _target(document) == target
    assert refs.resolve(document, {"$ref": target}, "")[1] == target
    assert not dangling(document)


def test_references_are_relative_to_their_file(read: Read) -> None:
    document = read(
        _schema("in/a.json"),
        **{
            "in/a.json": '{"items": {"$ref": "b.yaml#/B"}, "not": {"$ref": "#/x"}, "x": {}, "if": {"$ref": "../spec.yaml#/components/schemas/B"}}',
            "in/b.yaml": "B: {items: {$ref: 'a.json'}, not: {$ref: '../c.yaml'}, default: {$ref: 'no.yaml'}}\n",
            "c.yaml": "{type: string}",
        },
    )
    a, b = f"{FILES}/in~1a.json", f"{FILES}/in~1b.yaml"
    assert _target(document, f"{a}/items") == f"{b}/B"
    assert _target(document, f"{a}/not") == f"{a}/x"
    assert _target(document, f"{a}/if") == "#/components/schemas/B"
    assert _target(document, f"{b}/B/items") == a
    assert _target(document, f"{b}/B/not") == f"{FILES}/c.yaml"
    assert document.at(f"{b}/B/default") == {"$ref": "no.yaml"}
    assert [source.name for source in document.sources] == [
        "spec.yaml",
        "c.yaml",
        "in/a.json",
        "in/b.yaml",
    ]
    assert not dangling(document)


def test_what_dangles_in_another_file(read: Read) -> None:
    document = read(
        _schema("in/a.yaml"),
        **{"in/a.yaml": "items: {$ref: '#/x'}\nnot: {$ref: '../spec.yaml#/y'}\n"},
    )
    found = dangling(document)
    assert [each.message for each in found] == [
        "nothing stands at 'in/a.yaml#/x'",
        "nothing stands at '#/y'",
    ]
    assert [each.place.line for each in found if each.place] == [1, 2]


def test_a_path_item_in_a_file(read: Read) -> None:
    document = read(
        HEAD + "paths: {/a: {$ref: 'a.yaml'}}\n",
        **{
            "a.yaml": "get: {responses: {'200': {$ref: 'r.yaml#/ok'}}}",
            "r.yaml": "ok: {description: d}",
        },
    )
    assert (
        _target(document, f"{FILES}/a.yaml/get/responses/200") == f"{FILES}/r.yaml/ok"
    )


def test_symbolic_links(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    (folder / "in").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("SECRET: 1")
    (folder / "in/a.yaml").write_text("type: string")
    (folder / "link.yaml").symlink_to("in/a.yaml")
    (folder / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    (folder / "up").symlink_to(tmp_path)
    (folder / "ring.yaml").symlink_to("ring.yaml")
    (tmp_path / "spec").symlink_to(folder)
    spec = folder / "spec.yaml"
    spec.write_text(_schema("link.yaml"))
    for path in (spec, tmp_path / "spec/spec.yaml"):
        assert _target(load(path)) == f"{FILES}/in~1a.yaml"
    for found in ("out.yaml", "up/outside.yaml", "ring.yaml"):
        spec.write_text(_schema(found))
        with pytest.raises(Refused) as refused:
            load(spec)
        (why,) = refused.value.diagnostics
        assert why.pointer == "#/components/schemas/A"
        assert "SECRET" not in text([why], refused.value.texts)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ("", "forbidden-reference"),
        ("/etc/passwd", "forbidden-reference"),
        ("%2Fetc/passwd", "forbidden-reference"),
        ("../secret.yaml", "forbidden-reference"),
        ("..%2fsecret.yaml", "forbidden-reference"),
        ("sub/../../secret.yaml", "forbidden-reference"),
        ("..", "forbidden-reference"),
        ("..\\secret.yaml", "forbidden-reference"),
        ("%5c%5chost%5cshare", "forbidden-reference"),
        ("C:\\x.yaml", "remote-reference"),
        ("C%3A/x.yaml", "forbidden-reference"),
        ("a\x00b.yaml", "forbidden-reference"),
        ("a%00b.yaml", "forbidden-reference"),
        ("a%zz.yaml", "forbidden-reference"),
        ("a%ff.yaml", "forbidden-reference"),
        ("a.yaml?b", "forbidden-reference"),
        ("file:///etc/passwd", "remote-reference"),
        ("file:../secret.yaml", "remote-reference"),
        ("http://127.0.0.1/s.json#/a", "remote-reference"),
        ("HTTPS://u:p@127.0.0.1/s", "remote-reference"),
        ("//127.0.0.1/s.json", "remote-reference"),
        ("http://[", "remote-reference"),
        ("ftp://127.0.0.1/x", "remote-reference"),
        ("data:application/json,{}", "remote-reference"),
        ("urn:example:x", "remote-reference"),
        ("nowhere.yaml", "unreadable"),
        ("sub", "unreadable"),
        (".", "unreadable"),
        ("pipe.yaml", "unreadable"),
        ("x" * 300, "unreadable"),
        ("sub/latin.yaml", "encoding"),
        ("#anchor", "unresolved-reference"),
        ("sub/a.yaml#anchor", "unresolved-reference"),
    ],
)
@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_refused(
    refuse: Refuse, tmp_path: Path, found: str, code: str, syntax: str
) -> None:
    import json

    folder = tmp_path / "spec"
    folder.mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (tmp_path / "secret.yaml").write_text("type: string")
    root = {"openapi": "3.1.0", "components": {"schemas": {"A": {"$ref": found}}}}
    files: dict[str, Any] = {"sub/a.yaml": "{}", "sub/latin.yaml": b"a: \xe9"}
    (why,) = refuse(json.dumps(root, indent=1), f"spec.{syntax}", **files)
    assert (why.code, why.pointer, why.place and why.place.line) == (
        code,
        "#/components/schemas/A",
        6,
    )


def test_all_refusals_are_told_at_once(refuse: Refuse) -> None:
    text = (
        HEAD
        + "paths: {/a: {$ref: 'http://x/'}, /b: {$ref: '../b'}}\ncomponents: {schemas: {A: {$ref: 'a.yaml'}}}\n"
    )
    found = refuse(text, **{"a.yaml": "not: {$ref: /c}"})
    assert [each.pointer for each in found] == [
        f"{FILES}/a.yaml/not",
        "#/paths/~1a",
        "#/paths/~1b",
    ]


def test_a_flaw_in_another_file_is_shown_there(refuse: Refuse) -> None:
    (found,) = refuse(_schema("a.yaml"), **{"a.yaml": "a: 1\na: 2\n"})
    assert found.code == "duplicate-key"
    assert found.place is not None
    assert (Path(found.place.file).name, found.place.line) == ("a.yaml", 2)


def test_what_is_never_followed(read: Read) -> None:
    read(HEAD + """\
paths:
  /a: {get: {responses: {'200': {description: d, links: {l: {operationRef: 'http://x/y#/z'}},
       content: {application/json: {examples: {e: {externalValue: 'http://x/e'}}}}}}}}
components: {schemas: {A: {$id: 'http://x/a', $schema: 'http://x/s', discriminator: {propertyName: p, mapping: {a: 'http://x/b', b: ../c.yaml}}}}}
""")


def test_the_reserved_key(refuse: Refuse) -> None:
    (found,) = refuse(_schema("a.yaml", "x-specloom-files: {}\n"), **{"a.yaml": "{}"})
    assert (found.code, found.place and found.place.line) == ("reserved-key", 4)


def test_too_many_files(tmp_path: Path) -> None:
    for i in range(5):
        (tmp_path / f"f{i}.yaml").write_text(f"items: {{$ref: f{i + 1}.yaml}}")
    (tmp_path / "spec.yaml").write_text(_schema("f0.yaml"))
    with pytest.raises(Refused, match="more than 4 files"):
        load(tmp_path / "spec.yaml", limits=Limits(files=4))


def test_the_folder_itself_is_no_file(tmp_path: Path) -> None:
    folder = Folder.of(tmp_path / "spec.yaml")
    assert folder.name("in/a.yaml", "b.yaml") == "in/b.yaml"
    assert folder.name("in/a.yaml", "../spec.yaml") == ""
    with pytest.raises(Forbidden):
        folder.name("in/a.yaml", "../../b.yaml")


# ---------------------------------------------------------------------------------------------------------- names


def _names(read: Read, schemas: str, version: str = "3.1.0", **files: str) -> Document:
    rows = "".join(f"    {row}\n" for row in schemas.strip().splitlines())
    return read(f"openapi: {version}\ncomponents:\n  schemas:\n{rows}", **files)


def _at(document: Document, path: str) -> str:
    return _target(document, f"#/components/schemas/{path}")


def test_anchors(read: Read) -> None:
    document = _names(
        read,
        "A: {$anchor: here, type: string}\nB: {$ref: '#here'}\nC: {$ref: 'spec.yaml#here'}\nD: {$ref: 'o.yaml#there'}",
        **{"o.yaml": "x: {not: {$anchor: there}}"},
    )
    assert (_at(document, "B"), _at(document, "C")) == (
        "#/components/schemas/A",
        "#/components/schemas/A",
    )
    assert _at(document, "D") == f"{FILES}/o.yaml/x/not"
    assert document.at("#/components/schemas/A") == {"type": "string"}


def test_identifiers(read: Read) -> None:
    document = _names(
        read,
        """\
Tree:
  $id: https://example.com/schemas/tree
  properties: {node: {$ref: node}, own: {$ref: '#/$defs/x'}, root: {$ref: '#'}, far: {$ref: '#/components/schemas/Leaf'}}
  $defs: {x: {type: string}, n: {$id: node, $anchor: a, items: {$ref: tree}, not: {$ref: '#'}, if: {$ref: '#a'}}}
Leaf: {$ref: 'https://example.com/schemas/tree#/$defs/x'}
Node: {$ref: 'https://example.com/schemas/node#a'}
File: {$ref: a.yaml}
Named: {$ref: urn:example:a}
""",
        **{"a.yaml": "$id: urn:example:a\nitems: {$ref: '#/x'}\nx: {}\n"},
    )
    tree = "#/components/schemas/Tree"
    assert _at(document, "Tree/properties/node") == f"{tree}/$defs/n"
    assert _at(document, "Tree/properties/own") == f"{tree}/$defs/x"
    assert _at(document, "Tree/properties/root") == tree
    assert _at(document, "Tree/properties/far") == "#/components/schemas/Leaf"
    assert _at(document, "Tree/$defs/n/items") == tree
    assert _at(document, "Tree/$defs/n/not") == f"{tree}/$defs/n"
    assert _at(document, "Tree/$defs/n/if") == f"{tree}/$defs/n"
    assert _at(document, "Leaf") == f"{tree}/$defs/x"
    assert _at(document, "Node") == f"{tree}/$defs/n"
    assert _at(document, "Named") == f"{FILES}/a.yaml"
    assert _target(document, f"{FILES}/a.yaml/items") == f"{FILES}/a.yaml/x"
    assert not dangling(document)


def test_names_hold_for_the_whole_of_a_file_of_which_a_part_is_asked_for(
    read: Read,
) -> None:
    document = _names(
        read,
        "A: {$ref: 'o.yaml#/$defs/whole'}\nB: {$ref: 'o.yaml#/$defs/page/properties/next'}",
        **{
            "o.yaml": """\
$defs:
  whole: {items: {$ref: '#part'}, not: {$ref: kinds/part}, contains: {$dynamicRef: '#part'}}
  part: {$id: kinds/part, type: string}
  named: {$dynamicAnchor: part}
  page: {$id: page, properties: {next: {$ref: '#/$defs/next'}}, $defs: {next: {}}}
  elsewhere: {$ref: 'nothing.yaml'}
""",
        },
    )
    file = f"{FILES}/o.yaml/$defs"
    assert _target(document, f"{file}/whole/items") == f"{file}/named"
    assert _target(document, f"{file}/whole/not") == f"{file}/part"
    assert _target(document, f"{file}/whole/contains") == f"{file}/named"
    assert (
        _target(document, f"{file}/page/properties/next") == f"{file}/page/$defs/next"
    )


def test_anchors_of_earlier_drafts(read: Read) -> None:
    document = _names(
        read,
        "A: {$ref: 'o.yaml#here'}",
        **{"o.yaml": "$defs: {x: {$id: '#here', items: {$ref: '#/$defs/x'}}}"},
    )
    assert _at(document, "A") == f"{FILES}/o.yaml/$defs/x"
    assert _target(document, f"{FILES}/o.yaml/$defs/x/items") == _at(document, "A")


@pytest.mark.parametrize(
    ("found", "hint"),
    [
        ("o.yaml#$defs/a", "Did you mean 'o.yaml#/$defs/a'?"),
        ("o.yaml#$defs/b", ""),
        ("#components/schemas/A", "Did you mean '#/components/schemas/A'?"),
    ],
)
def test_a_pointer_without_its_begin(refuse: Refuse, found: str, hint: str) -> None:
    (why,) = refuse(_schema(found), **{"o.yaml": "$defs: {a: {}}"})
    assert why.hint == hint


@pytest.mark.parametrize(
    ("found", "where", "meant"),
    [
        ("B", "components/schemas/A", "#/components/schemas/B"),
        ("B#", "components/schemas/A", "#/components/schemas/B"),
        (
            "B.C",
            "components/schemas/A/properties/parameters",
            "#/components/schemas/B.C",
        ),
        ("B", "components/parameters/P/schema", "#/components/schemas/B"),
        ("B", "paths/~1b/parameters/0", "#/components/parameters/B"),
        ("B", "paths/~1b/get/responses/200", "#/components/responses/B"),
    ],
)
def test_the_bare_name_of_a_component(
    read: Read, found: str, where: str, meant: str
) -> None:
    document = read(
        HEAD + "paths: {/b: {parameters: [{}], get: {responses: {200: {}}}}}\n"
        "components: {schemas: {A: {properties: {parameters: {}}}, B: {}, B.C: {}},"
        " parameters: {P: {schema: {}}, B: {}}, responses: {B: {}}}\n"
    )
    node = document.at(f"#/{where}")
    node["$ref"] = found
    again = read(json.dumps(document.data), "again.json")
    assert _target(again, f"#/{where}") == meant
    (said,) = again.diagnostics
    assert (said.code, said.hint) == ("bare-reference", f"Write {meant!r}.")


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("#/$defs/B", "A/items/$defs/B"),
        ("#/%24defs/B", "A/items/$defs/B"),
        ("#/$defs/C", "A/$defs/C"),
        ("#/definitions/D", "A/definitions/D"),
        ("#/$defs/E", "E"),
    ],
)
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("file", ["again.json", "again.yaml"])
def test_definitions_of_the_nearest_schema_around_a_reference(
    read: Read, found: str, meant: str, version: str, file: str
) -> None:
    document = read(
        HEAD + "components: {schemas: {A: {$defs: {B: {}, C: {}}, definitions: {D: {}},"
        " items: {$defs: {B: {}}, not: {}}}, B: {}, E: {}}}\n"
    )
    at = "#/components/schemas/A/items/not"
    document.at(at)["$ref"] = found
    again = read(json.dumps({**document.data, "openapi": version}), file)
    assert _target(again, at) == f"#/components/schemas/{meant}"
    (said,) = again.diagnostics
    assert (said.code, said.severity) == ("inner-reference", "warning")
    assert said.message.endswith(f"it is read as '#/components/schemas/{meant}'")


def test_definitions_of_the_root_go_before_those_around(read: Read) -> None:
    document = read(_schema("#/$defs/B", "$defs: {B: {}}\n"))
    assert _target(document) == "#/$defs/B"
    assert not document.diagnostics


def test_a_file_goes_before_the_name_of_a_component(read: Read) -> None:
    document = read(_schema("B"), B="type: string")
    assert _target(document) == f"{FILES}/B"


def test_identifiers_mean_nothing_in_3_0(read: Read) -> None:
    document = _names(
        read, "A: {$id: 'http://x/a', items: {$ref: '#/components/schemas/A'}}", "3.0.3"
    )
    assert document.at("#/components/schemas/A")["$id"] == "http://x/a"
    assert _at(document, "A/items") == "#/components/schemas/A"


def test_the_document_s_own_address(read: Read) -> None:
    text = "openapi: 3.2.0\n$self: https://example.com/api\ncomponents: {schemas: {A: {$ref: 'api#/components/schemas/B'}, B: {$ref: o.yaml}}}\n"
    document = read(
        text,
        **{"o.yaml": "not: {$ref: 'https://example.com/api#/components/schemas/A'}"},
    )
    assert _at(document, "A") == "#/components/schemas/B"
    assert _at(document, "B") == f"{FILES}/o.yaml"
    assert _target(document, f"{FILES}/o.yaml/not") == "#/components/schemas/A"


def test_dynamic_references(read: Read) -> None:
    document = _names(
        read,
        "Tree: {$dynamicAnchor: node, type: object, items: {$dynamicRef: '#node', title: t}}",
    )
    assert document.at("#/components/schemas/Tree/items") == {
        "$ref": "#/components/schemas/Tree",
        "title": "t",
    }
    assert not document.diagnostics


def test_several_dynamic_anchors(read: Read) -> None:
    document = _names(
        read,
        """\
Tree: {$id: tree, $dynamicAnchor: node, items: {$dynamicRef: '#node'}}
Strict: {$id: strict, $dynamicAnchor: node, $ref: tree}
""",
    )
    strict = "#/components/schemas/Strict"
    assert _at(document, "Tree/items") == "#/components/schemas/Tree"
    assert document.at(strict) == {"allOf": [{"items": {"$ref": strict}}]}
    assert not document.diagnostics


GENERIC = """\
Page: {$id: page, items: {$dynamicRef: '#T'}, not: {$ref: '#'}, $defs: {T: {$dynamicAnchor: T}}}
Fold: {$id: fold, contains: {$ref: page}, then: {$ref: page}}
Pets: {$id: pets, $ref: fold, $defs: {T: {$dynamicAnchor: T, type: object}}}
"""


def test_a_schema_that_is_reached_by_another_one_has_a_copy(read: Read) -> None:
    document = _names(read, GENERIC)
    pets = "#/components/schemas/Pets"
    copied = f"{pets}/allOf/0/contains/allOf/0"
    fold = document.at(f"{pets}/allOf/0")
    assert fold["then"] == {"$ref": copied}
    page = document.at(copied)
    assert page["items"] == {"$ref": f"{pets}/$defs/T"}
    assert page["not"] == {"$ref": copied}
    assert _at(document, "Fold/then") == "#/components/schemas/Page"
    assert _at(document, "Page/items") == "#/components/schemas/Page/$defs/T"
    assert not document.diagnostics


def test_what_is_entered_on_the_way_gives_names_a_meaning_too(read: Read) -> None:
    document = _names(
        read,
        """\
Ints: {$id: ints, $ref: pairs, $defs: {value: {$dynamicAnchor: value, type: integer}}}
Pairs:
  $id: pairs
  $ref: list
  $defs: {item: {$dynamicAnchor: item, properties: {v: {$dynamicRef: '#value'}}}, value: {$dynamicAnchor: value, not: {}}}
List: {$id: list, items: {$dynamicRef: '#item'}, $defs: {item: {$dynamicAnchor: item, not: {}}}}
""",
    )
    schemas = "#/components/schemas"
    pairs = f"{schemas}/Ints/allOf/0"
    assert _at(document, "Ints/allOf/0/allOf/0/items") == f"{pairs}/$defs/item"
    assert _target(document, f"{pairs}/$defs/item/properties/v") == (
        f"{schemas}/Ints/$defs/value"
    )
    assert _at(document, "Pairs/allOf/0/items") == f"{schemas}/Pairs/$defs/item"
    assert _at(document, "List/items") == f"{schemas}/List/$defs/item"


@pytest.mark.parametrize("bound", ["STEPS", "BYTES"])
def test_what_would_be_too_many_copies_is_told(
    read: Read, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generics, bound, 1)
    (found,) = _names(read, GENERIC).diagnostics
    assert (found.severity, found.code) == ("warning", "dynamic-reference")


def test_both_kinds_of_reference_in_one_schema(refuse: Refuse) -> None:
    text = (
        HEAD
        + "components: {schemas: {A: {$dynamicAnchor: n, not: {$ref: '#/components/schemas/A', $dynamicRef: '#n'}}}}\n"
    )
    (found,) = refuse(text)
    assert found.code == "dynamic-reference"


def test_files_below_the_address_of_the_document_itself(read: Read) -> None:
    text = """
        openapi: 3.2.0
        $self: https://example.com/api/openapi.yaml
        info: {title: t, version: '1'}
        paths: {}
        components: {schemas: {A: {$ref: 'https://example.com/api/parts/b.yaml#/B'}, C: {type: string}}}
    """
    other = """
        openapi: 3.2.0
        $self: https://example.com/api/parts/b.yaml
        B: {properties: {c: {$ref: '../openapi.yaml#/components/schemas/C'}, b: {$ref: 'b.yaml#/B'}}}
    """
    document = read(text, **{"parts/b.yaml": other})
    made, _ = refs.resolve(document, document.at("#/components/schemas/A"), "")
    for name, expected in (("c", {"type": "string"}), ("b", made)):
        assert refs.resolve(document, made["properties"][name], "")[0] == expected


def test_a_name_that_is_no_place_has_nothing_beside_it(read: Read) -> None:
    own = "$self: 'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8'\n"
    with pytest.raises(Refused):
        read(own + _schema("/b.yaml").replace("3.1.0", "3.2.0"), **{"b.yaml": "{}"})


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/other/b.yaml",
        "https://example.com/api/../b.yaml",
        "https://example.com/api//etc/passwd",
        "https://example.com/api/%2e%2e/b.yaml",
    ],
)
def test_files_elsewhere_stay_where_they_are(read: Read, address: str) -> None:
    text = f"""
        openapi: 3.2.0
        $self: https://example.com/api/openapi.yaml
        info: {{title: t, version: '1'}}
        paths: {{}}
        components: {{schemas: {{A: {{$ref: '{address}'}}}}}}
    """
    with pytest.raises(Refused):
        read(text, **{"../b.yaml": "{}", "b.yaml.x": "{}"})


def test_components_of_the_document_from_a_file_that_has_none(read: Read) -> None:
    document = read(
        f"{HEAD}paths: {{/a: {{$ref: in/a.yaml}}}}\ncomponents: {{schemas: {{Pet: {{type: object}}}}}}\n",
        **{
            "in/a.yaml": "get: {responses: {'200': {content: {a/b: {schema: {$ref: '#/components/schemas/Pet'}}}}}}\n"
        },
    )
    content = document.at(f"{FILES}/in~1a.yaml/get/responses/200/content/a~1b")
    assert content == {"schema": {"$ref": "#/components/schemas/Pet"}}
    (found,) = document.diagnostics
    assert (found.code, found.hint) == (
        "inner-reference",
        "Write '../spec.yaml#/components/schemas/Pet'.",
    )


def test_components_that_neither_has_lead_nowhere(read: Read) -> None:
    document = read(
        _schema("a.yaml"),
        **{"a.yaml": "{items: {$ref: '#/components/schemas/No'}}\n"},
    )
    assert not document.diagnostics
    assert [one.code for one in dangling(document)] == ["unresolved-reference"]
