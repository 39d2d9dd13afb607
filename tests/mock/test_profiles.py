"""Profiles of a document: what is wrong with them is said with its place, and the root's hold for all operations."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Misused, Refused
from generator.mock import Options, serving
from mock.asking import ask

DOCUMENT = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
x-specloom-profiles:
  new: {unauthorized: {examples: [short]}}
  old: {unauthorized: {examples: [long]}}
security: [{key: []}]
paths:
  /pets:
    get:
      x-specloom-profiles:
        old: {success: {status: 203, examples: [tabby]}}
      responses:
        "200": {$ref: "#/components/responses/Pet"}
        "203": {$ref: "#/components/responses/Pet"}
        "401":
          description: No.
          content:
            application/json:
              examples: {short: {value: {message: "no", kind: s}}, long: {value: {message: "no", kind: l}}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
  responses:
    Pet:
      description: A pet.
      content:
        application/json:
          examples: {first: {value: [1]}, tabby: {value: [2]}}
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "pets.yaml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("profile", "status", "value", "kind"),
    [("", 200, [1], "s"), ("new", 200, [1], "s"), ("old", 203, [2], "l")],
)
def test_a_profile_chooses_status_and_examples(
    profile: str, status: int, value: list[int], kind: str, document: Path
) -> None:
    with serving(document, Options(profile=profile)) as mock:
        well = ask(mock.url, "GET", "/pets?key=k", token="")
        assert (well.status, well.json) == (status, value)
        refused = ask(mock.url, "GET", "/pets", token="")
        assert (refused.status, refused.json["kind"]) == (401, kind)
        assert refused.json["message"] == "the query parameter 'key' is missing"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("status: 203", "status: 204", "not declare It declares 200, 203, 401."),
        (
            "      responses:\n        ",
            "      responces:\n        ",
            "It declares none.",
        ),
        ("[tabby]", "[taby]", "names 'taby'"),
        ("old: {success", "old: {succes", "succes"),
        ("status: 203", "status: x", "integer"),
    ],
)
def test_what_is_wrong_is_said(
    right: str, wrong: str, said: str, document: Path
) -> None:
    document.write_text(DOCUMENT.replace(right, wrong), encoding="utf-8")
    with pytest.raises(Refused) as refused, serving(document):
        raise AssertionError
    errors = [one for one in refused.value.diagnostics if one.severity == "error"]
    assert any(said in f"{one.message} {one.hint}" for one in errors)
    assert all(one.place and one.place.line == 11 for one in errors)


def test_another_profile_is_asked_for(document: Path) -> None:
    with pytest.raises(Misused) as misused, serving(document, Options(profile="odl")):
        raise AssertionError
    assert misused.value.hint == "Did you mean 'old'?"
