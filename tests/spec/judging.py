"""A document goes in; a judge of values against the schemas in it comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from generator.load import Document

Judge = Callable[[Any, str], list[str]]
"""Tells what is wrong with a value by the schema at a pointer; nothing is wrong when the list is empty."""


def judge_of(document: Document) -> Judge:
    """The judge of a document in the dialect of OpenAPI 3.1, formats included."""
    resource = DRAFT202012.create_resource(document.data)
    registry: Registry[Any] = Registry().with_resource("urn:document", resource)

    def errors(value: Any, pointer: str) -> list[str]:
        validator = Draft202012Validator(
            {"$ref": f"urn:document{pointer}"},
            registry=registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        return [error.message for error in validator.iter_errors(value)]

    return errors
