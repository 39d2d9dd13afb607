"""Whatever breaks out of its literal is seen in the syntax tree, and what generated code is made of passes."""

from __future__ import annotations

import pytest

from generator.languages.python.tree import BrokenPromise, check

HARMLESS = '''"""A module."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from .._runtime import checks
from .._runtime.model import Model

if TYPE_CHECKING:
    from .tag import Tag as Tag

_TABLE: dict[str, Any] = {"a": ("b", -1, 1.5, None, True), "c": {"d"}}
Ring = TypeAliasType("Ring", "list[Ring] | Literal['x'] | None")


class Pet(Model):
    """EXAM()"""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[Literal["EXAM()"] | str | None, Field(pattern="^a$")] = None
    born: dt.date
    """EXAM()"""

    @classmethod
    def __checks__(cls) -> tuple[checks.Check, ...]:
        return (checks.Required("a", "b"), checks.If(lambda: Pet, list[Tag]))


class Pets(Model):
    def __init__(self, *, limit: int = 1) -> None:
        """EXAM()"""
        given = checks.Limits(limit)
        super().__init__(given, _TABLE)

    @cached_property
    def tags(self) -> Tags:
        from .tags import Tags

        return Tags(self._engine)

    async def call(self, id: str) -> list[Pet]:
        return await self._call(_TABLE, id, body={"x": id})
'''

PROMISED = (
    *("_TABLE", "Ring", "Pet", "Pet.model_config", "Pet.name", "Pet.born"),
    *("Pet.__checks__", "Pets", "Pets.__init__", "Pets.tags", "Pets.call"),
)


def verdict(text: str) -> str:
    with pytest.raises(BrokenPromise) as caught:
        check("acme/pet.py", text, PROMISED)
    return str(caught.value)


def test_what_templates_write_passes() -> None:
    check("acme/pet.py", HARMLESS, PROMISED)


@pytest.mark.parametrize(
    "expression",
    [
        '"x" + EXAM()',
        "EXAM()",
        "__import__('os')",
        "eval('1')",
        "dt.date(1, 1, 1)",
        "builtins.exec",
        "checks.a.__class__",
        "checks.__dict__",
        '"x".format(checks)',
        '"x" % checks',
        'f"{checks}"',
        "[a for a in checks]",
        "checks if checks else checks",
        "checks and checks",
        "checks == checks",
        "(y := 1)",
        "lambda a: a",
        "lambda: EXAM",
        "checks.A(*_TABLE)",
        "checks.A(**_TABLE)",
        "{**_TABLE}",
        "checks.A()()",
        "checks.A().b",
        "_TABLE[1:2]",
        "not checks",
        "-checks",
        "~1",
        "b'x'",
        "1j",
        '"x" | checks.A',
        'list["EXAM()"]',
        'TypeAliasType("Ring", "EXAM()")',
        'TypeAliasType("Ring", "list[")',
        'TypeAliasType("Ring", checks.A)',
    ],
)
@pytest.mark.parametrize("line", ['"b", -1', "given, _TABLE", "_TABLE, id"])
def test_other_expressions_are_seen(expression: str, line: str) -> None:
    told = verdict(HARMLESS.replace(line, f"{line}, {expression}"))
    number = HARMLESS[: HARMLESS.index(line)].count("\n") + 1
    assert told.startswith(f"acme/pet.py:{number}: "), told


@pytest.mark.parametrize(
    "statement",
    [
        "EXAM()",
        "import os",
        "from os import system",
        "from .pet import *",
        "from builtins import exec",
        "x = y = 1",
        "x, y = 1, 2",
        "checks.x = 1",
        "x: int = 1",
        "del checks",
        "global x",
        "assert checks",
        "raise checks",
        "for x in checks: pass",
        "while checks: pass",
        "if checks: pass",
        "with checks: pass",
        "try: pass\n{0}finally: pass",
        "match checks:\n{0}    case _: pass",
        "x += 1",
        "async def x() -> None: pass",
        "class X: pass",
        "class Y(checks.A, metaclass=checks.B): pass",
        "@checks.a\n{0}def x() -> None: pass",
    ],
)
@pytest.mark.parametrize("place", ["_TABLE:", "    born:", "        given ="])
def test_other_statements_are_seen(statement: str, place: str) -> None:
    margin = place[: len(place) - len(place.lstrip())]
    added = statement.replace("{0}", margin)
    told = verdict(HARMLESS.replace(place, f"{margin}{added}\n{place}", 1))
    assert told.startswith("acme/pet.py:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    born: dt.date\n", ""),
        ("    born: dt.date\n", "    born: dt.date\n    died: dt.date\n"),
        ("    born: dt.date\n", "    born: dt.date\n    born: dt.date\n"),
        ("class Pets(", "class Cats("),
        ("if TYPE_CHECKING:", "if not_checking:"),
        ("    @classmethod", "    @staticmethod"),
        ("class Pets(Model)", "class Pets(EXAM())"),
        ("limit: int = 1", "limit: int = EXAM()"),
        ("limit: int = 1", "*limit: int"),
        ("-> list[Pet]", "-> list[EXAM()]"),
        ("born: dt.date", "born: 'EXAM()'"),
        ("from functools import cached_property\n", ""),
        ("from .tag import Tag", "import os"),
        ('"""A module."""', '"""A module.'),
        ("dt.date", "(" * 300),
        ("dt.date", "\0"),
    ],
)
def test_definitions_and_names_are_held(old: str, new: str) -> None:
    text = HARMLESS.replace(old, new, 1)
    assert text != HARMLESS
    assert verdict(text).startswith("acme/pet.py:")


PAGED = """class Pets(Model):
    @checks.get("/pets")
    def find(self) -> int:
        return self.call()

    @checks.pages(find, "skip")
    def find_all(self) -> int:
        return self.call()
"""


def test_what_turns_pages_names_the_method_above_it() -> None:
    names = (*PROMISED[:6], "Pet.__checks__", "Pets", "Pets.find", "Pets.find_all")
    head = HARMLESS.partition("class Pets")[0]
    check("acme/pet.py", head + PAGED, names)
    for wrong in ("find_all", "find()", "find.x", "seek"):
        text = PAGED.replace("pages(find", f"pages({wrong}")
        with pytest.raises(BrokenPromise):
            check("acme/pet.py", head + text, names)
