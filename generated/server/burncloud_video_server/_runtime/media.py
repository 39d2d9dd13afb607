"""Media types in; how they are read and written out."""

from __future__ import annotations

LINES = (
    "application/jsonl",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/x-ndjson",
    "application/ndjson",
    "application/json-seq",
)
EVENTS = "text/event-stream"
FORM = "application/x-www-form-urlencoded"
UNTELLING = ("", "boundary", "charset", "q")


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON or made of it (RFC 6839)."""
    return essence(media_type).endswith(("/json", "+json"))


def is_text(media_type: str) -> bool:
    """Tell whether a media type is text, XML and YAML included."""
    kind = essence(media_type)
    return kind.startswith("text/") or kind.endswith(
        ("/xml", "+xml", "/yaml", "+yaml", "/x-yaml")
    )


def with_charset(media_type: str) -> str:
    """Text says that it is UTF-8; JSON always is (RFC 8259, section 8.1)."""
    told = "charset" in media_type.lower() or not is_text(media_type)
    return media_type if told or is_json(media_type) else f"{media_type}; charset=utf-8"


def is_lines(media_type: str) -> bool:
    """Tell whether a media type holds members of JSON, one by one."""
    kind = essence(media_type)
    return kind in LINES or kind.endswith("+json-seq")


def details(media_type: str) -> frozenset[tuple[str, str]]:
    """The parameters of a media type that tell what it is, such as a version, not how it is written or wanted."""
    pairs = (part.partition("=") for part in media_type.split(";")[1:])
    found = {
        (name.strip().lower(), word.strip().strip("\"'")) for name, _, word in pairs
    }
    return frozenset(one for one in found if one[0] not in UNTELLING)


def agreement(declared: str, actual: str) -> int:
    """How many parameters of a declared media type another one has; below zero where it lacks one."""
    wanted = details(declared)
    return len(wanted) if wanted <= details(actual) else -1


def fits(declared: str, actual: str) -> int:
    """How exactly a media type is what the document declares; 0 where it is not."""
    wanted, kind = essence(declared), essence(actual)
    if wanted == kind:
        return 3
    if wanted == "*/*":
        return 1
    return 2 if wanted.endswith("/*") and kind.startswith(wanted[:-1]) else 0


def charset(media_type: str) -> str:
    """The character set that a media type names, else UTF-8."""
    for part in media_type.split(";")[1:]:
        name, _, word = part.partition("=")
        if name.strip().lower() == "charset":
            return word.strip().strip("\"'")
    return "utf-8"


def accepted(media_type: str, accept: str) -> float:
    """How much a client wants a media type, by its Accept header (RFC 9110, section 12.5.1)."""
    if not accept.strip():
        return 1.0
    best = (0, 0, 0.0)
    for part in accept.split(","):
        wanted, *parameters = part.split(";")
        weight = 1.0
        for parameter in parameters:
            name, _, word = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = float(word)
                except ValueError:
                    weight = 0.0
        exact = max(fits(wanted, media_type), 1 if fits(media_type, wanted) else 0)
        if exact:
            best = max(best, (exact, agreement(part, media_type), weight))
    # What was asked for with other parameters is the next best.
    return best[2] if best[1] >= 0 else best[2] / 2
