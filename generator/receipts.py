"""A finished run goes in and is noted; a later run that has the same inputs and finds the same output gets the note.

The note is never trusted over the document: every input is read and hashed again, and so is every file of the output.
What is saved is the work between the two.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from generator.cache.identity import folder_digest, identity
from generator.ci import thorough
from generator.diagnostics import brief, text
from generator.records import dataclass
from generator.targets import SHIPPED
from generator.write.manifest import (
    MANIFEST,
    digest,
    file_digest,
    read_manifest,
    regular_content,
)
from generator.write.tree import STAGING, hidden_folder, scan

if TYPE_CHECKING:

    from generator.cache.store import Store
    from generator.pipeline import Built
    from generator.project import Project

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NOT_KEPT = "not-checked"
"""The code of what is said about a check that did not come to its end; it may do so the next time."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a run read, wrote and said.

    Attributes:
        sources: digest of the document's files, by path.
        links: real path of what the document refers to, by path below its folder.
        manifest: digest of the output's manifest, which has the digests of the files.
        files: how many files the run was about.
        said: what was printed about the document, coloured.
        checked: what the document was held against.
    """

    sources: Mapping[str, str]
    links: Mapping[str, str]
    manifest: str
    files: int
    said: str
    checked: str = ""

    def findings(self, *, colour: bool) -> str:
        """What was printed about the document: its own text never has the sign that begins a colour."""
        return self.said if colour else _COLOUR.sub("", self.said)


def question(project: Project, store: Store | None) -> str:
    """The name of the receipt for all that a run depends on beside the document's text; "" where none can be kept.

    Targets of other packages may depend on anything, files of other machines change without a sign, and an older
    document to be compared with may have files of its own, so runs with one of them are always made.
    """
    others = not set(project.targets) <= set(SHIPPED)
    older = any(own.docs.previous for own in project.settings.values())
    if store is None or project.hosts or others or older:
        return ""
    places = (project.spec, project.spec.parent, project.output, *project.folders)
    where = [os.path.realpath(place) for place in places]
    asked = repr((project, project.spec_name, where, thorough(project)))
    made = hashlib.sha256(f"{identity()}\0{asked}".encode("utf-8", "surrogateescape"))
    try:
        made.update(folder_digest(project.templates) if project.templates else b"")
    except OSError:
        return ""
    return f"receipt-{made.hexdigest()}"


def standing(project: Project, store: Store | None, name: str) -> Receipt | None:
    """The receipt of the run that made the output as it stands from the inputs as they stand; None if there is none.

    Args:
        name: as `question` gave it.
    """
    content = store.get(name) if store and name else None
    if content is None:
        return None
    try:
        receipt = Receipt(**json.loads(content))
        fresh = _same_inputs(project, receipt) and _same_output(project, receipt)
    except (OSError, ValueError, TypeError):
        return None
    return receipt if fresh else None


def note(project: Project, store: Store | None, name: str, built: Built) -> None:
    """Keep a receipt of a run whose result stands in the output.

    Args:
        name: as `question` gave it before anything was read.
    """
    if store is None or not name or question(project, store) != name:
        return  # Something was changed while the run was at work.
    if any(one.code == NOT_KEPT for one in built.diagnostics):
        return
    try:
        manifest = _manifest(project, built)
    except OSError:
        return
    if manifest is None:
        return
    document = built.document
    receipt = Receipt(
        sources={str(source.path): source.sha256 for source in document.sources},
        links=document.links,
        manifest=manifest,
        files=len(built.files),
        said=text(brief(built.diagnostics), document.texts, colour=True),
    )
    store.put(name, json.dumps(asdict(receipt)).encode())


def _manifest(project: Project, built: Built) -> str | None:
    """The digest of a manifest that lists, in the run's scope, just what the run made."""
    made = {file.path: digest(file.encoded()) for file in built.files}
    content = regular_content(project.output / MANIFEST)
    listed = read_manifest(project.output)
    if content is None or listed is None or _within(project, listed) != made:
        return None
    return digest(content)


def _within(project: Project, listed: Mapping[str, str]) -> dict[str, str]:
    scope = project.scope()
    return {path: sha for path, sha in listed.items() if path.startswith(scope)}


def _same_inputs(project: Project, receipt: Receipt) -> bool:
    folder = os.path.realpath(project.spec.parent)
    return all(
        os.path.realpath(os.path.join(folder, path)) == real
        for path, real in receipt.links.items()
    ) and all(_digest(path) == sha for path, sha in receipt.sources.items())


def _same_output(project: Project, receipt: Receipt) -> bool:
    """Tell whether writing would change nothing, as a plan of writing would find."""
    root = project.output.resolve()
    if os.path.lexists(hidden_folder(root)) or os.path.lexists(root / STAGING):
        return False  # A killed run left something to be put right.
    listed = read_manifest(root)
    if listed is None or file_digest(root / MANIFEST) != receipt.manifest:
        return False
    present = scan(root).files
    return present.issuperset(listed) and all(
        file_digest(root / path) == sha
        for path, sha in _within(project, listed).items()
    )


def _digest(path: str) -> str | None:
    """SHA-256 of an input, links followed; None for what is no file."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        return None
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.readall()).hexdigest()
