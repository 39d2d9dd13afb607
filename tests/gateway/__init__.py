"""The video gateway on a real socket, played from a script: `with gateway(Script(...)) as playing: playing.url`."""

from __future__ import annotations

from gateway.script import (
    TASK,
    TOKEN,
    Answer,
    Script,
    busy,
    cut,
    documented,
    envelope,
    failed_after_acceptance,
    flat,
    nested,
    refused,
    started,
)
from gateway.server import PATH, Gateway, Request, gateway

__all__ = [
    "PATH",
    "TASK",
    "TOKEN",
    "Answer",
    "Gateway",
    "Request",
    "Script",
    "busy",
    "cut",
    "documented",
    "envelope",
    "failed_after_acceptance",
    "flat",
    "gateway",
    "nested",
    "refused",
    "started",
]
