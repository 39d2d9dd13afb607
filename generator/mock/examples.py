"""A place that has examples goes in; the examples that can be sent come out, references followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.ir.model import Api, Content
from generator.ir.passes.texts import meant
from generator.jsonvalues import mapping, sequence
from generator.load import Document, refs
from generator.load.pointer import join
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """An example.

    Attributes:
        name: "" for a single `example`.
        text: the very text on the wire, where the document gives it; then `value` means nothing.
    """

    name: str
    value: Any = None
    text: str | None = None


def samples(document: Document, at: str) -> tuple[Sample, ...]:
    """The examples of a media type, parameter or header object (OpenAPI 3.2, section 4.19), in the author's order.

    An `externalValue` is not fetched.

    Args:
        at: pointer of the object.
    """
    try:
        holder = mapping(refs.resolve(document, document.at(at), at)[0])
    except (refs.Unresolved, LookupError):
        return ()
    found = list(_named(document, holder, at))
    if "example" in holder:
        found.append(Sample("", holder["example"]))
    return tuple(found)


def shown(document: Document, api: Api, content: Content) -> tuple[Sample, ...]:
    """The examples of a body or an answer, each the value that it means also where JSON is written as text."""
    return tuple(
        replace(one, value=meant(one.value, content, api))
        for one in samples(document, content.id)
    )


def _named(document: Document, holder: Any, at: str) -> Iterator[Sample]:
    for name, value in mapping(holder.get("examples")).items():
        try:
            example = mapping(
                refs.resolve(document, value, join(at, "examples", name))[0]
            )
        except refs.Unresolved:
            continue
        if "value" in example:
            yield Sample(name, example["value"])
        elif "dataValue" in example:
            yield Sample(name, example["dataValue"])
        elif isinstance(example.get("serializedValue"), str):
            yield Sample(name, text=example["serializedValue"])
    for value in sequence(holder.get("examples")):
        yield Sample("", value)
