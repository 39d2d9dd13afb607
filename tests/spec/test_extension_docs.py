"""The snippets of docs/extensions.md obey the JSON Schemas of the extensions, and every key is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import generator.validate
from generator.ir.build.extensions import (
    ERROR,
    RETRY,
    SIGNATURE,
    TASK,
    TRANSLATIONS,
)
from generator.ir.build.paging import PAGINATION
from generator.ir.build.profiles import PROFILES

SCHEMAS = Path(generator.validate.__file__).parent / "extensions"
PAGE = Path(__file__).parents[2].joinpath("docs/extensions.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (x-\S+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
NAMES = sorted([TASK, RETRY, PAGINATION, SIGNATURE, ERROR, PROFILES, TRANSLATIONS])


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))


def snippet(name: str) -> Any:
    found = re.search(r"```yaml\n(.*?)```", SECTIONS[name], re.S)
    assert found
    return yaml.safe_load(found[1])[name]


def accepts(name: str, value: Any) -> bool:
    return bool(Draft202012Validator(schema(name)).is_valid(value))


def test_every_extension_has_a_schema_and_a_section() -> None:
    files = sorted(f.name.removesuffix(".schema.json") for f in SCHEMAS.iterdir())
    assert files == sorted(SECTIONS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_snippet_obeys(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert accepts(name, snippet(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained(name: str) -> None:
    own = schema(name)
    members = own.get("additionalProperties") or {}
    keys = own.get("properties") or members.get("properties")
    assert keys
    assert [key for key in keys if f"`{key}" not in SECTIONS[name]] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [None, [], "x", 1, True, {}, {"zz ": {}}])
def test_nonsense_is_refused(name: str, value: Any) -> None:
    assert not accepts(name, value)


def change(*keys: str | int, to: Any) -> Callable[[Any], None]:
    """A function that puts a value at a place of a snippet."""

    def apply(value: Any) -> None:
        for key in keys[:-1]:
            value = value[key]
        value[keys[-1]] = to

    return apply


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        (TASK, change("suceeded", to=["x"])),
        (TASK, change("poll", "operationRef", to="#/paths/~1x/get")),
        (TASK, change("poll", "paramater", to="id")),
        (TASK, change("id", 0, to="#/id")),
        (TASK, change("id", 0, to="id")),
        (TASK, change("id", 0, to="/a~2")),
        (TASK, change("status", to=[])),
        (TASK, change("status", to="/status")),
        (TASK, change("failed", 0, to=" ")),
        (TASK, change("first", to=-1)),
        (TASK, change("deadline", to=0)),
        (TASK, change("schedule", 0, "every", to="5s")),
        (RETRY, change("refused", 0, to=200)),
        (RETRY, change("refused", 0, to="429")),
        (RETRY, change("maxRetries", to=-1)),
        (RETRY, change("idempotencyHeader", to="a b")),
        (ERROR, change("schema", to="Problem")),
        (ERROR, change("at", 0, to="error")),
        (TRANSLATIONS, change("zh", to="视频")),
        (TRANSLATIONS, change("zh", "describtion", to="视频")),
        (TRANSLATIONS, change("chinese (simplified)", to={"title": "视频"})),
    ],
)
def test_a_slip_is_refused(name: str, edit: Callable[[Any], None]) -> None:
    value = snippet(name)
    edit(value)
    assert not accepts(name, value)


def test_spec_obeys(spec: Any) -> None:
    seen: dict[str, int] = dict.fromkeys(NAMES, 0)

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, member in value.items():
                if key in seen:
                    seen[key] += 1
                    assert accepts(key, member), member
                walk(member)
        elif isinstance(value, list):
            for member in value:
                walk(member)

    walk(spec.data)
    # The gateway's lists have no pages, and nobody signs what its vendors send.
    assert {name for name, count in seen.items() if not count} == {
        PAGINATION,
        SIGNATURE,
    }
