"""A document goes in; how every operation fares, called by both clients against a recording server, comes out."""

from __future__ import annotations

import asyncio
import inspect
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import TypeAdapter

from generator.ir.model import Operation

from . import bodies, decoder
from .answers import Planned, planned
from .arguments import NO_BODY, Given, given
from .document import Call, Document, Scheme, Unresolved, read
from .instances import Impossible, Maker
from .markup import is_structured, is_xml, tree, written
from .package import Package, imported, secret
from .queries import ambiguous, pairs_of
from .reading import Unreadable, essence, nothing, same
from .server import Answer, Request, Server, running
from .tally import Tally
from .truth import fault
from .typed import Refused, typed

ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)
NAMED = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}


def judge(spec: Path) -> Tally:
    """Call every operation of a document.

    Raises:
        generator.diagnostics.Refused: the document has errors.
    """
    document = read(spec)
    with (
        tempfile.TemporaryDirectory() as folder,
        imported(spec, Path(folder)) as package,
        running() as server,
    ):
        judging = Judging(document, package, server, Tally())
        asyncio.run(judging.run())
        return judging.tally


@dataclass
class Judging:
    """One document's calls."""

    document: Document
    package: Package
    server: Server
    tally: Tally

    async def run(self) -> None:
        """Call every operation by both clients."""
        one = self.package.client(False, self.server.url)
        other = self.package.client(True, self.server.url)
        with one:
            async with other:
                for call in self.document.calls():
                    self.tally.operations += 1
                    await self.operation(call, {"sync": one, "async": other})

    async def operation(self, call: Call, clients: Mapping[str, Any]) -> None:
        """Call an operation once for every answer, with few and with all arguments in turn.

        The synchronous client gets plain values, the asynchronous one instances of the annotations.
        """
        operation = self.package.operations.get((call.method.lower(), call.path))
        if operation is None:
            self.tally.note("called", call.name, "there is no such method")
            return
        chosen = [
            made
            for full in (True, False)
            if (made := self.given(operation, call, full))
        ]
        plans = [
            one
            for full in (False, True)
            for one in planned(self.document, call, full, self.tally)
        ]
        if not plans and any(one.contents for one in call.responses):
            return  # What is declared cannot be made.
        while chosen and len(plans) < len(chosen):
            plans.append(plans[0] if plans else Planned(Answer()))
        for number, plan in enumerate(plans if chosen else ()):
            values = chosen[number % len(chosen)]
            for twin, client in clients.items():
                method = self.package.method(client, operation)
                await self.exchange(call, method, values, plan, twin == "async")

    def given(self, operation: Operation, call: Call, full: bool) -> Given | None:
        """Arguments of a call; None where none can be made."""
        try:
            made = given(self.document, self.package, operation, call, full)
        except (Impossible, Unresolved) as why:
            self.tally.leave(f"no instance: {why}"[:60])
            return None
        for name in made.missing:
            self.tally.note("parameters", call.name, f"{name!r} is no argument")
        for reason in made.left:
            self.tally.leave(reason)
        return made

    # ----------------------------------------------------------------------------------------------------- one call

    async def exchange(
        self, call: Call, method: Any, values: Given, plan: Planned, asynchronous: bool
    ) -> None:
        """Call a method once, and judge what the server got and what the caller gets."""
        where = (
            f"{call.name} ({'async' if asynchronous else 'sync'}, {plan.answer.status})"
        )
        arguments = values.arguments
        if asynchronous:
            try:
                arguments = typed(self.package, method, arguments)
            except Refused as why:
                self.refused(call, where, values, why)
        self.server.answer = plan.answer
        self.server.requests.clear()
        outcome = await called(method, arguments, plan.members)
        requests = [*self.server.requests]
        if len(requests) != 1:
            self.tally.note(
                "called", where, f"{len(requests)} requests; {told(outcome)}"
            )
            return
        self.tally.note("called", where, "")
        self.parameters(call, where, values, requests[0])
        self.body(call, where, values, requests[0])
        if call.security:
            self.tally.note("secured", where, self.secured(call, values, requests[0]))
        kind = plan.answer.media_type
        if plan.success and kind and not asked(requests[0].get("accept"), kind):
            self.tally.note("responses", where, f"{kind} was not asked for")
        self.outcome(where, plan, outcome)

    def refused(self, call: Call, where: str, values: Given, why: Refused) -> None:
        """Count a value that its annotation refuses, unless the schema does too."""
        wrong = ""
        for parameter in call.parameters:
            key = parameter.name, parameter.location
            if key in values.parameters:
                value = values.parameters[key]
                wrong = wrong or fault(self.document, parameter.schema, value)
        if values.media is not None:
            wrong = wrong or fault(self.document, values.media.schema, values.body)
        if wrong:
            self.tally.leave("an instance that jsonschema refuses")
        else:
            self.tally.note("called", where, f"argument refused: {why}")

    # -------------------------------------------------------------------------------------------------- the request

    def parameters(
        self, call: Call, where: str, values: Given, request: Request
    ) -> None:
        """Every parameter comes back as it was given, and nothing is in the query beside them."""
        base = urlsplit(self.server.url).path
        try:
            found, beyond = decoder.parameters(call, request, base, values.parameters)
        except Unreadable as why:
            self.tally.note("parameters", where, str(why))
            return
        mixed = ambiguous(call, values.parameters)
        for key, value in values.parameters.items():
            if key[1] == "path" and "}{" in call.path:
                continue
            if key[1] == "query" and key[0] in mixed:
                self.tally.leave("exploded objects that share names")
                continue
            got = found[key]
            well = same(got, value) or nothing(got, value)
            wrong = (
                ""
                if well
                else f"{key[0]}: gave {value!r}, decoded {got!r} of {request.target!r}"
            )
            self.tally.note("parameters", where, wrong)
        schemes = self.document.schemes().values()
        allowed = {one.name for one in schemes if one.carrier == "query"}
        unasked = [name for name in beyond if name not in allowed]
        if unasked:
            self.tally.note("parameters", where, f"sent unasked: {unasked}")

    def body(self, call: Call, where: str, values: Given, request: Request) -> None:
        """The body comes back as it was given, and none comes where none was."""
        if values.body is NO_BODY or values.media is None:
            if call.bodies:
                wrong = f"sent unasked: {request.body[:80]!r}" if request.body else ""
                self.tally.note("bodies", where, wrong)
            return
        maker = Maker(self.document, "request", True)
        media = values.media
        if is_xml(media.name) and is_structured(maker, media.schema):
            document = written(maker, media.schema, values.body)
            wrong = (
                ""
                if tree(request.body) == tree(document)
                else f"sent {request.body!r} for {document!r}"
            )
            self.tally.note("bodies", where, wrong)
            return
        try:
            found = bodies.body(values.media, request, values.body)
        except (Unreadable, ValueError, KeyError) as why:
            self.tally.note("bodies", where, f"{why!r} in {request.body[:200]!r}")
            return
        well = same(found, values.body)
        told = f"{request.get('content-type')}: gave {values.body!r}, decoded {found!r}"
        self.tally.note("bodies", where, "" if well else told)

    def secured(self, call: Call, values: Given, request: Request) -> str:
        """What is wrong with the credentials: nothing when one alternative is there as a whole."""
        schemes = self.document.schemes()
        for names in call.security:
            if all(
                self.carries(schemes[name], name, values, request)
                for name in names
                if name in schemes
            ):
                return ""
        return f"none of {call.security} in {request.target!r}"

    def carries(
        self, scheme: Scheme, name: str, values: Given, request: Request
    ) -> bool:
        """Whether a request holds the secret of a scheme, or what the caller gave in its place."""
        wanted = secret(name)
        for (given_name, location), value in values.parameters.items():
            if location == scheme.carrier and given_name.lower() == scheme.name.lower():
                wanted = str(value)
        match scheme.carrier:
            case "query":
                pairs = pairs_of(request.target.partition("?")[2])
                return any(
                    name == scheme.name and unquote(value or "") == wanted
                    for name, value in pairs
                )
            case "cookie":
                return any(
                    f"{scheme.name}={wanted}" == unquote(one.strip())
                    for one in request.get("cookie").split(";")
                )
            case _:
                if scheme.word == "Basic":
                    wanted = b64encode(f"{wanted}:pass".encode()).decode()
                # The scheme's word is told without case (RFC 9110, section 11.1).
                return [scheme.word.lower(), wanted] in (
                    ["", value] if not scheme.word else lowered(value)
                    for value in request.all(scheme.name)
                )

    # --------------------------------------------------------------------------------------------------- the answer

    def outcome(self, where: str, plan: Planned, outcome: Any) -> None:
        """A success decodes to the value that was sent, an error is raised with its body."""
        kind = "responses" if plan.success else "errors"
        wrong = (
            self.success(plan, outcome) if plan.success else self.error(plan, outcome)
        )
        if (
            wrong
            and plan.schema is not None
            and fault(self.document, plan.schema, plan.value)
        ):
            self.tally.leave("an instance that jsonschema refuses")
            return
        self.tally.note(kind, where, wrong)

    def success(self, plan: Planned, outcome: Any) -> str:
        """What is wrong with the result of a call."""
        if isinstance(outcome, Exception):
            return told(outcome)
        if isinstance(plan.value, bytes | str) and plan.schema is None:
            return "" if outcome == plan.value else f"{outcome!r} for {plan.value!r}"
        if plan.members and plan.schema is None:
            outcome = [one.data for one in outcome]
        found = ANYTHING.dump_python(
            outcome, mode="json", by_alias=True, exclude_unset=True
        )
        return "" if same(found, plan.value) else f"{found!r} for {plan.value!r}"

    def error(self, plan: Planned, outcome: Any) -> str:
        """What is wrong with an error: its class, its status, its body."""
        errors = self.package.part("errors")
        status = plan.answer.status
        if not isinstance(outcome, errors.StatusError) or outcome.status != status:
            return told(outcome)
        default = "InternalServerError" if status >= 500 else "StatusError"
        name = NAMED.get(status, default)
        if name not in {one.__name__ for one in type(outcome).__mro__}:
            return f"{type(outcome).__name__} for {name}"
        if not plan.answer.body or isinstance(plan.value, bytes):
            return ""
        if not same(outcome.raw, plan.value):
            return f"raw {outcome.raw!r} for {plan.value!r}"
        if plan.schema is None:
            # Text has no fields: the body holds none, and `raw` holds the text.
            return ""
        found = ANYTHING.dump_python(
            outcome.body, mode="json", by_alias=True, exclude_unset=True
        )
        return "" if same(found, plan.value) else f"body {found!r} for {plan.value!r}"


def asked(accept: str, media_type: str) -> bool:
    """Whether a header field `Accept` has room for a media type."""
    kind = essence(media_type)
    wanted = {essence(one) for one in accept.split(",")}
    return not wanted.isdisjoint({kind, f"{kind.partition('/')[0]}/*", "*/*"})


def lowered(value: str) -> list[str]:
    """An Authorization field as its scheme, in lower case, and the rest."""
    word, _, rest = value.partition(" ")
    return [word.lower(), rest]


async def called(method: Any, arguments: Mapping[str, Any], members: bool) -> Any:
    """What a call gives, streams read to their end, or the exception that it raises."""
    try:
        result = method(**arguments)
        if inspect.isawaitable(result):
            result = await result
        if members and hasattr(result, "__anext__"):
            return [one async for one in result]
        return [*result] if members and hasattr(result, "__next__") else result
    except Exception as error:
        return error


def told(outcome: Any) -> str:
    """An outcome in words."""
    if isinstance(outcome, Exception):
        return f"{type(outcome).__name__}: {outcome}".replace("\n", " ")
    return f"returned {outcome!r}"
