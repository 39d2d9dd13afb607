"""YAML text goes in; the nodes of it come out, which know where they stand.

PyYAML's own composer refuses an anchor that stands there twice, though the next alias simply means the last one
(YAML 1.2.2, section 7.1). Ours is slower, and asked only then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.composer import ComposerError

# The C scanner is many times faster and ships in most wheels; the Python one reads the same language.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MERGE = "tag:yaml.org,2002:merge"
_SCALAR: Any = yaml.ScalarNode
_MAPPING: Any = yaml.MappingNode
_SEQUENCE: Any = yaml.SequenceNode


def nodes(text: str) -> Any:
    """The root of the nodes of a text of one document, which was read before, so that it is YAML."""
    try:
        return yaml.compose(text, Loader=LOADER)
    except ComposerError:
        return composed(text, LOADER)


def composed(text: str, loader: Any) -> Any:
    """The root of the text's nodes, made without recursion.

    Args:
        text: of one document.
        loader: whose events are taken.
    """
    anchors: dict[Any, Any] = {}
    root: list[Any] = []
    stack: list[list[Any]] = [root]
    begun: list[Any] = []
    events: Iterator[Any] = yaml.parse(text, Loader=loader)
    for event in events:
        match event:
            case yaml.AliasEvent():
                stack[-1].append(anchors[event.anchor])
            case yaml.ScalarEvent():
                merges = event.value == "<<" and event.tag is None and event.implicit[0]
                node = _SCALAR(MERGE if merges else event.tag, event.value)
                _stand(node, event, stack[-1], anchors)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                node = (_MAPPING if is_mapping else _SEQUENCE)(event.tag, [])
                _stand(node, event, stack[-1], anchors)
                stack.append(node.value)
                begun.append(node)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                found, done = stack.pop(), begun.pop()
                if isinstance(done, yaml.MappingNode):
                    done.value = list(zip(found[::2], found[1::2], strict=True))
            case _:  # The begin and the end of the stream and of the document.
                pass
    return root[0]


def _stand(node: Any, event: Any, among: list[Any], anchors: dict[Any, Any]) -> None:
    node.start_mark = event.start_mark
    among.append(node)
    if event.anchor:
        anchors[event.anchor] = node
