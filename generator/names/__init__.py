"""An API goes in; names for everything in it, unique and valid in a language, come out: `resolve`."""

from __future__ import annotations

from generator.names.bodies import (
    BodyRecord,
    body_record,
    chosen_content,
    record_of,
    variants_of,
)
from generator.names.environment import BASE_URL, environment
from generator.names.headers import (
    ERRORS,
    Fields,
    answer_headers,
    error_headers,
    successes,
)
from generator.names.model import (
    ArgumentKey,
    HeadersName,
    Names,
    OperationName,
    Rename,
    Resource,
    ResourceName,
)
from generator.names.options import common_options
from generator.names.resolve import (
    distribution_name,
    explain,
    has_name,
    package_name,
    resolve,
)
from generator.names.types import inner_record

__all__ = [
    "BASE_URL",
    "ERRORS",
    "ArgumentKey",
    "BodyRecord",
    "Fields",
    "HeadersName",
    "Names",
    "OperationName",
    "Rename",
    "Resource",
    "ResourceName",
    "answer_headers",
    "body_record",
    "chosen_content",
    "common_options",
    "distribution_name",
    "environment",
    "error_headers",
    "explain",
    "has_name",
    "inner_record",
    "package_name",
    "record_of",
    "resolve",
    "successes",
    "variants_of",
]
