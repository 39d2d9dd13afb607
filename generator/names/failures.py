"""An API goes in; the type in a response that is the error of most operations comes out, which no single one of them gives its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.ir.model import Api, Named, Operation, Pointer, Response
from generator.letters import letters

ERROR = "error"
"""What the type is called."""


def common_error(api: Api) -> Pointer:
    """Return the type that stands in several responses and is the error of more than half of the operations that have one.

    It is no component, for such a type has a name, and nothing but an error. "" where there is none, or where a component is
    called so.
    """
    if any(letters(one.schema_name) == ERROR for one in api.types.values()):
        return ""
    users: defaultdict[Pointer, set[Pointer]] = defaultdict(set)
    responses: defaultdict[Pointer, set[Pointer]] = defaultdict(set)
    given = set[Pointer]()
    failing = 0
    for operation in api.operations:
        fails = False
        for response, error in _parted(operation):
            fails |= error and bool(response.contents)
            for type in _inline(api, response):
                if error:
                    users[type].add(operation.id)
                    responses[type].add(response.id)
                else:
                    given.add(type)
        failing += fails
    found = [
        type
        for type, several in users.items()
        if 2 * len(several) > failing and len(responses[type]) > 1
    ]
    found = [type for type in found if type not in given]
    return min(found, key=lambda type: (-len(users[type]), type), default="")


def _parted(operation: Operation) -> Iterator[tuple[Response, bool]]:
    """Yield the responses of an operation, each with whether it is an error; one for all other statuses is, beside a success."""
    succeeds = any(one.status[:1] in "123" for one in operation.responses)
    for one in operation.responses:
        yield one, one.status[:1] in "45" or (one.status == "default" and succeeds)


def _inline(api: Api, response: Response) -> Iterator[Pointer]:
    for content in response.contents:
        match content.type:
            case Named(id) if not api.types[id].schema_name:
                yield id
            case _:
                pass
