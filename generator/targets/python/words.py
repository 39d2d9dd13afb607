"""What the docstrings of generated types and fields say, from the document's own words; still tainted text."""

from __future__ import annotations

import json

from generator.ir.model import Doc, Field, Json, TypeDef
from generator.languages.python.prose import noted


def type_text(definition: TypeDef) -> str:
    """The text on a type."""
    doc = definition.doc
    parts = [doc.description or doc.summary or title_of(definition)]
    if definition.deprecated:
        parts.append("Deprecated.")
    parts.append(see(doc))
    return "\n\n".join(part for part in parts if part)


def title_of(definition: TypeDef) -> str:
    """The title, unless it only repeats the name."""
    title = definition.doc.title
    names = (definition.schema_name, *definition.hint[-1:])
    return "" if any(letters(title) == letters(name) for name in names) else title


def letters(text: str) -> str:
    """A text without case and punctuation."""
    return "".join(c for c in text if c.isalnum()).casefold()


def field_text(field: Field) -> str:
    """The text on a field: its description, and what its type does not show."""
    doc = field.doc
    notes: list[str] = []
    if field.has_default:
        notes.append(f"Default: {shown(field.default)}.")
    if field.access == "read":
        notes.append("Read-only.")
    if field.access == "write":
        notes.append("Write-only.")
    if field.deprecated:
        notes.append("Deprecated.")
    text = noted(doc.description or doc.summary or doc.title, notes)
    return "\n\n".join(part for part in (text, see(doc)) if part)


def see(doc: Doc) -> str:
    """Where more is said, if anywhere."""
    return f"See {doc.external_docs}" if doc.external_docs else ""


def shown(value: Json) -> str:
    """A JSON value as documentation shows it, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:199] + "…"
