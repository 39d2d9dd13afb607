"""A signed body with its header fields and the keys in; nothing out, or an exception: Standard Webhooks 1.0.0.

The signature is HMAC-SHA256 over `id.timestamp.body`, so that neither can be changed and an old request cannot be sent
once more after the tolerance.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence

from .errors import InvalidSignature
from .headers import Headers

PREFIX = "whsec_"
"""What keys begin with that stand in base64."""


def verify(
    name: str,
    body: bytes,
    headers: Mapping[str, str],
    secret: str | Sequence[str],
    tolerance: float,
    now: float | None = None,
) -> None:
    """Hold a body against its signature.

    Args:
        name: of the webhook, for messages.
        headers: of the request; `webhook-id`, `webhook-timestamp` and `webhook-signature` are read, in any case.
        secret: the key, or several while keys are being changed.
        tolerance: seconds by which the time of sending may differ from the receiver's.
        now: the receiver's time, for tests.

    Raises:
        InvalidSignature: it is not signed by one of the keys, or too old, or too new.
        ValueError: there is no key, or it is none.
    """
    found = Headers(headers.items())
    id, stamp = found.get("webhook-id", ""), found.get("webhook-timestamp", "")
    signatures = found.get("webhook-signature", "")
    if not (id and stamp and signatures):
        raise InvalidSignature(f"{name}: the request is not signed", content=body)
    keys = [key_of(one) for one in ([secret] if isinstance(secret, str) else secret)]
    if not keys:
        raise ValueError("there is no key to hold a signature against")
    signed = b".".join((id.encode(), stamp.encode(), body))
    expected = [hmac.digest(key, signed, hashlib.sha256) for key in keys]
    given = [_decoded(one) for one in signatures.split()]
    # Every pair is compared, and each in constant time, so that the time it takes tells nothing.
    matches = [hmac.compare_digest(one, other) for one in expected for other in given]
    if not any(matches):
        raise InvalidSignature(
            f"{name}: the signature is of no known key", content=body
        )
    _judge(name, stamp, tolerance, time.time() if now is None else now, body)


def _judge(name: str, stamp: str, tolerance: float, now: float, body: bytes) -> None:
    """Times are judged last: who has no key learns nothing of our clock."""
    digits = stamp.isascii() and stamp.isdigit() and len(stamp) < 20
    if not digits or abs(now - int(stamp)) > tolerance:
        message = f"{name}: the request was sent at another time than {tolerance:g} s around now"
        raise InvalidSignature(message, content=body)


def key_of(secret: str) -> bytes:
    """The bytes of a key.

    Raises:
        ValueError: it is no key; the message does not show it.
    """
    text = secret.removeprefix(PREFIX)
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ValueError(
            f"a key is base64, usually with {PREFIX!r} before it"
        ) from None
    return key


def _decoded(signature: str) -> bytes:
    """The bytes of a signature of version 1; none of another version's."""
    version, _, text = signature.partition(",")
    if version != "v1":
        return b""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
