"""An operation goes in; what it costs, what is safe to send again, and the life of the task that it starts, come out."""

from __future__ import annotations

from generator.ir.model import Operation, RetryPolicy, Task
from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.types import Place
from generator.targets.docs.words import Words

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
TWICE = READING | {"PUT", "DELETE"}
"""Methods that HTTP calls safe, and those that it calls idempotent (RFC 9110, section 9.2)."""


@dataclass(frozen=True, slots=True)
class MoneyView:
    """What a request costs, and whether it may be sent again; `billed` is None where nothing is said of money."""

    title: Words
    billed: Words | None
    said: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TaskView:
    """The life of a task: the words of its picture, and the same in sentences."""

    started: Words
    pending: Words
    succeeded: Words
    failed: Words
    about: Words
    said: tuple[Words, ...]


def money(operation: Operation, site: Site) -> MoneyView | None:
    """What the document says of an operation's cost, and of sending it again; None where it says nothing."""
    policy = operation.retry or RetryPolicy("")
    if policy.billed:
        said = (site.label("billed_text"), *again(policy, site))
        return MoneyView(site.label("cost"), site.label("billed"), said)
    if told := again(policy, site):
        return MoneyView(site.label("repetition"), None, told)
    return None


def repeats(operation: Operation, site: Site) -> Words | None:
    """What HTTP itself says of sending a request twice, where the document says nothing of what that costs."""
    method = operation.method
    if method not in TWICE or (operation.retry and operation.retry.billed):
        return None
    key = "safe_text" if method in READING else "same_text"
    return site.phrase(key, words.text(method))


def again(policy: RetryPolicy, site: Site) -> tuple[Words, ...]:
    """When a request may be sent again for all that."""
    found: list[Words] = []
    if policy.refused:
        many = [words.code(str(status)) for status in policy.refused]
        found.append(
            site.phrase(
                "refused_text", words.joined(many, f" {site.label('or').html} ")
            )
        )
    if policy.idempotency_header:
        found.append(
            site.phrase("idempotency_text", words.code(policy.idempotency_header))
        )
    return tuple(found)


def task_view(task: Task | None, place: Place) -> TaskView | None:
    """The life of the task that an operation starts."""
    if task is None:
        return None
    site = place.site
    poll = site.operations.get(task.poll)
    said: list[Words] = []
    if poll is not None:
        path = f"{place.up}{site.paths.operations[poll.id]}"
        link = words.local(words.title(site.title(poll)), path)
        said.append(
            site.phrase(
                "task_poll",
                link,
                words.code(task.poll_parameter),
                pointers(task.task_id, site),
            )
        )
    said += schedule(task, site)
    for key, texts in (("succeeded", task.succeeded), ("failed", task.failed)):
        said.append(site.phrase(f"task_words_{key}", pointers(texts, site)))
    said.append(site.phrase("task_words_pending", pointers(task.status, site)))
    for key, texts in (
        ("result", task.result),
        ("error", task.error),
        ("progress", task.progress),
    ):
        if texts:
            said.append(site.phrase(f"task_{key}", pointers(texts, site)))
    return TaskView(
        started=site.label("task_started"),
        pending=site.label("task_pending"),
        succeeded=site.label("task_succeeded"),
        failed=site.label("task_failed"),
        about=site.label("task_about"),
        said=tuple(said),
    )


def schedule(task: Task, site: Site) -> list[Words]:
    """When to look."""
    found = [site.phrase("task_first", number(task.first))]
    for step in task.steps:
        every = number(step.every)
        if step.until is None:
            found.append(site.phrase("task_every", every))
        else:
            found.append(site.phrase("task_every_until", every, number(step.until)))
    found.append(site.phrase("task_deadline", number(task.deadline)))
    return found


def number(value: float) -> Words:
    """A number of seconds."""
    return words.raw(Code(f"{value:g}"))


def pointers(texts: tuple[str, ...], site: Site) -> Words:
    """Words or places, in their order."""
    between = f" {site.label('or').html} "
    return words.joined([words.code(text or "/") for text in texts], between)
