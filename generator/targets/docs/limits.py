"""A type goes in; what it demands of a value beside its kind comes out as words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ir.model import (
    NO_DOC,
    Anything,
    Check,
    Checked,
    Const,
    Held,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.types import (
    TYPES,
    Place,
    enum_of,
    listed_words,
    scalar_of,
    type_words,
    value_words,
)
from generator.targets.docs.words import Words

SPANS = (
    ("value", "minimum", "maximum"),
    ("length", "minLength", "maxLength"),
    ("items", "minItems", "maxItems"),
    ("keys", "minProperties", "maxProperties"),
)
MOST_EITHER = 6
"""Members of a union whose limits are told one behind the other."""
LONG = 300
"""Letters of a pattern that are shown; the published document has the whole."""
SINGLE = ("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern")


def limits(type: Type, place: Place) -> tuple[Words, ...]:
    """What a type demands beside being of its kind, in words; of an array and a map also what each member has to be."""
    if isinstance(type, Scalar) and type.held is None:
        return ()
    site, many = place.site, [*every(type, place)]
    said = first_of(many)
    *_, inner = scalar_of(type, place)
    found = [*simple(said, site)]
    for check in many:
        if check.keyword in ("pattern", "multipleOf") and check.value != said.get(
            check.keyword
        ):
            found += simple({check.keyword: check.value}, site)
    if not isinstance(inner, Record):
        found += [told for one in many for told in keys(one, place)]
    for check in many:
        if check.keyword == "contains":
            found += contained(check.value, place)
        elif check.keyword == "not" and isinstance(check.value, TYPES):
            found += unlike(check.value, place)
    if isinstance(inner, ListOf | MapOf):
        member = inner.item if isinstance(inner, ListOf) else inner.value
        own = simple(first_of(every(member, place)), site)
        found += [site.phrase("limit_each", one) for one in own]
    if isinstance(inner, Union):
        found += of_members(inner, place)
    if isinstance(inner, Scalar) and inner.held is not None:
        found += holding(inner.held, inner.format, site)
    found += further(inner, many, place)
    return tuple(dict.fromkeys(found))


def holding(held: Held, format: str, site: Site) -> Iterator[Words]:
    """What a text holds; its format may say how that is encoded."""
    if held.media_type:
        yield site.phrase("limit_holds", words.code(held.media_type))
    if held.encoding and (held.media_type or not format):
        yield site.phrase("limit_encoded", words.code(held.encoding))


def further(inner: Type, many: list[Check], place: Place) -> Iterator[Words]:
    """What the items of an array are that no type of their own is given to, where that is said."""
    rests: list[object] = [inner.rest] if isinstance(inner, Tuple) else []
    for check in many:
        if check.keyword == "unevaluatedItems" and is_tuple(check.value):
            rests.append(check.value[-1])
    for rest in rests:
        if isinstance(rest, Never):
            yield place.site.label("limit_no_more_items")
        elif isinstance(rest, TYPES) and not isinstance(rest, Anything):
            yield place.site.phrase("limit_more_items", in_short(rest, place))


def in_short(type: Type, place: Place) -> Words:
    """A type by its values or its limits where it has some, else by its name.

    Of what has a name, only a single value is told by its limits: others may lead back here.
    """
    among = listed_words(type, place)
    if among is not None:
        return among
    *around, inner = scalar_of(type, place)
    named = any(isinstance(one, Named) for one in around)
    if named and not isinstance(inner, Scalar | Const):
        return type_words(type, place)
    found = limits(type, place)
    if found and not isinstance(inner, Anything):
        found = (type_words(type, place), *found)
    return words.joined(found, ", ") if found else type_words(type, place)


def contained(value: object, place: Place) -> Iterator[Words]:
    """What some members of an array have to be, and how many."""
    if not is_tuple(value):
        return
    type, low, high = value
    if not isinstance(type, TYPES):
        return
    asked = words.joined(in_words(type, place) or [type_words(type, place)], ", ")
    told = place.site.phrase("limit_contains", asked)
    if high is not None or low not in (None, 1):
        many = span(place.site, "items", low or None, high)
        told = words.joined([told, many], ": ")
    yield told


def of_members(union: Union, place: Place) -> Iterator[Words]:
    """The limits of the members of a union that are each of another kind, so that a limit tells whose it is."""
    kinds: list[str] = []
    members: list[Type] = []
    for variant in union.variants:
        *_, inner = scalar_of(variant, place)
        match inner:
            case Scalar(kind):
                kinds.append("number" if kind == "integer" else kind)
            case ListOf():
                kinds.append("array")
            case _:
                continue
        members.append(variant)
    if len(kinds) == len({*kinds}):
        for member in members:
            yield from limits(member, place)
    elif len({*kinds}) == 1 and len(members) == len(union.variants):
        yield from either(members, place)


def either(members: list[Type], place: Place) -> Iterator[Words]:
    """Limits of which a value has to keep those of one member; nothing where a member has none."""
    if len(members) > MOST_EITHER or any(enum_of(one, place) for one in members):
        return
    found = [limits(one, place) for one in members]
    if all(found):
        each = [words.joined(many, ", ") for many in found]
        shown = [
            words.phrase("({})", one) if len(many) > 1 else one
            for one, many in zip(each, found, strict=True)
        ]
        yield words.joined(dict.fromkeys(shown), f" {place.site.label('or').html} ")


def unlike(refused: Type, place: Place) -> Iterator[Words]:
    """What a value must not be: one limit, some values, or a kind; of several limits a value may break any, which no list of them tells."""
    site = place.site
    *around, inner = scalar_of(refused, place)
    checks = [c for one in around if isinstance(one, Checked) for c in one.checks]
    pattern = checks[0].value if checks and checks[0].keyword == "pattern" else None
    if isinstance(pattern, str) and len(checks) == 1 and is_plain(inner):
        yield site.phrase("limit_not_pattern", words.code(pattern))
        return
    if not checks and isinstance(inner, Scalar) and is_plain(inner):
        yield site.phrase("limit_not", type_words(inner, place))
        return
    found = in_words(refused, place)
    asked = {check.keyword for check in checks}
    single = len(checks) == 1 or any(asked == {low, high} for _, low, high in SPANS)
    if checks and not (single and len(found) == 1 and is_plain(inner)):
        return
    for one in found:
        yield site.phrase("limit_not", one)


def is_plain(type: Type) -> bool:
    """Whether a type says no more than of which kind a value is."""
    match type:
        case Scalar():
            return not type.format
        case ListOf(inner) | MapOf(inner):
            return isinstance(inner, Anything)
        case _:
            return isinstance(type, Anything)


def every(type: Type, place: Place) -> Iterator[Check]:
    """Everything that is checked of a type beside its kind."""
    for one in scalar_of(type, place):
        if isinstance(one, Checked):
            yield from one.checks


def first_of(checks: Iterable[Check]) -> dict[str, object]:
    """Keyword -> what the first check says by it."""
    said: dict[str, object] = {}
    for check in checks:
        said.setdefault(check.keyword, check.value)
    return said


def brief(pattern: str) -> str:
    """A pattern, or the begin of one that is longer than any reader would follow, such as all names of time zones."""
    return pattern if len(pattern) <= LONG else f"{pattern[:LONG]}…"


def simple(said: dict[str, object], site: Site) -> Iterator[Words]:
    """Limits of numbers, texts, and how many there are of something."""
    for unit, low, high in SPANS:
        if low in said or high in said:
            yield span(site, unit, said.get(low), said.get(high))
    for keyword in SINGLE:
        value = said.get(keyword)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield site.phrase(f"limit_{keyword}", words.code(brief(str(value))))
    if said.get("uniqueItems") is True:
        yield site.label("limit_uniqueItems")


def keys(check: Check, place: Place) -> Iterator[Words]:
    """What is demanded of the keys of an object that has no rows."""
    site, value = place.site, check.value
    match check.keyword:
        case "propertyNames" if isinstance(value, TYPES):
            yield from named_so(value, check, place)
        case "patternProperties" if is_object(value):
            for pattern, type in value.items():
                if isinstance(type, TYPES):
                    yield of_pattern(pattern, type, check, place)
        case "additionalProperties" | "unevaluatedProperties" if is_tuple(value):
            if isinstance(value[-1], Never):
                yield site.label("limit_additionalProperties")
            elif isinstance(value[-1], TYPES) and not isinstance(value[-1], Anything):
                yield site.phrase("limit_others", in_short(value[-1], place))
        case "dependentRequired" if is_object(value):
            for name, many in value.items():
                if many and is_tuple(many):
                    listed = words.joined([words.code(str(one)) for one in many], ", ")
                    key = "limit_dependentRequired"
                    yield site.phrase(key, words.code(name), listed)
        case _:
            return


def of_pattern(pattern: str, type: Type, check: Check, place: Place) -> Words:
    """What the values of keys are that match a pattern."""
    site, key = place.site, words.code(pattern)
    if isinstance(type, Never):
        return site.phrase("limit_no_pattern", key)
    told = site.phrase("limit_patternProperties", key, in_short(type, place))
    text = said_of(check, pattern, place)
    return words.joined([told, text], ": ") if text else told


def named_so(type: Type, check: Check, place: Place) -> Iterator[Words]:
    """What the names of an object's keys have to be, and what is said of them."""
    site, said = place.site, check.said.get("")
    found = [*in_words(type, place)]
    written = isinstance(said.type, Scalar) and said.type.format if said else ""
    if said and written and enum_of(type, place) is None:
        found.insert(0, type_words(said.type, place))
    made = [site.phrase("limit_propertyNames", one) for one in found]
    text = said_of(check, "", place)
    if text and made:
        made[-1] = words.joined([made[-1], text], ": ")
    elif text:
        made = [site.phrase("limit_keys_told", text)]
    yield from made


def said_of(check: Check, key: str, place: Place) -> Words | None:
    """What the document says of the values, or of the names, that one check is about."""
    said = check.said.get(key)
    own = place.site.doc(said.doc) if said else NO_DOC
    text = (own.description or own.summary or own.title).strip()
    end = place.site.labels.texts["sentence_end"]
    # The sentence goes on, or ends, behind it.
    text = text if text.endswith(2 * end) else text.removesuffix(end)
    return words.seen_from(words.line(text), place.up) if text else None


def in_words(type: Type, place: Place, deep: int = 0) -> tuple[Words, ...]:
    """A type by its values or its simple limits; nothing where it has none of both."""
    among = listed_words(type, place)
    if among is not None:
        return (among,)
    *_, inner = scalar_of(type, place)
    if isinstance(inner, Const):
        return (value_words(inner.value),)
    if isinstance(inner, Union):
        if deep or len(inner.variants) > MOST_EITHER:
            return ()
        each = [in_words(one, place, deep + 1) for one in inner.variants]
        if not all(each):
            return ()
        shown = [words.joined(many, ", ") for many in each]
        return (words.joined(shown, f" {place.site.label('or').html} "),)
    return tuple(simple(first_of(every(type, place)), place.site))


def span(site: Site, unit: str, low: object, high: object) -> Words:
    """A lower limit, an upper one, or both."""
    lowest, highest = (words.code(str(value)) for value in (low, high))
    single = "_one" if high == 1 and unit != "value" else ""
    if low is None:
        return site.phrase(f"{unit}_at_most{single}", highest)
    if high is None and low == 1 and unit != "value":
        return site.label("not_empty")
    if high is None:
        return site.phrase(f"{unit}_at_least", lowest)
    if low == high:
        return site.phrase(f"{unit}_exactly{single}", lowest)
    return site.phrase(f"{unit}_between", lowest, highest)
