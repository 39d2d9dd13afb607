"""Unions whose members share a kind of JSON value: which member a value becomes is never a matter of order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any, TypeAlias

from pydantic import (
    BaseModel,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .judging import Judge, is_object, once, plain
from .words import counted, is_counting, note, unlisted

_Made: TypeAlias = tuple[Any, list[str]]
_SEVERAL = "several members"


class AnyOf:
    """Marks a union of which a value has to fit at least one member.

    An object becomes the one model that declares all its keys, or the one member that takes it; where several could
    claim it, it stays a dict.
    """

    exclusive = False

    def __init__(self, *members: Any) -> None:
        """Take the members; a member may be any type that pydantic takes."""
        self._members = tuple(map(Judge, members))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give a schema that asks every member; members are built when the first value arrives."""
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Say in JSON Schema that it is any of the members."""
        return _told(self._members, handler)

    def read(self, value: Any) -> Any:
        """The value as the member has it that it belongs to.

        Raises:
            PydanticCustomError: it fits no member, or several where one is asked for.
        """
        if isinstance(value, BaseModel):
            self.read(plain(value))
            return value
        return once(self, self._read, value)

    def _read(self, value: Any) -> Any:
        found = self._tried(value)
        if self.exclusive and len(found) > 1:
            found = self._listed(value, len(found))
        if is_counting():
            note(min((words for _, words in found), key=len))
        if is_object(value) and len(found) > 1:
            claims = _claims(found)
            return claims[0][0] if len(claims) == 1 else value
        return found[0][0]

    def _tried(self, value: Any) -> list[_Made]:
        """What a value is to each member that it fits, with the words that the member leaves unlisted."""
        found, errors = _asked(self._members, value)
        if not found:
            raise _nearest(errors)
        return found

    def _listed(self, value: Any, count: int) -> list[_Made]:
        """What a value is to the one of several members that leaves the fewest of its words unlisted.

        Where several leave as few, what is taken all the same counts as a word: a union around this one has to know.
        """
        if value is None:
            return [(None, [_SEVERAL])]
        with unlisted():
            found = self._tried(value)
        fewest = min(len(words) for _, words in found)
        listed = [one for one in found if len(one[1]) == fewest]
        if len(listed) == 1:
            return listed
        claims = _claims(listed)
        if len(claims) == 1:
            return [(claims[0][0], [*claims[0][1], _SEVERAL])]
        raise PydanticCustomError(
            "one_of",
            "Input fits {count} of the members of a union that wants exactly one",
            {"count": count},
        )


class OneOf(AnyOf):
    """Marks a union of which a value has to fit exactly one member."""

    exclusive = True


class Tagged:
    """Marks a union in which the value of one property names the member."""

    def __init__(
        self,
        tag: str,
        members: Mapping[str, Any],
        default: Any = None,
        *,
        null: bool = False,
        base: bool = False,
        implied: bool = False,
    ) -> None:
        """Take the property's name in JSON, the member for each of its values, and the one for any other value.

        Args:
            null: null is a value too.
            base: the members are made from the one for any other value, which takes what they refuse.
            implied: values are names of schemas in the document, which servers may spell in another way.
        """
        self._tag = tag
        self._null = null
        self._base = base
        self._implied = implied
        self._members = {word: Judge(member) for word, member in members.items()}
        self._numbers = {
            json.loads(word): member
            for word, member in self._members.items()
            if _NUMBER.fullmatch(word)
        }
        self._default = Judge(default) if default is not None else None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give a schema that asks the member that the tag names."""
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Say in JSON Schema that it is any of the members."""
        others = (self._default,) if self._default else ()
        null = (Judge(None),) if self._null else ()
        return _told((*self._members.values(), *others, *null), handler)

    def read(self, value: Any) -> Any:
        """The value as the member has it that its tag names; without the tag, as the one that it fits, as some need no tag.

        Raises:
            PydanticCustomError: it is no object, or its tag is unknown, or missing where that leaves no member, or several.
        """
        if isinstance(value, BaseModel):
            found = plain(value)
        elif is_object(value):
            found = value
        elif value is None and self._null:
            return None
        else:
            raise PydanticCustomError("model_type", "Input should be an object")
        word = found.get(self._tag)
        member = self._named(word)
        if member is None and self._implied and isinstance(word, str):
            made = once(self, self._guessed, found)
        elif member := member or self._default:
            made = self._by(member, found)
        elif self._tag not in found:
            made = once(self, self._untold, found)
        else:
            raise self._unknown()
        return value if isinstance(value, BaseModel) else made

    def _by(self, member: Judge, value: Any) -> Any:
        """What a value is to the member that its tag names, or to what this one is made from."""
        if not self._base or self._default is None or member is self._default:
            return member.validate(value)
        try:
            return member.validate(value)
        except ValidationError:
            return self._default.validate(value)

    def _untold(self, value: Any, *, closed: bool = False) -> Any:
        """What a value without the tag is to the one member that it fits; those that require the tag refuse it.

        Args:
            closed: the member has to declare all keys of the value.
        """
        # Types that are written alike, as behind several words, share what they are built to.
        members = {id(one.adapter): one for one in self._members.values()}
        found, _ = _asked(members.values(), value)
        claims = _claims(found) if closed or len(found) > 1 else found
        if len(claims) != 1:
            raise self._unknown()
        read, words = claims[0]
        if is_counting():
            note(words)
        return read

    def _guessed(self, value: Any) -> Any:
        """What a value is whose tag names no member as the document spells it.

        It is the member that is called so but for case and punctuation, else the only one that it fits, or of which every key is
        declared. What the members are made from comes first, where that declares them all.
        """
        word = _letters(value[self._tag])
        alike = {
            id(one.adapter): one
            for known, one in self._members.items()
            if _letters(known) == word
        }
        if len(alike) == 1:
            return self._by(next(iter(alike.values())), value)
        if self._default is None:
            return self._untold(value)
        other = self._default.validate(value)
        if self._base and _claims([(other, [])]):
            return other
        try:
            return self._untold(value, closed=True)
        except PydanticCustomError:
            return other

    def _unknown(self) -> PydanticCustomError:
        words = ", ".join(map(repr, self._members))
        return PydanticCustomError(
            "union_tag_invalid",
            "Property {tag} should be one of {words}",
            {"tag": repr(self._tag), "words": words},
        )

    def _named(self, word: object) -> Judge | None:
        """The member of a value; numbers and truth values are compared as JSON writes them (OpenAPI 3.0.4, section 4.7.25)."""
        if isinstance(word, bool):
            return self._members.get("true" if word else "false")
        if isinstance(word, int | float):
            return self._numbers.get(word)
        return self._members.get(word) if isinstance(word, str) else None


def _asked(
    members: Iterable[Judge], value: Any
) -> tuple[list[_Made], list[ValidationError]]:
    """What a value is to each member that it fits, with the words that the member leaves unlisted; and why it fits no other."""
    found: list[_Made] = []
    errors: list[ValidationError] = []
    counting = is_counting()
    for member in members:
        try:
            if counting:
                found.append(counted(member.validate, value))
            else:
                found.append((member.validate(value), []))
        except ValidationError as error:
            errors.append(error)
    return found, errors


def _claims(found: list[_Made]) -> list[_Made]:
    """The models among several, of which every key is declared."""
    return [
        one for one in found if isinstance(one[0], BaseModel) and not one[0].model_extra
    ]


def _letters(word: str) -> str:
    """A word without case and punctuation."""
    return "".join(filter(str.isalnum, word)).casefold()


_NUMBER = re.compile(
    r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,4})?"
)
_TELLING: ContextVar[tuple[object, ...]] = ContextVar("telling", default=())
_DEEPEST = 8


def _told(members: Iterable[Judge], handler: GetJsonSchemaHandler) -> dict[str, Any]:
    """The JSON Schema of a union; below itself, and far below others, it is anything."""
    judges = tuple(members)
    around, own = _TELLING.get(), tuple(one.source for one in judges)
    if own in around or len(around) == _DEEPEST:
        return {}
    token = _TELLING.set((*around, own))
    try:
        choices: list[Any] = [one.adapter.core_schema for one in judges]
        return handler(core_schema.union_schema(choices))
    finally:
        _TELLING.reset(token)


def _nearest(errors: list[ValidationError]) -> ValidationError:
    """The complaint of the member that a value comes closest to."""
    return min(errors, key=lambda error: error.error_count())
