"""A site without a fault has none, and each kind of fault is seen."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from docs_site.chromium import chromium

from .fields import names
from .judge import Verdict, judge, look
from .looks import seen

SPEC = Path(__file__).resolve().parents[2] / "spec" / "openapi.yaml"
PAGE = "en/operations/videos.retrieve.html"
PART = "json/operations/videos.retrieve.json"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of our own document, in which nothing is wrong."""
    folder = tmp_path_factory.mktemp("site")
    verdict = judge(SPEC, folder)
    assert verdict.wrong == []
    assert verdict.operations == 2
    assert verdict.fields > 50
    assert verdict.samples == 12
    return folder / "out"


FAULTS = {
    "html": (PAGE, r"<main", "<p></table><main"),
    "ids": (PAGE, r"<main", "<i id=main></i><main"),
    "inline": (PAGE, r"<main", "<main onclick=x"),
    "headings": (PAGE, r"</h1>", "</h1><h4>x</h4>"),
    "foreign": (PAGE, r"</h1>", " {{ view }}</h1>"),
    "title": (PAGE, r"<title>.*?</title>", "<title></title>"),
    "link": (PAGE, r"</h1>", "<a href=nowhere.html>x</a></h1>"),
    "link: en/operations/videos.retrieve.html: #here": (
        PAGE,
        r"</h1>",
        "<a href=#here>x</a></h1>",
    ),
    "link: en/operations/videos.retrieve.html: img": (
        PAGE,
        r"</h1>",
        "<img src=//a.example/x alt=x></h1>",
    ),
    "operation": (PAGE, r"<p class=address>.*?</p>", ""),
    "field": ("en/operations/videos.create.html", r"response_format", "shape"),
    "part": (PART, r"#/components/schemas/", "#/components/schemas/Un"),
    "yaml": ("openapi.yaml", r"Start a video task", "Start"),
    "sample: invalid syntax": (
        "openapi.json",
        r"import Client\b",
        "import Client Client",
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_faults_are_seen(kind: str, site: Path, tmp_path: Path) -> None:
    path, begun, other = FAULTS[kind]
    broken = Path(shutil.copytree(site, tmp_path / "out"))
    text = (broken / path).read_text("utf-8")
    changed = re.sub(begun, other, text, flags=re.DOTALL)
    assert changed != text
    (broken / path).write_text(changed, "utf-8")
    assert kind in wrong(broken)


def test_a_page_without_a_twin_is_seen(site: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(site, tmp_path / "out"))
    (broken / PAGE).with_suffix(".md").unlink()
    assert f"twin: {PAGE}" in wrong(broken)


def wrong(site: Path) -> str:
    """What is wrong with a site, a line each, without the marks of a program's own words."""
    verdict = Verdict()
    look(SPEC, site, verdict)
    return "\n".join(verdict.wrong)


def test_a_document_that_is_refused_is_no_fault(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text('{"openapi": "3.1.0"}', "utf-8")
    verdict = judge(spec, tmp_path)
    assert "error" in verdict.refused
    assert not verdict.wrong


def test_names_are_those_of_values_that_are_valid() -> None:
    from operations.document import Document

    data = json.loads("""{"openapi": "3.1.0", "schemas": {"A": {"properties": {
      "a": {"$ref": "#/schemas/A"}, "b": {"type": "integer", "properties": {"c": {}}},
      "d": {"items": {"properties": {"e": {}}}}, "f": {"allOf": [{"properties": {"g": {}}}]}
    }}}}""")
    found = {*names(Document(data), {"$ref": "#/schemas/A"}, set())}
    assert found == {"a", "b", "d", "e", "f", "g"}


def test_a_browser_sees_faults(site: Path, tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("SKIP_BROWSER=1")
    broken = Path(shutil.copytree(site, tmp_path / "out"))
    shutil.rmtree(broken / "en" / "schemas")
    path = broken / PAGE
    path.with_name("fails.js").write_text("nothing()", "utf-8")
    added = "<img src=x><input size=200><script src=fails.js></script>"
    text = path.read_text("utf-8")
    path.write_text(text.replace("</h1>", f"</h1>{added}", 1), "utf-8")
    found = [*seen(broken)]
    for fault in ("image-alt", "pixels wide, of 390", "nothing is not defined"):
        assert any(fault in one for one in found), fault
    assert all(PAGE in one for one in found)
