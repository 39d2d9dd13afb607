"""The command of a shell, as curl is called by it, goes in; its words come out."""

from __future__ import annotations

import re
import shlex

VALUED = (
    "-F",
    "-H",
    "-X",
    "-o",
    "-u",
    "--data-binary",
    "--data-raw",
    "--data-urlencode",
    "--form-string",
)


def split(command: str) -> list[str]:
    """A command as words; `shlex` knows no lines that go on."""
    joined = re.sub(r"('[^']*'|\\')|\\\n", lambda m: m[1] or " ", command)
    return shlex.split(joined)


def options(command: str) -> list[tuple[str, str]]:
    """(option, its value) of a call of curl; the address has the option ""."""
    first, *rest = split(command)
    assert first == "curl"
    found: list[tuple[str, str]] = []
    while rest:
        one = rest.pop(0)
        if one in VALUED:
            found.append((one, rest.pop(0)))
        elif one == "-g":
            found.append((one, ""))
        else:
            assert one.startswith(("https://", "http://")), one
            found.append(("", one))
    return found


def unquoted(command: str) -> str:
    """What of a command stands outside of single quotes."""
    return re.sub(r"'[^']*'|\\'", "", command)
