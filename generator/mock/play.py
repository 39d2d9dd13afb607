"""A request goes in and the reply comes out: the whole life of a request, one step a function."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import field, replace
from typing import Any

from generator.ir.model import Operation
from generator.jsonvalues import is_object
from generator.mock import errors, pages, tasks
from generator.mock.admin import ADMIN, admin
from generator.mock.answer import Answer, Unanswerable, Wish, success, written
from generator.mock.check import Checked, Wrong, check
from generator.mock.credentials import challenge, missing
from generator.mock.encode import Unsupported, encoded
from generator.mock.faults import HEADER, Fault, WrongFault, faults
from generator.mock.ledger import Ledger, Seen
from generator.mock.options import Options
from generator.mock.paging import turned
from generator.mock.places import everywhere
from generator.mock.prefer import WrongWish, wish
from generator.mock.results import result
from generator.mock.routes import Found, addressed, find
from generator.mock.served import Served
from generator.mock.wire import Headers, Incoming, Reply
from generator.records import dataclass

EXTRA = "x_unheard_of"
"""The key that the fault `extra-keys` adds."""


@dataclass(slots=True)
class World:
    """What the mock plays, and what it remembers.

    Attributes:
        elsewhere: another origin at which the mock listens, for redirects.
        host: by which name or address the mock was told to listen.
    """

    served: Served
    options: Options
    ledger: Ledger = field(default_factory=Ledger)
    elsewhere: str = ""
    host: str = ""
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Turn:
    """One request at an operation."""

    world: World
    operation: Operation
    incoming: Incoming
    wish: Wish
    due: tuple[Fault, ...]

    @property
    def name(self) -> str:
        """What the operation is called in counts and messages."""
        return self.operation.operation_id or addressed(self.operation)

    def fault(self, *names: str) -> Fault | None:
        """The first fault of these names that this request meets."""
        return next((one for one in self.due if one.name in names), None)


def reply(world: World, incoming: Incoming) -> Reply:
    """Answer a request, from a page of this machine too, and take it down."""
    if pages.asks_first(incoming):
        return pages.permission(incoming)
    return pages.shown(incoming, replied(world, incoming))


def replied(world: World, incoming: Incoming) -> Reply:
    """Answer a request, and take it down."""
    if incoming.path.startswith(f"{tasks.RESULTS}/"):
        away = "" if incoming.origin == world.elsewhere else world.elsewhere
        return noted(world, incoming, result(world.ledger, incoming, away), "result")
    if incoming.path == ADMIN or incoming.path.startswith(f"{ADMIN}/"):
        return admin(world.served, world.ledger, incoming, world.host)
    found = find(
        world.served.routes,
        incoming.method,
        incoming.path,
        incoming.query,
        incoming.headers,
    )
    if found.operation is None:
        return noted(world, incoming, lost(found, incoming), "")
    return at_operation(world, found.operation, found, incoming)


def noted(world: World, incoming: Incoming, made: Reply, operation: str) -> Reply:
    """Take down a request that is at no operation."""
    world.ledger.requests.append(Seen(incoming, operation, made.status))
    return made


def lost(found: Found, incoming: Incoming) -> Reply:
    """The reply where there is no such path, or no such method of it (RFC 9110, sections 15.5.5 and 15.5.6)."""
    path = incoming.plain_path
    if not found.methods:
        return bare(errors.problem(404, f"the document has no path {path!r}"))
    allowed = ", ".join(found.methods)
    problem = errors.problem(405, f"{path!r} takes {allowed}, not {incoming.method}")
    return bare(problem, (("allow", allowed),))


def bare(answer: Answer, more: Headers = ()) -> Reply:
    """A problem as a reply."""
    headers = (("content-type", "application/problem+json"), *more)
    return Reply(answer.status, headers, encoded(answer.value, "application/json"))


def at_operation(
    world: World, operation: Operation, found: Found, incoming: Incoming
) -> Reply:
    """The life of a request at an operation; whatever comes of it is taken down."""
    names = (
        operation.operation_id,
        addressed(operation),
        operation.method + " " + operation.path,
    )
    try:
        wanted = (
            *faults(incoming.get(HEADER)),
            *world.ledger.asked,
            *world.options.faults,
        )
        asked = wish(incoming)
    except (WrongFault, WrongWish) as error:
        return noted(
            world, incoming, bare(errors.problem(400, str(error))), names[0] or names[1]
        )
    turn = Turn(world, operation, incoming, asked, world.ledger.due(wanted, names))
    before = world.ledger.billed.total()
    made, checked = lived(turn, found)
    world.ledger.requests.append(
        Seen(
            incoming,
            turn.name,
            made.status,
            world.ledger.billed.total() > before,
            ", ".join(one.name for one in turn.due),
            checked.body,
        )
    )
    return made


def lived(turn: Turn, found: Found) -> tuple[Reply, Checked]:
    """Refuse a request or accept it, and answer."""
    refused = refusal(turn)
    if refused is not None:
        return refused, Checked()
    served = turn.world.served
    checked = check(
        turn.operation, turn.incoming, found.texts, served.api, served.judge
    )
    if checked.wrong:
        return misfit(turn, checked.wrong), checked
    return accepted(turn, checked), checked


def refusal(turn: Turn) -> Reply | None:
    """The reply to a request that is refused before anybody looks at what it says; None where it is not."""
    early = next((one for one in turn.due if one.when == "before"), None)
    served, options = turn.world.served, turn.world.options
    if early is not None:
        answer = errors.of_status(served, turn.operation, early.status, "", turn.wish)
        if early.name == "401-nested":
            answer = errors.nested(served.api.error, answer)
        more = (
            (("retry-after", f"{early.seconds:g}"),)
            if early.name == "429-retry-after"
            else ()
        )
        return sent(turn, answer, more)
    lacking = missing(
        turn.operation, served.api.security_schemes, turn.incoming, options.token
    )
    if lacking:
        answer = errors.error(
            served, turn.operation, "unauthorized", lacking, turn.wish
        )
        headers = (
            (
                "www-authenticate",
                challenge(turn.operation, served.api.security_schemes),
            ),
        )
        return sent(turn, answer, headers if answer.status == 401 else ())
    return None


def misfit(turn: Turn, wrong: tuple[Wrong, ...]) -> Reply:
    """The reply to a request that does not fit the document."""
    message = "; ".join(map(str, wrong))
    field = next((one.field for one in wrong if one.field), "")
    statuses = (415,) if any(one.status == 415 for one in wrong) else ()
    further = () if _declared(turn.operation, 400) else (422,)
    answer = errors.error(
        turn.world.served,
        turn.operation,
        "invalid",
        message,
        turn.wish,
        (*statuses, *further),
        field,
    )
    return sent(turn, answer)


def _declared(operation: Operation, status: int) -> bool:
    return any(one.status == str(status) for one in operation.responses)


def accepted(turn: Turn, checked: Checked) -> Reply:
    """The reply to a request that is well: counted where it may be billed, then answered, or not."""
    key = kept_key(turn)
    if key is not None and key in turn.world.ledger.kept:
        return turn.world.ledger.kept[key]
    lost = unknown_task(turn, checked) or deleted(turn)
    if lost is not None and not turn.wish.status:
        return lost
    if turn.operation.retry is not None and turn.operation.retry.billed:
        turn.world.ledger.billed[turn.name] += 1
    failed = turn.fault("500-accepted")
    if failed is not None:
        answer = errors.of_status(turn.world.served, turn.operation, 500, "", turn.wish)
        made = sent(turn, answer)
    else:
        made = done(turn, checked)
        if turn.operation.method == "DELETE" and 200 <= made.status < 300:
            turn.world.ledger.gone.add(turn.incoming.plain_path)
    if key is not None:
        turn.world.ledger.kept[key] = made
    return broken(turn, made)


def kept_key(turn: Turn) -> tuple[str, str] | None:
    """What makes a repetition of this request the same request; None where the document has no such header."""
    header = turn.operation.retry.idempotency_header if turn.operation.retry else ""
    value = turn.incoming.get(header) if header else ""
    return (turn.name, value) if value else None


def unknown_task(turn: Turn, checked: Checked) -> Reply | None:
    """The reply to who asks for a task that is not there; None where the operation tells of no tasks."""
    world = turn.world
    if turn.operation.id not in world.served.starts:
        return None
    id = task_id(turn, checked)
    if tasks.known(world.served, world.ledger, turn.operation, id, world.clock()):
        return None
    answer = errors.error(
        world.served, turn.operation, "notFound", f"there is no task {id!r}", turn.wish
    )
    return sent(turn, answer)


def deleted(turn: Turn) -> Reply | None:
    """The reply to who asks for what was deleted; None where it was not, or where the document knows no 404.

    What is put there, or made in the collection above, may be what was deleted.
    """
    gone, path = turn.world.ledger.gone, turn.incoming.plain_path
    if turn.operation.method in ("PUT", "POST"):
        gone.difference_update(
            {one for one in gone if one == path or one.startswith(f"{path}/")}
        )
    if path not in gone or not _declared(turn.operation, 404):
        return None
    message = f"{path!r} was deleted"
    return sent(
        turn,
        errors.error(turn.world.served, turn.operation, "notFound", message, turn.wish),
    )


def task_id(turn: Turn, checked: Checked) -> str:
    """The id of the task that a request asks for."""
    task = turn.world.served.starts[turn.operation.id][0].task
    name = task.poll_parameter if task else ""
    found = checked.values.get((name, "path"), checked.values.get((name, "query")))
    return str(found)


def done(turn: Turn, checked: Checked) -> Reply:
    """The reply to a request that was accepted."""
    served = turn.world.served
    try:
        answer = success(served, turn.operation, turn.wish)
    except Unanswerable as error:
        return bare(errors.problem(501, str(error)))
    own = not (turn.wish.example or turn.wish.dynamic or turn.wish.status)
    if turn.operation.id in served.starts and own:
        return looked(turn, checked, answer)
    if turn.operation.task is not None and 200 <= answer.status < 300:
        return begun(turn, answer)
    if own and turn.operation.pagination is not None:
        page = turned(served, turn.operation, turn.incoming, checked.values, answer)
        return sent(turn, page.answer, page.headers)
    return sent(turn, answer)


def begun(turn: Turn, answer: Answer) -> Reply:
    """The reply to who starts a task."""
    world = turn.world
    lasting = tuple(one for one in turn.due if one.when == "task")
    value = tasks.started(
        world.served, world.ledger, turn.operation, answer.value, lasting, world.clock()
    )
    steps = world.options.task_seconds / 3
    return sent(
        turn, replace(answer, value=value), (("retry-after", tasks.hint(steps)),)
    )


def looked(turn: Turn, checked: Checked, answer: Answer) -> Reply:
    """The reply to who looks after a task."""
    world = turn.world
    now = world.clock()
    running = tasks.known(
        world.served, world.ledger, turn.operation, task_id(turn, checked), now
    )
    if running is None:
        return sent(turn, answer)
    value, left = tasks.looked(running, now, world.options.task_seconds)
    ended = value is running.states[-1]
    if not ended and turn.fault("unknown-status") is not None:
        value = tasks.unheard(running, value)
    value = tasks.with_result(value, running, turn.incoming.origin)
    more = () if ended else (("retry-after", tasks.hint(left)),)
    return sent(turn, replace(answer, value=value, text=None), more)


def sent(turn: Turn, answer: Answer, more: Headers = ()) -> Reply:
    """An answer as a reply."""
    try:
        if turn.fault("extra-keys") is not None:
            answer = replace(answer, value=everywhere(answer.value, _with_extra))
        headers, pieces = written(turn.world.served, answer)
    except Unsupported as error:
        return bare(errors.problem(501, str(error)))
    own = {name.lower() for name, _ in more}
    kept = tuple(one for one in headers if one[0].lower() not in own)
    return Reply(answer.status, (*kept, *more), pieces)


def _with_extra(value: Any) -> Any:
    return {**value, EXTRA: {"anything": [1]}} if is_object(value) else value


def broken(turn: Turn, made: Reply) -> Reply:
    """The reply with what goes wrong on its way."""
    for one in turn.due:
        match one.name:
            case "slow":
                made = replace(made, delay=one.seconds)
            case "cut":
                made = replace(made, cut="before")
            case "truncated":
                made = replace(made, cut="within")
            case "drip":
                made = replace(
                    made, pieces=quarters(b"".join(made.pieces)), pause=one.seconds
                )
            case _:
                continue
    return made


def quarters(body: bytes) -> tuple[bytes, ...]:
    """A body in four pieces."""
    size = len(body)
    return tuple(body[size * i // 4 : size * (i + 1) // 4] for i in range(4))
