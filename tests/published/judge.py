"""A document goes in; its site is made, and what is wrong with it comes out."""

from __future__ import annotations

import ast
import itertools
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib
import yaml
from operations.document import Document, Unresolved, read

from .fields import answers, request
from .pages import Page, page

SECONDS = 600
STRICT = 40
"""Pages of a site that are read by the letter of the HTML standard: the largest, and others that are drawn."""

UNREAD = (Unresolved, KeyError, TypeError, AttributeError)
"""What the reader of documents fails with where one is not what it should be: then nothing is known, which is no praise."""

FOREIGN = ("{{", "{%", "Undefined", "<generator.", " object at 0x", "[object O")
"""What only a template or a printer that failed would write, unless the document has it."""


@dataclass(slots=True)
class Verdict:
    """What was found out about one site.

    Attributes:
        fields: names that were looked for on the pages of operations.
        elsewhere: of those of answers, how many stand on a page that is linked only.
        wrong: complaints, each beginning with its kind.
    """

    pages: int = 0
    operations: int = 0
    fields: int = 0
    elsewhere: int = 0
    samples: int = 0
    ratio: float = 0.0
    refused: str = ""
    wrong: list[str] = field(default_factory=list)

    def dumped(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Site:
    """A site that lies in a folder, its pages read."""

    folder: Path
    pages: dict[Path, Page]

    def said(self, page: Page) -> str:
        """A page, as complaints name it."""
        return str(page.path.relative_to(self.folder))


def judge(spec: Path, folder: Path, *, browser: bool = False) -> Verdict:
    """Publish the site of a document into a folder, and judge it; with a browser too, if that is asked for."""
    verdict = Verdict()
    words = ["generate", str(spec.resolve()), "--target", "docs", "--output", "out"]
    try:
        told = subprocess.run(
            [sys.executable, "-m", "generator", *words],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        verdict.wrong.append(f"generate: no end after {SECONDS} s")
        return verdict
    if told.returncode:
        said = (told.stderr.strip().splitlines() or ["in silence"])[0]
        if told.returncode in (1, 2) and "internal error" not in told.stderr:
            verdict.refused = said
        else:
            verdict.wrong.append(f"generate: {told.returncode}: {said}")
        return verdict
    look(spec, folder / "out", verdict)
    if browser:
        from .looks import seen

        verdict.wrong += seen(folder / "out")
    return verdict


def look(spec: Path, out: Path, verdict: Verdict) -> None:
    """Judge a site that was published into the folder `out`."""
    site = Site(out, {path: page(path) for path in sorted(out.rglob("*.html"))})
    verdict.pages = len(site.pages)
    written = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    verdict.ratio = written / spec.stat().st_size
    verdict.wrong += (
        *by_the_letter(site),
        *each(site, spec.read_text("utf-8-sig")),
        *links(site),
        *twins(site),
        *fields(site, read(spec), verdict),
        *parts(site, read(spec), verdict),
    )


def by_the_letter(site: Site) -> Iterator[str]:
    """Pages that break a rule of the HTML standard."""
    found = sorted(site.pages, key=lambda path: (-path.stat().st_size, path))
    drawn = random.Random(1).sample(found, min(len(found), STRICT // 2))
    for path in {*found[: STRICT // 2], *drawn}:
        parser = html5lib.HTMLParser(strict=True)
        try:
            parser.parse(path.read_text("utf-8"))
        except html5lib.html5parser.ParseError as error:
            yield f"html: {site.said(site.pages[path])}: {error} {parser.errors[:1]}"


def each(site: Site, text: str) -> Iterator[str]:
    """What is wrong within a page."""
    titles: dict[tuple[str, str], Page] = {}
    for one in site.pages.values():
        name = site.said(one)
        if len(one.ids) != len(set(one.ids)):
            twice = next(i for i in one.ids if one.ids.count(i) > 1)
            yield f"ids: {name}: {twice!r} twice"
        if one.inline:
            yield f"inline: {name}: {one.inline[0]}"
        levels = one.headings
        if levels[:1] != (1,) or levels.count(1) != 1:
            yield f"headings: {name}: {levels[:5]}"
        if any(b - a > 1 for a, b in itertools.pairwise(levels)):
            yield f"headings: {name}: a level is left out: {levels}"
        for word in FOREIGN:
            if word in one.text and word not in text:
                at = one.text.index(word)
                yield f"foreign: {name}: {one.text[max(0, at - 30) : at + 40]!r}"
        folder = one.path.relative_to(site.folder).parts[0]
        other = titles.setdefault((folder, one.title), one)
        both = all(page.path.parent.name == "tags" for page in (one, other))
        if not one.title or (other is not one and not both):
            yield f"title: {name}: {one.title!r}, as {site.said(other)}"


def links(site: Site) -> Iterator[str]:
    """Addresses that lead nowhere, or load something from elsewhere."""
    ids = {path: set(one.ids) for path, one in site.pages.items()}
    there: dict[Path, bool] = {}
    for path, one in site.pages.items():
        for tag, address in dict.fromkeys(one.links):
            try:
                parts = urlsplit(address)
            except ValueError:
                yield f"link: {site.said(one)}: {address!r}"
                continue
            if parts.scheme or parts.netloc:
                if tag != "a" or parts.scheme not in ("http", "https", "mailto"):
                    yield f"link: {site.said(one)}: {tag} {address}"
                continue
            target = path
            if parts.path:
                target = (path.parent / unquote(parts.path)).resolve()
            if target not in there:
                there[target] = target.is_file()
            if not there[target]:
                yield f"link: {site.said(one)}: {address} is not there"
            elif (
                parts.fragment
                and target in ids
                and not parts.fragment.startswith(":~:")
                and unquote(parts.fragment) not in ids[target]
            ):
                yield f"link: {site.said(one)}: {address}: no such place"


def twins(site: Site) -> Iterator[str]:
    """Pages without a Markdown twin."""
    for path, one in site.pages.items():
        if path.parent != site.folder and not path.with_suffix(".md").is_file():
            yield f"twin: {site.said(one)}"


def fields(site: Site, document: Document, verdict: Verdict) -> Iterator[str]:
    """Operations without a page, and names that their pages do not have."""
    language = site.folder / "en"
    pages = {
        one.address: one
        for path, one in site.pages.items()
        if one.address and path.is_relative_to(language)
    }
    try:
        calls = list(document.calls())
    except UNREAD as error:
        yield f"unread: the operations: {error!r}"
        return
    for call in calls:
        verdict.operations += 1
        own = pages.get(" ".join(call.name.split()))
        if own is None:
            yield f"operation: no page of {call.name}"
            continue
        try:
            asked, answered = {*request(document, call)}, {*answers(document, call)}
        except UNREAD as error:
            yield f"unread: {call.name}: {error!r}"
            continue
        near: str | None = None
        for name in sorted(asked | answered):
            verdict.fields += 1
            shown = " ".join(name.split())
            if shown in own.text:
                continue
            if near is None:
                near = around(site, own)
            if shown not in near:
                kind = "request" if name in asked else "answer"
                yield f"field: {site.said(own)}: {kind}'s {name!r} is nowhere"
            elif name in asked:
                yield f"field: {site.said(own)}: request's {name!r} is on a linked page"
            else:
                verdict.elsewhere += 1


def around(site: Site, own: Page) -> str:
    """The text of every page of a schema that a page leads to, by however many steps."""
    seen, waiting, found = {own.path}, [own], list[str]()
    while waiting:
        one = waiting.pop()
        found.append(one.text)
        for tag, address in one.links:
            where = unquote(address.partition("#")[0])
            if tag != "a" or "schemas/" not in where or "://" in where:
                continue
            target = (one.path.parent / where).resolve()
            if target not in seen and target in site.pages:
                seen.add(target)
                waiting.append(site.pages[target])
    return " ".join(found)


def parts(site: Site, document: Document, verdict: Verdict) -> Iterator[str]:
    """Published documents that cannot be read, and samples that are no programs."""
    whole = json.loads((site.folder / "openapi.json").read_text("utf-8"))
    if (plain := site.folder / "openapi.yaml").is_file():
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        if yaml.load(plain.read_text("utf-8"), loader) != whole:
            yield "yaml: openapi.yaml and openapi.json differ"
    for path in sorted((site.folder / "json").rglob("*.json")):
        one = Document(json.loads(path.read_text("utf-8")))
        for reference in references(one.data):
            try:
                one.resolve({"$ref": reference})
            except Unresolved:
                yield f"part: {path.name}: {reference} is not in it"
    theirs = [sample.get("source") for sample in samples(document.data)]
    for sample in samples(whole):
        if sample["source"] in theirs:
            continue
        verdict.samples += 1
        if problem := broken(sample):
            yield f"sample: {problem}: {sample['source'][:200]!r}"


def references(value: Any) -> Iterator[str]:
    """Every reference of a document within itself, but for those in examples."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            reference = one.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/"):
                yield reference
            for key, more in one.items():
                if key not in ("example", "examples", "default", "enum", "const"):
                    waiting.append(more)
        elif isinstance(one, list):
            waiting.extend(one)


def samples(document: Any) -> Iterator[dict[str, str]]:
    """The code samples that were written into the published document."""
    for item in (document.get("paths") or {}).values():
        for operation in item.values() if isinstance(item, dict) else ():
            if isinstance(operation, dict):
                for sample in operation.get("x-codeSamples") or ():
                    if str(sample.get("label", "")).startswith(("curl", "Python")):
                        yield sample


def broken(sample: dict[str, str]) -> str:
    """Why a sample is no program; empty when it is one."""
    source = sample["source"]
    if sample["lang"] == "Python":
        try:
            ast.parse(source)
        except SyntaxError as error:
            return str(error)
        return ""
    told = subprocess.run(["sh", "-n"], input=source, text=True, capture_output=True)
    return told.stderr.strip()
