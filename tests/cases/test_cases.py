"""Every case goes in; its document is valid, its output is as expected, well laid out and typed, and tells the truth."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from cases.building import SHARED, Made
from cases.case import VERDICTS, Case, Payload, cases
from cases.truth import accepts, same
from cases.ways import MODEL_WAYS, WAYS, Way
from generator.diagnostics import Diagnostic, text
from generator.validate import merged, semantics, values
from generator.validate.structure import structure_findings

CASES = cases()
PAYLOADS = [(case, one) for case in CASES for one in case.payloads()]
LONGEST = 40

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
every_payload = pytest.mark.parametrize(
    ("case", "payload"),
    PAYLOADS,
    ids=[
        f"{case.id}-{one.schema}-{one.section}-{index}"
        for index, (case, one) in enumerate(PAYLOADS)
    ],
)


@every_case
def test_the_document_is_small_and_valid(case: Case, made: Mapping[Case, Made]) -> None:
    assert len(case.spec.read_text("utf-8").splitlines()) <= LONGEST
    errors = [one for one in validated(made[case]) if one.severity == "error"]
    assert not errors, text(errors, made[case].document.texts)


def validated(result: Made) -> tuple[Diagnostic, ...]:
    """What ``specloom validate`` says, with the checks that it runs in a process of their own."""
    document = result.document
    minor = int(document.version.split(".")[1])
    checks = (values.findings, semantics.meta, semantics.findings)
    theirs = tuple(finding for check in checks for finding in check(document, minor))
    return merged(document, tuple(structure_findings(document)), theirs)


@every_case
def test_says_what_expected_says(case: Case, made: Mapping[Case, Made]) -> None:
    """What is said is part of what a case shows; a case about which nothing is said has no file for it."""
    lines = dict.fromkeys(
        f"{one.severity} {one.code} {one.pointer}: {one.message}\n"
        for one in (*validated(made[case]), *made[case].diagnostics)
    )
    said = "".join(lines)
    path = case.folder / "expected" / "diagnostics.txt"
    if os.environ.get("SPECLOOM_UPDATE") == "1":
        path.unlink(missing_ok=True)
        if said:
            path.parent.mkdir(exist_ok=True)
            path.write_text(said, "utf-8")
    assert said == (path.read_text("utf-8") if path.exists() else "")


@every_case
def test_output_is_expected(case: Case, made: Mapping[Case, Made]) -> None:
    if os.environ.get("SPECLOOM_UPDATE") == "1":
        rewrite(case, made[case])
    expected = case.expected("python")
    told = telling(made[case])
    output = {
        path: text
        for path, text in made[case].python().items()
        if path in told or path in expected
    }
    assert output == expected


def telling(result: Made) -> set[str]:
    """The modules in which a reader sees what became of the document: models and resources, not their indexes."""
    return {
        path
        for path in result.python()
        if path.startswith(("models/", "resources/"))
        and not path.endswith("__init__.py")
    }


def rewrite(case: Case, result: Made) -> None:
    """Replace the expected files; what is beside models and resources is kept where the case has it."""
    root = case.folder / "expected" / "python"
    kept = telling(result) | set(case.expected("python"))
    shutil.rmtree(root, ignore_errors=True)
    for path, words in result.python().items():
        if path in kept:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(words, "utf-8")


@every_case
def test_every_module_is_imported(
    case: Case, made: Mapping[Case, Made], tree: Path
) -> None:
    assert (tree / case.package).is_dir()
    for path in made[case].python():
        parts = (case.package, *path.removesuffix(".py").split("/"))
        importlib.import_module(".".join(p for p in parts if p != "__init__"))
    models = importlib.import_module(f"{case.package}.models")
    for name in models.__all__:
        assert getattr(models, name) is not None
    assert sorted(models.SCHEMAS) == sorted(made[case].api.schemas)


# ------------------------------------------------------------------------------------------------------- checkers


def checked(tree: Path, command: list[str]) -> str:
    """What a type checker says about all packages, "" if nothing."""
    told = subprocess.run(command, cwd=tree, capture_output=True, text=True)
    return "" if told.returncode == 0 else told.stdout + told.stderr


def modules(tree: Path) -> Iterator[str]:
    """The generated modules of all packages."""
    for case in CASES:
        for path in sorted((tree / case.package).rglob("*.py")):
            if path.parent.name != "_runtime":
                yield path.relative_to(tree).as_posix()


def test_mypy_strict_has_nothing_to_say(tree: Path) -> None:
    words = [sys.executable, "-m", "mypy", "--strict", "--config-file="]
    bases = "--explicit-package-bases"
    cache = f"--cache-dir={tree / '.mypy_cache'}"
    assert checked(tree, [*words, bases, cache, *modules(tree)]) == ""


def test_pyright_strict_has_nothing_to_say(tree: Path) -> None:
    settings = {"include": [*modules(tree)], "typeCheckingMode": "strict"}
    (tree / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    tool = str(Path(sys.executable).parent / "basedpyright")
    assert checked(tree, [tool, f"--pythonpath={sys.executable}"]) == ""


# ------------------------------------------------------------------------------------------------------- payloads


@every_payload
def test_jsonschema_says_what_the_case_says(case: Case, payload: Payload) -> None:
    verdict, _ = VERDICTS[payload.section]
    assert accepts(case, payload.schema, payload.value, formats=False) is verdict
    if payload.section in ("valid", "format"):
        strict = accepts(case, payload.schema, payload.value, formats=True)
        assert strict is (payload.section == "valid")


@every_payload
def test_the_model_says_what_the_case_says(
    case: Case, payload: Payload, tree: Path
) -> None:
    assert tree.is_dir()
    _, verdict = VERDICTS[payload.section]
    models = importlib.import_module(f"{case.package}.models")
    adapter: TypeAdapter[Any] = TypeAdapter(models.SCHEMAS[payload.schema])
    text = json.dumps(payload.value)
    if not verdict:
        with pytest.raises(ValidationError):
            adapter.validate_json(text)
        return
    value = adapter.validate_json(text)
    back = adapter.dump_json(value, by_alias=True, exclude_unset=True)
    assert same(json.loads(back), payload.value), back
    whole = json.loads(adapter.dump_json(value, by_alias=True))
    assert isinstance(payload.value, dict) is isinstance(whole, dict)


@every_case
def test_held_to_its_lists_the_model_takes_no_word_beside_them(
    case: Case, tree: Path
) -> None:
    """As a server judges requests; everything else is as it is without."""
    assert tree.is_dir()
    models = importlib.import_module(f"{case.package}.models")
    judging = importlib.import_module(f"{SHARED}.judging")
    words = importlib.import_module(f"{SHARED}.words")
    for payload in case.payloads():
        judge = judging.Judge(models.SCHEMAS[payload.schema])
        _, verdict = VERDICTS[payload.section]
        assert judge.accepts(payload.value) is verdict, payload
        with words.held_to_lists():
            held = judge.accepts(payload.value)
        assert held is (verdict and payload.section != "open"), payload


@every_case
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_types_tell_their_json_schema(
    case: Case, mode: Literal["validation", "serialization"], tree: Path
) -> None:
    """For who writes a server with them; it allows every value that the document allows."""
    assert tree.is_dir()
    models = importlib.import_module(f"{case.package}.models")
    told: dict[str, Any] = {}
    for name in models.SCHEMAS:
        adapter: TypeAdapter[Any] = TypeAdapter(models.SCHEMAS[name])
        told[name] = adapter.json_schema(by_alias=True, mode=mode)
        Draft202012Validator.check_schema(told[name])
    for payload in case.payloads():
        if payload.section == "valid":
            Draft202012Validator(told[payload.schema]).validate(payload.value)


@every_case
def test_unchecked_values_are_announced(case: Case, made: Mapping[Case, Made]) -> None:
    """What the model does not enforce is said by a diagnostic when the document is generated."""
    loose = {one.schema for one in case.payloads() if one.section == "unchecked"}
    for name in loose:
        pointer = made[case].api.schemas[name]
        told = (*validated(made[case]), *made[case].diagnostics)
        said = [one for one in told if one.pointer.startswith(pointer)]
        assert said, name


def test_every_way_to_a_type_works_in_a_fresh_process(
    made: Mapping[Case, Made], tree: Path
) -> None:
    ways = [way for case in made for way in ways_of(case, made[case])]
    told = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "ways.py"), str(tree)],
        input=json.dumps(ways),
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    faults = [
        f"{way['package']} {way['schema']} by {way['name']}: {fault}"
        for way, fault in zip(ways, json.loads(told.stdout), strict=True)
        if fault
    ]
    assert not faults, "\n".join(faults)


def ways_of(case: Case, result: Made) -> Iterator[Way]:
    """Every way to each schema of a case that has a valid value; a model's own methods are for objects."""
    models = importlib.import_module(f"{case.package}.models")
    seen: set[str] = set()
    for one in case.payloads():
        if one.section != "valid" or one.schema in seen:
            continue
        if one.value is None:
            continue  # Where null is beside a record, the record's own name does not take it.
        seen.add(one.schema)
        assert one.schema in result.api.schemas
        names = [*WAYS, *MODEL_WAYS] if isinstance(one.value, dict) else [*WAYS]
        for name in names:
            yield Way(
                package=case.package,
                name=name,
                schema=one.schema,
                export=dict.__getitem__(models.SCHEMAS, one.schema),
                text=json.dumps(one.value),
            )
