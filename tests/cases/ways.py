"""Run by the tests: ways to reach a schema's type go in on stdin, what went wrong with each comes out on stdout.

Each way is tried by a process that has imported nothing of the package yet, forked from one that has pydantic and the
shared runtime, so that a type that works only after another one was built is found out.
"""

from __future__ import annotations

import copy
import gc
import importlib
import inspect
import json
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any, TypedDict


class Way(TypedDict):
    """`name` is the key of `WAYS`; `export` the name in `models`, `text` a valid value as JSON."""

    package: str
    name: str
    schema: str
    export: str
    text: str


def dumped(adapter: Any, value: Any) -> Any:
    return json.loads(adapter.dump_json(value, by_alias=True, exclude_unset=True))


def adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def schemas(models: Any, way: Way) -> None:
    kind = adapter(models.SCHEMAS[way["schema"]])
    assert dumped(kind, kind.validate_json(way["text"])) == json.loads(way["text"])


def export(models: Any, way: Way) -> None:
    kind = adapter(getattr(models, way["export"]))
    assert dumped(kind, kind.validate_json(way["text"])) == json.loads(way["text"])


def listed(models: Any, way: Way) -> None:
    kind = adapter(list[getattr(models, way["export"])])  # type: ignore[misc]
    text = f"[{way['text']}]"
    assert dumped(kind, kind.validate_json(text)) == json.loads(text)


def module(models: Any, way: Way) -> None:
    """The type's own module is the first that is imported."""
    name = models._MODULES[way["export"]]
    found = importlib.import_module(f"{way['package']}.models.{name}")
    kind = adapter(getattr(found, way["export"]))
    assert dumped(kind, kind.validate_json(way["text"])) == json.loads(way["text"])


def called(models: Any, way: Way) -> None:
    """A model is made by its own method."""
    made = getattr(models, way["export"]).model_validate_json(way["text"])
    text = made.model_dump_json(by_alias=True, exclude_unset=True)
    assert json.loads(text) == json.loads(way["text"])


def subclass(models: Any, way: Way) -> None:
    base = getattr(models, way["export"])
    own: Any = type("Own", (base,), {"__module__": __name__})
    made = own.model_validate_json(way["text"])
    text = made.model_dump_json(by_alias=True, exclude_unset=True)
    assert json.loads(text) == json.loads(way["text"])


def pickled(models: Any, way: Way) -> None:
    made = getattr(models, way["export"]).model_validate_json(way["text"])
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert again.model_dump_json(exclude_unset=True) == made.model_dump_json(
        exclude_unset=True
    )


def copied(models: Any, way: Way) -> None:
    made = getattr(models, way["export"]).model_validate_json(way["text"])
    for again in (copy.copy(made), copy.deepcopy(made), made.model_copy(deep=True)):
        assert again == made
        assert again.model_fields_set == made.model_fields_set


def schema(models: Any, way: Way) -> None:
    """A field of somebody else's model."""
    from pydantic import create_model

    own = create_model("Own", inner=(getattr(models, way["export"]), ...))
    text = f'{{"inner": {way["text"]}}}'
    made = own.model_validate_json(text)
    assert json.loads(made.model_dump_json(by_alias=True, exclude_unset=True)) == (
        json.loads(text)
    )


WAYS: dict[str, Callable[[Any, Way], None]] = {
    "SCHEMAS": schemas,
    "export": export,
    "list": listed,
    "module": module,
    "field": schema,
}
"""Ways to any type."""

MODEL_WAYS: dict[str, Callable[[Any, Way], None]] = {
    "call": called,
    "subclass": subclass,
    "pickle": pickled,
    "copy": copied,
}
"""Ways to a model."""


def attempt(way: Way) -> str:
    """What went wrong with one way, or ""."""
    try:
        models = importlib.import_module(f"{way['package']}.models")
        if way["name"] in WAYS:
            WAYS[way["name"]](models, way)
        elif inspect.isclass(getattr(models, way["export"])):
            MODEL_WAYS[way["name"]](models, way)
    except Exception:
        return traceback.format_exc(limit=-3)
    return ""


def forked(way: Way) -> str:
    """What went wrong with one way, tried in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(attempt(way))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return said or (f"the process ended with {status}" if status else "")


def warm() -> None:
    """Let pydantic import what it needs for its first model and type, which every process would do anew."""
    from pydantic import TypeAdapter, create_model

    own: Any = create_model("Own", inner=(list[int], ...))
    made = own.model_validate_json('{"inner": [1]}')
    TypeAdapter(list[own]).dump_json([made])
    copy.deepcopy(pickle.loads(pickle.dumps(made.model_dump())))


def main() -> None:
    """Try every way."""
    sys.path.insert(0, sys.argv[1])
    warm()
    for name in ("model", "checks", "unions", "exact", "exports"):
        importlib.import_module(f"case_runtime.{name}")
    gc.freeze()
    json.dump([forked(way) for way in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
