"""Operations go in; the parameters by which requests for those of one path and method are told apart come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.ir.media import strip
from generator.ir.model import Api, Const, Enum, Operation, Parameter

_FIELD = re.compile(r"\{[^{}]*\}")


def place(operation: Operation) -> tuple[str, str]:
    """The method and the path of an operation, whatever its fields are called; what stands behind a "#" is not sent."""
    return operation.method, _FIELD.sub("{}", operation.path.partition("#")[0])


def sharing(operations: Iterable[Operation]) -> frozenset[str]:
    """The ids of the operations that have their method and path in common with others."""
    places = {one.id: place(one) for one in operations}
    counted = Counter(places.values())
    return frozenset(id for id, one in places.items() if counted[one] > 1)


def needs(operation: Operation, api: Api) -> Iterator[tuple[str, str, str | None]]:
    """The parameters that a request for an operation has in any case, outside of its path: place, name, and the one text that each
    can be, if there is one."""
    for one in operation.parameters:
        if one.required and one.location in ("query", "header"):
            name = one.wire.lower() if one.location == "header" else one.wire
            yield one.location, name, only(one, api)


def only(parameter: Parameter, api: Api) -> str | None:
    """The one text that a parameter can be; None where there are several, or none is known."""
    type = strip(api, parameter.type)
    found: object = None
    if isinstance(type, Const):
        found = type.value
    elif isinstance(type, Enum) and len(type.values) == 1:
        found = type.values[0]
    return found if isinstance(found, str) else None
