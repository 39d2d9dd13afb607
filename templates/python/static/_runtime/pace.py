"""A server's "too many requests" in; how long every other call to that server waits out."""

from __future__ import annotations

from .settings import Clock


class Pace:
    """What the calls of one client know together about servers that have had enough.

    A 429 that one call gets holds all of them back, so that a hundred tasks do not learn of it one by one.
    """

    __slots__ = ("_until",)

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def __bool__(self) -> bool:
        """Tell whether any server has asked for a rest."""
        return bool(self._until)

    def hold(self, url: str, seconds: float, clock: Clock) -> None:
        """Let the server of an address rest; a longer rest that it has asked for before stays."""
        place = server(url)
        until = clock.now() + seconds
        self._until[place] = max(until, self._until.get(place, until))

    def wait(self, url: str, clock: Clock) -> float:
        """Seconds that a call has to wait now, with a little chance in them so that not all go at once; 0 for none."""
        place = server(url)
        until = self._until.get(place)
        if until is None:
            return 0.0
        left = until - clock.now()
        if left <= 0:
            self._until.pop(place, None)
            return 0.0
        return left + clock.chance() * min(1.0, left / 10)


def server(url: str) -> str:
    """The part of an address that names the server."""
    scheme, _, rest = url.partition("://")
    authority = rest.partition("?")[0].partition("/")[0]
    return f"{scheme}://{authority}".lower()
