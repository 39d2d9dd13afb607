"""Paths of generated files: what is safe everywhere passes, the rest does not."""

from __future__ import annotations

import pytest

from generator.write.paths import UnsafePath, check_paths


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/x",
        "../x",
        "a/../../x",
        "a//b",
        "./a",
        "a/",
        "a\\b",
        "C:/x",
        "a\0b",
        "a\nb",
        "con",
        "CON.py",
        "a/nul.txt",
        "lpt1",
        "com¹.md",
        "aux .py",
        "a.",
        "a ",
        "a*b",
        "x" * 300,
        "日" * 100,
        "MANIFEST.json",
        "manifest.JSON",
    ],
)
def test_unsafe_paths(path: str) -> None:
    with pytest.raises(UnsafePath):
        check_paths([path])


@pytest.mark.parametrize(
    "paths",
    [
        ["a/X.py", "a/x.py"],
        ["A/x.py", "a/y.py"],
        ["caf\u00e9.py", "cafe\u0301.py"],
        ["straße", "STRASSE"],
        ["a", "a/b"],
        ["a/b", "A"],
        ["a", "a"],
    ],
)
def test_paths_that_clash(paths: list[str]) -> None:
    with pytest.raises(UnsafePath):
        check_paths(paths)


def test_safe_paths() -> None:
    check_paths(
        [
            "acme/py.typed",
            "acme/__init__.py",
            "console.py",
            "日本.md",
            ".hidden",
            "a/MANIFEST.json",
        ]
    )
