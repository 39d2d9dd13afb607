"""A project goes in; what the program knows about its document comes out as text for people or other programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Misused, Texts, printable, suggest
from generator.ir.walk import is_tuple, parts
from generator.jsonvalues import is_array, is_object
from generator.languages.json_text import shown
from generator.making import resolve_names
from generator.names.model import dotted
from generator.pipeline import apply_passes, neutral, understand
from generator.project import Project

if TYPE_CHECKING:
    from generator.ir.model import Api
    from generator.names import Names

_DEEPEST = 200


def model_json(project: Project, after: str | None = None) -> str:
    """The neutral model as JSON; every object says under "is" which class of `generator.ir.model` it is.

    Args:
        after: name of the pass behind which it is shown; None is behind the last one.

    Raises:
        Misused: there is no such pass.
        Refused: the document cannot be used.
    """
    if after is None:
        return _json(understand(project).api)
    from generator.ir.passes import PASSES

    if after not in PASSES:
        near = suggest(after, PASSES)
        known = f"Passes: {', '.join(PASSES) or 'none'}."
        raise Misused(
            f"there is no pass {after!r}", f"Did you mean {near!r}?" if near else known
        )
    api = apply_passes(neutral(project).api, after)
    return _json(api)


def _json(value: object) -> str:
    """A part of the model as JSON that shows all its letters, so that none moves the cursor or turns text around."""
    text = json.dumps(plain(value), indent=2, ensure_ascii=False)
    return "\n".join(map(shown, text.split("\n")))


def plain(value: object, depth: int = 0) -> object:
    """Dataclasses, mappings and tuples as JSON values; what equals its field's default is left out."""
    if depth > _DEEPEST:
        return "..."
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown: dict[str, object] = {"is": type(value).__name__}
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if not _is_default(field, inner):
                shown[field.name] = plain(inner, depth + 1)
        return shown
    if is_object(value):
        return {key: plain(inner, depth + 1) for key, inner in value.items()}
    if is_tuple(value) or is_array(value):
        return [plain(inner, depth + 1) for inner in value]
    match value:
        case None | bool() | int() | float() | str():
            return value
        case _:
            return repr(value)


def _is_default(field: dataclasses.Field[object], value: object) -> bool:
    if field.default is not dataclasses.MISSING:
        return type(value) is type(field.default) and value == field.default
    if field.default_factory is not dataclasses.MISSING:
        return value == field.default_factory()
    return False


def explain_pointer(project: Project, pointer: str) -> str:
    """Everything that is known of one part of the document: where it stands, what it became, and its names.

    Raises:
        Misused: the document has no such part.
        Refused: the document cannot be used.
    """
    understood = understand(project)
    document = understood.document
    asked = pointer if pointer.startswith("#") else f"#{pointer}"
    pointer = document.today(asked)
    try:
        document.at(pointer)
    except LookupError:
        known = [document.written(made) for made, _ in identified(understood.api)]
        near = suggest(asked, known)
        hint = f"Did you mean {near!r}?" if near else ""
        raise Misused(f"{project.spec} has nothing at {asked!r}", hint) from None
    written = document.written(pointer)
    lines = [written, f"  stands at  {document.place(pointer)}"]
    other = understood.api.alike.get(pointer)
    if other is not None:
        lines.append(f"  is one with  {document.written(other)}, which says the same")
    for found in understood.diagnostics:
        if found.pointer == written:
            lines.append(f"  {found.severity:<9}  {found.message} [{found.code}]")
    for target, names in all_names(project, understood.api):
        for scope, name in names_of(names, pointer):
            lines.append(f"  {target:<9}  {scope} {name}")
        for rename in names.renames:
            if rename.id == pointer:
                lines.append(
                    f"  {'renamed':<9}  {rename.wanted} -> {rename.got}: {rename.reason}"
                )
    for made, thing in identified(understood.api):
        if made == pointer:
            model = _json(thing).split("\n")
            lines += ["  the model:", *(f"    {line}" for line in model)]
    return "\n".join(map(printable, lines))


def explain_names(project: Project) -> str:
    """A table of every name of every target, then every rename with its reason.

    Raises:
        Refused: the document cannot be used.
    """
    lines: list[str] = []
    understood = understand(project)
    written = understood.document.written
    for target, names in all_names(project, understood.api):
        lines.append(f"# {target}")
        rows = sorted(
            (written(made), scope, name) for made, scope, name in _rows(names)
        )
        rows += [
            (
                written(rename.id),
                f"renamed in {rename.scope}",
                f"{rename.wanted} -> {rename.got}: {rename.reason}",
            )
            for rename in names.renames
        ]
        lines += ["\t".join(map(printable, row)) for row in rows]
    return "\n".join(lines)


def all_names(project: Project, api: Api) -> list[tuple[str, Names]]:
    """The names of each of the project's targets."""
    from generator.targets import target

    return [
        (name, resolve_names(api, target(name).rules, project))
        for name in project.targets
    ]


def names_of(names: Names, pointer: str) -> list[tuple[str, str]]:
    """What a thing is called: (kind of name, name)."""
    return sorted(
        (scope, name) for made, scope, name in _rows(names) if made == pointer
    )


def _rows(names: Names) -> Iterator[tuple[str, str, str]]:
    """(pointer, kind of name, name) of everything that has a pointer of its own."""
    for pointer, name in names.types.items():
        yield pointer, "type", name
    for pointer, name in names.modules.items():
        yield pointer, "module", name
    for pointer, fields in names.fields.items():
        for wire, name in fields.items():
            yield pointer, f"field {json.dumps(wire, ensure_ascii=False)}", name
    for pointer in names.operations:
        yield pointer, "method", dotted(names, pointer)
    for pointer, name in names.webhooks.items():
        yield pointer, "webhook", name
    for pointer, headers in names.headers.items():
        yield pointer, "headers", headers.class_name
        for wire, name in headers.attributes.items():
            yield pointer, f"header {json.dumps(wire, ensure_ascii=False)}", name
    for pointer, arguments in names.arguments.items():
        for key, name in arguments.items():
            wire = key if isinstance(key, str) else " ".join(key)
            yield pointer, f"argument {json.dumps(wire, ensure_ascii=False)}", name


def identified(value: object, depth: int = 0) -> Iterator[tuple[str, object]]:
    """Every dataclass below `value` that has an id, with it."""
    if depth > _DEEPEST:
        return
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pointer = getattr(value, "id", None)
        if isinstance(pointer, str) and type(value).__name__ != "Named":
            yield pointer, value
        for field in dataclasses.fields(value):
            yield from identified(getattr(value, field.name), depth + 1)
    else:
        for inner in parts(value):
            yield from identified(inner, depth + 1)


def lint_findings(project: Project) -> tuple[tuple[Diagnostic, ...], Texts]:
    """What the linter says of the document, with the texts that its places point into.

    Raises:
        Refused: the document cannot be used.
    """
    from generator.languages.python import RULES
    from generator.lint import lint

    understood = understand(project)
    names = resolve_names(understood.api, RULES, project)
    found = understood.document.located(lint(understood.api, names))
    return found, understood.document.texts
