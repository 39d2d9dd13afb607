"""What the docstrings of generated types and fields say, from the document's own words; still tainted text."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from generator.ir.model import Const, Doc, Field, Json, Parameter, TypeDef
from generator.languages.python.prose import noted, outdated, telling, unwrapped
from generator.letters import is_identifier, letters

_DEFAULT = re.compile(
    r"(?i)\bdefault(?:s to| value is| is|:)?[\s`*'\"]{1,8}([\w.-]{1,80})(?=[^\w-]|$)"
)
"""What a text says is the default."""


def type_text(definition: TypeDef) -> str:
    """The text on a type."""
    doc = definition.doc
    names = (definition.schema_name, *definition.hint[-1:])
    said = telling(doc.description or doc.summary, names)
    parts = [unwrapped(said) or _title(doc, names)]
    parts += outdated(definition.deprecated, doc)
    parts.append(see(doc))
    return "\n\n".join(part for part in parts if part)


def _title(doc: Doc, names: Collection[str]) -> str:
    """The title, unless a name of the type begins with it: Pydantic says "Item" of both `ItemInput` and `ItemOutput`."""
    title = telling(titled(doc), names)
    begun = any(letters(name).startswith(letters(title)) for name in names)
    return "" if begun else title


def field_text(field: Field) -> str:
    """The text on a field: its description, and what its type does not show."""
    doc = field.doc
    notes = default_told(field)
    if field.access == "read":
        notes.append("Read-only.")
    if field.access == "write":
        notes.append("Write-only.")
    notes += outdated(field.deprecated, doc)
    said = telling(doc.description or doc.summary or titled(doc), (field.wire,))
    text = noted(unwrapped(said), notes)
    return "\n\n".join(part for part in (text, see(doc)) if part)


def default_told(one: Field | Parameter) -> list[str]:
    """The default, where it is more than nothing, and neither the only value that there is nor told by the description."""
    if not one.has_default or one.default is None or isinstance(one.type, Const):
        return []
    value = shown(one.default)
    bare = value.strip('"')
    said = [found.rstrip(".-") for found in _DEFAULT.findall(one.doc.description)]
    return [] if bare in said else [f"Default: {value}."]


def titled(doc: Doc) -> str:
    """The title, where it is written for people."""
    return "" if is_identifier(doc.title) else doc.title


def see(doc: Doc) -> str:
    """Where more is said, if anywhere."""
    return f"See {doc.external_docs}" if doc.external_docs else ""


def shown(value: Json) -> str:
    """A JSON value as documentation shows it, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:199] + "…"
