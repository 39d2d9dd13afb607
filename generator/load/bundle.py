"""A document as its file has it goes in; one tree, in which every reference is a pointer into that tree, comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from generator.diagnostics import Diagnostic, Refused
from generator.jsonvalues import is_object, mapping
from generator.load import bare, enclosing, pointer, standing
from generator.load.document import FILES, value_of
from generator.load.folder import Folder, Forbidden
from generator.load.generics import DYNAMIC, Generics, Site
from generator.load.identifiers import WORDS, Identifiers, Spot
from generator.load.located import located, reserved
from generator.load.positions import OBJECT, Kind, Seen, path_of, root_of, tokens, walk
from generator.load.refs import WORD
from generator.load.source import Source

Read: TypeAlias = Callable[[str, bool], tuple[Source, Any]]

_TELLING = "discriminator"
_LOOKED_AT = frozenset((WORD, _TELLING))
# What a name that is not known yet may turn out to mean, once more files have been read.
_NAMELESS = ("remote-reference", "unresolved-reference")


class Bundle:
    """A document while its references are followed; `follow` does it all.

    Args:
        source: the document's file.
        data: what it holds; references in it are rewritten in place.
        version: its version of OpenAPI.
        folder: where other files may lie.
        read: reads the file of a name, as a text where asked to; may raise Refused.

    Attributes:
        lent: where something stands that was written elsewhere -> where it was written.
        own: identities of references that were put where OpenAPI has some.
    """

    def __init__(
        self,
        source: Source,
        data: dict[str, Any],
        version: str,
        folder: Folder,
        read: Read,
    ) -> None:
        self.sources = {"": source}
        self.data: dict[str, Any] = {"": data}
        self.version = version
        self.folder = folder
        self.read = read
        self.named = not version.startswith(("2.", "3.0."))
        self.identifiers = Identifiers()
        self.identifiers.add_file("", data, version)
        self.sites: list[Site] = []
        self.naming: list[dict[str, Any]] = []
        self.telling: list[tuple[Spot, dict[str, Any]]] = []
        self.pending: list[tuple[Spot, Kind]] = [(("", ()), root_of(version))]
        self.seen: Seen = {}
        self.found: list[tuple[Site, Diagnostic]] = []
        self.anchors: dict[Site, str] = {}
        self.lent: dict[Spot, Spot] = {}
        self.room = standing.Room()
        self.own: set[int] = set()

    def follow(self) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
        """Finds all references, reads the files that they name, and rewrites them.

        Returns:
            The files, the document's own first, and warnings.

        Raises:
            Refused: a reference names what must not, or cannot, be read.
        """
        spots: dict[Site, Spot] = {}
        waiting: list[Site] = []
        while self.pending or waiting:
            waiting += self._walk()
            waiting = self._settle(waiting, spots)
        diagnostics = located(self.found, self.sources)
        if any(found.severity == "error" for found in diagnostics):
            texts = {one.shown: one.text for one in self.sources.values()}
            raise Refused(diagnostics, texts)
        for site in standing.still(self.sites):
            if spot := spots.get(site):
                self._rewrite(site, spot)
        self._map()
        for node in self.naming:
            for word in ("$id", "$anchor", "$dynamicAnchor"):
                node.pop(word, None)
        diagnostics += self._bind(spots)
        others = [name for name in sorted(self.data) if name]
        trees = {one: self.data[one] for one in others if self.sources[one].is_tree}
        if trees and FILES in self.data[""]:
            raise reserved(self.sources[""])
        if trees:
            self.data[""][FILES] = trees
        return (self.sources[""], *[self.sources[name] for name in others]), diagnostics

    def _bind(self, spots: dict[Site, Spot]) -> tuple[Diagnostic, ...]:
        """Makes the copies of schemas that mean something else where they are reached from others."""
        asked = {self.anchors[site] for site in spots if site in self.anchors}
        if all(len(self.identifiers.dynamic[anchor]) < 2 for anchor in asked):
            return ()
        made = Generics(self.data, spots, self.anchors, self.identifiers, self._pointer)
        made.bind()
        if made.whole:
            return ()
        message = f"there are too many meanings of {DYNAMIC} to follow them all"
        return (Diagnostic("dynamic-reference", "warning", message),)

    def _pointer(self, spot: Spot) -> str:
        """The pointer of a spot in the bundled document."""
        name, where = spot
        return pointer.join(pointer.ROOT, *((FILES, name) if name else ()), *where)

    # ------------------------------------------------------------------------------------------------- finding

    def _walk(self) -> list[Site]:
        """Goes through all that was entered since, and returns the references that stand there."""
        words = _LOOKED_AT | WORDS if self.named else _LOOKED_AT
        begin = len(self.sites)
        while self.pending:
            (name, where), kind = self.pending.pop()
            try:
                value = value_of(self.data[name], where)
            except LookupError:
                continue  # Something else stands there since, in the place of a reference.
            for node, path, kind_there in walk(
                value, kind, path_of(where), words, self.seen
            ):
                self._note((name, tokens(path)), node, kind_there)
        return self.sites[begin:]

    def _note(self, spot: Spot, node: dict[str, Any], kind: Kind) -> None:
        if id(node) in self.own:
            return  # It is known where this reference leads, and not yet spelled in it.
        if not kind.refers:
            if standing.meant(site := Site(spot, node, kind, WORD)):
                self.sites.append(site)
            return
        if self.named and not WORDS.isdisjoint(node):
            self.identifiers.add(spot, node)
            self.naming.append(node)
            if type(node.get(DYNAMIC)) is str:
                self.sites.append(site := Site(spot, node, kind, DYNAMIC))
                if WORD in node:
                    message = f"{WORD} and {DYNAMIC} in one schema are not supported"
                    hint = "Put one of them into an allOf."
                    self._fail(site, Forbidden("dynamic-reference", message, hint))
        if type(node.get(WORD)) is str:
            self.sites.append(Site(spot, node, kind, WORD))
        if is_object(told := node.get(_TELLING)):
            self.telling.append((spot, told))

    def _settle(self, waiting: Iterable[Site], spots: dict[Site, Spot]) -> list[Site]:
        """Finds what references mean: by the names that are known, then by files; returns those that must wait.

        A name may stand in a file that another reference brings in, so that files are read only when no name that is
        known helps any more.
        """
        left: list[Site] = []
        for site in standing.still(waiting):
            if spot := self._by_name(site):
                self._enter(site, spot, spots)
            else:
                left.append(site)
        if self.pending:
            return left
        later: list[Site] = []
        failed: dict[Site, Forbidden] = {}
        for site in standing.still(left):
            try:
                spot = self._by_file(site)
            except Forbidden as error:
                failed[site] = error
                continue
            self._enter(site, spot, spots)
        for site in standing.still(failed):
            why = failed[site]
            way = bare.component(
                self.data[site.spot[0]], site.spot[1], site.node[site.word]
            )
            if self.pending and why.code in _NAMELESS:
                later.append(site)
            elif why.code == "unreadable" and way is not None and site.kind.refers:
                self.found.append((site, bare.told(site.node[site.word], way)))
                self._enter(site, (site.spot[0], way), spots)
            else:
                self._fail(site, why)
        return later

    def _fail(self, site: Site, why: Forbidden) -> None:
        if not site.kind.data:
            error = Diagnostic(why.code, "error", str(why), "", None, why.hint)
            self.found.append((site, error))

    def _enter(self, site: Site, spot: Spot, spots: dict[Site, Spot]) -> None:
        if not site.kind.refers:
            self._stand(site, spot, spots)
            return
        spots[site] = spot
        try:
            value_of(self.data[spot[0]], spot[1])
        except LookupError:
            return  # It is written down as it is, and found to dangle when the document is checked.
        self.pending.append((spot, site.kind))

    def _stand(self, site: Site, spot: Spot, spots: dict[Site, Spot]) -> None:
        """Puts what a spot holds in the place of a reference where OpenAPI has none."""
        if not standing.is_there(self.data, site):
            return
        told = standing.told(site)
        try:
            for made in standing.put(self.data, site, spot, self._end, self.room):
                if made.site is None:
                    self.lent[made.at] = made.spot
                else:
                    self.sites.append(made.site)
                    self.own.add(id(made.site.node))
                    spots[made.site] = made.spot
                if not made.kind.data:
                    self.pending.append((made.spot, made.kind))
        except Forbidden as error:
            self._fail(site, error)
        else:
            self.found.append((site, told))

    def _end(self, site: Site, spot: Spot) -> Spot:
        """The spot at which a chain of references ends that begins at a spot; may raise Forbidden."""
        for _ in range(standing.DEPTH):
            if standing.is_below(spot, site.spot):
                break
            try:
                node = value_of(self.data[spot[0]], spot[1])
            except LookupError:
                message = f"nothing stands at {site.node.get(WORD, '')[:200]!r}"
                raise Forbidden("unresolved-reference", message) from None
            if site.kind.data or type(mapping(node).get(WORD)) is not str:
                return spot
            # It is replaced itself, for references that lead through it.
            self.pending.append((spot, site.kind))
            link = Site(spot, node, site.kind, WORD)
            spot = self._by_name(link) or self._by_file(link)
        message = "the references lead back to where they began, or are too many"
        raise Forbidden("reference-ring", message, standing.IN_RING)

    # ------------------------------------------------------------------------------------------------ resolving

    def _by_name(self, site: Site) -> Spot | None:
        if not site.node[site.word]:
            return None
        address, _, fragment = site.node[site.word].partition("#")
        resource = self.identifiers.resource(site.spot, address)
        return self._within(site, resource, fragment) if resource else None

    def _within(self, site: Site, resource: Spot, fragment: str) -> Spot | None:
        """The spot of a fragment in a resource; for an anchor None, as long as it is not known."""
        try:
            decoded = pointer.decoded(fragment)
        except ValueError:
            decoded = fragment
        if decoded and not decoded.startswith("/"):
            return self._dynamic(
                site, self.identifiers.anchor(resource, decoded), decoded
            )
        name, begin = resource
        # The whole of a file is also spelled "#/", which strictly means its member of no name.
        for spelling in dict.fromkeys((decoded, fragment, decoded.removesuffix("/"))):
            # A pointer that a schema with an $id means for the whole file is common, and never ambiguous.
            for root in dict.fromkeys((begin, ())):
                try:
                    where = (*root, *pointer.parse(pointer.ROOT + spelling))
                    value_of(self.data[name], where)
                except (ValueError, LookupError):
                    continue
                return name, where
        if spot := enclosing.meant(self.data, site.spot, name, decoded):
            written, main = site.node[site.word], self.sources[""].name
            self.found.append((site, enclosing.told(written, site.spot, spot, main)))
            return spot
        try:
            return name, (*begin, *pointer.parse(pointer.ROOT + decoded))
        except ValueError:
            return name, (*begin, decoded)

    def _dynamic(self, site: Site, spot: Spot | None, anchor: str) -> Spot | None:
        """Which of the dynamic anchors of one name is meant (JSON Schema 2020-12, core, section 8.2.3.2).

        That depends on how a schema was reached: here the outermost anchor around the reference is taken, and where others
        give the name a meaning they get a copy.
        """
        known = self.identifiers.dynamic.get(anchor, ())
        if site.word != DYNAMIC or spot is None or spot not in known:
            return spot
        self.anchors[site] = anchor
        return self.identifiers.outermost(site.spot, anchor) or spot

    def _by_file(self, site: Site) -> Spot:
        """The spot that a reference to a file means.

        Raises:
            Forbidden: it names nothing that may be read, or an anchor that does not exist.
        """
        found = site.node[site.word]
        address, _, fragment = found.partition("#")
        if not found:
            hint = "Write '#' if the whole document is meant."
            raise Forbidden("forbidden-reference", "the reference is empty", hint)
        if not address or self.identifiers.resource(site.spot, address):
            resource = self.identifiers.resource(site.spot, address) or ("", ())
            raise Forbidden(
                "unresolved-reference",
                f"nothing here has the name {found[:200]!r}",
                bare.pointed(self.data, fragment, address, resource),
            )
        name = self._file(site, address)
        if name not in self.sources:
            self._open(name, standing.is_text(site.kind, address))
        spot = self._within(site, (name, ()), fragment)
        if spot is None:
            raise Forbidden(
                "unresolved-reference",
                f"nothing has the name {found[:200]!r}",
                bare.pointed(self.data, fragment, address, (name, ())),
            )
        return spot

    def _file(self, site: Site, address: str) -> str:
        """The name of the file that an address means at a site; may raise Forbidden."""
        beside = self.identifiers.beside(address)
        if beside == address or self.folder.hosts:
            return self.folder.name(site.spot[0], address)
        return self.folder.name("", beside)

    def _open(self, name: str, text: bool) -> None:
        try:
            source, data = self.read(name, text)
        except Refused as refused:
            if refused.texts:
                raise
            first = refused.diagnostics[0]
            hint = first.hint or bare.pointed(self.data, name)
            raise Forbidden(first.code, first.message, hint) from None
        self.sources[name], self.data[name] = source, data
        self.identifiers.add_file(name, data, self.version)
        if self.named:
            # A part of it may be all that is asked for, but what schemas call themselves holds for all of it.
            for node, path, _ in walk(data, OBJECT, None, WORDS, {}):
                self.identifiers.add((name, tokens(path)), node)

    # ------------------------------------------------------------------------------------------------ rewriting

    def _rewrite(self, site: Site, spot: Spot) -> None:
        name, where = spot
        # Within the document itself, what is a pointer already stays as the author spelled it.
        if (
            not name
            and site.word == WORD
            and pointer.join(pointer.ROOT, *where) == site.node[WORD]
        ):
            return
        if site.word == DYNAMIC:
            del site.node[DYNAMIC]
        site.node[WORD] = self._pointer(spot)

    def _map(self) -> None:
        """Makes pointers of the references that discriminators map words to (OpenAPI 3.2.0, section 4.25.2).

        The name of a component stays one, and so does what nobody else refers to.
        """
        components = mapping(mapping(self.data[""]).get("components"))
        names = mapping(components.get("schemas"))
        for spot, told in self.telling:
            mapped: Any = told.get("mapping")
            words = [(mapped, word) for word in mapping(mapped)]
            for node, word in [(told, "defaultMapping"), *words]:
                found = node.get(word)
                if type(found) is str and found and found not in names:
                    self._rewrite_word(Site(spot, node, OBJECT, word))

    def _rewrite_word(self, site: Site) -> None:
        try:
            spot = self._by_name(site)
            if spot is None:
                address, _, fragment = site.node[site.word].partition("#")
                name = self._file(site, address) if address else ""
                known = name in self.data
                spot = self._within(site, (name, ()), fragment) if known else None
            if spot is not None:
                value_of(self.data[spot[0]], spot[1])
                site.node[site.word] = self._pointer(spot)
        except (Forbidden, LookupError):
            return  # It is no reference, or one that leads nowhere.
