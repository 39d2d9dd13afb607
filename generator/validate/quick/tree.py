"""A bundled document goes in; its values come out as openapi-spec-validator sees them: behind every reference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.jsonvalues import is_array, is_object
from generator.load import pointer, refs
from generator.validate.trails import Trail


class Node(NamedTuple):
    """A value that is no reference, and where it stands."""

    value: Any
    trail: Trail

    def has(self, key: str) -> bool:
        """Tell whether it is an object with such a key."""
        return is_object(self.value) and key in self.value

    def inside(self) -> list[str] | range:
        """Give the keys of an object or the indexes of an array.

        Raises:
            KeyError: it is neither.
        """
        if is_object(self.value):
            return list(self.value)
        if is_array(self.value):
            return range(len(self.value))
        raise KeyError(self.trail[1] if self.trail else "")


class Tree:
    """One document, in which references are followed once each."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._ends: dict[str, Node] = {}
        self.root = self._follow(Node(data, None))

    def child(self, node: Node, key: str | int) -> Node:
        """Give what stands under a key or index, behind its reference.

        Raises:
            LookupError, TypeError: nothing stands there.
            refs.Unresolved: a reference on the way leads nowhere.
        """
        return self._follow(Node(node.value[key], (node.trail, str(key))))

    def children(self, node: Node) -> Iterator[tuple[str | int, Node]]:
        """Give every key or index with what stands under it; raises as `child` and `Node.inside` do."""
        for key in node.inside():
            yield key, self.child(node, key)

    def members(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Give every key of an object with what stands under it; raises as `children` does, and TypeError of an array that holds something."""
        for key, child in self.children(node):
            if not isinstance(key, str):
                raise TypeError("an array stands where an object is expected")
            yield key, child

    def text(self, node: Node, key: str) -> str:
        """Give the text that stands under a key.

        Raises:
            TypeError: it is no text. Also as `child`.
        """
        value = self.child(node, key).value
        if not isinstance(value, str):
            raise TypeError(f"{key} is no text")
        return value

    def _follow(self, node: Node) -> Node:
        met: list[str] = []
        while (word := refs.reference(node.value)) is not None:
            if word in self._ends:
                node = self._ends[word]
                break
            if word in met:
                raise RecursionError(word)
            met.append(word)
            node = self._target(word)
        self._ends.update(dict.fromkeys(met, node))
        return node

    def _target(self, word: str) -> Node:
        """Find what a pointer names, percent signs decoded before all else, as RFC 6901, section 6, asks."""
        if word != pointer.ROOT and not word.startswith("#/"):
            raise refs.Unresolved(word)
        value: Any = self._data
        trail: Trail = None
        for part in unquote(word[2:]).split("/") if word != pointer.ROOT else ():
            token = part.replace("~1", "/").replace("~0", "~")
            try:
                value = value[int(part) if is_array(value) else token]
            except (LookupError, ValueError, TypeError):
                raise refs.Unresolved(word) from None
            trail = (trail, token)
        return Node(value, trail)
