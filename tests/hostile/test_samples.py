"""Whatever stands in a document, its samples are one call of curl, and programs that do what harmless text makes them do."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from docs.building import build
from languages.shell import options, unquoted

from generator.diagnostics import Refused
from hostile.rich import NAMES, document

BREAKING = {
    "substitution": "$(touch canary)`touch canary`${IFS}$HOME",
    "single": "'; touch canary; echo '",
    "double": '"; touch canary; echo "',
    "lines": "\ntouch canary\n\\\ntouch canary\r\ntouch canary",
    "signs": "; touch canary | touch canary && touch canary > canary # *?[1-9]{a,b}~!!",
    "file": "@/etc/passwd",
    "read": "</etc/passwd;type=text/html",
    "option": "-K/etc/passwd --output canary",
    "python": '"); EXAM(); print("',
    "code": 'x"""\nEXAM()\n"""y\\',
}
OURS = re.compile(
    r'"[\w:=. /?&,%~+-]*\$(?:KEY|TOKEN)"|"\$API_USER:\$API_PASSWORD"', re.ASCII
)


def samples(made: Any, folder: Path) -> list[dict[str, str]]:
    """The samples of all operations."""
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    whole = json.loads(build(spec).text("openapi.json"))
    return [
        one
        for item in whole["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
        for one in operation.get("x-codeSamples", ())
    ]


def richer(text: str, spared: tuple[str, ...] = ()) -> Any:
    """The document with everything in it, and with values in every place of a request."""
    put = f"{text}x"
    made = document(lambda at, usual: usual if at in spared else put)
    shown = next(one for one in made["paths"].values() if "get" in one)
    for one in shown["get"]["parameters"]:
        one |= {"example": put, "required": True}
    sent = next(one for one in made["paths"].values() if "post" in one)
    content = sent["post"]["requestBody"]["content"]
    content["application/json"]["examples"] = {put: {"value": {put: [put, {put: 1}]}}}
    for name, media in {
        "form": "multipart/form-data",
        "pairs": "application/x-www-form-urlencoded",
        "text": "text/plain",
    }.items():
        own = {"type": "string"} if name == "text" else {"type": "object"}
        value = put if name == "text" else {put: put, "other": put}
        body = {"content": {media: {"schema": own, "example": value}}}
        made["paths"][f"/{name}"] = {
            "put": {
                "operationId": name,
                "requestBody": body,
                "responses": {"200": {"description": "ok"}},
            }
        }
    return made


def taken(text: str, folder: Path) -> list[dict[str, str]]:
    """The samples with a text everywhere, or everywhere but in names, of which some do not take every text."""
    try:
        return samples(richer(text), folder)
    except Refused:
        return samples(richer(text, NAMES), folder)


def used(source: str) -> set[str]:
    """The names that a program reads, and the kinds of its statements."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {one.id for one in nodes if isinstance(one, ast.Name)}
    return names | {type(one).__name__ for one in nodes if isinstance(one, ast.stmt)}


@pytest.mark.parametrize("kind", BREAKING)
def test_samples_stay_what_they_are(kind: str, tmp_path: Path) -> None:
    made = taken(BREAKING[kind], tmp_path)
    usual = samples(richer("harmless"), tmp_path)
    assert [one["lang"] for one in made] == [one["lang"] for one in usual]
    for one, other in zip(made, usual, strict=True):
        if one["lang"] == "C":
            continue  # The author's own, which nobody made.
        if one["lang"] == "Python":
            assert used(one["source"]) == used(other["source"])
            continue
        found = options(one["source"])
        assert len([option for option, _ in found if not option]) == 1
        assert not any(v.startswith("@") for option, v in found if option == "-H")
        assert not re.search(r"[$`\"]", OURS.sub("", unquoted(one["source"])))
