"""What a call may be told: keywords with types for type checkers, a plain dict of those that were given at run time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from .omit import omit
from .operation import Operation, keys_of
from .settings import RequestOptions
from .spelling import RULES

if TYPE_CHECKING:
    from typing import TypedDict

    class Options(TypedDict, total=False):
        """Arguments of every method that may be left out."""

        request_options: RequestOptions | None
        """What this one call does differently: time limit, header fields, retries and so on."""

else:

    class Options(dict):
        """A plain dict: a TypedDict would compile every annotation while its module is imported."""

        def __init_subclass__(cls, *, total: bool = True) -> None:
            """Take what a TypedDict takes."""


class Told(NamedTuple):
    """A call as the engine takes it: a value or `omit` for each parameter, and the body."""

    options: RequestOptions | None
    arguments: tuple[object, ...]
    body: object


def unexpected(word: str, known: Iterable[str], method: str) -> str:
    """What is said of a keyword that a method does not have, in the words of Python.

    Args:
        method: its name; "" for that of the function that called the runtime.
    """
    from difflib import get_close_matches
    from inspect import currentframe

    frame = currentframe()
    while frame and frame.f_back and frame.f_globals.get("__package__") == __package__:
        frame = frame.f_back
    near = get_close_matches(word, list(known), 1)
    hint = f". Did you mean {near[0]!r}?" if near else ""
    name = method or (frame.f_code.co_qualname if frame else "")
    return f"{name}() got an unexpected keyword argument {word!r}{hint}"


def told(
    operation: Operation[Any],
    options: Options,
    arguments: tuple[object, ...],
    fields: Mapping[str, object],
    method: str = "",
) -> Told:
    """Bring together what a method has to be told and what it may be told.

    Args:
        options: keywords beside the arguments that the method names.
        arguments: values of the operation's first parameters; the others are among the options.
        fields: fields of the body by the names of the arguments, or the whole body.
        method: name of the method, for the message.

    Raises:
        TypeError: there is no such keyword.
    """
    given: Mapping[str, object] = options
    keys = keys_of(operation.takes)
    unknown = [key for key in given if key not in keys and key != "request_options"]
    if unknown:
        known = (*fields, *keys, "request_options")
        raise TypeError(unexpected(min(unknown), known, method))
    rest = len(operation.parameters) - len(arguments)
    arguments += tuple([given.get(key, omit) for key in keys[:rest]])
    body: object = omit
    if operation.whole:
        (body,) = fields.values() or (given.get(keys[-1], omit),)
    elif fields or len(keys) > rest:
        spelled, wires = RULES[operation.spelling], operation.wires
        said: dict[str, object] = {**fields}
        said |= {key: given[key] for key in keys[rest:] if key in given}
        # Nothing but fields that were left out is no body; an object without fields would be one.
        said = said or {key: omit for key in keys[rest:]}
        body = {wires[k] if k in wires else spelled(k): v for k, v in said.items()}
    return Told(options.get("request_options"), arguments, body)
