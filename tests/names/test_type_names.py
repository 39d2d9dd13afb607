"""Types, their modules and their fields are named."""

from __future__ import annotations

import pytest

from generator.ir.model import Check, Checked, Scalar, TypeDef, Union
from generator.languages.python import RULES
from generator.names import explain, resolve
from names.apis import api, component, inline, operation, record, schema

LONG = "x" * 300


@pytest.mark.parametrize(
    ("wires", "attributes"),
    [
        (["id", "name"], ["id", "name"]),
        (["class", "None", "async"], ["class_", "none", "async_"]),
        (["list", "str", "json"], ["list_", "str_", "json_"]),
        (["models", "any_"], ["models", "any_"]),
        (["fooBar", "foo_bar"], ["foo_bar_", "foo_bar"]),
        (["fooBar", "FooBar", "foo-bar"], ["foo_bar_2", "foo_bar", "foo_bar_"]),
        (["class", "class_"], ["class_2", "class_"]),
        (["foo_bar_", "fooBar", "foo_bar"], ["foo_bar_", "foo_bar_2", "foo_bar"]),
        (["2fa", "+1", "-1"], ["value_2fa", "plus_1", "minus_1"]),
        (["_id", "id"], ["id_", "id"]),
        (["名称", "naïve"], ["名称", "naïve"]),
        (["ﬁle", "file"], ["file_", "file"]),
        (["", "."], ["empty", "dot"]),
        (["a/../../b", "a b"], ["a_b_", "a_b"]),
        (["model_dump_x", "self"], ["value_model_dump_x", "self"]),
    ],
)
def test_fields(wires: list[str], attributes: list[str]) -> None:
    names = resolve(api(component("Pet", *wires)), RULES)
    assert names.fields[schema("Pet")] == dict(zip(wires, attributes, strict=True))


def test_fields_in_the_authors_order() -> None:
    names = resolve(api(component("Pet", "z", "a", "m")), RULES)
    assert list(names.fields[schema("Pet")]) == ["z", "a", "m"]


@pytest.mark.parametrize(
    ("schemas", "types", "modules"),
    [
        (["Pet", "pet"], ["Pet", "Pet2"], ["pet", "pet2"]),
        (["pet", "PET"], ["Pet2", "PET"], ["pet2", "pet"]),
        (["Any", "Literal"], ["Any_", "Literal_"], ["any", "literal"]),
        (["class", "import"], ["Class", "Import"], ["class_", "import_"]),
        (["con", "AUX"], ["Con", "AUX"], ["con_", "aux_"]),
        (["名称"], ["名称"], ["名称_2"]),
        (["v1.Pet", "v2.Pet"], ["V1Pet", "V2Pet"], ["v1_pet", "v2_pet"]),
    ],
)
def test_components(schemas: list[str], types: list[str], modules: list[str]) -> None:
    names = resolve(api(*map(component, schemas)), RULES)
    assert [names.types[schema(name)] for name in schemas] == types
    assert [names.modules[schema(name)] for name in schemas] == modules


@pytest.mark.parametrize(
    ("hint", "title", "name"),
    [
        (("VideoTask", "error"), "", "VideoTaskError"),
        (("VideoTask", "error"), "Failure", "Failure"),
        (("VideoTask", "error"), "What went wrong, in words", "VideoTaskError"),
        (("VideoTask", "error"), "Pet", "VideoTaskError"),
        (("Pet",), "", "VideoTaskPet"),
    ],
)
def test_inline_types(hint: tuple[str, ...], title: str, name: str) -> None:
    id = schema("VideoTask") + "/properties/error"
    parts = (component("VideoTask"), component("Pet"), inline(id, *hint, title=title))
    names = resolve(api(*parts), RULES)
    assert names.types[id] == name
    assert names.modules[id] == "video_task"


def test_title_of_two_names_neither() -> None:
    pets = [inline(schema(name) + "/x", name, "x", title="Same") for name in "AB"]
    assert set(resolve(api(*pets), RULES).types.values()) == {"AX", "BX"}


def test_component_goes_before_inline_type() -> None:
    id = "#/components/responses/Pet/content/application~1json/schema"
    names = resolve(api(inline(id, "Pet"), component("Pet")), RULES)
    assert names.types == {id: "PetResponse", schema("Pet"): "Pet"}
    assert names.modules == {id: "pet", schema("Pet"): "pet"}


def test_types_of_other_files() -> None:
    whole = "#/x-specloom-files/shared~1dog.yaml"
    part = whole + "/properties/tail"
    one = "#/x-specloom-files/defs.yaml/Pet"
    theirs = "#/x-specloom-files/all.yaml/components/schemas/Pet/properties/x"
    parts = (
        component("Pet"),
        inline(whole, "dog"),
        inline(part, "dog", "tail"),
        inline(one, "Pet"),
        inline(theirs, "Pet", "x"),
    )
    names = resolve(api(*parts), RULES)
    assert [names.types[part.id] for part in parts] == [
        "Pet",
        "Dog",
        "DogTail",
        "DefsPet",
        "PetX",
    ]
    assert [names.modules[part.id] for part in parts] == [
        "pet",
        "dog",
        "dog",
        "defs_pet",
        "all_pet",
    ]


def test_long_names_lose_whole_words_first() -> None:
    words = tuple(f"{word}word" * 3 for word in ("one", "two", "three", "four", "five"))
    item = operation("a.b")
    id = item.id + "/requestBody"
    name = resolve(api(inline(id, *words), item), RULES).types[id]
    assert name.startswith("Oneword")
    assert name.endswith("Fivewordfivewordfiveword")
    assert len(name) <= RULES.max_length


def test_long_names_are_cut_and_stay_apart() -> None:
    names = resolve(
        api(component(LONG + "a", LONG, LONG + "b"), component(LONG)), RULES
    )
    assert len(set(names.types.values())) == 2
    assert max(map(len, names.types.values())) <= RULES.max_length
    assert max(map(len, names.modules.values())) <= 60
    fields = names.fields[schema(LONG + "a")]
    assert len(set(fields.values())) == 2
    assert {row[4] for row in explain(names)} == {"too long"}


def test_records_behind_assertions_and_null() -> None:
    id = schema("Pet")
    pet = record(id, ["class"])
    checked = Checked(pet, (Check("minProperties", 1),))
    nullable = Union((checked, Scalar("null")))
    for type in (pet, checked, nullable):
        names = resolve(api(TypeDef(id, type, schema_name="Pet")), RULES)
        assert names.fields == {id: {"class": "class_"}}


def test_explain_tells_what_was_renamed() -> None:
    rows = explain(
        resolve(api(component("Pet", "id", "class", "fooBar", "foo_bar")), RULES)
    )
    pet = schema("Pet")
    assert rows == [
        (f"{pet}/properties/class", pet, "class", "class_", "reserved"),
        (
            f"{pet}/properties/fooBar",
            pet,
            "foo_bar",
            "foo_bar_",
            f"taken by {pet}/properties/foo_bar",
        ),
    ]


@pytest.mark.parametrize(
    "named",
    [
        {"a.b.Pet": "Pet", "a.b.Toy": "Toy", "a.c.Owner": "Owner"},
        {"a.b.v1.Pet": "V1Pet", "a.b.v2.Pet": "V2Pet", "a.b.Quantity": "Quantity"},
        {"a.b.v1.Pet": "BV1Pet", "a.c.v1.Pet": "CV1Pet", "a.c.v1.Toy": "V1Toy"},
        {"a.v1.Pet": "Pet", "a.v1.Toy": "Toy", "a.v1.Owner": "Owner"},
        {"model.Pet": "Pet", "api.Toy": "Toy", "api.Owner": "Owner"},
        {"Chart.Axes": "ChartAxes", "Table.Row": "TableRow", "a.b.Owner": "Owner"},
        {"a.b.Pet": "BPet", "a.b.Toy": "Toy", "a.b.Owner": "Owner", "Pet": "Pet"},
        {"a.b.Pet": "Pet", "a.b.Pet.Toy": "PetToy", "a.c.Owner": "Owner"},
        {"a.b.Any": "BAny", "a.b.Toy": "Toy", "a.c.Owner": "Owner"},
        {"a.b.Pet": "Pet", "a.b.Toy": "Toy", "a.b.Page_a.b.Pet_": "PagePet"},
        {"my_app.b.Pet": "Pet", "my_app.b.Toy": "Toy", "my_app.c.Owner": "Owner"},
        {"Acme_Corp.Models.Pet": "Pet", "A.B.Toy": "Toy", "A.B.Owner": "Owner"},
        {"api.v1.pet": "Pet", "api.v1.pet.toy": "PetToy", "api.v1.user": "User"},
        {"order.create": "OrderCreate", "order.send": "OrderSend", "a.b": "AB"},
        {"a.b.Pet": "ABPet", "Toy": "Toy", "Owner": "Owner"},
        {"a.b.Pet": "ABPet", "a.b.Toy": "ABToy"},
        {"a__b__Pet": "BPet", "a__c__Pet": "CPet", "Toy": "Toy"},
        {
            "a__b__Pet-Input": "ABPetInput",
            "a__b__Pet-Output": "PetOutput",
            "b__b__Pet-Input": "BBPetInput",
        },
        {"a__my_b__Page_Pet_": "PagePet", "a__Pet__Toy": "APetToy", "get__a__": "GetA"},
    ],
)
def test_namespaces_are_left_out(named: dict[str, str]) -> None:
    found = resolve(api(*map(component, named)), RULES)
    assert {name: found.types[schema(name)] for name in named} == named
