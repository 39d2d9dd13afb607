"""The course of one call as a machine without sockets: what to send next, how long to wait, what to raise.

The two engines only carry out what it says, so that the synchronous and the asynchronous client cannot differ.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from .auth import Applied, ClientCredentials, carrier, chosen
from .decoding import Answer, declared, is_stream, matching
from .errors import APIError
from .failures import connection_error, harmless, outcome_unknown, status_error, told
from .headers import HeaderPairs, Headers, checked, merged
from .hiding import printable, redacted, shown, without_secrets
from .operation import Api, Operation, Reply
from .pace import Pace
from .prepare import Prepared, led, limited, origin
from .retry import IDEMPOTENT, after_error, after_status, pause, retry_after
from .settings import Settings
from .transport import Request, Timeout, TooLarge, TransportError

MAX_REDIRECTS = 10
_PERHAPS_DONE = (302, 303)
"""Redirects with which servers answer what they have carried out, too (RFC 9110, section 15.4.4)."""
_SAFE_ABROAD = ("accept", "accept-encoding", "if-range", "range", "user-agent")


class Exchange:
    """One call, from its first try to its end.

    Args:
        pace: what the calls of one client know together about servers that have had enough.
    """

    def __init__(
        self,
        api: Api,
        settings: Settings,
        operation: Operation[Any],
        prepared: Prepared,
        pace: Pace | None = None,
    ) -> None:
        self.api = api
        self.settings = settings
        self.operation = operation
        self.prepared = prepared
        self.requirement = chosen(prepared.security, settings.credentials, api.schemes)
        self.sent: Request = prepared.request
        self.renew = False
        self._tries = 0
        self._redirects = 0
        self._renewed = False
        self._next: Request = prepared.request
        self._abroad = prepared.abroad
        self._leaving = False
        self._pace = Pace() if pace is None else pace
        self._log = logging.getLogger(api.name)
        total = prepared.request.timeout.total
        self._end = None if total is None else settings.clock.now() + total

    # ------------------------------------------------------------------------------------------------ before a try

    @property
    def needs_credentials(self) -> bool:
        """The next request goes to the origin that the credentials are for."""
        return not self._abroad

    def left(self) -> float | None:
        """Seconds until the whole call has to be done; None without such a limit."""
        return None if self._end is None else self._end - self.settings.clock.now()

    def limits(self) -> Timeout:
        """The limits of a request that has to come before the next try."""
        return limited(self.prepared.request.timeout, self.left())

    def held(self) -> float:
        """Seconds that the next try has to wait because the server had enough of this client's calls.

        Raises:
            TransportError: that is longer than the whole call may take.
        """
        self._leaving = False
        wait = self._pace.wait(self._next.url, self.settings.clock) if self._pace else 0
        left = self.left()
        if wait and left is not None and wait >= left:
            raise TransportError(
                "the server had enough of calls for longer than this one may take",
                sent="no",
                timeout="total",
            )
        return wait

    def begin(self) -> None:
        """Count a try, of which fetching a token is the beginning."""
        self._tries += 1

    def ask(self, headers: HeaderPairs) -> None:
        """Give the next tries these header fields too, in place of those of the same names."""
        self._next = replace(self._next, headers=merged(self._next.headers, headers))

    def drop(self, *names: str) -> None:
        """Leave header fields away from now on."""
        lowered = {name.lower() for name in names}
        kept = [pair for pair in self._next.headers if pair[0].lower() not in lowered]
        self._next = replace(self._next, headers=tuple(kept))

    def advanced(self) -> None:
        """A try that broke off has brought the call on, so that it does not count."""
        self._tries = 1

    def request(self, credentials: Applied) -> Request:
        """The request of the next try.

        Raises:
            TransportError: the time for the whole call is over.
        """
        self.check()
        self._leaving = True
        request, left = self._next, self.left()
        if left is not None:
            request = replace(request, timeout=limited(request.timeout, left))
        if not self._abroad:
            request = with_credentials(request, credentials)
        if self.settings.on_request:
            request = self._hooked(request)
        if self._abroad:
            request = replace(request, headers=_harmless(request.headers))
        self.sent = request
        if self._log.isEnabledFor(logging.DEBUG):
            fields = redacted(request.headers, request.secret)
            self._log.debug("%s %s %s", request.method, self._place(), fields)
        return request

    def _hooked(self, request: Request) -> Request:
        """The request as the caller's hooks want it.

        Raises:
            ValueError, TypeError: they want what cannot be sent.
        """
        self._leaving = False
        for hook in self.settings.on_request:
            request = _given(hook(request) or request)
        checked(request.headers)
        self._leaving = True
        return request

    def interrupted(self, error: BaseException) -> None:
        """Note on what ends a call from outside, Ctrl-C and cancellation too, that the call may be billed."""
        operation = self.operation
        if operation.retry.billed and self._leaving and not isinstance(error, APIError):
            error.add_note(
                f"{operation.method} {operation.path} may have been carried out and billed:"
                " find out first whether it was, before calling again"
            )

    def over(self) -> TransportError:
        """The error of a call whose time is over; until its request is made, nothing of a try can have been sent."""
        return TransportError(
            "the time for the whole call is over",
            sent="maybe" if self._leaving else "no",
            timeout="total",
        )

    def check(self) -> None:
        """Raise TransportError when the time for the whole call is over; asked after every piece of an answer."""
        if self._end is not None and self.settings.clock.now() >= self._end:
            raise self.over()

    def bounded(self, left: int) -> int:
        """Bytes that an answer may still have. Raises TransportError where it has more than the caller wants."""
        if left < 0:
            most = self.settings.most_of_whole
            raise TooLarge(
                f"the answer has more than {most} bytes, which is what max_response_bytes allows"
            )
        return left

    # ------------------------------------------------------------------------------------------------- after a try

    @staticmethod
    def succeeds(status: int) -> bool:
        """Whether an answer is a success."""
        return 200 <= status < 300

    def stream(self, status: int, headers: Headers) -> Reply | None:
        """The reply that says that an answer is read member by member; None where it is read as a whole."""
        if not self.succeeds(status):
            return None
        reply = matching(
            declared(self.operation.replies, status) or (),
            headers.get("content-type", ""),
        )
        return reply if reply is not None and is_stream(reply) else None

    def failed(self, error: TransportError) -> float:
        """What to do after a try without an answer: seconds to wait before the next one.

        Raises:
            APIError: there is no next one.
        """
        wait = None
        final = error.timeout == "total" or isinstance(error, TooLarge)
        if not final and after_error(error, self.prepared.harmless):
            wait = self._wait(None)
        if wait is None:
            failure: APIError = connection_error(error, self.sent)
            failure.__cause__ = harmless(error, self.sent)
            if error.sent == "no" and not self.settings.own_base_url:
                variable = self.api.base_url_variable
                failure.add_note(
                    f"the address is the document's own: give base_url=, or set {variable}"
                )
            if self.operation.retry.billed and error.sent != "no":
                raise outcome_unknown(failure) from failure
            raise failure
        said = printable(told(error, self.sent))
        self._log.info("%s: trying again in %.2f s", said, wait)
        self._leaving = False
        return wait

    def received(self, answer: Answer) -> float | None:
        """What to do after an answer: None when it is a success, else seconds to wait before the next try.

        Raises:
            APIError: the answer is no success, and there is no next try.
        """
        if self._log.isEnabledFor(logging.DEBUG):
            fields = without_secrets(str(redacted(answer.headers.pairs())), self.sent)
            method, place = self.sent.method, self._place()
            self._log.debug("%s %s %s %s", answer.status, method, place, fields)
        for hook in self.settings.on_response:
            hook(self.sent, answer.status, answer.headers)
        if self.succeeds(answer.status):
            return None
        if 300 <= answer.status < 400 and self._redirect(answer):
            return 0.0
        if answer.status == 401 and self._renewable():
            self.renew = self._renewed = True
            self._tries -= 1
            return 0.0
        policy = self.operation.retry
        wait = None
        asked = retry_after(answer.headers, self.settings.clock)
        if answer.status == 429:
            self._rest(asked)
        if after_status(answer.status, policy, self.prepared.harmless):
            wait = self._wait(asked)
        if wait is not None:
            self._log.info("%s: trying again in %.2f s", answer.status, wait)
            self._leaving = False
            return wait
        error = status_error(
            self.api, self.operation, self.sent, answer, self.settings.clock
        )
        if answer.status in (401, 403):
            self._tell_what_is_missing(error)
        perhaps = answer.status >= 500 or answer.status in _PERHAPS_DONE
        if policy.billed and perhaps and answer.status not in policy.refused:
            raise outcome_unknown(error) from error
        raise error

    def _place(self) -> str:
        """Where the last request went, as it is logged."""
        return printable(without_secrets(shown(self.sent.url), self.sent))

    def _tell_what_is_missing(self, error: APIError) -> None:
        schemes, known = self.api.schemes, self.settings.credentials
        if known and not self.prepared.security:
            error.add_note("the document asks for no credential here: none was sent")
        sent = Headers(self.sent.headers)
        for name in self.requirement:
            if name in known or name not in schemes or not schemes[name].given:
                continue
            if carrier(schemes[name]) not in sent:  # Header fields of the caller's own.
                error.add_note(f"no credential was given: {schemes[name].given}")

    def _rest(self, asked: float | None) -> None:
        """Hold back every other call to this server; not where it asks for more than anybody waits."""
        backoff, clock = self.settings.backoff, self.settings.clock
        seconds = pause(self._tries, asked, backoff, clock)
        if seconds:
            self._pace.hold(self.sent.url, seconds, clock)

    def _wait(self, asked: float | None) -> float | None:
        """Seconds to wait before one more try; None where there is none."""
        if self._tries > self.prepared.retries or not self.prepared.replayable:
            return None
        wait = pause(self._tries, asked, self.settings.backoff, self.settings.clock)
        left = self.left()
        return None if wait is None or (left is not None and wait >= left) else wait

    def _renewable(self) -> bool:
        """A token that we fetched ourselves may have been withdrawn; a refusal to authenticate started nothing."""
        fetched = any(
            isinstance(self.settings.credentials.get(name), ClientCredentials)
            for name in self.requirement
        )
        return (
            fetched and not (self._renewed or self._abroad) and self.prepared.replayable
        )

    def _redirect(self, answer: Answer) -> bool:
        """Follow a redirect of an idempotent request; on another origin no credential and no extra header follows."""
        method = self._next.method.upper()
        target = answer.headers.get("location", "")
        keeps = method in ("GET", "HEAD") or answer.status in (307, 308)
        allowed = method in IDEMPOTENT and not self.operation.retry.billed and keeps
        if not target or answer.status not in (301, 302, 303, 307, 308) or not allowed:
            return False
        if self._redirects >= MAX_REDIRECTS or not self.prepared.replayable:
            return False
        address = led(self._next.url, target).partition("#")[0]
        if not address.lower().startswith(("http://", "https://")):
            return False
        abroad = self._abroad or origin(address) != origin(self.prepared.request.url)
        if abroad and self._next.content != b"":
            return False
        self._redirects += 1
        self._tries -= 1
        self._abroad = abroad
        headers = self._next.headers
        if abroad:
            headers = _harmless(headers)
        self._next = replace(self._next, url=address, headers=headers)
        return True


def _given(request: object) -> Request:
    """What a hook gives; whoever has no type checker may have given a coroutine function."""
    if isinstance(request, Request):
        return request
    kind = type(request).__name__
    raise TypeError(
        f"a hook gives a request or None and is no coroutine function; it gave {kind}"
    )


def _harmless(headers: HeaderPairs) -> HeaderPairs:
    """The header fields that another origin may see."""
    return tuple(pair for pair in headers if pair[0].lower() in _SAFE_ABROAD)


def with_credentials(request: Request, credentials: Applied) -> Request:
    """Add credentials to a request; what the caller set by hand under the same name stays."""
    present = {name.lower() for name, _ in request.headers}
    added = [pair for pair in credentials.headers if pair[0].lower() not in present]
    headers = (*request.headers, *added)
    if credentials.cookies:
        before = [value for name, value in headers if name.lower() == "cookie"]
        headers = merged(
            headers, (("Cookie", "; ".join([*before, *credentials.cookies])),)
        )
    secret = [name for name, _ in credentials.headers]
    url = request.url
    if credentials.query:
        url, more = _with_pairs(url, credentials.query)
        secret += more
    return Request(
        request.method, url, headers, request.content, request.timeout, tuple(secret)
    )


def _with_pairs(url: str, query: str) -> tuple[str, list[str]]:
    """An address with credentials in its query, but for those that are there; and the names of what was added."""
    sent = {part.partition("=")[0] for part in url.partition("?")[2].split("&")}
    pairs = [
        part for part in query.split("&") if part and part.partition("=")[0] not in sent
    ]
    if pairs:
        url += ("&" if "?" in url else "?") + "&".join(pairs)
    return url, [pair.partition("=")[0] for pair in pairs]
