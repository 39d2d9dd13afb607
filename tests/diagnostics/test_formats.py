"""What a program reads of a finding."""

from __future__ import annotations

import json

from generator.diagnostics import Diagnostic, Place, as_json, sarif

FOUND = (
    Diagnostic("b", "error", "m\u202e", "#/a", Place("in/a b.yaml", 2, 3), "h"),
    Diagnostic("a", "warning", "n"),
    Diagnostic("b", "info", "o", "#/c"),
)


def test_json() -> None:
    assert as_json(FOUND).isascii()
    first, second, _ = json.loads(as_json(FOUND))
    assert first == {
        "code": "b",
        "severity": "error",
        "message": "m\u202e",
        "pointer": "#/a",
        "place": {"file": "in/a b.yaml", "line": 2, "column": 3},
        "hint": "h",
    }
    assert second["place"] is None
    assert json.loads(as_json([])) == []


def test_sarif() -> None:
    assert sarif(FOUND).isascii()
    log = json.loads(sarif(FOUND, version="1.2.3"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"] == {
        "name": "specloom",
        "version": "1.2.3",
        "rules": [{"id": "a"}, {"id": "b"}],
    }
    first, second, third = run["results"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    assert (first["ruleId"], first["ruleIndex"], second["ruleIndex"]) == ("b", 1, 0)
    assert first["message"] == {"text": "m\u202e\nh"}
    (location,) = first["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "in/a%20b.yaml"}
    assert physical["region"] == {"startLine": 2, "startColumn": 3}
    assert "locations" not in second
    assert third["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "#/c"}]}]
