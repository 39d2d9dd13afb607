"""A document goes in; what it takes to generate from it once more, where nothing or one description is new, comes out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.measure import middle, run

LONG = 60
"""Characters of a description that is taken."""
SPREAD = 577
"""How far apart descriptions are that are taken."""


def table(documents: list[Path], scratch: Path, rounds: int) -> None:
    """Print CPU seconds of a run from nothing, of one behind it, and of one for which a description was changed."""
    print("### Once more\n")
    print(
        "| document | from nothing | nothing changed | one description changed | ratio |"
    )
    print("|---|---|---|---|---|")
    for document in documents:
        path = scratch / "again.json"
        data = json.loads(document.read_bytes())
        places = described(data)
        taken: dict[str, list[float]] = {"nothing": [], "same": [], "told": []}
        for number in range(rounds):
            place = places[number * SPREAD % len(places)]
            before = place["description"]
            path.write_text(json.dumps(data), encoding="utf-8")
            # The output is that of this very document, and what is kept is, too.
            generated(path, scratch)
            taken["same"].append(generated(path, scratch))
            place["description"] = f"{before} It was changed."
            path.write_text(json.dumps(data), encoding="utf-8")
            taken["told"].append(generated(path, scratch))
            taken["nothing"].append(generated(path, scratch, "--no-cache", "--force"))
            place["description"] = before
        nothing, same, told = map(middle, taken.values())
        print(
            f"| {document.name} | {nothing:.2f} | {same:.2f} | {told:.2f} | {told / nothing:.2f} |",
            flush=True,
        )
    print(flush=True)


def described(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Operations, and properties of named schemas, of which something is said at length."""
    paths, schemas = data["paths"], data["components"]["schemas"]
    operations = [one for item in paths.values() for one in item.values()]
    fields = [
        one
        for schema in schemas.values()
        for one in schema.get("properties", {}).values()
    ]
    return [
        one
        for one in (*operations, *fields)
        if isinstance(one, dict) and len(one.get("description", "")) > LONG
    ]


def generated(document: Path, scratch: Path, *more: str) -> float:
    """Generate a client of a document, with a cache of the scratch folder; CPU seconds."""
    output = scratch / ("again-from-nothing" if more else "again")
    home = [f"XDG_{kind}_HOME={scratch / 'home'}" for kind in ("CACHE", "STATE")]
    # With CI=true the validator library has its say, whatever it takes.
    words = ["env", "-u", "CI", *home, sys.executable, "-m", "generator", "generate"]
    words += [str(document), "--target", "python", "--output", str(output), *more]
    taken = run(words, scratch, 1200, scratch / "again.log")
    if taken.failed:
        raise SystemExit(f"{document.name}: {taken.failed}")
    return taken.cpu
