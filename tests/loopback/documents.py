"""A document goes in; how values fare that go from its client to its server's handlers and back comes out."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from pathlib import Path
from typing import Any

from operations.answers import Planned, is_text, planned
from operations.arguments import NO_BODY, Given
from operations.document import Call, read
from operations.judge import Judging, called, told
from operations.markup import is_xml
from operations.package import Package, imported
from operations.queries import ambiguous
from operations.reading import essence, is_json, nothing, same
from operations.server import Answer, Server
from operations.tally import Tally
from operations.typed import Refused, typed
from pydantic import TypeAdapter
from server.running import served
from starlette.datastructures import UploadFile

from generator.ir.media import is_file
from generator.ir.model import Operation
from generator.languages.code import Code
from generator.load import Document as Loaded
from generator.load import load
from generator.names import body_record
from loopback.showing import (
    answers_shown,
    bodies_shown,
    parameters_shown,
    with_files,
)

ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
OPTIONS = frozenset({"check_answers", "limits", "docs_url"})


@dataclass
class Handler:
    """Answers every operation as it is told to, and keeps what it got."""

    answer: Any = None
    got: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def __getattr__(self, name: str) -> Any:
        async def method(_: Any, /, **arguments: Any) -> Any:
            self.got.append({k: await content(v) for k, v in arguments.items()})
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

        if name.startswith("__"):
            raise AttributeError(name)
        return method


async def content(value: Any) -> Any:
    """An argument as JSON has it; files are read."""
    if isinstance(value, UploadFile):
        return await value.read()
    if isinstance(value, list) and any(isinstance(one, UploadFile) for one in value):
        return [await content(one) for one in value]
    if is_dataclass(value):
        given = vars(value).items()
        names = wires(type(value))
        return {names[k]: await content(one) for k, one in given if one is not None}
    try:
        return ANYTHING.dump_python(
            value, mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
    except UnicodeDecodeError:
        return ANYTHING.dump_python(value, by_alias=True, exclude_unset=True)


def wires(form: type) -> dict[str, str]:
    """The fields of a form with files by the attributes of its class."""
    routes = importlib.import_module(form.__module__).ROUTES
    contents = [one for route in routes if route.body for one in route.body.contents]
    contents += [one for content in contents for one in content.variants]
    found = next(one for one in contents if one.form is form)
    return {field.argument: field.wire for field in found.fields}


def without_nothing(value: Any) -> Any:
    """A value without objects and arrays that hold nothing, for which keys in brackets have no form."""
    if isinstance(value, list):
        members = [without_nothing(one) for one in value]
        while members and members[-1] in ({}, []):
            members.pop()
        return members
    if not isinstance(value, dict):
        return value
    made = {key: without_nothing(one) for key, one in value.items()}
    return {key: one for key, one in made.items() if one not in ({}, [])}


def body_of(
    operation: Operation,
    names: Mapping[Any, Code],
    got: Mapping[str, Any],
    given: Any,
) -> Any:
    """The body among the arguments of a handler, or of its fields those that were given."""
    taken = {names[one.id] for one in operation.parameters if one.id in names}
    own = next((n for n in got if n.startswith("body") and n not in taken), None)
    field = (
        isinstance(given, dict)
        and "body" in given
        and same(got.get("body"), given["body"])
    )
    if own is not None and set(got) - taken == {own} and not field:
        return got[own]
    known = [wire for wire in given if ("body", wire) in names]
    return {wire: got[names["body", wire]] for wire in known}


async def streamed(values: list[Any]) -> AsyncIterator[Any]:
    """Members one by one."""
    for value in values:
        yield value


def looped(spec: Path) -> Tally:
    """Call every operation of a document against its own server.

    Raises:
        generator.diagnostics.Refused: the document has errors.
    """
    document = read(spec)
    handler = Handler()
    with (
        tempfile.TemporaryDirectory() as folder,
        imported(spec, Path(folder), server=True) as package,
        served(application(package, handler)) as url,
    ):
        loop = Loop(document, package, Server(url), Tally(), handler, load(spec))
        asyncio.run(loop.run())
        return loop.tally


def application(package: Package, handler: object) -> Any:
    """The application of a server with one handler for everything; whoever has any credentials may do all."""
    made = importlib.import_module(f"{package.module.__name__}_server").create_app
    wanted = inspect.signature(made).parameters.keys() - OPTIONS
    given = dict[str, Any].fromkeys(wanted, handler)
    if "verify" in given:
        given["verify"] = lambda credentials: credentials
    return made(**given)


@dataclass
class Loop(Judging):
    """One document's calls, judged by what the handlers get and by what the callers get.

    Attributes:
        loaded: the document as it is read by the generator, for its examples.
    """

    handler: Handler
    loaded: Loaded

    async def operation(self, call: Call, clients: Mapping[str, Any]) -> None:
        """Call an operation with made values, and then with everything that the document shows for it."""
        await super().operation(call, clients)
        operation = self.package.operations.get((call.method.lower(), call.path))
        base = self.given(operation, call, False) if operation else None
        if operation is None or base is None:
            return
        values = [
            *bodies_shown(self.package, self.loaded, operation, call, base),
            *with_files(self.package, operation, call, base),
            *parameters_shown(self.package, self.loaded, operation, base),
        ]
        plans = list(answers_shown(self.loaded, self.package.api, operation, call))
        if values and not plans:
            plans = planned(self.document, call, False, self.tally)[:1]
            if not plans and not any(one.contents for one in call.responses):
                plans = [Planned(Answer())]
        values = values or [base]
        for number in range(max(len(values), len(plans)) if plans else 0):
            given, plan = values[number % len(values)], plans[number % len(plans)]
            for twin, client in clients.items():
                method = self.package.method(client, operation)
                await self.exchange(call, method, given, plan, twin == "async")

    async def exchange(
        self, call: Call, method: Any, values: Given, plan: Planned, asynchronous: bool
    ) -> None:
        """Call a method once."""
        if self.mistaken(call, values):
            self.tally.leave("a file that the types call text")
            return
        where = (
            f"{call.name} ({'async' if asynchronous else 'sync'}, {plan.answer.status})"
        )
        arguments = values.arguments
        if asynchronous:
            try:
                arguments = typed(self.package, method, arguments)
            except Refused as why:
                self.refused(call, where, values, why)
        self.handler.answer = self.planned(call, plan)
        self.handler.got.clear()
        # A synchronous client waits; the server runs in a thread of its own.
        outcome = await called(method, arguments, plan.members)
        if len(self.handler.got) != 1:
            self.tally.note(
                "called", where, f"{len(self.handler.got)} calls; {told(outcome)}"
            )
            return
        self.tally.note("called", where, "")
        self.arguments(call, where, values, self.handler.got[0])
        kind = essence(plan.answer.media_type)
        if plan.answer.status >= 300 and is_xml(kind) and self.several(call, plan):
            return  # A handler does not say in which media type it raises.
        if plan.answer.status < 300 or kind.endswith("json") or is_text(kind):
            self.outcome(where, plan, outcome)

    def several(self, call: Call, plan: Planned) -> bool:
        """Whether an answer of that status has one of several media types in which values are written."""
        status = str(plan.answer.status)
        kinds = [
            essence(media.name)
            for one in call.responses
            if one.status in (status, f"{status[0]}XX", "default")
            for media in one.contents
        ]
        return len([one for one in kinds if is_json(one) or is_xml(one)]) > 1

    def mistaken(self, call: Call, values: Given) -> bool:
        """Whether a file is given for a field whose type is text: `contentMediaType` makes no other type."""
        operation = self.package.operations[call.method.lower(), call.path]
        record = body_record(self.package.api, operation)
        if record is None or not isinstance(values.body, dict):
            return False
        return any(
            isinstance(values.body.get(field.wire), bytes)
            and not is_file(self.package.api, field.type)
            for field in record.fields
        )

    def error(self, plan: Planned, outcome: Any) -> str:
        """What is wrong with an error: another status, another body than the one that was raised."""
        errors = self.package.part("errors")
        if isinstance(outcome, errors.OutcomeUnknown):
            outcome = outcome.__cause__
        if not isinstance(outcome, errors.StatusError):
            return told(outcome)
        if plan.value is None and plan.schema is not None:
            return ""  # An exception without a body is filled with its message.
        # A text that happens to be JSON is shown as its value, and stays what it is in `text`.
        shown = [outcome.raw, outcome.text]
        well = outcome.status == plan.answer.status and any(
            same(one, plan.value) for one in shown
        )
        return "" if well else f"{outcome.status} {outcome.raw!r} for {plan.value!r}"

    def planned(self, call: Call, plan: Planned) -> Any:
        """What the handler is to give, or to raise."""
        server = importlib.import_module(f"{self.package.module.__name__}_server")
        answer: Answer = plan.answer
        value = plan.value
        if answer.status >= 400:
            errors = self.package.part("errors")
            return errors.StatusError("planned", status=answer.status, body=value)
        if plan.members:
            events = essence(answer.media_type) == "text/event-stream"
            if events and plan.schema is None:
                event = self.package.part("serving").ServerSentEvent
                value = [event(one) for one in value]
            value = streamed(value)
        operation = self.package.operations[call.method.lower(), call.path]
        headers = {
            header.wire: 1
            for response in operation.responses
            for header in response.headers
            if header.required
        }
        return server.Answer(value, answer.status, headers, answer.media_type)

    def arguments(
        self, call: Call, where: str, values: Given, got: dict[str, Any]
    ) -> None:
        """Everything that was given has arrived, under its name."""
        operation = self.package.operations[call.method.lower(), call.path]
        names = self.package.names.arguments[operation.id]
        ids: dict[tuple[str, str], str] = {
            (one.wire, one.location): one.id for one in operation.parameters
        }
        deep = {
            (one.wire, one.location)
            for one in operation.parameters
            if one.style == "deepObject"
        }
        mixed = ambiguous(call, values.parameters)
        for key, value in values.parameters.items():
            if (key[1] == "query" and key[0] in mixed) or "}{" in call.path:
                self.tally.leave("parameters that share names")
                continue
            found = got.get(names[ids[key]])
            if key in deep:
                value = without_nothing(value)
            well = (
                same(found, value)
                or nothing(found, value)
                or (found is None and value in ([], {}))
            )
            wrong = "" if well else f"{key[0]}: gave {value!r}, got {found!r}"
            self.tally.note("parameters", where, wrong)
        if values.body is NO_BODY or values.media is None:
            return
        found = body_of(operation, names, got, values.body)
        well = same(found, values.body) or (found is None and values.body == {})
        wrong = "" if well else f"gave {values.body!r}, got {found!r}"
        self.tally.note("bodies", where, wrong)
