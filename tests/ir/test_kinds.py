"""What kinds of JSON value a type may be, and that thousands of names that mean each other cost little."""

from __future__ import annotations

import time

import pytest

from generator.ir.kinds import kinds_of
from generator.ir.model import Api, Info, Named, Scalar, Type, TypeDef, Union
from generator.ir.passes.rings import break_rings

MANY = 3_000
TEXT, WHOLE = Scalar("string"), Scalar("integer")


def api(**types: Type) -> Api:
    made = {name: TypeDef(name, type, name) for name, type in types.items()}
    return Api("3.1.0", Info("t", "1"), types=made)


def row(*, back: bool) -> dict[str, Type]:
    """Names each of which may be the next one, and where `back`, the one before."""
    made: dict[str, Type] = {f"T{MANY}": TEXT}
    for i in range(MANY):
        before = (Named(f"T{i - 1}"),) if back and i else ()
        made[f"T{i}"] = Union((Named(f"T{i + 1}"), WHOLE, *before))
    return made


def test_names_count_as_what_they_say() -> None:
    one = api(A=Union((Named("B"), TEXT)), B=Union((Named("A"), WHOLE)), C=Named("C"))
    assert (
        kinds_of(Named("A"), one) == kinds_of(Named("B"), one) == {"string", "number"}
    )
    assert kinds_of(Named("C"), one) == kinds_of(Named("elsewhere"), one) == frozenset()
    assert kinds_of(Union((Named("B"), Scalar("null"))), one) >= {"null", "string"}


@pytest.mark.parametrize("back", [False, True])
def test_rows_and_rings_of_thousands(back: bool) -> None:
    """Whoever looks each of them through from its beginning is busy for minutes."""
    begin = time.process_time()
    made = break_rings(api(**row(back=back)))
    for key in made.types:
        assert kinds_of(Named(key), made) <= {"number", "string"}
    assert kinds_of(Named("T0"), break_rings(api(**row(back=False)))) == {
        "number",
        "string",
    }
    assert time.process_time() - begin < 5
