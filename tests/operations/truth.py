"""A document, a schema of it and a JSON value go in; whether jsonschema accepts the value comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.exceptions import UnknownType
from openapi_schema_validator import OAS30Validator
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from .document import Document

HERE = "urn:document"


def required(
    validator: Any, names: Any, instance: Any, schema: Any
) -> Iterator[ValidationError]:
    """`required` without what only the other direction has (OpenAPI 3.0, "Schema Object", readOnly and writeOnly)."""
    if not isinstance(instance, dict) or not isinstance(names, list):
        return
    properties = schema.get("properties") or {}
    for name in names:
        own = properties.get(name)
        flags = own if isinstance(own, dict) else {}
        if name not in instance and not (
            flags.get("readOnly") or flags.get("writeOnly")
        ):
            yield ValidationError(f"{name!r} is missing")


create: Any = validators.create
extend: Any = validators.extend
UNTAGGED = {key: Draft202012Validator.VALIDATORS[key] for key in ("anyOf", "oneOf")}
OLD: Any = extend(OAS30Validator, {"required": required, **UNTAGGED})
LATEST: Any = extend(Draft202012Validator, {"required": required})


def fault(document: Document, schema: Any, value: Any) -> str:
    """Why a value is not one of a schema; empty where it is."""
    root: Any = {**document.data, "x-judged": schema}
    empty: Any = Registry
    registry = empty().with_resource(HERE, DRAFT202012.create_resource(root))
    dialect = OLD if document.old else LATEST
    judge = dialect(
        {"$ref": f"{HERE}#/x-judged"},
        registry=registry,
        format_checker=dialect.FORMAT_CHECKER,
    )
    try:
        found = next(judge.iter_errors(value), None)
    except (UnknownType, Unresolvable, re.error) as why:
        return f"not judged: {type(why).__name__}"
    except (TypeError, ValueError, AttributeError, RecursionError) as why:
        return f"not judged: {type(why).__name__}"
    return "" if found is None else found.message[:200]
