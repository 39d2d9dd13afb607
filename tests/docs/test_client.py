"""The page about the Python client: what is installed, what is called first, and what is said of errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written
from generator.project import TargetSettings

ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
WORD = {"name": "word", "in": "query", "required": True, "schema": {"type": "string"}}
DONE = {"204": {"description": "Done."}}


def operation(name: str, **more: Any) -> dict[str, Any]:
    return {"operationId": name, "responses": DONE, **more}


PATHS: dict[str, Any] = {
    "/things/{id}": {
        "parameters": [ID],
        "delete": operation("erase"),
        "get": operation("read"),
    },
    "/things": {
        "get": operation("old", deprecated=True),
        "post": operation("add"),
    },
    "/words": {"get": operation("look_up", parameters=[WORD])},
    "/all": {"get": operation("list_all")},
}


def page(folder: Path, paths: dict[str, Any], distribution: str = "") -> str:
    """The Markdown of the page about the client."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": paths,
    }
    settings = {"python": TargetSettings(distribution=distribution)}
    return build(written(folder, document), settings=settings).text("en/python.md")


@pytest.mark.parametrize(
    ("left", "first"),
    [
        (["/all", "/things/{id}", "/things", "/words"], "list_all"),
        (["/things/{id}", "/things", "/words"], "read"),
        (["/words", "/things"], "look_up"),
        (["/things"], "add"),
    ],
)
def test_the_first_call_does_little_harm_and_asks_for_little(
    tmp_path: Path, left: list[str], first: str
) -> None:
    told = page(tmp_path, {path: PATHS[path] for path in left})
    section = told.partition("## First call")[2].partition("## Async")[0]
    assert f".{first}(" in section


def test_nothing_is_said_of_credentials_where_there_are_none(tmp_path: Path) -> None:
    said = "The address is an argument of the client, or stands in the environment:"
    assert said in page(tmp_path, PATHS)


def test_only_a_name_that_the_user_chose_is_installed_by_name(tmp_path: Path) -> None:
    assert "\npip install .\n" in page(tmp_path, PATHS)
    assert "\npip install acme-things\n" in page(
        tmp_path, PATHS, distribution="acme-things"
    )


def test_statuses_follow_what_is_said_of_them(tmp_path: Path) -> None:
    refused = {**DONE, "404": {"description": "No."}}
    paths = {"/a": {"get": {"responses": refused}}}
    assert "By status:\n\n- 404: `NotFoundError`" in page(tmp_path, paths)
    assert "By status" not in page(tmp_path, {"/a": {"get": operation("a")}})
