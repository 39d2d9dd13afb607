"""What settings say of types: enums and discriminators that are open or closed, and formats that are read as others."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.diagnostics import Misused
from generator.ir.model import Enum
from generator.pipeline import build, understand
from generator.project import load_project

DOCUMENT = """
openapi: 3.1.0
info: {title: Events, version: '1'}
paths:
  /events:
    get:
      operationId: events.list
      parameters:
        - {name: kind, in: query, schema: {type: string, enum: [made, gone]}}
      responses:
        '200':
          description: All.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Event'}}
      callbacks:
        told:
          '{$request.query.kind}':
            post:
              parameters:
                - {name: level, in: query, schema: {enum: [1, 2]}}
              responses: {'204': {description: Heard.}}
components:
  schemas:
    Event: {oneOf: [{$ref: '#/components/schemas/Made'}, {$ref: '#/components/schemas/Gone'}]}
    Made:
      type: object
      required: [kind]
      properties: {kind: {const: made}, colour: {enum: [red, green]}, level: {enum: [1, 2]}}
    Gone:
      type: object
      required: [kind]
      properties: {kind: {enum: [gone, lost]}, at: {type: string, format: date-time}, id: {type: string, format: key}}
    Maybe:
      type: object
      properties:
        event:
          oneOf: [{$ref: '#/components/schemas/Made'}, {$ref: '#/components/schemas/Gone'}, {type: 'null'}]
    Half: {enum: [0.5, 1.5]}
    Shut: {type: object, properties: {a: {type: string}, b: {$ref: '#/components/schemas/Half'}}, additionalProperties: false}
    Only: {const: one}
    Whole: {type: object, required: [kind, a, b], properties: {kind: {const: w}, a: {type: string}, b: {type: object, required: [c], properties: {c: {type: integer}}}}}
    Free:
      type: object
      properties:
        any: {type: object}
        none: {type: [object, 'null']}
        many: {type: object, additionalProperties: {type: object}}
        list: {type: array, items: {type: object}}
        either: {oneOf: [{type: string}, {type: object}]}
        said: {type: object, additionalProperties: true}
    First:
      type: object
      properties: {shape: {type: object, properties: {side: {enum: [1, 2]}, name: {type: string}}}}
    Twin:
      type: object
      properties: {shape: {type: object, properties: {side: {enum: [1, 2]}, name: {type: string}}}}
"""
NEW = {"kind": "new", "colour": "blue"}


def generated(tmp_path: Path, name: str, settings: str) -> ModuleType:
    """The models of the document above, generated with these settings as a package of that name and imported."""
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    words = f'spec = "openapi.yaml"\n{settings}\n[python]\npackage = "{name}"\n'
    (tmp_path / "specloom.toml").write_text(words, "utf-8")
    for file in build(load_project(("python",), start=tmp_path)).files:
        path = tmp_path / "out" / file.path.removeprefix("python/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.encoded())
    sys.path.insert(0, str(tmp_path / "out"))
    try:
        __import__(f"{name}.models")
    finally:
        sys.path.pop(0)
    return sys.modules[f"{name}.models"]


def kept(models: ModuleType, name: str, value: object) -> bool:
    """Whether a schema's type takes a value, and gives it back as it was."""
    adapter: TypeAdapter[object] = TypeAdapter(models.SCHEMAS[name])
    try:
        made = adapter.validate_python(value)
    except ValidationError:
        return False
    assert adapter.dump_python(made, mode="json", exclude_unset=True) == value
    return True


def test_without_settings_strings_alone_are_open(tmp_path: Path) -> None:
    models = generated(tmp_path, "types_plain", "")
    assert kept(models, "Made", {"kind": "made", "colour": "blue"})
    assert not kept(models, "Made", {"kind": "made", "level": 3})
    assert not kept(models, "Event", NEW)
    assert not kept(models, "Half", 2.5)


def test_what_is_an_object_and_nothing_more(tmp_path: Path) -> None:
    closed = generated(tmp_path, "types_objects", "")
    pointer = "#/components/schemas/Free"
    open = generated(tmp_path, "types_any", f'[open]\n"{pointer}" = true')
    other: tuple[object, ...] = (
        {"any": 1},
        {"many": {"a": "x"}},
        {"list": [1, None]},
        {"none": 1},
    )
    either: tuple[object, ...] = ({"any": {}}, {"either": {}}, {"none": None})
    neither: tuple[object, ...] = ({"said": 1}, {"either": 1}, {"many": 1})
    assert not any(kept(closed, "Free", value) for value in (*other, *neither))
    assert all(kept(closed, "Free", value) for value in either)
    assert all(kept(open, "Free", value) for value in (*other, *either))
    assert not any(kept(open, "Free", value) for value in neither)


def test_a_document_that_is_open_as_a_whole(tmp_path: Path) -> None:
    models = generated(tmp_path, "types_open", '[open]\n"#" = true')
    assert kept(models, "Event", NEW)
    assert kept(models, "Maybe", {"event": NEW})
    assert kept(models, "Maybe", {"event": None})
    assert kept(models, "Made", {"kind": "made", "level": 3})
    assert kept(models, "Half", 2.5)
    assert not kept(models, "Made", {"kind": "made", "level": "3"})
    # A word that is known names its variant as before, and a single value is no list.
    assert not kept(models, "Event", {"kind": "made", "level": "3"})
    assert not kept(models, "Made", {"kind": "new"})
    assert not kept(models, "Gone", {"kind": "new"})
    assert not kept(models, "Only", "two")


def test_the_nearest_pointer_counts(tmp_path: Path) -> None:
    settings = """[open]
    "#/components/schemas/Made" = false
    "#/components/schemas/Made/properties/level" = true
    "#/components/schemas/Only" = true
    """
    models = generated(tmp_path, "types_nearest", settings)
    assert not kept(models, "Made", {"kind": "made", "colour": "blue"})
    assert kept(models, "Made", {"kind": "made", "level": 3})
    assert not kept(models, "Event", NEW)
    assert kept(models, "Only", "two")


def test_arguments_are_closed_for_a_type_checker(tmp_path: Path) -> None:
    pointer = "#/paths/~1events/get"
    generated(tmp_path, "types_closed", f'[open]\n"{pointer}" = false')
    text = (tmp_path / "out/types_closed/resources/events.py").read_text("utf-8")
    assert 'kind: Literal["made", "gone"] | Omit = omit' in text


def test_callbacks_are_opened_as_well(tmp_path: Path) -> None:
    pointer = "#/paths/~1events/get/callbacks"
    generated(tmp_path, "types_callback", f'[open]\n"{pointer}" = true')
    (sent,) = understand(load_project(("python",), start=tmp_path)).api.operations
    (back,) = sent.callbacks
    (level,) = back.operations[0].parameters
    assert level.type == Enum((1, 2), open=True)


def test_a_schema_that_is_one_with_another_is_opened_with_it(tmp_path: Path) -> None:
    pointer = "#/components/schemas/Twin/properties/shape"
    models = generated(tmp_path, "types_twin", f'[open]\n"{pointer}" = true')
    assert kept(models, "Twin", {"shape": {"side": 3}})


def test_a_closed_object_takes_other_keys_where_it_is_open(tmp_path: Path) -> None:
    pointer = "#/components/schemas/Shut"
    models = generated(tmp_path, "types_shut", "")
    assert not kept(models, "Shut", {"a": "x", "c": 1})
    models = generated(tmp_path, "types_unshut", f'[open]\n"{pointer}" = true')
    assert kept(models, "Shut", {"a": "x", "c": 1})


def test_properties_are_null_where_settings_say_so(tmp_path: Path) -> None:
    begin = "#/components/schemas/Shut"
    models = generated(tmp_path, "types_null", f'[null]\n"{begin}" = true')
    assert kept(models, "Shut", {"a": None, "b": None})
    assert not kept(models, "Made", {"kind": "made", "level": None})
    text = (tmp_path / "out/types_null/models/shut.py").read_text("utf-8")
    assert "a: str | None = None" in text
    settings = f'[null]\n"#" = true\n"{begin}/properties/a" = false'
    models = generated(tmp_path, "types_nulls", settings)
    assert not kept(models, "Shut", {"a": None})
    assert kept(models, "Shut", {"b": None})
    assert kept(models, "Made", {"kind": "made", "level": None})
    # What tells variants apart is never null.
    assert not kept(models, "Made", {"kind": None})


def test_properties_are_absent_where_settings_say_so(tmp_path: Path) -> None:
    begin = "#/components/schemas/Whole"
    models = generated(tmp_path, "types_absent", f'[absent]\n"{begin}" = true')
    assert kept(models, "Whole", {"kind": "w", "b": {}})
    assert not kept(models, "Whole", {"kind": "w", "a": None})
    # A single value is there, unless it is named.
    assert not kept(models, "Whole", {"b": {}})
    settings = f'[absent]\n"#" = true\n"{begin}/properties/a" = false'
    settings += f'\n"{begin}/properties/kind" = true'
    models = generated(tmp_path, "types_absents", settings)
    assert kept(models, "Whole", {"a": "x", "b": {}})
    assert not kept(models, "Whole", {"b": {}})
    assert kept(models, "Event", {"kind": "gone"})


def test_formats_are_read_as_settings_say(tmp_path: Path) -> None:
    settings = '[formats]\ndate-time = "string"\nkey = "uuid"'
    models = generated(tmp_path, "types_formats", settings)
    assert kept(models, "Gone", {"kind": "gone", "at": "yesterday"})
    assert not kept(models, "Gone", {"kind": "gone", "id": "no uuid"})


@pytest.mark.parametrize(
    ("settings", "message", "hint"),
    [
        ("[open]\nx = 1", "table of true and false", ""),
        ("open = true", "table of true and false", ""),
        ('[open]\n"#/components/schemas/Mad" = true', "schemas/Mad", "schemas/Made"),
        (
            '[open]\n"#/components/schemas/Made/properties/level/enum" = true',
            "level/enum",
            "properties/level?",
        ),
        (
            '[null]\n"#/components/schemas/Mad" = true',
            "schemas/Mad",
            "schemas/Made",
        ),
        ('[absent]\n"#/components/schemas/Mad" = true', "ask for less", "Made"),
        ('[formats]\nkey = "guid"', "'guid'", "uuid"),
        ("[formats]\nkey = 1", "table of strings", ""),
    ],
)
def test_what_cannot_be_meant(
    tmp_path: Path, settings: str, message: str, hint: str
) -> None:
    with pytest.raises(Misused) as caught:
        generated(tmp_path, "types_wrong", settings)
    assert message in str(caught.value)
    assert hint in str(caught.value.hint)
