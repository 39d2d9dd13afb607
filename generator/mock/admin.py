"""A request to the admin address goes in; what the mock counted, or a word that it was reset, comes out."""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_array, is_object
from generator.mock.faults import FAULTS, Fault, WrongFault, faults
from generator.mock.ledger import Ledger, Seen
from generator.mock.pages import stranger
from generator.mock.served import Served
from generator.mock.wire import Incoming, Reply, json_reply

ADMIN = "/__mock__"
"""The admin address: GET tells, POST to `/reset` forgets, PUT to `/faults` sets what goes wrong from now on."""
_SHOWN = 100


def admin(served: Served, ledger: Ledger, incoming: Incoming, host: str) -> Reply:
    """Answer a request to the admin address; none of a page of another host.

    Args:
        host: by which name or address the mock was told to listen.
    """
    foreign = stranger(incoming, host)
    if foreign:
        detail = f"{ADMIN} answers this machine only: {foreign}"
        return json_reply(403, {"detail": detail})
    match incoming.method, incoming.path.removeprefix(ADMIN).strip("/"):
        case "GET", "":
            return json_reply(200, state(served, ledger))
        case "POST", "reset":
            ledger.reset()
            return json_reply(200, state(served, ledger))
        case "PUT", "faults":
            return put_faults(ledger, incoming)
        case _, ("" | "reset" | "faults") as word:
            allowed = {"": "GET", "reset": "POST", "faults": "PUT"}[word]
            return json_reply(
                405,
                {"detail": f"{incoming.path} takes {allowed} only"},
                [("allow", allowed)],
            )
        case _:
            return json_reply(
                404,
                {
                    "detail": f"there is no {incoming.plain_path}; GET {ADMIN} tells what there is"
                },
            )


def put_faults(ledger: Ledger, incoming: Incoming) -> Reply:
    """Set the faults that every request meets: ``{"faults": ["429; times=1"]}``."""
    try:
        wanted = incoming.json["faults"]
        if not is_array(wanted) or not all(isinstance(one, str) for one in wanted):
            raise TypeError
        ledger.asked = tuple(found for text in wanted for found in faults(text))
    except WrongFault as error:
        return json_reply(400, {"detail": str(error)})
    except (ValueError, LookupError, TypeError, RecursionError):
        return json_reply(400, {"detail": 'write {"faults": ["429; times=1"]}'})
    return json_reply(200, {"faults": [shown(one) for one in ledger.asked]})


def state(served: Served, ledger: Ledger) -> dict[str, Any]:
    """All that was counted, as JSON."""
    return {
        "title": served.api.info.title,
        "profile": served.profile,
        "billed": ledger.billed.total(),
        "billed_by_operation": dict(sorted(ledger.billed.items())),
        "tasks": {
            one.id: {
                "looks": one.looks,
                "faults": [shown(fault) for fault in one.faults],
            }
            for one in ledger.tasks.values()
        },
        "faults": [shown(one) for one in ledger.asked],
        "known_faults": {name: words for name, (_, words) in FAULTS.items()},
        "requests": [row(one) for one in list(ledger.requests)[-_SHOWN:]],
    }


def shown(fault: Fault) -> str:
    """A fault in the words that ask for it."""
    words = [fault.name]
    words += [f"seconds={fault.seconds:g}"] if fault.seconds else []
    words += [f"times={fault.times}"] if fault.times is not None else []
    words += [f"operation={fault.operation}"] if fault.operation else []
    return "; ".join(words)


def row(seen: Seen) -> dict[str, Any]:
    """One request, without its credentials and its body."""
    made: dict[str, Any] = {
        "method": seen.incoming.method,
        "target": seen.incoming.target,
        "operation": seen.operation,
        "status": seen.status,
        "billed": seen.billed,
        "fault": seen.fault,
    }
    if is_object(seen.body):
        made["keys"] = sorted(seen.body)
    return made
