"""A word of generated code goes in; the module that it is imported from comes out."""

from __future__ import annotations

from generator.languages.python.types import IMPORTS

RUNTIME = {
    "AsyncResource": "client",
    "SyncResource": "client",
    "FileInput": "files",
    "Omit": "omit",
    "omit": "omit",
    "Options": "options",
    "Pages": "pages",
    "AsyncPages": "pages",
    "Stream": "streams",
    "AsyncStream": "streams",
    "ServerSentEvent": "streams",
    "Task": "tasks",
    "AsyncTask": "tasks",
} | dict.fromkeys(
    [
        "Body",
        "JSON",
        "Operation",
        "PageSpec",
        "Part",
        "Reply",
        "Retry",
        "TaskSpec",
        "cookie",
        "header",
        "path",
        "query",
        "querystring",
        "twin",
    ],
    "operation",
)
"""Where the names stand in the runtime that a module of resources is made of."""

ABC = {"Callable", "Iterable", "Mapping", "Sequence"}
TYPING = {"Unpack"}


def place_of(word: str) -> str:
    """The module that a name is imported from; empty for one that needs no import."""
    if word in RUNTIME:
        return f".._runtime.{RUNTIME[word]}"
    if word == "models":
        return ".."
    if word in ABC:
        return "collections.abc"
    if word in TYPING:
        return "typing"
    module = IMPORTS.get(word, "")
    return module.replace("runtime.", ".._runtime.")
