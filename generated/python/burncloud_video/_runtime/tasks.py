"""A slow operation's descriptor and an engine in; a task that can be looked at, waited for and downloaded out."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from .async_engine import AsyncEngine
from .downloads import Progress, Target
from .engine import SyncEngine
from .errors import APIError, LinkExpired
from .omit import Omit, omit
from .operation import Operation, TaskSpec
from .results import RawResponse
from .settings import RequestOptions, timeout_of
from .task_state import (
    TaskState,
    Waiting,
    arguments_of,
    looking,
    noted,
    renewing,
    started_id,
)
from .transport import Timeout

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
        return self._look(self.options)

    def _look(self, options: RequestOptions | None) -> Task[T]:
        engine = self._open(self._engine)
        engine = engine.with_settings(self.watching(engine.settings))
        arguments = arguments_of(self.spec, self.id)
        self.see(engine.respond(self.spec.poll, options, *arguments))
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
        with noted(self):
            while not waiting.over():
                engine.sleep(waiting.pause())
                try:
                    self._look(waiting.options())
                except APIError as error:
                    waiting.missed(error)
                if waiting.changed() and on_update is not None:
                    on_update(self)
        return self

    def download(
        self,
        path: str | os.PathLike[str],
        *,
        progress: bool | Progress = False,
        media_type: str = "",
        max_bytes: int | None = None,
        timeout: float | Timeout | Omit | None = omit,
    ) -> None:
        """Save the result; no credential goes to another host. An address that has expired is asked for anew, once.

        Args:
            path: file to write; it appears when the download is whole. What has arrived stands in `<path>.part`, and
                the next download goes on from there where the server lets it.
            progress: True draws a bar on the standard error stream, with tqdm or rich where they are installed; a
                function is called with the bytes that have arrived and, where it is known, with those that are to
                come in all.
            media_type: what the result has to be, for example "video/*"; "" takes anything.
            max_bytes: the most bytes that are taken.
            timeout: seconds for the whole download, or limits for its parts; the client's own by default.

        Raises:
            LinkExpired: the address has expired, and the server has no newer one.
            UnexpectedResponse: the result is of another media type.
            ResponseTooLarge: the result has more than `max_bytes`.
            APIError: the result could not be had for another reason.
            ValueError: the task has no result's address.
            OSError: the file cannot be written.
        """
        engine = self._open(self._engine)
        usual = engine.settings.timeout
        limits = usual if isinstance(timeout, Omit) else timeout_of(timeout, usual)
        target = Target(os.fspath(path), progress, media_type, max_bytes)
        address = self.result_address(engine.settings.base_url)
        try:
            engine.download(address, target, limits)
        except LinkExpired as expired:
            with renewing(expired):
                self.refresh()
                renewed = self.result_address(engine.settings.base_url)
            if renewed == address:
                raise
            engine.download(renewed, target, limits)


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
        return await self._look(self.options)

    async def _look(self, options: RequestOptions | None) -> AsyncTask[T]:
        engine = self._open(self._engine)
        engine = engine.with_settings(self.watching(engine.settings))
        arguments = arguments_of(self.spec, self.id)
        self.see(await engine.respond(self.spec.poll, options, *arguments))
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
            on_update: is called with the task whenever its status or its progress has changed; what it gives is
                awaited where that can be.

        Returns:
            This task, which has succeeded.

        Raises:
            TaskFailed: the task failed.
            TaskTimeout: the deadline passed; the task may still be running.
            APIError: the server did not say how the task is.
        """
        engine = self._open(self._engine)
        waiting = Waiting(self, engine.settings, deadline)
        with noted(self):
            while not waiting.over():
                await engine.sleep(waiting.pause())
                try:
                    await self._look(waiting.options())
                except APIError as error:
                    waiting.missed(error)
                if waiting.changed() and on_update is not None:
                    await settled(on_update(self))
        return self

    async def download(
        self,
        path: str | os.PathLike[str],
        *,
        progress: bool | Progress = False,
        media_type: str = "",
        max_bytes: int | None = None,
        timeout: float | Timeout | Omit | None = omit,
    ) -> None:
        """Save the result; no credential goes to another host. An address that has expired is asked for anew, once.

        Args:
            path: file to write; it appears when the download is whole. What has arrived stands in `<path>.part`, and
                the next download goes on from there where the server lets it.
            progress: True draws a bar on the standard error stream, with tqdm or rich where they are installed; a
                function is called with the bytes that have arrived and, where it is known, with those that are to
                come in all.
            media_type: what the result has to be, for example "video/*"; "" takes anything.
            max_bytes: the most bytes that are taken.
            timeout: seconds for the whole download, or limits for its parts; the client's own by default.

        Raises:
            LinkExpired: the address has expired, and the server has no newer one.
            UnexpectedResponse: the result is of another media type.
            ResponseTooLarge: the result has more than `max_bytes`.
            APIError: the result could not be had for another reason.
            ValueError: the task has no result's address.
            OSError: the file cannot be written.
        """
        engine = self._open(self._engine)
        usual = engine.settings.timeout
        limits = usual if isinstance(timeout, Omit) else timeout_of(timeout, usual)
        target = Target(os.fspath(path), progress, media_type, max_bytes)
        address = self.result_address(engine.settings.base_url)
        try:
            await engine.download(address, target, limits)
        except LinkExpired as expired:
            with renewing(expired):
                await self.refresh()
                renewed = self.result_address(engine.settings.base_url)
            if renewed == address:
                raise
            await engine.download(renewed, target, limits)


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


async def settled(given: object) -> None:
    """Await what a function of the caller's gives, where it is a coroutine function."""
    if isinstance(given, Awaitable):
        await given
