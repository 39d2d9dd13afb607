"""An operation goes in; calls of it as a reader would write them, one for each named example, come out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from generator.ir import servers
from generator.ir.media import essence, is_form, is_text
from generator.ir.model import (
    Content,
    Example,
    Json,
    Operation,
    Parameter,
)
from generator.ir.xml import is_structured
from generator.languages import curl
from generator.languages.code import Code
from generator.languages.python.calls import Made, Use, Value, path, program
from generator.languages.python.typed import Typed
from generator.names import (
    ArgumentKey,
    body_record,
    chosen_content,
)
from generator.names.model import dotted
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.attached import (
    Attached,
    attached,
    gives_stream,
    is_empty,
    output,
    source,
)
from generator.targets.docs.credentials import credentials
from generator.targets.docs.forms import flat, form, styled
from generator.targets.docs.site import Site
from generator.targets.docs.values import SHOWN, of_parameter, sample, says, useful
from generator.targets.docs.words import Words

ADDRESS = "https://api.example"
"""Stands for the address where the document has none; a reserved name (RFC 6761)."""
ASYNC = "Python (async)"
LANGUAGES = (("shell", "curl"), ("python", "Python"), ("python", ASYNC))
"""What calls are written in: the word for highlighting, and what it is called."""
READING = ("GET", "HEAD", "DELETE")
"""Methods that are seldom sent with a body."""


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
    """The calls for one example; what a lone one is called is said only where the document describes it."""

    title: Words
    titled: bool
    doc: Words
    open: bool
    snippets: tuple[SnippetView, ...]


def samples(operation: Operation, site: Site) -> tuple[SampleView, ...]:
    """The samples of one operation, one for each named example of its body."""
    found: list[SampleView] = []
    many = [*calls(operation, site)]
    for call in many:
        own = site.doc(call.example.doc) if call.example else None
        title = (" ".join(own.summary.split()) if own else "") or (
            call.example.name if call.example else ""
        )
        found.append(
            SampleView(
                title=words.text(title) if title else site.label("example"),
                titled=len(many) > 1 or bool(own and own.summary),
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
        yield Call(operation, None, given or shown(operation, site), None, False)
        return
    for example in content.examples:
        yield Call(operation, example, given, example.value, True)
    if content.examples:
        return
    made = sample(content.type, api)
    made = made or useful(content.type, api) or made
    # A body that may be left out, and of which nothing is known to be needed, is left out.
    optional = not operation.body or not operation.body.required
    idle = operation.method in READING and not sample(content.type, api)
    needed = not optional or bool(made and not idle)
    if not needed:
        yield Call(operation, None, given or shown(operation, site), None, False)
        return
    yield Call(operation, None, given, made, True)


def shown(operation: Operation, site: Site) -> tuple[tuple[Parameter, Json], ...]:
    """Some parameters that have an example, for an operation that needs none."""
    found = [
        (one, of_parameter(one, site.api))
        for one in operation.parameters
        if not one.deprecated and any(says(each.value) for each in one.examples)
    ]
    return tuple(found[:SHOWN])


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
    own, saved = client(call, site), output(call.operation, site.api)
    use = use_of(call.operation, site)
    return (
        program(site.package, method, given, own, False, use, saved),
        program(site.package, method, given, own, True, use, saved),
    )


def use_of(operation: Operation, site: Site) -> Use:
    """What a sample does with what a call gives."""
    if output(operation, site.api):
        return "file"
    if gives_stream(operation):
        return "members"
    return "nothing" if is_empty(operation) else "answer"


def method_of(operation: Operation, site: Site) -> Code:
    """The method of an operation, from the client on."""
    return Code(dotted(site.names, operation.id))


def arguments(call: Call, site: Site) -> list[tuple[Code, Value]]:
    """The arguments of a call: parameters of the path first, the body's fields last."""
    own: Mapping[ArgumentKey, Code] = site.names.arguments[call.operation.id]
    given = sorted(call.parameters, key=lambda one: one[0].location != "path")
    typed = Typed(site.api, site.names.types, site.names.fields)
    found = [(own[p.id], typed.argument(p.type, v)) for p, v in given]
    return [*found, *body_arguments(call, own, typed, site)] if call.has_body else found


def body_arguments(
    call: Call, own: Mapping[ArgumentKey, Code], typed: Typed, site: Site
) -> Iterator[tuple[Code, Value]]:
    """The arguments that a body is passed by: its fields, else the whole."""
    body = call.operation.body
    content = chosen_content(body) if body else None
    record = body_record(site.api, call.operation)
    if content is None:
        return
    value = meant(content, call.body, site)
    if record is None or not isinstance(value, Mapping):
        if ("body",) in own:
            yield own["body",], whole(content, value, typed)
        return
    files = attached(content, value, site.api)
    types = {one.wire: one.type for one in record.fields}
    more: dict[str, Value] = {}
    for wire, one in value.items():
        argument = own.get(("body", wire))
        if argument is None:
            more[wire] = one
        elif wire in files:
            yield argument, file_value(files[wire])
        else:
            yield argument, typed.argument(types[wire], one)
    if more:
        yield Code("request_options"), {"body": more}


def meant(content: Content, body: Json, site: Site) -> Json:
    """The value of a body; of XML the one that it stands for."""
    if not isinstance(body, str) or not is_structured(site.api, content):
        return body
    from generator.ir.shapes import from_xml

    try:
        read: Json = from_xml(site.api, content, body)
    except ValueError:
        return sample(content.type, site.api)
    return read


def whole(content: Content, body: Json, typed: Typed) -> Value:
    """A body that is passed whole."""
    file = source(content, body)
    if not file or is_structured(typed.api, content):
        return typed.argument(content.type, body)
    made = path(file)
    if is_text(content.media_type):
        return Made(made.callee, made.arguments, made.needs, Code(".read_text()"))
    return made


def file_value(one: Attached) -> Value:
    """A field of a form that is a file."""
    return [path(one.file)] if one.listed else path(one.file)


def client(call: Call, site: Site) -> list[tuple[Code, Value]]:
    """What a client is made with: the address where it has to be told; what lets it in stands in the environment."""
    if servers.is_known(site.api):
        return []
    return [(Code("base_url"), address(call.operation, site))]


def address(operation: Operation, site: Site) -> str:
    """The address of the first server, with the defaults of its variables."""
    found = operation.servers or site.api.servers
    url = servers.address(found[0]) if found else ""
    if not url.startswith(("http://", "https://")):
        url = f"{ADDRESS}{url if url.startswith('/') else ''}"
    return url.rstrip("/")


# -------------------------------------------------------------------------------------------------------------- curl


def request(call: Call, site: Site) -> curl.Request:
    """The request that a call sends."""
    operation = call.operation
    way, query = operation.path.partition("#")[0], list[tuple[str, str]]()
    known = credentials(operation, site)
    headers = [*known.headers]
    for parameter, value in call.parameters:
        if parameter.location == "path":
            way = way.replace(f"{{{parameter.wire}}}", curl.escaped(flat(value)))
        elif parameter.location == "query":
            query += styled(parameter.wire, value, parameter.style, parameter.explode)
        elif parameter.location == "header":
            headers.append(curl.Header(parameter.wire, flat(value)))
        elif parameter.location == "cookie":
            headers.append(curl.Header("Cookie", f"{parameter.wire}={flat(value)}"))
    asked = curl.query(query)
    if "?" in way:
        way = without(way, {name for name, _ in query})
        asked = asked.replace("?", "&", 1) if "?" in way else asked
    bare = curl.Request(
        operation.method,
        f"{address(operation, site)}{way}{asked}",
        tuple(headers),
        secrets=known.query,
        user=known.user,
        output=output(operation, site.api),
    )
    content = chosen_content(operation.body) if operation.body else None
    if content is None or not call.has_body:
        return bare
    return with_body(bare, content, call.body, site)


def without(way: str, said: Collection[str]) -> str:
    """A path whose query has no pairs of some names, as arguments say them anew."""
    path, _, query = way.partition("?")
    pairs = [one for one in query.split("&") if one.partition("=")[0] not in said]
    return f"{path}?{'&'.join(pairs)}" if pairs else path


def with_body(
    bare: curl.Request, content: Content, body: Json, site: Site
) -> curl.Request:
    """A request with what it carries."""
    media = essence(content.media_type)
    if is_form(media) and isinstance(body, Mapping):
        files = attached(content, body, site.api)
        rest = {wire: one for wire, one in body.items() if wire not in files}
        return replace(
            bare,
            form=tuple(form(content, rest)),
            multipart=media.startswith("multipart/"),
            files=tuple((f.wire, f.file, f.media_type) for f in files.values()),
        )
    in_xml = is_structured(site.api, content)
    if in_xml and not isinstance(body, str):
        from generator.ir.shapes import to_xml

        body = to_xml(site.api, content, body)
    text = isinstance(body, str) and not media.endswith("json")
    kind = curl.Header("Content-Type", concrete(content.media_type, body))
    return replace(
        bare,
        headers=(*bare.headers, kind),
        body=body,
        has_body=True,
        text=text,
        source="" if in_xml else source(content, body),
    )


def concrete(media_type: str, body: Json) -> str:
    """The media type of a body, as the generated client chooses one where the document names a range of them."""
    if "*" not in media_type:
        return media_type
    if isinstance(body, str):
        return "text/plain; charset=utf-8"
    structured = isinstance(body, Mapping | list)
    return "application/json" if structured else "application/octet-stream"
