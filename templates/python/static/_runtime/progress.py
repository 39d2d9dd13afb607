"""A file's name in; something that draws how far its download is, by tqdm or rich if they are there, out."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any


@contextmanager
def bar(name: str) -> Generator[Callable[[int, int | None], None], None, None]:
    """Draw on the standard error stream while the block runs; what is given is called with bytes and their sum."""
    for package, draws in (("tqdm", _tqdm), ("rich.progress", _rich)):
        try:
            module: Any = importlib.import_module(package)
        except ImportError:
            continue
        with draws(module, name) as show:
            yield show
        return
    with _plain(name) as show:
        yield show


@contextmanager
def _tqdm(
    module: Any, name: str
) -> Generator[Callable[[int, int | None], None], None, None]:
    with module.tqdm(desc=name, unit="B", unit_scale=True, unit_divisor=1000) as drawn:

        def show(written: int, total: int | None) -> None:
            drawn.total = total
            drawn.update(written - drawn.n)

        yield show


@contextmanager
def _rich(
    module: Any, name: str
) -> Generator[Callable[[int, int | None], None], None, None]:
    console = importlib.import_module("rich.console").Console(stderr=True)
    columns = (
        module.TextColumn("{task.description}"),
        module.BarColumn(),
        module.DownloadColumn(),
        module.TimeRemainingColumn(),
    )
    with module.Progress(*columns, console=console) as drawn:
        task = drawn.add_task(name, total=None)

        def show(written: int, total: int | None) -> None:
            drawn.update(task, completed=written, total=total)

        yield show


@contextmanager
def _plain(name: str) -> Generator[Callable[[int, int | None], None], None, None]:
    drawn = False

    def show(written: int, total: int | None) -> None:
        nonlocal drawn
        drawn = True
        share = f" {100 * written // total:3d} %" if total else ""
        line = f"\r{name} {written / 1_000_000:8.1f} MB{share}"
        print(line, end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if drawn:
            print(file=sys.stderr)
