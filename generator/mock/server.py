"""A world goes in; a server on real sockets comes out that answers as the world says, and breaks off where it is to.

HTTP/1.1 is h11's business, the sockets are asyncio's: so a connection can be cut and a body be left unfinished.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from dataclasses import field

import h11

from generator.mock.errors import phrase
from generator.mock.play import World, reply
from generator.mock.wire import Incoming, Reply, json_reply
from generator.records import dataclass

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends RST, as a connection does that breaks."""
_CHUNK = 1 << 16
_BARE = (204, 205, 304)


@dataclass(slots=True)
class Server:
    """A server that listens.

    Attributes:
        told: is called with every request and its reply.
        origin: scheme, host and port at which it listens.
    """

    world: World
    told: Callable[[Incoming, Reply], None]
    origin: str = ""
    listeners: list[asyncio.Server] = field(default_factory=list[asyncio.Server])
    talks: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    async def start(self, host: str, port: int) -> None:
        """Listen, and listen at another port as well, which is another origin.

        Raises:
            OSError: the address cannot be had.
        """
        self.world.host = host
        self.origin = await self._listen(host, port)
        self.world.elsewhere = await self._listen(host, 0)

    async def _listen(self, host: str, port: int) -> str:
        listener = await asyncio.start_server(self._welcome, host, port)
        self.listeners.append(listener)
        bound = listener.sockets[0].getsockname()[1]
        shown = (
            "127.0.0.1" if host in ("0.0.0.0", "") else "::1" if host == "::" else host
        )
        return (
            f"http://[{shown}]:{bound}" if ":" in shown else f"http://{shown}:{bound}"
        )

    async def stop(self) -> None:
        """Hang up on everybody."""
        for listener in self.listeners:
            listener.close()
        for talk in self.talks:
            talk.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)

    async def _welcome(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        talk = asyncio.current_task()
        if talk is None:
            return
        self.talks.add(talk)
        try:
            await Talk(self, reader, writer).go_on()
        except (OSError, h11.LocalProtocolError):  # The client is gone.
            pass
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self.talks.discard(talk)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()


@dataclass(slots=True)
class Talk:
    """One connection."""

    server: Server
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    state: h11.Connection = field(default_factory=lambda: h11.Connection(h11.SERVER))

    async def go_on(self) -> None:
        """Answer everything that comes over the connection."""
        while True:
            try:
                incoming = await self.received()
            except h11.RemoteProtocolError as error:
                await self.refuse(error)
                return
            if incoming is None:
                return
            if isinstance(incoming, Reply):
                await self.send(incoming, "GET")
                return
            made = self.answer(incoming)
            self.server.told(incoming, made)
            await asyncio.sleep(made.delay)
            if made.cut == "before":
                self.reset()
                return
            if not await self.send(made, incoming.method):
                return
            if (
                self.state.our_state is not h11.DONE
                or self.state.their_state is not h11.DONE
            ):
                return
            self.state.start_next_cycle()

    def answer(self, incoming: Incoming) -> Reply:
        """The reply; a fault of the mock itself is said, and never ends the mock."""
        try:
            made = reply(self.server.world, incoming)
            head(made)
            return made
        except h11.LocalProtocolError as why:
            detail = f"HTTP cannot send what the document says of this answer: {why}"
            return json_reply(501, {"detail": detail})
        except Exception as fault:
            what = f"{type(fault).__name__}: {' '.join(str(fault).split())[:300]}"
            detail = f"internal error of the mock: {what}. Please report it, with the document if you may."
            return json_reply(500, {"detail": detail})

    async def received(self) -> Incoming | Reply | None:
        """The next request; a reply where it is too large; None at the end of the connection."""
        request: h11.Request | None = None
        body = bytearray()
        while True:
            event = self.state.next_event()
            if event is h11.NEED_DATA:
                if self.state.they_are_waiting_for_100_continue:
                    await self.write(
                        h11.InformationalResponse(status_code=100, headers=[])
                    )
                self.state.receive_data(await self.reader.read(_CHUNK))
            elif isinstance(event, h11.Request):
                request = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > self.server.world.options.largest:
                    return json_reply(
                        413, {"detail": "the body is too large for the mock"}
                    )
            elif isinstance(event, h11.EndOfMessage) and request is not None:
                return self.incoming(request, bytes(body))
            else:
                return None

    def incoming(self, request: h11.Request, body: bytes) -> Incoming:
        """A request as a value."""
        headers = tuple(
            (name.decode("latin-1"), _text(value)) for name, value in request.headers
        )
        host = next((value for name, value in headers if name == "host"), "")
        port = self.writer.get_extra_info("sockname")[1]
        elsewhere = self.server.world.elsewhere
        away = elsewhere.endswith(f":{port}")
        origin = (
            elsewhere
            if away
            else f"http://{host}" if _plain(host) else self.server.origin
        )
        target = request.target.decode("latin-1")
        if not target.startswith("/"):  # The absolute form (RFC 9112, section 3.2.2).
            target = "/" + target.partition("://")[2].partition("/")[2]
        return Incoming(request.method.decode("latin-1"), target, headers, body, origin)

    async def send(self, made: Reply, method: str) -> bool:
        """Send a reply; tells whether the connection may go on."""
        bare = method == "HEAD" or made.status in _BARE
        await self.write(head(made))
        pieces = () if bare else _halves(made.pieces) if made.cut else made.pieces
        for number, piece in enumerate(pieces):
            if number and made.pause:
                await asyncio.sleep(made.pause)
            await self.write(h11.Data(data=piece))
            if made.cut:
                await asyncio.sleep(
                    0.05
                )  # What was sent has to arrive before the connection breaks.
                self.reset()
                return False
        await self.write(h11.EndOfMessage())
        return True

    async def refuse(self, error: h11.RemoteProtocolError) -> None:
        """Say that what came is no HTTP, where there is still somebody to say it to."""
        if self.state.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            status = error.error_status_hint
            await self.send(
                json_reply(status, {"detail": f"this is no HTTP/1.1: {error}"}), "GET"
            )

    async def write(
        self,
        event: h11.Response | h11.InformationalResponse | h11.Data | h11.EndOfMessage,
    ) -> None:
        """Send one event."""
        data = self.state.send(event)
        if data:
            self.writer.write(data)
            await self.writer.drain()

    def reset(self) -> None:
        """Break the connection."""
        raw = self.writer.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.writer.transport.abort()


def head(made: Reply) -> h11.Response:
    """Status and header fields of a reply.

    Raises:
        h11.LocalProtocolError: HTTP has no such status, or no such field.
    """
    headers = [
        (name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
        for name, value in made.headers
    ]
    if len(made.pieces) <= 1 and made.status not in (204, 304):
        headers.append((b"content-length", str(sum(map(len, made.pieces))).encode()))
    reason = phrase(made.status).encode()
    return h11.Response(status_code=made.status, headers=headers, reason=reason)


def _text(value: bytes) -> str:
    """A header field's value: UTF-8 where it is, else each byte a character."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _plain(host: str) -> bool:
    return (
        bool(host)
        and host.isascii()
        and all(one.isalnum() or one in ".-:[]_" for one in host)
    )


def _halves(pieces: tuple[bytes, ...]) -> tuple[bytes, ...]:
    body = b"".join(pieces)
    return (body[: len(body) // 2], body[len(body) // 2 :])
