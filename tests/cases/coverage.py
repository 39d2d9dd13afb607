"""features.yaml and, where it is there, the JSON Schema test suite go in; the tables of docs/coverage.md come out.

    python tests/cases/coverage.py            rewrites the tables
    python tests/cases/coverage.py --check    exits 1 where they are not current

Without the suite the table of keywords stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from cases.case import HERE, cases
from cases.vectors import Rate, Vector, judged, rates, suite
from generator.load.limits import DEFAULT
from generator.load.source import read
from generator.load.yaml_text import parse

DOCUMENT = HERE.parents[1] / "docs" / "coverage.md"
LOOSE = {
    "enum": "An enum of several strings is open: its words are told, others are accepted and sent back.",
    "oneOf": "Members that are the same are read as one, with a warning; by the letter such a schema refuses what fits them.",
}
"""Keyword -> why the type accepts some values that the keyword refuses."""


def features() -> Any:
    """The features as they stand in features.yaml."""
    path = HERE / "features.yaml"
    return parse(read(path, path.name, DEFAULT), DEFAULT)


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """(group, row) of every feature, with a word for each target."""
    table = features()
    for group, found in table["features"].items():
        for row in found:
            whole = table["usual"][group] | row
            same = {key for key in table["targets"] if whole[key] == "as python"}
            yield group, whole | dict.fromkeys(same, row["python"])


def feature_part() -> str:
    """What stands between the marks of the features."""
    return f"{len(cases())} cases.\n\n{feature_table()}\n{open_words()}\n"


def feature_table() -> str:
    """The features by group, each linked to its cases."""
    targets = features()["targets"]
    made: list[str] = []
    for group in features()["features"]:
        made += [f"### {group}", "", f"| feature | {' | '.join(targets)} | cases |"]
        made.append("|---" * (len(targets) + 2) + "|")
        for own, row in rows():
            if own == group:
                words = " | ".join(cell(row[target]) for target in targets)
                links = ", ".join(map(link, row["cases"]))
                made.append(f"| {row['feature']} | {words} | {links} |")
        made.append("")
    return "\n".join(made)


def open_words() -> str:
    """Values of the cases that a type accepts only because an enum is open, each linked to its case."""
    found: dict[str, list[str]] = {}
    for case in cases():
        for one in case.payloads():
            if one.section == "open":
                value = json.dumps(one.value, ensure_ascii=False)
                found.setdefault(case.id, []).append(f"`{one.schema}` `{value}`")
    lines = (f"- {link(case)}: {', '.join(values)}" for case, values in found.items())
    return "\n".join(
        (
            "Accepted by types, though JSON Schema refuses it, as an enum is open:",
            "",
            *lines,
        )
    )


def cell(word: Any) -> str:
    """What a target makes of a feature."""
    match word:
        case "yes":
            return "yes"
        case {"partly": how}:
            return f"partly: {how}"
        case {"no": code}:
            return f"no: `{code}`"
    raise ValueError(f"features.yaml: {word!r} is neither yes, partly nor no")


def link(case: str) -> str:
    """A link to the folder of a case."""
    return f"[{case}](../tests/cases/{case})"


def keyword_table(found: list[Rate], vectors: list[Vector]) -> str:
    """The keywords with their rates; what is not enforced is named below them."""
    total = Rate(
        "**all**",
        *(
            sum(getattr(r, n) for r in found)
            for n in Rate.__dataclass_fields__
            if n != "keyword"
        ),
    )
    made = [
        "| keyword | valid | accepted and equal after the round trip | invalid | refused | accepted as an enum is open |",
        "|---|---|---|---|---|---|",
        *map(rate_row, (*found, total)),
        "",
    ]
    loose = sorted({v.keyword for v in vectors if not v.right})
    made += ["What is not enforced:", "", *(f"- `{k}`: {LOOSE[k]}" for k in loose), ""]
    return "\n".join(made)


def rate_row(rate: Rate) -> str:
    """One line of the table."""
    name = rate.keyword if "*" in rate.keyword else f"`{rate.keyword}`"
    kept = share(rate.equal, rate.valid)
    refused = share(rate.rejected, rate.invalid)
    return f"| {name} | {rate.valid} | {kept} | {rate.invalid} | {refused} | {rate.open or ''} |"


def share(part: int, whole: int) -> str:
    """A count with its share, without a share of nothing."""
    return f"{part} ({100 * part / whole:.1f} %)" if whole else ""


def filled(text: str, name: str, table: str) -> str:
    """A document with the table between its two marks replaced."""
    marks = f"<!-- {name} -->", f"<!-- end of {name} -->"
    pattern = re.escape(marks[0]) + ".*?" + re.escape(marks[1])
    made = f"{marks[0]}\n\n{table}\n{marks[1]}"
    changed, count = re.subn(pattern, lambda _: made, text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{DOCUMENT.name} has no place for {name}")
    return changed


def rewritten(text: str) -> str:
    """The document with its tables made anew."""
    text = filled(text, "features", feature_part())
    if not suite().is_dir():
        return text
    vectors = list(judged(suite()))
    return filled(text, "keywords", keyword_table(rates(vectors), vectors))


def main() -> int:
    """Rewrite the document, or say whether it is current."""
    text = DOCUMENT.read_text("utf-8")
    made = rewritten(text)
    if "--check" in sys.argv[1:]:
        return int(made != text)
    DOCUMENT.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
