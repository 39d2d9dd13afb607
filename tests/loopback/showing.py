"""An operation goes in; the examples that the document itself shows, as arguments and as answers, come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from operations.answers import (
    EVENTS,
    LINES,
    Planned,
    asked_for,
    is_text,
    statuses_of,
)
from operations.arguments import Given
from operations.document import Call, Media
from operations.markup import is_xml
from operations.package import Package
from operations.reading import essence, is_json
from operations.server import EMPTY, Answer

from generator.ir.media import is_part_file
from generator.ir.model import Api, ListOf, Operation
from generator.load import Document
from generator.mock.examples import Sample, samples, shown
from generator.names import body_record, chosen_content

FILE = b"\x89PNG\r\n\xff"
"""A file that is no text."""


def bodies_shown(
    package: Package, document: Document, operation: Operation, call: Call, base: Given
) -> Iterator[Given]:
    """Arguments with each example of the body in the place of a made one."""
    record = body_record(package.api, operation)
    names = package.names.arguments[operation.id]
    chosen = chosen_content(operation.body) if operation.body else None
    contents = operation.body.contents if operation.body else ()
    own = {name for key, name in names.items() if isinstance(key, tuple)}
    rest = {key: one for key, one in base.arguments.items() if key not in own}
    for content in contents:
        if chosen is None or content.type != chosen.type:
            continue
        media = next(one for one in call.bodies if one.name == content.media_type)
        asked: dict[str, Any] = {}
        if content is not chosen:
            asked = {"headers": {"Content-Type": content.media_type}}
        for sample in shown(document, package.api, content):
            options = dict(asked)
            if record is None:
                body: dict[str, Any] = {names["body",]: sample.value}
            else:
                known = {one.wire for one in record.fields}
                body = {
                    names["body", key]: one
                    for key, one in sample.value.items()
                    if key in known
                }
                more = {
                    key: one for key, one in sample.value.items() if key not in known
                }
                options |= {"body": more} if more else {}
                if not body and not more and not call.body_required:
                    continue  # Nothing is given, so that there is no body.
            body |= {"request_options": options} if options else {}
            yield replace(
                base, arguments={**rest, **body}, media=media, body=sample.value
            )


def with_files(
    package: Package, operation: Operation, call: Call, base: Given
) -> Iterator[Given]:
    """Arguments with a file for each field that is one in a form beside the media type that is preferred."""
    chosen = chosen_content(operation.body) if operation.body else None
    record = body_record(package.api, operation)
    names = package.names.arguments[operation.id]
    if chosen is None or record is None or not isinstance(base.body, dict):
        return
    for content in operation.body.contents if operation.body else ():
        multipart = content.media_type.startswith("multipart/")
        if content is chosen or content.type != chosen.type or not multipart:
            continue
        files = {
            one.wire: [FILE, FILE] if isinstance(one.type, ListOf) else FILE
            for one in record.fields
            if is_part_file(package.api, content, one)
        }
        media = next(one for one in call.bodies if one.name == content.media_type)
        given: dict[str, Any] = {
            names["body", wire]: one for wire, one in files.items()
        }
        if files:
            yield replace(
                base,
                arguments={**base.arguments, **given},
                media=media,
                body={**base.body, **files},
            )


def parameters_shown(
    package: Package, document: Document, operation: Operation, base: Given
) -> Iterator[Given]:
    """Arguments with each example of a parameter in the place of a made one."""
    names = package.names.arguments[operation.id]
    for parameter in operation.parameters:
        key = parameter.wire, parameter.location
        for sample in samples(document, parameter.id):
            if sample.text is None and parameter.id in names:
                name = names[parameter.id]
                yield replace(
                    base,
                    arguments={**base.arguments, name: sample.value},
                    parameters={**base.parameters, key: sample.value},
                )


def answers_shown(
    document: Document, api: Api, operation: Operation, call: Call
) -> Iterator[Planned]:
    """An answer for each example of each declared status."""
    declared = {one.status for one in call.responses}
    for plain, response in zip(call.responses, operation.responses, strict=True):
        for status in statuses_of(plain, declared):
            asked = asked_for(plain, status)
            for media, content in zip(plain.contents, response.contents, strict=True):
                if status not in EMPTY and media in asked:
                    found = shown(document, api, content)
                    yield from _answers(found, media, status)


def _answers(found: Iterable[Sample], media: Media, status: int) -> Iterator[Planned]:
    kind = essence(media.name)
    answer = Answer(status, media.name, b"shown")
    for sample in found:
        value = sample.value
        if sample.text is not None:
            continue
        if status < 300 and (media.item is not None or kind in LINES or kind == EVENTS):
            if isinstance(value, list):
                schema = {"type": "array", "items": media.item or {}}
                yield Planned(answer, value, schema, members=True)
        elif is_json(kind) or (is_xml(kind) and not isinstance(value, str)):
            yield Planned(answer, value, media.schema)
        elif is_text(kind) and isinstance(value, str):
            yield Planned(answer, value)
