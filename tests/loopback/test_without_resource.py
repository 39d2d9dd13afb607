"""What belongs to no resource is called on the client itself, in each of its forms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASE = Path(__file__).parents[1] / "cases/operations/without-resource/openapi.yaml"
CALL = """
import asyncio
from acme import AsyncClient, Client
from acme.testing import FakeTransport, Prepared
fake = FakeTransport(handler=lambda request: Prepared(json=["x"]))
with Client(base_url="https://acme.example", transport=fake.sync()) as client:
    print(client.list(id="a"), client.raw.list(id="b").status)
    print(client.with_options(retries=0).list(id="c"))
async def main() -> None:
    transport = fake.asynchronous()
    async with AsyncClient(base_url="https://acme.example", transport=transport) as one:
        print(await one.list(id="d"), (await one.raw.list(id="e")).status)
        await one.close()
asyncio.run(main())
print(*(request.url.rpartition("/")[2] for request in fake.requests))
"""


def test_methods_of_the_client_are_called_in_every_form(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "generator", "generate", str(CASE)]
    run += ["--target", "python", "--package", "acme", "--output", str(tmp_path)]
    subprocess.run(run, check=True, capture_output=True)
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", CALL],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert not told.returncode, told.stderr
    assert told.stdout.splitlines() == [
        "['x'] 200",
        "['x']",
        "['x'] 200",
        "a b c d e",
    ]
    assert "client.ping()" in (tmp_path / "README.md").read_text()
