"""The things that want a name in one scope go in; one name for each comes out, whatever the order they came in."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import field
from typing import Generic, TypeAlias, TypeVar

from generator.diagnostics import Misused
from generator.ir.model import Pointer
from generator.languages.code import Code
from generator.languages.rules import Kind, LanguageRules, cut
from generator.names.model import Rename
from generator.records import dataclass

K = TypeVar("K", bound=Hashable)

NUMBER_WIDTH = 8
"""Characters that a number may add to a name: enough for a scope of ten million equal names."""


@dataclass(frozen=True, slots=True)
class Want(Generic[K]):
    """A thing that wants a name.

    Attributes:
        key: under which the name is given back.
        id: pointer of the thing; decides between equals, and overrides are looked up by it.
        text: the document's own word for the thing.
        texts: what a name may be made from, best first; at least one.
        rank: of two that want the same name, the lower rank has it.
        override: name that settings demand; empty without one.
        full: the text that the plain name is made from, where that is too long to be tried; else the first of `texts`.
    """

    key: K
    id: Pointer
    text: str
    texts: tuple[str, ...]
    rank: int = 0
    override: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where names must be unique.

    Attributes:
        title: the scope in words, for messages.
        kind: the position that the names will stand in.
        joint: what stands between a name and the number that tells it from its equals.
        escape: a trailing "_" is tried before anything longer.
        caseless: names must differ in more than the case of letters.
        kept: names for the thing of the same text alone: an attribute must not be called like another's wire name.
        used: names that stand in this scope already.
        why: what the names in `used` are for, as a reason for a rename.
        twin: every name takes itself and itself with this before it.
    """

    title: str
    kind: Kind
    joint: str = "_"
    escape: bool = False
    caseless: bool = False
    kept: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    why: str = "used by the generated code"
    twin: str = ""


@dataclass(slots=True)
class _Settling(Generic[K]):
    """The state of one call of `settle`; nothing of it outlives the call."""

    scope: Scope
    rules: LanguageRules
    owners: dict[str, Want[K]] = field(default_factory=dict)
    names: dict[K, Code] = field(default_factory=dict)
    plain: dict[K, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        same = self.rules.same(self.scope.kind, name)
        return same.casefold() if self.scope.caseless else same

    def free(self, name: str, want: Want[K]) -> bool:
        scope = self.scope
        names = {name, scope.twin + name}
        return (
            not names & scope.used
            and (name not in scope.kept or name == want.text)
            and not self.rules.taken(scope.kind, name)
            and self.owners.keys().isdisjoint(map(self.key, names))
        )

    def give(self, name: str, want: Want[K]) -> None:
        self.owners[self.key(name)] = want
        if self.scope.twin:
            self.owners[self.key(self.scope.twin + name)] = want
        self.names[want.key] = Code(name)


_Try: TypeAlias = "tuple[str, Want[K]]"


def settle(
    scope: Scope,
    rules: LanguageRules,
    wants: Iterable[Want[K]],
    renames: list[Rename] | None = None,
) -> dict[K, Code]:
    """Give every want a name of its own.

    Overrides come first. Then, one candidate after another, the lowest rank has a name, then the thing whose own
    text is that very name, then the first by pointer. What is left over gets numbers. The order of `wants` is the
    order of the result and has no other influence, and the time is linear but for sorting.

    Args:
        renames: where to note what did not get its plain name; not at all without it.

    Raises:
        Misused: an override is no identifier, is reserved, or stands twice in the scope.
    """
    state: _Settling[K] = _Settling(scope, rules)
    wants = list(wants)
    ordered = sorted(wants, key=lambda want: (want.rank, want.id, want.text))
    for want in ordered:
        if want.override:
            _override(state, want)
    pending = [want for want in ordered if not want.override]
    losers = _rounds(state, pending)
    _numbers(state, losers)
    if renames is not None:
        renames.extend(_renames(state, ordered))
    return {want.key: state.names[want.key] for want in wants}


def _override(state: _Settling[K], want: Want[K]) -> None:
    scope, rules, name = state.scope, state.rules, want.override
    if not rules.allowed(scope.kind, name):
        raise Misused(
            f"the name {name!r} that the settings give to {want.id} cannot stand there",
            "choose an identifier that is no reserved word",
        )
    if not state.free(name, want):
        other = state.owners.get(state.key(name))
        by = f" by {other.id}" if other else ""
        raise Misused(
            f"the name {name!r} that the settings give to {want.id} is taken{by}",
            f"names must differ in: {scope.title}",
        )
    state.give(name, want)


def _rounds(state: _Settling[K], wants: list[Want[K]]) -> list[Want[K]]:
    """Let every want try its candidates, all wants one candidate at a time; return those without success."""
    losers: list[Want[K]] = []
    rejected = _round(state, [(_plain(state, want), want) for want in wants])
    pending = [(want, _others(state, want)) for want in rejected]
    while pending:
        tries: list[_Try[K]] = []
        trying: dict[K, Iterator[str]] = {}
        for want, candidates in pending:
            name = next(candidates, None)
            if name is None:
                losers.append(want)
            else:
                tries.append((name, want))
                trying[want.key] = candidates
        pending = [(want, trying[want.key]) for want in _round(state, tries)]
    return losers


def _round(state: _Settling[K], tries: list[_Try[K]]) -> list[Want[K]]:
    """Give each name that is tried to the one that has the best claim to it; return the others."""
    groups: dict[str, list[_Try[K]]] = {}
    for attempt in tries:
        groups.setdefault(state.key(attempt[0]), []).append(attempt)
    rejected: list[Want[K]] = []
    # A name that takes its twin too can come into the way of another group, whose turn must not depend on chance.
    ordered = groups.values()
    for group in sorted(ordered, key=_first) if state.scope.twin else ordered:
        fit = [attempt for attempt in group if state.free(*attempt)]
        best = min(fit, key=_precedence)[1] if fit else None
        for name, want in group:
            if want is best:
                state.give(name, want)
            else:
                rejected.append(want)
    return rejected


def _others(state: _Settling[K], want: Want[K]) -> Iterator[str]:
    """Yield what a want tries after its plain name."""
    scope, rules = state.scope, state.rules
    plain = _plain(state, want)
    if scope.escape and not plain.endswith("_"):
        yield f"{plain}_"
    for text in want.texts[1:]:
        yield rules.candidate(scope.kind, text)


def _plain(state: _Settling[K], want: Want[K]) -> str:
    """Return what the first text wishes for, and remember how it is spelled before anything forbids that."""
    kind, rules = state.scope.kind, state.rules
    spelled = state.plain.get(want.key) or rules.positions[kind].spell(want.texts[0])
    state.plain[want.key] = spelled
    if len(spelled) > rules.max_length or rules.taken(kind, spelled):
        return rules.candidate(kind, want.texts[0])
    return spelled


def _precedence(attempt: _Try[K]) -> tuple[int, bool, str, str]:
    name, want = attempt
    return (want.rank, want.text != name, want.id, want.text)


def _first(group: list[_Try[K]]) -> tuple[int, bool, str, str]:
    return min(map(_precedence, group))


def _numbers(state: _Settling[K], losers: list[Want[K]]) -> None:
    scope, rules = state.scope, state.rules
    counters: dict[str, int] = {}
    for want in sorted(losers, key=lambda want: (want.rank, want.id, want.text)):
        base = cut(_plain(state, want), rules.max_length - NUMBER_WIDTH)
        base = base.rstrip("_") or base
        joint = "_" if base[-1].isdigit() else scope.joint
        number = counters.get(state.key(base), 2)
        while not state.free(f"{base}{joint}{number}", want):
            number += 1
        counters[state.key(base)] = number + 1
        state.give(f"{base}{joint}{number}", want)


def _renames(state: _Settling[K], wants: list[Want[K]]) -> Iterable[Rename]:
    scope, rules = state.scope, state.rules
    spell = rules.positions[scope.kind].spell
    for want in wants:
        got = state.names[want.key]
        plain = "" if want.full else state.plain.get(want.key)
        wanted = plain or spell(want.full or want.texts[0])
        if got != wanted:
            reason = _reason(state, want, wanted)
            yield Rename(want.id, scope.title, wanted, str(got), reason)


def _reason(state: _Settling[K], want: Want[K], wanted: str) -> str:
    scope, rules = state.scope, state.rules
    if want.override:
        return "chosen in the settings"
    if rules.taken(scope.kind, wanted):
        return "reserved"
    if len(wanted) > rules.max_length:
        return "too long"
    owner = state.owners.get(state.key(wanted))
    if owner is not None and owner is not want:
        return f"taken by {owner.id}"
    if wanted in scope.kept:
        return "another property is called so on the wire"
    return scope.why
