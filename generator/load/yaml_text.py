"""YAML text goes in; its value, all of it JSON, comes out (YAML 1.2.2 by the core schema).

PyYAML cuts the text into events; what they mean is decided here, without recursion. Mapping keys are their source
text. A value that an alias stands for is shared, not copied, so nothing may change the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml

from generator.diagnostics import Refused
from generator.jsonvalues import is_array, is_object
from generator.load import pointer, yaml_syntax
from generator.load.composing import LOADER
from generator.load.json_text import twice
from generator.load.limits import Limits
from generator.load.source import Source
from generator.load.yaml_scalars import CORE, Unusable, foreign, plain, tagged
from generator.records import dataclass

_NO_KEY: Any = object()
_MERGE: Any = object()


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read."""

    value: Any
    anchor: str | None
    size: int = 1
    key: Any = _NO_KEY
    merges: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Anchored:
    """What an anchor stands for: the value, a scalar's text, and how many nodes it has when written out."""

    value: Any
    text: str | None
    size: int


def parse(source: Source, limits: Limits) -> Any:
    """The value of a YAML text with one document.

    Raises:
        Refused: it is no YAML, or has no or several documents, a key twice, a tag, a cycle, or too much of anything.
    """
    try:
        return _Reader(source, limits).read(
            yaml.parse(source.shielded[0], Loader=LOADER)
        )
    except yaml.YAMLError as error:
        raise yaml_syntax.refused(source, error) from None
    except RecursionError:
        raise source.refuse(
            0, "too-deep", "the text nests too deep to be read"
        ) from None


class _Reader:
    """Turns one stream of events into one value."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.back = source.shielded[1]
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.expanded = 0
        self.documents = 0
        self.root: Any = None

    def read(self, events: Iterator[Any]) -> Any:
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._begin(event, {}, "map")
                case yaml.SequenceStartEvent():
                    self._begin(event, [], "seq")
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._end(event)
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    self._document(event)
                case _:  # The begin and the end of the stream.
                    pass
        if not self.documents:
            raise self.source.refuse(0, "empty", "the document is empty")
        return self.root

    def _refuse(self, event: Any, code: str, message: str, hint: str = "") -> Refused:
        return self.source.refuse(
            event.start_mark.index, code, message, hint, self._pointer()
        )

    def _pointer(self) -> str:
        tokens = [
            str(o.key) if type(o.value) is dict else len(o.value)
            for o in self.stack
            if self._inside(o)
        ]
        return pointer.join(pointer.ROOT, *tokens)

    @staticmethod
    def _inside(container: _Open) -> bool:
        return type(container.value) is list or isinstance(container.key, str)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse(
                event,
                "several-documents",
                "a second YAML document begins here",
                "Keep one in a file.",
            )

    def _scalar(self, event: Any) -> None:
        text, tag = event.value, event.tag
        if self.back:
            text = text.translate(self.back)
        if event.anchor:
            self.anchors[event.anchor] = None
        if self._wants_key():
            self._check_key_tag(event)
            merge = text == "<<" and tag is None and event.implicit[0]
            self._key(event, _MERGE if merge else text)
            if event.anchor:
                self.anchors[event.anchor] = _Anchored(text, text, 1)
            return
        try:
            if tag is None:
                value = plain(text, self.limits.digits) if event.implicit[0] else text
            else:
                value = text if tag == "!" else tagged(tag, text, self.limits.digits)
        except Unusable as error:
            raise self._refuse(event, error.code, str(error), error.hint) from None
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, text, 1)
        self._add(event, value, 1)

    def _check_key_tag(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            try:
                tagged(event.tag, event.value, self.limits.digits)
            except Unusable as error:
                raise self._refuse(event, error.code, str(error), error.hint) from None

    def _wants_key(self) -> bool:
        return (
            bool(self.stack)
            and type(self.stack[-1].value) is dict
            and self.stack[-1].key is _NO_KEY
        )

    def _key(self, event: Any, key: Any) -> None:
        top = self.stack[-1]
        if key in top.value or (key is _MERGE and top.merges):
            at = pointer.join(self._pointer(), "<<" if key is _MERGE else key)
            raise twice(
                self.source, event.start_mark.index, "<<" if key is _MERGE else key, at
            )
        top.key = key

    def _begin(self, event: Any, value: Any, kind: str) -> None:
        if self._wants_key():
            raise self._refuse(
                event,
                "yaml-key",
                "a key must be a scalar, not a mapping or sequence",
                # A block, behind '? ', is no text that lacks its quotes.
                (
                    "Text that begins with '{' or '[' must stand in quotes."
                    if event.flow_style
                    else ""
                ),
            )
        if event.tag not in (None, "!", CORE + kind):
            complaint = foreign(event.tag)
            raise self._refuse(event, complaint.code, str(complaint), complaint.hint)
        if len(self.stack) >= self.limits.depth:
            message = f"more than {self.limits.depth} mappings and sequences inside each other"
            raise self.source.refuse(event.start_mark.index, "too-deep", message)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(value, event.anchor))

    def _end(self, event: Any) -> None:
        done = self.stack.pop()
        value = done.value
        if done.merges:
            value = self._merged(event, done)
        if done.anchor:
            self.anchors[done.anchor] = _Anchored(value, None, done.size)
        self._add(event, value, done.size)

    def _alias(self, event: Any) -> None:
        found = self.anchors.get(event.anchor, _NO_KEY)
        if found is _NO_KEY:
            message = f"no anchor &{event.anchor} stands before this alias"
            raise self._refuse(
                event,
                "yaml-alias",
                message,
                "Aliases (*name) need an anchor (&name) before them.",
            )
        if found is None:
            raise self._refuse(
                event,
                "yaml-alias",
                f"the alias *{event.anchor} stands inside of what it stands for",
            )
        assert isinstance(found, _Anchored)
        if self._wants_key():
            if found.text is None:
                raise self._refuse(
                    event,
                    "yaml-key",
                    "a key must be a scalar, not a mapping or sequence",
                )
            self._key(event, found.text)
        else:
            self._expand(event, found.size)
            self._add(event, found.value, found.size)

    def _expand(self, event: Any, nodes: int) -> None:
        self.expanded += nodes
        if self.expanded > self.limits.expanded:
            message = f"aliases and merge keys stand for more than {self.limits.expanded:,} nodes"
            raise self._refuse(
                event, "yaml-bomb", message, "Use $ref for what is shared."
            )

    def _add(self, event: Any, value: Any, size: int) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        top.size += size
        if is_array(top.value):
            top.value.append(value)
        elif top.key is _MERGE:
            self._merge(event, top, value)
            top.key = _NO_KEY
        else:
            top.value[top.key] = value
            top.key = _NO_KEY

    def _merge(self, event: Any, top: _Open, value: Any) -> None:
        members: list[Any] = value if is_array(value) else [value]
        if not members or not all(map(is_object, members)):
            raise self._refuse(
                event,
                "yaml-merge",
                "a merge key (<<) needs a mapping or a list of mappings",
            )
        top.merges = list({id(member): member for member in members}.values())

    def _merged(self, event: Any, done: _Open) -> dict[str, Any]:
        """What is written in the mapping itself wins, then the first of the merged mappings that has the key."""
        merged: dict[str, Any] = {}
        for members in done.merges:
            self._expand(event, len(members))
            for key, value in members.items():
                merged.setdefault(key, value)
        merged.update(done.value)
        return merged
