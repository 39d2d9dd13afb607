"""A slow operation's descriptor and an engine in; a task that can be looked at, waited for and downloaded out."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from .async_engine import AsyncEngine
from .downloads import Progress, Target
from .engine import SyncEngine
from .errors import APIError
from .omit import omit
from .operation import Operation, TaskSpec
from .results import RawResponse
from .settings import RequestOptions
from .task_state import TaskState, Waiting, arguments_of, looking, noted, started_id

T = TypeVar("T")


class Task(TaskState[T], Generic[T]):
    """A slow task as it was seen last."""

    def __init__(
        self,
        engine: SyncEngine,
        spec: TaskSpec[T],
        id: str,
        options: RequestOptions | None = None,
        *,
        fresh: bool = False,
    ) -> None:
        super().__init__(spec, id, options)
        self.fresh = fresh
        self._engine: SyncEngine | None = engine

    def refresh(self) -> Task[T]:
        """Ask for the task's present state.

        Returns:
            This task.

        Raises:
            APIError: the server did not say.
        """
        engine = self._open(self._engine)
        self.see(
            engine.respond(
                self.spec.poll, self.options, *arguments_of(self.spec, self.id)
            )
        )
        return self

    def wait(
        self,
        *,
        deadline: float | None = None,
        on_update: Callable[[Task[T]], object] | None = None,
    ) -> Task[T]:
        """Look after the task until it has ended.

        Args:
            deadline: seconds after which to give up; the document's own by default.
            on_update: is called with the task whenever its status or its progress has changed.

        Returns:
            This task, which has succeeded.

        Raises:
            TaskFailed: the task failed.
            TaskTimeout: the deadline passed; the task may still be running.
            APIError: the server did not say how the task is.
        """
        engine = self._open(self._engine)
        waiting = Waiting(self, engine.settings, deadline)
        with noted(self.id):
            while not waiting.over():
                engine.sleep(waiting.pause())
                try:
                    self.refresh()
                except APIError as error:
                    waiting.missed(error)
                if waiting.changed() and on_update is not None:
                    on_update(self)
        return self

    def download(
        self, path: str | os.PathLike[str], *, progress: bool | Progress = False
    ) -> None:
        """Save the result.

        Args:
            path: file to write; it appears when the download is whole.
            progress: True draws a line on the standard error stream; a function is called with the bytes that have
                arrived and, where it is known, with those that are to come in all.

        Raises:
            ValueError: the task has no result's address.
            APIError: the result could not be had; its address may have expired.
        """
        self._open(self._engine).download(
            self.result_address(), Target.of(path, progress)
        )


class AsyncTask(TaskState[T], Generic[T]):
    """A slow task as it was seen last."""

    def __init__(
        self,
        engine: AsyncEngine,
        spec: TaskSpec[T],
        id: str,
        options: RequestOptions | None = None,
        *,
        fresh: bool = False,
    ) -> None:
        super().__init__(spec, id, options)
        self.fresh = fresh
        self._engine: AsyncEngine | None = engine

    async def refresh(self) -> AsyncTask[T]:
        """Ask for the task's present state.

        Returns:
            This task.

        Raises:
            APIError: the server did not say.
        """
        engine = self._open(self._engine)
        arguments = arguments_of(self.spec, self.id)
        self.see(await engine.respond(self.spec.poll, self.options, *arguments))
        return self

    async def wait(
        self,
        *,
        deadline: float | None = None,
        on_update: Callable[[AsyncTask[T]], object] | None = None,
    ) -> AsyncTask[T]:
        """Look after the task until it has ended.

        Args:
            deadline: seconds after which to give up; the document's own by default.
            on_update: is called with the task whenever its status or its progress has changed.

        Returns:
            This task, which has succeeded.

        Raises:
            TaskFailed: the task failed.
            TaskTimeout: the deadline passed; the task may still be running.
            APIError: the server did not say how the task is.
        """
        engine = self._open(self._engine)
        waiting = Waiting(self, engine.settings, deadline)
        with noted(self.id):
            while not waiting.over():
                await engine.sleep(waiting.pause())
                try:
                    await self.refresh()
                except APIError as error:
                    waiting.missed(error)
                if waiting.changed() and on_update is not None:
                    on_update(self)
        return self

    async def download(
        self, path: str | os.PathLike[str], *, progress: bool | Progress = False
    ) -> None:
        """Save the result.

        Args:
            path: file to write; it appears when the download is whole.
            progress: True draws a line on the standard error stream; a function is called with the bytes that have
                arrived and, where it is known, with those that are to come in all.

        Raises:
            ValueError: the task has no result's address.
            APIError: the result could not be had; its address may have expired.
        """
        engine = self._open(self._engine)
        await engine.download(self.result_address(), Target.of(path, progress))


def start(
    engine: SyncEngine,
    spec: TaskSpec[T],
    operation: Operation[Any],
    options: RequestOptions | None,
    arguments: tuple[object, ...],
    body: object = omit,
) -> Task[T]:
    """Start a task; an answer that does not fit is no loss where it holds the task's id."""
    outcome: RawResponse[Any] | APIError
    try:
        outcome = engine.respond(operation, options, *arguments, body=body)
    except APIError as error:
        outcome = error
    return Task(
        engine, spec, started_id(operation, outcome), looking(options), fresh=True
    )


async def async_start(
    engine: AsyncEngine,
    spec: TaskSpec[T],
    operation: Operation[Any],
    options: RequestOptions | None,
    arguments: tuple[object, ...],
    body: object = omit,
) -> AsyncTask[T]:
    """Start a task; an answer that does not fit is no loss where it holds the task's id."""
    outcome: RawResponse[Any] | APIError
    try:
        outcome = await engine.respond(operation, options, *arguments, body=body)
    except APIError as error:
        outcome = error
    return AsyncTask(
        engine, spec, started_id(operation, outcome), looking(options), fresh=True
    )
