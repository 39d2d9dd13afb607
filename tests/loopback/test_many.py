"""A thousand tasks on one client, and a process that dies while it waits: no task is lost, none is there twice."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from burncloud_video import AsyncClient, Client
from gateway import TOKEN, Script, flat, gateway, started

GENERATED = Path(__file__).resolve().parents[2] / "generated" / "python"
MANY = 1000


class Gateway:
    """A gateway in the client's own loop, as a thousand threads would measure themselves.

    Attributes:
        looks: how often each task was looked at; a task is there from its start on.
    """

    def __init__(self) -> None:
        self.looks: dict[str, int] = {}

    async def __call__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = head.lower().partition("content-length:")[2].split("\r\n")[0]
                await reader.readexactly(int(length or 0))
                body = json.dumps(self.answer(*head.split(" ", 2)[:2])).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
                )
                await writer.drain()
        except (asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def answer(self, method: str, path: str) -> dict[str, object]:
        if method == "POST":
            task = f"task_{len(self.looks)}"
            self.looks[task] = 0
            return {"task_id": task, "id": task, "status": "queued"}
        task = path.rpartition("/")[2]
        self.looks[task] += 1
        word = "succeeded" if self.looks[task] == 3 else "processing"
        return {"task_id": task, "status": word, "url": f"https://m.example/{task}"}


def test_a_thousand_tasks_on_one_client() -> None:
    playing, submitted = Gateway(), list[str]()

    async def run() -> list[str]:
        server = await asyncio.start_server(playing, "127.0.0.1", 0, backlog=MANY)
        port = server.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        async with AsyncClient(base_url=url, token=TOKEN, max_concurrent=50) as client:
            # The document's schedule is for a real gateway; this one is asked as fast as it answers.
            client._engine.sleep = lambda _: asyncio.sleep(0)
            waiting = (
                client.videos.create_and_wait(
                    model="kling-v1", prompt=str(number), on_submit=submitted.append
                )
                for number in range(MANY)
            )
            tasks = await asyncio.gather(*waiting)
        server.close()
        return [task.id for task in tasks if task.state == "succeeded"]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ended = asyncio.run(run())
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert sorted(ended) == sorted(submitted) == sorted(playing.looks)
    assert len(playing.looks) == MANY
    assert set(playing.looks.values()) == {3}
    assert kibibytes < 200_000


WAITS = """
import sys
from burncloud_video import Client
with Client(base_url=sys.argv[1], token=sys.argv[2]) as client:
    def note(id):
        print(id, flush=True)
    client.videos.create_and_wait(model="kling-v1", prompt="a moon", on_submit=note)
"""


def test_a_process_that_is_killed_while_it_waits_is_taken_over_by_the_id() -> None:
    done = flat("succeeded", url="https://media.example/moon.mp4")
    with gateway(Script(starts=(started(),), states=(done,))) as playing:
        command = [sys.executable, "-W", "error", "-c", WAITS, playing.url, TOKEN]
        environment = {**os.environ, "PYTHONPATH": str(GENERATED)}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=environment
        ) as waiting:
            assert waiting.stdout is not None
            id = waiting.stdout.readline().strip()
            assert playing.sent("GET") == []
            waiting.send_signal(signal.SIGKILL)
        assert waiting.returncode == -signal.SIGKILL
        began = time.monotonic()
        with Client(base_url=playing.url, token=TOKEN) as client:
            task = client.videos.wait(id)
        assert (task.id, task.state) == (id, "succeeded")
        assert task.result_url == "https://media.example/moon.mp4"
        assert time.monotonic() - began < 10
        assert (playing.billed, len(playing.sent("POST"))) == (1, 1)


WAITS_ASYNC = """
import asyncio, sys
from burncloud_video import AsyncClient
async def main():
    async with AsyncClient(base_url=sys.argv[1], token=sys.argv[2]) as client:
        await client.videos.create_and_wait(
            model="kling-v1", prompt="a moon", on_submit=lambda id: print(id, flush=True)
        )
asyncio.run(main())
"""


@pytest.mark.parametrize("program", [WAITS, WAITS_ASYNC], ids=["sync", "async"])
def test_ctrl_c_leaves_the_id_on_the_screen(program: str) -> None:
    with gateway(Script(starts=(started(),), states=(flat("queued"),))) as playing:
        # What runs in the background of a shell ignores the signal, and so would the process.
        listening = "import signal; signal.signal(2, signal.default_int_handler)\n"
        code = listening + program
        command = [sys.executable, "-W", "error", "-c", code, playing.url, TOKEN]
        environment = {**os.environ, "PYTHONPATH": str(GENERATED)}
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        ) as waiting:
            assert waiting.stdout is not None
            id = waiting.stdout.readline().strip()
            waiting.send_signal(signal.SIGINT)
            said = waiting.communicate(timeout=60)[1]
        assert id
        assert "KeyboardInterrupt" in said
        assert f"task {id} may still be running; wait for its id to go on" in said
        assert len(playing.sent("POST")) == 1
