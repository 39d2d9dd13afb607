"""The table of rules: each with its code, its severity, what it is for, and the function that applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from generator.diagnostics import Severity
from generator.ir.model import Api
from generator.lint import operations, types
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.names import Names

Found: TypeAlias = Iterator[tuple[str, str]]
"""Pointers, each with a message."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: stable name, in kebab-case.
        description: what the rule asks for, and why, in one sentence.
        hint: what to do about a finding.
        check: applies it.
    """

    code: str
    severity: Severity
    description: str
    hint: str
    check: Callable[[Api, Names | None], Found]


def renamed(_: Api, names: Names | None) -> Found:
    """Find things whose name only got unique by a number at its end: such a name tells a reader nothing."""
    for one in names.renames if names is not None else ():
        rest = one.got.removeprefix(one.wanted).strip("_")
        if one.got.startswith(one.wanted) and rest.isdigit():
            yield (
                one.id,
                f"its name in {one.scope} became {one.got!r}: {one.reason}",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "no-operation-id",
        "warning",
        "Every operation has an operationId: method names in clients are made from it and stay when paths change.",
        "Add an operationId such as 'videos.create'.",
        operations.without_id,
    ),
    Rule(
        "no-summary",
        "warning",
        "Every operation says in a summary or a description what it does: docs and docstrings begin with it.",
        "Add a summary of one line.",
        operations.without_summary,
    ),
    Rule(
        "same-summary",
        "warning",
        "No two operations have one summary: readers could not tell them apart in an index.",
        "Say what is different about each.",
        operations.with_one_summary,
    ),
    Rule(
        "no-tag",
        "info",
        "Every operation has a tag, or a dotted operationId, that says where it belongs.",
        "Add a tag, or write the operationId as 'resource.method'.",
        operations.without_tag,
    ),
    Rule(
        "undeclared-tag",
        "info",
        "Where tags are declared, every tag in use is declared.",
        "Declare it under tags, with a description.",
        operations.with_undeclared_tag,
    ),
    Rule(
        "no-success",
        "warning",
        "Every operation declares an answer for the case that all goes well.",
        "Add a 2XX response.",
        operations.without_success,
    ),
    Rule(
        "no-error",
        "info",
        "Every operation declares an error: users then get its body typed.",
        "Add a 4XX or a default response.",
        operations.without_error,
    ),
    Rule(
        "get-with-body",
        "warning",
        "GET and HEAD have no body: servers and proxies may drop it (RFC 9110, section 9.3.1).",
        "Use query parameters, or POST.",
        operations.with_lost_body,
    ),
    Rule(
        "task-words",
        "error",
        "No status word of a task means both success and failure.",
        "Leave each word in one of the two lists.",
        operations.with_ambiguous_task,
    ),
    Rule(
        "task-without-retry",
        "info",
        "An operation that starts a task says what a repetition may cost.",
        "Add x-specloom-retry.",
        operations.with_unpriced_task,
    ),
    Rule(
        "unreachable-deadline",
        "warning",
        "A task's deadline is later than its first look.",
        "Make the deadline longer.",
        operations.with_early_deadline,
    ),
    Rule(
        "no-description",
        "info",
        "Every schema under components has a description.",
        "Say in a sentence what it stands for.",
        types.without_description,
    ),
    Rule(
        "undescribed-field",
        "info",
        "Every property says what it means.",
        "Add a description.",
        types.with_undescribed_field,
    ),
    Rule(
        "unused-schema",
        "info",
        "Every schema under components is used by something.",
        "Take it out, or refer to it.",
        types.unused,
    ),
    Rule(
        "numbered-name",
        "info",
        "No name is made unique by a number alone.",
        "Rename one of the two in the document, or choose a name in the settings.",
        renamed,
    ),
)
