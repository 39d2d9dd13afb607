"""The body of an error goes in; what it says to people comes out, in whatever form servers say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Any

from pydantic_core import from_json

from .jsons import is_array, is_object
from .pointer import first

_LISTS = ("errors", "details", "detail", "error", "extra", "issues", "data")
"""Where several errors are listed, or what lists them."""
_ENDS = (
    "errors",
    "details",
    "detail",
    "violations",
    "invalid-params",
    "invalidparams",
    "modelstate",
)
"""How other names of such places end: `validation_errors`, `fieldErrors`, `exception_detail`, `parameterViolations`, `invalid-params`, `ModelState`."""
_TEXTS = ("message", "detail", "title", "msg", "reason", "Message")
"""Where one of several errors has its text."""
_PLACES = (
    "field",
    "key",
    "location",
    "propertyPath",
    "instancePath",
    "pointer",
    "name",
)
"""Where one of several errors has the name of what it speaks of."""
_NOTES = ("type", "status", "timestamp", "path", "instance", "requestId", "traceId")
"""What is said beside the text of an error and tells nobody what was wrong."""
_SAYING = ("message", "msg", "error", "err", "reason", "title", "description", "detail")
"""How the names of texts end that say what was wrong."""

_TITLE = re.compile(r"<title\b[^<>]*>([^<]+)</title", re.IGNORECASE)
_PAGES = ("<!doctype html", "<html")


def of_text(text: str) -> str:
    """What a text says: a page of HTML, as proxies answer, by its title."""
    begins = text[:5000].lstrip()
    found = _TITLE.search(begins) if begins.lower().startswith(_PAGES) else None
    return " ".join(unescape(found[1]).split()) or text if found else text


def message_of(found: Any, pointers: Sequence[str]) -> str:
    """The message of an error, and what is said beside it, or in its place, of several things; "" where there is none.

    Args:
        found: the error object, or what came in its place.
        pointers: where its message stands.
    """
    if is_array(found):  # Django's errors that are about no field.
        return _said([_each(one) for one in found])
    several = _several(found)
    named = (*pointers, "/error/message")
    said = _said(first(found, (*named, *map(_capital, named))))
    said = said or _detail(found, bool(several))
    if not several and not said:
        told = _fields(found) or _within(found, ("detail", "error"))
        return told or _alone(found)
    if several and several not in said:
        return f"{said} ({several})" if said else several
    return said


def _capital(pointer: str) -> str:
    """A pointer with names as .NET spells them: `/Error/Message`."""
    return "/".join(name[:1].upper() + name[1:] for name in pointer.split("/"))


def _said(found: Any) -> str:
    """A text, or several of them as one; nothing of what is none."""
    if is_array(found) and all(isinstance(one, str) for one in found):
        return "; ".join(found)
    return _opened(found) if isinstance(found, str) else ""


def _opened(text: str) -> str:
    """A text; of one that is JSON itself what that says (an error of zod in Hono)."""
    if not text.startswith(("[{", "[\n", "{")):
        return text
    try:
        return message_of(from_json(text), ("/message",)) or text
    except ValueError:
        return text


def _detail(found: Any, told: bool) -> str:
    """What a problem says in `detail` (RFC 9457, Django), unless it says more elsewhere that is not `told`."""
    if not is_object(found):
        return ""
    detail = found.get("detail", found.get("Detail"))
    rest = (one for one in found.values() if one is not detail)
    more = any(is_array(one) or is_object(one) for one in rest)
    return detail if isinstance(detail, str) and (told or not more) else ""


def _alone(found: Any) -> str:
    """The text of an object that says nothing else in words (Express, Rails, Spring), or what OAuth says beside it (RFC 6749, section 5.2)."""
    if not is_object(found):
        return ""
    words = {name: one for name, one in found.items() if name not in _NOTES}
    errors = [name for name in words if name[:5] == "error"]
    longer = (name for name in errors if name.lower().endswith(_SAYING[:2]))
    told = words.get("error_description", words.get(next(longer, "error")))
    rest = [name for name in words if name not in errors and _speaks(words[name])]
    if told is None and not errors and len(rest) == 1:
        return _said(words[rest[0]]) if rest[0].lower().endswith(_SAYING) else ""
    return "" if rest else _said(told)


def _speaks(one: Any) -> bool:
    """Whether a value may say something in words."""
    return isinstance(one, str) or is_array(one) or is_object(one)


def _several(found: Any, levels: int = 3) -> str:
    """What each of several errors says that are listed beside a message, or in its place (JSON:API, Directus, Strapi, FastAPI)."""
    if not is_object(found) or not levels:
        return ""
    lists = (*_LISTS, *(name for name in found if name.lower().endswith(_ENDS)))
    others = (name for name, one in found.items() if is_object(one))
    for name in dict.fromkeys((*lists, *others)):
        inner = found.get(name)
        many = [_each(one) for one in inner] if is_array(inner) else []
        told = _fields(inner, name.lower().endswith("errors")) if name in lists else ""
        if said := _said(many) or _several(inner, levels - 1) or told:
            return said
    return ""


def _each(one: Any) -> Any:
    """The text of one of several errors, with the place that it speaks of; what has none as it is."""
    if not is_object(one):
        return one
    texts = (one.get(name) for name in _TEXTS)
    said = next((text for text in texts if isinstance(text, str)), None)
    if said is None:
        return one
    where = next((one[name] for name in _PLACES if name in one), one.get("path"))
    place = one.get("loc", one.get("path"))
    if is_array(place):
        where = ".".join(map(str, place))
    told = isinstance(where, str) and where and where not in said
    return f"{where}: {said}" if told else said


def _within(found: Any, names: Iterable[str], levels: int = 3) -> str:
    """What an object says that stands in the place of a text, or one inside it."""
    inner = [found.get(name) for name in names] if is_object(found) else []
    for one in inner if levels else ():
        said = _said(first(one, ("/message", "/detail", "/msg", "/error")))
        if said := said or _within(one, one if is_object(one) else (), levels - 1):
            return said
    return ""


def _fields(found: Any, bare: bool = False) -> str:
    """What is said of each field by its name (Django, Rails, ASP.NET): `name: Too long; age: No number`.

    Args:
        bare: each of them is an error, so that a text alone is what it says.
    """
    texts = _leaves(found, bare) if is_object(found) else {}
    told = "; ".join(f"{name}: {text}" for name, text in texts.items())
    return told if all(texts.values()) else ""


def _leaves(found: Any, bare: bool, levels: int = 4) -> dict[str, str]:
    """The texts of fields by their names, `json.owner.name` of those in others (marshmallow); no text for what is none."""
    texts: dict[str, str] = {}
    for name, one in found.items():
        if is_object(one) and isinstance(said := one.get("message"), str):
            texts[name] = said  # tsoa, Mongoose
        elif is_object(one) and one and levels:
            inner = _leaves(one, bare, levels - 1)
            texts |= {f"{name}.{below}": text for below, text in inner.items()}
        else:
            texts[name] = _said(one) if bare or is_array(one) else ""
    return texts
