"""A project goes in; its site is served, and made anew when the document changes."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from docs.building import written
from docs.test_settings import DOCUMENT


def test_the_preview_follows_the_document(tmp_path: Path) -> None:
    spec = written(tmp_path, DOCUMENT)
    words = ["-u", "-m", "generator", "docs", str(spec), "--serve", "--port", "0"]
    with subprocess.Popen(
        [sys.executable, *words], cwd=tmp_path, stdout=subprocess.PIPE, text=True
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
        finally:
            process.kill()


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
