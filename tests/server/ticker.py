"""An implementation of tests/mock/documents/streams.yaml, as a user would write it: members come one by one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from typing import Any

from operations.package import Package


class Ticker:
    """Answers the operations of events, lines and picture."""

    def __init__(self, package: Package) -> None:
        self.models = package.part("models")

    async def follow(self, call: Any, /, *, topic: str) -> AsyncIterator[Any]:
        """Events of a topic."""
        for number in range(3):
            yield self.models.Event(event="price", data=f"{topic}\n{number}")

    def ask(self, call: Any, /, *, body: Any) -> Iterator[Any]:
        """The question, word by word."""
        for word in body.prompt.split()[: body.words]:
            yield self.models.Word(text=word)

    def load(self, call: Any, /) -> bytes:
        """A picture."""
        return b"\x89PNG"


class Log:
    """Answers the operation of log."""

    def __init__(self, package: Package) -> None:
        self.event = package.module.ServerSentEvent

    def read(self, call: Any, /) -> list[Any]:
        """Two lines."""
        return [self.event("first\nlines", event="note"), self.event("", id="2")]


class Records:
    """Answers the operation of records."""

    def __init__(self, package: Package) -> None:
        self.models = package.part("models")

    def read(self, call: Any, /) -> list[Any]:
        """Two words."""
        return [self.models.Word(text="How"), self.models.Word(text="", last=True)]


def app(package: Package) -> Any:
    """The application."""
    made = import_module(f"{package.module.__name__}_server").create_app
    ticker = Ticker(package)
    return made(
        events=ticker,
        lines=ticker,
        picture=ticker,
        log=Log(package),
        records=Records(package),
    )
