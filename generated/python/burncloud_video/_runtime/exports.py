"""Names that are imported when they are first used (PEP 562), and the document's schemas by their own names."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Union

from .checks import OtherThan


def lazily(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Give a module's ``__getattr__``: the name is looked up in its module, which is imported then.

    A name that is its module's own stands for the module.
    """

    def attribute(name: str) -> Any:
        module = modules.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = importlib.import_module(f"{package}.{module}")
        value = found if module == name else getattr(found, name)
        setattr(sys.modules[package], name, value)
        return value

    return attribute


class Schemas(dict[str, Any]):
    """The type of each schema of the document, by the schema's name there; a type is imported when it is asked for.

    It is the type that signatures use; where a schema speaks of an object without saying that a value must be one, it
    takes all other values as well.
    """

    def __init__(
        self,
        package: str,
        names: Mapping[str, str],
        nullable: frozenset[str] = frozenset(),
        others: Mapping[str, type] | None = None,
    ) -> None:
        """Take the package, a name in it for each schema, and which schemas take more than the type of that name."""
        super().__init__(names)
        self._package, self._nullable, self._others = package, nullable, others or {}

    def __getitem__(self, name: str) -> Any:
        """The type of a schema.

        Raises:
            KeyError: the document has no schema of this name.
        """
        found = getattr(sys.modules[self._package], super().__getitem__(name))
        if name in self._nullable:
            found = Union[found, None]  # noqa: UP007
        if name in self._others:
            rest = Annotated[Any, OtherThan(self._others[name])]
            found = Union[found, rest]  # noqa: UP007
        return found

    def __iter__(self) -> Iterator[str]:
        """The names of the schemas, in the document's order."""
        return super().__iter__()

    def get(self, name: str, default: Any = None) -> Any:
        """The type of a schema, or `default`."""
        return self[name] if name in self else default

    def values(self) -> Any:
        """The types."""
        return [self[name] for name in self]

    def items(self) -> Any:
        """The names and the types."""
        return [(name, self[name]) for name in self]
