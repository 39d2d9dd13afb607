"""Pages go in; they are valid HTML, every link leads somewhere, and nothing comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from docs.building import Elements, Site

LOADING = {"script": "src", "link": "href", "img": "src"}


def test_pages_are_valid_html(site: Site) -> None:
    for path, page in site.pages().items():
        parser = html5lib.HTMLParser(strict=True)
        try:
            parser.parse(page)
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{path}: {error} {parser.errors[:2]}")


def test_ids_are_unique(site: Site) -> None:
    for path, page in site.pages().items():
        ids = [a["id"] for _, a in Elements(page).found if "id" in a]
        assert len(ids) == len(set(ids)), path


def test_links_lead_somewhere(site: Site) -> None:
    ids = {
        path: {a["id"] for _, a in Elements(page).found if "id" in a}
        for path, page in site.pages().items()
    }
    for path, page in site.pages().items():
        for tag, attributes in Elements(page).found:
            address = attributes.get("href") or attributes.get("src") or ""
            if not address or urlsplit(address).scheme or tag == "base":
                continue
            file, _, fragment = address.partition("#")
            target = resolved(path, file) if file else path
            assert target in site.files, f"{path}: {address}"
            if fragment and target in ids:
                assert unquote(fragment) in ids[target], f"{path}: {address}"


def resolved(path: str, address: str) -> str:
    """Where a relative address leads from a page."""
    parts: list[str] = []
    for part in (*PurePosixPath(path).parent.parts, *address.split("/")):
        if part == "..":
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)


def test_links_of_twins_lead_somewhere(site: Site) -> None:
    for path, content in site.files.items():
        if not path.endswith((".md", ".txt")):
            continue
        for address in re.findall(r"\]\(([^)\s]+)\)", content.decode()):
            if not urlsplit(address).scheme:
                assert resolved(path, address) in site.files, f"{path}: {address}"


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for path, page in site.pages().items():
        assert "Content-Security-Policy" in page, path
        for tag, attributes in Elements(page).found:
            assert not [name for name in attributes if name.startswith("on")], path
            assert "style" not in attributes, path
            if tag in LOADING:
                assert not urlsplit(attributes.get(LOADING[tag], "")).scheme, path


def test_every_page_has_its_twin(site: Site) -> None:
    for path in site.pages():
        if path != "index.html":
            assert path.removesuffix(".html") + ".md" in site.files


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_says_everything_without_a_script(site: Site, language: str) -> None:
    page = Elements(site.text(f"{language}/operations/videos.create.html")).text()
    twin = site.text(f"{language}/operations/videos.create.md")
    for word in (
        "negative_prompt",
        "camera_control",
        "right_turn_forward",
        "horizontal",
        "trajectories",
        "binary_data_base64",
        "movement_amplitude",
        "watermark_info",
        "kling-v2-1-master",
        "jimeng_vgfm_i2v_l20",
        "metadata/callback_url",
        "1048576",
        "Retry-After",
        "429",
    ):
        assert word in page, word
        assert word in twin, word


def test_both_languages_speak_for_themselves(site: Site) -> None:
    english = Elements(site.text("en/operations/videos.create.html")).text()
    chinese = Elements(site.text("zh/operations/videos.create.html")).text()
    assert "Start a video task" in english
    assert "此请求可能产生费用" in chinese
    assert "负向提示词" in chinese
    assert "What the video must not show" not in chinese


def test_variants_stand_side_by_side_with_their_models(site: Site) -> None:
    page = site.text("en/operations/videos.create.html")
    head = Elements(page[page.index('class="variants"') :].partition("</thead>")[0])
    said = head.text()
    for name, begin, model in (
        ("KlingMetadata", "kling-", "kling-v2-6"),
        ("JimengMetadata", "jimeng_", "jimeng_vgfm_t2v_l20"),
        ("ViduMetadata", "vidu", "vidu2.0"),
    ):
        assert re.search(rf"{name} When model begins with {begin} .*{model}", said)
