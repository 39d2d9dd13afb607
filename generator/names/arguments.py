"""Operations, security schemes and server variables go in; the names of the arguments that carry them come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from generator.ir.media import is_sendable
from generator.ir.model import Api, Operation, Pointer, SecurityScheme, Server
from generator.languages.code import Code
from generator.languages.rules import LanguageRules
from generator.names.bodies import body_record
from generator.names.model import ArgumentKey, Rename
from generator.names.places import every_operation
from generator.names.scope import Scope, Want, settle

LOCATIONS = ("path", "query", "querystring", "header", "cookie")
"""Of two parameters that want one name, the one whose location is earlier has it; the body comes last."""

TASK = frozenset({"deadline", "on_submit", "on_update"})
"""Arguments of the method that starts a task and waits for it, beside the operation's own."""

CONSTRUCTOR = frozenset(
    {
        "base_url",
        "timeout",
        "max_concurrent",
        "max_response_bytes",
        "max_retries",
        "on_request",
        "on_response",
        "retries",
        "transport",
        "headers",
        "query",
        "auth",
        "server",
        "deadline",
        "http_client",
        "environment",
    }
)
"""Arguments of the client's constructor, beside those that the document asks for; append-only."""


def argument_names(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[Pointer, dict[ArgumentKey, Code]]:
    """Name the arguments of every operation: its parameters, and its body or the fields of its body."""
    found: dict[Pointer, dict[ArgumentKey, Code]] = {}
    known: dict[Hashable, list[Code]] = {}
    for operation in every_operation(api):
        wants = [
            *_parameters(operation, overrides),
            *_body(api, operation, rules, overrides),
        ]
        # Where all got what they asked for first, any others that ask for the same get it too.
        waits = operation.task is not None
        asked = waits, *((one.texts[0], one.rank, one.override) for one in wants)
        names = known.get(asked)
        if names is not None:
            found[operation.id] = dict(zip([w.key for w in wants], names, strict=True))
            continue
        scope = Scope(
            f"arguments of {operation.id}",
            "argument",
            escape=True,
            used=TASK if waits else frozenset(),
        )
        before = len(renames)
        named = found[operation.id] = settle(scope, rules, wants, renames)
        if len(renames) == before:
            known[asked] = [*named.values()]
    return found


def _parameters(
    operation: Operation, overrides: Mapping[Pointer, str]
) -> list[Want[ArgumentKey]]:
    return [
        Want(
            parameter.id,
            parameter.id,
            parameter.wire,
            (parameter.wire, f"{parameter.wire} {parameter.location}"),
            rank=LOCATIONS.index(parameter.location),
            override=overrides.get(parameter.id, ""),
        )
        for parameter in operation.parameters
    ]


def _body(
    api: Api,
    operation: Operation,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
) -> list[Want[ArgumentKey]]:
    """Return the wants of the body.

    The name that settings give to a field is its argument's too, where an argument may be called so.
    """
    body, rank = operation.body, len(LOCATIONS)
    if body is None:
        return []
    record = body_record(api, operation)
    if record is None:
        override = overrides.get(body.id, "")
        return [
            Want(("body",), body.id, "body", ("body", "request body"), rank, override)
        ]
    wants: list[Want[ArgumentKey]] = []
    for field in record.fields:
        override = overrides.get(field.id, "")
        texts = (field.wire, f"{field.wire} body")
        wants.append(
            Want(
                ("body", field.wire),
                field.id,
                field.wire,
                texts,
                rank,
                override if rules.allowed("argument", override) else "",
            )
        )
    return wants


def client_names(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> tuple[dict[str, Code], dict[str, Code], dict[str, Code]]:
    """Name the constructor's arguments for credentials, passwords and server variables.

    A credential is called by its kind (token, api_key, username) where there is one of the kind, else by its scheme.
    """
    wants: list[Want[tuple[str, str]]] = []
    kinds = Counter(_kind(scheme) for scheme in api.security_schemes.values())
    for name, scheme in api.security_schemes.items():
        kind = _kind(scheme)
        if not kind:
            continue
        alone = kinds[kind] == 1
        user = name if kind != "username" else f"{name} username"
        word = kind.removeprefix("api_")
        longer = user if name.lower().endswith(word) else f"{name} {word}"
        texts = (kind, user) if alone else (user, longer)
        override = overrides.get(scheme.id, "")
        wants.append(
            Want(("scheme", name), scheme.id, texts[0], texts, override=override)
        )
        if kind == "username":
            secret = "password" if alone else f"{name} password"
            wants.append(Want(("password", name), scheme.id, secret, (secret,)))
    for name in sorted(_variables(api)):
        texts = (name, f"server {name}")
        wants.append(
            Want(("variable", name), f"server variable {name}", name, texts, 1)
        )
    scope = Scope("arguments of the client", "argument", used=CONSTRUCTOR)
    named = settle(scope, rules, wants, renames)
    schemes, passwords, variables = (
        {name: got for (group, name), got in named.items() if group == wanted}
        for wanted in ("scheme", "password", "variable")
    )
    return schemes, passwords, variables


def _kind(scheme: SecurityScheme) -> str:
    """Return what a credential is called by itself; nothing for a scheme that takes none."""
    match scheme.kind:
        case "apiKey":
            return "api_key" if is_sendable(scheme) else ""
        case "oauth2" | "openIdConnect":
            return "token"
        case "http":
            return "username" if scheme.scheme.lower() == "basic" else "token"
        case "mutualTLS":
            return ""


def _variables(api: Api) -> set[str]:
    servers: list[Server] = list(api.servers)
    for operation in api.operations:
        servers.extend(operation.servers)
    return {variable.name for server in servers for variable in server.variables}
