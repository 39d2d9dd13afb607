"""A document goes in; how its clients fare against the mock that plays it, with every example both ways, comes out."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mock.playing import playing
from operations.answers import Planned, asked_for, read_event, statuses_of
from operations.arguments import NO_BODY, Given
from operations.document import Call, read
from operations.instances import Maker
from operations.judge import ANYTHING, Judging, called, told
from operations.package import imported
from operations.reading import same
from operations.server import Answer, Server
from operations.tally import Tally

from generator.ir.model import Api, Content, Operation
from generator.ir.shapes import from_xml
from generator.ir.xml import is_structured
from generator.mock.answer import response_of
from generator.mock.bodies import stream_members
from generator.mock.check import check
from generator.mock.errors import error_object
from generator.mock.examples import shown
from generator.mock.media import family
from generator.mock.places import first
from generator.mock.routes import find
from generator.mock.running import Mock
from generator.mock.served import Served
from generator.mock.wire import Incoming, Reply
from loopback.showing import bodies_shown, with_files

STREAMS = ("events", "lines", "sequence")


@dataclass(frozen=True)
class Wish:
    """What the mock is asked to answer; `value` is what the document's example says, where it is one."""

    status: int
    media_type: str = ""
    example: str = ""
    value: Any = None
    exact: bool = False

    def headers(self) -> dict[str, str]:
        """The wish as header fields."""
        name = f', example="{quoted(self.example)}"' if self.example else ""
        accept = {"Accept": self.media_type} if self.media_type else {}
        return {"Prefer": f"code={self.status}{name}", **accept}


@dataclass
class Playing(Judging):
    """The calls of one document to the mock that plays it."""

    served: Served
    mock: Mock
    replies: list[tuple[Incoming, Reply]] = field(
        default_factory=list[tuple[Incoming, Reply]]
    )

    async def operation(self, call: Call, clients: Any) -> None:
        """Call an operation once for every example of its answers and of its body."""
        operation = self.package.operations[call.method.lower(), call.path]
        chosen = [
            made
            for full in (True, False)
            if (made := self.given(operation, call, full))
        ]
        if not chosen:
            return
        chosen += bodies_shown(
            self.package, self.served.document, operation, call, chosen[-1]
        )
        chosen += with_files(self.package, operation, call, chosen[-1])
        wishes = list(self.wishes(operation, call)) or [Wish(200)]
        for number in range(max(len(wishes), len(chosen))):
            values = chosen[number % len(chosen)]
            wish = wishes[number % len(wishes)]
            for twin, client in clients.items():
                method = self.package.method(client, operation)
                where = f"{call.name} ({twin}, {wish.headers()})"
                await self.ask(call, where, method, values, wish)

    def wishes(self, operation: Operation, call: Call) -> Iterator[Wish]:
        """Every status, media type and example that the operation declares."""
        declared = {one.status for one in call.responses}
        for plain, response in zip(call.responses, operation.responses, strict=True):
            for status in statuses_of(plain, declared):
                if not response.contents or status in (204, 205, 304):
                    yield Wish(status)
                    continue
                asked = {one.name for one in asked_for(plain, status)}
                for content in response.contents:
                    if content.media_type not in asked:
                        continue
                    found = shown(self.served.document, self.served.api, content)
                    bare = "*" in content.media_type
                    accept = "" if bare else content.media_type
                    yield Wish(status, accept)
                    for one in found:
                        exact = (
                            one.name != ""
                            and one.text is None
                            and operation.task is None
                        )
                        yield Wish(status, accept, one.name, one.value, exact)

    async def ask(
        self, call: Call, where: str, method: Any, values: Given, wish: Wish
    ) -> None:
        """Call a method once, and judge what the mock read and what the caller gets."""
        operation = self.package.operations[call.method.lower(), call.path]
        arguments = dict(values.arguments)
        options = dict(arguments.get("request_options", {}))
        headers = {**options.get("headers", {}), **wish.headers()}
        arguments["request_options"] = {**options, "headers": headers}
        self.replies.clear()
        streamed = any(
            family(one.media_type) in STREAMS or one.item
            for response in operation.responses
            if response.status.startswith("2")
            for one in response.contents
        )
        outcome = await called(method, arguments, streamed and wish.status < 300)
        if len(self.replies) != 1:
            self.tally.note(
                "called", where, f"{len(self.replies)} requests; {told(outcome)}"
            )
            return
        incoming, reply = self.replies[0]
        body = b"".join(reply.pieces)
        well = reply.status == wish.status
        self.tally.note(
            "called", where, "" if well else f"{reply.status}: {body[:300]!r}"
        )
        if well:
            self.request(operation, where, incoming, values)
            self.answer(call, where, reply, wish, outcome)

    def request(
        self, operation: Operation, where: str, incoming: Incoming, values: Given
    ) -> None:
        """The mock has read what the client was given."""
        found = find(self.served.routes, incoming.method, incoming.path, incoming.query)
        seen = check(
            operation, incoming, found.texts, self.served.api, self.served.judge
        )
        for key, value in values.parameters.items():
            got = seen.values.get(key)
            fits = same(got, value) or value in ({}, [], None, "")
            self.tally.note(
                "parameters", where, "" if fits else f"{key}: {got!r} for {value!r}"
            )
        if values.body is not NO_BODY and seen.body is not None:
            wanted = characters(values.body)
            fits = same(seen.body, wanted)
            self.tally.note(
                "bodies", where, "" if fits else f"{seen.body!r} for {wanted!r}"
            )

    def answer(
        self, call: Call, where: str, reply: Reply, wish: Wish, outcome: Any
    ) -> None:
        """The caller gets what the mock has sent, and that is the document's example."""
        operation = self.package.operations[call.method.lower(), call.path]
        body = b"".join(reply.pieces)
        plan = self.planned(call, reply, body)
        told = response_of(operation, reply.status)
        for one in told.contents if told else ():
            if one.media_type == plan.answer.media_type:
                plan = typed(plan, one, self.served.api)
        if (
            wish.exact
            and plan.value is not None
            and not isinstance(plan.value, bytes | str)
        ):
            wrong = (
                ""
                if same(plan.value, wish.value)
                else f"{plan.value!r} for the example {wish.value!r}"
            )
            self.tally.note("responses", where, wrong)
        self.outcome(where, plan, outcome)

    def planned(self, call: Call, reply: Reply, body: bytes) -> Planned:
        """What the client has to make of a reply."""
        media_type = reply.header("content-type")
        answer = Answer(reply.status, media_type, body)
        if not media_type:
            return Planned(answer)
        match family(media_type):
            case "json":
                return Planned(answer, json.loads(body), {})
            case "lines" | "sequence":
                members = [
                    json.loads(one) for one in body.replace(b"\x1e", b"").splitlines()
                ]
                return Planned(answer, members, {}, members=reply.status < 300)
            case "events":
                return self.events(call, answer)
            case "binary":
                return Planned(answer, body)
            case _:
                return Planned(answer, body.decode())

    def events(self, call: Call, answer: Answer) -> Planned:
        """What the client has to make of a stream of events."""
        found = stream_members("events", answer.body)
        told = {one.status: one.contents for one in call.responses}
        status = str(answer.status)
        keys = (status, f"{status[0]}XX", "default")
        contents = next((told[key] for key in keys if key in told), ())
        items = [
            media.item
            for media in contents
            if media.name == answer.media_type and media.item is not None
        ]
        if not items:
            return Planned(answer, [one["data"] for one in found], members=True)
        maker = Maker(self.document, "response", True)
        members = [read_event(maker, items[0], one) for one in found]
        return Planned(answer, members, {}, members=True)

    def error(self, plan: Planned, outcome: Any) -> str:
        """What is wrong with an error, whose body is the error object wherever it stands."""
        if isinstance(outcome, self.package.module.OutcomeUnknown):
            outcome = outcome.__cause__
        wrong = super().error(replace(plan, schema=None), outcome)
        at = error_object(self.served.api.error, plan.value)
        if wrong or plan.schema is None or at is None:
            return wrong
        wanted = first(plan.value, [at])[1]
        found = ANYTHING.dump_python(
            outcome.body, mode="json", by_alias=True, exclude_unset=True
        )
        return "" if same(found, wanted) else f"body {found!r} for {wanted!r}"


def typed(plan: Planned, content: Content, api: Api) -> Planned:
    """What the client has to make of XML of which the document says what is in it."""
    if not is_structured(api, content):
        return plan
    return replace(plan, value=from_xml(api, content, plan.answer.body), schema={})


def quoted(text: str) -> str:
    """A text as it stands between quotation marks (RFC 9110, section 5.6.4)."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def characters(value: Any) -> Any:
    """A value in which bytes are text, as the mock takes them."""
    match value:
        case bytes():
            try:
                return value.decode()
            except UnicodeDecodeError:
                return value.decode("latin-1")
        case list():
            return [characters(one) for one in value]
        case dict():
            return {key: characters(one) for key, one in value.items()}
        case _:
            return value


def played(spec: Path) -> Tally:
    """Call every operation of a document, with every example.

    Raises:
        Refused: the document has errors.
    """
    replies: list[tuple[Incoming, Reply]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        imported(spec, Path(folder)) as package,
        playing(
            spec, told=lambda incoming, made: replies.append((incoming, made))
        ) as mock,
    ):
        server = Server(mock.url)
        judging = Playing(
            read(spec), package, server, Tally(), mock.served, mock, replies
        )
        asyncio.run(judging.run())
        return judging.tally
