"""What a document says of XML goes in; the words of generated code that say it come out."""

from __future__ import annotations

from generator.ir.model import Xml
from generator.ir.xml import PLAIN
from generator.languages.python.strings import string


def in_xml(said: Xml, symbols: set[str]) -> str:
    """How a body is read and written, for descriptors; names that it needs are added to the symbols."""
    if said == PLAIN:
        symbols.add("XML")
        return "markup=XML"
    symbols.add("InXml")
    return f"markup=InXml({arguments(said, symbols)})"


def arguments(said: Xml, symbols: set[str]) -> str:
    """What is said, as arguments of `Xml` and `InXml`."""
    parts = [str(string(said.name))] if said.name else []
    for name in ("namespace", "prefix", "node"):
        text = getattr(said, name)
        if text:
            parts.append(f"{name}={string(text)}")
    if said.item is not None:
        symbols.add("Xml")
        parts.append(f"item=Xml({arguments(said.item, symbols)})")
    return ", ".join(parts)
