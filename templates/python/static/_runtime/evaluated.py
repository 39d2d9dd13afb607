"""Checks of what no branch of a schema has evaluated, where it depends on the value which branches count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .applicators import matcher
from .assertions import Check
from .judging import Judge, is_array, is_object


class Seen:
    """What a branch of a schema evaluates of a value (JSON Schema core, section 11)."""

    def __init__(
        self,
        *names: str,
        patterns: tuple[str, ...] = (),
        first: int = 0,
        contains: Any = None,
        every: bool = False,
        when: tuple[Any, ...] = (),
    ) -> None:
        """Take what the branch evaluates.

        Args:
            names: properties of an object.
            patterns: expressions for the names of properties.
            first: how many first members of an array.
            contains: the type of such members of an array, wherever they stand.
            every: the branch evaluates all that a value has.
            when: the types that a value has to fit for the branch to count.
        """
        self._names, self._first, self._every = frozenset(names), first, every
        self._patterns: tuple[Callable[[str], bool], ...] = tuple(
            map(matcher, patterns)
        )
        self._contains = None if contains is None else Judge(contains)
        self._when = tuple(map(Judge, when))

    def counts(self, value: Any) -> bool:
        """Whether the branch applies to a value."""
        return all(judge.accepts(value) for judge in self._when)

    def property(self, name: str) -> bool:
        """Whether the branch evaluates a property."""
        return (
            self._every
            or name in self._names
            or any(matches(name) for matches in self._patterns)
        )

    def member(self, index: int, value: Any) -> bool:
        """Whether the branch evaluates a member of an array."""
        return (
            self._every
            or index < self._first
            or (self._contains is not None and self._contains.accepts(value))
        )


class UnevaluatedProperties(Check):
    """Properties of an object that no branch evaluates have a type."""

    said = "Input has a property that is not allowed, or of a wrong type"

    def __init__(self, type_: Any, *branches: Seen) -> None:
        """Take the type and the branches."""
        self._judge, self._branches = Judge(type_), branches

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        if not is_object(value):
            return True
        counting = [branch for branch in self._branches if branch.counts(value)]
        return all(
            any(branch.property(name) for branch in counting)
            or self._judge.accepts(one)
            for name, one in value.items()
        )


class UnevaluatedItems(UnevaluatedProperties):
    """Members of an array that no branch evaluates have a type."""

    said = "Input has a member that is not allowed, or of a wrong type"

    def holds(self, value: Any) -> bool:
        """Whether the value passes."""
        if not is_array(value):
            return True
        counting = [branch for branch in self._branches if branch.counts(value)]
        return all(
            any(branch.member(index, one) for branch in counting)
            or self._judge.accepts(one)
            for index, one in enumerate(value)
        )
