"""A file's name on a generated command line is what a shell reads back."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.shell import word

NAMES = [
    *("openapi.yaml", 'a"b.yaml', "a'b.yaml", "日本.yaml", "a\nb.yaml", "-x.yaml"),
    *("a b.yaml", "$(id).yaml", "a\\n'b\u202e.yaml", "\udcff.yaml", "é\x07.yaml", ""),
]
BASH = shutil.which("bash")


def test_plain_names_stay() -> None:
    assert word("spec/open_api-3.yaml") == "spec/open_api-3.yaml"


@given(st.text() | st.sampled_from(NAMES))
def test_only_plain_ascii(name: str) -> None:
    written = word(name)
    assert written.isascii()
    assert written.isprintable()


@pytest.mark.skipif(BASH is None, reason="there is no bash")
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"))
    | st.sampled_from(NAMES)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_bash_reads_it_back(name: str) -> None:
    shown = subprocess.run(
        [str(BASH), "-c", f"printf %s {word(name)}"],
        capture_output=True,
        env={"LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert os.fsdecode(shown.stdout).removeprefix("./") == name.removeprefix("./")
