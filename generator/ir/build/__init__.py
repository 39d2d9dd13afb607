"""Builds the `Api` from a `Document`, one file a concept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from generator.diagnostics import Diagnostic
from generator.ir import retype
from generator.ir.build import bounds, extensions
from generator.ir.build.docs import doc_of, text
from generator.ir.build.lent import lent
from generator.ir.build.operations import Around, finder, operations
from generator.ir.build.parents import Families
from generator.ir.build.profiles import profiles
from generator.ir.build.schema import define_all
from generator.ir.build.security import requirements, schemes
from generator.ir.build.servers import servers
from generator.ir.build.settle import settle
from generator.ir.build.spots import Workshop
from generator.ir.build.twins import Twins
from generator.ir.model import Api, Doc, Info, Operation, Pointer, Tag, Type
from generator.ir.walk import renamed
from generator.jsonvalues import is_object, mapping, sequence
from generator.load import Document
from generator.load.pointer import join, parse

__all__ = ["build"]

NO_FORMATS: Mapping[str, str] = MappingProxyType({})
"""Every format is read as what it is."""


def build(
    document: Document, formats: Mapping[str, str] = NO_FORMATS
) -> tuple[Api, tuple[Diagnostic, ...]]:
    """The API that a document describes, and what was found on the way.

    Args:
        formats: format of the document -> the one that it is read as, empty for none.

    Raises:
        Refused: the schemas of the document together are too large.
    """
    legacy = document.version.startswith("3.0")
    shop = Workshop(
        document, legacy, Twins.of(document), bounds.most_parts(document), formats
    )
    data = document.data
    parts = mapping(mapping(data.get("components")).get("schemas"))
    ids = {name: join("#", "components", "schemas", name) for name in parts}
    shop.components.update(lent(document, [*ids.values()]))
    for pointer in ids.values():
        shop.name(pointer)
    around = Around(requirements(data.get("security")), finder(shop))
    paths = operations(shop, "paths", around)
    webhooks = operations(shop, "webhooks", around)
    security = schemes(shop)
    define_all(shop)
    types, moved, alike = settle(shop.types, shop.twins.places)
    order = {pointer: i for i, pointer in enumerate(ids.values())}

    def place(id: Pointer) -> tuple[int, tuple[str, ...]]:
        return order.get(owner(id), len(order)), parse(id)

    families = Families(shop, types, place)
    paths, webhooks = (_meaning(many, moved, families) for many in (paths, webhooks))
    types = families.definitions()
    error, findings = extensions.error_shape(document)
    played, more = profiles(document, data, "#")
    api = Api(
        version=document.version,
        info=info(document),
        servers=servers(data.get("servers"), "#/servers"),
        operations=paths,
        webhooks=webhooks,
        alike=alike,
        types={id: types[id] for id in sorted(types, key=place)},
        schemas=ids,
        security_schemes=security,
        tags=tags(document),
        error=error,
        profiles=played,
        extensions={k: v for k, v in data.items() if k.startswith("x-")},
    )
    return api, (*shop.found, *findings, *more)


def _meaning(
    operations: tuple[Operation, ...],
    moved: Mapping[Pointer, Pointer],
    families: Families,
) -> tuple[Operation, ...]:
    """The operations with the ids that types have in the end, and with unions for what others are made from."""
    if not (moved or families):
        return operations

    def change(type: Type) -> Type:
        return families.meant(
            renamed(type, lambda id: moved.get(id, id)) if moved else type
        )

    return tuple(retype.operation(one, change) for one in operations)


def owner(pointer: str) -> str:
    """The component that a place belongs to, by the first three parts of its pointer."""
    return "/".join(pointer.split("/", 4)[:4])


UNTITLED = "API"
"""What an API is called whose document does not say it: packages, pages and docstrings are named after it."""


def info(document: Document) -> Info:
    """The `info` object (OpenAPI 3.2, section 4.2)."""
    data = mapping(document.data.get("info"))
    more = mapping(document.data.get("externalDocs"))
    return Info(
        title=text(data.get("title")).strip() or UNTITLED,
        version=text(data.get("version")),
        doc=doc_of(data),
        terms_of_service=text(data.get("termsOfService")),
        contact={k: text(v) for k, v in mapping(data.get("contact")).items()},
        license={k: text(v) for k, v in mapping(data.get("license")).items()},
        external_docs=text(more.get("url")),
        external_docs_about=text(more.get("description")),
    )


def tags(document: Document) -> tuple[Tag, ...]:
    """The `tags` of the document, in the author's order (OpenAPI 3.2, section 4.22)."""
    return tuple(
        Tag(
            id=join("#", "tags", str(index)),
            name=text(one.get("name")),
            parent=text(one.get("parent")),
            kind=text(one.get("kind")),
            doc=tag_doc(one),
        )
        for index, one in enumerate(sequence(document.data.get("tags")))
        if is_object(one) and text(one.get("name"))
    )


def tag_doc(tag: Mapping[str, Any]) -> Doc:
    """The notes of a tag; documents older than OpenAPI 3.2 say in `x-displayName` what it is called for readers."""
    doc = doc_of(tag)
    shown = text(tag.get("x-displayName"))
    return doc if doc.summary or not shown else replace(doc, summary=shown)
