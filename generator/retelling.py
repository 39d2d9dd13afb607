"""A large document of which nothing but descriptions is new goes in; the files that tell them are made, and no others.

What a run made its files of is kept: the document, the neutral model and the names. Where a later document differs from
that one in descriptions alone, nothing else of the model can differ, and no check has anything else to say. Whatever is
not as simple as that is made from the beginning.
"""

from __future__ import annotations

import marshal
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.cache.values import packed, unpacked
from generator.ci import thorough
from generator.jsonvalues import is_array, is_object
from generator.load.document import value_of
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.cache.store import Store
    from generator.ir.model import Api, Doc, TypeDef
    from generator.load import Document
    from generator.names import Names
    from generator.pipeline import Built
    from generator.project import Project
    from generator.render import File
    from generator.timings import Stopwatch

MOST = 100
"""Descriptions that may be new at one time."""
TARGETS = ("python",)
"""What is generated in such a run."""
_PLAIN = 2
"""The form of marshal in which every text stands as it is, however often it occurs."""

_SCHEMAS = ("components", "schemas")

Tokens: TypeAlias = tuple[str, ...]
Told: TypeAlias = Mapping[int, str]
"""The identity of each Doc that is new -> the description that it had."""


@dataclass(frozen=True, slots=True)
class Change:
    """A description that is new.

    Attributes:
        tokens: its pointer.
        before, after: the objects that have it.
        old: the very text that the model has, too.
        alone: no other place said the same.
        fresh: no other place says the same now.
    """

    tokens: Tokens
    before: dict[str, Any]
    after: dict[str, Any]
    old: str
    alone: bool = False
    fresh: bool = False

    @property
    def new(self) -> str:
        """The description that is there."""
        return str(self.after["description"])


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run made its files of.

    Attributes:
        model: the document, the neutral model and the names, packed together: a text of the document and that of the model are one.
        said: the diagnostics without their places, packed.
        files: digest of each file that was made, by its path.
    """

    model: bytes
    said: bytes
    files: Mapping[str, str]


def keep(project: Project, store: Store | None, name: str, built: Built) -> None:
    """Keep what a run made its files of, where a later one may have use for it.

    Args:
        name: as `receipts.question` gave it.
    """
    from generator.receipts import NOT_KEPT
    from generator.write.manifest import digest

    document, model = built.document, built.model
    if store is None or not name or model is None or not _fits(project, document):
        return
    if any(one.code == NOT_KEPT for one in built.diagnostics):
        return
    api, (names, *_) = model
    whole = packed((document.data, api, names))
    said = packed([replace(one, place=None) for one in built.diagnostics])
    if whole is None or said is None:
        return
    files = {file.path: digest(file.encoded()) for file in built.files}
    kept = packed(Kept(whole, said, files))
    if kept is not None:
        store.put(_entry(name), kept)


def retold(
    project: Project,
    store: Store | None,
    name: str,
    document: Document,
    watch: Stopwatch,
) -> Built | None:
    """What a run gives, with no more work than the new descriptions ask for.

    Args:
        name: as `receipts.question` gave it.
        document: the project's, as it was read.

    Returns:
        None where more is new, where it is not known what the output was made of, or where that does not stand there
        any more.

    Raises:
        Refused: as `pipeline.build`.
    """
    if store is None or not name or not _fits(project, document):
        return None
    content = store.get(_entry(name))
    if content is None:
        return None
    with watch.stage("compare"):
        kept: Kept | None = unpacked(content)
        model = unpacked(kept.model) if kept else None
        if kept is None or model is None:
            return None
        data, api, names = model
        changes = _changes(data, document)
        told = _patched(api, changes) if changes else None
    files = _files(project, (api, names), kept, told, watch) if told else None
    if files is None:
        return None
    from generator.pipeline import Built, judged

    with watch.stage("places"):
        said = judged(document, unpacked(kept.said), project.strict)
    return Built(document, files, said)


def _fits(project: Project, document: Document) -> bool:
    """Whether it is worth while, our own checks, which no description concerns, are all that is asked for, and reading found nothing."""
    from generator.validate.process import LARGE

    alone = len(document.sources) == 1 and not document.links
    large = len(document.sources[0].raw) > LARGE
    wanted = project.targets == TARGETS and not thorough(project)
    return alone and large and wanted and not document.diagnostics


def _entry(name: str) -> str:
    return f"model-{name}"


# --------------------------------------------------------------------------------------------------------- changes


def _changes(old: Any, document: Document) -> list[Change] | None:
    """The descriptions that are new; None where more is new, or where it matters what they say.

    What was read before is brought to what is there now.
    """
    new = document.data
    found = _differences(old, new)
    if not found or not all(map(_is_plain, found)):
        return None
    names = {one.tokens[2] for one in found if one.tokens[:2] == _SCHEMAS}
    was = {name: _marshalled(old["components"]["schemas"][name]) for name in names}
    for change in found:
        change.before["description"] = change.new
    text = _marshalled(new)
    # To Python 1 and 1.0 and true are equal.
    if _marshalled(old) != text:
        return None
    often = Counter(change.old for change in found)
    made: list[Change] = []
    for change in found:
        gone, come = _marshalled(change.old), _marshalled(change.new)
        alone = often[change.old] == 1 and not text.count(gone)
        fresh = text.count(come) == 1
        # A component that says just what another one says may be the same type.
        if not (alone and fresh) and change.tokens[:2] == _SCHEMAS:
            name = change.tokens[2]
            now = _marshalled(new["components"]["schemas"][name])
            if text.count(was[name]) or text.count(now) != 1:
                return None
        made.append(replace(change, alone=alone, fresh=fresh))
    return made


def _differences(old: Any, new: Any) -> list[Change] | None:
    """The descriptions that differ; None where anything else does, or where there are too many."""
    found: list[Change] = []
    waiting: list[tuple[Any, Any, Tokens]] = [(old, new, ())]
    while waiting:
        one, other, way = waiting.pop()
        if is_object(one) and is_object(other) and list(one) == list(other):
            below = [(key, one[key], other[key]) for key in one]
        elif is_array(one) and is_array(other) and len(one) == len(other):
            below = [
                (str(i), *both) for i, both in enumerate(zip(one, other, strict=True))
            ]
        elif isinstance(one, str) and isinstance(other, str) and way:
            *above, last = way
            if last != "description":
                return None
            found.append(Change(way, value_of(old, above), value_of(new, above), one))
            continue
        else:
            return None
        waiting += [(a, b, (*way, key)) for key, a, b in below if a != b]
        if len(found) + len(waiting) > MOST:
            return None
    return found


def _is_plain(change: Change) -> bool:
    """Whether a description says what an object of the document is about, stands in the model as it is, and nothing else does for it."""
    from generator.ir.build.docs import doc_of
    from generator.ir.build.meanings import meanings
    from generator.validate.grammar import is_description

    rest = {k: v for k, v in change.after.items() if k != "description"}
    # What is asked about a text may keep it; the one in the model is counted.
    before = {**change.before, "description": f"{change.old} "[:-1]}
    union = change.tokens[-3:-2] in (("oneOf",), ("anyOf",))
    return (
        is_description(change.tokens)
        and bool(change.old.strip() and change.new.strip())
        and doc_of(before).description == change.old
        and doc_of(change.after).description == change.new
        and not meanings(rest)
        # What is said of one value is told of the union.
        and not (union and not {"const", "enum", "type"}.isdisjoint(rest))
    )


def _marshalled(value: Any) -> bytes:
    return marshal.dumps(value, _PLAIN)


# ------------------------------------------------------------------------------------------------ what is made anew


def _patched(api: Api, changes: Iterable[Change]) -> Told | None:
    """Put new descriptions into the model; None where an old one stands anywhere but in the notes on something."""
    from generator.ir.told import docs

    by_text = {id(change.old): change for change in changes}
    merging = Merging(api)
    holding: dict[int, dict[int, tuple[str, Doc]]] = {key: {} for key in by_text}
    for doc, owner in docs(api):
        for name in ("description", "external_docs_about"):
            change = by_text.get(id(getattr(doc, name)))
            if change is None:
                continue
            if owner is not None and merging.concerns(owner, change):
                return None
            holding[id(change.old)][id(doc)] = name, doc
    told: dict[int, str] = {}
    for key, found in holding.items():
        change = by_text[key]
        if not found or _references(change) - _references(_CONTROL) != len(found):
            return None
        for name, doc in found.values():
            object.__setattr__(doc, name, change.new)
            told[id(doc)] = change.old
    return told


class Merging:
    """Which types would be other ones if their properties said something else: those without a name that say the same are one."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def concerns(self, owner: TypeDef, change: Change) -> bool:
        """Whether a type may be merged with another one, now or before, for the sake of a description in it."""
        if owner.schema_name or (change.alone and change.fresh):
            return False
        return not change.fresh or owner.id in self._kept_together

    @cached_property
    def _kept_together(self) -> frozenset[str]:
        """Types that stand for others too, and variants, which stay apart from each other."""
        from generator.ir.passes.alike import rivals

        variants = (id for found in rivals(self._api) for id in found)
        return frozenset((*self._api.alike.values(), *variants))


def _references(change: Change) -> int:
    """How many things have a text."""
    return sys.getrefcount(change.old)


_CONTROL = Change((), {}, {}, " ".join(["held", "once"]))


def _files(
    project: Project,
    model: tuple[Api, Names],
    kept: Kept,
    told: Told,
    watch: Stopwatch,
) -> tuple[File, ...] | None:
    """Every file: those that may tell something new, and the others as they stand in the output."""
    from generator.making import finished, named_project, placed
    from generator.render import File
    from generator.targets import target
    from generator.write.manifest import digest, regular_content

    (name,), (api, names) = TARGETS, model
    with watch.stage("names"):
        chosen = target(name)
    if chosen.retold is None:
        return None
    own = named_project(project, chosen, api)
    with watch.stage(f"{name}: views"):
        pages = chosen.retold(api, names, own, told)
    if pages is None:
        return None
    new = placed(project.folder(name), finished(chosen, pages, own, watch))
    made = {file.path: file for file in new}
    if not kept.files.keys() >= made.keys():
        return None
    with watch.stage("others"):
        for path in kept.files.keys() - made.keys():
            content = regular_content(project.output / path)
            if content is None or digest(content) != kept.files[path]:
                return None
            made[path] = File(path, content)
    return tuple(made[path] for path in sorted(made))
