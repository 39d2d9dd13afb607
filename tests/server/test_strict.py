"""Requests as they are written go in; what a small server makes of each comes out."""

from __future__ import annotations

import base64
import http.client
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, UploadFile
from operations.package import Package, imported
from starlette.testclient import TestClient

from server.running import served

SPEC = Path(__file__).with_name("strict.yaml")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    """The client of the document; its server lies beside it."""
    with imported(SPEC, tmp_path_factory.mktemp("strict"), server=True) as found:
        yield found


class Things:
    """Says what it got."""

    def __init__(self, server: Any, errors: Any) -> None:
        self.server, self.errors = server, errors
        self.caller: Any = "nobody"

    def get(self, call: Any, /, *, id: int, text: str | None, **more: Any) -> Any:
        if text == "crash":
            raise RuntimeError("secret")
        if text == "wrong":
            return ["no object"]
        if text == "known":
            raise self.errors.BadRequestError("No such thing")
        at = more.pop("at")
        got = {
            "id": id,
            "text": text,
            **more,
            "at": at and at.model_dump(exclude_unset=True),
        }
        return self.server.Answer(got, headers={"X-Rows": more["rows"]})

    async def fixed(self, call: Any, /) -> None:
        return None

    def plain(self, call: Any, /, *, at: Any) -> None:
        return None

    page = tree = silent = plain

    def told(self, call: Any, /, *, text: bool | None) -> None:
        words = "In words" if text else {"title": "In JSON", "status": 400}
        raise self.errors.BadRequestError("No", body=words)

    def pointed(self, call: Any, /, *, at: Any, x_at: Any, to: Any) -> Any:
        given = {"at": at, "X-At": x_at, "to": to}
        return {k: v.model_dump(exclude_unset=True) for k, v in given.items() if v}

    def free(self, call: Any, /, *, what: str) -> Any:
        made = {"text": "words", "json": {"a": 1}, "bytes": b"\x00"}.get(what)
        return self.server.Answer(made, 202) if what == "json" else made

    def deep(self, call: Any, /, *, f: Any) -> Any:
        return f.model_dump(exclude_unset=True)

    def asked(self, call: Any, /, *, what: int) -> int:
        return what

    async def send(self, call: Any, /, *, body: UploadFile) -> int:
        self.caller = call.caller
        return len(await body.read())


class Webhooks:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def thing_made(self, call: Any, /, *, body: Any) -> None:
        self.heard.append(body)


@pytest.fixture(scope="module")
def things(package: Package) -> Things:
    """The handler behind `url`."""
    server = importlib.import_module("judged_server")
    return Things(server, package.part("errors"))


@pytest.fixture(scope="module")
def webhooks() -> Webhooks:
    """What receives webhooks."""
    return Webhooks()


@pytest.fixture(scope="module")
def url(package: Package, things: Things, webhooks: Webhooks) -> Iterator[str]:
    """A server with everything, in an application of its own."""

    async def verify(credentials: Any) -> Any:
        found = credentials.basic("basic") or credentials.token("key")
        if found == "bad":
            raise package.part("errors").AuthenticationError("Unknown key")
        return found

    app = FastAPI()
    limits = things.server.Limits(upload=10)
    app.include_router(
        things.server.create_router(things=things, verify=verify, limits=limits)
    )
    app.include_router(things.server.create_receiver(webhooks=webhooks), prefix="/in")
    with served(app) as address:
        yield address


def sent(
    url: str, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], Any]:
    """One request: status, header fields and JSON of the answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    own = {name.replace("_", "-"): text for name, text in headers.items()}
    try:
        connection.request(method, path, body, own)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    fields = {name.lower(): text for name, text in answer.getheaders()}
    is_json = fields.get("content-type", "").endswith("json")
    return answer.status, fields, json.loads(content) if is_json else content


USUAL = {"text": None, "flag": None, "limit": 20, "rows": None, "at": None}


@pytest.mark.parametrize(
    ("query", "got"),
    [
        ("", {}),
        ("text=1&flag=true", {"text": "1", "flag": True}),
        ("text=a+b%26c", {"text": "a b&c"}),
        ("rows=1%7C2|3", {"rows": [1, 2, 3]}),
        ("at%5Bx%5D=1&at[y]=1.5", {"at": {"x": 1, "y": 1.5}}),
        ("limit=7&unknown=1", {"limit": 7}),
        ("limit=1.0", {"limit": 1}),
    ],
)
def test_a_query_is_read_by_its_schema(url: str, query: str, got: Any) -> None:
    status, _, body = sent(url, "GET", f"/a/5?{query}")
    assert (status, body) == (200, {"id": 5, **USUAL, **got})


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/a/x", "path.id: "),
        ("/a/01", "path.id: "),
        ("/a/5?flag=True", "query.flag: "),
        ("/a/5?flag=1", "query.flag: "),
        ("/a/5?limit=51", "query.limit: "),
        ("/a/5?limit=1e999", "query.limit: "),
        ("/a/5?limit=1&limit=2", "query.limit: "),
        ("/a/5?rows=1%7Ca", "query.rows.1: "),
        ("/a/5?at[z]=1", "query.at.z: "),
        ("/a/5?at[kind]=flat", "query.at.kind: Input should be 'round' or"),
        (f"/a/5?at{'[x]' * 30}=1", "query.at: Nested too deeply"),
    ],
)
def test_what_is_not_of_its_schema_is_the_declared_error(
    url: str, path: str, said: str
) -> None:
    status, headers, body = sent(url, "GET", path)
    assert (status, headers["content-type"]) == (400, "application/problem+json")
    assert body["status"] == 400
    assert body["detail"].startswith(said)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("what=7&key=fixed", 200),
        ("key=fixed&what=x", 422),
        ("key=other&what=7", 404),
        ("key=fixed", 404),
    ],
)
def test_a_path_may_have_fields_in_its_query(url: str, query: str, status: int) -> None:
    got, _, body = sent(url, "GET", f"/f?{query}")
    assert (got, body if got == 200 else 7) == (status, 7)


@pytest.mark.parametrize(
    ("query", "got"),
    [
        ("f[n]=1", {"n": 1}),
        ("f[inner][inner][inner][n]=1", {"inner": {"inner": {"inner": {"n": 1}}}}),
        ("f[either]=true", {"either": True}),
        ("f[either][either][n]=1", {"either": {"either": {"n": 1}}}),
        ("f[named][a][named][b][n]=1", {"named": {"a": {"named": {"b": {"n": 1}}}}}),
        (
            "f[any][0][n]=1&f[any][1][any][0][n]=2",
            {"any": [{"n": 1}, {"any": [{"n": 2}]}]},
        ),
        ("f[any][1][n]=1", None),
        ("f[named][0][n]=1", {"named": {"0": {"n": 1}}}),
        ("f[more][0][n]=1", {"more": [{"n": "1"}]}),
        ('f[any]=[{"more":"%5Cu0041"}]', {"any": [{"more": "A"}]}),
        ('f[any]=[{"more":"%5Cud800"}]', None),
        ('f[any]=[{"more":NaN}]', None),
        ("f" + "[inner]" * 18 + "[n]=x", None),
    ],
)
def test_an_object_that_is_within_itself(url: str, query: str, got: Any) -> None:
    """However deep it is, every part is read by its own type."""
    status, _, body = sent(url, "GET", f"/e?{query}")
    assert (status, body if got else None) == (200 if got else 422, got)


@pytest.mark.parametrize(
    ("target", "header", "got"),
    [
        (".x=1", None, {"at": {"x": 1}}),
        (".x=1?to=x,2", "x,3", {"at": {"x": 1}, "to": {"x": 2}, "X-At": {"x": 3}}),
        (".x", None, "at"),
        (".x=1?to=x,2,y", None, "to"),
        (".x=1", "x,2,y", "X-At"),
    ],
)
def test_what_is_not_written_in_its_style_is_not_taken_for_nothing(
    url: str, target: str, header: str | None, got: Any
) -> None:
    fields = {"X_At": header} if header else {}
    status, _, body = sent(url, "GET", f"/g/{target}", None, **fields)
    if status == 200:
        assert body == got
    else:
        assert (status, body["detail"][0]["loc"][1]) == (400, got)


def test_an_error_may_be_text_where_the_document_declares_that_beside_json(
    url: str,
) -> None:
    status, headers, body = sent(url, "GET", "/h?text=true")
    assert (status, body) == (400, b"In words")
    assert headers["content-type"].startswith("text/plain")
    assert sent(url, "GET", "/h")[2] == {"title": "In JSON", "status": 400}
    assert sent(url, "GET", "/h?text=x")[2]["status"] == 400


def test_everything_that_is_wrong_is_told(url: str) -> None:
    _, _, body = sent(url, "GET", "/a/x?flag=2&limit=y")
    assert [body["detail"].count(one) for one in ("path.id", "flag", "limit")] == [
        1
    ] * 3


def test_what_is_fixed_goes_before_what_is_not(url: str) -> None:
    assert sent(url, "GET", "/a/fixed")[0] == 204


def test_an_answer_has_its_header_fields(url: str) -> None:
    assert sent(url, "GET", "/a/5?rows=1%7C2")[1]["x-rows"] == "1,2"


@pytest.mark.parametrize("text", ["crash", "wrong"])
def test_a_failure_says_nothing(
    url: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    status, _, body = sent(url, "GET", f"/a/5?text={text}")
    said = "Internal Server Error"
    assert (status, body) == (500, {"title": said, "status": 500, "detail": said})
    assert "GET /a/{id} failed" in caplog.text


def test_an_error_without_a_body_is_filled(url: str) -> None:
    status, _, body = sent(url, "GET", "/a/5?text=known")
    assert status == 400
    assert body["detail"] == "No such thing"


@pytest.mark.parametrize(
    ("headers", "status", "caller"),
    [
        ({}, 200, None),
        ({"X_Key": "k"}, 200, "k"),
        ({"X_Key": "bad"}, 401, None),
        ({"Authorization": "Basic " + base64.b64encode(b"u:p:q").decode()}, 200, "u"),
        ({"Authorization": "Basic %%%"}, 200, None),
    ],
)
def test_one_of_several_credentials_is_enough(
    url: str, things: Things, headers: dict[str, str], status: int, caller: str | None
) -> None:
    binary = {"Content_Type": "application/octet-stream"}
    found, _, body = sent(url, "POST", "/b", b"12345", **binary, **headers)
    assert found == status
    if status == 200:
        assert body == 5
        assert getattr(things.caller, "username", things.caller) == caller
    else:
        assert body == {"detail": "Unknown key"}


@pytest.mark.parametrize(
    ("body", "media_type", "status", "where"),
    [
        (b"x" * 11, "application/octet-stream", 413, "body"),
        (b"", "application/octet-stream", 422, "body"),
        (b"x", "text/plain", 415, "Content-Type"),
    ],
)
def test_without_a_declared_error_the_form_is_that_of_fastapi(
    url: str, body: bytes, media_type: str, status: int, where: str
) -> None:
    found, _, answer = sent(url, "POST", "/b", body, Content_Type=media_type)
    (detail,) = answer["detail"]
    assert (found, detail["loc"][-1]) == (status, where)
    assert detail.keys() == {"type", "loc", "msg"}


@pytest.mark.parametrize(
    ("method", "media_type", "said"),
    [
        ("GET", "text/plain; charset=utf-8", b"query.at.<b>: Extra inputs"),
        ("PUT", "text/html; charset=utf-8", b"query.at.&lt;b&gt;: Extra inputs"),
        ("PATCH", "application/json", [{"type": "extra_forbidden"}]),
        ("DELETE", "", b""),
    ],
)
def test_what_is_wrong_is_told_in_the_media_type_of_the_error(
    url: str, method: str, media_type: str, said: Any
) -> None:
    status, headers, body = sent(url, method, "/c?at[%3Cb%3E]=1")
    assert (status, headers.get("content-type", "")) == (400, media_type)
    if isinstance(body, bytes):
        assert body.startswith(said)
        assert bool(body) is bool(said)
    else:
        assert [{"type": one["type"]} for one in body["detail"]] == said


@pytest.mark.parametrize(
    ("what", "status", "media_type", "body"),
    [
        ("nothing", 200, "", b""),
        ("text", 200, "text/plain; charset=utf-8", b"words"),
        ("json", 202, "application/json", {"a": 1}),
        ("bytes", 200, "application/octet-stream", b"\x00"),
    ],
)
def test_where_no_success_is_described_a_handler_gives_what_it_likes(
    url: str, what: str, status: int, media_type: str, body: Any
) -> None:
    found, headers, content = sent(url, "GET", f"/d/{what}")
    assert (found, headers.get("content-type", "")) == (status, media_type)
    assert content == body


def test_a_webhook_arrives(url: str, webhooks: Webhooks) -> None:
    json_type = {"Content_Type": "application/json"}
    path = "/in/thing_made"
    assert sent(url, "POST", path, b'{"x": 1}', **json_type)[0] == 204
    assert sent(url, "POST", path, b'{"x": "1"}', **json_type)[0] == 422
    assert sent(url, "POST", path, b'{"kind": "flat"}', **json_type)[0] == 204
    assert [(one.x, one.kind) for one in webhooks.heard] == [(1, None), (None, "flat")]


def test_the_title_is_text_on_the_page_of_swagger_ui(things: Things) -> None:
    app = things.server.create_app(things=things, verify=str, docs_url="/docs")
    page = TestClient(app).get("/docs").text
    assert "<title>Strict &amp; &lt;/title&gt;&lt;script&gt;EXAM()" in page


def test_a_handler_without_a_method_is_told_at_once(things: Things) -> None:
    with pytest.raises(TypeError, match="has no method"):
        things.server.create_app(things=object(), verify=str)
