"""A document goes in; it is put into one document several times under other names, and what generation takes comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FACTORS = (1, 2, 4, 8)


def table(document: Path, scratch: Path, rounds: int) -> None:
    """Print CPU seconds of ours for a document taken once, twice, four times and eight times."""
    from bench.__main__ import ours
    from bench.measure import middle

    if not document.exists():
        print(f"{document} is not there, so nothing is said about scaling.\n")
        return
    print(f"### {document.name} several times, under other names\n")
    print("| copies | MB | CPU s | CPU s a copy | memory MB |\n|---|---|---|---|---|")
    data = json.loads(document.read_bytes())
    for factor in FACTORS:
        path = scratch / f"times-{factor}.json"
        path.write_text(json.dumps(repeated(data, factor)), encoding="utf-8")
        taken = [ours(path, scratch, 1200) for _ in range(rounds)]
        cpu = middle([one.cpu for one in taken])
        memory = middle([one.memory for one in taken])
        size = path.stat().st_size / 1e6
        failed = "".join(f" ({one.failed})" for one in taken[-1:] if one.failed)
        print(
            f"| {factor} | {size:.1f} | {cpu:.2f}{failed} | {cpu / factor:.2f} | {memory:.0f} |",
            flush=True,
        )
    print(flush=True)


def repeated(data: dict[str, Any], factor: int) -> dict[str, Any]:
    """The document `factor` times in one: schemas, paths and operationIds of each copy have names of their own."""
    made: dict[str, Any] = {**data, "paths": {}, "components": {}}
    for number in range(factor):
        mark = f"Copy{number}" if number else ""
        copy = _renamed(data, mark)
        for path, item in copy["paths"].items():
            made["paths"][f"/{mark}{path}" if mark else path] = item
        for kind, members in copy.get("components", {}).items():
            own = members if kind == "securitySchemes" else _marked(members, mark)
            made["components"].setdefault(kind, {}).update(own)
    return made


def _marked(members: dict[str, Any], mark: str) -> dict[str, Any]:
    return {f"{name}{mark}": value for name, value in members.items()}


def _renamed(value: Any, mark: str) -> Any:
    if isinstance(value, dict):
        return dict(_members(value, mark))
    if isinstance(value, list):
        return [_renamed(item, mark) for item in value]
    return value


def _members(value: dict[str, Any], mark: str) -> Iterator[tuple[str, Any]]:
    for key, member in value.items():
        named = key in ("$ref", "operationId") and isinstance(member, str)
        yield key, member + mark if named else _renamed(member, mark)
