"""A JSON value goes in; a number for each object in it comes out, the same for objects that say the same.

Documents repeat themselves: of the schemas of a large one, six of seven stand elsewhere too, letter by letter. What
depends on what an object says alone has to be found out once for each number.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from generator.jsonvalues import JsonValue


def contents(value: JsonValue) -> Mapping[int, int]:
    """The numbers of all objects in a value, itself among them, by their identity.

    Objects have one number if they are equal, the order of their keys included; 1, 1.0 and true are not equal.
    """
    numbers: dict[int, int] = {}
    known: dict[tuple[Hashable, ...], int] = {}

    def told(child: JsonValue) -> Hashable:
        if type(child) is str:
            return child
        if type(child) is dict:
            return number(child)
        if type(child) is list:
            # Numbers of arrays are not told, and come from the same counter.
            said = (0, *[told(one) for one in child])
            return known.setdefault(said, len(known))
        return type(child), repr(child)

    def number(node: dict[str, JsonValue]) -> int:
        at = id(node)
        if at in numbers:
            return numbers[at]
        parts: list[Hashable] = []
        for key, child in node.items():
            parts.append(key)
            parts.append(child if type(child) is str else told(child))
        made = numbers[at] = known.setdefault(tuple(parts), len(known))
        return made

    told(value)
    return numbers
