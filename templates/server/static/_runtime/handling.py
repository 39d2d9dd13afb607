"""What a handler gets and gives: the call, the credentials behind it, and answers."""

from __future__ import annotations

from collections.abc import (
    AsyncIterable,
    Awaitable,
    Iterable,
    Iterator,
    Mapping,
)
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeAlias, TypeVar, dataclass_transform

from fastapi import Request

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Caller = TypeVar("Caller")
Caller_co = TypeVar("Caller_co", covariant=True)
Caller_contra = TypeVar("Caller_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Call(Generic[Caller_co]):
    """A request that has been understood.

    Attributes:
        caller: what `verify` gave for the credentials; None where the operation asks for none.
        request: the request itself, for all that the document does not describe.
    """

    caller: Caller_co
    request: Request


@dataclass(frozen=True, slots=True)
class Answer(Generic[T_co]):
    """An answer with a status or header fields of its own.

    Attributes:
        status: a status that the document declares; None is its usual success.
        headers: fields by their names; numbers, truth values, lists and objects are written as the document says.
        media_type: one of the declared media types, where the body does not tell; "" leaves it to the Accept header.
    """

    body: T_co
    status: int | None = None
    headers: Mapping[str, object] = field(default_factory=dict[str, object])
    media_type: str = ""


Result: TypeAlias = "T | Answer[T] | Awaitable[T | Answer[T]]"
"""What a handler gives, by `def` or by `async def`."""

Members: TypeAlias = "Iterable[T] | AsyncIterable[T]"
"""A stream of members; generators are the usual way to write one."""

Binary: TypeAlias = "bytes | Iterable[bytes] | AsyncIterable[bytes]"
"""A body that is neither text nor JSON, in one piece or in several."""


@dataclass(frozen=True, slots=True)
class Basic:
    """User name and password of HTTP basic authentication (RFC 7617)."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Credentials(Mapping[str, str | Basic]):
    """The credentials of one requirement of the document, by the names of its security schemes.

    Attributes:
        scopes: what the operation asks of each scheme.
        request: the request that they came with; a client's certificate is the server's and its scope's matter.
    """

    secrets: Mapping[str, str | Basic] = field(repr=False)
    scopes: Mapping[str, tuple[str, ...]]
    request: Request = field(repr=False)

    def __getitem__(self, scheme: str) -> str | Basic:
        return self.secrets[scheme]

    def __iter__(self) -> Iterator[str]:
        return iter(self.secrets)

    def __len__(self) -> int:
        return len(self.secrets)

    def token(self, scheme: str) -> str:
        """The token or the key that came for a scheme; empty where there is none."""
        found = self.secrets.get(scheme, "")
        return found if isinstance(found, str) else ""

    def basic(self, scheme: str) -> Basic | None:
        """User name and password that came for a scheme."""
        found = self.secrets.get(scheme)
        return found if isinstance(found, Basic) else None


class Verifier(Protocol[Caller_co]):
    """Judges credentials."""

    def __call__(self, credentials: Credentials, /) -> Caller_co | Awaitable[Caller_co]:
        """Tell who calls, or refuse.

        Returns:
            What handlers find in `call.caller`.

        Raises:
            AuthenticationError: nobody is known by these credentials.
            PermissionDeniedError: whoever it is may not do this.
        """
        ...


@dataclass_transform(frozen_default=True, kw_only_default=True)
class FormWithFiles:
    """A form with files, where a body may be something else as well: its fields, and its files as they came."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)
