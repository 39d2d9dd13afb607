"""A request for a page in; the page that the document shows there, and where the next one is, out (`x-specloom-pagination`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from generator.ir.model import Operation, Pagination
from generator.jsonvalues import is_array
from generator.mock.answer import Answer, answered
from generator.mock.examples import shown
from generator.mock.places import first, leads, placed, without
from generator.mock.served import Served
from generator.mock.wire import Headers, Incoming
from generator.records import dataclass

TURN = "__page"
"""Query parameter of the mock's own, by which it knows an address that it gave as the next page's."""

Values: TypeAlias = Mapping[tuple[str, str], Any]


@dataclass(frozen=True, slots=True)
class Turned:
    """A page, and the header fields that go with it."""

    answer: Answer
    headers: Headers = ()


def turned(
    served: Served,
    operation: Operation,
    incoming: Incoming,
    values: Values,
    answer: Answer,
) -> Turned:
    """The page that a request asks for: the examples of the answer follow each other, then comes one without items.

    Args:
        values: the request's parameters by (name, location).
        answer: what is answered where the document shows no pages.
    """
    spec = operation.pagination
    if spec is None or answer.content is None or answer.text is not None:
        return Turned(answer)
    pages = list(_pages(served, operation, spec, answer))
    if not pages:
        return Turned(answer)
    match spec.step:
        case "cursor":
            value = pages[_after(spec, pages, values.get((spec.parameter, "query")))]
        case "offset":
            value = _skipped(spec, pages, _number(spec, values))
        case "page":
            number = _number(spec, values)
            value = pages[min(max(number, 0), len(pages) - 1)]
        case "link":
            return _linked(spec, incoming, pages, answer)
    return Turned(replace(answer, value=value))


def _pages(
    served: Served, operation: Operation, spec: Pagination, answer: Answer
) -> Iterator[Any]:
    """The pages from the first to the last, each naming another next one than those before."""
    named: list[Any] = []
    page: Any = None
    for page in _shown(served, operation, answer):
        if not is_array(first(page, spec.items)[1]):
            continue
        following = first(page, spec.next)[1]
        if spec.next and (following in (None, "") or following in named):
            yield page if following not in named else _last(served, spec, answer, page)
            return
        named.append(following)
        yield page
    if page is not None and named and (spec.next or spec.step != "link"):
        yield _last(served, spec, answer, page)


def _shown(served: Served, operation: Operation, answer: Answer) -> Iterable[Any]:
    """The examples of the answer, in the profile's order; the answer itself where there are none."""
    assert answer.content is not None
    found = {
        one.name or str(number): one.value
        for number, one in enumerate(shown(served.document, served.api, answer.content))
        if one.text is None
    }
    chosen = answered(served, operation, "success").examples
    wished = [found[name] for name in chosen if name in found]
    return wished or list(found.values()) or [answer.value]


def _last(served: Served, spec: Pagination, answer: Answer, page: Any) -> Any:
    """A page after which none follows, without items where its schema allows that."""
    assert answer.content is not None
    place = first(page, spec.items)[0]
    for value in (placed(page, place, []), page):
        for ended in _ended(spec, value):
            if served.judge.fits(answer.content.id, ended):
                return ended
    return page


def _ended(spec: Pagination, page: Any) -> Iterator[Any]:
    """The page in every form that says that none follows."""
    more = next((one for one in spec.more if leads(page, one)), None)
    if more is not None:
        page = placed(page, more, False)
    following = first(page, spec.next)[0]
    if not following:
        yield page
        return
    yield placed(page, following, None)
    yield without(page, following)
    yield placed(page, following, "")


def _after(spec: Pagination, pages: list[Any], cursor: Any) -> int:
    """The number of the page that a cursor names; the first one for a cursor that the document does not show."""
    names = [str(first(page, spec.next)[1]) for page in pages[:-1]]
    return names.index(str(cursor)) + 1 if str(cursor) in names else 0


def _number(spec: Pagination, values: Values) -> int:
    given = values.get((spec.parameter, "query"))
    return given - spec.first if isinstance(given, int) else 0


def _skipped(spec: Pagination, pages: list[Any], skipped: int) -> Any:
    """The page at which so many items are skipped, without those of its items that are skipped too."""
    for page in pages:
        place, items = first(page, spec.items)
        if skipped < len(items):
            return placed(page, place, items[max(skipped, 0) :])
        skipped -= len(items)
    return pages[-1]


def _linked(
    spec: Pagination, incoming: Incoming, pages: list[Any], answer: Answer
) -> Turned:
    """A page that names the next one's address: its own with another number."""
    pairs = parse_qsl(incoming.query, keep_blank_values=True)
    asked = dict(pairs).get(TURN, "")
    known = asked.isascii() and asked.isdecimal() and len(asked) < 10
    number = min(int(asked), len(pages) - 1) if known else 0
    own = f"{incoming.origin}{incoming.path}"
    rest = [
        one for one in incoming.query.split("&") if one and one.split("=")[0] != TURN
    ]
    address = f"{own}?{'&'.join([*rest, f'{TURN}={number + 1}'])}"
    value, more = pages[number], number + 1 < len(pages)
    if spec.next:
        place = first(value, spec.next)[0]
        if more and place:
            value = placed(value, place, address)
        return Turned(replace(answer, value=value))
    # A page is told to be the last one by what it is linked to, as another Link may be declared.
    link = f'<{address}>; rel="next"' if more else f'<{own}>; rel="first"'
    return Turned(replace(answer, value=value), (("link", link),))
