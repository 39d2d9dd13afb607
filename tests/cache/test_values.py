"""What runs keep of our own classes comes back; whatever would look up another name is nothing."""

from __future__ import annotations

import os
import pickle

import pytest

from generator.cache.values import packed, unpacked
from generator.diagnostics import Diagnostic, suggest
from generator.ir.model import Doc


class Calls:
    """Is unpacked by calling something."""

    def __init__(self, called: object) -> None:
        self.called = called

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return self.called, ("true",)


def test_what_is_one_stays_one() -> None:
    text = " ".join(["some", "text"])
    content = packed(({"description": text}, Doc(description=text)))
    assert content is not None
    data, doc = unpacked(content)
    assert data["description"] is doc.description


def test_our_classes_come_back() -> None:
    found = Diagnostic("code", "warning", "message")
    content = packed([found])
    assert content is not None
    assert unpacked(content) == [found]


@pytest.mark.parametrize("called", [os.system, eval, suggest, Calls])
def test_nothing_else_is_looked_up(called: object) -> None:
    assert unpacked(pickle.dumps(Calls(called))) is None


def test_what_has_no_form_is_not_packed() -> None:
    assert packed(lambda: None) is None
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert packed(deep) is None
