"""A statement as tokens -> the lines that black 26 makes of it, at 88 columns and with its stable style.

These are black's own decisions, taken on the few kinds of token that `generator.languages.layout` produces: where a
line is too long it is split at its last brackets, unless leaving out optional (not yet written) parentheses reads
better; what was inside brackets is then split at its commas or bars. A test holds every shape against black.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.languages.tokens import (
    CLOSE,
    COMMA,
    COMMA_PRIORITY,
    EQUAL,
    LINE_LENGTH,
    OPEN,
    Line,
    Token,
    added_comma,
    copied,
    marked,
)
from generator.records import dataclass


class _CannotSplit(Exception):
    """This way of splitting does not help; the next one is tried."""


_Split = Callable[[Line, bool], Iterable[Line]]


def split(tokens: list[Token], depth: int) -> str | None:
    """Return a statement's text as black lays it out: every line but the first with its indentation.

    Returns:
        None for shapes that are not imitated here: a tuple of one that is assigned or a default, where black's decision
        depends on what it has tried before, and most of what its second pass, over its own output, decides anew.
    """
    if tokens[-1].role == "single" and tokens[0].text != "return":
        return None
    line = marked(Line(tokens, depth), tokens)
    if line.is_def and any(token.role == "single" for token in tokens):
        return None
    lines = _lines(line, False)
    if _left_behind(lines):
        return None
    if line.is_def and _splits_result(lines):
        again = _second_pass(lines)
        if again is None:
            return None
        lines = again
    return "\n".join(map(str, lines))[4 * depth :]


def _left_behind(lines: list[Line]) -> bool:
    """Say whether an optional parenthesis was tried, and written, and then not split at."""
    return any(
        token.kind == OPEN and token.role == "optional" and token.text != ""
        for line in lines
        for token in line.tokens[:-1]
    )


def _splits_result(lines: list[Line]) -> bool:
    """Say whether the type of a function's result got a comma of its own: then that is what black splits first."""
    parts = [{token.part for token in line.tokens} for line in lines]
    start = next(
        (place for place, part in enumerate(parts) if "returns" in part), len(lines)
    )
    return any(line.tokens[-1].added for line in lines[start:])


def _second_pass(lines: list[Line]) -> list[Line] | None:
    """Return what black makes of a function whose result, one subscript, was split: its begin on one line if it fits.

    Returns:
        None where there is more to decide: for results of other shapes, and without parameters.
    """
    head, *rest = lines
    start = next(
        (place for place, line in enumerate(rest) if line.tokens[0].text == ")"), 0
    )
    opening, end = rest[start], rest[-1].tokens
    if (
        not start
        or opening.tokens[-1].text != "["
        or end[0].mate is not opening.tokens[-1]
    ):
        return None
    arguments = rest[0].tokens
    if start > 1 or arguments[-1].kind == COMMA:
        return lines
    joined = Line([*head.tokens, *arguments, *opening.tokens], head.depth)
    return [joined, *rest[2:]] if joined.fits() else lines


def _lines(line: Line, forced: bool) -> list[Line]:
    """Return the lines that a line becomes; `forced` makes every optional parenthesis a written one."""
    if not line.explode and line.fits():
        return [line]
    ways: tuple[_Split, ...]
    if line.is_def:
        ways = (_left_hand,)
    elif line.inside:
        ways = (_at_delimiters, _right_hand)
    else:
        ways = (_right_hand,)
    for way in ways:
        try:
            return _tried(line, way, forced)
        except _CannotSplit:
            continue
    return [line]


def _tried(line: Line, way: _Split, forced: bool) -> list[Line]:
    before = str(line)
    optional = [token for token, depth in line.invisible if depth == 0]
    result: list[Line] = []
    for part in way(line, forced):
        if str(part) == before:
            raise _CannotSplit
        result += _lines(part, forced)
    if (
        forced
        or way is not _right_hand
        or not line.invisible
        or any(token.text for token in optional)
        or result[0].fits()
        or any(token.added for token in line.tokens)
    ):
        return result
    copy = copied(line)
    second = _tried(copy, way, True)
    return second if all(part.fits() for part in second) else result


# ------------------------------------------------------------------------------------------------- ways to split


def _at_delimiters(line: Line, _forced: bool) -> Iterator[Line]:
    last = line.tokens[-1]
    priorities = {line.delimiters[key] for key in line.delimiters if key is not last}
    if not priorities:
        raise _CannotSplit
    priority = max(priorities)
    current: list[Token] = []
    for token in line.tokens:
        current.append(token)
        if line.delimiters.get(token) == priority:
            yield marked(Line(current, line.depth, True), current)
            current = []
    if current:
        if priority == COMMA_PRIORITY and current[-1].kind != COMMA:
            current.append(added_comma())
        yield marked(Line(current, line.depth, True), current)


def _left_hand(line: Line, _forced: bool) -> Iterator[Line]:
    head: list[Token] = []
    body: list[Token] = []
    tail: list[Token] = []
    current, opening = head, None
    for token in line.tokens:
        if current is body and token.kind == CLOSE and token.mate is opening:
            assert opening is not None
            if not token.text:
                token.text, opening.text = ")", "("
            current = tail if body else head
        current.append(token)
        if current is head and token.kind == OPEN and token.text in ("(", ""):
            opening, current = token, body
    if opening is None or not tail:
        raise _CannotSplit
    if body[0].part != "returns" and not any(
        token.kind == COMMA and not token.part for token in body
    ):
        body.append(added_comma())
    yield from (_outside(head, line), _body(body, line, opening), _outside(tail, line))


def _outside(tokens: list[Token], line: Line) -> Line:
    """Return the line before or after what was inside brackets: only whole pairs of brackets are tracked in it."""
    result = Line(tokens, line.depth)
    if tokens[-1].kind != OPEN:
        return result
    closed = {token.mate for token in tokens if token.kind == CLOSE}
    inside: list[Token] = []
    pending: list[Token] = []
    for token in tokens:
        if token.kind == OPEN and token in closed:
            pending.append(token)
        if pending:
            inside.append(token)
        if token.kind == CLOSE and pending and token.mate is pending[-1]:
            pending.pop()
    return marked(result, inside)


def _body(tokens: list[Token], line: Line, opening: Token) -> Line:
    body = marked(Line(tokens, line.depth + 1, True), tokens)
    last = tokens[-1]
    priorities = [
        priority for token, priority in body.delimiters.items() if token is not last
    ]
    commas = max(priorities, default=0) == COMMA_PRIORITY
    body.explode = commas and (
        last.kind == COMMA or opening.role in ("atom", "optional")
    )
    return body


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line cut at a pair of brackets."""

    head: Line
    body: Line
    tail: Line
    opening: Token
    closing: Token


def _right_hand(line: Line, forced: bool) -> list[Line]:
    """Split at the last brackets, or at earlier ones where the last would leave a first line that is too long."""
    starts: dict[Token, int] = {}
    column = 4 * line.depth
    for token in line.tokens:
        starts[token] = column
        column += len(token)
    first: list[Line] | None = None
    for omitted in _omissions(line):
        if omitted:
            target = next(
                (
                    token.mate
                    for token in reversed(line.tokens)
                    if token.kind == CLOSE and token not in omitted
                ),
                None,
            )
            if target and target.text and starts.get(target, 0) > LINE_LENGTH:
                continue
        lines = _parted(_cut(line, omitted), line, forced, omitted)
        if first is None and not omitted:
            first = lines
        if lines[0].fits():
            return lines
    return first or _parted(_cut(line, frozenset()), line, forced, frozenset())


def _omissions(line: Line) -> Iterator[frozenset[Token]]:
    """Yield growing sets of closing brackets to leave alone, from the right, as long as what is left alone fits."""
    omitted: set[Token] = set()
    inner: set[Token] = set()
    yield frozenset()
    length = 4 * line.depth
    opening: Token | None = None
    closing: Token | None = None
    for place in range(len(line.tokens) - 1, -1, -1):
        token = line.tokens[place]
        length += len(token)
        if length > LINE_LENGTH:
            return
        if opening is not None:
            if token is opening:
                opening = None
            elif token.kind == CLOSE:
                inner.add(token)
        elif token.kind == CLOSE:
            if place and line.tokens[place - 1].kind == OPEN:
                inner.add(token)
                continue
            if closing is not None:
                omitted |= {closing, *inner}
                inner.clear()
                yield frozenset(omitted)
            if token.text:
                opening, closing = token.mate, token


def _cut(line: Line, omitted: frozenset[Token]) -> _Parts:
    head: list[Token] = []
    body: list[Token] = []
    tail: list[Token] = []
    current = tail
    opening: Token | None = None
    closing: Token | None = None
    for token in reversed(line.tokens):
        if current is body and token is opening:
            current = head if body else tail
        current.append(token)
        if current is tail and token.kind == CLOSE and token not in omitted:
            opening, closing, current = token.mate, token, body
    if opening is None or closing is None or not head:
        raise _CannotSplit
    return _Parts(
        _outside(head[::-1], line),
        _body(body[::-1], line, opening),
        _outside(tail[::-1], line),
        opening,
        closing,
    )


def _parted(
    parts: _Parts, line: Line, forced: bool, omitted: frozenset[Token]
) -> list[Line]:
    """Return the three lines, without the optional parentheses that `parts` stands for where they can go."""
    optional = not parts.opening.text and not parts.closing.text
    if optional and not forced and _can_omit(parts.body):
        fewer = omitted | {parts.closing}
        try:
            without = _cut(line, fewer)
            if _reads_better(without, parts):
                return _parted(without, line, forced, fewer)
        except _CannotSplit:
            chained = sum(token.kind == EQUAL for token in line.tokens) > 1
            if not chained and not _splittable(parts.body) and not parts.body.fits():
                raise
    if optional:
        parts.opening.text, parts.closing.text = "(", ")"
    return [parts.head, parts.body, parts.tail]


def _splittable(line: Line) -> bool:
    return sum(token.leaves for token in line.tokens) > 1


def _reads_better(without: _Parts, parts: _Parts) -> bool:
    """Say whether to split without the optional parentheses that could stand right of an equals sign."""
    head = parts.head.tokens
    if len(head) < 2 or head[-2].kind != EQUAL:
        return True
    if not any(token.kind in (OPEN, CLOSE) for token in head[:-1]):
        return True
    if not parts.head.fits(LINE_LENGTH - 1):
        return True
    signs = sum(token.kind == EQUAL for token in head)
    left = without.head.tokens
    left_signs = sum(token.kind == EQUAL for token in left)
    if signs > 1 and signs > left_signs:
        return False
    for token in reversed(left):
        if token.kind == EQUAL:
            break
        if token.kind == CLOSE:
            return True
    return left_signs > 0 and without.head.fits()


def _can_omit(body: Line) -> bool:
    """Say whether what could stand in optional parentheses can do without them."""
    if not body.delimiters:
        return True
    priority = max(body.delimiters.values())
    if sum(one == priority for one in body.delimiters.values()) > 1:
        return False
    tokens = body.tokens
    first, last = tokens[0], tokens[-1]
    if (
        first.kind == OPEN
        and tokens[1].kind != CLOSE
        and _rest_fits_behind(body, first)
    ):
        return True
    if last.kind == CLOSE and not (last.text == "]" and last.role == "trailer"):
        return tokens[-2].kind != OPEN and _start_fits_before(body, last)
    return False


def _rest_fits_behind(body: Line, first: Token) -> bool:
    counted = False
    length = 4 * body.depth
    for token in body.tokens:
        counted = counted or (token.kind == CLOSE and token.mate is first)
        if counted:
            length += len(token)
            if length > LINE_LENGTH:
                return False
            if token.kind == OPEN:
                counted = False
    return True


def _start_fits_before(body: Line, last: Token) -> bool:
    length = 4 * body.depth
    others = False
    for token in body.tokens:
        length += len(token)
        if token is last.mate:
            if others or length <= LINE_LENGTH:
                return True
        elif token.kind == OPEN:
            others = True
    return False
