"""Texts that were read and verdicts that were given come back as they were, and only for the same text."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cache import Store
from generator.load import load, yaml_text
from generator.validate import Known, Verdict, start

HEAD = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet: &pet {type: object, minProperties: '1'}
    Dog: *pet
"""
LONG = HEAD + "".join(f"    S{number}: {{type: string}}\n" for number in range(1000))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", bytes(range(32)))


def test_yaml_is_read_once(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "api.yaml"
    spec.write_text(LONG)
    first = load(spec, store=store)
    assert first.data == load(spec).data

    def never(*_: object) -> None:
        raise AssertionError("it was read again")

    with monkeypatch.context() as patch:
        patch.setattr(yaml_text, "parse", never)
        again = load(spec, store=store)
        assert again.data == first.data
        schemas = again.data["components"]["schemas"]
        assert schemas["Pet"] is schemas["Dog"]
        assert again.place("#/components/schemas/Dog").line == 7
        spec.write_text(LONG.replace("S999", "T999"))
        with pytest.raises(AssertionError, match="read again"):
            load(spec, store=store)
    assert "T999" in load(spec, store=store).data["components"]["schemas"]


def test_a_verdict_is_given_once(tmp_path: Path, store: Store) -> None:
    spec = tmp_path / "api.yaml"
    spec.write_text(HEAD)
    first = start(load(spec), store)
    assert isinstance(first, Verdict)
    found = first.findings()
    first.stop()
    assert any(
        one.code == "openapi-schema" or "minProperties" in one.pointer for one in found
    )
    again = start(load(spec), store)
    assert isinstance(again, Known)
    assert again.findings() == found
    (entry,) = (
        path for path in store.folder.iterdir() if path.name.startswith("verdict")
    )
    entry.write_bytes(b"x" * 100)
    third = start(load(spec), store)
    assert isinstance(third, Verdict)
    third.stop()
    spec.write_text(HEAD.replace("Pets", "Dogs"))
    other = start(load(spec), store)
    assert isinstance(other, Verdict)
    other.stop()


def test_a_verdict_that_did_not_come_to_its_end_is_not_kept(
    tmp_path: Path, store: Store
) -> None:
    spec = tmp_path / "api.yaml"
    spec.write_text(HEAD)
    cut = start(load(spec), store, seconds=0)
    assert any(one.code == "not-checked" for one in cut.findings())
    again = start(load(spec), store)
    assert isinstance(again, Verdict)
    again.stop()
