"""What a method calls, said above it: `@http.get("/pets/{id}")` makes a function that gives a `Call` a method of a resource."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Concatenate, Final, Literal, ParamSpec

from typing_extensions import TypeVar

from .calls import Call, Method, Paged, PagesMethod
from .headers import Headers
from .operation import (
    Body,
    LazyType,
    PageSpec,
    Parameter,
    Replies,
    Requirement,
    Retry,
    cookie,
    header,
    path,
    query,
    querystring,
)

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    from .spelling import Spelling

    class Facts(TypedDict, total=False):
        """What is said of an operation where it is not what is usual; `Operation` says what it means."""

        bodies: tuple[Body, ...]
        replies: Replies
        security: tuple[Requirement, ...]
        servers: tuple[str, ...]
        retry: Retry
        task_id: tuple[str, ...]
        gives: LazyType | None
        status: str
        literal: bool
        whole: bool
        spelling: Spelling
        wires: Mapping[str, str]


P = ParamSpec("P")
T = TypeVar("T")
I = TypeVar("I")  # noqa: E741
H = TypeVar("H", bound=Headers, default=Headers)
A = TypeVar("A", default=T)


class Verb:
    """Says of methods what they call by one HTTP method."""

    def __init__(self, method: str) -> None:
        self._method = method

    def __call__(
        self, path: str, *parameters: Parameter, **facts: Unpack[Facts]
    ) -> Calling:
        """Say what a method calls.

        Args:
            path: with the names of path parameters in braces.
            parameters: those that are written in an unusual way, or stand outside of path and query.
        """
        return Calling(self._method, path, parameters, facts)


class Calling:
    """Decorates a function that says what it was told, which makes a method of a resource of it."""

    def __init__(
        self, method: str, path: str, parameters: tuple[Parameter, ...], facts: Facts
    ) -> None:
        self._said = (method, path, parameters, facts)

    def __call__(
        self, function: Callable[Concatenate[Any, P], Call[T, H, A]]
    ) -> Method[P, T, H, A]:
        return Method(function, *self._said)


def operation(
    method: str, path: str, *parameters: Parameter, **facts: Unpack[Facts]
) -> Calling:
    """Say what a method calls by an HTTP method that is none of those below."""
    return Calling(method, path, parameters, facts)


get: Final = Verb("GET")
put: Final = Verb("PUT")
post: Final = Verb("POST")
delete: Final = Verb("DELETE")
options: Final = Verb("OPTIONS")
head: Final = Verb("HEAD")
patch: Final = Verb("PATCH")
trace: Final = Verb("TRACE")


class Turning:
    """Decorates a function for a method that goes through all pages of another; `PageSpec` says how they follow."""

    def __init__(
        self,
        of: Method[..., Any, Any, Any],
        items: tuple[str, ...],
        step: Literal["cursor", "offset", "page", "link"],
        parameter: str = "",
        *,
        next: tuple[str, ...] = (),
        more: tuple[str, ...] = (),
        first: int = 0,
    ) -> None:
        self._of = of
        self._spec: PageSpec[Any] = PageSpec(items, step, parameter, next, more, first)

    def __call__(
        self, function: Callable[Concatenate[Any, P], Paged[T, I]]
    ) -> PagesMethod[P, T, I]:
        return PagesMethod(function, self._of, self._spec)


pages: Final = Turning

__all__ = [
    "Verb",
    "cookie",
    "delete",
    "get",
    "head",
    "header",
    "operation",
    "options",
    "pages",
    "patch",
    "path",
    "post",
    "put",
    "query",
    "querystring",
    "trace",
]
