"""The settings table of the docs target goes in; what users choose of their site, files included, comes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from generator.beyond import own
from generator.diagnostics import Misused
from generator.jsonvalues import is_array, is_object
from generator.records import dataclass
from generator.tables import known

KEYS = (
    "title",
    "accent",
    "logo",
    "pages",
    "languages",
    "previous",
    "versions",
    "try_it",
    "site",
)
ACCENT = "#4f46e5"
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~/-]*)?")
_LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".webp")
TRY_IT_FILES = ("swagger-ui-bundle.js", "swagger-ui.css")


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """A page of the user's own: name of its file without extension, and its Markdown by language ("" is any)."""

    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocsSettings:
    """What users choose of their site.

    Attributes:
        title: in place of the document's.
        accent: a colour, as CSS writes it in hexadecimal.
        logo: name and content of an image; None without one.
        pages: further pages, in order.
        languages: tags of the languages; empty for English and those that the document is translated to.
        previous: an older document, to tell what changed since, and what tells whether it is still the same.
        versions: what other versions of the site are called -> their addresses.
        try_it: names and contents of swagger-ui-dist's files; none where requests are not to be tried.
        site: address of the site that links within the document's texts are meant for; empty where it is not told.
    """

    title: str = ""
    accent: str = ACCENT
    logo: tuple[str, bytes] | None = None
    pages: tuple[ExtraPage, ...] = ()
    languages: tuple[str, ...] = ()
    previous: Path | None = None
    previous_digest: str = ""
    versions: Mapping[str, str] = field(default_factory=dict[str, str])
    try_it: tuple[tuple[str, bytes], ...] = ()
    site: str = ""


def docs_settings(
    table: Mapping[str, object], file: Path, elsewhere: Mapping[str, str] | None = None
) -> DocsSettings:
    """Read the table.

    Args:
        file: the settings' own file; paths are relative to its folder.
        elsewhere: what is known in another table -> where it belongs.

    Raises:
        Misused: an unknown key, a value of the wrong kind, or a file that cannot be read.
    """
    for key in table:
        known(key, KEYS, file, "setting of target docs", elsewhere)
    root = file.parent
    accent = _text(table, "accent", file) or ACCENT
    if not _COLOUR.fullmatch(accent):
        raise Misused(
            f"{file}: `accent` is no colour: {accent!r}", 'Write it as in "#4f46e5".'
        )
    previous, try_it = _text(table, "previous", file), _text(table, "try_it", file)
    return DocsSettings(
        title=_text(table, "title", file),
        accent=accent,
        logo=_logo(_text(table, "logo", file), file),
        pages=tuple(_page(name, file) for name in _texts(table, "pages", file)),
        languages=_texts(table, "languages", file),
        previous=root / previous if previous else None,
        previous_digest=(
            hashlib.sha256(_bytes(root / previous)).hexdigest() if previous else ""
        ),
        versions=_versions(table.get("versions", {}), file),
        try_it=tuple(
            (name, _bytes(root / try_it / name)) for name in TRY_IT_FILES if try_it
        ),
        site=_address(_text(table, "site", file), file),
    )


def _address(value: str, file: Path) -> str:
    if value and not _ADDRESS.fullmatch(value):
        hint = 'Write it as in "https://docs.example/".'
        raise Misused(f"{file}: `site` is no address of a site: {value!r}", hint)
    return value


def _logo(name: str, file: Path) -> tuple[str, bytes] | None:
    if not name:
        return None
    ending = Path(name).suffix.lower()
    if ending not in _LOGOS:
        raise Misused(f"{name}: a logo is one of {', '.join(_LOGOS)}")
    return f"logo{ending}", _bytes(own(file.parent, name, f"{file}: `logo`"))


def _page(name: str, file: Path) -> ExtraPage:
    where = f"{file}: `pages`"
    path = own(file.parent, name, where)
    texts = {"": _bytes(path).decode("utf-8", "replace")}
    for other in sorted(path.parent.glob(f"{path.stem}.*{path.suffix}")):
        language = other.name.removesuffix(path.suffix)[len(path.stem) + 1 :]
        translated = own(file.parent, str(other.relative_to(file.parent)), where)
        texts[language] = _bytes(translated).decode("utf-8", "replace")
    return ExtraPage(path.stem, texts)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Misused(f"{path}: cannot be read: {error.strerror}") from error


def _text(table: Mapping[str, object], key: str, file: Path) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or "\0" in value:
        raise Misused(f"{file}: `{key}` of target docs has to be a string")
    return value


def _texts(table: Mapping[str, object], key: str, file: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    found = [one for one in value if isinstance(one, str)] if is_array(value) else []
    if not is_array(value) or len(found) < len(value):
        raise Misused(f"{file}: `{key}` of target docs has to be a list of strings")
    return tuple(found)


def _versions(value: object, file: Path) -> dict[str, str]:
    found = (
        {k: v for k, v in value.items() if isinstance(v, str)}
        if is_object(value)
        else {}
    )
    if not is_object(value) or len(found) < len(value):
        raise Misused(
            f"{file}: `versions` of target docs has to be a table of addresses"
        )
    return found
