"""Builds servers and their variables."""

from __future__ import annotations

from generator.ir.build.docs import doc_of, text
from generator.ir.model import Pointer, Server, ServerVariable
from generator.jsonvalues import is_object, mapping, sequence
from generator.load.pointer import join


def servers(data: object, pointer: Pointer) -> tuple[Server, ...]:
    """The server objects of a list (OpenAPI 3.2, section 4.6); what is none is left out."""
    return tuple(
        Server(
            id=join(pointer, str(index)),
            url=_with_scheme(text(one["url"])),
            name=text(one.get("name")),
            variables=tuple(
                ServerVariable(
                    name=name,
                    default=text(variable.get("default")),
                    enum=tuple(map(text, sequence(variable.get("enum")))),
                    doc=doc_of(variable),
                )
                for name, variable in mapping(one.get("variables")).items()
                if is_object(variable)
            ),
            doc=doc_of(one),
        )
        for index, one in enumerate(sequence(data))
        if is_object(one) and isinstance(one.get("url"), str)
    )


def _with_scheme(url: str) -> str:
    """An address that has the scheme of its document (RFC 3986, section 4.2): that of HTTP over TLS, as a file has none."""
    return f"https:{url}" if url.startswith("//") else url
