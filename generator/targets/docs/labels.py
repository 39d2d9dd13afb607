"""Language files go in; the generator's own words in each language come out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from generator.diagnostics import Misused
from generator.records import dataclass
from generator.render import shipped_templates

FOLDER = "docs/languages"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language by their keys; `language` is a BCP 47 tag."""

    language: str
    texts: Mapping[str, str]


def known(overlay: Path | None) -> dict[str, Path]:
    """The languages that there are files for, shipped or of the user's own."""
    found: dict[str, Path] = {}
    for root in (shipped_templates(), overlay):
        if root is not None:
            found |= {
                path.stem: path for path in sorted((root / FOLDER).glob("*.toml"))
            }
    return found


def load(language: str, overlay: Path | None = None) -> Labels:
    """The words of one language; what a file of the user's lacks is said in English.

    Raises:
        Misused: there is no such file, or it is no table of texts.
    """
    files = known(overlay)
    if language not in files:
        hint = f"Known: {', '.join(sorted(files))}. A new one is a file in {FOLDER}/ of your templates."
        raise Misused(f"there is no language {language!r} for docs", hint)
    return Labels(language, {**_texts(files["en"]), **_texts(files[language])})


@lru_cache(maxsize=64)
def _read(text: str) -> Mapping[str, object]:
    return tomllib.loads(text)


def _texts(path: Path) -> dict[str, str]:
    try:
        found = _read(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Misused(f"{path}: cannot be read as TOML: {error}") from error
    texts = {key: value for key, value in found.items() if isinstance(value, str)}
    if len(texts) < len(found):
        raise Misused(f"{path}: every value has to be a string")
    return texts
