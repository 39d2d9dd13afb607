"""Words of a discriminator and values of its property go in; which of them stand for each other comes out.

Words are text, and the property may be a number or a truth value, which is compared as JSON writes it (OpenAPI 3.0.4,
section 4.7.25: tools may convert values to strings for that).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from generator.ir.model import (
    Checked,
    Const,
    Discriminator,
    Enum,
    Named,
    Pointer,
    Record,
    Type,
    TypeDef,
)

_NUMBER = re.compile(
    r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,4})?"
)
_DEEPEST = 20


def word_of(value: object) -> str:
    """The word that a value of the property is compared as; empty for what is no scalar."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value) if isinstance(value, int | float) else ""


def stands_for(word: str, value: object) -> bool:
    """Whether a word means a value, however it spells a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return bool(word) and word == word_of(value)
    return _NUMBER.fullmatch(word) is not None and json.loads(word) == value


def value_of(word: str, like: object) -> str | int | float:
    """The value of a word where `like`, another value of the property, tells that it is no text."""
    plain = isinstance(like, bool | int | float)
    if plain and (word in ("true", "false") or _NUMBER.fullmatch(word)):
        made: bool | int | float = json.loads(word)
        return made
    return word


def own_words(type: Type, types: Mapping[Pointer, TypeDef]) -> tuple[str, ...]:
    """The words that a type allows where it lists them; none where it does not."""
    for _ in range(_DEEPEST):
        match type:
            case Const(value):
                return tuple(filter(None, (word_of(value),)))
            case Enum(values):
                return tuple(filter(None, map(word_of, values)))
            case Checked():
                fixed = [c.value for c in type.checks if c.keyword == "const"]
                if fixed:
                    return tuple(filter(None, map(word_of, fixed)))
                type = type.type
            case Named(id) if id in types:
                type = types[id].type
            case _:
                break
    return ()


def with_own_words(
    found: Discriminator,
    records: tuple[Record | None, ...],
    types: Mapping[Pointer, TypeDef],
) -> Discriminator:
    """A discriminator with the words that its variants list for the property.

    Names of schemas are the words where a mapping says nothing. Where a variant lists words of its own and the name is
    none of them, no value at all would have been one of that variant.
    """
    own = [
        (
            next(
                (
                    own_words(f.type, types)
                    for f in record.fields
                    if f.wire == found.property
                ),
                (),
            )
            if record
            else ()
        )
        for record in records
    ]
    more = assigned(own, found)
    kept = {
        word: index
        for word, index in found.mapping.items()
        if index not in more.values() or word in own[index]
    }
    mapping = {**kept, **{w: i for w, i in more.items() if w not in kept}}
    if mapping == dict(found.mapping):
        return found
    return replace(found, mapping=mapping)


def assigned(own: list[tuple[str, ...]], found: Discriminator) -> dict[str, int]:
    """The variant of each word that only one can mean: it lists nothing else, or no other lists it, or it is called so."""
    listed = Counter(word for words in own for word in words)
    alone = Counter(words[0] for words in own if len(words) == 1)
    names = {(_bare(word), index) for word, index in found.mapping.items()}
    made: dict[str, int] = {}
    for index, words in enumerate(own):
        for word in words:
            if listed[word] == 1 or (len(words) == 1 and alone[word] == 1):
                made[word] = index
            elif not alone[word] and (_bare(word), index) in names:
                made.setdefault(word, index)
    return made


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).lower()
