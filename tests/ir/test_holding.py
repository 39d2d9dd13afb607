"""Types and the values of all cases go in; what is told of them without a validator is what JSON Schema says."""

from __future__ import annotations

import pytest
from cases.case import VERDICTS, Case, cases

from generator.ir.build import build
from generator.ir.holding import holds
from generator.ir.model import Named
from generator.load import load
from generator.pipeline import apply_passes

LENIENT = ("arrays/unevaluated", "objects/unevaluated", "access/one-of")
"""Cases of which something is taken that JSON Schema refuses, or the other way round, as the module says."""
GIVEN = [one for one in cases() if one.payloads() and not one.id.startswith(LENIENT)]


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.id)
def test_values_hold_as_json_schema_says(case: Case) -> None:
    api = apply_passes(build(load(case.spec))[0])
    for one in case.payloads():
        # What nobody checks was read in another way than it was written.
        if one.schema in api.schemas and one.section != "unchecked":
            found = holds(one.value, Named(api.schemas[one.schema]), api)
            assert found == VERDICTS[one.section][0], one
