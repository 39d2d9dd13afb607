"""Every case goes in for the targets beside the client; what docs/coverage.md says of them comes out."""

from __future__ import annotations

import ast
import html
import re
from functools import cache
from pathlib import Path

import pytest
from docs.building import build
from mock.playing import understood
from operations.package import write

from cases.building import make
from cases.case import VERDICTS, Case, Payload, cases
from cases.coverage import rows
from generator.diagnostics import Refused
from generator.load import load
from generator.mock.judge import Judge

AS_MEANT = (
    "nullable/later-versions",
    "nullable/beside-composition",
    "nullable/listed",
    "enums/with-null",
    "constraints/slashes",
    "unions/contained",
    "unions/texts",
    "enums/wrong-type",
)
PAYLOADS = [
    pytest.param(case, payload, id=f"{case.id}-{payload.schema}-{payload.section}-{n}")
    for case in cases()
    for n, payload in enumerate(case.payloads())
]


@cache
def judge(case: Case) -> Judge:
    return Judge(load(case.spec))


@pytest.mark.parametrize(("case", "payload"), PAYLOADS)
def test_the_mock_judges_values_as_json_schema_does(
    case: Case, payload: Payload
) -> None:
    found = judge(case).fits("#/components/schemas", payload.value, payload.schema)
    truth, _ = VERDICTS[payload.section]
    if found == truth:
        return
    if case.id in AS_MEANT:
        # It is read as documents mean it, as a diagnostic says.
        assert found
        assert payload.section == "unchecked"
        return
    # To the mock a format is an assertion, of a URI as well, which jsonschema does not look into.
    assert case.id.startswith("formats/")
    assert truth


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_server_has_a_handler_for_every_operation(
    case: Case, tmp_path: Path
) -> None:
    api, names = write(case.spec, tmp_path, "acme", server=True)
    folder = tmp_path / "acme_server"
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    methods = [names.operations[one.id].method for one in api.operations]
    assert [name for name in methods if not re.search(rf"def {name}\b", text)] == []


@pytest.mark.parametrize("server", [False, True], ids=["client", "server"])
@pytest.mark.parametrize(
    "id", ["names/resources", "operations/none", "security/schemes"]
)
def test_what_a_readme_shows_is_python(id: str, server: bool, tmp_path: Path) -> None:
    case = next(one for one in cases() if one.id == id)
    write(case.spec, tmp_path, "acme", server=server)
    readme = (tmp_path / "README.md").read_text("utf-8")
    shown = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert shown
    for one in shown:
        ast.parse(one)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_site_shows_every_schema_and_every_operation(case: Case) -> None:
    pages = build(case.spec).pages()
    text = html.unescape(re.sub(r"<wbr>|\u200b", "", "".join(pages.values())))
    made = make(case.spec)
    assert [name for name in made.api.schemas if name not in text] == []
    assert [one.path for one in made.api.operations if one.path not in text] == []


def test_the_mock_refuses_what_it_is_said_to_refuse() -> None:
    refused = {
        case: row["mock"]["no"]
        for _, row in rows()
        if "no" in row["mock"]
        for case in row["cases"]
    }
    assert refused
    for case, code in refused.items():
        with pytest.raises(Refused) as why:
            understood(Case(case).spec, "", 0)
        assert code in {one.code for one in why.value.diagnostics}


@pytest.mark.parametrize("case", ["references/misplaced", "references/a-file-each"])
def test_several_files_give_what_one_gives(case: str) -> None:
    folder = Path(__file__).parent / case
    several = make(folder / "openapi.yaml").python()
    one = make(folder / "as-openapi.yaml").python()
    assert several.keys() == one.keys()
    for path, text in several.items():
        assert text == one[path].replace("as-openapi.yaml", "openapi.yaml")
