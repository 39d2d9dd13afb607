"""docs/coverage.md and the folders of the cases go in; each speaks of all that the other has."""

from __future__ import annotations

import re

import pytest

from cases.case import HERE, Case, cases
from cases.coverage import DOCUMENT, cell, feature_part, features, filled, rows

CODE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")


def test_every_case_is_linked_and_every_link_leads_to_a_case() -> None:
    linked = {case for _, row in rows() for case in row["cases"]}
    assert linked == {case.id for case in cases()}


def test_links_of_the_document_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", DOCUMENT.read_text("utf-8"))
    local = [one for one in links if "://" not in one]
    assert len(local) >= len(cases())
    assert not [one for one in local if not (DOCUMENT.parent / one).exists()]


def test_the_table_of_features_is_current() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert (
        filled(text, "features", feature_part()) == text
    ), "run tests/cases/coverage.py"


@pytest.mark.parametrize("row", [row for _, row in rows()], ids=lambda r: r["feature"])
def test_what_is_said_to_be_reported_is_reported(row: dict[str, object]) -> None:
    assert isinstance(row["cases"], list)
    said = "".join(
        path.read_text("utf-8")
        for case in row["cases"]
        if (path := Case(case).folder / "expected" / "diagnostics.txt").exists()
    )
    # What the mock refuses it says itself, which test_targets shows.
    words = [row[one] for one in features()["targets"]]
    played = row["mock"]
    assert isinstance(played, dict | str)
    words = [one for one in words if one is not played or "no" not in played]
    codes = [code for one in words for code in CODE.findall(cell(one))]
    assert [code for code in codes if f" {code} " not in said] == []


def test_every_case_belongs_to_a_concept_with_words_of_its_own() -> None:
    for case in cases():
        assert (HERE / case.id / "openapi.yaml").read_text("utf-8").startswith("# ")
