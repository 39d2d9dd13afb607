"""Documents go in; what type checkers say of the clients that are generated for them comes out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from cases.building import RUNTIME, SHARED, make, plant, plant_one

from made_up.parts import Json


def checked(root: Path, documents: Iterable[Json]) -> str:
    """All that mypy and pyright say, each in its strict mode; "" if nothing.

    Args:
        root: an empty folder.
    """
    plant(root, ())
    modules = [path.stem for path in (root / SHARED).glob("*.py")]
    files: list[str] = []
    for number, document in enumerate(documents):
        spec = root / "spec.json"
        spec.write_text(json.dumps(document), "utf-8")
        package = root / f"made_{number}"
        plant_one(package, make(spec), modules)
        files += [
            path.relative_to(root).as_posix()
            for path in sorted(package.rglob("*.py"))
            if path.parent.name != RUNTIME
        ]
    settings = {"include": files, "typeCheckingMode": "strict"}
    (root / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    plain = ["--strict", "--config-file=", "--explicit-package-bases"]
    pyright = str(Path(sys.executable).parent / "basedpyright")
    said = ""
    for command in (
        [sys.executable, "-m", "mypy", *plain, *files],
        [pyright, f"--pythonpath={sys.executable}"],
    ):
        told = subprocess.run(command, cwd=root, capture_output=True, text=True)
        said += told.stdout + told.stderr if told.returncode else ""
    return said
