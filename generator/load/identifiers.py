"""Schemas that name themselves go in, one by one; what a reference by such a name means comes out.

`$id` begins a resource with a base address of its own, `$anchor` and `$dynamicAnchor` name a place within it, `$self`
is the address of a whole description (JSON Schema 2020-12, core, section 8.2; OpenAPI 3.2.0, section 4.1.2.2). The
addresses are compared, never requested.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, TypeAlias
from urllib.parse import quote, urldefrag, urljoin

from generator.jsonvalues import JsonValue
from generator.records import dataclass

Spot: TypeAlias = tuple[str, tuple[str, ...]]
"""Name of a file, empty for the document's own, and the tokens of a pointer within it."""

WORDS = frozenset(("$id", "$anchor", "$dynamicAnchor", "$dynamicRef"))


@dataclass(slots=True)
class Identifiers:
    """What is known so far.

    Attributes:
        bases: base address by the spot where it begins to hold.
        named: spot by address, with a fragment for anchors.
        dynamic: spots of the dynamic anchors, by their name.
    """

    bases: dict[Spot, str] = field(default_factory=dict)
    named: dict[str, Spot] = field(default_factory=dict)
    dynamic: dict[str, list[Spot]] = field(default_factory=dict)

    def add_file(self, name: str, data: JsonValue, version: str) -> None:
        """Notes a file's base address: its own, or an invented one that no document can mean to request."""
        # A folder above that of the document is a folder of this name, since addresses have nothing above their root.
        base = f"http://bundled.invalid/{quote(name).replace('../', '%2E%2E/')}"
        own = data.get("$self") if type(data) is dict else None
        if type(own) is str and own and not version.startswith(("2.", "3.0", "3.1")):
            base = urldefrag(_joined(base, own)).url
            self.named.setdefault(base, (name, ()))
        self.bases[name, ()] = base

    def add(self, spot: Spot, node: dict[str, Any]) -> None:
        """Notes the names that a schema gives itself."""
        own = node.get("$id")
        if type(own) is str and own[:1] == "#":
            # Anchors as drafts 6 and 7 have them; in later ones no $id has a fragment.
            self.named.setdefault(f"{self.base(spot)[0]}{own}", spot)
        elif type(own) is str and own:
            base = urldefrag(_joined(self.base(spot)[0], own)).url
            self.bases[spot] = base
            self.named.setdefault(base, spot)
        for word in ("$anchor", "$dynamicAnchor"):
            anchor = node.get(word)
            if type(anchor) is str and anchor:
                self.named.setdefault(f"{self.base(spot)[0]}#{anchor}", spot)
                if word == "$dynamicAnchor" and spot not in self.dynamic.setdefault(
                    anchor, []
                ):
                    self.dynamic[anchor].append(spot)

    def base(self, spot: Spot) -> tuple[str, Spot]:
        """The base address that holds at a spot, and the spot where it begins."""
        name, tokens = spot
        for length in range(len(tokens), 0, -1):
            if found := self.bases.get((name, tokens[:length])):
                return found, (name, tokens[:length])
        return self.bases[name, ()], (name, ())

    def outermost(self, spot: Spot, anchor: str) -> Spot | None:
        """The outermost of the dynamic anchors of a name that stand around a spot; None where none does."""
        name, where = spot
        around = [
            each
            for each in self.dynamic.get(anchor, ())
            if each[0] == name and where[: len(each[1])] == each[1]
        ]
        return min(around, key=lambda each: len(each[1]), default=None)

    def resource(self, spot: Spot, address: str) -> Spot | None:
        """The spot of the resource that an address means at a spot; None where no schema has that name."""
        base, begin = self.base(spot)
        return self.named.get(_joined(base, address)) if address else begin

    def beside(self, address: str) -> str:
        """An address below that of the document itself, relative to it; any other address as it is.

        A file with the address `$self`, less its last part, and more is looked for beside the document: that is where
        it is, whatever its address will be (OpenAPI 3.2.0, section 4.1.2.2.1).
        """
        scheme, separator, _ = self.bases["", ()].partition("://")
        folder = self.bases["", ()].rpartition("/")[0] + "/"
        return address.removeprefix(folder) if scheme and separator else address

    def anchor(self, resource: Spot, fragment: str) -> Spot | None:
        """The spot of an anchor within a resource."""
        return self.named.get(f"{self.base(resource)[0]}#{fragment}")


def _joined(base: str, address: Any) -> str:
    if type(address) is not str:
        return base
    try:
        return urljoin(base, address)
    except ValueError:  # An address that is none, such as "http://[".
        return address
