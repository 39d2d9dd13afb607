"""An implementation of the gateway's handlers, as a user would write it: tasks in memory, one known token."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from burncloud_video import (
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    PermissionDeniedError,
    models,
)
from burncloud_video_server import Answer, Call, Credentials, create_app
from fastapi import FastAPI

TOKEN = "sk-example"
LOCKED = "sk-locked"


@dataclass(frozen=True)
class User:
    """Whoever has a token."""

    name: str


def verify(credentials: Credentials) -> User:
    """Know two tokens, one of which may do nothing."""
    token = credentials.token("bearer")
    if token == LOCKED:
        raise PermissionDeniedError("The key is locked")
    if token != TOKEN:
        raise AuthenticationError("The key is unknown")
    return User("example")


@dataclass
class Videos:
    """Tasks that are done as soon as they are asked for."""

    tasks: dict[str, models.VideoGenerationRequest] = field(
        default_factory=dict[str, models.VideoGenerationRequest]
    )
    ids: count[int] = field(default_factory=lambda: count(1))

    async def create(
        self, call: Call[User], /, *, body: models.VideoGenerationRequest
    ) -> models.VideoTask | Answer[models.VideoTask]:
        """Start a task; a second one is answered by 201."""
        if body.model == "none":
            error = models.ErrorBody(code="no_model", message="No such model")
            raise BadRequestError(body=error)
        id = f"task_{next(self.ids)}"
        self.tasks[id] = body
        task = models.VideoTask(task_id=id, status="queued", model=body.model)
        return task if id == "task_1" else Answer(task, status=201)

    def retrieve(self, call: Call[User], /, *, task_id: str) -> models.VideoTaskState:
        """Tell that a task has succeeded, without awaiting anything."""
        if task_id not in self.tasks:
            raise NotFoundError("There is no such task")
        address = f"https://cdn.example/{task_id}.mp4"
        return models.VideoTaskStatus(task_id=task_id, status="succeeded", url=address)


class Observed(Videos):
    """The same as today's gateway answers it: always 200, states in an envelope, 400 for a task that is not there."""

    async def create(
        self, call: Call[User], /, *, body: models.VideoGenerationRequest
    ) -> models.VideoTask | Answer[models.VideoTask]:
        """Start a task."""
        made = await super().create(call, body=body)
        return made.body if isinstance(made, Answer) else made

    def retrieve(self, call: Call[User], /, *, task_id: str) -> models.VideoTaskState:
        """Tell that a task has succeeded."""
        if task_id not in self.tasks:
            error = models.ErrorBody(code="task_not_exist", message="task_not_exist")
            raise BadRequestError(body=error)
        address = f"https://cdn.example/{task_id}.mp4"
        record = models.VideoTaskRecord(
            task_id=task_id, status="SUCCESS", progress="100%", result_url=address
        )
        return models.VideoTaskEnvelope(code="success", message="", data=record)


def app(videos: Videos | None = None) -> FastAPI:
    """The application."""
    return create_app(videos=videos or Videos(), verify=verify)
