"""Whether a call may be repeated, and after how long."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from .headers import Headers
from .operation import Retry
from .settings import Backoff, Clock
from .transport import TransportError

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})
"""RFC 9110, section 9.2.2, and the QUERY method."""


def repeatable(method: str, policy: Retry, keyed: bool) -> bool:
    """Tell whether carrying a request out twice does no harm; `keyed` says that it has an idempotency key."""
    return keyed or (method.upper() in IDEMPOTENT and not policy.billed)


def after_error(error: TransportError, harmless: bool) -> bool:
    """Tell whether to repeat a request that got no answer."""
    return harmless or error.sent == "no"


def after_status(status: int, policy: Retry, harmless: bool) -> bool:
    """Tell whether to repeat a request that got this status."""
    if status in policy.refused:
        return True
    return harmless and (
        status in (408, 429) or (status >= 500 and status not in (501, 505))
    )


def retry_after(headers: Headers, clock: Clock) -> float | None:
    """Seconds that Retry-After asks for, in both of its forms (RFC 9110, section 10.2.3); None without it."""
    asked = headers.get("retry-after", "").strip()
    if not asked:
        return None
    if asked.isascii() and asked.replace(".", "", 1).isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - clock.date())
    except (ValueError, OverflowError):
        return None


def pause(
    tries: int, asked: float | None, backoff: Backoff, clock: Clock
) -> float | None:
    """Seconds to wait before try number `tries` + 1; None where the server asks for more than anybody waits."""
    if asked is not None:
        return asked if asked <= backoff.longest_asked else None
    whole = min(backoff.longest, backoff.first * 2.0 ** min(tries - 1, 32))
    return whole * (0.5 + clock.chance() / 2)
