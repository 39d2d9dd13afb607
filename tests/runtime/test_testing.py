"""Answers that a caller's test prepares go in; what they are read as comes out, and what the test asserts comes through."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from _runtime.model import CamelModel, Maybe
from _runtime.operation import Operation, Reply
from _runtime.testing import FakeTransport, Prepared
from _runtime.transport import Request

from .engines import Caller

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: dict)})


class Pet(CamelModel):
    pet_id: UUID
    nick_name: Maybe[str] = None


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


def test_models_are_prepared_as_they_are_written(caller: Caller) -> None:
    one = UUID(int=1)
    fake = FakeTransport(Prepared(json={"pets": [Pet(pet_id=one)], "only": one}))
    found = caller.call(GET, fake=fake)
    assert found == {"pets": [{"petId": str(one)}], "only": str(one)}


def test_what_a_handler_asserts_comes_through_and_is_not_repeated(
    caller: Caller,
) -> None:
    def answer(request: Request) -> Prepared:
        raise AssertionError("not that")

    fake = FakeTransport(handler=answer)
    with pytest.raises(AssertionError, match="not that"):
        caller.call(GET, fake=fake)
    assert len(fake.requests) == 1


def test_an_answer_that_is_not_prepared_is_told(caller: Caller) -> None:
    with pytest.raises(AssertionError, match="no answer is prepared for"):
        caller.call(GET, fake=FakeTransport())
