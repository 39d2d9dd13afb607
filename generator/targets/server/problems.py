"""Declared errors go in; how a server fills them with what went wrong comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from generator.ir.media import essence, is_json, is_text
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Checked,
    Const,
    Content,
    Enum,
    Field,
    Json,
    ListOf,
    MapOf,
    Named,
    Never,
    Operation,
    Record,
    Response,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.xml import is_structured, of_content
from generator.jsonvalues import is_array, is_object
from generator.languages.code import Code
from generator.languages.python import literal, string
from generator.languages.python.statuses import phrase_of
from generator.languages.python.strings import strings
from generator.languages.python.xml import in_xml
from generator.names import successes
from generator.records import dataclass
from generator.targets.server.answers import is_typed
from generator.targets.server.printing import Printers, call

MESSAGES = frozenset(
    [
        "message",
        "detail",
        "title",
        "description",
        "error",
        "errormessage",
        "errordescription",
        "msg",
        "reason",
        "text",
    ]
)
STATUSES = frozenset(
    ["status", "statuscode", "code", "httpstatus", "httpcode", "httpstatuscode"]
)
REASONS = frozenset(
    ["code", "type", "kind", "name", "errorcode", "errortype", "error", "status"]
)
"""Properties that say what went wrong in words, by its status, or in one word; without punctuation and case."""
DEEPEST = 6
KINDS = {
    400: ("invalid", "bad", "validation"),
    401: ("auth",),
    403: ("forbidden", "permission", "denied"),
    404: ("notfound",),
    422: ("invalid", "validation", "unprocessable"),
    500: ("internal", "server"),
}
"""What the member of an enum that names a status has in it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A placeholder of the runtime."""

    name: Code


MESSAGE, STATUS = Word(Code("MESSAGE")), Word(Code("STATUS"))


class Unfillable(Exception):
    """Nobody can say what stands there."""


def errors(operation: Operation) -> list[Response]:
    """The responses that are errors; the default is one beside a success."""
    good = {one.status for one in successes(operation)}
    return [
        one
        for one in operation.responses
        if one.status[0] in "45" or (one.status == "default" and "default" not in good)
    ]


@dataclass(frozen=True, slots=True)
class Shared:
    """The errors of one module, and the tables of them: code -> name, filled while operations are printed."""

    problems: dict[Code, Code] = field(default_factory=dict[Code, Code])
    tables: dict[Code, Code] = field(default_factory=dict[Code, Code])

    def problem(self, code: Code) -> Code:
        """The name of an error."""
        return self.problems.setdefault(code, _numbered("_ERROR", self.problems))

    def table(self, code: Code) -> Code:
        """The name of a table."""
        return self.tables.setdefault(code, _numbered("_ERRORS", self.tables))

    def statements(self) -> list[Code]:
        """The statements that give all of them their names."""
        return [
            *(Code(f"{name} = {code}") for code, name in self.problems.items()),
            *(
                Code(f"{name}: Mapping[str, Problem] = {code}")
                for code, name in self.tables.items()
            ),
        ]


def _numbered(name: str, taken: Mapping[Code, Code]) -> Code:
    return Code(f"{name}_{len(taken) + 1}" if taken else name)


def problems_code(operation: Operation, printers: Printers, shared: Shared) -> Code:
    """The name of the table of declared errors; empty where there are none."""
    entries = [
        f"{string(one.status)}: {shared.problem(_problem(one, printers))}"
        for one in errors(operation)
    ]
    return shared.table(Code(f"{{{', '.join(entries)}}}")) if entries else Code("")


def _problem(response: Response, printers: Printers) -> Code:
    content = _chosen(response.contents, printers.api)
    if content is None:
        return Code("Problem()")
    if not is_typed(content, printers.api):
        return call("Problem", [f"media_type={string(content.media_type)}"])
    api = printers.api
    parts = [str(printers.lazy(content.type))]
    if essence(content.media_type) not in ("application/json", "*/*"):
        parts.append(f"media_type={string(content.media_type)}")
    filled = sample(content.type, api, response.status)
    if filled is not None:
        parts += [f"sample={sample_code(filled)}", "filled=True"]
    if is_structured(api, content):
        parts.append(in_xml(of_content(api, content), set()))
    places = tuple(at for at in api.error.at if at) if api.error.schema else ()
    if places:
        parts.append(f"at={strings(places)}")
    text = next((o for o in response.contents if is_text(o.media_type)), None)
    if text is not None:
        parts.append(f"text={string(text.media_type)}")
    return call("Problem", parts)


def _chosen(found: tuple[Content, ...], api: Api) -> Content | None:
    """JSON, else what may be JSON, else XML of which the document says what is in it, else text, else whatever there is."""

    def place(content: Content) -> int:
        if is_json(content.media_type):
            return 0 if essence(content.media_type) == "application/json" else 1
        if is_typed(content, api):
            return 3 if is_structured(api, content) else 2
        return 4 if is_text(content.media_type) else 5

    return min(found, key=place, default=None)


# ---------------------------------------------------------------------------------------------------------- samples


def sample(type: Type, api: Api, status: str) -> object | None:
    """A value of an error's type that says what went wrong; None where there is nothing to say it in."""
    try:
        found = _fill(type, _Filling(api, status, _messages(api)), "message", DEEPEST)
    except Unfillable:
        return None
    return found if _says(found) else None


def _messages(api: Api) -> frozenset[str]:
    """The names of properties that hold a message, those of the extension included."""
    return MESSAGES | {
        plain(pointer.rpartition("/")[2]) for pointer in api.error.message
    }


@dataclass(frozen=True, slots=True)
class _Filling:
    api: Api
    status: str
    messages: frozenset[str]


def plain(name: str) -> str:
    """A name without punctuation and case."""
    return re.sub(r"[\W_]", "", name).lower()


def _says(value: object) -> bool:
    """Whether what went wrong is said anywhere in a value."""
    if is_object(value):
        return any(map(_says, value.values()))
    if is_array(value):
        return any(map(_says, value))
    return value == MESSAGE


def _fill(type: Type, filling: _Filling, name: str, depth: int) -> object:
    """A value of a type for the property of that name.

    Raises:
        Unfillable: there is none.
    """
    if not depth:
        raise Unfillable
    match type:
        case Named() if type.id in filling.api.types:
            return _fill(filling.api.types[type.id].type, filling, name, depth - 1)
        case Checked():
            return _fill(type.type, filling, name, depth)
        case Record():
            return _record(type, filling, depth)
        case Scalar():
            return _scalar(type, filling, name)
        case Enum():
            return _member(type, filling.status)
        case Const():
            return type.value
        case ListOf():
            return _list(type, filling, name, depth)
        case MapOf():
            return {}
        case Union():
            return _first(type.variants, filling, name, depth)
        case Anything():
            return MESSAGE if plain(name) in filling.messages else None
        case Named() | Binary() | Tuple() | Never():
            raise Unfillable


def _record(type: Record, filling: _Filling, depth: int) -> object:
    found: dict[str, object] = {}
    for one in type.fields:
        word = plain(one.wire)
        telling = word in filling.messages or word in STATUSES or word == "errors"
        if one.access == "write" or not (one.required or telling):
            continue
        try:
            found[one.wire] = _property(one, filling, depth)
        except Unfillable:
            if one.required:
                raise
    return found


def _property(field: Field, filling: _Filling, depth: int) -> object:
    """The value of a property: null where nothing better is known and null is allowed."""
    telling = plain(field.wire) in filling.messages | {"errors"}
    if field.nullable and not telling:
        return None
    try:
        made = _fill(field.type, filling, field.wire, depth - 1)
    except Unfillable:
        if field.nullable:
            return None
        raise
    if not field.required and not _says(made) and made != STATUS:
        raise Unfillable
    return made


def _scalar(type: Scalar, filling: _Filling, name: str) -> object:
    word = plain(name)
    match type.kind:
        case "string" if type.format in ("", "string"):
            if word in filling.messages:
                return MESSAGE
            return reason(filling.status) if word in REASONS else ""
        case "string" if type.format in ("uri", "uri-reference"):
            return "about:blank"
        case "string":
            raise Unfillable
        case "integer" | "number":
            return STATUS if word in STATUSES else 0
        case "boolean":
            return False
        case "null":
            return None


def reason(status: str) -> str:
    """One word for a status."""
    phrase = phrase_of(int(status)) if status.isdigit() else ""
    return "_".join(re.findall("[a-z]+", phrase.lower())) or "error"


def _member(type: Enum, status: str) -> object:
    """The member of an enum that names a status, else its first."""
    number = int(status) if status.isdigit() else 400
    wanted = (*KINDS.get(number, ()), plain(reason(status)))
    for value in type.values:
        if isinstance(value, str) and any(word in plain(value) for word in wanted):
            return value
    if number in type.values:
        return number
    return type.values[0]


def _list(type: ListOf, filling: _Filling, name: str, depth: int) -> object:
    """A list of the one thing that went wrong, where a member can say it."""
    told = name if plain(name) != "errors" else "message"
    try:
        item = _fill(type.item, filling, told, depth - 1)
    except Unfillable:
        return []
    return [item] if _says(item) else []


def _first(
    variants: Iterable[Type], filling: _Filling, name: str, depth: int
) -> object:
    """The first variant that says what went wrong, else the first that can be filled."""
    found: list[object] = []
    for one in variants:
        try:
            found.append(_fill(one, filling, name, depth - 1))
        except Unfillable:
            continue
    if not found:
        raise Unfillable
    return next(filter(_says, found), found[0])


def sample_code(value: object) -> Code:
    """A filled error as generated code says it."""
    if isinstance(value, Word):
        return value.name
    if is_object(value):
        pairs = (f"{string(key)}: {sample_code(one)}" for key, one in value.items())
        return Code(f"{{{', '.join(pairs)}}}")
    if is_array(value):
        return Code(f"[{', '.join(map(sample_code, value))}]")
    return literal(_json(value))


def _json(value: object) -> Json:
    return value if isinstance(value, str | int | float | bool) else None
