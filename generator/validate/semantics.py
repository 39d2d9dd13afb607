"""openapi-spec-validator's own checks of a bundled document come out as Findings with pointers; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import new_class
from typing import Any, NoReturn

from jsonschema.exceptions import ValidationError
from jsonschema_path import SchemaPath
from openapi_spec_validator import schemas as official
from openapi_spec_validator import validation
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.validators import SpecValidator

from generator.diagnostics import Severity
from generator.jsonvalues import is_array
from generator.load import Document, pointer, refs
from generator.validate.explain import cause, words
from generator.validate.finding import Finding

_VALIDATORS: dict[int, type[SpecValidator]] = {
    0: validation.OpenAPIV30SpecValidator,
    1: validation.OpenAPIV31SpecValidator,
    2: validation.OpenAPIV32SpecValidator,
}
_CODES = {
    "DuplicateOperationIDError": "duplicate-operation-id",
    "ParameterDuplicateError": "duplicate-parameter",
    "UnresolvableParameterError": "path-parameter",
    "ExtraParametersError": "required-undeclared",
}


class Fetched(Exception):
    """The library asked for something outside the document; it is never given."""


class NoHandlers(Mapping[str, Any]):
    """Handlers for every scheme there is, each of which refuses: no request is sent and no file is opened."""

    def __getitem__(self, scheme: str) -> Any:
        return _refuse

    def __contains__(self, scheme: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _refuse(uri: str) -> NoReturn:
    raise Fetched(uri)


def prepare(minor: int) -> None:
    """Read the library's own schema of a version, so that nothing has to be opened while documents are looked at."""
    list(_schema_validator(minor).iter_errors({}))


def _schema_validator(minor: int) -> Any:
    """The library's validator of a document by the JSON Schema of its version."""
    return getattr(official, f"openapi_v3{minor}_schema_validator")


def meta(document: Document, minor: int) -> Iterator[Finding]:
    """Hold the document against OpenAPI's own JSON Schema, as the library does, and name the deepest causes."""
    for error in _schema_validator(minor)._rs_validator.iter_errors(document.data):
        deepest = cause(error)
        at = pointer.join("#", *deepest.instance_path)
        yield Finding("openapi-schema", "warning", words(deepest), at)


def findings(document: Document, minor: int) -> Iterator[Finding]:
    """Run the library's checks beyond the schema: ids, parameters, references, defaults, the schemas themselves.

    Args:
        document: bundled; its references lead to something.
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
    """
    base = _VALIDATORS[minor]
    checks = dict(base.keyword_validators)
    for name in ("schema", "default", "parameters", "operation", "tags"):
        checks[name] = _located(checks[name])
    made = type("Located", (base,), {"keyword_validators": checks})
    root = SchemaPath.from_dict(document.data, handlers=NoHandlers())
    validator = made(root)
    for error in validator.root_validator(root):
        # The library tries a pattern in Python's dialect; `values` judges it in that of ECMA-262, which counts.
        if (error.validator, error.validator_value) != ("format", "regex"):
            yield _finding(document, error)


def _finding(document: Document, error: ValidationError) -> Finding:
    parts, key = getattr(error, "found_at", ((), ""))
    at = _canonical(document, parts)
    if key:
        at = pointer.join(at, key)
    at = pointer.join(at, *error.absolute_path)
    code = _CODES.get(type(error).__name__, "openapi-spec-validator")
    message = error.message if len(error.message) <= 300 else f"{error.message[:299]}…"
    severity: Severity = "info" if code == "required-undeclared" else "warning"
    return Finding(code, severity, message, at)


def _canonical(document: Document, parts: tuple[Any, ...]) -> str:
    """Spell the way that the library went, through references, as the pointer of where it arrived."""
    value: Any = document.data
    at = "#"
    for part in parts:
        try:
            value, at = refs.resolve(document, value, at)
        except refs.Unresolved:
            return at
        try:
            value = value[int(part)] if is_array(value) else value[str(part)]
        except (LookupError, ValueError, TypeError):
            return at
        at = pointer.join(at, str(part))
    try:
        return refs.resolve(document, value, at)[1]
    except refs.Unresolved:
        return at


class _Ids(set[int]):
    """The ids of schemas that were visited; the library keeps them in a list, which is slow to search."""

    append = set[int].add


def _located(base: type[keywords.KeywordValidator]) -> type[keywords.KeywordValidator]:
    """Give a check of the library that also writes into each error which part of the document it was looking at."""
    if issubclass(base, keywords.SchemaValidator):
        return type("Located", (_Schemas, base), {})
    if issubclass(base, keywords.ValueValidator):
        return type("Located", (_Values, base), {})
    index = 2 if issubclass(base, keywords.OperationValidator) else 0
    named = {"index": index}
    return new_class("Located", (_Parts, base), exec_body=lambda own: own.update(named))


class _Parts:
    """Marks errors with the path that is the argument at `index`."""

    index = 0

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[ValidationError]:
        path = arguments[self.index]
        yield from _marked(path, super().__call__(*arguments, **options))  # type: ignore[misc]


class _Values(_Parts):
    """Marks errors as those of a schema's default."""

    def __call__(self, *arguments: Any, **options: Any) -> Iterator[ValidationError]:
        for error in super().__call__(*arguments, **options):
            error.found_at = (arguments[0].parts, "default")  # type: ignore[attr-defined]
            yield error


class _Schemas(_Parts):
    """The library's check of schemas, with sets in place of lists and a stop in rings of references."""

    def __init__(self, registry: Any) -> None:
        super().__init__(registry)  # type: ignore[call-arg]
        self.visited_schema_ids: Any = _Ids()
        self.meta_checked_schema_ids: Any = _Ids()
        self._properties: dict[int, set[str]] = {}

    def _collect_properties(self, schema: SchemaPath) -> set[str]:
        key = id(schema.read_value())
        if key not in self._properties:
            self._properties[key] = set()
            found = super()._collect_properties(schema)  # type: ignore[misc]
            self._properties[key] = found
        return self._properties[key]


def _marked(
    path: SchemaPath, errors: Iterator[ValidationError]
) -> Iterator[ValidationError]:
    for error in errors:
        if not hasattr(error, "found_at"):
            error.found_at = (path.parts, "")  # type: ignore[attr-defined]
        yield error
