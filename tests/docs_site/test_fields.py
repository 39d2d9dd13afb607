"""Every field of an operation stands in the text of its page, however deep, so that the browser's own search finds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from docs_site.sites import LANGUAGES, NASTY, ROOT

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Reader:
    """Reads a document by itself: what the generator makes of it plays no part."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def followed(self, value: Any) -> Any:
        while isinstance(value, dict) and "$ref" in value:
            found = self.document
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            value = found
        return value

    def operations(self) -> Iterator[tuple[str, set[str]]]:
        """Each operation's address, and the names of all parameters and fields."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    names = set(self.names(item[method], item))
                    yield f"{method.upper()} {path}", names

    def names(self, operation: Any, item: Any) -> Iterator[str]:
        for parameter in (
            *item.get("parameters", ()),
            *operation.get("parameters", ()),
        ):
            one = self.followed(parameter)
            yield one["name"]
            yield from self.fields(one.get("schema"), set())
        yield from self.contents(self.followed(operation.get("requestBody", {})))
        for response in operation.get("responses", {}).values():
            one = self.followed(response)
            yield from one.get("headers", {})
            yield from self.contents(one)

    def contents(self, one: Any) -> Iterator[str]:
        for content in one.get("content", {}).values():
            yield from self.fields(content.get("schema"), set())

    def fields(self, schema: Any, seen: set[str]) -> Iterator[str]:
        if not isinstance(schema, dict):
            return
        if "$ref" in schema:
            if schema["$ref"] in seen:
                return
            seen.add(schema["$ref"])
            schema = self.followed(schema)
            if not isinstance(schema, dict):
                return
        for name, one in schema.get("properties", {}).items():
            yield name
            yield from self.fields(one, seen)
        for keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
            for one in schema.get(keyword, ()):
                yield from self.fields(one, seen)
        for keyword in ("items", "additionalProperties", "then", "else"):
            yield from self.fields(schema.get(keyword), seen)


DOCUMENTS = {"gateway": ROOT / "spec" / "openapi.yaml", "nasty": NASTY}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_field_stands_on_the_page(
    name: str, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(name)
    document = yaml.safe_load(DOCUMENTS[name].read_text("utf-8"))
    trees = site.trees()
    for language in LANGUAGES:
        pages = {}
        for path in (site.folder / language / "operations").glob("*.html"):
            main = trees[path].find(".//main")
            assert main is not None
            line = main.find(".//p[@class='address']")
            assert line is not None
            pages[" ".join("".join(line.itertext()).split())] = "".join(main.itertext())
        for address, names in Reader(document).operations():
            missing = {
                one for one in names if " ".join(one.split()) not in pages[address]
            }
            assert not missing, (language, address)
