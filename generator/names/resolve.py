"""An API and the rules of a language go in; every name of the output comes out, settled for the whole document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from generator.diagnostics import Misused, suggest
from generator.ir.model import Api, Pointer
from generator.languages.code import Code
from generator.languages.rules import LanguageRules
from generator.names.arguments import argument_names, client_names
from generator.names.bodies import body_record
from generator.names.headers import answer_headers, error_headers, header_names
from generator.names.model import Names, Rename, Resource
from generator.names.modules import module_names
from generator.names.operations import operation_names, webhook_names
from generator.names.options import option_names
from generator.names.places import every_operation, owners
from generator.names.types import AskedFields, field_names, inner_record, type_names

LONGEST_FILE = 60
"""Characters of a module's name: paths on Windows have 260 in all."""
_COMPOUND = re.compile(r"[A-Z]+[a-z0-9]+[A-Z]")
NOTHING: Mapping[Pointer, str] = {}


def resolve(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str] = NOTHING,
    *,
    calls: bool = False,
) -> Names:
    """Name everything.

    The result depends on what the document says and not on the order of its keys.

    Args:
        overrides: pointer -> name, as settings have it: of a type, field, parameter, body, security scheme or tag;
            of an operation, its method or resource.method. Where one pointer is a field and the class of its value,
            a name that begins with a capital is the class's.
        calls: only what calls are written with is asked for. Where there are overrides everything is named all the
            same, as each of them has to be looked at.

    Raises:
        Misused: an override points at nothing that has a name, cannot stand there, or is taken.
    """
    rules = _remembering(rules)
    of_types, of_others = _shared(api, standing(overrides, api))
    renames: list[Rename] = []
    named = _of_calls(api, rules, of_others, renames)
    places = owners(api)
    types = type_names(api, rules, places, of_types, renames)
    if calls and not overrides:
        webhooks = webhook_names(api, rules, of_others, renames)
        return replace(
            named, types=types, fields=AskedFields(api, rules), webhooks=webhooks
        )
    files = _of_files(rules)
    operations = named.operations
    fields = field_names(api, rules, of_others, renames)
    webhooks = webhook_names(api, rules, of_others, renames)
    return replace(
        named,
        types=types,
        modules=module_names(api, files, places, types, operations, webhooks, renames),
        fields=fields,
        webhooks=webhooks,
        headers=header_names(api, rules, of_others, renames),
        options=option_names(api, rules, operations, named.resources),
        pascal=_writes_pascal_case(api, fields.values()),
        renames=tuple(sorted(renames, key=_order)),
    )


def _writes_pascal_case(api: Api, fields: Iterable[Iterable[str]]) -> bool:
    """Whether two compound names at least begin with a capital: a word alone, and one such name, may be a proper name."""
    wires = {wire for found in fields for wire in found}
    wires.update(one.wire for two in api.operations for one in two.parameters)
    return sum(map(bool, map(_COMPOUND.match, wires))) > 1


def _of_files(rules: LanguageRules) -> LanguageRules:
    """The rules for names that files have too."""
    return replace(rules, max_length=min(rules.max_length, LONGEST_FILE))


def _of_calls(
    api: Api,
    rules: LanguageRules,
    overrides: Mapping[Pointer, str],
    renames: list[Rename],
) -> Names:
    """Names of methods, their arguments, and those of the client; what was renamed is noted."""
    operations, waits, pages, resources = operation_names(
        api, rules, _of_files(rules), overrides, renames
    )
    schemes, passwords, variables = client_names(api, rules, overrides, renames)
    return Names(
        operations=operations,
        waits=waits,
        pages=pages,
        resources=resources,
        children=children_of(resources),
        arguments=argument_names(api, rules, overrides, renames),
        schemes=schemes,
        passwords=passwords,
        variables=variables,
    )


def children_of(
    resources: Iterable[Resource],
) -> dict[Resource, tuple[Resource, ...]]:
    """Return the resources directly inside each resource, sorted."""
    found: dict[Resource, list[Resource]] = {}
    for one in sorted(filter(None, resources)):
        found.setdefault(one[:-1], []).append(one)
    return {parent: tuple(inside) for parent, inside in found.items()}


def standing(overrides: Mapping[Pointer, str], api: Api) -> Mapping[Pointer, str]:
    """Return the overrides by the pointers of what stands for all that are alike.

    Raises:
        Misused: two places that became one are to have two names.
    """
    if not overrides or not api.alike:
        return overrides
    found: dict[Pointer, str] = {}
    for pointer, name in overrides.items():
        one = api.alike.get(pointer, pointer)
        if found.setdefault(one, name) != name:
            raise Misused(
                f"the settings name {pointer} {name!r}, and {found[one]!r} what is one with it",
                "name one of the two, or make the schemas differ",
            )
    return found


def has_name(pointer: Pointer, api: Api) -> bool:
    """Whether something stands at a pointer of the settings that they may name."""
    place = api.moved.get(pointer, pointer)
    place = api.alike.get(place, place)
    return place in api.types or place in _named(api)


def _remembering(rules: LanguageRules) -> LanguageRules:
    """Return rules that spell a text once: documents say `id` and `name` thousands of times."""
    return replace(
        rules,
        positions={
            kind: replace(position, spell=cache(position.spell))
            for kind, position in rules.positions.items()
        },
    )


def _order(rename: Rename) -> tuple[str, str, str]:
    return (rename.scope, rename.id, rename.got)


def _shared(
    api: Api, overrides: Mapping[Pointer, str]
) -> tuple[dict[Pointer, str], dict[Pointer, str]]:
    """Return the overrides of types and those of everything else."""
    if not overrides:
        return {}, {}
    others = _named(api)
    of_types: dict[Pointer, str] = {}
    of_others: dict[Pointer, str] = {}
    for pointer, name in overrides.items():
        if pointer in api.types and (pointer not in others or name[:1].isupper()):
            of_types[pointer] = name
        elif pointer in others:
            of_others[pointer] = name
        else:
            near = suggest(pointer, [*api.types, *others])
            raise Misused(
                f"the settings name {pointer}, where nothing with a name stands",
                (
                    f"did you mean {near}?"
                    if near
                    else "specloom explain --names lists them"
                ),
            )
        if not name:
            raise Misused(f"the settings give no name to {pointer}", "write a name")
    return of_types, of_others


def _named(api: Api) -> set[Pointer]:
    """Return every pointer, but for types, that an override may have."""
    found = {scheme.id for scheme in api.security_schemes.values()}
    found.update(tag.id for tag in api.tags)
    for definition in api.types.values():
        record = inner_record(definition.type)
        found.update(field.id for field in (record.fields if record else ()))
    found.update(same[0].id for same in error_headers(api).values())
    for operation in every_operation(api):
        found.add(operation.id)
        found.update(parameter.id for parameter in operation.parameters)
        found.update(same[0].id for same in answer_headers(operation).values())
        body = body_record(api, operation)
        if body is not None:
            found.update(field.id for field in body.fields)
        elif operation.body is not None:
            found.add(operation.body.id)
    return found


def explain(names: Names) -> list[tuple[str, str, str, str, str]]:
    """Return a row for everything without its plain name: pointer, scope, plain name, name, reason."""
    return [
        (rename.id, rename.scope, rename.wanted, rename.got, rename.reason)
        for rename in names.renames
    ]


def package_name(title: str, rules: LanguageRules) -> Code:
    """Return the import name of a package for an API of this title."""
    return Code(rules.candidate("package", title))


def distribution_name(title: str) -> str:
    """Return a name for package indexes, which take ASCII letters, digits and hyphens (packaging.python.org, "Names")."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = "".join(char if char.isalnum() else " " for char in plain).lower().split()
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = "-".join(words) or f"api-{digest}"
    return name if len(name) <= 60 else f"{name[:51].rstrip('-')}-{digest}"
