"""The language files go in; each says the same things, and adding one is enough for a new language."""

from __future__ import annotations

from pathlib import Path

from docs.building import build, written
from docs.test_settings import DOCUMENT
from generator.diff.text import WORDS
from generator.project import TargetSettings
from generator.render import shipped_templates
from generator.site_settings import DocsSettings
from generator.targets.docs.labels import FOLDER, known, load


def test_every_language_says_the_same_things() -> None:
    english = load("en").texts
    for language in known(None):
        texts = load(language).texts
        assert texts.keys() == english.keys(), language
        for key, text in texts.items():
            assert text.count("{}") == english[key].count("{}"), (language, key)


def test_the_command_line_and_english_pages_say_changes_alike() -> None:
    english = load("en").texts
    assert {k: v for k, v in english.items() if k.startswith("change_")} == WORDS


def test_a_language_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / FOLDER
    folder.mkdir(parents=True)
    text = 'language = "Deutsch"\noverview = "Übersicht"\n'
    (folder / "de.toml").write_text(text, "utf-8")
    settings = {"docs": TargetSettings(docs=DocsSettings(languages=("en", "de")))}
    site = build(
        written(tmp_path, DOCUMENT),
        templates=tmp_path / "templates",
        settings=settings,
    )
    page = site.text("de/index.html")
    assert '<html lang="de">' in page
    assert "Übersicht" in page
    assert "Deutsch" in site.text("en/index.html")
    assert (shipped_templates() / FOLDER / "en.toml").is_file()


def test_a_text_that_is_not_translated_is_marked(tmp_path: Path) -> None:
    answer = {"200": {"description": "ok"}}
    here, there = (
        {"description": f"Plain {name}.", "responses": answer} for name in "ab"
    )
    here["x-translations"] = {"zh": {"description": "中文"}}
    document = {**DOCUMENT, "paths": {"/a": {"get": here}, "/b": {"get": there}}}
    site = build(written(tmp_path, document))
    mark = 'class="fallback" lang="en"'
    assert mark not in site.text("zh/operations/get-a.html")
    assert mark in site.text("zh/operations/get-b.html")
    assert mark not in site.text("en/operations/get-b.html")
