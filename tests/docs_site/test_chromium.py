"""Without Chromium nobody is left to guess, and CI cannot leave the browser out."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs_site.chromium import NoChromium, chromium


def test_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(NoChromium, match="apt-get install chromium"):
        chromium({"PATH": str(tmp_path)})


def test_is_left_out_on_request_but_not_by_ci(tmp_path: Path) -> None:
    skipping = {"PATH": str(tmp_path), "SKIP_BROWSER": "1"}
    assert chromium(skipping) is None
    with pytest.raises(NoChromium, match="CI=true"):
        chromium({**skipping, "CI": "true"})


def test_takes_the_one_that_is_named(tmp_path: Path) -> None:
    own = tmp_path / "my-browser"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    assert chromium({"PATH": "", "CHROMIUM": str(own)}) == own


def test_takes_one_without_windows_where_there_is_a_choice(tmp_path: Path) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    assert chromium({"PATH": str(tmp_path)}) == tmp_path / "chromium-headless-shell"
