"""The JSON Schema test suite, wrapped as OpenAPI documents, goes in; how the generated types do on it comes out.

Each document has its schemas under components and its vectors under ``x-exam-tests``. The documents are no part of
this project; where they are absent nothing can be counted.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
from pydantic import TypeAdapter, ValidationError

from cases.building import make, plant
from cases.case import Case
from cases.truth import same


@dataclass(frozen=True, slots=True)
class Vector:
    """What became of one value.

    Attributes:
        valid: what JSON Schema says.
        accepted: what the type says.
        equal: the value came back as it went in.
        open: JSON Schema refuses the value only for a word that is not in an enum of several strings.
    """

    keyword: str
    schema: str
    value: Any
    valid: bool
    accepted: bool
    equal: bool
    open: bool = False

    @property
    def right(self) -> bool:
        """Whether the type did as JSON Schema does, and lost nothing."""
        return self.equal if self.valid else not self.accepted


@dataclass(frozen=True, slots=True)
class Rate:
    """The counts of one keyword."""

    keyword: str
    valid: int
    equal: int
    invalid: int
    rejected: int
    open: int


def judged(folder: Path) -> Iterator[Vector]:
    """Every vector of the documents of a folder, judged by the types that are generated for them."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        specs = {spec.stem: spec for spec in sorted(folder.glob("*.json"))}
        made = {Case(f"suite/{stem}"): make(spec) for stem, spec in specs.items()}
        plant(root, made.items())
        sys.path.insert(0, str(root))
        try:
            for case, (stem, spec) in zip(made, specs.items(), strict=True):
                models = importlib.import_module(f"{case.package}.models")
                yield from of_keyword(stem, json.loads(spec.read_text("utf-8")), models)
        finally:
            sys.path.remove(str(root))


def of_keyword(keyword: str, document: Any, models: Any) -> Iterator[Vector]:
    """The vectors of one document."""
    for vector in document["x-exam-tests"]:
        schema, value = vector["schema"], vector["data"]
        accepted, equal = verdict(models.SCHEMAS[schema], value)
        wrong = accepted and not vector["valid"]
        yield Vector(
            keyword,
            schema,
            value,
            vector["valid"],
            accepted,
            equal,
            open=wrong and only_open(document, schema, value),
        )


def verdict(type: Any, value: Any) -> tuple[bool, bool]:
    """(whether a type accepts a value, whether the value comes back equal)."""
    adapter: TypeAdapter[Any] = TypeAdapter(type)
    try:
        read = adapter.validate_json(json.dumps(value))
    except ValidationError:
        return False, False
    back = adapter.dump_json(read, by_alias=True, exclude_unset=True)
    return True, same(json.loads(back), value)


def only_open(document: Any, schema: str, value: Any) -> bool:
    """Whether a value is refused only because its words are not in an enum."""
    root = opened({"components": document["components"]})
    return jsonschema_rs.Draft202012Validator(
        {**root, "$ref": f"#/components/schemas/{schema}"}
    ).is_valid(value)


def opened(schema: Any) -> Any:
    """A schema in which every enum of several strings takes any string."""
    if isinstance(schema, list):
        return [opened(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: opened(one) for key, one in schema.items()}
    words = schema.get("enum", ())
    if len(words) > 1 and all(isinstance(word, str) for word in words):
        del made["enum"]
        return {"allOf": [made, {"type": "string"}]}
    return made


def rates(vectors: list[Vector]) -> list[Rate]:
    """The counts by keyword, in the order of their names."""
    found: list[Rate] = []
    for keyword in sorted({one.keyword for one in vectors}):
        ours = [one for one in vectors if one.keyword == keyword]
        valid = [one for one in ours if one.valid]
        invalid = [one for one in ours if not one.valid]
        found.append(
            Rate(
                keyword,
                len(valid),
                sum(one.equal for one in valid),
                len(invalid),
                sum(not one.accepted for one in invalid),
                sum(one.open for one in invalid),
            )
        )
    return found


def suite() -> Path:
    """Where the documents lie: beside the project."""
    here = Path(__file__).resolve().parents[2]
    return here.parent / "shared" / "corpus" / "json-schema-test-suite"
