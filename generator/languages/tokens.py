"""Tokens and lines: what a statement is while it is being laid out.

Tokens are the one mutable thing here, as in black: an optional parenthesis, once written, stays written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from generator.languages.width import width
from generator.records import dataclass

LINE_LENGTH = 88

COMMA_PRIORITY, BAR_PRIORITY = 18, 9

OPEN, CLOSE, COMMA, BAR, EQUAL, WORD = range(6)


class Token:
    """A piece of a line that is never split.

    Attributes:
        text: what is written; empty for an optional parenthesis that is not written.
        space: a blank goes before it.
        kind: one of the constants above.
        mate: the opening bracket of a closing one.
        role: of a bracket: "atom" around a literal's members, "single" around that of a tuple of one, "trailer" behind
            a name, "def" around parameters, "optional" around an expression that may do without.
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


def marked(line: Line, tracked: Iterable[Token]) -> Line:
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


def copied(line: Line) -> Line:
    copies: dict[Token, Token] = {}
    for token in line.tokens:
        copy = Token(token.text, token.kind, token.space, token.role, token.leaves)
        copy.part, copy.added = token.part, token.added
        copy.mate = copies.get(token.mate, token.mate) if token.mate else None
        copies[token] = copy
    tokens = list(copies.values())
    return marked(Line(tokens, line.depth, line.inside, line.explode), tokens)


def added_comma() -> Token:
    comma = Token(",", COMMA)
    comma.added = True
    return comma
