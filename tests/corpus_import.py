"""Run by tests/corpus.py beside a generated client and its server: all of it is imported, and every operation asked for.

Every module is imported, every schema built, and an application made whose handlers do nothing. It has to give its
document, and to answer one request to each operation: whatever is wrong with the request, no error 500 is right.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import re
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

App: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]
OPTIONS = frozenset({"check_answers", "limits", "docs_url"})
BODY = b'{"a": [1]}'
TYPES = ("application/json", "multipart/form-data; boundary=a", "text/plain")


class Handler:
    """Does nothing, whatever it is asked, and says nothing in the media type of the answer."""

    def __init__(self, routes: Iterable[Any]) -> None:
        self.nothing = {route.handler: nothing(route) for route in routes}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        async def method(call: object, /, **arguments: object) -> Any:
            return self.nothing[name]

        return method


def nothing(route: Any) -> Any:
    """No JSON, no text, no members of a stream, or no bytes."""
    contents = next((one.contents for one in route.answers.values()), ())
    if not contents or contents[0].type is not None:
        return None
    media_type = contents[0].media_type
    whole = contents[0].item is None and "event-stream" not in media_type
    words = any(word in media_type for word in ("text", "xml", "yaml"))
    return "" if whole and words else ()


def main() -> None:
    """Import both packages, and try the server.

    Raises:
        AssertionError: an operation is not answered, or by an error of the server.
    """
    for package, target in ("acme", "python"), ("acme_server", "server"):
        root = Path(target)
        sys.path.insert(0, str(root.resolve()))
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            own = parts[:-1] if parts[-1] == "__init__" else parts
            importlib.import_module(".".join(own))
    client = importlib.import_module("acme")
    for name in client.models.SCHEMAS:
        assert client.models.SCHEMAS[name] is not None
    described()
    asyncio.run(tried(importlib.import_module("acme_server")))


def described() -> None:
    """Put every operation of the client together, and find the types of what it gives."""
    calls = importlib.import_module("acme._runtime.calls")
    for path in sorted(Path("python/acme/resources").rglob("*.py")):
        parts = path.relative_to("python").with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for resource in vars(module).values():
            if isinstance(resource, type) and resource.__module__ == module.__name__:
                for method in vars(resource).values():
                    if isinstance(method, calls.Method):
                        assert method.operation.path.startswith("/")
                        assert isinstance(method.headers, type)


async def tried(server: Any) -> None:
    """Ask for the document, and for every operation in it."""
    wanted = inspect.signature(server.create_app).parameters.keys() - OPTIONS
    tables = {
        path.stem: importlib.import_module(f"acme_server.handlers.{path.stem}").ROUTES
        for path in Path("server/acme_server/handlers").glob("*.py")
        if not wanted.isdisjoint({path.stem, f"{path.stem}_"})
    }
    routes = [route for table in tables.values() for route in table]
    handlers = {name: Handler(tables.get(name.rstrip("_"), routes)) for name in wanted}
    given: dict[str, Any] = {**handlers}
    if "verify" in given:
        given["verify"] = lambda credentials: None
    app = server.create_app(**given, check_answers=False)
    status, body = await answered(app, "GET", "/openapi.json")
    assert status == 200, status
    document = json.loads(body)
    assert document == app.openapi()
    for route in routes:
        path, _, query = route.path.partition("#")[0].partition("?")
        for media_type in TYPES if route.body else TYPES[:1]:
            # A value of one digit is a number, a text, and an item of a list.
            target = re.sub(r"\{[^{}]*\}", "1", path) or "/"
            status, body = await answered(app, route.method, target, query, media_type)
            what = f"{route.method} {route.path} {media_type}: {status} {body[:200]!r}"
            assert status not in (404, 405, 500), f"AssertionError: {what}"


async def answered(
    app: App, method: str, path: str, query: str = "", media_type: str = ""
) -> tuple[int, bytes]:
    """Status and body of the answer to one request, without a socket."""
    body = BODY if media_type else b""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [
            (b"content-type", media_type.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"authorization", b"Bearer a"),
        ],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    asked = False
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.sleep(3600)
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    found = b"".join(one.get("body", b"") for one in sent)
    return sent[0]["status"], found


if __name__ == "__main__":
    main()
