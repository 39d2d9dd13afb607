"""A project goes in; its site is served, and made anew when the document changes."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from docs.building import written
from docs.test_settings import DOCUMENT


def test_the_preview_follows_the_document(tmp_path: Path) -> None:
    spec = written(tmp_path, DOCUMENT)
    words = ["-u", "-m", "generator", "docs", str(spec), "--serve", "--port", "0"]
    with subprocess.Popen(
        [sys.executable, *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert "Things" in get(f"{address}en/index.html")
            assert "/.reload.js" in get(f"{address}en/index.html")
            info = {**DOCUMENT["info"], "title": "Other things"}
            written(tmp_path, {**DOCUMENT, "info": info})
            deadline = time.monotonic() + 30
            while "Other things" not in get(f"{address}en/index.html"):
                assert time.monotonic() < deadline
                time.sleep(0.2)
            assert "specloomSite ??= 1" in get(f"{address}.reload.js")
            assert refused(f"{address}../../etc/passwd") == 404
            assert refused(address, Host="evil.example") == 403
            assert refused(address, Host="[") == 403
            with urllib.request.urlopen(f"{address}en/index.html") as answer:
                policy = answer.headers["Cross-Origin-Resource-Policy"]
            assert policy == "same-origin"
            assert b" 404 " in answered(address, b"GET http://[/ HTTP/1.0")
            hang_up(address)
            assert refused(f"{address}none") == 404
        finally:
            process.kill()
        assert process.stderr is not None
        assert process.stderr.read() == ""


def connected(address: str) -> socket.socket:
    """A connection to the server at an address."""
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port), timeout=20)


def answered(address: str, line: bytes) -> bytes:
    """The first line of the answer to a request that no library would send."""
    with connected(address) as one:
        one.sendall(line + b"\r\nHost: localhost\r\n\r\n")
        return one.makefile("rb").readline()


def hang_up(address: str) -> None:
    """Break a connection with a request on it off, as browsers do."""
    with connected(address) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.sendall(b"GET / HTTP/1.0\r\n")


def refused(address: str, **headers: str) -> int:
    """The status by which a request is refused."""
    asked = urllib.request.Request(address, headers=headers)
    with pytest.raises(urllib.error.HTTPError) as wrong:
        urllib.request.urlopen(asked, timeout=20)
    wrong.value.close()
    return wrong.value.code


def get(address: str) -> str:
    """The text at an address."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())
