"""Documents go in; the pages of a target come out, with every template in use and as many fields of views as there are."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from generator.languages.code import Code
from generator.load import load
from generator.making import named_project, resolve_names
from generator.project import TargetSettings
from generator.render import Page
from generator.site_settings import docs_settings
from generator.targets import Target, target
from generator.targets.docs.words import Words
from hostile.rich import document
from hostile.running import pages_of, understood

TESTS = Path(__file__).resolve().parents[1]
Field: TypeAlias = tuple[str, str]
Way: TypeAlias = tuple[Any, ...]

MORE: Any = {
    "openapi": "3.1.0",
    "info": {"title": "More", "version": "1"},
    "paths": {
        f"/p{number}": {
            "post": {
                "operationId": f"o{number}",
                "summary": "One of many",
                "externalDocs": {"url": "https://example.com", "description": "more"},
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/A"},
                            "examples": {"one": {"value": {"a": 1}}},
                        }
                    }
                },
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/A"},
                                "examples": {
                                    "one": {
                                        "description": "An answer.",
                                        "value": {"a": 1},
                                    }
                                },
                            }
                        },
                    },
                    "404": {
                        "description": "none",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/E"}
                            }
                        },
                    },
                },
            }
        }
        for number in range(30)
    },
    "components": {
        "schemas": {
            "A": {
                "type": "object",
                "properties": {"a": {"type": "integer"}},
                "examples": [{"a": 1}],
            },
            "E": {
                "type": "object",
                "properties": {"e": {"type": "string"}},
                "additionalProperties": False,
            },
            "Tree": {
                "description": "Names itself.",
                "type": "array",
                "items": {
                    "anyOf": [
                        {"$ref": "#/components/schemas/Tree"},
                        {"$ref": "#/components/schemas/Leaves"},
                    ]
                },
            },
            "Leaves": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
        }
    },
}
"""What the other documents have nothing of."""
MORE["paths"]["/p0"]["post"]["requestBody"]["content"]["application/json"] = {
    "schema": {"$ref": "#/components/schemas/A"},
    "examples": {"one": {"description": "An example.", "value": {"a": 1}}},
}
# An object in a header field, and objects in one another, so many that the last of them is not opened.
for outer, inner in ("BC", "CD", "DA"):
    inside = {inner.lower(): {"$ref": f"#/components/schemas/{inner}"}}
    MORE["components"]["schemas"][outer] = {"type": "object", "properties": inside}
MORE["paths"]["/p1"]["post"]["responses"]["200"] = {
    "description": "ok",
    "headers": {"X-Deep": {"schema": {"$ref": "#/components/schemas/D"}}},
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/B"}}},
}


def rich_pages(chosen: Target, folder: Path) -> list[tuple[Page, str]]:
    """The pages of documents with everything in them, each with the package that it builds on, if any."""
    specs = [folder / "spec.json", folder / "more.json"]
    rich = document(lambda _, harmless: harmless)
    for path, made in zip(specs, (rich, MORE), strict=True):
        path.write_text(json.dumps(made))
    if chosen.name == "docs":
        specs.append(TESTS / "docs_site/nasty.yaml")
    else:
        specs.append(TESTS / "cases/operations/names/openapi.yaml")
    specs.append(TESTS.parent / "spec/openapi.yaml")
    found: list[tuple[Page, str]] = []
    for spec in specs:
        if chosen.name == "docs":
            found += [(page, "") for page in site_pages(spec, folder)]
        else:
            pages, project = pages_of(spec, chosen)
            found += [(page, project.base_package) for page in pages]
    return found


def site_pages(spec: Path, folder: Path) -> list[Page]:
    """Every page of a site whose settings ask for all that there is."""
    (folder / "guide.md").write_text("# Guide\n")
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        (folder / name).write_text("")
    older = {**MORE, "info": {"title": "More", "version": "0"}}
    older["paths"] = {"/gone": MORE["paths"]["/p0"], "/p1": MORE["paths"]["/p1"]}
    (folder / "older.json").write_text(json.dumps(older))
    table = {
        "pages": ["guide.md"],
        "try_it": ".",
        "previous": "older.json",
        "versions": {"old": "../old"},
        "logo": "logo.svg",
    }
    api, project = understood(spec)
    chosen = docs_settings(table, folder / "pyproject.toml")
    project = dataclasses.replace(
        project, settings={"docs": TargetSettings(docs=chosen)}
    )
    docs = target("docs")
    names = resolve_names(api, docs.rules, project)
    own = named_project(project, docs, api)
    pages = docs.pages(api, names, own)
    return [*pages, *docs.document_pages(load(spec), api, pages)]


def leaves(view: Any, at: Way = ()) -> Iterator[tuple[Way, Field]]:
    """(way to a leaf, view and field it belongs to) for every Code in a view; words count for the field they are in."""
    for field in dataclasses.fields(view):
        yield from _inside(
            getattr(view, field.name),
            (*at, field.name),
            (type(view).__name__, field.name),
        )


def _inside(value: Any, at: Way, field: Field) -> Iterator[tuple[Way, Field]]:
    if isinstance(value, Code):
        yield at, field
    elif isinstance(value, Words):
        yield (*at, "html"), field
        yield (*at, "md"), field
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _inside(one, (*at, index), field)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _inside(one, (*at, key), (field[0], f"{field[1]}.{key}"))
    elif dataclasses.is_dataclass(value):
        yield from leaves(value, at)


def leaf(view: Any, at: Way) -> Any:
    """What is at the end of the way."""
    for one in at:
        view = view[one] if isinstance(view, tuple | Mapping) else getattr(view, one)
    return view


def put(view: Any, at: Way, made: Any) -> Any:
    """The view with what `made` gives for the leaf at the end of the way."""
    if not at:
        return made(view)
    first, rest = at[0], at[1:]
    if isinstance(view, tuple):
        return (*view[:first], put(view[first], rest, made), *view[first + 1 :])
    if isinstance(view, Mapping):
        return {**view, first: put(view[first], rest, made)}
    return dataclasses.replace(view, **{first: put(getattr(view, first), rest, made)})


def first_of_each(page: Page) -> dict[tuple[Field, Any], Way]:
    """One leaf, that is not empty, for each field that a page's views have, and for each half of words."""
    found: dict[tuple[Field, Any], Way] = {}
    if not dataclasses.is_dataclass(page.view):
        return found
    for at, field in leaves(page.view):
        half = at[-1] if at[-1] in ("html", "md") else ""
        if (field, half) not in found and len(leaf(page.view, at)):
            found[field, half] = at
    return found


def fields_of_views(chosen: Target) -> frozenset[Field]:
    """Every field that can hold Code, of every view of a target."""
    import importlib
    import pkgutil

    package = importlib.import_module(f"generator.targets.{chosen.name}")
    found: set[Field] = set()
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for name, one in vars(importlib.import_module(module.name)).items():
            if name.endswith("View") and dataclasses.is_dataclass(one):
                found |= {
                    (name, field.name)
                    for field in dataclasses.fields(one)
                    if "Words" in str(field.type) or "Code" in str(field.type)
                }
    return frozenset(found)
