"""Requests that the API sends say so: webhooks, callbacks, and where their addresses and what follows an answer come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import Site, build, written

ANSWER = {"description": "Thanks."}
CALL = {"summary": "Progress", "responses": {"200": ANSWER}}
ADDRESSES = {
    "{$request.query.callbackUrl}/data": "the query parameter `callbackUrl` of the request followed by `/data`",
    "{$request.body#/hooks/done}": "`hooks/done` in the body of the request",
    "https://a.test/?u={$request.body}": "`https://a.test/?u=` followed by the body of the request",
    "{$url}": "the address of the request",
    "{$response.header.Location}": "the header field `Location` of the answer",
    "https://a.test/{id}": "`https://a.test/{id}`",
}
VALUES = {
    "$response.body#/task_id": "`id` of it is `task_id` in the body of the answer",
    "$statusCode": "`id` of it is the status of the answer",
    "plain": "`id` of it is `plain`",
}


def link(value: str) -> dict[str, Any]:
    """What can be done next."""
    return {"operationId": "next", "parameters": {"id": value}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with requests in both directions."""
    links = {f"link{at}": link(value) for at, value in enumerate(VALUES)}
    calls = {f"call{n}": {to: {"post": CALL}} for n, to in enumerate(ADDRESSES)}
    start = {
        "operationId": "start",
        "callbacks": calls,
        "responses": {"202": {"description": "Started.", "links": links}},
    }
    step = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    follow = {
        "operationId": "next",
        "parameters": [step],
        "responses": {"204": ANSWER},
    }
    hooks = {
        name: {"post": {"summary": f"Tells of {name}", "responses": {"200": ANSWER}}}
        for name in ("first", "second")
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Calls", "version": "1"},
        "paths": {"/start": {"post": start}, "/next/{id}": {"get": follow}},
        "webhooks": hooks,
    }
    return build(written(tmp_path_factory.mktemp("calls"), document))


def test_a_webhook_says_who_calls_whom(site: Site) -> None:
    page = site.text("en/webhooks/first-POST.html")
    assert "The API sends this request, and you answer it." in page
    assert ">What you answer</h2>" in page
    assert "<a href=../index.html#webhooks>Webhooks</a>" in page
    assert "rel=next href=../webhooks/second-POST.html>Tells of second</a>" in page
    twin = site.text("en/webhooks/first-POST.md")
    assert "\n\nThe API sends this request, and you answer it.\n\n" in twin
    assert "\n## What you answer\n" in twin


def test_an_operation_is_answered_by_the_api(site: Site) -> None:
    page = site.text("en/operations/next.html")
    assert ">Answers</h2>" in page
    assert "you answer" not in page


def test_addresses_of_callbacks_are_words(site: Site) -> None:
    twin = site.text("en/operations/start.md")
    assert "requests of its own, to an address that you gave it." in twin
    for address in ADDRESSES.values():
        assert f"\nPOST {address}\n" in twin


def test_what_goes_into_the_next_request_is_words(site: Site) -> None:
    twin = site.text("en/operations/start.md")
    for said in VALUES.values():
        assert said in twin


def test_what_is_sent_to_a_reader_is_told_whole(tmp_path: Path) -> None:
    sent = {
        "type": "object",
        "properties": {"id": {"type": "string", "example": "b1"}},
    }
    call = {
        **CALL,
        "deprecated": True,
        "externalDocs": {"url": "https://a.test/more"},
        "parameters": [
            {"name": "X-Signature", "in": "header", "schema": {"type": "string"}}
        ],
        "requestBody": {"content": {"application/json": {"schema": sent}}},
    }
    start = {
        "operationId": "start",
        "callbacks": {"done": {"{$request.query.to}": {"post": call}}},
        "responses": {"202": ANSWER},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Calls", "version": "1"},
        "paths": {"/start": {"post": start}},
        "webhooks": {"done": {"post": call}},
    }
    site = build(written(tmp_path, document))
    for path in ("operations/start", "webhooks/done-POST"):
        page, twin = (site.text(f"en/{path}.{kind}") for kind in ("html", "md"))
        for text in (page, twin):
            assert "X-Signature" in text
            assert "https://a.test/more" in text
            assert "Made up of the examples of its fields" in text
        assert page.count("<b class=deprecated>") == 1
        assert '{"id":"b1"}' in twin
