"""Keys of paths and of content go in; the parameters' names of path templates, and what is wrong with the keys, come out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from generator.jsonvalues import is_object, mapping
from generator.load import Document, pointer, refs
from generator.validate.finding import Finding
from generator.validate.trails import Trail, place_of

BAD_PATH = "bad-path"
"""The code of what is said about keys of paths."""
BAD_MEDIA_TYPE = "bad-media-type"
"""The code of what is said about keys of content."""
_NAMES = re.compile(r"\{([^{}]*)\}")
_ROUTED = re.compile(
    r"\{(?:\*{1,2}|\+)?([^{}*+?:=]+?)(?:\*{1,2}|[+?]|\.{3}|[:=][^{}]*)?\}"
)
"""A parameter with what routers write beside its name: how much of a path it takes, and what it looks like."""
_NAME = re.compile(r"\w[\w.$ -]*")


def names_in(path: str) -> list[str]:
    """Give the names in braces, in the order of the path; what stands behind a "#" is never sent (RFC 9110, section 7.1)."""
    return [name for name in _NAMES.findall(path.partition("#")[0]) if name]


def as_declared(path: str, declared: Collection[str]) -> str:
    """Give a path with the names that its parameters are declared by, without what routers write beside these in braces.

    `{path*}`, `{*path}`, `{path...}`, `{+path}` (RFC 6570), `{id:int}` and `{id=shelves/*}` (google.api.http) are the
    parameters `path` and `id` where these are declared and the path has no other place for them.
    """
    named = {*names_in(path)}

    def bare(found: re.Match[str]) -> str:
        whole, name = found[0][1:-1], found[1]
        routed = whole not in declared and name in declared and name not in named
        return f"{{{name}}}" if routed else found[0]

    return _ROUTED.sub(bare, path)


def undeclared_in(path: str, declared: Collection[str]) -> list[str]:
    """Give the names in braces that are not declared, each once and without what routers write beside it.

    What is more than a name, such as `{?page,size}` of a URI template (RFC 6570), is none.
    """
    found = (
        _ROUTED.fullmatch(f"{{{one}}}") for one in names_in(path) if one not in declared
    )
    names = dict.fromkeys(one[1] for one in found if one)
    return [name for name in names if name not in declared and _NAME.fullmatch(name)]


def is_no_path(path: str, item: object) -> bool:
    """Whether a key of paths is neither a path by its name nor a path item by what stands there."""
    return not path.startswith("/") and item is not None and not is_object(item)


def is_no_media_type(name: str, item: object) -> bool:
    """Whether a key of `content` is neither a media type by its name nor by what stands there: `type: void`."""
    return "/" not in name and item is not None and not is_object(item)


def not_for_all(at: str) -> Finding:
    """Say that a reference stands where only path items may be references (OpenAPI 3.2.0, section 4.8)."""
    message = "a reference cannot stand for all paths"
    hint = f"Refer to each path by itself: '/pets': {{{refs.WORD}: 'paths.yaml#/~1pets'}}. Or join the files first."
    return Finding(BAD_PATH, "error", message, at, hint)


def server_faults(
    _: Document, server: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Report names in the address of a server that are no variables of it (OpenAPI 3.1.0, section 4.8.5)."""
    url = server.get("url")
    for name in dict.fromkeys(names_in(url)) if isinstance(url, str) else ():
        if name not in mapping(server.get("variables")):
            message = f"{{{name}}} stands in the address {url!r} and is not declared as a variable"
            hint = f"The braces are sent as they stand. Write the address itself, or variables: {{{name}: {{default: …}}}}."
            yield Finding(
                "server-variable", "warning", message, place_of((trail, "url")), hint
            )


def template_faults(document: Document) -> Iterator[Finding]:
    """Check the keys of paths (OpenAPI 3.1.0, section 4.8.8)."""
    shapes: dict[str, str] = {}
    for path, item in mapping(document.data.get("paths")).items():
        if path.startswith("x-") or is_no_path(path, item):
            continue
        at = pointer.join("#", "paths", path)
        yield from _template(path, at)
        other = shapes.setdefault(_NAMES.sub("{}", path), path)
        if other != path:
            message = f"the path {path!r} differs from {other!r} only in the names of its parameters"
            hint = "Servers do not see these names: keep the operations of both below one path, each method once."
            yield Finding("same-path", "warning", message, at, hint)


def _template(path: str, at: str) -> Iterator[Finding]:
    rest = _NAMES.sub("", path)
    if "{" in rest or "}" in rest:
        message = f"the path {path!r} has a brace that is not closed or not opened"
        yield Finding(BAD_PATH, "error", message, at, "Write each parameter as {name}.")
    elif "{}" in path:
        message = f"the path {path!r} has a parameter without a name"
        yield Finding(
            BAD_PATH, "error", message, at, "Write a name between the braces."
        )
    if not path.startswith("/"):
        message = f"the path {path!r} does not begin with '/'"
        hint = f"It is taken as {'/' + path!r}."
        if path.startswith("{"):
            hint += " What begins with a slash is given without it."
        yield Finding(BAD_PATH, "warning", message, at, hint)
    names = names_in(path)
    if len(set(names)) < len(names):
        message = f"the path {path!r} names a parameter twice"
        yield Finding(
            BAD_PATH, "warning", message, at, "Both places get the same value."
        )
