"""The header fields that operations' answers declare go in; a class for each set of them, and its attributes, come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TypeAlias

from generator.ir.model import Api, Header, Operation, Pointer, Response
from generator.languages.rules import LanguageRules
from generator.names.model import HeadersName, Rename
from generator.names.scope import Scope, Want, settle
from generator.names.wishes import by_path, last_word

MAPPING = frozenset({"all", "get", "items", "keys", "pairs", "values"})
"""What the fields of an answer offer as a mapping."""
TAKEN = MAPPING | {"models"}
"""Names that a class of header fields has, or that the types in it are told by."""
RUNTIME = frozenset({"Header", "Headers"})
"""What the module of these classes imports."""
Fields: TypeAlias = Mapping[str, tuple[Header, ...]]
ERRORS = ""
"""The key of the class for the answers that are no success, of all operations together."""


def successes(operation: Operation) -> tuple[Response, ...]:
    """Return the responses that a call returns from; "default" counts where no success is declared by itself."""
    found = [one for one in operation.responses if one.status.startswith("2")]
    default = [one for one in operation.responses if one.status == "default"]
    return tuple(found or default)


def answer_headers(operation: Operation) -> Fields:
    """Return the fields that a call's success may have, by their names in lower case."""
    found: dict[str, tuple[Header, ...]] = {}
    for response in successes(operation):
        for header in response.headers:
            wire = header.wire.lower()
            found[wire] = (*found.get(wire, ()), header)
    return found


def error_headers(api: Api) -> Fields:
    """Return the fields that the errors of all operations may have, by their names in lower case.

    Retry-After is none of them: every exception has it as `retry_after`, in seconds.
    """
    found: dict[str, dict[Pointer, Header]] = {}
    for operation in api.operations:
        good = successes(operation)
        for response in operation.responses:
            for header in () if response in good else response.headers:
                if header.wire.lower() != "retry-after":
                    found.setdefault(header.wire.lower(), {})[header.id] = header
    return {wire: tuple(same.values()) for wire, same in found.items()}


def in_common(wires: Iterable[str]) -> str:
    """Return the words that the names of all fields begin with, without an "x" before them; "" without any."""
    words = [wire.removeprefix("x-").split("-") for wire in wires]
    columns = zip(*words, strict=False)
    return " ".join(
        one[0] for one in takewhile(lambda one: len(set(one)) == 1, columns)
    )


def header_names(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> dict[Pointer, HeadersName]:
    """Name the classes; operations whose answers have the same fields, by reference, share one.

    Such a class is called after its fields, where their names have words in common.
    """
    groups: dict[frozenset[Pointer], list[Operation]] = {}
    for operation in api.operations:
        declared = answer_headers(operation).values()
        if declared:
            ids = frozenset(header.id for same in declared for header in same)
            groups.setdefault(ids, []).append(operation)
    wants: list[Want[frozenset[Pointer]]] = []
    for ids, operations in groups.items():
        first = min(operations, key=lambda one: one.id)
        word = last_word(first) or by_path(first)
        whole = first.operation_id or by_path(first)
        texts: tuple[str, ...] = (
            f"{word} headers",
            f"{whole} headers",
            f"{by_path(first)} headers",
        )
        common = in_common(answer_headers(first)) if len(operations) > 1 else ""
        if common:
            texts = (f"{common} headers", *texts)
        wants.append(Want(ids, first.id, word, texts))
    errors = error_headers(api)
    if errors:
        texts = ("error headers", "status error headers", "failed answer headers")
        wants.append(Want(frozenset(), "#/components/responses", "errors", texts))
    classes = settle(
        Scope("classes of headers", "type", caseless=True, used=RUNTIME),
        rules,
        wants,
        renames,
    )

    def named(ids: frozenset[Pointer], fields: Fields) -> HeadersName:
        wants = [
            Want(
                wire, same[0].id, wire, (wire,), override=overrides.get(same[0].id, "")
            )
            for wire, same in fields.items()
        ]
        scope = Scope(f"fields of {classes[ids]}", "field", escape=True, used=TAKEN)
        return HeadersName(classes[ids], settle(scope, rules, wants, renames))

    made: dict[Pointer, HeadersName] = {}
    for ids, operations in groups.items():
        name = named(ids, answer_headers(operations[0]))
        made |= dict.fromkeys((one.id for one in operations), name)
    if errors:
        made[ERRORS] = named(frozenset(), errors)
    return made
