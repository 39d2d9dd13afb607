"""Generated clients go in; what importing, decoding, encoding and calling costs comes out, each beside its limit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.measure import middle

ROOT = Path(__file__).resolve().parents[1]
BARE = """
import sys, pydantic, httpx2
with httpx2.Client() as client:
    client.get(sys.argv[1] + "/x").json()
"""
FIRST = """
import sys, acme
with acme.Client(base_url=sys.argv[1]) as client:
    client.{call}
"""
USED = """
import resource
own = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(own.ru_utime + own.ru_stime, int(peak.split()[1]) / 1024)
"""
AMOUNT = {"amount": 1200, "currency": "usd"}
BALANCE = {
    "object": "balance",
    "livemode": False,
    "available": [AMOUNT],
    "pending": [AMOUNT],
}
CUSTOMER = {
    "object": "customer",
    "id": "cus_1",
    "created": 1700000000,
    "livemode": False,
    "email": "a@example.org",
    "metadata": {},
}
FIRST_CALLS = (
    ("github-current.json", "repos.get(owner='o', repo='r')", "full-repository", 50),
    ("stripe.json", "balance.get_balance()", BALANCE, 50),
    ("stripe.json", "customers.get_customers_customer(customer='c')", CUSTOMER, 150),
)
"""Document, call, what answers (an object, or the schema whose example does), and the limit in milliseconds of CPU over
the bare program."""

COMPILED = {
    name: value
    for name, value in os.environ.items()
    if name != "PYTHONDONTWRITEBYTECODE"
}
"""The environment of programs that find modules compiled, as the second start of any program does."""
RATES = """
import json, sys, time
from bench.plain import twin
sys.path.insert(0, sys.argv[2])
import acme
model = acme.models.SCHEMAS[sys.argv[3]]
sample = json.dumps(json.load(open(sys.argv[1])))
plain = twin(model)
def rate(act, seconds=0.7):
    act(); count, end = 0, time.process_time() + seconds
    while time.process_time() < end:
        for _ in range(50): act()
        count += 50
    return count / seconds
own, other = model.model_validate_json(sample), plain.model_validate_json(sample)
acts = {
    "decode": (lambda: model.model_validate_json(sample), lambda: plain.model_validate_json(sample)),
    "encode": (lambda: own.model_dump_json(exclude_unset=True), lambda: other.model_dump_json(exclude_unset=True)),
}
for name, (ours, theirs) in acts.items():
    found = sorted((a / b, a, b) for a, b in ((rate(ours), rate(theirs)) for _ in range(5)))
    print(name, *found[2])
"""
CALLS = """
import asyncio, sys, time
import httpx2
from burncloud_video import AsyncClient, Client
address, count = sys.argv[1], 300
def sync(ours, bare):
    for take in (ours, bare): take()
    def one(take):
        began = time.process_time()
        for _ in range(count): take()
        return time.process_time() - began
    return sorted(one(ours) / one(bare) for _ in range(7))[3]
with Client(base_url=address, token="t") as client, httpx2.Client() as bare:
    head = {"Authorization": "Bearer t"}
    print("sync", sync(lambda: client.videos.retrieve(task_id="task_1"),
        lambda: bare.get(address + "/v1/video/generations/task_1", headers=head).json()))
async def twins():
    async with AsyncClient(base_url=address, token="t") as client, httpx2.AsyncClient() as bare:
        async def ours(): await client.videos.retrieve(task_id="task_1")
        async def theirs(): (await bare.get(address + "/v1/video/generations/task_1", headers=head)).json()
        async def one(take):
            began = time.process_time()
            for _ in range(count): await take()
            return time.process_time() - began
        await ours(), await theirs()
        return sorted([await one(ours) / await one(theirs) for _ in range(7)])[3]
print("async", asyncio.run(twins()))
"""


def table(documents: Path, scratch: Path, rounds: int) -> None:
    """Print a table of what using generated clients costs."""
    print("### Using generated clients\n")
    print("| what | ours | beside it | limit |\n|---|---|---|---|", flush=True)
    for name, call, answer, limit in FIRST_CALLS:
        document = documents / name
        if document.exists():
            package = _generated(document, scratch)
            sample = _sample(document, answer, scratch)
            _print_first(package, f"{document.stem}: {call}", sample, rounds, limit)
            if isinstance(answer, str):
                _print_rates(package, sample, answer)
    _print_calls(scratch)
    print(flush=True)


def _generated(document: Path, scratch: Path) -> Path:
    out = scratch / "used"
    words = ["generate", str(document), "--target", "python", "--package", "acme"]
    _python(["-m", "generator", *words, "--force", "--output", str(out)])
    return out


def _sample(document: Path, answer: str | dict[str, Any], scratch: Path) -> Path:
    """An answer, or the document's own example of a schema, in a file."""
    path = scratch / "sample.json"
    if not isinstance(answer, str):
        path.write_text(json.dumps(answer), encoding="utf-8")
        return path
    data = json.loads(document.read_bytes())
    example: Any = data["components"]["examples"][answer]["value"]
    # The example in GitHub's document lacks a property that its schema has required since.
    example.setdefault("has_discussions", False)
    path.write_text(json.dumps(example), encoding="utf-8")
    return path


def _print_first(
    package: Path, named: str, sample: Path, rounds: int, limit: int
) -> None:
    call = named.partition(": ")[2]
    over: list[float] = []
    memory: list[float] = []
    with _server(sample) as address:
        for _ in range(rounds + 2):
            bare = _used(BARE, address, package)
            ours = _used(FIRST.format(call=call), address, package)
            over.append((ours[0] - bare[0]) * 1000)
            memory.append(ours[1] - bare[1])
    print(
        f"| import and first call of {named.partition('(')[0]}, CPU over pydantic, httpx2 and one GET "
        f"| {middle(over):.0f} ms, {middle(memory):.0f} MB more | | {limit} ms |",
        flush=True,
    )


def _print_rates(package: Path, sample: Path, schema: str) -> None:
    said = _python(["-c", RATES, str(sample), str(package), schema])
    for line in said.splitlines():
        name, ratio, ours, plain = line.split()
        print(
            f"| {name} {schema}, a second | {float(ours):,.0f} | {float(plain):,.0f} by plain BaseModels "
            f"({float(ratio):.2f} times) | as fast |",
            flush=True,
        )


def _print_calls(scratch: Path) -> None:
    sample = scratch / "task.json"
    sample.write_text('{"task_id": "task_1", "status": "processing"}')
    with _server(sample) as address:
        said = _python(["-c", CALLS, address], ROOT / "generated/python")
    for line in said.splitlines():
        name, ratio = line.split()
        print(
            f"| {name} call, CPU by that of bare httpx2 | {float(ratio):.2f} | 1 | 1.10 |",
            flush=True,
        )


def _used(program: str, address: str, package: Path) -> tuple[float, float]:
    cpu, memory = _python(["-c", program + USED, address], package).split()
    return float(cpu), float(memory)


def _python(words: list[str], beside: Path | None = None) -> str:
    told = subprocess.run(
        [sys.executable, *words],
        cwd=beside or ROOT,
        capture_output=True,
        text=True,
        env=COMPILED,
    )
    if told.returncode:
        sys.exit(told.stderr)
    return told.stdout


@contextmanager
def _server(sample: Path) -> Generator[str]:
    """A server in a process of its own, so that its CPU is not counted."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.loopback", str(sample)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.communicate()
