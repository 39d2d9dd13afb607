"""Whatever a server says back, no exception, no traceback and no log shows a credential."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from typing import Annotated, Any
from urllib.parse import quote

import pytest
from _runtime import errors
from _runtime.auth import Basic, ClientCredentials
from _runtime.engine import SyncEngine
from _runtime.hiding import redacted, secrets_of, without_secrets
from _runtime.operation import Operation, Reply, Retry, Scheme
from _runtime.settings import Settings
from _runtime.testing import FakeTransport, Prepared
from _runtime.transport import Request, TransportError
from pydantic import PlainValidator

from .engines import Caller, api

SECRET = "sk-abc/def+SECRET99"
LONG = "sk-" + "0123456789abcdef" * 8
"""Longer than what pydantic shows of a value."""

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: int)})
BILLED: Operation[Any] = Operation(
    "POST",
    "/x",
    replies={"200": Reply(lambda: int)},
    retry=Retry(billed=True),
    task_id=("/id",),
)
LINES: Operation[Any] = Operation(
    "GET",
    "/x",
    replies={"200": Reply(media_type="application/jsonl", item=lambda: int)},
)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


def shown(error: BaseException) -> str:
    """All that a log shows of an exception."""
    whole = "".join(traceback.format_exception(error))
    told = getattr(error, "text", ""), getattr(error, "url", "")
    return "\n".join([whole, str(error), repr(error), *told])


def parts(secret: str) -> list[str]:
    """A secret and the pieces of it that a text which shortens shows."""
    return [secret, secret[:12], secret[-12:]]


@pytest.mark.parametrize("secret", [SECRET, LONG])
@pytest.mark.parametrize("operation", [GET, BILLED])
def test_a_success_that_does_not_fit(
    caller: Caller, operation: Operation[Any], secret: str
) -> None:
    fake = FakeTransport(Prepared(json={"id": secret}))
    with pytest.raises(errors.APIError, match=r"int|\*\*\*") as caught:
        caller.call(operation, fake=fake, credentials={"token": secret})
    assert not [one for one in parts(secret) if one in shown(caught.value)]
    cause = caught.value if operation is GET else caught.value.__cause__
    assert isinstance(cause, errors.UnexpectedResponse)
    assert cause.raw == {"id": secret}


def test_a_success_that_does_not_fit_is_told_in_one_line(caller: Caller) -> None:
    fake = FakeTransport(Prepared(json="x"))
    with pytest.raises(errors.UnexpectedResponse) as caught:
        caller.call(GET, fake=fake)
    assert "1 validation error for int: Input should be" in str(caught.value)
    assert "input_value='x'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_pydantic_calls_a_function_is_not_told(caller: Caller) -> None:
    kind = Annotated[Any, PlainValidator(int)]
    operation = Operation[Any]("GET", "/x", replies={"200": Reply(lambda: kind)})
    fake = FakeTransport(Prepared(json="x"))
    with pytest.raises(errors.UnexpectedResponse) as caught:
        caller.call(operation, fake=fake)
    assert "describe: 1 validation error: Value error, invalid" in str(caught.value)


@pytest.mark.parametrize("secret", [SECRET, LONG])
def test_a_member_of_a_stream_that_does_not_fit(secret: str) -> None:
    body = json.dumps(secret).encode() + b"\n"
    kind = {"Content-Type": "application/jsonl"}
    fake = FakeTransport(Prepared(content=body, headers=kind))
    told = Settings("https://acme.example", True, {"token": secret})
    stream = SyncEngine(api(), told, fake.sync).call(LINES, None)
    with pytest.raises(errors.UnexpectedResponse) as caught:
        list(stream)
    assert not [one for one in parts(secret) if one in shown(caught.value)]


def test_an_answer_that_is_no_http(caller: Caller) -> None:
    below = ValueError(f"illegal header line: {bytearray(SECRET.encode())!r}")
    error = TransportError(f"RemoteProtocolError: {below}")
    error.__cause__ = below
    with pytest.raises(errors.ConnectionFailed, match="illegal header") as caught:
        caller.call(
            GET, fake=FakeTransport(error), credentials={"token": SECRET}, retries=0
        )
    assert SECRET not in shown(caught.value)
    assert isinstance(caught.value.__cause__, TransportError)


def test_what_holds_no_secret_stays_as_it_is(caller: Caller) -> None:
    error = TransportError("ReadError")
    error.__cause__ = OSError("gone")
    with pytest.raises(errors.ConnectionFailed) as caught:
        caller.call(GET, fake=FakeTransport(error), retries=0)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("name", ["key", "token", "cookie"])
@pytest.mark.parametrize(
    "spell",
    [
        str,
        quote,
        lambda secret: quote(secret, safe=""),
        lambda secret: json.dumps(secret),
        lambda secret: json.dumps(secret).replace("/", "\\/"),
        repr,
    ],
)
def test_every_spelling_of_a_secret(caller: Caller, name: str, spell: Any) -> None:
    secret = 'sk-a/b"c+d e\\f'
    said = f"not {spell(secret)} nor {secret}!"
    fake = FakeTransport(Prepared(400, json={"message": said}))
    shared = api(security=({name: ()},))
    with pytest.raises(errors.BadRequestError, match=r"not .* nor .*!") as caught:
        caller.call(GET, fake=fake, shared=shared, credentials={name: secret})
    assert not [one for one in ("sk-", "d e", "d%20e") if one in str(caught.value)]


def test_the_password_of_a_basic_header(caller: Caller) -> None:
    fake = FakeTransport(Prepared(400, json={"message": "user with hunter222 no"}))
    shared = api(security=({"basic": ()},))
    given = {"basic": Basic("user", "hunter222")}
    with pytest.raises(errors.BadRequestError, match=r"user with \*\*\* no"):
        caller.call(GET, fake=fake, shared=shared, credentials=given)


@pytest.mark.parametrize(
    ("fields", "said", "expected"),
    [
        ("Cookie: s1=SECRETONE; s2=SECRETTWO", "SECRETONE, SECRETTWO", "***, ***"),
        ("Cookie: session=SECRETONE", "the session SECRETONE", "the session ***"),
        ("Authorization: Bearer SECRET==", "no Bearer SECRET", "no Bearer ***"),
        ('Authorization: Token token="SECRET"', "token SECRET", "token ***"),
        ("Accept: something", "something", "something"),
    ],
)
def test_the_parts_of_a_header(fields: str, said: str, expected: str) -> None:
    name, _, value = fields.partition(": ")
    request = Request("GET", "https://acme.example/x", ((name, value),))
    assert without_secrets(said, request) == expected


def test_an_address_that_is_none_has_no_secrets() -> None:
    assert secrets_of(Request("GET", "http://[::1/?a=b")) == []


@pytest.mark.parametrize(
    "answer",
    [
        TransportError(f"the proxy says client-{SECRET}"),
        Prepared(400, json={"error": f"no client id:client-{SECRET}"}),
        Prepared(400, json={"error": f"not {quote('client-' + SECRET, safe='')}"}),
    ],
)
def test_a_token_that_is_not_granted(
    caller: Caller, answer: Prepared | TransportError
) -> None:
    scheme = Scheme("oauth2", token_url="https://acme.example/token")
    shared = api(schemes={"oauth": scheme}, security=({"oauth": ()},))
    given = {"oauth": ClientCredentials("id", f"client-{SECRET}")}
    with pytest.raises(errors.APIError, match=r"\*\*\*") as caught:
        caller.call(
            GET,
            fake=FakeTransport(answer),
            shared=shared,
            credentials=given,
            retries=0,
        )
    assert "SECRET99" not in shown(caught.value)


def test_addresses_are_logged_without_what_signs_them(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    signed = "https://r.example/v?X-Amz-Signature=abcdef"
    fields = {
        "Location": signed,
        "Content-Location": signed,
        "Refresh": f"5; url={signed}",
        "Link": f'<{signed}>; rel="next", <https://u:abcdef@r.example/>',
        "X-Echo": "sk-token-1",
    }
    fake = FakeTransport(Prepared(200, json=1, headers=fields))
    with caplog.at_level(logging.DEBUG):
        caller.call(GET, fake=fake, credentials={"token": "sk-token-1"})
    assert "https://r.example/v" in caplog.text
    assert "abcdef" not in caplog.text
    assert "sk-token-1" not in caplog.text


def test_other_fields_are_shown_whole() -> None:
    assert redacted([("X-Page", "https://a.example/?b")]) == [
        ("X-Page", "https://a.example/?b")
    ]


HOSTILE = "\x1b]0;PWN\x07\r\nCRITICAL \u202efake\u2028\ud800\x9b"
SPELLED = r"\x1b]0;PWN\x07\r\nCRITICAL \u202efake\u2028\ud800\x9b"


def obeyed(text: str) -> list[str]:
    """What of a text a terminal would obey."""
    return [one for one in text if not one.isprintable()]


def test_a_terminal_obeys_nothing_in_a_message(caller: Caller) -> None:
    fields = {"X-Request-Id": "\x1b[31m1"}
    fake = FakeTransport(Prepared(400, json={"message": HOSTILE}, headers=fields))
    with pytest.raises(errors.BadRequestError) as caught:
        caller.call(GET, fake=fake)
    error = caught.value
    assert SPELLED in error.message
    assert error.raw == {"message": HOSTILE}
    for one in (error, pickle.loads(pickle.dumps(error))):
        assert not obeyed(str(one))
        assert one.message == error.message
        assert str(one) == str(error)


def test_nor_in_an_address_it_leads_to(caller: Caller) -> None:
    fake = FakeTransport(Prepared(302, headers={"Location": "ftp://\x1b[31mx/"}))
    with pytest.raises(errors.StatusError, match="leads to") as caught:
        caller.call(GET, fake=fake)
    assert not obeyed(str(caught.value))


def test_nor_in_the_refusal_of_a_token(caller: Caller) -> None:
    scheme = Scheme("oauth2", token_url="https://acme.example/token")
    shared = api(schemes={"oauth": scheme}, security=({"oauth": ()},))
    given = {"oauth": ClientCredentials("id", "client-secret")}
    fake = FakeTransport(Prepared(400, json={"error": HOSTILE}))
    with pytest.raises(errors.AuthenticationError, match="no token") as caught:
        caller.call(GET, fake=fake, shared=shared, credentials=given)
    assert not obeyed(str(caught.value))


def test_nor_in_what_is_logged(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeTransport(TransportError(HOSTILE), Prepared(json=1))
    with caplog.at_level(logging.DEBUG):
        caller.call(GET, fake=fake)
    messages = [one.getMessage() for one in caplog.records]
    assert [one for one in messages if one.startswith(r"\x1b]0;PWN\x07")]
    assert not [one for one in messages if obeyed(one)]


def test_words_of_every_language_stay() -> None:
    assert str(errors.APIError("Größe 大小 حجم 👍 \\n")) == "Größe 大小 حجم 👍 \\n"
