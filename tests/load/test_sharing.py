"""Path items that several addresses refer to, and what stands at each address when the document has been read."""

from __future__ import annotations

from typing import Any

import pytest

from load.conftest import Read

ITEM: Any = {"get": {"responses": {}}}
END = "#/components/pathItems/A"


def paths(read: Read, **items: Any) -> Any:
    written = {f"/{name}": item for name, item in items.items()}
    text = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": written,
        "components": {"pathItems": {"A": ITEM}},
    }
    return read(repr(text).replace("None", "null")).data["paths"]


def test_one_address_keeps_its_reference(read: Read) -> None:
    assert paths(read, a={"$ref": END}) == {"/a": {"$ref": END}}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_the_second_has_an_item_of_its_own(read: Read, order: str) -> None:
    found = paths(read, **{name: {"$ref": END} for name in order})
    assert found == {"/a": {"$ref": END}, "/b": ITEM}


def test_what_stands_beside_a_reference_stays(read: Read) -> None:
    beside: Any = {"put": {"responses": {}}}
    found = paths(read, a=ITEM, b={"$ref": "#/paths/~1a", **beside})
    assert found == {"/a": ITEM, "/b": {**ITEM, **beside}}


def test_a_reference_to_a_reference_leads_to_the_item_itself(read: Read) -> None:
    found = paths(read, a={"$ref": "#/paths/~1b"}, b={"$ref": END})
    assert found == {"/a": {"$ref": END}, "/b": ITEM}


def test_what_leads_nowhere_stays_for_the_checks(read: Read) -> None:
    wrong = {
        "a": {"$ref": "#/paths/~1b"},
        "b": {"$ref": "#/paths/~1a"},
        "c": {"$ref": "#/no"},
        "d": {"$ref": 1},
        "e": None,
        "f": {"$ref": "#/info/title"},
    }
    assert paths(read, **wrong) == {f"/{name}": item for name, item in wrong.items()}


def test_what_leads_to_the_document_itself_stays(read: Read) -> None:
    whole = {"$ref": "#"}
    assert paths(read, a=whole, b=whole) == {"/a": whole, "/b": whole}
