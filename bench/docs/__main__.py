"""A large document goes in; our pages and those of live renderers are opened in turn, and a table in Markdown comes out.

PYTHONPATH=tests python -m bench.docs [--document FILE] [--scratch FOLDER] [--operation ID] [--rounds N] [--seconds N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs_site.accessibility import violations
from docs_site.chromium import ARGUMENTS, chromium
from docs_site.test_fields import Reader
from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.docs.renderers import RENDERERS, Linked, installed
from bench.docs.serving import Served, compressed, served

ROOT = Path(__file__).resolve().parents[2]

VISIBLE = """text => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.includes(text) && node.parentElement.checkVisibility() && node.parentElement.getClientRects().length) return true;
  }
  return false;
}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening an operation's page took.

    Attributes:
        readable: seconds until its text was on the page; None where it never was.
        cpu: seconds of the page's own process.
        sent: compressed bytes.
    """

    readable: float | None
    cpu: float
    sent: int
    fields: str
    axe: str
    elsewhere: int
    phone: int
    without_scripts: bool


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
    parser.add_argument("--seconds", type=float, default=120)
    chosen = parser.parse_args()
    document, scratch = chosen.document.resolve(), chosen.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    site = scratch / "site"
    print(
        f"Load average at the start: {os.getloadavg()[0]:.1f}; {os.cpu_count()} processors.\n"
    )
    print(build(document, site), flush=True)
    data = json.loads(document.read_text("utf-8"))
    linked, text, names = operation(data, chosen.operation)
    print(
        f"Operation: `{linked.name}`, readable when {text!r} is seen; {len(names)} names of fields.\n"
    )
    print(
        "| | readable s | CPU of the page s | KB compressed | fields in its text | without scripts | axe WCAG + practice | other hosts | width at 390 px |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    path = chromium()
    if path is None:
        sys.exit("the browser is left out by SKIP_BROWSER=1, and this is all about it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        own = next(p for p in page_names(linked.name) if (site / p).is_file())
        with served(site, document) as server:
            many = [
                look(browser, server, own, text, names, chosen.seconds)
                for _ in range(chosen.rounds)
            ]
            print(row("specloom", many), flush=True)
            index = [
                look(browser, server, "en/index.html", linked.path, (), chosen.seconds)
                for _ in range(chosen.rounds)
            ]
            print(row("specloom, index of all", index), flush=True)
        for renderer in RENDERERS:
            with served(installed(renderer, scratch), document) as server:
                address = f"bench.html#{renderer.anchor(linked)}"
                one = [look(browser, server, address, text, names, chosen.seconds)]
                print(row(renderer.package, one), flush=True)
        browser.close()
    print(sizes(site, document))


def page_names(name: str) -> list[str]:
    """Where the page of an operation may be."""
    return [f"en/operations/{name.replace('/', mark)}.html" for mark in ("-", ".", "_")]


def build(document: Path, site: Path) -> str:
    """Build the site, and say what it took."""
    words = [sys.executable, "-m", "generator", "generate", str(document)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [*words, "--target", "docs", "--output", str(site)],
        check=True,
        capture_output=True,
        cwd=site.parent,
        env=environment,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    wall = time.perf_counter() - started
    return f"Build: {cpu:.1f} s CPU, {wall:.1f} s, {after.ru_maxrss / 1024:.0f} MB of memory at most.\n"


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
        f"largest {max(pages) / 1000:.1f} KB compressed. The whole site: {whole / document.stat().st_size:.1f} times the document."
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


def look(
    browser: Browser,
    server: Served,
    path: str,
    text: str,
    names: tuple[str, ...],
    seconds: float,
) -> Opened:
    """Open a page as somebody does who follows a link."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(seconds * 1000)
    elsewhere: list[str] = []
    context.on(
        "request",
        lambda r: (
            None
            if r.url.startswith((server.address, "data:", "blob:"))
            else elsewhere.append(r.url)
        ),
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    server.sent = 0
    started = time.perf_counter()
    readable: float | None = None
    try:
        page.goto(server.address + path, wait_until="commit")
        page.wait_for_function(
            f"document.body && ({VISIBLE})({json.dumps(text)})", polling=50
        )
        readable = time.perf_counter() - started
    except Error:
        pass
    try:
        page.wait_for_timeout(500)
        metrics = {
            m["name"]: m["value"]
            for m in session.send("Performance.getMetrics")["metrics"]
        }
        sent, cpu = server.sent, metrics["ProcessTime"]
        found = fields(page, names)
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        width = int(page.evaluate("document.documentElement.scrollWidth"))
        wrong = str(len({one.split(":")[0] for one in violations(page)}))
    except Error:
        sent, cpu, found, width, wrong = (
            server.sent,
            seconds,
            "no answer",
            0,
            "no answer",
        )
    bare = browser.new_context(java_script_enabled=False)
    still = bare.new_page()
    still.goto(server.address + path)
    shown = bool(still.evaluate(VISIBLE, text))
    bare.close()
    context.close()
    return Opened(readable, cpu, sent, found, wrong, len(elsewhere), width, shown)


def fields(page: Page, names: tuple[str, ...]) -> str:
    """How many of the names stand in the text that the browser can search."""
    if not names:
        return ""
    text = str(page.evaluate("document.body.textContent"))
    return f"{sum(name in text for name in names)} of {len(names)}"


def row(name: str, many: list[Opened]) -> str:
    """A line of the table: medians, and what does not vary from the last."""
    last = many[-1]
    times = [one.readable for one in many if one.readable is not None]
    readable = f"{statistics.median(times):.2f}" if times else "never"
    cpu = statistics.median(one.cpu for one in many)
    return (
        f"| {name} | {readable} | {cpu:.2f} | {many[0].sent / 1000:.0f} | {last.fields} | "
        f"{'yes' if last.without_scripts else 'no'} | {last.axe} | {last.elsewhere} | {last.phone} |"
    )


if __name__ == "__main__":
    main()
