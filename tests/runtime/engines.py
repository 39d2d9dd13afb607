"""Engines over a server or over prepared answers, for both kinds of client, behind one function that calls."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from _runtime.async_engine import AsyncEngine
from _runtime.engine import SyncEngine
from _runtime.errors import BY_STATUS
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.omit import omit
from _runtime.operation import Api, ErrorShape, Operation, Scheme
from _runtime.settings import Clock, Settings
from _runtime.testing import FakeTransport
from _runtime.transport import Timeout

SCHEMES = {
    "token": Scheme("http", scheme="bearer"),
    "key": Scheme("apiKey", location="query", parameter="api_key"),
    "cookie": Scheme("apiKey", location="cookie", parameter="session"),
    "basic": Scheme("http", scheme="basic"),
    "digest": Scheme("http", scheme="HMAC"),
    "oauth": Scheme("oauth2", token_url=""),
}


def api(**changes: Any) -> Api:
    """What all operations share."""
    known = {str(status): (kind, None) for status, kind in BY_STATUS.items()}
    told: dict[str, Any] = {
        "schemes": SCHEMES,
        "security": ({"token": ()},),
        "error": ErrorShape(),
        "errors": lambda: known,
    }
    told |= changes
    return Api("acme", "1.0", "ACME_BASE_URL", **told)


@dataclass
class Time:
    """A clock that moves by sleeping alone; `luck` is what chance gives."""

    now: float = 1000.0
    luck: float = 1.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        """The clock of an engine."""
        return Clock(lambda: self.now, lambda: self.now, lambda: self.luck)

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.now += seconds

    async def sleep_async(self, seconds: float) -> None:
        """Move on."""
        self.sleep(seconds)


class Caller:
    """Calls operations with one kind of engine; a test runs once with each."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous
        self.time = Time()

    def call(
        self,
        operation: Operation[Any],
        *arguments: object,
        url: str = "https://acme.example",
        fake: FakeTransport | None = None,
        options: Any = None,
        body: object = omit,
        shared: Api | None = None,
        credentials: Mapping[str, Any] | None = None,
        timeout: Timeout | None = None,
        retries: int = 2,
        real_time: bool = False,
        **hooks: Any,
    ) -> Any:
        """Call an operation and give its data; `hooks` are the settings of this name."""
        settings = Settings(
            base_url=url,
            own_base_url=True,
            credentials={"token": "sk-1"} if credentials is None else credentials,
            timeout=timeout or Timeout(),
            retries=retries,
            clock=Clock() if real_time else self.time.clock(),
            **hooks,
        )
        shared = shared or api()
        if self.asynchronous:
            return asyncio.run(
                self._call_async(
                    shared, settings, operation, arguments, fake, options, body
                )
            )
        engine = SyncEngine(
            shared, settings, fake.sync if fake else HttpTransport, self.time.sleep
        )
        try:
            return engine.call(operation, options, *arguments, body=body)
        finally:
            engine.close()

    async def _call_async(
        self,
        shared: Api,
        settings: Settings,
        operation: Operation[Any],
        arguments: tuple[object, ...],
        fake: FakeTransport | None,
        options: Any,
        body: object,
    ) -> Any:
        make = fake.asynchronous if fake else AsyncHttpTransport
        engine = AsyncEngine(shared, settings, make, self.time.sleep_async)
        try:
            return await engine.call(operation, options, *arguments, body=body)
        finally:
            await engine.close()
