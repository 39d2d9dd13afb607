"""Values are dataclasses to whoever uses them, and what does not await does without asyncio."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, field, fields, replace
from pathlib import Path
from typing import Any

import pytest
from _runtime.values import Value

RUNTIME = Path(__file__).resolve().parents[2] / "templates/python/static"
LOADED = """
import sys
import _runtime.client, _runtime.engine, _runtime.httpx_transport, _runtime.http
_runtime.httpx_transport.HttpTransport().close()
print("asyncio" in sys.modules)
"""


class Point(Value):
    """A value with every kind of field."""

    left: int
    top: int = 0
    tags: dict[str, str] = field(default_factory=dict[str, str])
    secret: str = field(default="", repr=False)


def test_values_compare_show_copy_and_pickle_like_dataclasses() -> None:
    point = Point(1, tags={"a": "b"}, secret="s")
    assert point == Point(1, 0, {"a": "b"}, "s")
    assert point != Point(2)
    assert repr(point) == "Point(left=1, top=0, tags={'a': 'b'})"
    assert replace(point, top=5).top == 5
    assert pickle.loads(pickle.dumps(point)) == point
    assert [one.name for one in fields(point)] == ["left", "top", "tags", "secret"]
    assert Point(1).tags is not Point(1).tags


def test_values_do_not_change() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.left = 2
    with pytest.raises(FrozenInstanceError):
        del point.left
    with pytest.raises(TypeError, match="unhashable"):
        hash(point)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, 2, {}, "", 3), {}), ((1,), {"left": 1}), ((1,), {"right": 1})],
)
def test_values_take_their_fields_only(
    given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    make: Any = Point
    with pytest.raises(TypeError, match="Point"):
        make(*given, **named)


def test_calls_that_do_not_await_do_without_asyncio() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=RUNTIME,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
