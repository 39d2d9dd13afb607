"""The body of a form and what the document says of its properties in; an object, or an argument a field, out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from fastapi import Request
from pydantic import ValidationError
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from .._client import codec
from .faults import Fault, malformed, missing, too_large, unfit
from .jsons import is_object
from .judging import judge
from .media import is_json
from .parameters import MANY, in_query, pairs_of
from .route import Content, FormField, Parameter, Part
from .shape import TEXT, Shape, parsed, several
from .uploads import keep

PLACE = ("body",)


def urlencoded(content: Content, text: str) -> Any:
    """A body of `application/x-www-form-urlencoded` as its type.

    Raises:
        Fault: it is not of its type.
    """
    pairs = pairs_of(text, "body")
    return validated(
        content, [plain_form(content, pairs, wide) for wide in (False, True)]
    )


def plain_form(
    content: Content, pairs: Sequence[tuple[str, str]], wide: bool
) -> dict[str, Any]:
    """The object that names and texts, these with their escapes, are."""
    found: dict[str, Any] = {}
    styled = {name: part for name, part in content.parts.items() if part.style}
    taken: set[str] = set()
    for name, part in styled.items():
        shape = content.shape.of(name)
        read = [
            *in_query(
                as_parameter(name, part, shape),
                pairs,
                frozenset(content.shape.fields) - {name},
                PLACE,
            )
        ]
        if read:
            found[name] = read[-1 if wide else 0]
        taken |= {one for one, _ in pairs if one == name or one.startswith(f"{name}[")}
        if part.style == "form" and part.explode is not False:
            taken |= set(shape.fields)
            taken |= set(found[name]) if is_object(found.get(name)) else set()
    left: dict[str, list[str]] = {}
    for name, raw in pairs:
        if name not in taken:
            left.setdefault(name, []).append(unquote_plus(raw))
    for name, texts in left.items():
        part = content.parts.get(name, Part())
        found[name] = property_of(texts, content.shape.of(name), part, wide)
    return found


def as_parameter(name: str, part: Part, shape: Shape) -> Parameter:
    """A property with a style is read as a query parameter is (OpenAPI 3.2, "Encoding Object")."""
    explode = part.style == "form" if part.explode is None else part.explode
    return Parameter(
        name, name, "query", lambda: Any, shape, part.style, explode=explode
    )


def property_of(texts: list[str], shape: Shape, part: Part, wide: bool) -> Any:
    """A property of a form without a style."""
    if part.content_type and is_json(part.content_type):
        made = [parsed(text) for text in texts]
        return made if len(made) > 1 else made[0]
    if texts == [""] and shape.may_be("array") and not shape.scalar and wide:
        return []
    return several(texts, shape, wide)


def validated(content: Content, readings: Iterable[Any]) -> Any:
    """The first reading that is of the body's type."""
    first: ValidationError | None = None
    for reading in readings:
        if content.type is None:
            return reading
        try:
            return judge(content.type).validate_python(reading)
        except ValidationError as error:
            first = first or error
    assert first is not None
    raise unfit(PLACE, first)


@dataclass(frozen=True, slots=True)
class Form:
    """A multipart body (RFC 7578): the fields in the order of their arrival, files among them."""

    items: tuple[tuple[str, str | UploadFile], ...]
    memory: int

    def named(self, name: str) -> list[str | UploadFile]:
        """What came under a name, which may be written as browsers do (WHATWG HTML, multipart/form-data)."""
        names = (name, name.translate({10: "%0A", 13: "%0D", 34: "%22"}))
        return [item for key, item in self.items if key in names]

    async def whole(self, content: Content) -> Any:
        """The form as its type; files are read.

        Raises:
            Fault: they are larger than what is held in memory, or the form is not of its type.
        """
        held(self.memory, [item for _, item in self.items])
        found: dict[str, list[Any]] = {}
        for name, item in self.items:
            own = self._declared(name, content)
            data = await read_file(item, content.shape.of(own))
            found.setdefault(own, []).append(data)
        readings = [
            {
                name: self._property(name, values, content, wide)
                for name, values in found.items()
            }
            for wide in (False, True)
        ]
        return validated(content, readings)

    def _declared(self, name: str, content: Content) -> str:
        """The declared name that one as browsers write it stands for."""
        plain = name.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
        return plain if plain in content.shape.fields else name

    def _property(
        self, name: str, values: list[Any], content: Content, wide: bool
    ) -> Any:
        shape = content.shape.of(name)
        if all(isinstance(one, str) for one in values):
            return property_of(values, shape, content.parts.get(name, Part()), wide)
        lists = shape.may_be("array") and not shape.scalar
        return values if len(values) > 1 or lists else values[0]


async def one_of(content: Content, form: Form) -> Any:
    """A form as its type, or as the one of its variants of which it has the most names among those that it fits.

    Raises:
        Fault: it fits none.
    """
    came = {name for name, _ in form.items}
    least, found = len(came) + 1, list[Any]()
    nearest, why = -1, missing(PLACE)
    for one in content.variants or (content,):
        known = {field.wire for field in one.fields} | {*one.shape.fields}
        try:
            made = await as_form(one, form, bool(content.variants))
        except Fault as fault:
            if len(came & known) > nearest:
                nearest, why = len(came & known), fault
            continue
        if len(came - known) < least:
            least, found = len(came - known), [made]
    if not found:
        raise why
    return found[0]


async def as_form(content: Content, form: Form, one_of_several: bool) -> Any:
    """A form as its type, or as its class; a required list that did not come is empty, unless that tells it from others."""
    if content.form is None:
        return await form.whole(content)
    for field in content.fields if one_of_several else ():
        if field.required and not form.named(field.wire):
            raise missing(("body", field.wire))
    return content.form(**await field_arguments(content.fields, form))


async def read_file(item: str | UploadFile, shape: Shape) -> str | bytes:
    """What a part of a form holds: text, unless it is a file and the document asks for one."""
    if isinstance(item, str):
        return item
    data = await item.read()
    await item.seek(0)  # Another variant of the body may be what it is for.
    wanted = shape.item if shape.item and not shape.scalar else shape
    if wanted.may_be("file"):
        return data
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise malformed(PLACE, "A file is given for what is text") from None


async def multipart(
    request: Request, chunks: AsyncGenerator[bytes, None], memory: int
) -> Form:
    """Read a multipart body; files are kept on disk where they are large.

    Args:
        memory: bytes that may be held in memory.

    Raises:
        Fault: it cannot be read, or is too large.
    """
    _, options = parse_options_header(request.headers.get("content-type", ""))
    if codec(options.get(b"charset", b"utf-8").decode("latin-1")) is None:
        raise malformed(PLACE, "The character set of the body is not known")
    parser = Bounded(request.headers, chunks, memory)
    try:
        form = await parser.parse()
    except (MultiPartException, ValueError, KeyError):
        raise malformed(PLACE, "The body is no multipart form") from None
    items = tuple(form.multi_items())
    keep(request, (item for _, item in items))
    return Form(items, memory)


class Bounded(MultiPartParser):
    """Reads a multipart body of which so many bytes may be in memory: fields, their headers, and files that are small."""

    def __init__(
        self, headers: Headers, chunks: AsyncGenerator[bytes, None], memory: int
    ) -> None:
        super().__init__(
            headers, chunks, max_files=MANY, max_fields=MANY, max_part_size=memory
        )
        self.spool_max_size = max(1, min(self.spool_max_size, memory // 4))
        self._memory, self._held, self._size = memory, 0, 0

    def on_part_begin(self) -> None:
        """Begin to count."""
        super().on_part_begin()
        self._size = 0

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        """Count a part of a header's name."""
        self._hold(end - start)
        super().on_header_field(data, start, end)

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        """Count a part of a header."""
        self._hold(end - start)
        super().on_header_value(data, start, end)

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Count a part of a field or of a file; a file that becomes large leaves the memory."""
        before, self._size = self._size, self._size + end - start
        if self._current_part.file is None or self._size <= self.spool_max_size:
            self._hold(end - start)
        elif before <= self.spool_max_size:
            self._hold(-before)
        super().on_part_data(data, start, end)

    def _hold(self, count: int) -> None:
        self._held += count
        if self._held > self._memory:
            raise too_large(self._memory)


def held(memory: int, items: Iterable[str | UploadFile]) -> None:
    """Make sure that files may be read into memory.

    Raises:
        Fault: they are larger.
    """
    if sum(one.size or 0 for one in items if not isinstance(one, str)) > memory:
        raise too_large(memory)


async def field_arguments(fields: Sequence[FormField], form: Form) -> dict[str, Any]:
    """The arguments that the fields of a form with files become.

    Raises:
        Fault: one is missing, or not of its type; everything that is wrong is in it.
    """
    found: dict[str, Any] = {}
    errors: list[Any] = []
    typed = [field.wire for field in fields if field.type is not None]
    held(form.memory, [item for name in typed for item in form.named(name)])
    for field in fields:
        try:
            found[field.argument] = await field_argument(field, form.named(field.wire))
        except Fault as one:
            errors += one.errors
    if errors:
        raise Fault(errors)
    return found


async def field_argument(field: FormField, given: list[str | UploadFile]) -> Any:
    """One field of a form with files."""
    place = ("body", field.wire)
    if not given:
        if field.required and not field.many:
            raise missing(place)
        return [] if field.many and field.required else None
    if field.type is None:
        return files(field, given, place)
    read = [await read_file(item, TEXT) for item in given]
    texts = [
        one if isinstance(one, str) else one.decode("utf-8", "replace") for one in read
    ]
    first: ValidationError | None = None
    for wide in (False, True):
        value = property_of(texts, field.shape, field.part, wide)
        if value is None and field.null:
            return None
        try:
            return judge(field.type).validate_python(value)
        except ValidationError as error:
            first = first or error
    assert first is not None
    raise unfit(place, first)


def files(
    field: FormField, given: list[str | UploadFile], place: tuple[str, str]
) -> Any:
    """The file of a field, or its files."""
    found = [one for one in given if not isinstance(one, str)]
    if len(found) != len(given):
        raise malformed(place, "A file is expected, with a file name")
    if field.many:
        return found
    if len(found) > 1:
        raise malformed(place, "Given more than once")
    return found[0]
