"""A member of a union goes in; when it applies, in words, comes out."""

from __future__ import annotations

from generator.ir.model import Const, Enum, Named, Record, Type, Union
from generator.ir.tag_words import stands_for
from generator.names.bodies import record_of
from generator.targets.docs import words
from generator.targets.docs.conditions import constants
from generator.targets.docs.site import Site
from generator.targets.docs.types import as_json, value_words
from generator.targets.docs.words import Words


def tagged(union: Union, at: int, site: Site) -> Words | None:
    """When a member of a union with a discriminator applies."""
    tag = union.discriminator
    if tag is None:
        return None
    record, _ = record_of(site.api, union.variants[at])
    own = (
        [one.type for one in record.fields if one.wire == tag.property]
        if record
        else []
    )
    listed = constants(own[0]) if own else ()
    said = [word for word, index in tag.mapping.items() if index == at]
    values = [next((x for x in listed if stands_for(word, x)), word) for word in said]
    # A number has many spellings, and true is not 1.
    found = [value_words(x) for x in {as_json(x): x for x in values}.values()]
    if not found:
        return None
    shown = words.joined(found, f" {site.label('or').html} ")
    return site.phrase("when_is", words.code(tag.property), shown)


def constant(record: Record, site: Site) -> Words | None:
    """When a member of a union applies by a property with one value only."""
    for field in record.fields:
        match field.type:
            case Const():
                found = value_words(field.type.value)
            case Enum(values=(only,), open=False):
                found = value_words(only)
            case _:
                continue
        return site.phrase("when_is", words.code(field.wire), found)
    return None


def same(one: Type, other: Type) -> bool:
    """Whether two types are one name."""
    return isinstance(one, Named) and isinstance(other, Named) and one.id == other.id
