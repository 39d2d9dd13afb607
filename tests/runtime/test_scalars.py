"""Texts of scalars go in; the same text and the right value come out, whichever way they are read."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Any
from uuid import UUID

import pytest
from _runtime.exact import Exact
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

DATE_TIME: TypeAdapter[datetime] = TypeAdapter(Annotated[datetime, Exact()])
DATE: TypeAdapter[date] = TypeAdapter(Annotated[date, Exact()])
UNIQUE: TypeAdapter[UUID] = TypeAdapter(Annotated[UUID, Exact()])
INTEGER: TypeAdapter[int] = TypeAdapter(Annotated[int, Exact()])
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@st.composite
def spelt(draw: st.DrawFn) -> tuple[str, datetime]:
    """A text and the moment that it means."""
    moment = draw(
        st.datetimes(
            min_value=datetime(1, 1, 2),
            max_value=datetime(9999, 12, 30),
            timezones=ZONES,
        )
    )
    text = (
        moment.strftime("%Y-%m-%d").rjust(10, "0")
        + draw(st.sampled_from("Tt "))
        + moment.strftime("%H:%M:%S")
    )
    digits = draw(st.integers(0, 9))
    fraction = f"{moment.microsecond:06}000"[:digits]
    kept = int(fraction[:6].ljust(6, "0"))
    zone = moment.strftime("%z")
    names = [f"{zone[:3]}:{zone[3:]}", zone] + (
        ["Z", "z", "-00:00", "+00"] if zone == "+0000" else []
    )
    return text + (f".{fraction}" if fraction else "") + draw(
        st.sampled_from(names)
    ), moment.replace(microsecond=kept)


@given(spelt())
def test_the_spelling_is_kept_and_the_moment_is_right(
    given_: tuple[str, datetime],
) -> None:
    text, moment = given_
    for read in (
        DATE_TIME.validate_python(text),
        DATE_TIME.validate_json(json.dumps(text)),
    ):
        assert json.loads(DATE_TIME.dump_json(read)) == text
        assert DATE_TIME.dump_python(read, mode="json") == text
        assert DATE_TIME.dump_python(read) is read
        assert read == moment
        assert read.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-30T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:00:60.123Z\n",
        "2020-01-01",
        "2020-W01-3T00:00:00Z",
        "20200101T000000.000Z",
        "1577836800",
        "٢٠٢٠-01-01T00:00:00Z",
        "2020-01-01T00:00:00+24:00",
        "",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as raised:
        DATE_TIME.validate_python(text)
    (error,) = raised.value.errors(include_url=False)
    assert error == {
        "type": "date_time",
        "loc": (),
        "msg": "Input should be an RFC 3339 date-time that exists",
        "input": text,
    }


@pytest.mark.parametrize("value", [1577836800, True, date(2020, 1, 1), None])
def test_what_is_no_text_is_no_moment(value: object) -> None:
    with pytest.raises(ValidationError):
        DATE_TIME.validate_python(value)


def test_a_leap_second_keeps_its_spelling() -> None:
    read = DATE_TIME.validate_python("2016-12-31T23:59:60Z")
    assert DATE_TIME.dump_json(read) == b'"2016-12-31T23:59:60Z"'
    assert read == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_what_is_computed_has_no_spelling_to_keep() -> None:
    read = DATE_TIME.validate_python("2020-01-01T00:00:00.120Z")
    moved = (read + timedelta(days=1)).astimezone(UTC)
    assert DATE_TIME.dump_json(moved) == b'"2020-01-02T00:00:00.120000Z"'
    for twin in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        assert DATE_TIME.dump_json(twin) == b'"2020-01-01T00:00:00.120Z"'
    assert DATE_TIME.dump_json(copy.copy(moved)) == DATE_TIME.dump_json(moved)


def test_a_moment_of_python_s_own_stays_what_it_is() -> None:
    moment = datetime(2020, 1, 1, 12, 30, tzinfo=timezone(timedelta(hours=-3)))
    assert DATE_TIME.validate_python(moment) is moment
    assert DATE_TIME.dump_json(moment) == b'"2020-01-01T12:30:00-03:00"'


def test_json_schema_tells_the_format() -> None:
    told = [one.json_schema() for one in (DATE_TIME, DATE, UNIQUE)]
    assert [one.get("format") for one in told] == ["date-time", "date", "uuid"]


@pytest.mark.parametrize(
    "spelt", [str.lower, str.upper, lambda text: text.replace("-", "")]
)
def test_an_id_keeps_its_spelling(spelt: Any) -> None:
    text = spelt("0189f7ea-ae2c-7809-8aeb-b819cf5e9e7f")
    read = UNIQUE.validate_json(json.dumps(text))
    assert json.loads(UNIQUE.dump_json(read)) == text
    assert read == UUID(text)
    assert UNIQUE.validate_python(read) is read


@pytest.mark.parametrize("text", ["{0189f7eaae2c78098aebb819cf5e9e7f}", "", "1"])
def test_an_id_in_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        UNIQUE.validate_python(text)


def test_dates_are_dates_alone() -> None:
    day = DATE.validate_json('"2024-02-29"')
    assert day == date(2024, 2, 29)
    assert DATE.dump_json(day) == b'"2024-02-29"'
    assert DATE.validate_python(day) is day
    for wrong in ("2023-02-29", "2024-2-1", "20240229", datetime(2024, 2, 29), 1):
        with pytest.raises(ValidationError):
            DATE.validate_python(wrong)


@pytest.mark.parametrize("text", ["1.0", "1e3", "123456789012345678901234567890"])
def test_integers_have_any_size_and_spelling(text: str) -> None:
    assert INTEGER.validate_json(text) == json.loads(text)


@pytest.mark.parametrize("text", ['"1"', "true", "1.5", "1e999", "NaN", "null"])
def test_what_is_no_integer_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="Input should be an integer"):
        INTEGER.validate_json(text)
