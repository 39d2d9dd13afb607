"""A pass: examples of JSON that are written as text are the values that the text holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.ir.kinds import kinds_of
from generator.ir.media import is_json
from generator.ir.model import Api, Content, Example, Json, Operation
from generator.ir.retype import held
from generator.jsonvalues import of_text


def read_texts(api: Api) -> Api:
    """The API in which examples of bodies and answers are values also where authors put JSON into quotes.

    That such an example does not fit its schema is said while the document is validated.
    """

    def change(content: Content) -> Content:
        read = tuple(example(one, content, api) for one in content.examples)
        same = all(a is b for a, b in zip(read, content.examples, strict=True))
        return content if same else replace(content, examples=read)

    def told(one: Operation) -> Operation:
        return held(one, change)

    return replace(
        api,
        operations=tuple(map(told, api.operations)),
        webhooks=tuple(map(told, api.webhooks)),
    )


def example(one: Example, content: Content, api: Api) -> Example:
    """An example with the value that it means; itself where that is the one that stands there."""
    value = meant(one.value, content, api)
    return one if value is one.value else replace(one, value=value)


def meant(value: Json, content: Content, api: Api) -> Json:
    """The value that an example means: the object or the array that a text holds where the body is JSON that is no text, else `value` itself."""
    if not isinstance(value, str) or not is_json(content.media_type):
        return value
    if "string" in kinds_of(content.type, api):
        return value
    try:
        read: Json = of_text(value)
    except ValueError:
        return value
    return read if isinstance(read, Mapping | list) else value
