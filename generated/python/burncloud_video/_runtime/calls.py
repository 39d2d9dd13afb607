"""Methods that say what to call go in; methods that call it, in the way of the client that they are read from, come out.

A resource is written once. `Resource[Sync]` and `Resource[Async]` are what the two clients have, `Resource[SyncRaw]` and
`Resource[AsyncRaw]` what their `raw` has, `Resource[SyncPieces]` and `Resource[AsyncPieces]` what their `in_pieces` has; the
same method gives `T`, an awaitable `T`, or either with status and headers, or these with the bytes of the body.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Mapping
from operator import attrgetter
from types import FunctionType, MethodType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Concatenate,
    Final,
    Generic,
    ParamSpec,
    Self,
    overload,
)

from typing_extensions import TypeVar

from .headers import Headers
from .operation import Operation, PageSpec, Parameter, TaskSpec
from .options import Options, Told, told

if TYPE_CHECKING:
    from .pages import AsyncPages, Pages
    from .results import RawResponse
    from .settings import Settings
    from .streams import AsyncStream, Stream
    from .tasks import AsyncTask, Task
    from .ways import Async, AsyncPieces, AsyncRaw, Sync, SyncPieces, SyncRaw

P = ParamSpec("P")
T = TypeVar("T")
I = TypeVar("I")  # noqa: E741
H = TypeVar("H", bound=Headers, default=Headers)
A = TypeVar("A", default=T)


class Call(Generic[T, H, A]):
    """What a method was told: the options, its other arguments in order, and what the body is made of.

    `T` is what the operation gives, `A` what it gives to `await` where that is another type, `H` the header fields that
    the document declares.
    """

    __slots__ = ("arguments", "fields", "options")

    def __init__(
        self, options: Options, /, *arguments: object, **fields: object
    ) -> None:
        self.options, self.arguments, self.fields = options, arguments, fields

    def told(self, operation: Operation[Any], method: str = "") -> Told:
        """What the engine is told.

        Args:
            method: name of the method, else of the function that called the runtime.

        Raises:
            TypeError: the operation does not know a keyword.
        """
        return told(operation, self.options, self.arguments, self.fields, method)


class Paged(Call[T], Generic[T, I]):
    """A `Call` that gives pages `T` of items `I`."""

    __slots__ = ()


class Answering:
    """How methods are called, and in which form they answer."""

    __slots__ = ("settings",)
    awaited: ClassVar[bool] = False

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def call(
        self, method: Method[..., Any, Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Call an operation."""
        raise NotImplementedError

    def turn(
        self, method: PagesMethod[..., Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Give what goes through the pages of an operation."""
        raise AttributeError("pages have no status of their own")

    def finish(
        self,
        spec: TaskSpec[Any],
        operation: Operation[Any],
        told: Told,
        hooks: Mapping[str, Any],
    ) -> Any:
        """Start a task and wait for its end."""
        raise AttributeError("a task has no status of its own")

    def wait(
        self, spec: TaskSpec[Any], id: str, options: Options, hooks: Mapping[str, Any]
    ) -> Any:
        """Wait for the end of a task that was started before."""
        raise AttributeError("a task has no status of its own")


Way = TypeVar("Way", bound=Answering)


class Resource(Generic[Way]):
    """A group of operations; `Way` says how they are called."""

    def __init__(self, way: Way) -> None:
        self._way = way

    def __repr__(self) -> str:
        from .settings import named

        return named(self, self._way.settings)

    def _finish(
        self,
        spec: TaskSpec[T],
        method: Method[..., Any, Any, Any],
        call: Call[Any, Any, Any],
        *,
        deadline: float | None,
        on_submit: Callable[[str], object] | None,
        on_update: (
            Callable[[Task[T]], object] | Callable[[AsyncTask[T]], object] | None
        ),
    ) -> Task[T] | Coroutine[Any, Any, AsyncTask[T]]:
        hooks = {"deadline": deadline, "on_submit": on_submit, "on_update": on_update}
        given: Task[T] | Coroutine[Any, Any, AsyncTask[T]] = self._way.finish(
            spec, method.operation, call.told(method.operation), hooks
        )
        return given

    def _wait(
        self,
        spec: TaskSpec[T],
        id: str,
        options: Options,
        *,
        deadline: float | None,
        on_update: (
            Callable[[Task[T]], object] | Callable[[AsyncTask[T]], object] | None
        ),
    ) -> Task[T] | Coroutine[Any, Any, AsyncTask[T]]:
        hooks = {"deadline": deadline, "on_update": on_update}
        given: Task[T] | Coroutine[Any, Any, AsyncTask[T]] = self._way.wait(
            spec, id, options, hooks
        )
        return given


way_of: Final[Callable[[Resource[Any]], Answering]] = attrgetter("_way")
"""The way in which a resource's methods are called."""


class Method(Generic[P, T, H, A]):
    """A method that calls an operation; its arguments are those of the function that was decorated.

    Args:
        function: says by a `Call` what it was told.
        facts: what an `Operation` is made of, but for what the function's annotations say.
    """

    def __init__(
        self,
        function: Callable[Concatenate[Any, P], Call[T, H, A]],
        method: str,
        path: str,
        parameters: tuple[Parameter, ...],
        facts: Mapping[str, Any],
    ) -> None:
        self.function = function
        self.__doc__ = function.__doc__
        self._said = (method, path, parameters, facts)
        self._operation: Operation[T] | None = None
        self._made: dict[bool, Callable[..., Any]] = {}

    @property
    def operation(self) -> Operation[T]:
        """What the document says of the operation, put together when it is needed for the first time."""
        if self._operation is None:
            self._operation = described(self.function, *self._said)
        return self._operation

    @property
    def headers(self) -> type[Headers]:
        """The class of the header fields of a success."""
        _, *others = result_of(self.function)
        return others[0] if others else Headers

    @overload
    def __get__(self, instance: None, owner: object) -> Self: ...
    @overload
    def __get__(self, instance: Resource[Sync], owner: object) -> Callable[P, T]: ...
    @overload
    def __get__(
        self, instance: Resource[Async], owner: object
    ) -> Callable[P, Coroutine[Any, Any, A]]: ...
    @overload
    def __get__(
        self, instance: Resource[SyncRaw], owner: object
    ) -> Callable[P, RawResponse[T, H]]: ...
    @overload
    def __get__(
        self, instance: Resource[AsyncRaw], owner: object
    ) -> Callable[P, Coroutine[Any, Any, RawResponse[A, H]]]: ...
    @overload
    def __get__(
        self, instance: Resource[SyncPieces], owner: object
    ) -> Callable[P, RawResponse[Stream[bytes], H]]: ...
    @overload
    def __get__(
        self, instance: Resource[AsyncPieces], owner: object
    ) -> Callable[P, Coroutine[Any, Any, RawResponse[AsyncStream[bytes], H]]]: ...
    def __get__(self, instance: Any, owner: object) -> Any:
        if instance is None:
            return self
        awaited = way_of(instance).awaited
        made = self._made.get(awaited)
        if made is None:
            made = self._made[awaited] = self._awaited() if awaited else self._plain()
        return MethodType(made, instance)

    def _plain(self) -> Callable[..., Any]:
        function = self.function

        @functools.wraps(function)
        def run(resource: Resource[Any], /, *args: Any, **kwargs: Any) -> Any:
            return way_of(resource).call(self, function(resource, *args, **kwargs))

        return run

    def _awaited(self) -> Callable[..., Any]:
        function = self.function

        @functools.wraps(function)
        async def run(resource: Resource[Any], /, *args: Any, **kwargs: Any) -> Any:
            return await way_of(resource).call(
                self, function(resource, *args, **kwargs)
            )

        return run


class PagesMethod(Generic[P, T, I]):
    """A method that goes through all pages of another one, which takes the same arguments."""

    def __init__(
        self,
        function: Callable[Concatenate[Any, P], Paged[T, I]],
        of: Method[..., Any, Any, Any],
        spec: PageSpec[Any],
    ) -> None:
        self.function, self.of, self.spec = function, of, spec
        self.__doc__ = function.__doc__

        @functools.wraps(function)
        def run(resource: Resource[Any], /, *args: Any, **kwargs: Any) -> Any:
            return way_of(resource).turn(self, function(resource, *args, **kwargs))

        self._run = run

    @overload
    def __get__(self, instance: None, owner: object) -> Self: ...
    @overload
    def __get__(
        self, instance: Resource[Sync], owner: object
    ) -> Callable[P, Pages[T, I]]: ...
    @overload
    def __get__(
        self, instance: Resource[Async], owner: object
    ) -> Callable[P, AsyncPages[T, I]]: ...
    def __get__(self, instance: Any, owner: object) -> Any:
        if instance is None:
            return self
        return MethodType(self._run, instance)


# ------------------------------------------------------------------------------------------------- operations told


def described(
    function: Callable[..., Any],
    method: str,
    path: str,
    parameters: tuple[Parameter, ...],
    facts: Mapping[str, Any],
) -> Operation[Any]:
    """An operation of what is said of it, and of what the annotations of its function say: result and options.

    The one success is what the function gives, in JSON, unless a reply or `gives` says another thing; None is no content.
    """
    told = dict(facts)
    if "gives" not in told and not any(
        key[0] == "2" for key in told.get("replies", ())
    ):
        told.setdefault("status", "200")
        if not annotation(function, "return").startswith(("Call[None]", "Call[None,")):
            told["gives"] = lambda: result_of(function)[0]
    return Operation(method, path, parameters, takes=options_of(function), **told)


def annotation(function: Callable[..., Any], name: str) -> str:
    """The text of an annotation."""
    return str(function.__annotations__[name])


def result_of(function: Callable[..., Any]) -> tuple[Any, ...]:
    """What stands in the brackets of `Call[…]`: the type that a method gives, then the class of its header fields."""
    assert isinstance(function, FunctionType)
    text, known = annotation(function, "return"), function.__globals__
    if "Stream[" in text:
        # What a stream is made of is imported by whoever reads one, and by type checkers.
        from . import streams

        known = vars(streams) | known
    return tuple(eval(f"[{text[text.index('[') + 1 : -1]}]", known))


def options_of(function: Callable[..., Any]) -> type[object]:
    """The class of what a method may be told."""
    assert isinstance(function, FunctionType)
    code = function.__code__
    name = code.co_varnames[code.co_argcount + code.co_kwonlyargcount]
    found: type[object] = function.__globals__[
        annotation(function, name).removeprefix("Unpack[").removesuffix("]")
    ]
    return found
