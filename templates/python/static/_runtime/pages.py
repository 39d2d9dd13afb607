"""An operation that answers page by page in; all of its items, one after the other, out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import UnexpectedResponse
from .jsons import is_array
from .omit import Omit, omit
from .operation import Operation, PageSpec
from .pointer import reach
from .results import RawResponse
from .settings import RequestOptions

if TYPE_CHECKING:
    from .async_engine import AsyncEngine
    from .engine import SyncEngine

P = TypeVar("P")
T = TypeVar("T")


class Turning(Generic[T]):
    """Which page comes next, told from the one before.

    Attributes:
        arguments: with which the next page is asked for.
        link: address of the next page, "" where the arguments tell it.
        over: there is no next page.
    """

    def __init__(
        self,
        spec: PageSpec[T],
        operation: Operation[Any],
        arguments: tuple[object, ...],
    ) -> None:
        self.arguments, self.link, self.over = arguments, "", False
        self._spec = spec
        self._seen: set[str] = set()
        places = [(one.location, one.wire) for one in operation.parameters]
        wanted = ("query", spec.parameter)
        self._place = places.index(wanted) if wanted in places else None
        given = arguments[self._place] if self._place is not None else omit
        self._at = given if isinstance(given, int) else spec.first

    def items(self, response: RawResponse[Any]) -> list[T]:
        """The items of a page; what comes next is known then.

        Raises:
            UnexpectedResponse: the server goes round in a circle.
        """
        found: Any = reach(response.data, self._spec.items)
        items: list[T] = found if is_array(found) else []
        more = reach(response.data, self._spec.more)
        self.over = more is not None and not more
        if self.over:
            return items
        match self._spec.step:
            case "cursor":
                self._turn(reach(response.data, self._spec.next), response)
            case "link" if self._spec.next:
                self._turn(reach(response.data, self._spec.next), response)
            case "link":
                self._turn(next_link(response.headers.all("link")), response)
            case "offset" | "page":
                self._at += len(items) if self._spec.step == "offset" else 1
                self.over = not items
                self._put(self._at)
        return items

    def _turn(self, following: Any, response: RawResponse[Any]) -> None:
        if following is None or isinstance(following, Omit) or following == "":
            self.over = True
            return
        word = str(following)
        if word in self._seen:
            message = "a page names one that was there before as the next, so that there would be no end"
            raise UnexpectedResponse(
                message,
                status=response.status,
                headers=response.headers,
                content=response.content,
            )
        self._seen.add(word)
        if self._spec.step == "link":
            self.link = word
        else:
            self._put(following)

    def _put(self, value: object) -> None:
        place = self._place
        self.arguments = tuple(
            value if index == place else one for index, one in enumerate(self.arguments)
        )


class Pages(Generic[P, T]):
    """All items, asked for page by page as they are needed; iterating anew asks anew."""

    def __init__(
        self,
        engine: SyncEngine,
        spec: PageSpec[T],
        operation: Operation[P],
        options: RequestOptions | None,
        arguments: tuple[object, ...],
        body: object = omit,
    ) -> None:
        self._engine, self._spec, self._operation = engine, spec, operation
        self._options, self._arguments, self._body = options, arguments, body

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.method} {self._operation.path})"

    def __iter__(self) -> Iterator[T]:
        for _, items in self._turned():
            yield from items

    def pages(self) -> Iterator[P]:
        """The pages themselves, as the document types them."""
        for page, _ in self._turned():
            yield page

    def _turned(self) -> Iterator[tuple[P, list[T]]]:
        turning = Turning(self._spec, self._operation, self._arguments)
        while not turning.over:
            response = self._engine.respond(
                self._operation,
                self._options,
                *turning.arguments,
                body=self._body,
                link=turning.link,
            )
            yield response.data, turning.items(response)


class AsyncPages(Generic[P, T]):
    """The asynchronous twin of `Pages`."""

    def __init__(
        self,
        engine: AsyncEngine,
        spec: PageSpec[T],
        operation: Operation[P],
        options: RequestOptions | None,
        arguments: tuple[object, ...],
        body: object = omit,
    ) -> None:
        self._engine, self._spec, self._operation = engine, spec, operation
        self._options, self._arguments, self._body = options, arguments, body

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.method} {self._operation.path})"

    async def __aiter__(self) -> AsyncIterator[T]:
        async for _, items in self._turned():
            for item in items:
                yield item

    async def pages(self) -> AsyncIterator[P]:
        """The pages themselves, as the document types them."""
        async for page, _ in self._turned():
            yield page

    async def _turned(self) -> AsyncIterator[tuple[P, list[T]]]:
        turning = Turning(self._spec, self._operation, self._arguments)
        while not turning.over:
            response = await self._engine.respond(
                self._operation,
                self._options,
                *turning.arguments,
                body=self._body,
                link=turning.link,
            )
            yield response.data, turning.items(response)


def next_link(fields: tuple[str, ...]) -> str:
    """The address that a Link header calls "next" (RFC 8288, section 3); "" without one."""
    for piece in (piece for field in fields for piece in field.split("<")[1:]):
        # Parameters go on to the next "<" that begins a link; one inside quotes is rare and harmless.
        target, _, parameters = piece.partition(">")
        for parameter in parameters.split(";")[1:]:
            name, _, value = parameter.strip().rstrip(", ").partition("=")
            words = value.strip().strip('"').lower().split()
            if name.strip().lower() == "rel" and "next" in words:
                return target.strip()
    return ""
