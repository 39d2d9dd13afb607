"""Where the parts of a Swagger 2.0 document stand once it is one of OpenAPI 3.0: pointers of one go in, of the other come out."""

from __future__ import annotations

from dataclasses import field
from typing import Any, NamedTuple, TypeAlias

from generator.records import dataclass

Tokens: TypeAlias = tuple[str, ...]

VERSION = "2.0"


class Move(NamedTuple):
    """Tokens of what the author wrote, and of what is made of it; `copied` where it also stands elsewhere, as what others mean."""

    old: Tokens
    new: Tokens
    copied: bool = False

    def below(self, *tokens: str) -> Move:
        """The move of a part that stands at the same place in both."""
        return Move((*self.old, *tokens), (*self.new, *tokens), self.copied)

    def to(self, old: Tokens, new: Tokens) -> Move:
        """The move of a part, by its tokens below both."""
        return Move((*self.old, *old), (*self.new, *new), self.copied)


@dataclass(frozen=True, eq=False, slots=True)
class Earlier:
    """A document as its author has it, and how its parts moved.

    Attributes:
        data: the root object, of Swagger 2.0, with every reference a pointer into it.
        origins: by the tokens of a pointer into what is made of it, the tokens of what that comes from.
        moves: the way back, for what stands elsewhere than before; of several places the first.
    """

    data: dict[str, Any]
    origins: dict[Tokens, Tokens] = field(default_factory=dict, repr=False)
    moves: dict[Tokens, Tokens] = field(default_factory=dict, repr=False)

    def moved(self, move: Move) -> None:
        """Note that something stands elsewhere than before, with all below it."""
        self.origins[move.new] = move.old
        if not move.copied:
            self.moves.setdefault(move.old, move.new)

    def before(self, new: Tokens) -> Tokens:
        """Where the part that is meant by `new` comes from."""
        return _mapped(self.origins, new)

    def after(self, old: Tokens) -> Tokens:
        """Where the part that was meant by `old` stands now."""
        return _mapped(self.moves, old)


def _mapped(known: dict[Tokens, Tokens], asked: Tokens) -> Tokens:
    for length in range(len(asked), 0, -1):
        if (found := known.get(asked[:length])) is not None:
            return found + asked[length:]
    return asked
