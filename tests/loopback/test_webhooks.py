"""What a vendor posts to a callback address, over a socket, and what the generated package makes of it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from burncloud_video import APIError, InvalidWebhook, webhooks
from burncloud_video.models import ViduNotice

from generator.load import load

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
CALLBACK = "{$request.body#/metadata/callback_url}"


@contextmanager
def receiving() -> Iterator[tuple[str, list[ViduNotice | InvalidWebhook]]]:
    """A receiver of callbacks: its address, and what it has read."""
    read: list[ViduNotice | InvalidWebhook] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                read.append(webhooks.parse_vidu_callback(body))
                self.send_response(200)
            except InvalidWebhook as error:
                read.append(error)
                self.send_response(400)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", read
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def post(address: str, body: bytes) -> int:
    connection = http.client.HTTPConnection(address, timeout=10)
    try:
        connection.request("POST", "/", body, {"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def examples() -> dict[str, Any]:
    """The payloads that the document shows."""
    document: Any = load(SPEC).data
    operation = document["paths"]["/v1/video/generations"]["post"]
    sent = operation["callbacks"]["viduCallback"][CALLBACK]["post"]
    shown = sent["requestBody"]["content"]["application/json"]["examples"]
    return {name: one["value"] for name, one in shown.items()}


@pytest.mark.parametrize("name", ["success", "failed"])
def test_a_payload_of_the_document_arrives(name: str) -> None:
    payload = {**examples()[name], "unknown": {"key": [1]}}
    with receiving() as (address, read):
        assert post(address, json.dumps(payload).encode()) == 200
    (notice,) = read
    assert isinstance(notice, ViduNotice)
    assert notice.state == name
    assert json.loads(notice.model_dump_json(exclude_unset=True)) == payload


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"state": 3}', b"\xff"])
def test_another_payload_is_told_apart(body: bytes) -> None:
    with receiving() as (address, read):
        assert post(address, body) == 400
    (error,) = read
    assert isinstance(error, InvalidWebhook)
    assert isinstance(error, APIError)
    assert error.content == body
    assert "viduCallback" in str(error)
