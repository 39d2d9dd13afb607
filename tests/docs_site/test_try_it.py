"""An operation is tried on its page in a browser: the mock gets the request, the page shows its answer, nobody else is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from docs.building import build, written
from playwright.sync_api import Page, expect

from docs_site.conftest import Open
from docs_site.sites import served
from generator.mock import Mock, serving
from generator.project import TargetSettings
from generator.site_settings import docs_settings
from generator.targets.docs import published

THING = {
    "type": "object",
    "description": "All operations share it. " * 400,
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "example": "A boat"},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
    },
}
BODY = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
ANSWER = {"application/json": {**BODY["application/json"], "example": {"name": "Done"}}}
HEADERS = {"X-Request-Id": {"schema": {"type": "string"}, "example": "r-7"}}


def operation(name: str) -> dict[str, Any]:
    """An operation that takes a body and a credential, and answers with a header."""
    ok = {"description": "ok", "headers": HEADERS, "content": ANSWER}
    return {
        "operationId": name,
        "requestBody": {"required": True, "content": BODY},
        "responses": {"200": ok},
    }


def document(server: str) -> dict[str, Any]:
    """A document whose operations share a schema."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": server}],
        "security": [{"key": []}],
        "paths": {f"/{name}": {"post": operation(name)} for name in ("make", "mend")},
        "components": {
            "schemas": {"Thing": THING},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


@dataclass(frozen=True, slots=True)
class Trial:
    """A site on one port of this machine, and on another the mock that it leads to.

    Attributes:
        part: whether the part of the document for an operation is whole, or referring to the whole document.
    """

    site: str
    mock: Mock
    folder: Path
    part: str


@pytest.fixture
def trial(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Trial]:
    """The site of the document, and the mock.

    swagger-ui-dist is taken from a package for Python that brings its files under their own names.
    """
    if request.param == "referring":
        monkeypatch.setattr(published, "FEW", 0)
    tools = str(files("fastapi_offline") / "static")
    chosen = docs_settings(
        {"try_it": tools, "languages": ["en", "zh"]}, tmp_path / "pyproject.toml"
    )
    with serving(written(tmp_path, document("/"))) as mock:
        spec = written(tmp_path, document(mock.url))
        made = build(spec, settings={"docs": TargetSettings(docs=chosen)})
        folder = tmp_path / "site"
        for path, content in made.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        with served(folder) as site:
            yield Trial(site, mock, folder, request.param)


def watched(page: Page) -> tuple[list[str], list[str]]:
    """The addresses that are asked from now on, and what the browser complains of."""
    asked: list[str] = []
    said: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    return asked, said


@pytest.mark.parametrize(
    ("trial", "language"), [("whole", "en"), ("referring", "zh")], indirect=["trial"]
)
def test_a_request_is_sent_and_its_answer_shown(
    trial: Trial, open_page: Open, language: str
) -> None:
    page = open_page("about:blank")
    asked, said = watched(page)
    page.goto(f"{trial.site}{language}/operations/make.html")
    page.locator('a[href$="/try/make.html"]').click()
    page.get_by_role("button", name="Authorize").click()
    page.get_by_label("auth-bearer-value").fill("sk-test")
    page.get_by_role("button", name="Apply credentials").click()
    page.get_by_role("button", name="Close").first.click()
    page.locator("textarea.body-param__text").fill('{"name": "A \\"ship\\""}')
    page.get_by_role("button", name="Execute").click()
    live = page.locator(".live-responses-table")
    expect(live.locator(".response-col_status")).to_contain_text(["Code", "200"])
    expect(live).to_contain_text('"name": "Done"')
    expect(live).to_contain_text("x-request-id: r-7")
    (sent,) = trial.mock.requests
    assert sent.status == 200
    assert sent.incoming.json == {"name": 'A "ship"'}
    assert sent.incoming.get("authorization") == "Bearer sk-test"
    assert not said
    follows = f"{trial.site}openapi.json" in asked
    assert follows == (trial.part == "referring")
    own = (trial.site, f"{trial.mock.url}/", "data:")
    assert not [one for one in asked if not one.startswith(own)]


@pytest.mark.parametrize("trial", ["whole"], indirect=True)
def test_a_published_page_asks_its_own_host_alone(
    trial: Trial, open_page: Open
) -> None:
    """Where a site is no longer on this machine, swagger-ui would have others look at its document."""
    page = open_page("about:blank")
    asked, said = watched(page)
    host = "https://docs.example/"
    page.route(
        f"{host}**",
        lambda route: route.fulfill(
            path=trial.folder / route.request.url.removeprefix(host)
        ),
    )
    page.goto(f"{host}en/try/make.html", wait_until="networkidle")
    expect(page.get_by_role("button", name="Execute")).to_be_visible()
    assert not [one for one in asked if not one.startswith((host, "data:"))]
    assert not said
