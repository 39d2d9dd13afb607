"""The address of a file on a named host goes in; its bytes come out, within limits, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from generator.diagnostics import Diagnostic, Misused, Place, Refused
from generator.load.limits import Limits
from generator.records import dataclass

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Response

REDIRECTS = 5
_PORT = 443
_USUAL = re.compile(r"[!-;=?-\[\]_a-z~]+")
_HINT = "Give its host with --allow-remote, or put the file into the document's folder."


class NotAllowed(Exception):
    """An address that is not asked for; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = _HINT) -> None:
        self.hint = hint
        super().__init__(message)


def address(beside: str, reference: str, hosts: Iterable[str]) -> str:
    """The absolute address that a reference means, in one spelling; it may be asked for.

    Args:
        beside: the address of the file that holds the reference; a path where that is a file of this machine.
        reference: the reference without its fragment.
        hosts: what may be asked, as of `beyond.host`.

    Raises:
        NotAllowed: it is not https, names a user, or its host is not among `hosts`.
    """
    far = reference if not beside.startswith("https://") else urljoin(beside, reference)
    shown = repr(far[:200])
    if not _USUAL.fullmatch(far):
        raise NotAllowed(f"{shown} is not followed: it is no address")
    try:
        parts = urlsplit(far)
        port = parts.port
    except ValueError:
        raise NotAllowed(f"{shown} is not followed: it is no address") from None
    if parts.scheme.lower() != "https":
        raise NotAllowed(f"{shown} is not followed: only https is")
    if parts.username is not None or parts.password is not None:
        raise NotAllowed(f"{shown} is not followed: it names a user")
    named = (parts.hostname or "") + ("" if port in (None, _PORT) else f":{port}")
    if named not in hosts:
        raise NotAllowed(f"{shown} is not followed: nobody allowed {named!r}")
    return _plain(parts, named)


def _plain(parts: SplitResult, named: str) -> str:
    """One spelling for an address, without dot segments, so that a file is asked for once."""
    bare = f"https://{named}"
    joined = urlsplit(urljoin(f"{bare}/", parts.path or "/"))
    return urlunsplit(("https", named, joined.path, parts.query, ""))


@dataclass(frozen=True, slots=True)
class Remote:
    """Asks named hosts for files.

    Attributes:
        hosts: what may be asked, as of `beyond.host`.
        limits: bounds on one file.
        seconds: how long one file may take, connecting and redirects included.
    """

    hosts: frozenset[str]
    limits: Limits
    seconds: float = 30.0

    def content(self, far: str) -> bytes:
        """The bytes at an address that `address` gave.

        Redirects are followed to the same host only, so that none can lead to a machine that nobody named. Nothing
        of this machine is sent along: no credential, no cookie, no proxy of the environment.

        Raises:
            Refused: it cannot be had, is too large, or takes too long.
            Misused: the library that asks is not installed.
        """
        try:
            import httpx2
        except ImportError:
            hint = "Install it: pip install 'specloom[remote]'"
            raise Misused("--allow-remote needs the package httpx2", hint) from None
        import asyncio

        try:
            return asyncio.run(self._in_time(far))
        except TimeoutError:
            why = f"it takes more than {self.seconds:g} seconds"
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            why = " ".join(str(error).split())[:200] or type(error).__name__
        raise _refused(far, why)

    async def _in_time(self, far: str) -> bytes:
        import asyncio
        import ssl

        import httpx2

        # Time-outs of the library begin anew with every byte that drips in; this one does not.
        async with (
            asyncio.timeout(self.seconds),
            httpx2.AsyncClient(
                verify=ssl.create_default_context(),
                trust_env=False,
                follow_redirects=False,
                timeout=self.seconds,
                headers={"Accept-Encoding": "identity", "User-Agent": "specloom"},
            ) as client,
        ):
            return await self._followed(client, far)

    async def _followed(self, client: AsyncClient, far: str) -> bytes:
        origin = frozenset((urlsplit(far).netloc,))
        asked = far
        for _ in range(REDIRECTS + 1):
            async with client.stream("GET", asked) as response:
                if not response.is_redirect:
                    return await self._read(response, far)
                location = response.headers.get("location", "")
            try:
                asked = address(asked, location, origin)
            except NotAllowed:
                why = f"it redirects to another host: {location[:200]!r}"
                raise _refused(far, why) from None
        raise _refused(far, f"it redirects more than {REDIRECTS} times")

    async def _read(self, response: Response, far: str) -> bytes:
        if response.status_code != 200:
            raise _refused(far, f"the answer is {response.status_code}")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise _refused(far, "the answer is compressed, unasked")
        content = bytearray()
        async for chunk in response.aiter_raw():
            content += chunk
            if len(content) > self.limits.bytes:
                why = f"it is larger than {self.limits.bytes:,} bytes"
                raise _refused(far, why)
        return bytes(content)


def _refused(far: str, why: str) -> Refused:
    message = f"cannot read {far[:200]}: {why}"
    return Refused([Diagnostic("unreadable", "error", message, "", Place(far))])
