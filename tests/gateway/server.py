"""A script goes in; a gateway on a real socket of this machine comes out, and what reached it can be read."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from gateway.script import Answer, Script, documented, nested

PATH = "/v1/video/generations"
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends RST, as a connection does that breaks."""


@dataclass(frozen=True)
class Request:
    """A request as it arrived.

    Attributes:
        headers: by lower-case name; the last of several of one name.
        body: the bytes; empty without a body.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Gateway:
    """A gateway that listens.

    Attributes:
        url: its address, without a slash at the end.
        requests: what arrived, in order, wrong paths and tokens included.
        billed: how many POSTs started a task, whether or not the caller learned of it.
    """

    script: Script
    url: str = ""
    requests: list[Request] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    starts: int = 0
    looks: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def billed(self) -> int:
        return len(self.tasks)

    def sent(self, method: str) -> list[Request]:
        """Return what arrived with this method, in order."""
        return [request for request in self.requests if request.method == method]

    def answer(self, request: Request) -> tuple[Answer, str]:
        """Take a request down; return what it is answered and the id of the task that it is about."""
        with self.lock:
            self.requests.append(request)
            return self._answer(request)

    def _answer(self, request: Request) -> tuple[Answer, str]:
        script = self.script
        if request.method == "GET" and request.path in script.files:
            return script.files[request.path], ""
        if request.headers.get("authorization") != f"Bearer {script.token}":
            return nested(401), ""
        if request.method == "POST" and request.path == PATH:
            return self._start(request)
        task = unquote(request.path.removeprefix(f"{PATH}/"))
        if request.method == "GET" and request.path.startswith(f"{PATH}/"):
            return self._look(task)
        return nested(404, f"Invalid URL ({request.method} {request.path})"), ""

    def _start(self, request: Request) -> tuple[Answer, str]:
        try:
            body = request.json
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return (
                documented(
                    400, "invalid character in the body", code="invalid_request"
                ),
                "",
            )
        for name in ("model", "prompt"):
            value = body.get(name)
            if not isinstance(value, str) or not value.strip():
                return (
                    documented(400, f"{name} is required", name, "invalid_request"),
                    "",
                )
        starts = self.script.starts
        answer = starts[min(self.starts, len(starts) - 1)]
        self.starts += 1
        task = f"task_{self.starts}"
        if answer.billed:
            self.tasks.append(task)
        return answer, task

    def _look(self, task: str) -> tuple[Answer, str]:
        if task not in self.tasks and task not in self.script.tasks:
            return self.script.unknown, task
        states, looks = self.script.states, self.looks.get(task, 0)
        self.looks[task] = looks + 1
        return states[min(looks, len(states) - 1)], task


class _Server(ThreadingHTTPServer):
    """Threads that end with the server, whatever they wait for."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gateway = gateway
        self.open: set[socket.socket] = set()
        gateway.url = f"http://127.0.0.1:{self.server_address[1]}"

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.gateway.lock:
            self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self.gateway.lock:
            self.open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Wake every thread that waits for a client."""
        with self.gateway.lock:
            for connection in self.open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:  # The client was faster.
                    continue


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self.reply()

    def do_POST(self) -> None:
        self.reply()

    def do_PUT(self) -> None:
        self.reply()

    def do_PATCH(self) -> None:
        self.reply()

    def do_DELETE(self) -> None:
        self.reply()

    def reply(self) -> None:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, path, query, headers, self.received())
        answer, task = self.server.gateway.answer(request)
        try:
            self.send(answer, payload(answer, task))
        except OSError:  # The client is gone, as clients do that lose patience.
            self.close_connection = True

    def received(self) -> bytes:
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def send(self, answer: Answer, body: bytes) -> None:
        stopping = self.server.gateway.stopping
        if stopping.wait(answer.delay):
            self.close_connection = True
            return
        if answer.cut == "before":
            self.break_connection()
            return
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json"} | dict(answer.headers)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        pieces = [body[len(body) * i // 4 : len(body) * (i + 1) // 4] for i in range(4)]
        for number, piece in enumerate(pieces):
            if number and stopping.wait(answer.pause):
                self.close_connection = True
                return
            if number == 2 and answer.cut == "within":
                self.break_connection()
                return
            self.wfile.write(piece)
            self.wfile.flush()

    def break_connection(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: `Gateway.requests` has it all."""


def payload(answer: Answer, task: str) -> bytes:
    """Return the bytes of an answer's body."""
    body = answer.body(task) if callable(answer.body) else answer.body
    if isinstance(body, bytes):
        return body
    return json.dumps(body, ensure_ascii=False).encode()


@contextmanager
def gateway(script: Script | None = None) -> Iterator[Gateway]:
    """Run a gateway while the block runs."""
    playing = Gateway(script or Script())
    server = _Server(playing)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield playing
    finally:
        playing.stopping.set()
        server.shutdown()
        thread.join()
        server.hang_up()
        server.server_close()
