"""Columns are counted as black counts them."""

from __future__ import annotations

from black.strings import str_width

from generator.languages.width import width


def test_every_code_point() -> None:
    # ASCII text is as wide as it is long, for black and for us: control characters never stand raw in output.
    differing = [
        point
        for point in range(0x80, 0x110000)
        if width(chr(point)) != str_width(chr(point))
    ]
    assert not differing


def test_sums_over_text() -> None:
    assert width("") == 0
    assert width("abc") == 3
    assert width("视频 ok") == 7
    assert width("e\u0301") == str_width("e\u0301")
