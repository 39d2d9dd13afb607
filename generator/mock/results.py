"""A request for the result of a task goes in; the file, a part of it, or a fault comes out."""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import unquote

from generator.mock.encode import octets
from generator.mock.errors import phrase
from generator.mock.ledger import Ledger
from generator.mock.tasks import RESULTS
from generator.mock.wire import Incoming, Reply, json_reply

SIZE = 100_000
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def result(ledger: Ledger, incoming: Incoming, elsewhere: str) -> Reply:
    """The result of a task; it asks for no credential, as addresses of results do that carry their own.

    Args:
        elsewhere: another origin of the mock, to redirect to; "" where the request has arrived there.
    """
    id, _, name = incoming.path.removeprefix(f"{RESULTS}/").partition("/")
    running = ledger.tasks.get(unquote(id))
    if incoming.method not in ("GET", "HEAD"):
        return json_reply(405, {"detail": phrase(405)}, [("allow", "GET, HEAD")])
    if running is None:
        return json_reply(404, {"detail": f"there is no task {unquote(id)!r}"})
    names = {one.name for one in running.faults}
    if "expired" in names:
        return json_reply(403, {"detail": "the address of the result has expired"})
    if "redirect" in names and elsewhere:
        return Reply(302, (("location", f"{elsewhere}{incoming.target}"),))
    return file(incoming, unquote(name))


def file(incoming: Incoming, name: str) -> Reply:
    """A file of the kind that its name says, whole or as one range of it (RFC 9110, section 14)."""
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    content = octets(media_type)
    content += bytes(number % 251 for number in range(max(SIZE - len(content), 0)))
    headers = (
        ("content-type", media_type),
        ("accept-ranges", "bytes"),
        ("etag", '"whole"'),
    )
    asked = _RANGE.fullmatch(incoming.get("range").strip())
    if (
        asked is None
        or incoming.get("if-range") not in ("", '"whole"')
        or asked.groups() == ("", "")
    ):
        return Reply(200, headers, (content,))
    begin, end = _span(asked[1], asked[2])
    if begin >= SIZE or begin > end:
        return Reply(416, (("content-range", f"bytes */{SIZE}"),))
    span = ("content-range", f"bytes {begin}-{end}/{SIZE}")
    return Reply(206, (*headers, span), (content[begin : end + 1],))


def _span(first: str, last: str) -> tuple[int, int]:
    """The first and the last byte of a range."""
    if not first:
        return max(SIZE - int(last), 0), SIZE - 1
    return int(first), min(int(last), SIZE - 1) if last else SIZE - 1
