"""A word of generated code goes in; the module that it is imported from comes out."""

from __future__ import annotations

from generator.languages.python.types import IMPORTS

RUNTIME = {
    "Async": "ways",
    "Call": "calls",
    "Headers": "headers",
    "Paged": "calls",
    "Resource": "calls",
    "Sync": "ways",
    "Way": "calls",
    "FileInput": "files",
    "Omit": "omit",
    "omit": "omit",
    "Options": "options",
    "Stream": "streams",
    "AsyncStream": "streams",
    "ServerSentEvent": "streams",
    "Task": "tasks",
    "AsyncTask": "tasks",
    "InXml": "markup.models",
    "XML": "markup.models",
    "Xml": "markup.shapes",
} | dict.fromkeys(
    [
        "Body",
        "JSON",
        "Operation",
        "Part",
        "Reply",
        "Retry",
        "TaskSpec",
        "cookie",
        "header",
        "path",
        "query",
        "querystring",
    ],
    "operation",
)
"""Where the names stand in the runtime that a module of resources is made of."""

ABC = {"Callable", "Coroutine", "Iterable", "Mapping", "Sequence"}
TYPING = {"Unpack", "overload"}


def place_of(word: str) -> str:
    """The module that a name is imported from; empty for one that needs no import."""
    if word in RUNTIME:
        return f".._runtime.{RUNTIME[word]}"
    if word == "http":
        return ".._runtime"
    if word == "models":
        return ".."
    if word in ABC:
        return "collections.abc"
    if word in TYPING:
        return "typing"
    module = IMPORTS.get(word, "")
    return module.replace("runtime.", ".._runtime.")
