"""Documents go in; every program generates from each, in turn with ours, and a table in Markdown comes out.

python -m bench [--documents FOLDER] [--scratch FOLDER] [--rounds N] [--large-rounds N] [--seconds N] [--only WORD]
                [--part PART]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import again, client, scaling
from bench.measure import Taken, machine, middle, run
from bench.peers import PEERS, Peer, installed, programs

ROOT = Path(__file__).resolve().parents[1]
LARGE = 1_000_000
GIANTS = ("stripe", "kubernetes", "github-current")


def main(words: Sequence[str] | None = None) -> None:
    """Run what is asked for, and print each table when it is done."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--documents", type=Path, default=Path("../shared/corpus/giant")
    )
    parser.add_argument("--scratch", type=Path, default=Path(".bench"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--large-rounds", type=int, default=1, help="rounds of documents over 1 MB"
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument(
        "--only", default="", help="documents whose name has this in it"
    )
    parser.add_argument("--part", choices=["peers", "client", "scaling", "again"])
    chosen = parser.parse_args(words)
    scratch = chosen.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    print(f"Machine: {machine()}\n", flush=True)
    if chosen.part in (None, "peers"):
        for document in documents(chosen.documents, chosen.only):
            large = document.stat().st_size > LARGE
            rounds = chosen.large_rounds if large else chosen.rounds
            pairs(document, scratch, rounds, chosen.seconds)
    if chosen.part in (None, "scaling"):
        kubernetes = chosen.documents / "kubernetes.json"
        scaling.table(kubernetes, scratch, chosen.large_rounds)
    if chosen.part in (None, "again"):
        found = documents(chosen.documents, chosen.only)
        giants = [one for one in found if one.stat().st_size > LARGE]
        again.table(giants, scratch, chosen.large_rounds)
    if chosen.part in (None, "client"):
        client.table(chosen.documents, scratch, chosen.rounds)


def documents(folder: Path, only: str) -> list[Path]:
    """Our own document and the large ones that are there."""
    found = [ROOT / "spec/openapi.yaml", *(folder / f"{n}.json" for n in GIANTS)]
    return [path.resolve() for path in found if path.exists() and only in path.name]


def pairs(document: Path, scratch: Path, rounds: int, seconds: float) -> None:
    """Run ours and each peer in turn on one document, and print a row for each peer."""
    print(f"### {document.name}, {document.stat().st_size / 1e6:.2f} MB\n")
    print("| program | version | CPU s | MB | ours CPU s | ours MB | ours : theirs |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for peer in PEERS:
        home, version = installed(peer, scratch / "peers")
        if home is None:
            print(f"| {peer.name} | not installed: {version} | | | | | |", flush=True)
            continue
        print(_row(peer, home, version, document, scratch, rounds, seconds), flush=True)
    print(flush=True)


def _row(
    peer: Peer,
    home: Path,
    version: str,
    document: Path,
    scratch: Path,
    rounds: int,
    seconds: float,
) -> str:
    mine: list[Taken] = []
    theirs: list[Taken] = []
    for _ in range(rounds):
        mine.append(ours(document, scratch, seconds))
        out = fresh(scratch / "theirs")
        words = peer.command(home, document, out)
        log = scratch / "theirs.log"
        theirs.append(run(words, out, seconds, log, programs(peer, home)))
        if theirs[-1].failed:
            break
    ratios = [a.cpu / b.cpu for a, b in zip(mine, theirs, strict=True)]
    failed = theirs[-1].failed or mine[-1].failed
    said = f"{version}, {failed}" if failed else version
    a, b = (middle([one.cpu for one in each]) for each in (theirs, mine))
    c, d = (middle([one.memory for one in each]) for each in (theirs, mine))
    # What was ended had taken at least so much; what failed did not do the work that is compared.
    over = failed.startswith("no end")
    sign = "under " if over else ""
    ratio = "" if failed and not over else f"{sign}{middle(ratios):.2f}"
    return f"| {peer.name} | {said} | {a:.2f} | {c:.0f} | {b:.2f} | {d:.0f} | {ratio} |"


def ours(document: Path, scratch: Path, seconds: float = 600) -> Taken:
    """One run of ours from nothing; the validator library's own share, in a process of its own, is taken off."""
    out = fresh(scratch / "ours")
    report = scratch / "timings.json"
    report.unlink(missing_ok=True)
    words = [sys.executable, "-m", "generator", "generate", str(document), "--no-cache"]
    words += [
        "--target",
        "python",
        "--package",
        "acme",
        "--output",
        str(out / "client"),
    ]
    taken = run([*words, "--timings", str(report)], out, seconds, scratch / "ours.log")
    if taken.failed or not report.exists():
        return taken
    validator = json.loads(report.read_text())["validator_cpu_s"]
    return Taken(taken.cpu - validator, taken.wall, taken.memory)


def fresh(folder: Path) -> Path:
    """An empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
