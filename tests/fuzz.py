"""Damaged documents go in for as long as one likes; the first that is neither generated nor refused with a place comes out.

    python tests/fuzz.py [SECONDS] [SEED]

Half of the runs damage the text of a document and load it; the other half damage its data and run the whole pipeline
for one of the targets, the check of the output's syntax trees included, or compare the damaged document with the one that
it was made from, or play it. What is found is written to the current folder as ``fuzz-….json`` or
``fuzz-….yaml``. The exit code is 1 where something was found.
"""

from __future__ import annotations

import copy
import json
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from h11 import LocalProtocolError
from hostile.rich import document
from hostile.running import files_of, understood
from languages.texts import HOSTILE

from generator.diagnostics import Refused
from generator.diff import as_json, as_text, compare
from generator.load import load
from generator.mock.options import Options
from generator.mock.play import World, reply
from generator.mock.served import served
from generator.mock.server import head
from generator.mock.wire import Incoming
from generator.pipeline import Understood

HOLE = re.compile(r"\{[^}]*\}")
TESTS = Path(__file__).resolve().parent
SECONDS = 60
"""No document may take longer."""
MEMORY = 2_000_000_000
"""Nor may it need more bytes than these."""

KEYWORDS = (
    *("type", "properties", "items", "allOf", "anyOf", "oneOf", "not", "enum", "const"),
    *("required", "additionalProperties", "nullable", "format", "pattern", "default"),
    *("discriminator", "mapping", "propertyName", "prefixItems", "if", "then", "else"),
    *("parameters", "requestBody", "responses", "content", "schema", "headers", "in"),
    *(
        "name",
        "security",
        "servers",
        "tags",
        "style",
        "explode",
        "$ref",
        "$id",
        "$defs",
    ),
    *(
        "minimum",
        "maxLength",
        "uniqueItems",
        "contains",
        "dependentSchemas",
        "readOnly",
    ),
    *("x-specloom-task", "x-specloom-retry", "x-specloom-error", "examples", "links"),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**400,
        1e308,
        "",
        "x",
        [],
        {},
        [[]],
        [{}],
        {"": 1},
    ),
    *(
        "object",
        "array",
        "string",
        "integer",
        ["string", "null"],
        "#",
        "#/",
        "date-time",
    ),
    *(
        "query",
        "path",
        "deepObject",
        "application/json",
        "*/*",
        "default",
        "200",
        "2XX",
    ),
)
PIECES = (
    *(
        "&a ",
        "*a",
        "<<: *a\n",
        "!!python/name:os.system ",
        "? ",
        ": ",
        "- ",
        "\t",
        "|\n",
    ),
    *(
        ">-\n",
        "%YAML 1.2\n",
        "---\n",
        "...\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        '"',
        "'",
        "#",
        "~",
    ),
    *(
        "\\u0000",
        "\\ud800",
        "9" * 500,
        "[" * 500,
        "1e999",
        ".nan",
        "\x00",
        "\ufeff",
        "\r",
    ),
)

REQUESTS = (
    (b"", ""),
    (b"{}", "application/json"),
    (b"[null]", "application/json"),
    (b"a=1&b[c]=2", "application/x-www-form-urlencoded"),
    (
        b'--b\r\nContent-Disposition: form-data; name="a"; filename="../a"\r\n\r\n1\r\n--b--',
        "multipart/form-data; boundary=b",
    ),
)
"""Bodies that the mock is sent, and their media types."""

Json = Any


class TooLong(Exception):
    """A document took more than `SECONDS`."""


def sources() -> list[tuple[str, Json]]:
    """(text, data) of the documents that are damaged: all cases, the gateway's, and one with everything in it."""
    found: list[tuple[str, Json]] = []
    for path in [
        *sorted((TESTS / "cases").rglob("openapi.yaml")),
        TESTS.parent / "spec/openapi.yaml",
    ]:
        read = load(path)
        written = read.data if read.earlier is None else read.earlier.data
        found.append((path.read_text(encoding="utf-8"), written))
    rich = document(lambda _, harmless: harmless)
    return [*found, (json.dumps(rich, indent=1), rich)]


def places(data: Json) -> list[tuple[Any, Any]]:
    """(container, key) of every value in a document."""
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            found.append((one, key))
            if isinstance(one[key], dict | list):
                waiting.append(one[key])
    return found


def pointers(data: Json, at: str = "#") -> list[str]:
    """Pointers to everything in a document, its strings and numbers aside."""
    found = [at]
    pairs: Any = ()
    if isinstance(data, dict):
        pairs = data.items()
    elif isinstance(data, list):
        pairs = enumerate(data)
    for key, value in pairs:
        word = str(key).replace("~", "~0").replace("/", "~1")
        found += pointers(value, f"{at}/{word}")
    return found


def text_of(rng: random.Random) -> str:
    """A text that has hurt code generators."""
    return "".join(
        rng.choice(HOSTILE) if rng.random() < 0.6 else chr(rng.randrange(1, 0xD7FF))
        for _ in range(rng.randrange(1, 6))
    )


def any_value(rng: random.Random, data: Json) -> Json:
    """Something to put where something else was."""
    match rng.randrange(7):
        case 0:
            return text_of(rng)
        case 1:
            return {"$ref": rng.choice(pointers(data))}
        case 2:
            holder, key = rng.choice(places(data))
            return copy.deepcopy(holder[key])
        case 3:
            return {rng.choice(KEYWORDS): any_value(rng, data)}
        case 4:
            return [any_value(rng, data)]
        case _:
            return copy.deepcopy(rng.choice(VALUES))


def damage_data(rng: random.Random, data: Json) -> Json:
    """A copy of a document with one to four faults."""
    data = copy.deepcopy(data)
    for _ in range(rng.randrange(1, 5)):
        found = places(data)
        if not found:
            return data
        holder, key = rng.choice(found)
        match rng.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                name = text_of(rng) if rng.random() < 0.5 else rng.choice(KEYWORDS)
                holder[name] = holder.pop(key)
            case 2 if isinstance(holder, dict):
                holder[rng.choice(KEYWORDS)] = any_value(rng, data)
            case 3 if isinstance(holder[key], dict):
                holder[key] = {"$ref": rng.choice(pointers(data))}
            case _:
                holder[key] = any_value(rng, data)
    return data


def damage_text(rng: random.Random, text: str) -> str:
    """A text with one to six faults."""
    for _ in range(rng.randrange(1, 7)):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + int(rng.expovariate(0.2)))
        new = rng.choice(PIECES) if rng.random() < 0.7 else text[end : end + 20]
        text = text[:start] + new + text[end if rng.random() < 0.5 else start :]
    return text


def compared(path: Path, before: Json) -> None:
    """Say what differs between a document and the one that it was made from, and the other way round."""
    own = path.with_name("before.json")
    own.write_text(json.dumps(before), encoding="utf-8")
    apis = [understood(one)[0] for one in (own, path)]
    for old, new in (apis, reversed(apis)):
        found = compare(old, new)
        as_text(found)
        as_json(found)


def played(path: Path) -> None:
    """Ask the mock for a few operations."""
    api, _ = understood(path)
    world = World(served(Understood(load(path), api, ()), "", 0), Options())
    for operation in api.operations[:8]:
        target = HOLE.sub("1", operation.path)
        for body, media_type in REQUESTS:
            headers = (("host", "localhost"), ("content-type", media_type))
            asked = Incoming(
                operation.method, target, headers, body, "http://localhost"
            )
            with suppress(
                LocalProtocolError
            ):  # The mock says that HTTP cannot send it.
                head(reply(world, asked))


def any_run(rng: random.Random, data: Json) -> Callable[[Path], object]:
    """What is done with a document that was made from `data`."""
    match rng.randrange(5):
        case 0:
            return partial(compared, before=data)
        case 1:
            return played
        case number:
            return partial(files_of, name=("python", "server", "docs")[number - 2])


def judged(path: Path, run: Callable[[Path], object]) -> tuple[str, str]:
    """("fine" or "refused" or "FAULT", what was said)."""
    signal.alarm(SECONDS)
    try:
        run(path)
    except Refused as error:
        lost = [one for one in error.diagnostics if one.place is None]
        return ("FAULT", f"no place: {lost[0]}") if lost else ("refused", "")
    except Exception:
        return "FAULT", traceback.format_exc(limit=-4)
    finally:
        signal.alarm(0)
    return "fine", ""


def late(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


def main(seconds: float, seed: int) -> int:
    """Damage and run until the time is over; stop at the third fault."""
    signal.signal(signal.SIGALRM, late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rng = random.Random(seed)
    known = sources()
    counted: Counter[str] = Counter()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until and counted["FAULT"] < 3:
            text, data = rng.choice(known)
            run: Callable[[Path], object]
            if rng.random() < 0.5:
                suffix = "json" if text.startswith("{") else "yaml"
                path, run = Path(folder) / f"spec.{suffix}", load
                path.write_text(damage_text(rng, text), encoding="utf-8")
            else:
                path, run = Path(folder) / "spec.json", any_run(rng, data)
                path.write_text(json.dumps(damage_data(rng, data)), encoding="utf-8")
            verdict, said = judged(path, run)
            counted[verdict] += 1
            if verdict == "FAULT":
                kept = Path(f"fuzz-{seed}-{counted.total()}{path.suffix}")
                kept.write_bytes(path.read_bytes())
                print(f"{kept}: {said}", file=sys.stderr)
    told = ", ".join(f"{number} {verdict}" for verdict, number in counted.items())
    print(f"seed {seed}: {counted.total()} tried, {told}")
    return 1 if counted["FAULT"] else 0


if __name__ == "__main__":
    words = sys.argv[1:]
    chosen = int(words[1]) if len(words) > 1 else random.SystemRandom().randrange(10**6)
    sys.exit(main(float(words[0]) if words else 60, chosen))
