"""openapi-spec-validator's own checks of a bundled document come out as Findings with pointers; nothing is fetched."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, NoReturn

from jsonschema.exceptions import ValidationError
from jsonschema_path import SchemaPath
from openapi_spec_validator import schemas as official
from openapi_spec_validator import validation
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry
from openapi_spec_validator.validation.validators import SpecValidator

from generator.diagnostics import Severity
from generator.jsonvalues import is_array
from generator.load import Document, pointer, refs
from generator.validate.defaults import without_patterns
from generator.validate.finding import Finding
from generator.validate.quick.library import PATTERN
from generator.validate.quick.official import explained

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
    list(schema_validator(minor).iter_errors({}))


def schema_validator(minor: int) -> Any:
    """The library's validator of a document by the JSON Schema of its version."""
    return getattr(official, f"openapi_v3{minor}_schema_validator")


def meta(document: Document, minor: int) -> Iterator[Finding]:
    """Hold the document against OpenAPI's own JSON Schema, as the library does, and name the deepest causes."""
    yield from explained(
        schema_validator(minor)._rs_validator.iter_errors(document.data)
    )


def findings(document: Document, minor: int) -> Iterator[Finding]:
    """Run the library's checks beyond the schema: ids, parameters, references, defaults, the schemas themselves.

    Args:
        document: bundled; its references lead to something.
        minor: 0, 1 or 2 for OpenAPI 3.0, 3.1 or 3.2.
    """
    base = _VALIDATORS[minor]
    checks = dict(base.keyword_validators)
    checks["default"] = without_patterns(checks["default"])
    for name in ("schema", "default", "parameters", "operation", "tags"):
        checks[name] = _located(checks[name])
    made = type("Located", (base,), {"keyword_validators": checks})
    root = SchemaPath.from_dict(document.data, handlers=NoHandlers())
    validator = made(root)
    for error in validator.root_validator(root):
        parts, key = getattr(error, "found_at", ((), ""))
        at = _canonical(document, parts)
        at = pointer.join(at, key) if key else at
        found = _said(error, pointer.join(at, *error.absolute_path))
        if found.code != PATTERN:
            yield found


def _said(error: ValidationError, at: str) -> Finding:
    if (error.validator, error.validator_value) == ("format", "regex"):
        return Finding(PATTERN, "info", error.message, at)
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
    foreign: Any = base
    index = 2 if issubclass(base, keywords.OperationValidator) else 0
    key = "default" if issubclass(base, keywords.ValueValidator) else ""

    def call(self: object, *arguments: Any, **options: Any) -> Iterator[Any]:
        for error in foreign.__call__(self, *arguments, **options):
            if key or not hasattr(error, "found_at"):
                error.found_at = (arguments[index].parts, key)
            yield error

    members: dict[str, Any] = {"__call__": call}
    if issubclass(base, keywords.SchemaValidator):
        members |= _bounded(foreign)
    located: type[Any] = type("Located", (base,), members)
    return located


def _bounded(foreign: Any) -> dict[str, Any]:
    """Give the library's check of schemas sets in place of lists, and a stop in rings of references."""

    def begin(self: Any, registry: Any) -> None:
        foreign.__init__(self, registry)
        self.visited_schema_ids = _Ids()
        self.meta_checked_schema_ids = _Ids()
        self.declared = {}

    def collect(self: Any, schema: SchemaPath) -> set[str]:
        known: dict[int, set[str]] = self.declared
        key = id(schema.read_value())
        if key not in known:
            known[key] = set()
            known[key] = foreign._collect_properties(self, schema)
        return known[key]

    return {"__init__": begin, "_collect_properties": collect}


class Single:
    """The library's judgement of one schema or one default of a document."""

    def __init__(self, document: Document, minor: int) -> None:
        checks = dict(_VALIDATORS[minor].keyword_validators)
        checks["default"] = without_patterns(checks["default"])
        registry = KeywordValidatorRegistry(checks)
        self._schemas: Any = registry["schema"]
        self._values: Any = registry["default"]
        self._root = SchemaPath.from_dict(document.data, handlers=NoHandlers())

    def schema(self, value: Any, at: str) -> Iterator[Finding]:
        """Say what keeps the schema at a canonical pointer from being one; at most one thing."""
        error = self._schemas._validate_schema_meta(self._root, value)
        if error is not None:
            yield _said(error, pointer.join(at, *error.absolute_path))

    def default(self, at: str, value: Any) -> Iterator[Finding]:
        """Say why a default does not fit the schema at a canonical pointer."""
        here = _Place(self._root, at)
        for error in self._values(here, value):
            yield _said(error, pointer.join(at, "default", *error.absolute_path))


class _Place(NamedTuple):
    """What the library's check of values asks of the path of a schema; its own paths leave where a reference has siblings."""

    root: Any
    pointer: str

    @contextmanager
    def resolve(self) -> Generator[Any]:
        with self.root.resolve() as start:
            yield start.resolver.lookup(self.pointer.replace("%", "%25"))
