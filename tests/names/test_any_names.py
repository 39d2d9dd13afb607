"""Whatever the texts, names are valid, unique, quick to find, and the same in any order."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ir.model import Enum, Operation, TypeDef
from generator.languages.python import RULES, is_identifier
from generator.names import Names, resolve
from names.apis import api, component, inline, operation, schema

HOSTILE = [
    "",
    ".",
    "..",
    "a/../../b",
    "CON",
    "nul",
    "\x00",
    "😀",
    "x" * 300,
    "مرحبا",
    "a\u200bb",
    "ab",
    "ﬁ",
    "fi",
    "\u202eabc",
    "\ud800",
    "ß",
    "SS",
    "ss",
    "class",
    "Class",
    "__class__",
    "Any",
    "1",
    "-1",
    "#{}",
    '"""',
    "\n",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=12),
    st.text(alphabet="aAbB_-. 1", max_size=5),
)
many = st.lists(texts, unique=True, max_size=12)


def valid(names: Iterable[str], *, caseless: bool = False) -> bool:
    found = list(names)
    keys = {name.casefold() if caseless else name for name in found}
    return len(keys) == len(found) and all(map(is_identifier, found))


def stays_same(parts: Sequence[TypeDef | Operation], chance: random.Random) -> Names:
    names = resolve(api(*parts), RULES)
    other = list(parts)
    chance.shuffle(other)
    assert resolve(api(*other), RULES) == names
    return names


@given(many, st.randoms(use_true_random=False))
def test_components(found: list[str], chance: random.Random) -> None:
    names = stays_same([component(name) for name in found], chance)
    assert valid(names.types.values(), caseless=True)
    assert valid({*names.modules.values()}, caseless=True)
    assert not {*names.types.values()} & {*names.modules.values()}


@given(many, st.randoms(use_true_random=False))
def test_inline_types(found: list[str], chance: random.Random) -> None:
    places = [schema("A"), "#/paths/~1a/get/x", "#/x-specloom-files/a.yaml", "#/y"]
    parts = [component("A")]
    parts += [
        inline(f"{chance.choice(places)}/{i}", text, "x", title=text)
        for i, text in enumerate(found)
    ]
    names = stays_same(parts, chance)
    assert valid(names.types.values(), caseless=True)


@pytest.mark.parametrize(
    "id", ["#", "#/", "#/y", "#/x-specloom-files", "#/x-specloom-files/", "#/paths"]
)
def test_a_type_at_any_place_has_a_name_and_a_module(id: str) -> None:
    names = resolve(api(inline(id, "Pet"), component("A")), RULES)
    assert len(names.types) == 2
    assert valid(names.types.values())
    assert valid(set(names.modules.values()))


@given(many, st.randoms(use_true_random=False))
def test_fields(found: list[str], chance: random.Random) -> None:
    names = resolve(api(component("A", *found)), RULES).fields[schema("A")]
    other = list(found)
    chance.shuffle(other)
    assert resolve(api(component("A", *other)), RULES).fields[schema("A")] == names
    assert valid(names.values())
    assert all(name == wire or name not in found for wire, name in names.items())


@given(st.lists(st.tuples(texts, texts), max_size=8), st.randoms(use_true_random=False))
def test_operations(found: list[tuple[str, str]], chance: random.Random) -> None:
    parts = [
        operation(id, path=f"/p{i}", tags=(tag,), task=i % 3 == 0)
        for i, (id, tag) in enumerate(found)
    ]
    names = stays_same(parts, chance)
    for resource in names.resources:
        inside = [
            name.method
            for name in names.operations.values()
            if name.resource == resource
        ]
        inside += [
            name.attribute
            for key, name in names.resources.items()
            if key[:-1] == resource
        ]
        inside += [
            wait
            for id, wait in names.waits.items()
            if names.operations[id].resource == resource
        ]
        assert valid(inside)
    assert valid((name.class_name for name in names.resources.values()), caseless=True)
    assert valid((name.module for name in names.resources.values()), caseless=True)


@pytest.mark.parametrize(
    "kind", ["fields", "equal fields", "schemas", "equal schemas", "enum"]
)
def test_time_is_linear(kind: str) -> None:
    """Generous bounds: what is quadratic would take minutes."""
    match kind:
        case "fields":
            found = api(component("A", *(f"property{i}" for i in range(100_000))))
        case "equal fields":
            found = api(component("A", *("a" + "-" * i + "b" for i in range(5_000))))
        case "schemas":
            found = api(*(component(f"Schema{i}", "id") for i in range(5_000)))
        case "equal schemas":
            cases = [
                "".join(
                    c.upper() if i >> n & 1 else c
                    for n, c in enumerate("abcdefghijklm")
                )
                for i in range(5_000)
            ]
            found = api(*(component(name) for name in cases))
        case _:
            found = api(
                TypeDef(schema("E"), Enum(tuple(map(str, range(100_000)))), "E")
            )
    started = time.process_time()
    resolve(found, RULES)
    assert time.process_time() - started < 20
