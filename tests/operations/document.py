"""The text of a document goes in; its operations, as the specification's tables are read, come out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
IGNORED = ("accept", "content-type", "authorization")
"""Header parameters whose definition is ignored (OpenAPI 3.0 to 3.2, "Parameter Object")."""
STATUS = re.compile(r"[1-9][0-9]{2}|[1-5]XX|default")
STREAMS = (
    "application/jsonl",
    "application/x-ndjson",
    "application/json-seq",
    "text/event-stream",
)
KEPT = (":int", ":float", ":null", ":merge")
"""Plain words of YAML 1.1 that mean what they mean in JSON."""


class Unresolved(Exception):
    """A reference leads nowhere, or around."""


@dataclass(frozen=True)
class Parameter:
    """A parameter; `content` is its media type where it has one in place of a style."""

    name: str
    location: str
    schema: Any
    style: str
    explode: bool
    content: str = ""
    required: bool = False


@dataclass(frozen=True)
class Media:
    """A media type of a body or an answer; `item` is the schema of one member of a stream."""

    name: str
    schema: Any
    item: Any = None
    encoding: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Response:
    """What is declared for a status: "200", "4XX", "default"."""

    status: str
    contents: tuple[Media, ...]


@dataclass(frozen=True)
class Scheme:
    """A security scheme: `carrier` is "header", "query" or "cookie", `word` what goes before the secret."""

    carrier: str
    name: str
    word: str = ""


@dataclass(frozen=True)
class Call:
    """An operation.

    Attributes:
        security: alternatives, each the names of the schemes that are needed together.
    """

    method: str
    path: str
    parameters: tuple[Parameter, ...]
    bodies: tuple[Media, ...]
    body_required: bool
    responses: tuple[Response, ...]
    security: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """What a reader finds it by."""
        known = self.method in METHODS
        return f"{self.method.upper() if known else self.method} {self.path}"


@dataclass(frozen=True)
class Document:
    """A document as its text says; references are followed where they are met."""

    data: Any

    @property
    def old(self) -> bool:
        """Whether it is of 3.0, whose schemas are not those of JSON Schema."""
        return str(self.data["openapi"]).startswith("3.0")

    def resolve(self, value: Any) -> Any:
        """What a value is, behind its references.

        Raises:
            Unresolved: a reference leads nowhere, around, or into another file.
        """
        for _ in range(50):
            if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
                return value
            value = self._at(value["$ref"])
        raise Unresolved("a ring of references")

    def _at(self, reference: str) -> Any:
        file, _, fragment = reference.partition("#")
        if file or (fragment and not fragment.startswith("/")):
            return self._elsewhere(reference)
        found = self.data
        for token in fragment.split("/")[1:]:
            key = unquote(token).replace("~1", "/").replace("~0", "~")
            try:
                found = found[int(key)] if isinstance(found, list) else found[key]
            except (KeyError, ValueError, IndexError, TypeError):
                raise Unresolved(reference) from None
        return found

    def _elsewhere(self, reference: str) -> Any:
        """A schema by its `$id` or `$anchor`."""
        name = reference.removeprefix("#")
        pending = [self.data.get("components", {}).get("schemas", {})]
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                own = str(value.get("$id", ""))
                known = (own, own.rpartition("/")[2], value.get("$anchor"))
                if name in known:
                    return value
                pending.extend(value.values())
            elif isinstance(value, list):
                pending.extend(value)
        raise Unresolved(reference)

    def calls(self) -> Iterator[Call]:
        """Every operation below `paths`."""
        for path, item in (self.data.get("paths") or {}).items():
            if path.startswith("x-"):
                continue
            path = path if path.startswith("/") else f"/{path}"
            path = path.replace("*}", "}")  # What a router writes beside a name.
            own = self.resolve(item)
            more = own.get("additionalOperations") or {}
            named = {key: own[key] for key in own if key in METHODS} | more
            for method, operation in named.items():
                if isinstance(operation, dict):
                    yield self._call(method, path, own, operation)

    def _call(self, method: str, path: str, item: Any, operation: Any) -> Call:
        found: dict[tuple[str, str], Parameter] = {}
        for raw in [
            *(item.get("parameters") or ()),
            *(operation.get("parameters") or ()),
        ]:
            parameter = self._parameter(self.resolve(raw))
            header = parameter.location == "header"
            name = parameter.name.lower() if header else parameter.name
            if header and name in IGNORED:
                continue
            if parameter.location != "path" or f"{{{name}}}" in path.partition("#")[0]:
                found[name, parameter.location] = parameter
        body = self.resolve(operation.get("requestBody") or {})
        responses = operation.get("responses") or {}
        security = operation.get("security", self.data.get("security")) or ()
        return Call(
            method=method,
            path=path,
            parameters=tuple(found.values()),
            bodies=tuple(self._contents(body)),
            body_required=body.get("required") is True,
            responses=tuple(
                Response(status, tuple(self._sent(self.resolve(response))))
                for status, response in statuses(responses)
            ),
            security=tuple(tuple(one) for one in security),
        )

    def _parameter(self, raw: Any) -> Parameter:
        """A parameter with the defaults of OpenAPI 3.2, "Parameter Object"."""
        location = raw["in"]
        media = next(self._contents(raw), None)
        form = location in ("query", "cookie")
        style = raw.get("style") or ("form" if form else "simple")
        return Parameter(
            name=raw["name"],
            location=location,
            schema=raw.get("schema", {}) if media is None else media.schema,
            style=style,
            explode=raw.get("explode", style in ("form", "cookie")),
            content="" if media is None else media.name,
            required=location == "path" or raw.get("required") is True,
        )

    def _sent(self, response: Any) -> Iterator[Media]:
        """The contents of a response that there can be."""
        for media in self._contents(response):
            if media.item is not None or media.schema not in (False, {"not": {}}):
                yield media

    def _contents(self, holder: Any) -> Iterator[Media]:
        for name, raw in (holder.get("content") or {}).items():
            media = self.resolve(raw) or {}
            whole, item = media.get("schema", {}), media.get("itemSchema")
            kind = name.partition(";")[0].strip().lower()
            if item is not None and kind.endswith(("/json", "+json")):
                # One value, and no sequence.
                whole = media.get("schema", {"type": "array", "items": item})
                item = None
            elif item is None and kind in STREAMS:
                item = self._member(whole)
            yield Media(name, whole, item, media.get("encoding") or {})

    def _member(self, whole: Any) -> Any:
        """What is said of one member where `schema` speaks of an array of all, or of an object, which no array is."""
        said = self.resolve(whole)
        if said.get("type") == "array":
            return said.get("items", {})
        return whole if self._is_object(said) else None

    def _is_object(self, said: Any) -> bool:
        """Whether a schema, or each of its alternatives, says that it is an object."""
        either = said.get("anyOf") or said.get("oneOf") or ()
        return said.get("type") == "object" or bool(
            either and all(self._is_object(self.resolve(one)) for one in either)
        )

    def schemes(self) -> dict[str, Scheme]:
        """The security schemes that put a secret into a request."""
        found: dict[str, Scheme] = {}
        components = self.data.get("components") or {}
        for name, value in (components.get("securitySchemes") or {}).items():
            raw = self.resolve(value)
            match raw.get("type"), str(raw.get("scheme", "")).lower():
                case "apiKey", _:
                    found[name] = Scheme(raw["in"], raw["name"])
                case "http", "basic":
                    found[name] = Scheme("header", "Authorization", "Basic")
                case "http", word if word != "bearer":
                    found[name] = Scheme("header", "Authorization", raw["scheme"])
                case ("http" | "oauth2" | "openIdConnect"), _:
                    found[name] = Scheme("header", "Authorization", "Bearer")
                case _:
                    pass
        return found


class Loader(yaml.CSafeLoader):
    """YAML as OpenAPI means it: a date, or the word "on", stays text."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, found) for tag, found in known if tag.endswith(KEPT)]
    for letter, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
TRUTH = re.compile(r"(?:true|True|TRUE|false|False|FALSE)$")
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", TRUTH, [*"tTfF"])


AS_OPENAPI = "as-openapi.yaml"
"""The file beside a document of Swagger 2.0, or of several files, in which somebody wrote down what it means."""


def read(path: Path) -> Document:
    """Read a document from a file; what one of Swagger 2.0, or of several files, says may stand in another one beside it."""
    beside = path.with_name(AS_OPENAPI)
    text = (beside if beside.exists() else path).read_text("utf-8-sig")
    return Document(
        json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader)
    )


def statuses(responses: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """What is declared for each status; ranges in small letters count where none is spelled right."""
    for key, response in responses.items():
        status = str(key) if key == "default" else str(key).upper()
        known = STATUS.fullmatch(status)
        if known and (status == str(key) or status not in responses):
            yield status, response
