"""Spellings of a moment go in; the same text and the right moment come out, whichever way the spelling is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from _runtime.scalars import read_date_time, write_date_time
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

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
    names = [f"{zone[:3]}:{zone[3:]}"] + (
        ["Z", "z", "-00:00"] if zone == "+0000" else []
    )
    return text + (f".{fraction}" if fraction else "") + draw(
        st.sampled_from(names)
    ), moment.replace(microsecond=kept)


@given(spelt())
def test_the_spelling_is_kept_and_the_moment_is_right(
    given_: tuple[str, datetime],
) -> None:
    text, moment = given_
    read = read_date_time(text)
    assert write_date_time(read) == text
    assert read == moment
    assert read.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-30T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01",
        "٢٠٢٠-01-01T00:00:00Z",
        "2020-01-01T00:00:00+24:00",
        "",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_date_time(text)


def test_a_leap_second_keeps_its_spelling() -> None:
    read = read_date_time("2016-12-31T23:59:60Z")
    assert write_date_time(read) == "2016-12-31T23:59:60Z"
    assert read == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)
