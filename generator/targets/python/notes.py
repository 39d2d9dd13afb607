"""Says what of a document the Python package does not enforce."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.ir.media import is_form, is_part_file, parts_without_names
from generator.ir.model import (
    Api,
    Check,
    Checked,
    ListOf,
    MapOf,
    Pointer,
    Record,
    Tuple,
    Type,
    Union,
)
from generator.jsonvalues import mapping
from generator.languages.lookaround import apart
from generator.languages.regex import translate
from generator.load.pointer import escape
from generator.names import chosen_content, record_of
from generator.validate.patterns import slashed


def notes(api: Api) -> tuple[Diagnostic, ...]:
    """A warning for each regular expression that has no form that runs in linear time, and so is not compiled, and for
    each body that can only be given as bytes; a note for header fields of parts that are no files. Of slashes around
    a pattern the check of the document has told."""
    found = dict.fromkeys((*raw_bodies(api), *part_headers(api)))
    for definition in api.types.values():
        for pointer, pattern, reason in patterns(definition.type, definition.id):
            if reason and not slashed(pattern):
                found[note(pointer, pattern, reason)] = None
    return tuple(found)


def raw_bodies(api: Api) -> Iterator[Diagnostic]:
    """A warning for each body in parts without names."""
    for operation in api.operations:
        content = chosen_content(operation.body) if operation.body else None
        if content is not None and parts_without_names(api, content):
            yield Diagnostic(
                code="raw-body",
                severity="warning",
                message=f"A body of {content.media_type} in parts without names is given as bytes.",
                pointer=content.id,
                hint="Describe it by an object, whose properties are the parts.",
            )


def part_headers(api: Api) -> Iterator[Diagnostic]:
    """A note for each part of a form whose header fields nobody can give, as it is no file."""
    for operation in api.operations:
        content = chosen_content(operation.body) if operation.body else None
        if content is None or not is_form(content.media_type):
            continue
        record, _ = record_of(api, content.type)
        fields = record.fields if record else ()
        files = {one.wire for one in fields if is_part_file(api, content, one)}
        for name, encoding in content.encodings.items():
            told = ", ".join(header.wire for header in encoding.headers)
            if told and name not in files:
                yield Diagnostic(
                    code="part-headers",
                    severity="info",
                    message=f"The part {name!r} is sent without the header fields that are described for it: {told}.",
                    pointer=f"{content.id}/encoding/{escape(name)}/headers",
                    hint="Describe them as properties of the body if they matter.",
                )


def note(pointer: Pointer, pattern: str, reason: str) -> Diagnostic:
    """The warning about one pattern."""
    shown = pattern if len(pattern) <= 60 else pattern[:59] + "…"
    return Diagnostic(
        code="pattern-not-enforced",
        severity="warning",
        message=f"The pattern {shown!r} is documented and not enforced by the models: {reason}.",
        pointer=pointer,
        hint="Say it without that if clients shall check it.",
    )


def patterns(type: Type, pointer: Pointer) -> Iterator[tuple[Pointer, str, str]]:
    """(place, pattern, why it is not enforced) of every pattern in a type, named types aside."""
    match type:
        case Record():
            for field in type.fields:
                yield from patterns(field.type, field.id)
            yield from patterns(type.extra, pointer)
        case ListOf():
            yield from patterns(type.item, pointer)
        case MapOf():
            yield from patterns(type.value, pointer)
        case Tuple():
            for one in (*type.items, type.rest):
                yield from patterns(one, pointer)
        case Union():
            for one in type.variants:
                yield from patterns(one, pointer)
        case Checked():
            yield from patterns(type.type, pointer)
            for check in type.checks:
                yield from in_check(check, pointer)
        case _:
            return


def in_check(check: Check, pointer: Pointer) -> Iterator[tuple[Pointer, str, str]]:
    """The patterns that a check is made of."""
    if check.keyword == "pattern" and isinstance(check.value, str):
        yield pointer, check.value, apart(check.value).reason
    elif check.keyword == "patternProperties":
        for pattern in mapping(check.value):
            yield pointer, pattern, translate(pattern).reason
