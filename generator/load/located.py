"""What was found at references goes in; it comes out with its pointer in the bundled document and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostic, Refused
from generator.load import pointer
from generator.load.document import FILES
from generator.load.generics import Site
from generator.load.places import offsets
from generator.load.source import Source


def located(
    found: Iterable[tuple[Site, Diagnostic]], sources: Mapping[str, Source]
) -> tuple[Diagnostic, ...]:
    """Place each finding at the word for a reference of its site; each file is gone through once.

    Args:
        found: a reference, and what is to be said of it.
        sources: the files, by name.
    """
    by_file: dict[str, list[tuple[tuple[str, ...], Diagnostic]]] = {}
    for site, diagnostic in found:
        by_file.setdefault(site.spot[0], []).append(
            ((*site.spot[1], site.word), diagnostic)
        )
    placed: list[Diagnostic] = []
    for name, told in by_file.items():
        source = sources[name]
        where = offsets(source, [spot for spot, _ in told])
        for spot, each in told:
            at = pointer.join(
                pointer.ROOT, *((FILES, name) if name else ()), *spot[:-1]
            )
            place = source.place(where[spot])
            placed.append(
                Diagnostic(each.code, each.severity, each.message, at, place, each.hint)
            )
    return tuple(sorted(placed, key=lambda each: (each.place, each.message)))


def reserved(source: Source) -> Refused:
    """What refuses a document that has the key under which other files stand."""
    offset = offsets(source, [(FILES,)])[(FILES,)]
    message = f"the key {FILES} is reserved for the files that the document refers to"
    return source.refuse(offset, "reserved-key", message, "Rename it.", f"#/{FILES}")
