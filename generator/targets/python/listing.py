"""The types of an API go in; the page of the package of models, which lists them and their schemas, comes out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.ir.kinds import kinds_of
from generator.ir.model import Api, Pointer, TypeDef
from generator.ir.walk import mentioned
from generator.languages.code import Code
from generator.languages.python import string
from generator.languages.python.imports import natural
from generator.languages.python.modules import comments
from generator.languages.statements import LINE, laid_out
from generator.names import Names
from generator.project import Project
from generator.records import dataclass
from generator.render import Page

PACKAGE = "python/models/__init__.py.j2"


@dataclass(frozen=True, slots=True)
class PackageView:
    """The package of models: its modules, the table of types by module, and the statement of the schemas by name."""

    header: tuple[Code, ...]
    checking: tuple[Code, ...]
    types: tuple[Code, ...]
    schemas: Code


def pages(api: Api, names: Names, project: Project) -> list[Page]:
    """The page."""
    path = f"{project.package}/models/__init__.py"
    return [Page(path, PACKAGE, package_view(api, names, project), proven=True)]


def package_view(api: Api, names: Names, project: Project) -> PackageView:
    """The modules of types, sorted, with the schemas that the types are of."""
    modules: defaultdict[str, list[Pointer]] = defaultdict(list)
    for one in api.types:
        modules[names.modules[one]].append(one)
    schemas = {
        type: name for name, type in sorted(api.schemas.items()) if WORD.fullmatch(name)
    }
    lines: list[Code] = []
    checking: list[Code] = []
    told = passing_on(api, names)
    for module, types in sorted(modules.items(), key=lambda item: natural(item[0])):
        lines += type_lines(module, types, names, schemas)
        own = (names.types[one] for one in types)
        bring = each if module in told else star
        checking += bring(Code(f".{module}"), own)
    return PackageView(
        header=comments(project, PACKAGE),
        checking=tuple(checking),
        types=tuple(lines),
        schemas=schemas_code(api, names, schemas),
    )


WORD = re.compile(r"[A-Za-z0-9._-]+")
"""Names of schemas that can stand in the table of types."""


def type_lines(
    module: str, types: list[Pointer], names: Names, schemas: Mapping[Pointer, str]
) -> list[Code]:
    """The lines of the table that say the types of one module, and their schemas."""
    words = [
        f"{name}{schema_mark(name, schemas.get(one))}"
        for name, one in sorted((names.types[one], one) for one in types)
    ]
    lines = [f"{module}:"]
    for word in words:
        if len(lines[-1]) + len(word) < LINE or len(lines[-1]) == len(module) + 1:
            lines[-1] += f" {word}"
        else:
            lines.append(f"    {word}")
    return [Code(line) for line in lines]


def schema_mark(name: str, schema: str | None) -> str:
    """What stands behind a type in the table."""
    if schema is None:
        return ""
    return "=" if schema == name else f"={schema}"


def star(module: Code, names: Iterable[Code]) -> list[Code]:
    """The imports of all names of a module; a star leaves out those that begin with an underscore."""
    hidden = [name for name in sorted(names) if name.startswith("_")]
    return [
        Code(f"from {module} import *"),
        *(laid_out(Code(f"from {module} import {n} as {n}"), 4) for n in hidden),
    ]


def each(module: Code, names: Iterable[Code]) -> list[Code]:
    """The import of the names of a module one by one, without those that it imports itself."""
    listed = ", ".join(f"{name} as {name}" for name in sorted(names))
    return [laid_out(Code(f"from {module} import {listed}"), 4)]


MOST_STARS = 60
"""Stars that may bring one name; what 64 of them bring is Unknown to pyright."""


def passing_on(api: Api, names: Names) -> frozenset[str]:
    """The modules that import types which so many others import that a star must not pass them on."""
    if len({*names.modules.values()}) <= MOST_STARS:
        return frozenset()
    foreign: defaultdict[str, set[Pointer]] = defaultdict(set)
    for one in api.types.values():
        module = names.modules[one.id]
        used = set(mentioned(one.type))
        foreign[module] |= {id for id in used if names.modules[id] != module}
    count = Counter(id for used in foreign.values() for id in used)
    wide = {id for id, uses in count.items() if uses >= MOST_STARS}
    return frozenset(one for one, used in foreign.items() if not wide.isdisjoint(used))


def schemas_code(api: Api, names: Names, listed: Mapping[Pointer, str]) -> Code:
    """`SCHEMAS = Schemas(…)`: with the schemas that the table of types does not name."""
    by_name = sorted(api.schemas.items())
    more = [
        f"{string(name)}: {string(names.types[one])}"
        for name, one in by_name
        if listed.get(one) != name
    ]
    nullable = [string(name) for name, one in by_name if api.types[one].nullable]
    others = [
        f"{string(name)}: {kind_word(api.types[one], api)}"
        for name, one in by_name
        if api.types[one].others
    ]
    parts = ["__name__", "_TYPES"]
    if more:
        parts.append(f"{{{', '.join(more)}}}")
    if nullable:
        parts.append(f"nullable=frozenset([{', '.join(nullable)}])")
    if others:
        parts.append(f"others={{{', '.join(others)}}}")
    return laid_out(Code(f"SCHEMAS = Schemas({', '.join(parts)})"))


def kind_word(definition: TypeDef, api: Api) -> str:
    """The Python class of the JSON values that a definition speaks of."""
    return "dict" if "object" in kinds_of(definition.type, api) else "list"
