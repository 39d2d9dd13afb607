"""Sockets in; the same sockets, which keep a time limit for a whole request and not only for each of its steps, out.

httpx2's connections start the clock anew for every piece that they read, so that a server that sends one byte a second
could hold a call for ever. A limit that is an `Until` carries the end of the whole request along to each step.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from ssl import SSLContext
from typing import Any

import httpcore2
from httpcore2 import SOCKET_OPTION

SLICE = 16_384
"""The most bytes that are written before the clock is looked at again."""


class Until(float):
    """Seconds that one step may take, and the time of the monotonic clock at which the whole request has to be done."""

    __slots__ = ("end",)

    end: float

    @classmethod
    def of(cls, seconds: float | None, end: float) -> Until:
        """A limit; a step without one of its own may take as long as there is time."""
        made = cls(max(0.0, end - time.monotonic()) if seconds is None else seconds)
        made.end = end
        return made

    def left(self) -> float:
        """Seconds that the next step may take; 0 where the time is over."""
        return max(0.0, min(self, self.end - time.monotonic()))


class Stream(httpcore2.NetworkStream):
    """A connection that keeps the limits of `Until`."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if isinstance(timeout, Until):
            timeout = timeout.left()
            if not timeout:
                raise httpcore2.ReadTimeout("the time is over")
        return self._inner.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not isinstance(timeout, Until):
            self._inner.write(buffer, timeout)
            return
        for start in range(0, len(buffer), SLICE):
            left = timeout.left()
            if not left:
                raise httpcore2.WriteTimeout("the time is over")
            self._inner.write(buffer[start : start + SLICE], left)

    def close(self) -> None:
        # Whoever waits for bytes in another thread does not notice that a socket is closed, only that it is shut down.
        opened = self._inner.get_extra_info("socket")
        if isinstance(opened, socket.socket):
            with suppress(OSError):
                socket.socket.shutdown(opened, socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Stream:
        return Stream(
            self._inner.start_tls(ssl_context, server_hostname, in_time(timeout))
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Opens connections that keep the limits of `Until`."""

    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> Stream:
        error: Exception | None = None
        for address in self._addresses(host, port, timeout):
            try:
                return Stream(
                    self._inner.connect_tcp(
                        address, port, in_time(timeout), local_address, socket_options
                    )
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore2.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        """The addresses of a host, where trying them one by one might take longer than there is time."""
        if not isinstance(timeout, Until):
            return [host]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        return list(dict.fromkeys(str(one[4][0]) for one in found))

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> Stream:
        return Stream(
            self._inner.connect_unix_socket(path, in_time(timeout), socket_options)
        )


def in_time(timeout: float | None) -> float | None:
    """What is left of a limit. Raises ConnectTimeout."""
    if not isinstance(timeout, Until):
        return timeout
    left = timeout.left()
    if not left:
        raise httpcore2.ConnectTimeout("the time is over")
    return left
