"""What pages say of cost and of sending a request again: what the document says, else what HTTP says, else nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.building import build, written

SAFE = "GET is a safe method of HTTP"
SAME = "DELETE is an idempotent method of HTTP"
CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("get", {}, [SAFE]),
    ("delete", {}, [SAME]),
    ("post", {}, []),
    ("post", {"maxRetries": 0}, []),
    ("post", {"idempotencyHeader": "Again-Key"}, [">Repetition<", "Again-Key"]),
    ("get", {"refused": [429]}, [">Repetition<", "429", SAFE]),
    ("get", {"billed": True}, [">Cost and repetition<", "may cost money"]),
]
EVERYTHING = [SAFE, SAME, "epetition<", "may cost money", "twice may do"]


@pytest.mark.parametrize(("method", "policy", "said"), CASES)
def test_says_what_is_known(
    tmp_path: Path, method: str, policy: dict[str, Any], said: list[str]
) -> None:
    own = {"x-specloom-retry": policy} if policy else {}
    operation = {"operationId": "do", "responses": {"204": {"description": ""}}, **own}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Again", "version": "1"},
        "paths": {"/it": {method: operation}},
    }
    site = build(written(tmp_path, document))
    page, twin = (site.text(f"en/operations/do.{form}") for form in ("html", "md"))
    for text in said:
        assert text in page
        assert text.strip("<>") in twin
    for text in EVERYTHING:
        assert (text in page) == any(text in one or one in text for one in said)
