"""Every page is valid HTML, whole by itself, and leads only to what is there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from html5lib.html5parser import ParseError

from docs_site.sites import Site, tree

# Elements that may hold phrasing content alone (HTML standard, sections 4.3 to 4.11).
PHRASING = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "span",
        "code",
        "small",
        "strong",
        "em",
        "a",
        "dt",
        "summary",
        "pre",
        "b",
        "i",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "dl",
        "ul",
        "ol",
        "table",
        "section",
        "aside",
        "nav",
        "article",
        "figure",
        "details",
        "pre",
        "blockquote",
        "header",
        "footer",
        "main",
    ]
)
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "img-src": ["'self'"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
}


@pytest.fixture(scope="session", params=["gateway", "nasty"])
def trees(request: pytest.FixtureRequest) -> dict[Path, Element]:
    """The tree of every page of a site. Reading them strictly is a test by itself."""
    site = request.getfixturevalue(request.param)
    assert isinstance(site, Site)
    found = site.trees()
    assert len(found) > 10
    return found


def test_strictness_is_real(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><p><table><p></table>")
    with pytest.raises(ParseError):
        tree(page)


def test_ids_are_unique(trees: dict[Path, Element]) -> None:
    for path, root in trees.items():
        ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
        assert len(ids) == len(set(ids)), path


def test_blocks_stand_where_they_may(trees: dict[Path, Element]) -> None:
    for path, root in trees.items():
        for one in root.iter():
            if one.tag in PHRASING and one.tag != "a":
                inside = [child.tag for child in one.iter() if child is not one]
                wrong = BLOCKS.intersection(inside)
                if one.tag == "summary":
                    wrong -= {"h1", "h2", "h3", "h4", "h5", "h6"}
                assert not wrong, (path, one.tag, wrong)


def test_headings_go_down_one_level_at_a_time(trees: dict[Path, Element]) -> None:
    for path, root in trees.items():
        main = root.find(".//main")
        assert main is not None, path
        levels = [
            int(e.tag[1])
            for e in main.iter()
            if e.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
        ]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, (path, levels)


def test_each_page_says_what_it_is(trees: dict[Path, Element]) -> None:
    titles: dict[str, Path] = {}
    for path, root in trees.items():
        title = root.findtext("head/title")
        assert title, path
        assert title.strip(), path
        language = root.attrib["lang"]
        if path.parent != min(trees).parent and language in path.parts:
            other = titles.setdefault(f"{language} {title}", path)
            assert other == path, title


def test_the_policy_allows_the_site_alone(trees: dict[Path, Element]) -> None:
    for path, root in trees.items():
        head = root.find("head")
        assert head is not None
        metas = [
            m.get("content", "")
            for m in head.iter("meta")
            if m.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(metas) == 1, path
        found = {name: rest for name, *rest in map(str.split, metas[0].split(";"))}
        assert found["default-src"] == ["'none'"], path
        assert all(POLICY.get(name) == rest for name, rest in found.items()), path
        tags = [child.tag for child in head]
        loads = [i for i, tag in enumerate(tags) if tag in ("script", "link")]
        policy = next(
            i
            for i, c in enumerate(head)
            if c.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy < min(loads), "the policy comes before anything that is loaded"


def test_nothing_is_inline(trees: dict[Path, Element]) -> None:
    for path, root in trees.items():
        for one in root.iter():
            assert one.tag != "style", path
            assert one.tag != "script" or (one.get("src") and not one.text), path
            assert not [
                a for a in one.attrib if a == "style" or a.startswith("on")
            ], path


def links(root: Element) -> Iterator[tuple[str, str]]:
    """Every address of a page, and the element that has it."""
    for one in root.iter():
        for name in ("href", "src"):
            if name in one.attrib:
                yield str(one.tag), one.attrib[name]


def test_links_lead_somewhere(trees: dict[Path, Element]) -> None:
    ids = {
        path: {e.attrib["id"] for e in root.iter() if "id" in e.attrib}
        for path, root in trees.items()
    }
    checked = 0
    for path, root in trees.items():
        for tag, address in links(root):
            parts = urlsplit(address)
            if parts.scheme:
                assert tag == "a", f"{path}: {address} would be loaded from elsewhere"
                assert parts.scheme in ("http", "https", "mailto"), path
                continue
            assert not parts.netloc, (path, address)
            target = (
                (path.parent / unquote(parts.path)).resolve() if parts.path else path
            )
            assert target.is_file(), f"{path} leads to {address}, which is not there"
            if parts.fragment and target in ids:
                assert (
                    unquote(parts.fragment) in ids[target]
                ), f"{path}: no such place: {address}"
            checked += 1
    assert checked > len(trees)


def test_languages_are_marked(trees: dict[Path, Element]) -> None:
    for path, root in trees.items():
        top = min(trees, key=lambda one: len(one.parts)).parent
        folder = path.relative_to(top).parts[0]
        if folder in ("en", "zh"):
            assert root.attrib["lang"] == folder, path
            others = {
                e.get("hreflang"): e for e in root.iter("link") if e.get("hreflang")
            }
            assert {"en", "zh"} <= set(others), path
