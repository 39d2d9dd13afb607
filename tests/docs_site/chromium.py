"""The environment goes in; the Chromium that the pages are tested in comes out, or what to do to have one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
)
"""Programs that are looked for, in this order; those without windows first, which take half the time."""

INSTALL = (
    "The published pages are tested in Chromium, and there is none. Install it (Debian: "
    "apt-get install chromium), name one in CHROMIUM, or leave these tests out with SKIP_BROWSER=1."
)
REFUSED = "SKIP_BROWSER=1 is for a desk without a browser; where CI=true it is refused."

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What Chromium is started with: nothing is drawn on a screen, and nothing is fetched of its own accord."""


class NoChromium(Exception):
    """There is no Chromium, or leaving it out is refused; the text says what to do."""


def chromium(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where Chromium is; None where the tests are to be left out.

    Raises:
        NoChromium: there is none, or CI wants to leave it out.
    """
    if environment.get("SKIP_BROWSER") == "1":
        if environment.get("CI") == "true":
            raise NoChromium(REFUSED)
        return None
    for name in filter(None, (environment.get("CHROMIUM"), *NAMES)):
        if found := shutil.which(name, path=environment.get("PATH")):
            return Path(found)
    raise NoChromium(INSTALL)


if __name__ == "__main__":
    try:
        chromium()
    except NoChromium as error:
        sys.exit(str(error))
