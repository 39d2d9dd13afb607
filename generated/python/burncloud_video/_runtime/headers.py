"""Header fields: pairs of text in, a read-only mapping that ignores case out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from .hiding import redacted

HeaderPairs: TypeAlias = tuple[tuple[str, str], ...]

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(
    r"(?!\s)[^\x00-\x08\x0a-\x1f\x7f\ud800-\udc7f\udd00-\udfff]*(?<!\s)", re.ASCII
)


class Headers(Mapping[str, str]):
    """Header fields in the order of arrival.

    Looking a name up ignores case; fields that came more than once are joined by a comma (RFC 9110, section 5.3),
    and `all` gives them one by one.
    """

    __slots__ = ("_joined", "_pairs")

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs: HeaderPairs = tuple(pairs)
        self._joined: dict[str, str] | None = None

    def all(self, name: str) -> tuple[str, ...]:
        """Every value that was sent under `name`."""
        wanted = name.lower()
        return tuple(value for key, value in self._pairs if key.lower() == wanted)

    def pairs(self) -> HeaderPairs:
        """Name and value as they came, repeated names included."""
        return self._pairs

    def _by_name(self) -> dict[str, str]:
        """Values by name in lower case, gathered when one is looked up for the first time."""
        found = self._joined
        if found is None:
            found = self._joined = {}
            for name, value in self._pairs:
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
        return found

    def __getitem__(self, name: str) -> str:
        return self._by_name()[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._by_name()

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name())

    def __len__(self) -> int:
        return len(self._by_name())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._pairs == other._pairs

    def __hash__(self) -> int:
        return hash(self._pairs)

    def __reduce__(self) -> tuple[type[Headers], tuple[HeaderPairs]]:
        return type(self), (self._pairs,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({redacted(self._pairs)!r})"


def fits(value: str) -> bool:
    """Tell whether a header field can have this value (RFC 9110, section 5.5): one line, no space at its ends."""
    return _VALUE.fullmatch(value) is not None


def checked(pairs: Iterable[tuple[str, str]]) -> HeaderPairs:
    """Header fields of a caller's own, all of which can be sent.

    Raises:
        ValueError, TypeError: one of them cannot; the message does not show its value.
    """
    found = tuple(pairs)
    for name, value in found:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a header field")
        if not fits(value):
            raise ValueError(
                f"the header field {name!r} must not hold control characters, or spaces at its ends"
            )
    return found


def merged(*layers: Iterable[tuple[str, str]]) -> HeaderPairs:
    """Layers of header fields made one; a later layer replaces what earlier ones say under the same name."""
    result: tuple[tuple[str, str], ...] = ()
    for layer in layers:
        added = tuple(layer)
        if added and result:
            names = {name.lower() for name, _ in added}
            result = tuple([one for one in result if one[0].lower() not in names])
        result += added
    return result
