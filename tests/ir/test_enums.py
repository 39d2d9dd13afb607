"""Lists of words that several places repeat: what they are called, and which are left where they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.ir.build import build
from generator.ir.model import Api, Named, Record
from generator.languages.python import RULES
from generator.load import load
from generator.names import resolve
from generator.pipeline import apply_passes

SCHEMAS = "#/components/schemas/"
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]


def holding(name: str, words: list[str]) -> dict[str, Any]:
    """A schema with an array of words under a name."""
    listed = {"type": "array", "items": {"enum": words}}
    return {"type": "object", "properties": {name: listed}}


def understood(tmp_path: Path, **schemas: Any) -> Api:
    """The API of these schemas after every pass."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "components": {"schemas": schemas},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return apply_passes(build(load(path))[0])


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("allowed_countries", "AllowedCountry"),
        ("taxBoxes", "TaxBox"),
        ("trip_statuses", "TripStatus"),
        ("home_addresses", "HomeAddress"),
        ("ticket_class", "TicketClass"),
        ("time_series", "TimeSeries"),
        ("countries", "ACountry"),
    ],
)
def test_the_member_of_an_array_has_the_singular(
    tmp_path: Path, wire: str, name: str
) -> None:
    api = understood(tmp_path, **{one: holding(wire, WORDS) for one in "ABC"})
    (one,) = api.enums
    assert str(resolve(api, RULES).types[one]) == name


@pytest.mark.parametrize("count", [2, 3])
def test_a_list_of_eight_has_a_name_from_three_places_on(
    tmp_path: Path, count: int
) -> None:
    schemas = {f"S{one}": holding("home_port", WORDS) for one in range(count)}
    api = understood(tmp_path, **schemas)
    assert (len(api.enums) == 1) == (count == 3)


def test_the_order_of_the_words_does_not_count(tmp_path: Path) -> None:
    other = holding("home_port", WORDS[::-1])
    api = understood(tmp_path, A=holding("home_port", WORDS), B=other, C=other)
    (one,) = api.enums
    for key in "ABC":
        record = api.types[SCHEMAS + key].type
        assert isinstance(record, Record)
        assert Named(one) == getattr(record.fields[0].type, "item", None)
