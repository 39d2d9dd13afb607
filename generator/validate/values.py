"""Every example, default and enum value of a document is held against its schema; what does not fit is a Finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import jsonschema_rs

from generator.jsonvalues import is_array, is_object, kind_of, mapping, of_text
from generator.load import Document, pointer, refs
from generator.validate import nulls, patterns
from generator.validate.dialect import ADDRESS, Dialect
from generator.validate.explain import cause, missing, word, words
from generator.validate.finding import Finding
from generator.validate.plain import TYPES
from generator.validate.trails import Trail, place_of
from generator.validate.walk import Walk

_MOST_FAULTS = 5
_MOST_ERRORS = 200
"""How many errors of one sample are looked at; those of one object's missing properties are one fault."""
_HINTS = {
    "default": "A default of a wrong kind is left out, any other is shown as it stands; clients never send one.",
    "example": "The example is shown as it stands.",
    "enum": "No value can be it; it does no harm.",
}
_WRITTEN = "It is JSON in quotes, which is read; better leave them out."
_GIVEN = frozenset({"default", "example", "examples", "enum"})
"""The keys under which a schema gives values of its own."""
_PATTERNS = frozenset(("pattern", "patternProperties"))
_UNDECIDED = frozenset({"BacktrackLimitExceeded", "RegexEngineFailure", "Referencing"})


class Sample(NamedTuple):
    """A value of the document that claims to fit a schema.

    Attributes:
        text: it may be written as text instead.
        read: where it is text that holds JSON, what the text holds is meant.
    """

    what: str
    value: Any
    trail: Trail
    schema: Any
    text: bool = False
    read: bool = False


def findings(document: Document, minor: int) -> Iterator[Finding]:
    """Check every sample of a document against its schema in the dialect of its version.

    Args:
        document: bundled; its references lead to something.
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
    """
    dialect = Dialect(document, minor, patterns.compiles)
    waiting: list[tuple[Sample, Any]] = []
    for kind, value, trail in Walk(document, minor, silent=True).objects():
        if kind == "schema" and not _PATTERNS.isdisjoint(value):
            yield from _unusable(value, trail)
        if kind == "schema" and "enum" in value and nulls.listed(value):
            yield _listed(trail)
        if kind == "schema" and _GIVEN.isdisjoint(value):
            continue
        for sample in samples(document, kind, value, trail):
            if _fits_at_once(sample):
                continue
            try:
                waiting.append((sample, dialect.convert(sample.schema)))
            except refs.Unresolved:
                continue
    resources: Any = dialect.resources()
    registry = jsonschema_rs.Registry(
        [(ADDRESS, resources)], draft=jsonschema_rs.Draft202012
    )
    judged = _Judge(registry, {})
    for sample, schema in waiting:
        yield from judged.faults(sample, schema)


class _Judge(NamedTuple):
    """Compiles a schema once, however many samples it has, and a plain one however often it stands in the document."""

    registry: jsonschema_rs.Registry
    compiled: dict[int | str, jsonschema_rs.Validator | None]

    def faults(self, sample: Sample, schema: Any) -> Iterator[Finding]:
        key = _asked(sample.schema)
        if key not in self.compiled:
            self.compiled[key] = compiled(schema, self.registry)
        validator = self.compiled[key]
        if validator is None or validator.is_valid(sample.value):
            return
        errors = islice(validator.iter_errors(sample.value), _MOST_ERRORS)
        yield from _faults(sample, errors)


def _asked(schema: Any) -> int | str:
    """What a schema asks for: the same of schemas that hold no others and differ in nothing but what they tell people."""
    if not is_object(schema):
        return id(schema)
    said = [(key, schema[key]) for key in schema if key not in _TOLD]
    if any(isinstance(value, dict | list) and key != "enum" for key, value in said):
        return id(schema)
    return repr(said)


def _faults(
    sample: Sample, errors: Iterable[jsonschema_rs.ValidationError]
) -> Iterator[Finding]:
    """Say what is wrong with a sample, the properties that one object lacks at once; undecided errors end it."""
    told: dict[tuple[object, ...], list[jsonschema_rs.ValidationError]] = {}
    for error in map(cause, errors):
        if word(error) in _UNDECIDED:
            break
        at = (*error.instance_path,)
        own = at if word(error) == "Required" else (*at, error)
        told.setdefault(own, []).append(error)
    for together in list(told.values())[:_MOST_FAULTS]:
        yield _fault(sample, together)


def _fault(sample: Sample, together: list[jsonschema_rs.ValidationError]) -> Finding:
    start = place_of(sample.trail)
    path = together[0].instance_path
    inner = "/".join(map(str, path))
    where = f" at {inner!r}" if inner else ""
    said = words(together[0]) if len(together) == 1 else missing(together)
    return Finding(
        f"invalid-{sample.what}",
        "warning",
        f"{'enum value' if sample.what == 'enum' else sample.what} does not fit its schema{where}: {said}",
        pointer.join(start, *path),
        _WRITTEN if _holds_json(sample) else _HINTS[sample.what],
    )


def _holds_json(sample: Sample) -> bool:
    """Whether a sample of JSON is a text that holds an object or an array."""
    if not sample.read or not isinstance(sample.value, str):
        return False
    try:
        found = of_text(sample.value)
    except ValueError:
        return False
    return isinstance(found, dict | list)


def compiled(
    schema: Any, registry: jsonschema_rs.Registry
) -> jsonschema_rs.Validator | None:
    """Compile a schema in the form that `Dialect` gives it; None where it is one that cannot be judged by."""
    try:
        return jsonschema_rs.Draft202012Validator(
            schema,
            registry=registry,
            validate_formats=True,
            offline=True,
            pattern_options=patterns.options(),
        )
    except (ValueError, jsonschema_rs.ReferencingError, RecursionError):
        return None


def _listed(trail: Trail) -> Finding:
    return Finding(
        "null-in-enum",
        "warning",
        "null is listed, and the type does not take it; it is read as null too",
        place_of((trail, "enum")),
        "Add null to the type, or nullable: true where OpenAPI is before 3.1.",
    )


def _unusable(schema: dict[str, Any], trail: Trail) -> Iterator[Finding]:
    """Report regular expressions that do not compile (JSON Schema 2020-12 validation, section 6.3.3)."""
    found: list[tuple[Any, Trail]] = [(schema.get("pattern"), (trail, "pattern"))]
    here = (trail, "patternProperties")
    found += [(key, (here, key)) for key in mapping(schema.get(here[1]))]
    for pattern, at in found:
        if not isinstance(pattern, str) or patterns.compiles(pattern):
            continue
        told = f"{pattern[:120]!r}"
        if patterns.slashed(pattern):
            where = "slashes around" if pattern[0] == "/" else "slash at the end of"
            message = f"the {where} this pattern {'count' if pattern[0] == '/' else 'counts'}, so that no text would match it: {told}"
            hint = "Leave them out, and what is behind them; until then it is shown in the docs and not checked."
        else:
            message = (
                f"this pattern is no regular expression that can be compiled: {told}"
            )
            hint = "It is shown in the docs and not checked."
        yield Finding("bad-pattern", "warning", message, place_of(at), hint)


def samples(
    document: Document, kind: str, value: dict[str, Any], trail: Trail
) -> Iterator[Sample]:
    """List the values that one object of the document gives for a schema.

    Args:
        kind: the grammar's word for the object.
        trail: where it stands.
    """
    match kind:
        case "schema":
            yield from _of_schema(value, trail)
        case "parameter" | "header" if "schema" in value:
            yield from _of_carrier(document, value, trail, text=True)
        case "media" if "schema" in value:
            yield from _of_carrier(document, value, trail, text=not _is_json(trail))
        case _:
            return


def _of_schema(schema: dict[str, Any], trail: Trail) -> Iterator[Sample]:
    if "default" in schema:
        yield Sample("default", schema["default"], (trail, "default"), schema)
    if "example" in schema:
        yield Sample("example", schema["example"], (trail, "example"), schema)
    examples = schema.get("examples")
    if is_array(examples):
        here = (trail, "examples")
        for index, item in enumerate(examples):
            yield Sample("example", item, (here, str(index)), schema)
    if is_array(schema.get("enum")) and len(schema) > 1:
        rest = {key: schema[key] for key in ("type", "nullable") if key in schema}
        here = (trail, "enum")
        foreign = _all_foreign(schema["enum"], schema.get("type"))
        for index, item in enumerate(schema["enum"]):
            if item is None and nulls.listed(schema):
                continue
            if item is None or not foreign:
                yield Sample("enum", item, (here, str(index)), rest)


def _all_foreign(values: list[Any], type: Any) -> bool:
    """Whether no value is of the type beside it; what these are read as is told where types are made of schemas."""
    kinds = set(type if is_array(type) else [type])
    if "number" in kinds:
        kinds.add("integer")
    kinds_of = {kind_of(value) for value in values if value is not None}
    return kinds <= TYPES and kinds.isdisjoint(kinds_of)


def _of_carrier(
    document: Document, carrier: dict[str, Any], trail: Trail, *, text: bool
) -> Iterator[Sample]:
    schema = carrier["schema"]
    if "example" in carrier:
        at: Trail = (trail, "example")
        yield Sample("example", carrier["example"], at, schema, text, not text)
    for name, example in mapping(carrier.get("examples")).items():
        at = ((trail, "examples"), name)
        try:
            example, found = refs.resolve(document, example, "")
        except refs.Unresolved:
            continue
        if found:
            at = _trail(found)
        if is_object(example):
            for key in ("value", "dataValue"):
                if key in example:
                    value, place = example[key], (at, key)
                    yield Sample("example", value, place, schema, text, not text)


def _trail(found: str) -> Trail:
    trail: Trail = None
    for token in pointer.parse(found):
        trail = (trail, token)
    return trail


def _is_json(trail: Trail) -> bool:
    media_type = trail[1].partition(";")[0].strip().lower() if trail else ""
    return media_type.endswith(("/json", "+json"))


def _fits_at_once(sample: Sample) -> bool:
    """Settle the common cases without compiling: values written as text, and schemas that say no more than a type."""
    schema, value = sample.schema, sample.value
    if sample.text and isinstance(value, str):
        return True
    if not is_object(schema) or refs.reference(schema) is not None:
        return False
    if value is None and schema.get("nullable") is True:
        return True
    kind = schema.get("type")
    if schema.keys() - _SILENT or isinstance(kind, list):
        return False
    return not isinstance(kind, str) or kind not in TYPES or _is_of(kind, value)


_TOLD = frozenset(
    [
        "title",
        "description",
        "example",
        "examples",
        "default",
        "readOnly",
        "writeOnly",
        "deprecated",
        "xml",
        "externalDocs",
    ]
)
"""The keys of a schema that ask for nothing."""
_SILENT = _TOLD | {"type", "nullable"}


def _is_of(kind: str, value: Any) -> bool:
    match value:
        case bool():
            return kind == "boolean"
        case str():
            return kind == "string"
        case int():
            return kind in ("integer", "number")
        case float():
            return kind == "number" or (kind == "integer" and value.is_integer())
        case None:
            return kind == "null"
        case list():
            return kind == "array"
        case _:
            return kind == "object"
