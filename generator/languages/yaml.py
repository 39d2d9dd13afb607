"""A JSON value goes in; YAML in block style, which says the same, comes out."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.ir.model import Json
from generator.jsonvalues import is_array, is_object
from generator.languages.code import Code
from generator.languages.python.strings import UNSAFE, escape

_HIDDEN = re.compile(f"(?!\\n)[{UNSAFE}]")


class _Dumper(yaml.CSafeDumper):
    """Writes the same value twice where it stands twice: other programs read anchors, people do not."""

    def ignore_aliases(self, data: Any) -> bool:
        """Every value is written out."""
        return True

    def text(self, value: str) -> yaml.ScalarNode:
        """Text with letters that hide or reorder others stands in quotes, where they can be escaped."""
        style = '"' if _HIDDEN.search(value) else None
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _Dumper.text)


def block(value: Json) -> Code:
    """A value as a YAML 1.1 and 1.2 document whose letters can all be seen."""
    made: str = yaml.dump(
        plain(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100
    )
    return Code(made if made.isascii() else _HIDDEN.sub(_escaped, made))


def _escaped(match: re.Match[str]) -> str:
    """A letter as it stands in double quotes (YAML 1.2.2, section 5.7)."""
    return escape(match[0])


def plain(value: Any) -> Any:
    """The same value of Python's own classes: others would be written with a tag."""
    if is_object(value):
        return {str(key): plain(item) for key, item in value.items()}
    if is_array(value):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
