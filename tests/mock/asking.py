"""A mock's address and a request go in; the answer as it came over the wire comes out."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Got:
    """An answer; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    url: str,
    method: str,
    target: str,
    body: Any = None,
    *,
    token: str = "sk-test",
    timeout: float = 20,
    **headers: str,
) -> Got:
    """Send one request.

    Args:
        body: bytes as they are; anything else as JSON; None for no body.
        token: a bearer token; "" sends none.
        headers: names with underscores for hyphens.
    """
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        fields.setdefault("authorization", f"Bearer {token}")
    data = body
    if body is not None and not isinstance(body, bytes):
        data = json.dumps(body).encode()
        fields.setdefault("content-type", "application/json")
    connection = http.client.HTTPConnection(
        url.removeprefix("http://"), timeout=timeout
    )
    try:
        connection.request(method, target, data, fields)
        answer = connection.getresponse()
        got = {name.lower(): value for name, value in answer.headers.items()}
        return Got(answer.status, got, answer.read())
    finally:
        connection.close()
