"""JSON Schema's assertions that Python's types do not say, one class a keyword, to stand in `Annotated`.

A check speaks only of the kind of value that its keyword speaks of; every other value passes (JSON Schema validation,
section 6).
"""

from __future__ import annotations

from .applicators import (
    AdditionalProperties,
    Contains,
    DependentRequired,
    DependentSchemas,
    Fits,
    If,
    Items,
    Not,
    OtherThan,
    PatternProperties,
    Properties,
    PropertyNames,
    Required,
)
from .assertions import (
    Among,
    Check,
    Equals,
    ExclusiveMaximum,
    ExclusiveMinimum,
    Maximum,
    MaxItems,
    MaxLength,
    MaxProperties,
    Minimum,
    MinItems,
    MinLength,
    MinProperties,
    MultipleOf,
    Pattern,
    UniqueItems,
)
from .evaluated import Seen, UnevaluatedItems, UnevaluatedProperties
from .numerals import Numeral

__all__ = [
    "AdditionalProperties",
    "Among",
    "Check",
    "Contains",
    "DependentRequired",
    "DependentSchemas",
    "Equals",
    "ExclusiveMaximum",
    "ExclusiveMinimum",
    "Fits",
    "If",
    "Items",
    "MaxItems",
    "MaxLength",
    "MaxProperties",
    "Maximum",
    "MinItems",
    "MinLength",
    "MinProperties",
    "Minimum",
    "MultipleOf",
    "Not",
    "Numeral",
    "OtherThan",
    "Pattern",
    "PatternProperties",
    "Properties",
    "PropertyNames",
    "Required",
    "Seen",
    "UnevaluatedItems",
    "UnevaluatedProperties",
    "UniqueItems",
]
