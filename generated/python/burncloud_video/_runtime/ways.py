"""Methods of resources and what they were told go in; what they give, plainly, awaited, or with status and headers, comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from .calls import Answering, Call, Method, PagesMethod
from .operation import Operation, TaskSpec
from .options import Options, Told

if TYPE_CHECKING:
    from .async_engine import AsyncEngine
    from .engine import SyncEngine


class Sync(Answering):
    """Methods give what the operation gives."""

    __slots__ = ("engine",)

    def __init__(self, engine: SyncEngine) -> None:
        super().__init__(engine.settings)
        self.engine = engine

    def call(
        self, method: Method[..., Any, Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Call an operation."""
        operation = method.operation
        told = call.told(operation, method.function.__qualname__)
        return self.engine.call(
            operation, told.options, *told.arguments, body=told.body
        )

    def turn(
        self, method: PagesMethod[..., Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Give what goes through the pages of an operation."""
        from .pages import Pages

        operation = method.of.operation
        told = call.told(operation, method.function.__qualname__)
        return Pages(
            self.engine,
            method.spec,
            operation,
            told.options,
            told.arguments,
            told.body,
        )

    def finish(
        self,
        spec: TaskSpec[Any],
        operation: Operation[Any],
        told: Told,
        hooks: Mapping[str, Any],
    ) -> Any:
        """Start a task and wait for its end."""
        from .task_state import noted
        from .tasks import start

        task = start(
            self.engine, spec, operation, told.options, told.arguments, told.body
        )
        with noted(task):
            if hooks["on_submit"] is not None:
                hooks["on_submit"](task.id)
        return task.wait(deadline=hooks["deadline"], on_update=hooks["on_update"])

    def wait(
        self, spec: TaskSpec[Any], id: str, options: Options, hooks: Mapping[str, Any]
    ) -> Any:
        """Wait for the end of a task that was started before."""
        from .tasks import Task

        task = Task(self.engine, spec, id, options.get("request_options"))
        return task.wait(**hooks)


class Async(Answering):
    """Methods give an awaitable of what the operation gives."""

    __slots__ = ("engine",)
    awaited: ClassVar[bool] = True

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine.settings)
        self.engine = engine

    async def call(
        self, method: Method[..., Any, Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Call an operation."""
        operation = method.operation
        told = call.told(operation, method.function.__qualname__)
        return await self.engine.call(
            operation, told.options, *told.arguments, body=told.body
        )

    def turn(
        self, method: PagesMethod[..., Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Give what goes through the pages of an operation."""
        from .pages import AsyncPages

        operation = method.of.operation
        told = call.told(operation, method.function.__qualname__)
        return AsyncPages(
            self.engine,
            method.spec,
            operation,
            told.options,
            told.arguments,
            told.body,
        )

    async def finish(
        self,
        spec: TaskSpec[Any],
        operation: Operation[Any],
        told: Told,
        hooks: Mapping[str, Any],
    ) -> Any:
        """Start a task and wait for its end."""
        from .task_state import noted
        from .tasks import async_start, settled

        task = await async_start(
            self.engine, spec, operation, told.options, told.arguments, told.body
        )
        with noted(task):
            if hooks["on_submit"] is not None:
                await settled(hooks["on_submit"](task.id))
        return await task.wait(deadline=hooks["deadline"], on_update=hooks["on_update"])

    async def wait(
        self, spec: TaskSpec[Any], id: str, options: Options, hooks: Mapping[str, Any]
    ) -> Any:
        """Wait for the end of a task that was started before."""
        from .tasks import AsyncTask

        task = AsyncTask(self.engine, spec, id, options.get("request_options"))
        return await task.wait(**hooks)


class SyncRaw(Answering):
    """Methods give status and headers beside the data."""

    __slots__ = ("engine",)
    pieces: ClassVar[bool] = False

    def __init__(self, engine: SyncEngine) -> None:
        super().__init__(engine.settings)
        self.engine = engine

    def call(
        self, method: Method[..., Any, Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Call an operation."""
        operation = method.operation
        told = call.told(operation, method.function.__qualname__)
        return self.engine.respond(
            operation,
            told.options,
            *told.arguments,
            body=told.body,
            pieces=self.pieces,
        ).declaring(method.headers)


class SyncPieces(SyncRaw):
    """Methods give status and headers beside the bytes of the body, in pieces as they arrive."""

    __slots__ = ()
    pieces: ClassVar[bool] = True


class AsyncRaw(Answering):
    """Methods give an awaitable of status, headers and data."""

    __slots__ = ("engine",)
    awaited: ClassVar[bool] = True
    pieces: ClassVar[bool] = False

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine.settings)
        self.engine = engine

    async def call(
        self, method: Method[..., Any, Any, Any], call: Call[Any, Any, Any]
    ) -> Any:
        """Call an operation."""
        operation = method.operation
        told = call.told(operation, method.function.__qualname__)
        given = await self.engine.respond(
            operation,
            told.options,
            *told.arguments,
            body=told.body,
            pieces=self.pieces,
        )
        return given.declaring(method.headers)


class AsyncPieces(AsyncRaw):
    """Methods give an awaitable of status, headers and the bytes of the body, in pieces as they arrive."""

    __slots__ = ()
    pieces: ClassVar[bool] = True
