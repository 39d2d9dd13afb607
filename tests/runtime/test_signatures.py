"""Signed webhooks: the vector of the standard, every way in which a signature can be wrong, keys that change."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any

import pytest
from _runtime import errors
from _runtime.incoming import Incoming, parse_signed
from _runtime.operation import Reply
from _runtime.signatures import verify

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
SENT: dict[str, str] = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
THEN = 1614265330.0
PAID: Incoming[Any] = Incoming("paid", (Reply(lambda: dict),), tolerance=60.0)


def signed(body: bytes, key: bytes, stamp: str, id: str = "m") -> dict[str, str]:
    """The header fields of a request that is signed now."""
    words = b".".join((id.encode(), stamp.encode(), body))
    made = base64.b64encode(hmac.digest(key, words, hashlib.sha256)).decode()
    return {
        "Webhook-Id": id,
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": f"v1,{made}",
    }


def test_a_known_signature() -> None:
    verify("paid", BODY, SENT, KEY, 300, THEN + 299)
    verify("paid", BODY, SENT, KEY.removeprefix("whsec_"), 300, THEN - 299)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,%%%"},
        {"webhook-signature": SENT["webhook-signature"].replace("v1", "v1a")},
        {"webhook-signature": SENT["webhook-signature"].removeprefix("v1,")},
        {"webhook-id": ""},
    ],
)
def test_what_is_changed_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(errors.InvalidSignature) as caught:
        verify("paid", BODY, SENT | change, KEY, 300, THEN)
    assert isinstance(caught.value, errors.InvalidWebhook)
    assert caught.value.content == BODY


def test_another_body_and_another_key_are_refused() -> None:
    with pytest.raises(errors.InvalidSignature):
        verify("paid", BODY + b" ", SENT, KEY, 300, THEN)
    other = base64.b64encode(b"another").decode()
    with pytest.raises(errors.InvalidSignature):
        verify("paid", BODY, SENT, other, 300, THEN)


@pytest.mark.parametrize("away", [-301, 301, 1e9])
def test_another_time_is_refused(away: float) -> None:
    with pytest.raises(errors.InvalidSignature, match="another time"):
        verify("paid", BODY, SENT, KEY, 300, THEN + away)


@pytest.mark.parametrize("stamp", ["x", "-5", "1" * 30, "²"])
def test_a_time_that_is_none(stamp: str) -> None:
    headers = signed(BODY, b"key", stamp)
    with pytest.raises(errors.InvalidSignature):
        verify("paid", BODY, headers, base64.b64encode(b"key").decode(), 300, THEN)


def test_keys_that_change() -> None:
    old, new = b"old key", b"new key"
    keys = [base64.b64encode(key).decode() for key in (old, new)]
    now = str(int(time.time()))
    for key in (old, new):
        assert parse_signed(PAID, b"{}", signed(b"{}", key, now), keys) == {}
    both = signed(b"{}", b"unknown", now)
    both["Webhook-Signature"] += " " + signed(b"{}", new, now)["Webhook-Signature"]
    assert parse_signed(PAID, "{}", both, keys[1]) == {}


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_%%", []])
def test_a_key_that_is_none_is_the_callers_mistake(secret: Any) -> None:
    with pytest.raises(ValueError, match="key") as caught:
        verify("paid", BODY, SENT, secret, 300, THEN)
    assert "%%" not in str(caught.value)


def test_nothing_is_read_before_the_signature() -> None:
    with pytest.raises(errors.InvalidSignature):
        parse_signed(PAID, b"{", {}, KEY)
    now = str(int(time.time()))
    secret = base64.b64encode(b"key").decode()
    with pytest.raises(errors.InvalidWebhook) as caught:
        parse_signed(PAID, b"{", signed(b"{", b"key", now), secret)
    assert not isinstance(caught.value, errors.InvalidSignature)
