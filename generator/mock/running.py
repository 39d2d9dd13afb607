"""A document goes in; a mock that listens comes out, for as long as a block lasts or until somebody interrupts it."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Misused
from generator.mock.faults import Fault, faults
from generator.mock.ledger import Ledger, Seen
from generator.mock.options import Options
from generator.mock.play import World
from generator.mock.served import Served, served
from generator.mock.wire import Incoming, Reply
from generator.pipeline import Understood, understand
from generator.project import Project
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.mock.server import Server


@dataclass(frozen=True, slots=True)
class Mock:
    """A mock that listens in a thread of its own.

    Attributes:
        url: its address, without a slash at the end.
        elsewhere: the address of the other origin, to which the fault `redirect` leads.
        served: what the mock knows of its document.
    """

    url: str
    elsewhere: str
    ledger: Ledger
    served: Served

    @property
    def billed(self) -> int:
        """How many accepted requests may have been billed, whether or not their callers learned of it."""
        return self.ledger.billed.total()

    @property
    def requests(self) -> tuple[Seen, ...]:
        """What arrived, in order, the admin address left out."""
        return tuple(self.ledger.requests)

    def sent(self, method: str) -> list[Incoming]:
        """What arrived with this method, in order."""
        return [one.incoming for one in self.requests if one.incoming.method == method]

    def set(self, *words: str) -> None:
        """Set what goes wrong from now on, in the words of docs/mock.md; without words nothing does.

        Raises:
            WrongFault: the words name no fault.
        """
        found: list[Fault] = []
        for text in words:
            found += faults(text)
        self.ledger.asked = tuple(found)

    def reset(self) -> None:
        """Forget everything."""
        self.ledger.reset()


def known(project: Project, options: Options) -> Served:
    """What the mock has to know of the document.

    Raises:
        Refused: the document cannot be used, or has nothing to play.
        Misused: it has not the profile.
    """
    understood: Understood = understand(project)
    return served(understood, options.profile, options.seed)


def server_of(world: World, told: Callable[[Incoming, Reply], None]) -> Server:
    """A server that does not listen yet.

    Raises:
        Misused: the library that speaks HTTP is not installed.
    """
    try:
        from generator.mock.server import Server
    except ImportError as error:
        raise Misused(
            f"the mock needs a library that is not installed: {error.name}",
            "Run: pip install 'specloom[mock]'",
        ) from None
    return Server(world, told)


@contextmanager
def serving(
    document: Path | str | Project, options: Options | None = None
) -> Generator[Mock]:
    """Play a document on a port of this machine while the block runs.

    Args:
        document: its file, or a project that names it.

    Raises:
        Refused: the document cannot be used, or has nothing to play.
        Misused: it has not the profile.
    """
    if not isinstance(document, Project):
        path = Path(document)
        document = Project(
            root=path.parent, spec=path, output=path.parent / "generated"
        )
    options = options or Options()
    world = World(known(document, options), options)
    with listening(world) as mock:
        yield mock


@contextmanager
def listening(
    world: World, told: Callable[[Incoming, Reply], None] | None = None
) -> Generator[Mock]:
    """A world on a port of this machine, while the block runs.

    Args:
        told: is called with every request and its reply, in the thread of the mock.
    """
    server = server_of(world, told or (lambda incoming, made: None))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="specloom mock")
    thread.start()

    def run(work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result()

    try:
        run(server.start("127.0.0.1", 0))
        yield Mock(server.origin, world.elsewhere, world.ledger, world.served)
    finally:
        run(server.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def run_until_interrupted(
    world: World,
    host: str,
    port: int,
    ready: Callable[[Server], None],
    told: Callable[[Incoming, Reply], None],
    renew: Callable[[], Served | None] | None = None,
) -> None:
    """Listen until somebody presses Ctrl-C or the process is asked to end.

    Args:
        ready: is called with the server once it listens.
        told: is called with every request and its reply.
        renew: is asked twice a second for what is to be played from now on; None leaves it as it is.

    Raises:
        Misused: the address cannot be had.
    """
    server = server_of(world, told)

    async def listen() -> None:
        try:
            await server.start(host, port)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Misused(
                f"cannot listen at {host}:{port}: {reason}",
                "Choose another --port; 0 takes one that is free.",
            ) from None
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.add_signal_handler(sign, ended.set)
        ready(server)
        try:
            await _until(ended, world, renew)
        finally:
            await server.stop()

    with suppress(KeyboardInterrupt):
        asyncio.run(listen())


async def _until(
    ended: asyncio.Event, world: World, renew: Callable[[], Served | None] | None
) -> None:
    while not ended.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), 0.5 if renew else None)
        new = renew() if renew and not ended.is_set() else None
        if new is not None:
            world.served = new
