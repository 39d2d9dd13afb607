"""The form of one difference between two documents."""

from __future__ import annotations

from typing import Literal, TypeAlias

from generator.records import dataclass

Kind: TypeAlias = Literal["added", "removed", "changed"]
What: TypeAlias = Literal[
    "operation",
    "deprecated",
    "security",
    "server",
    "webhook",
    "callback",
    "parameter",
    "header",
    "required",
    "optional",
    "body",
    "body_required",
    "body_optional",
    "media_type",
    "answer",
    "field",
    "read_only",
    "write_only",
    "others",
    "style",
    "type",
    "variant",
    "format",
    "value",
    "values",
    "limit",
    "null",
    "default",
    "method",
    "argument",
    "class",
    "attribute",
]

OR = " or "
"""Between the kinds of value that a type allows."""

NOTHING = "nothing"
"""What a type allows that allows no value."""

ANYTHING = "anything"
"""What a type allows that allows any."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        breaking: callers that went by the old document may fail.
        pointer: in the new document, or in the old one for what was removed.
        where: the operation or schema, and the way into it; tainted text.
        name: what of it; tainted text, may be empty.
        old, new: what it was and is, in short; empty where that says nothing.
    """

    kind: Kind
    what: What
    breaking: bool
    pointer: str
    where: str
    name: str = ""
    old: str = ""
    new: str = ""
