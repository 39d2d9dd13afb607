"""Security schemes and their alternatives on the wire."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from _runtime import errors
from _runtime.auth import Basic, ClientCredentials
from _runtime.operation import Operation, Reply, Retry, Scheme
from _runtime.settings import Settings, named
from _runtime.testing import FakeTransport, Prepared, body_of
from _runtime.transport import Request, Timeout, TransportError

from .engines import SCHEMES, Caller, api

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: dict)})
GOOD = Prepared(json={})


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


def sent(
    caller: Caller, given: dict[str, Any], *security: dict[str, tuple[str, ...]]
) -> Request:
    """The request of a call under a document's security."""
    fake = FakeTransport(GOOD)
    caller.call(GET, fake=fake, shared=api(security=security), credentials=given)
    return fake.requests[0]


@pytest.mark.parametrize(
    ("scheme", "given", "expected"),
    [
        ("token", "t", "Bearer t"),
        ("token", lambda: "from a function", "Bearer from a function"),
        (
            "basic",
            Basic("Aladdin", "open sesame"),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        ("digest", "abc", "HMAC abc"),
        ("oauth", "t", "Bearer t"),
    ],
)
def test_authorization(caller: Caller, scheme: str, given: Any, expected: str) -> None:
    request = sent(caller, {scheme: given}, {scheme: ()})
    assert dict(request.headers)["Authorization"] == expected


def test_keys_in_query_and_cookie(caller: Caller) -> None:
    request = sent(caller, {"key": "a&b", "cookie": "c;d"}, {"key": (), "cookie": ()})
    assert request.url.endswith("/x?api_key=a%26b")
    assert dict(request.headers)["Cookie"] == "session=c%3Bd"


def test_the_first_alternative_that_is_satisfied(caller: Caller) -> None:
    request = sent(caller, {"key": "k"}, {"token": (), "key": ()}, {"key": ()}, {})
    assert "Authorization" not in dict(request.headers)
    assert "api_key=k" in request.url
    anonymous = sent(caller, {"token": "t"}, {"key": ()}, {})
    assert "Authorization" not in dict(anonymous.headers)


def test_a_secret_cannot_end_its_line(caller: Caller) -> None:
    with pytest.raises(ValueError, match="control characters") as caught:
        sent(caller, {"token": "sk-1\r\nX: y"}, {"token": ()})
    assert "sk-1" not in str(caught.value)


def test_a_secret_that_is_empty_is_told(caller: Caller) -> None:
    for name in ("token", "digest"):
        with pytest.raises(ValueError, match="empty"):
            sent(caller, {name: ""}, {name: ()})


def test_secrets_are_not_shown() -> None:
    shown = repr(Basic("u", "secret")) + repr(ClientCredentials("id", "secret"))
    own = Settings("https://a.example/v1?code=secret", own_base_url=True)
    shown += repr(own) + named(object(), own)
    assert shown.endswith("object(base_url='https://a.example/v1')")
    assert "secret" not in shown.replace("client_secret", "")


class TokenServer:
    """Grants tokens t1, t2, …; each is good for one call where `once` says so."""

    def __init__(self, once: bool = False, life: int = 3600) -> None:
        self.granted = 0
        self.forms: list[dict[str, list[str]]] = []
        self.used: list[str] = []
        self._once = once
        self._life = life

    def __call__(self, request: Request) -> Prepared | TransportError:
        if request.url.endswith("/token"):
            self.granted += 1
            self.forms.append(parse_qs(body_of(request).decode()))
            return Prepared(
                json={"access_token": f"t{self.granted}", "expires_in": self._life}
            )
        token = dict(request.headers)["Authorization"]
        refused = self._once and token in self.used
        self.used.append(token)
        return Prepared(401) if refused else Prepared(json=json.loads("{}"))


OAUTH = api(
    schemes={
        **SCHEMES,
        "oauth": Scheme("oauth2", token_url="https://login.example/token"),
    },
    security=({"oauth": ("read", "write")},),
)


def test_client_credentials(caller: Caller) -> None:
    server = TokenServer()
    fake = FakeTransport(handler=server)
    given = {"oauth": ClientCredentials("id", "secret")}
    caller.call(GET, fake=fake, shared=OAUTH, credentials=given)
    assert server.forms == [
        {"grant_type": ["client_credentials"], "scope": ["read write"]}
    ]
    assert server.used == ["Bearer t1"]
    assert dict(fake.requests[0].headers)["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("declared", "given", "url"),
    [
        ("token", "", "https://acme.example/v1/token"),
        ("/oauth/token", "", "https://acme.example/oauth/token"),
        ("https://login.example/token", "", "https://login.example/token"),
        ("", "https://login.example/token", "https://login.example/token"),
    ],
)
def test_where_tokens_come_from(
    caller: Caller, declared: str, given: str, url: str
) -> None:
    server = TokenServer()
    fake = FakeTransport(handler=server)
    shared = api(
        schemes={**SCHEMES, "oauth": Scheme("oauth2", token_url=declared)},
        security=({"oauth": ()},),
    )
    whose = {"oauth": ClientCredentials("id", "s", token_url=given, audience="acme")}
    base = "https://acme.example/v1?key=1"
    caller.call(GET, url=base, fake=fake, shared=shared, credentials=whose)
    assert fake.requests[0].url == url
    assert server.forms[0]["audience"] == ["acme"]


def test_nobody_says_where_tokens_come_from(caller: Caller) -> None:
    given = {"oauth": ClientCredentials("id", "secret")}
    with pytest.raises(ValueError, match="give token_url="):
        caller.call(GET, shared=api(security=({"oauth": ()},)), credentials=given)


def test_a_refused_token_is_renewed_once(caller: Caller) -> None:
    fake = FakeTransport(
        Prepared(json={"access_token": "t1"}),
        Prepared(401),
        Prepared(json={"access_token": "t2"}),
        Prepared(401),
    )
    given = {"oauth": ClientCredentials("id", "secret")}
    with pytest.raises(errors.AuthenticationError):
        caller.call(GET, fake=fake, shared=OAUTH, credentials=given)
    assert len(fake.requests) == 4


def test_no_token_is_granted(caller: Caller) -> None:
    fake = FakeTransport(Prepared(400, json={"error": "invalid_client"}))
    given = {"oauth": ClientCredentials("id", "secret")}
    with pytest.raises(errors.AuthenticationError, match="invalid_client"):
        caller.call(GET, fake=fake, shared=OAUTH, credentials=given)


def test_a_server_of_tokens_that_is_busy_is_asked_again(caller: Caller) -> None:
    """Nothing of the call itself has been sent by then, so that a call that may be billed goes on, too."""
    billed: Operation[Any] = Operation(
        "POST", "/x", replies={"200": Reply(lambda: dict)}, retry=Retry(billed=True)
    )
    fake = FakeTransport(Prepared(503), Prepared(json={"access_token": "t1"}), GOOD)
    given = {"oauth": ClientCredentials("id", "secret")}
    assert caller.call(billed, fake=fake, shared=OAUTH, credentials=given) == {}
    fake = FakeTransport(*[Prepared(503)] * 3)
    with pytest.raises(errors.ConnectionFailed, match="server of tokens") as caught:
        caller.call(billed, fake=fake, shared=OAUTH, credentials=given)
    assert caught.value.sent == "no"


def test_the_time_of_a_call_is_that_of_its_token_too(caller: Caller) -> None:
    fake = FakeTransport(Prepared(json={"access_token": "t1"}), GOOD)
    given = {"oauth": ClientCredentials("id", "secret")}
    limits = Timeout(total=7)
    caller.call(GET, fake=fake, shared=OAUTH, credentials=given, timeout=limits)
    assert [request.timeout.total for request in fake.requests] == [7, 7]
    assert fake.requests[0].timeout.read == 7


@pytest.mark.parametrize(
    ("status", "given", "told"),
    [(401, True, True), (403, True, True), (404, True, False), (401, False, False)],
)
def test_a_credential_for_which_the_document_does_not_ask(
    caller: Caller, status: int, given: bool, told: bool
) -> None:
    fake = FakeTransport(Prepared(status))
    known = {"token": "sk-1"} if given else {}
    with pytest.raises(errors.StatusError) as caught:
        caller.call(GET, fake=fake, shared=api(security=()), credentials=known)
    notes = ["the document asks for no credential here: none was sent"]
    assert getattr(caught.value, "__notes__", []) == (notes if told else [])
