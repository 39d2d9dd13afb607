"""A generated package goes in; what is wrong beside how it takes values comes out."""

from __future__ import annotations

import difflib
import random
import re
import traceback
from collections.abc import Callable, Iterator, Mapping

import black
from black.mode import TargetVersion
from cases.building import Made, make
from docs.building import build as site
from test_determinism import ORDERED

from generator.diff import compare
from generator.mock.generate import candidates
from generator.mock.judge import Judge
from made_up.ground import Fault, Ground, Planted, place_of
from made_up.meanings import Meanings
from made_up.parts import Json
from made_up.values import values

BLACK = black.Mode(target_versions={TargetVersion.PY311})


def others(ground: Ground, planted: Planted) -> Iterator[Fault]:
    """What is wrong beside values."""
    yield from layout(planted.made)
    yield from order(ground, planted)
    yield from of_mock(planted)
    yield from of_targets(ground, planted)
    yield from of_diff(planted)


def of_diff(planted: Planted) -> Iterator[Fault]:
    """Whether a document differs from itself."""
    for change in compare(planted.made.api, planted.made.api):
        yield Fault("diff", str(change))


def of_targets(ground: Ground, planted: Planted) -> Iterator[Fault]:
    """What is wrong with making the docs and the server."""
    path = ground.written(planted.document)
    attempts: Mapping[str, Callable[[], object]]
    attempts = {"docs": lambda: site(path), "server": lambda: make(path, "server")}
    for name, attempt in attempts.items():
        try:
            attempt()
        except Exception as error:
            said = "".join(traceback.format_exception(error))
            yield Fault(name, place_of(error), said=said)


def layout(made: Made) -> Iterator[Fault]:
    """Whether black would write it otherwise."""
    for path, text in made.python().items():
        if black.format_str(text, mode=BLACK) != text:
            yield Fault("layout", re.sub(r"\d+", "", path.split("/")[0]), said=text)


def order(ground: Ground, planted: Planted) -> Iterator[Fault]:
    """Whether the order of keys changes a name, a type or the set of files; the order in which types stand may be the author's."""
    document = shuffled(planted.document, random.Random(1))
    again = make(ground.written(document))
    was, now = planted.made.python(), again.python()
    for path in sorted({*was, *now}):
        if words(was.get(path, "")) != words(now.get(path, "")):
            left, right = (one.get(path, "").splitlines() for one in (was, now))
            said = "\n".join(difflib.unified_diff(left, right, lineterm="", n=1))
            yield Fault("order", path.split("/")[0], said=f"{path}\n{said}")
            return


def words(text: str) -> list[str]:
    """The words of a module, without those that depend on which class stands above which."""
    return sorted(
        set(re.findall(r"\w+|[^\w\s]", text)) - {"lambda", ":", ",", "(", ")"}
    )


def shuffled(value: Json, rng: random.Random, under: str = "") -> Json:
    """The same document in another order, where the author's says nothing."""
    if isinstance(value, list):
        return [shuffled(item, rng) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if under not in ORDERED | {"mapping", "paths"}:
        rng.shuffle(keys)
    return {key: shuffled(value[key], rng, key) for key in keys}


def of_mock(planted: Planted) -> Iterator[Fault]:
    """Whether the mock judges as JSON Schema does, and finds a value for each schema that has one."""
    api, judge = planted.made.api, Judge(planted.made.document)
    meanings = Meanings(planted.document)
    for name in planted.document["components"]["schemas"]:
        known = values(planted.document, name, random.Random(name))
        for value in known:
            yield from judged_by(judge, meanings, name, value)
        tries = candidates(api.types[api.schemas[name]].type, api, "0")
        if any(judge.fits("#/components/schemas", one, name) for one in tries):
            continue
        if any(meanings.letter.accepts(name, value) for value in known):
            yield Fault("mock makes nothing", "", name)


def judged_by(
    judge: Judge, meanings: Meanings, name: str, value: Json
) -> Iterator[Fault]:
    """Whether the mock judges a value as JSON Schema does."""
    found = judge.fits("#/components/schemas", value, name)
    strict = meanings.formats.accepts(name, value)
    if found and not strict and not meanings.loose.accepts(name, value):
        yield Fault("mock accepts", "", name, (value,))
    if strict and not found:
        said = str(judge.misfits("#/components/schemas", value, name))
        yield Fault("mock refuses", "", name, (value,), said)
