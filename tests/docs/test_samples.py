"""The code samples of the pages go in; each runs against the gateway and sends what its example says."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gateway import TOKEN, Gateway, Script, flat, started

from docs.building import Site
from generator.load import load
from generator.mock import Mock, Options, serving

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
Play = Callable[[Script], Gateway]
ADDRESS = "https://gateway.example"
EXAMPLES = [
    load(SPEC).data["components"]["examples"][name]["value"]
    for name in ("Kling", "Jimeng", "Vidu")
]
FIGURE = re.compile(
    r"<figcaption>(curl|Python|Python \(async\))</figcaption><pre>"
    r"<code class=language-(?:shell|python)>(.*?)</code>",
    re.DOTALL,
)


def samples(site: Site, page: str) -> list[tuple[str, str]]:
    """(language, program) of every sample of a page, in order."""
    found = FIGURE.findall(site.text(page))
    return [(language, html.unescape(text)) for language, text in found]


def run(language: str, program: str, url: str) -> subprocess.CompletedProcess[str]:
    """Run a sample as a reader would, with the gateway's address filled in and a token in the environment."""
    program = program.replace(ADDRESS, url)
    words = (
        ["sh", "-c", program] if language == "curl" else [sys.executable, "-c", program]
    )
    return subprocess.run(
        words,
        capture_output=True,
        text=True,
        timeout=60,
        env={
            **os.environ,
            "BURNCLOUD_VIDEO_TOKEN": TOKEN,
            "PYTHONPATH": str(ROOT / "generated" / "python"),
            "PYTHONIOENCODING": "utf-8",
        },
    )


def test_every_example_has_a_sample_in_every_language(site: Site) -> None:
    found = [language for language, _ in samples(site, PAGE)]
    assert found == ["curl", "Python", "Python (async)"] * len(EXAMPLES)


PAGE = "en/operations/videos.create.html"


@pytest.mark.parametrize("example", range(3))
@pytest.mark.parametrize("language", range(3))
def test_samples_send_what_their_example_says(
    site: Site, example: int, language: int, play: Play
) -> None:
    playing = play(Script(starts=(started(200),)))
    name, program = samples(site, PAGE)[3 * example + language]
    told = run(name, program, playing.url)
    assert told.returncode == 0, told.stderr
    (request,) = playing.requests
    assert request.json == EXAMPLES[example]
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert "task_1" in told.stdout


def test_samples_that_read_run_too(site: Site, play: Play) -> None:
    for language, program in samples(site, "en/operations/videos.retrieve.html"):
        playing = play(
            Script(
                starts=(started(200),),
                states=(flat("queued"),),
                tasks=frozenset({"task_9f2c1d7a"}),
            )
        )
        told = run(language, program, playing.url)
        assert told.returncode == 0, (language, told.stderr)
        assert [r.path for r in playing.requests] == [
            "/v1/video/generations/task_9f2c1d7a"
        ]


@pytest.mark.parametrize(
    ("language", "whole", "broken"),
    [
        (0, '"prompt"', '"promt"'),
        (1, "prompt=", "promt="),
        (2, "client.videos", "client.video"),
    ],
)
def test_a_broken_sample_is_noticed(
    site: Site, language: int, whole: str, broken: str, play: Play
) -> None:
    playing = play(Script(starts=(started(200),)))
    name, program = samples(site, PAGE)[language]
    assert whole in program
    told = run(name, program.replace(whole, broken), playing.url)
    sent = [request.json for request in playing.requests]
    assert told.returncode != 0 or sent != [EXAMPLES[0]]


def test_the_published_document_has_the_same_samples(site: Site) -> None:
    published = json.loads(site.text("openapi.json"))
    operation = published["paths"]["/v1/video/generations"]["post"]
    shown = [program.strip() for _, program in samples(site, PAGE)]
    assert [one["source"].strip() for one in operation["x-codeSamples"]] == shown
    assert [one["lang"] for one in operation["x-codeSamples"]][:3] == [
        "Shell",
        "Python",
        "Python",
    ]


def test_the_published_document_is_the_document(site: Site) -> None:
    published = json.loads(site.text("openapi.json"))
    for item in published["paths"].values():
        for operation in item.values():
            operation.pop("x-codeSamples", None)
    assert published == load(SPEC).data


def test_yaml_and_json_say_the_same(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_bytes(site.files["openapi.yaml"])
    assert load(file).data == json.loads(site.text("openapi.json"))


def test_the_part_of_an_operation_is_a_document_of_its_own(
    site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "part.json"
    file.write_bytes(site.files["json/operations/videos.create.json"])
    part = load(file).data
    assert [*part["paths"]] == ["/v1/video/generations"]
    assert "KlingMetadata" in part["components"]["schemas"]
    assert "bearer" in part["components"]["securitySchemes"]


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    """The mock of this project's document."""
    with serving(SPEC, Options(token=TOKEN)) as playing:
        yield playing


@pytest.mark.parametrize("at", range(9))
def test_samples_run_against_the_mock(site: Site, mock: Mock, at: int) -> None:
    language, program = samples(site, PAGE)[at]
    before = len(mock.requests)
    told = run(language, program, mock.url)
    assert told.returncode == 0, told.stderr
    assert "task_id" in told.stdout
    assert len(mock.requests) == before + 1


def test_samples_that_read_run_against_the_mock(site: Site, mock: Mock) -> None:
    _, start = samples(site, PAGE)[0]
    task = json.loads(run("curl", start, mock.url).stdout)["task_id"]
    for language, program in samples(site, "en/operations/videos.retrieve.html"):
        told = run(language, program.replace("task_9f2c1d7a", task), mock.url)
        assert told.returncode == 0, (language, told.stderr)
        assert task in told.stdout
