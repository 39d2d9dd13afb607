"""An operation goes in; calls of it as a reader would write them, one for each named example, come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.model import Example, Json, Operation, Parameter, Server
from generator.languages import curl
from generator.languages.code import Code
from generator.languages.python.calls import program
from generator.names import (
    ArgumentKey,
    body_record,
    chosen_content,
)
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.forms import flat, form, styled
from generator.targets.docs.site import Site
from generator.targets.docs.values import of_parameter, sample
from generator.targets.docs.words import Words

ADDRESS = "https://api.example"
"""Stands for the address where the document has none; a reserved name (RFC 6761)."""
ASYNC = "Python (async)"
LANGUAGES = (("shell", "curl"), ("python", "Python"), ("python", ASYNC))
"""What calls are written in: the word for highlighting, and what it is called."""
KEY, TOKEN, CREDENTIALS = Code("KEY"), Code("TOKEN"), Code("CREDENTIALS")
"""Variables of a shell that a reader fills in."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A call in one language: the word for its highlighting, what it is called, its text, and whether it awaits."""

    language: str
    label: str
    source: Code
    asynchronous: bool


@dataclass(frozen=True, slots=True)
class Call:
    """An operation with values for one example of its body; `example` is None where the document has none."""

    operation: Operation
    example: Example | None
    parameters: tuple[tuple[Parameter, Json], ...]
    body: Json
    has_body: bool


@dataclass(frozen=True, slots=True)
class SnippetView:
    """A call in one language; `source` is it as it stands, `twin` has it on the page's twin as well."""

    language: Words
    code: Words
    source: Code
    twin: bool


@dataclass(frozen=True, slots=True)
class SampleView:
    """The calls for one example."""

    title: Words
    doc: Words
    open: bool
    snippets: tuple[SnippetView, ...]


def samples(operation: Operation, site: Site) -> tuple[SampleView, ...]:
    """The samples of one operation, one for each named example of its body."""
    found: list[SampleView] = []
    for call in calls(operation, site):
        own = site.doc(call.example.doc) if call.example else None
        title = (" ".join(own.summary.split()) if own else "") or (
            call.example.name if call.example else ""
        )
        found.append(
            SampleView(
                title=words.text(title) if title else site.label("example"),
                doc=words.prose(own.description if own else ""),
                open=not found,
                snippets=tuple(
                    SnippetView(
                        words.text(one.label),
                        words.block(one.source, Code(one.language)),
                        one.source,
                        not (one.asynchronous and site.large()),
                    )
                    for one in snippets(call, site)
                ),
            )
        )
    return tuple(found)


def calls(operation: Operation, site: Site) -> Iterator[Call]:
    """The calls that an operation is shown by."""
    api = site.api
    given = tuple(
        (one, of_parameter(one, api))
        for one in operation.parameters
        if one.required or one.location == "path"
    )
    content = chosen_content(operation.body) if operation.body else None
    if content is None:
        yield Call(operation, None, given, None, False)
        return
    for example in content.examples:
        yield Call(operation, example, given, example.value, True)
    if content.examples:
        return
    made = sample(content.type, api)
    # A body that may be left out, and of which nothing is known to be needed, is left out.
    needed = bool(made) or operation.body is None or operation.body.required
    yield Call(operation, None, given, made if needed else None, needed)


def snippets(call: Call, site: Site) -> tuple[Snippet, ...]:
    """One call in every language that there is, in their order."""
    sources = (curl.command(request(call, site)), *python(call, site))
    return tuple(
        Snippet(language, label, source, label == ASYNC)
        for (language, label), source in zip(LANGUAGES, sources, strict=True)
    )


# ------------------------------------------------------------------------------------------------------------ Python


def python(call: Call, site: Site) -> tuple[Code, Code]:
    """A call of the generated Python client, without and with `await`, by the very names that it has."""
    method, given = method_of(call.operation, site), arguments(call, site)
    own = client(call, site)
    return (
        program(site.package, method, given, own, False),
        program(site.package, method, given, own, True),
    )


def method_of(operation: Operation, site: Site) -> Code:
    """The method of an operation, from the client on."""
    name = site.names.operations[operation.id]
    where = [
        site.names.resources[name.resource[: depth + 1]].attribute
        for depth in range(len(name.resource))
    ]
    return Code(".".join([*where, name.method]))


def arguments(call: Call, site: Site) -> list[tuple[Code, Json | bytes]]:
    """The arguments of a call: parameters of the path first, the body's fields last."""
    own: Mapping[ArgumentKey, Code] = site.names.arguments[call.operation.id]
    given = sorted(call.parameters, key=lambda one: one[0].location != "path")
    found: list[tuple[Code, Json | bytes]] = [(own[p.id], v) for p, v in given]
    if not call.has_body:
        return found
    record = body_record(site.api, call.operation)
    if record is None or not isinstance(call.body, Mapping):
        if ("body",) in own:
            found.append((own["body",], call.body))
        return found
    more: dict[str, Json] = {}
    for wire, value in call.body.items():
        argument = own.get(("body", wire))
        if argument is None:
            more[wire] = value
        else:
            found.append((argument, value))
    if more:
        found.append((Code("request_options"), {"body": more}))
    return found


def client(call: Call, site: Site) -> list[tuple[Code, str]]:
    """What a client is made with: the address, and what the operation has to carry."""
    found = [(Code("base_url"), address(call.operation, site))]
    names = site.names
    for need in call.operation.security[0] if call.operation.security else ():
        argument, password = names.schemes.get(need.scheme), names.passwords.get(
            need.scheme
        )
        if argument:
            found.append((argument, "…"))
        if password:
            found.append((password, "…"))
    return found


def address(operation: Operation, site: Site) -> str:
    """The address of the first server, with the defaults of its variables."""
    servers = operation.servers or site.api.servers
    url = filled(servers[0]) if servers else ""
    if not url.startswith(("http://", "https://")):
        url = f"{ADDRESS}{url if url.startswith('/') else ''}"
    return url.rstrip("/")


def filled(server: Server) -> str:
    """A server's address with the defaults of its variables."""
    url = server.url
    for variable in server.variables:
        url = url.replace(f"{{{variable.name}}}", variable.default)
    return url


# -------------------------------------------------------------------------------------------------------------- curl


def request(call: Call, site: Site) -> curl.Request:
    """The request that a call sends."""
    operation = call.operation
    path, query = operation.path, list[tuple[str, str]]()
    headers = credentials(operation, site, query)
    for parameter, value in call.parameters:
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.wire}}}", curl.escaped(flat(value)))
        elif parameter.location == "query":
            query += styled(parameter.wire, value, parameter.style, parameter.explode)
        elif parameter.location == "header":
            headers.append(curl.Header(parameter.wire, flat(value)))
        elif parameter.location == "cookie":
            headers.append(curl.Header("Cookie", f"{parameter.wire}={flat(value)}"))
    url = f"{address(operation, site)}{path}{curl.query(query)}"
    content = chosen_content(operation.body) if operation.body else None
    if content is None or not call.has_body:
        return curl.Request(operation.method, url, tuple(headers))
    media = content.media_type.partition(";")[0].strip().lower()
    multipart = media.startswith("multipart/")
    if (multipart or media.endswith("x-www-form-urlencoded")) and isinstance(
        call.body, Mapping
    ):
        fields = tuple(form(content, call.body))
        return curl.Request(
            operation.method, url, tuple(headers), form=fields, multipart=multipart
        )
    text = isinstance(call.body, str) and not media.endswith("json")
    kind = concrete(content.media_type, call.body)
    headers.append(curl.Header("Content-Type", kind))
    return curl.Request(operation.method, url, tuple(headers), call.body, True, text)


def concrete(media_type: str, body: Json) -> str:
    """The media type of a body, as the generated client chooses one where the document names a range of them."""
    if "*" not in media_type:
        return media_type
    if isinstance(body, str):
        return "text/plain; charset=utf-8"
    structured = isinstance(body, Mapping | list)
    return "application/json" if structured else "application/octet-stream"


def credentials(
    operation: Operation, site: Site, query: list[tuple[str, str]]
) -> list[curl.Header]:
    """The header fields that a request has to carry; what goes into the query is added there."""
    found: list[curl.Header] = []
    for need in operation.security[0] if operation.security else ():
        scheme = site.api.security_schemes.get(need.scheme)
        match scheme:
            case None:
                continue
            case _ if scheme.kind == "apiKey" and scheme.location == "query":
                query.append((scheme.parameter, "KEY"))
            case _ if scheme.kind == "apiKey" and scheme.location == "cookie":
                found.append(curl.Header("Cookie", f"{scheme.parameter}=", KEY))
            case _ if scheme.kind == "apiKey":
                found.append(curl.Header(scheme.parameter, "", KEY))
            case _ if scheme.kind == "http" and scheme.scheme.lower() == "basic":
                found.append(curl.Header("Authorization", "Basic ", CREDENTIALS))
            case _ if scheme.kind != "mutualTLS":
                found.append(curl.Header("Authorization", "Bearer ", TOKEN))
            case _:
                continue
    return found
