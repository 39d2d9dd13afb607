"""docs/coverage.md and the folders of the cases go in; each speaks of all that the other has."""

from __future__ import annotations

import re

import pytest

from cases.case import HERE, Case, cases
from cases.coverage import DOCUMENT, cell, feature_table, features, filled, rows

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
    table = f"{len(cases())} cases.\n\n{feature_table()}"
    assert filled(text, "features", table) == text, "run tests/cases/coverage.py"


@pytest.mark.parametrize("row", [row for _, row in rows()], ids=lambda r: r["feature"])
def test_what_is_said_to_be_reported_is_reported(row: dict[str, object]) -> None:
    assert isinstance(row["cases"], list)
    said = "".join(
        path.read_text("utf-8")
        for case in row["cases"]
        if (path := Case(case).folder / "expected" / "diagnostics.txt").exists()
    )
    codes = [c for t in features()["targets"] for c in CODE.findall(cell(row[t]))]
    assert [code for code in codes if f" {code} " not in said] == []


def test_every_case_belongs_to_a_concept_with_words_of_its_own() -> None:
    for case in cases():
        assert (HERE / case.id / "openapi.yaml").read_text("utf-8").startswith("# ")
