"""Settings name the environment variables of a client; the client reads those, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "https://default.example"}],
    "security": [{"bearer": [], "login": []}],
    "components": {
        "securitySchemes": {
            "bearer": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "login": {"type": "http", "scheme": "basic"},
        }
    },
    "paths": {
        "/pets": {
            "get": {
                "operationId": "pets.list",
                "responses": {"204": {"description": "Nothing."}},
            }
        }
    },
}
SETTINGS = """
spec = "openapi.yaml"
[python.environment]
base_url = "PET_SHOP"
api_key = "PET_KEY"
password = "PET_WORD"
"""
CALL = """
from acme import Client
from acme._runtime.testing import FakeTransport, Prepared
fake = FakeTransport(Prepared(204))
Client(transport=fake.sync()).pets.list()
sent = dict(fake.requests[0].headers)
print(fake.requests[0].url, sent.get("X-Key"), sent.get("Authorization"))
"""


def generate(folder: Path, settings: str) -> subprocess.CompletedProcess[str]:
    (folder / "openapi.yaml").write_text(yaml.safe_dump(DOCUMENT))
    (folder / "specloom.toml").write_text(settings)
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "generator", "generate"],
        cwd=folder,
        capture_output=True,
        text=True,
    )


def called(folder: Path, **environment: str) -> str:
    """The address, the key and the login that a client sends."""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", CALL],
        cwd=folder / "generated" / "python",
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert not told.returncode, told.stderr
    return told.stdout.strip()


def test_a_client_reads_the_variables_of_the_settings(tmp_path: Path) -> None:
    assert not generate(tmp_path, SETTINGS).returncode
    named = {"PET_SHOP": "https://pets.example/v1", "PET_KEY": "k", "PET_WORD": "w"}
    usual = {"ACME_BASE_URL": "https://other.example", "ACME_API_KEY": "other"}
    assert called(tmp_path, **named, **usual, ACME_USERNAME="u") == (
        "https://pets.example/v1/pets k Basic dTp3"
    )
    assert called(tmp_path, **usual) == "https://default.example/pets None None"
    readme = (tmp_path / "generated/python/README.md").read_text()
    for name in (*named, "ACME_USERNAME"):
        assert f"- `{name}`" in readme
    # The document says where its server is, so that nobody has to.
    assert 'Client(api_key="…", ' in readme


def test_an_argument_that_the_client_does_not_have_is_told(tmp_path: Path) -> None:
    told = generate(tmp_path, SETTINGS.replace("api_key", "api_kye"))
    assert told.returncode == 2
    assert "Did you mean 'api_key'?" in told.stderr
    assert not (tmp_path / "generated").exists()
