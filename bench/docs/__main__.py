"""A large document goes in; our pages and those of live renderers are opened in turn, and a table in Markdown comes out.

PYTHONPATH=tests python -m bench.docs [--document FILE] [--scratch FOLDER] [--operation ID] [--rounds N] [--seconds N] [--limit N]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docs_site.test_fields import Reader

from bench.docs.opening import Asked, Opened
from bench.docs.renderers import RENDERERS, Linked, installed
from bench.docs.serving import compressed

ROOT = Path(__file__).resolve().parents[2]
HEAD = (
    "| | readable s | CPU of the page s | KB compressed | fields in its text | without scripts | axe rules broken "
    "| other hosts | width at 390 px |\n|---|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.docs", description=__doc__)
    parser.add_argument(
        "--document",
        type=Path,
        default=Path("../shared/corpus/giant/github-current.json"),
    )
    parser.add_argument("--scratch", type=Path, default=Path(".bench/docs"))
    parser.add_argument("--operation", default="repos/get-content")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=120, help="until readable")
    parser.add_argument("--limit", type=float, default=180, help="seconds for a page")
    parser.add_argument("--only", default="", help="names of renderers, with commas")
    chosen = parser.parse_args()
    # Whoever ends this process ends the browsers that it started too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    document, scratch = chosen.document.resolve(), chosen.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    print(machine(), flush=True)
    site = scratch / "site"
    print(build(document, site), flush=True)
    data = json.loads(document.read_text("utf-8"))
    linked, text, names = operation(data, chosen.operation)
    print(f"`{linked.name}` is readable when {text!r} is seen; {len(names)} fields.\n")
    print(HEAD, flush=True)
    own = next(p for p in page_names(linked.name) if (site / p).is_file())
    folder, spec = str(site), str(document)
    pages = {
        "specloom": (own, text, names),
        "specloom, index of all": ("en/index.html", linked.path, ()),
    }
    for name, (path, seen, wanted) in pages.items():
        asked = Asked(folder, spec, path, seen, wanted, chosen.seconds)
        many = [opened(asked, chosen.limit) for _ in range(chosen.rounds)]
        print(row(name, many, len(wanted)), flush=True)
    kept = chosen.only.split(",") if chosen.only else [one.name for one in RENDERERS]
    for renderer in RENDERERS:
        if renderer.name in kept:
            path = f"bench.html#{renderer.anchor(linked)}"
            home = str(installed(renderer, scratch))
            asked = Asked(home, spec, path, text, names, chosen.seconds)
            one = [opened(asked, chosen.limit)]
            print(row(renderer.package, one, len(names)), flush=True)
    print(sizes(site, document))


def machine() -> str:
    """What the figures depend on."""
    load = f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors"
    return f"Python {platform.python_version()}, {platform.system()}, {load}.\n"


def page_names(name: str) -> list[str]:
    """Where the page of an operation may be."""
    return [f"en/operations/{name.replace('/', mark)}.html" for mark in ("-", ".", "_")]


def build(document: Path, site: Path) -> str:
    """Build the site, and say what it took."""
    words = [sys.executable, "-m", "generator", "generate", str(document), "--no-cache"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        [*words, "--target", "docs", "--output", str(site)],
        check=True,
        capture_output=True,
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    wall = time.perf_counter() - started
    return f"Build: {cpu:.1f} s CPU, {wall:.1f} s, {after.ru_maxrss / 1024:.0f} MB of memory at most.\n"


def opened(asked: Asked, limit: float) -> Opened:
    """What opening a page took, in a process and a browser of its own, which end with the limit of seconds.

    A page that keeps its browser busy for ever answers nobody, so only the end of its process helps.
    """
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(
            [sys.executable, "-m", "bench.docs.opening"],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            start_new_session=True,
        )
        assert child.stdin is not None
        json.dump(asdict(asked), child.stdin)
        child.stdin.close()
        try:
            with suppress(subprocess.TimeoutExpired):
                child.wait(limit)
        finally:
            end(child)
        said.seek(0)
        lines = said.read().splitlines()
    return Opened(**json.loads(lines[-1])) if lines else Opened()


def end(child: subprocess.Popen[str]) -> None:
    """End a process and all that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def sizes(site: Path, document: Path) -> str:
    """How large the site is, and its pages with what they load."""
    whole = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    shared = sum(
        len(compressed(p))
        for p in (site / "assets").glob("*.*")
        if p.suffix in (".css", ".js")
    )
    pages = [
        len(compressed(path)) + shared for path in site.glob("en/operations/*.html")
    ]
    return (
        f"\n{len(pages)} pages of operations with style and script: median {statistics.median(pages) / 1000:.1f} KB, "
        f"largest {max(pages) / 1000:.1f} KB compressed. The whole site: {whole / document.stat().st_size:.2f} times the document."
    )


def operation(data: dict[str, Any], name: str) -> tuple[Linked, str, tuple[str, ...]]:
    """The operation, a text that its page shows, and the names of its fields."""
    for path, item in data["paths"].items():
        for method, one in item.items():
            if isinstance(one, dict) and one.get("operationId") == name:
                linked = Linked(name, (one.get("tags") or [""])[0], method, path)
                said = one["description"].splitlines()[0]
                text = max(said.replace("`", "*").split("*"), key=len).strip()[:60]
                return linked, text.split("[")[0].strip(), tuple(field_names(data, one))
    raise SystemExit(f"there is no operation {name!r} in the document")


def field_names(data: dict[str, Any], one: Any) -> list[str]:
    """Names of parameters and of properties, however deep."""
    return sorted(set(Reader(data).names(one, {})))


def row(name: str, many: list[Opened], fields: int) -> str:
    """A line of the table: medians, and what does not vary from the last; a dash is what was not known in time."""
    return f"| {name} | {' | '.join(cells(many, fields))} |"


def cells(many: list[Opened], fields: int) -> Iterator[str]:
    """The cells behind the name."""
    last = many[-1]
    times = [one.readable for one in many if one.readable is not None]
    yield f"{statistics.median(times):.2f}" if times else "never"
    cpus = [one.cpu for one in many if one.cpu is not None]
    yield f"{statistics.median(cpus):.2f}" if cpus else "–"
    yield "–" if many[0].sent is None else f"{many[0].sent / 1000:.0f}"
    found = "–" if last.fields is None else f"{last.fields} of {fields}"
    yield found if fields else ""
    yield {True: "yes", False: "no", None: "–"}[last.bare]
    for value in (last.axe, last.elsewhere, last.width):
        yield "–" if value is None else str(value)


if __name__ == "__main__":
    main()
