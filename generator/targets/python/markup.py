"""What a document says of XML goes in; the modules that read and write it come out, and what descriptors and models say of it."""

from __future__ import annotations

from pathlib import Path

from generator import markup
from generator.ir import xml
from generator.ir.model import Api, Pointer, Record, Xml
from generator.languages.code import Code
from generator.languages.python import string
from generator.languages.python.xml import arguments
from generator.languages.statements import laid_out
from generator.project import Project
from generator.render import File
from generator.shipped import shipped_templates

FOLDER = "_runtime/markup"
SHARED = ("__init__", "shapes", "reading", "writing")
"""Modules of this program that clients are given as they stand; the mock and the docs read and write XML by them."""


def files(api: Api, project: Project) -> list[File]:
    """The modules that read and write XML, where the API speaks it."""
    del project
    if not xml.is_spoken(api):
        return []
    package = Path(markup.__file__).parent
    own = shipped_templates() / "python" / "markup" / "models.py"
    sources = [*(package / f"{name}.py" for name in SHARED), own]
    return [File(f"{FOLDER}/{one.name}", _within(one.read_bytes())) for one in sources]


def _within(source: bytes) -> bytes:
    """A module as it stands among the client's."""
    return source.replace(b"from generator.markup.", b"from .")


def of_model(
    definition: Pointer,
    record: Record,
    api: Api,
    told: frozenset[Pointer],
    symbols: set[str],
) -> Code:
    """What a model says of its properties, where XML is not just as they are called; empty for nothing."""
    if definition not in told:
        return Code("")
    parts = [
        f"{string(one.wire)}: Xml({arguments(said, symbols)})"
        for one in record.fields
        if (said := xml.of_field(api, one)) not in (xml.PLAIN, Xml(name=one.wire))
    ]
    if not parts:
        return Code("")
    symbols.add("Xml")
    return laid_out(Code(f"__xml__ = {{{', '.join(parts)}}}"), 4)
