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
    "messages",
    "humanized",
)
"""How other names of such places end: `validation_errors`, `fieldErrors`, `exception_detail`, `parameterViolations`, `invalid-params`, `ModelState`."""
_BARE = ("errors", "messages")
"""How names of places end in which each text is an error."""
_TEXTS = ("message", "detail", "title", "msg", "reason", "Message", "error")
"""Where one of several errors has its text."""
_WHOLE = ("detail", "message", "error")
"""What stands alone in the place of several errors (Phoenix, CodeIgniter) and is no field."""
_PLACES = (
    "field",
    "key",
    "param",
    "property",
    "path",
    "location",
    "propertyPath",
    "instancePath",
    "pointer",
    "name",
)
"""Where one of several errors has the name of what it speaks of."""
_NOTES = (
    "type",
    "@context",
    "@id",
    "@type",
    "status",
    "timestamp",
    "path",
    "instance",
    "requestId",
    "traceId",
    "exception",
    "trace",
    "traces",
)
"""What is said beside the text of an error and tells nobody what was wrong."""
_SAYING = ("message", "msg", "error", "err", "reason", "title", "description", "detail")
"""How the names of texts end that say what was wrong."""

_TITLE = re.compile(r"<title\b[^<>]*>([^<]+)</title", re.IGNORECASE)
_MORE = re.compile(r" \(and \d+ more errors?\)$")
_PAGES = ("<!doctype html", "<html")


def of_text(text: str) -> str:
    """What a text says: a page of HTML, as proxies answer, by its title."""
    begins = text[:5000].lstrip()
    found = _TITLE.search(begins) if begins.lower().startswith(_PAGES) else None
    return " ".join(unescape(found[1]).split()) or text if found else text


def message_of(found: Any, pointers: Sequence[str], levels: int = 3) -> str:
    """The message of an error, and what is said beside it, or in its place, of several things; "" where there is none.

    Args:
        found: the error object, or what came in its place.
        pointers: where its message stands.
        levels: how many objects may hold nothing but the error, one in the other.
    """
    if is_array(found):  # Django's errors that are about no field.
        return _said([_each(one) for one in found])
    several = _several(found)
    named = (*pointers, "/error/message", "/hydra:description")
    said = _said(first(found, (*named, *map(_capital, named))))
    said = said or _detail(found, bool(several))
    if not several and not said:
        told = _fields(found) or _within(found, ("detail", "error", "meta", "data"))
        return told or _alone(found) or _wrapped(found, pointers, levels)
    if not several or several in said:
        return said
    # Laravel's message is its first error, and how many there are.
    begin = _MORE.sub("", said)
    return several if begin in several else f"{said} ({several})"


def _wrapped(found: Any, pointers: Sequence[str], levels: int) -> str:
    """What an error says that is all that an object has (`ocs` of Nextcloud)."""
    inner = list(found.values()) if is_object(found) else []
    whole = levels and len(inner) == 1 and is_object(inner[0])
    return message_of(inner[0], pointers, levels - 1) if whole else ""


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
    rest = (one for name, one in found.items() if name not in _NOTES)
    more = any(_speaks(one) and not isinstance(one, str) for one in rest)
    return detail if isinstance(detail, str) and (told or not more) else ""


def _alone(found: Any) -> str:
    """The text of an object that says nothing else in words (Express, Rails, Spring), or what OAuth says beside it (RFC 6749, section 5.2)."""
    if not is_object(found):
        return ""
    words = {
        name: one for name, one in found.items() if name not in _NOTES and _speaks(one)
    }
    errors = [name for name in words if name[:5] == "error"]
    longer = (name for name in errors if name.lower().endswith(_SAYING[:2]))
    told = words.get("error_description", words.get(next(longer, "error")))
    rest = [name for name in words if name not in errors]
    if not errors and len(rest) == 1:
        return _said(words[rest[0]]) if rest[0].lower().endswith(_SAYING) else ""
    return "" if rest else _said(told)


def _speaks(one: Any) -> bool:
    """Whether a value may say something in words."""
    return isinstance(one, str) or bool(one and (is_array(one) or is_object(one)))


def _several(found: Any, levels: int = 3) -> str:
    """What each of several errors says that are listed beside a message, or in its place (JSON:API, Directus, Strapi, FastAPI)."""
    if not is_object(found) or not levels:
        return ""
    lists = (*_LISTS, *(name for name in found if name.lower().endswith(_ENDS)))
    others = (name for name, one in found.items() if is_object(one))
    for name in dict.fromkeys((*lists, *others)):
        inner = found.get(name)
        many = [_each(one) for one in inner] if is_array(inner) else []
        told = _listed(inner, name.lower().endswith(_BARE)) if name in lists else ""
        if said := _said(many) or _several(inner, levels - 1) or told:
            return said
    return ""


def _each(one: Any) -> Any:
    """The text of one of several errors, with the place that it speaks of; what has none as it is."""
    if not is_object(one):
        return one
    said = next(filter(None, (_said(one.get(name)) for name in _TEXTS)), None)
    if said is None:
        return one
    source = one.get("source")  # JSON:API
    places = {**source, **one} if is_object(source) else one
    where = next(
        (places[name] for name in (*_PLACES, "parameter", "header") if name in places),
        None,
    )
    place = one.get("loc", one.get("path"))
    if is_array(place):
        where = ".".join(map(str, place))
    told = isinstance(where, str) and where and where not in said
    return f"{where}: {said}" if told else said


def _listed(inner: Any, bare: bool) -> str:
    """What stands in the place of several errors, by fields; the text alone of what names none."""
    name = next(iter(inner), "") if is_object(inner) and len(inner) == 1 else ""
    whole = inner[name] if name in _WHOLE else None
    return whole if isinstance(whole, str) else _fields(inner, bare)


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
        many = [_each(each) for each in one] if is_array(one) else []
        inner = one if is_object(one) else {}
        if many and not _said(many) and all(map(is_object, one)):
            # A list of objects, each with its own fields (Django, Phoenix).
            inner = {str(index): each for index, each in enumerate(one)}
        if isinstance(said := inner.get("message"), str):
            texts[name] = said  # tsoa, Mongoose
        elif inner and levels:
            below = _leaves(inner, bare, levels - 1)
            texts |= {f"{name}.{field}": text for field, text in below.items()}
        elif one != {}:
            texts[name] = _said(many or one) if bare or is_array(one) else ""
    return texts
