"""A statement as tokens -> the lines that black 26 makes of it, at 88 columns and with its stable style.

These are black's own decisions, taken on the few kinds of token that `generator.languages.layout` produces: where a
line is too long it is split at its last brackets, unless leaving out optional (not yet written) parentheses reads
better; what was inside brackets is then split at its commas or bars. A test holds every shape against black.

Tokens are the one mutable thing here, as in black: an optional parenthesis, once written, stays written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from generator.languages.width import width

LINE_LENGTH = 88

OPEN, CLOSE, COMMA, BAR, EQUAL, WORD = range(6)


class Token:
    """A piece of a line that is never split.

    Attributes:
        text: what is written; empty for an optional parenthesis that is not written.
        space: a blank goes before it.
        kind: one of the constants above.
        mate: the opening bracket of a closing one.
        role: of a bracket: "atom" around a literal's members, "trailer" behind a name, "def" around parameters,
            "optional" around an expression that may do without.
        leaves: how many tokens of Python it stands for.
        part: the part of a signature that it stands in: "annotation", "returns" or nothing.
        added: it was not in the source.
    """

    __slots__ = ("added", "kind", "leaves", "mate", "part", "role", "space", "text")

    def __init__(
        self,
        text: str,
        kind: int = WORD,
        space: bool = False,
        role: str = "",
        leaves: int = 1,
    ) -> None:
        self.text = text
        self.kind = kind
        self.space = space
        self.role = role
        self.leaves = leaves
        self.mate: Token | None = None
        self.part = ""
        self.added = False

    def __len__(self) -> int:
        return len(self.text) + self.space

    def __bool__(self) -> bool:
        return True


@dataclass(slots=True)
class Line:
    """Tokens of one line, `depth` levels deep.

    Attributes:
        inside: it is the inside of brackets, or a part of that.
        explode: it is to be split though it may be short enough.
        delimiters: token -> priority of a split behind it.
        invisible: optional parentheses that were not written when the line was made, and how deep they stand.
    """

    tokens: list[Token]
    depth: int
    inside: bool = False
    explode: bool = False
    delimiters: dict[Token, int] = field(default_factory=dict)
    invisible: list[tuple[Token, int]] = field(default_factory=list)

    def __str__(self) -> str:
        first, *rest = self.tokens
        text = "".join(
            f" {token.text}" if token.space else token.text for token in rest
        )
        return f"{'    ' * self.depth}{first.text}{text}"

    def fits(self, columns: int = LINE_LENGTH) -> bool:
        return width(str(self)) <= columns

    @property
    def is_def(self) -> bool:
        return self.tokens[0].text in ("def", "async def")


class _CannotSplit(Exception):
    """This way of splitting does not help; the next one is tried."""


_Split = Callable[[Line, bool], Iterable[Line]]


def split(tokens: list[Token], depth: int) -> str | None:
    """Return a statement's text as black lays it out: every line but the first with its indentation.

    Returns:
        None for two shapes that are not imitated here. Around a tuple of one, black's decision depends on what it
        has tried before. And where its first pass leaves an optional parenthesis behind that it tried and did not
        split at, its second pass, over its own output, decides anew.
    """
    for token, following in pairwise(tokens):
        if token.kind == COMMA and following.kind == CLOSE:
            return None
    line = _marked(Line(tokens, depth), tokens)
    lines = _lines(line, False)
    for one in lines:
        for token in one.tokens[:-1]:
            if token.kind == OPEN and token.role == "optional" and token.text:
                return None
    return "\n".join(map(str, lines))[4 * depth :]


def _marked(line: Line, tracked: Iterable[Token]) -> Line:
    """Note the delimiters and the optional parentheses among the tokens that are tracked."""
    depth = 0
    opened: set[Token] = set()
    previous: Token | None = None
    for token in tracked:
        if token.kind == CLOSE:
            if token.mate not in opened:
                continue
            depth -= 1
        if depth == 0 and token.kind == BAR and previous is not None:
            line.delimiters[previous] = BAR_PRIORITY
        elif depth == 0 and token.kind == COMMA:
            line.delimiters[token] = COMMA_PRIORITY
        if token.kind in (OPEN, CLOSE) and not token.text:
            line.invisible.append((token, depth))
        if token.kind == OPEN:
            opened.add(token)
            depth += 1
        previous = token
    return line


COMMA_PRIORITY, BAR_PRIORITY = 18, 9


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
    copy = _copied(line)
    second = _tried(copy, way, True)
    return second if all(part.fits() for part in second) else result


def _copied(line: Line) -> Line:
    copies: dict[Token, Token] = {}
    for token in line.tokens:
        copy = Token(token.text, token.kind, token.space, token.role, token.leaves)
        copy.part, copy.added = token.part, token.added
        copy.mate = copies.get(token.mate, token.mate) if token.mate else None
        copies[token] = copy
    tokens = list(copies.values())
    return _marked(Line(tokens, line.depth, line.inside, line.explode), tokens)


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
            yield _marked(Line(current, line.depth, True), current)
            current = []
    if current:
        if priority == COMMA_PRIORITY and current[-1].kind != COMMA:
            current.append(_comma())
        yield _marked(Line(current, line.depth, True), current)


def _comma() -> Token:
    comma = Token(",", COMMA)
    comma.added = True
    return comma


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
        body.append(_comma())
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
    return _marked(result, inside)


def _body(tokens: list[Token], line: Line, opening: Token) -> Line:
    body = _marked(Line(tokens, line.depth + 1, True), tokens)
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
