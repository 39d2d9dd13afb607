"""Functions from `Api` to `Api`, one a file, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.ir.model import Api
from generator.ir.passes.access import split_access
from generator.ir.passes.alike import merge_alike
from generator.ir.passes.defaults import drop_defaults
from generator.ir.passes.elsewhere import take_names
from generator.ir.passes.enums import name_enums
from generator.ir.passes.members import tell_members
from generator.ir.passes.nulls import say_nulls
from generator.ir.passes.opening import open_words
from generator.ir.passes.rings import break_rings
from generator.ir.passes.tags import find_tags
from generator.ir.passes.texts import read_texts

PASSES: Mapping[str, Callable[[Api], Api]] = MappingProxyType(
    {
        "elsewhere": take_names,
        "rings": break_rings,
        "members": tell_members,
        "nulls": say_nulls,
        "defaults": drop_defaults,
        "texts": read_texts,
        "tags": find_tags,
        "opening": open_words,
        "access": split_access,
        "alike": merge_alike,
        "enums": name_enums,
    }
)
"""Name -> pass."""
