"""A document goes in; how what arrives by itself fares, read by its functions and by its receiver, comes out."""

from __future__ import annotations

import importlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

from fastapi import FastAPI
from operations.answers import LINES
from operations.document import Document, read
from operations.instances import Maker
from operations.markup import is_structured, is_xml, written
from operations.package import Package, imported
from operations.reading import essence, is_json, nothing, same
from operations.tally import Tally
from server.running import served

from generator.ir.model import Content, Operation
from generator.load import Document as Loaded
from generator.load import load
from generator.mock.examples import shown
from generator.names.places import every_operation
from loopback.documents import ANYTHING, Handler, body_of

FORM = "application/x-www-form-urlencoded"
MARK = "a1b2"


@dataclass(frozen=True)
class Arriving:
    """One document's webhooks and callbacks."""

    document: Document
    loaded: Loaded
    package: Package
    tally: Tally
    url: str
    handler: Handler

    def run(self) -> None:
        """Send every example of every body."""
        operations = every_operation(self.package.api)
        for operation in operations[len(self.package.api.operations) :]:
            self.tally.operations += 1
            contents = operation.body.contents if operation.body else ()
            for content in contents:
                for sample in shown(self.loaded, self.package.api, content):
                    body, media_type = self.encoded(content, sample.value)
                    where = f"{operation.id} ({media_type})"
                    if not media_type.startswith("multipart/"):
                        self.parsed(operation, where, body, media_type, sample.value)
                    self.received(operation, where, body, media_type, sample.value)

    def encoded(self, content: Content, value: Any) -> tuple[bytes, str]:
        """A body and its media type."""
        kind = essence(content.media_type)
        raw = self.document.resolve({"$ref": content.id})
        maker = Maker(self.document, "request", True)
        if is_xml(kind) and is_structured(maker, raw["schema"]):
            return written(maker, raw["schema"], value), kind
        if kind == FORM:
            return form(value, raw.get("encoding", {})), kind
        if kind.startswith("multipart/"):
            return parts(value), f"{kind}; boundary={MARK}"
        if is_json(kind):
            return json.dumps(value).encode(), kind
        if kind in LINES:
            return "".join(f"{json.dumps(one)}\n" for one in value).encode(), kind
        return str(value).encode(), kind

    def parsed(
        self,
        operation: Operation,
        where: str,
        body: bytes,
        media_type: str,
        value: Any,
    ) -> None:
        """What a function of the package reads is what was sent."""
        assert operation.body is not None
        name = self.package.names.webhooks[operation.id]
        parse = getattr(self.package.part("webhooks"), f"parse_{name}")
        several = len(operation.body.contents) > 1
        try:
            found = parse(body, *([media_type] if several else []))
        except ValueError as why:
            self.tally.note("bodies", where, f"{why} for {value!r}")
            return
        except self.package.module.InvalidWebhook as why:
            self.tally.note("bodies", where, f"{why} for {value!r}")
            return
        got = ANYTHING.dump_python(
            found, mode="json", by_alias=True, exclude_unset=True
        )
        well = same(got, value) or (found is None and nothing({}, value))
        wrong = "" if well else f"{got!r} for {value!r}"
        self.tally.note("bodies", where, wrong)

    def received(
        self,
        operation: Operation,
        where: str,
        body: bytes,
        media_type: str,
        value: Any,
    ) -> None:
        """What a handler gets is what was sent."""
        name = self.package.names.webhooks[operation.id]
        module = f"{self.package.module.__name__}_server.handlers.webhooks"
        routes = importlib.import_module(module).ROUTES
        route = next(one for one in routes if one.handler == str(name))
        self.handler.got.clear()
        status, told = posted(self.url, route.method, route.path, body, media_type)
        if len(self.handler.got) != 1 or status >= 300:
            self.tally.note("called", where, f"{status} {told[:300]!r} for {value!r}")
            return
        self.tally.note("called", where, "")
        names = self.package.names.arguments[operation.id]
        found = body_of(operation, names, self.handler.got[0], value)
        well = same(found, value) or (found is None and nothing({}, value))
        wrong = "" if well else f"got {found!r} for {value!r}"
        self.tally.note("bodies", where, wrong)


def form(value: Mapping[str, Any], encoding: Mapping[str, Any]) -> bytes:
    """A form of scalars, arrays and objects (OpenAPI 3.2, "Encoding Object")."""
    pairs: list[str] = []
    for name, one in value.items():
        key = quote_plus(name)
        if isinstance(one, list):
            texts = [quote_plus(text(each)) for each in one]
            joined = not encoding.get(name, {}).get("explode", True)
            texts = [",".join(texts)] if joined else texts
            pairs += [f"{key}={each}" for each in texts]
        else:
            pairs.append(f"{key}={quote_plus(text(one))}")
    return "&".join(pairs).encode()


def parts(value: Mapping[str, Any]) -> bytes:
    """A multipart body without files (RFC 7578)."""
    made: list[str] = []
    for name, one in value.items():
        for each in one if isinstance(one, list) else [one]:
            told = (
                "Content-Type: application/json\r\n" if isinstance(each, dict) else ""
            )
            key = name.replace('"', "%22")
            head = f'Content-Disposition: form-data; name="{key}"\r\n{told}'
            made.append(f"--{MARK}\r\n{head}\r\n{text(each)}\r\n")
    return "".join([*made, f"--{MARK}--\r\n"]).encode()


def text(value: Any) -> str:
    """A value as it stands in a form."""
    return value if isinstance(value, str) else json.dumps(value)


def posted(
    url: str, method: str, path: str, body: bytes, media_type: str
) -> tuple[int, bytes]:
    """Send a request; its status and its content."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.request(method, quote(path), body, {"Content-Type": media_type})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def arrived(spec: Path) -> Tally:
    """Send every example of what arrives by itself.

    Raises:
        generator.diagnostics.Refused: the document has errors.
    """
    handler, app, tally = Handler(), FastAPI(), Tally()
    with (
        tempfile.TemporaryDirectory() as folder,
        imported(spec, Path(folder), server=True) as package,
    ):
        if len(every_operation(package.api)) == len(package.api.operations):
            return tally
        server = importlib.import_module(f"{package.module.__name__}_server")
        app.include_router(server.create_receiver(webhooks=handler))
        with served(app) as url:
            loaded = load(spec)
            Arriving(read(spec), loaded, package, tally, url, handler).run()
    return tally
