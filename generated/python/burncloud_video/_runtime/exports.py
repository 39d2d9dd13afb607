"""Names that are imported when they are first used (PEP 562), and the document's schemas by their own names."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Union


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


PUBLIC = {
    "AsyncClient": "_client",
    "Client": "_client",
    "errors": "errors",
    "models": "models",
} | {
    name: f"_runtime.{module}"
    for module, names in {
        "auth": "ClientCredentials",
        "headers": "Headers",
        "httpx_transport": "AsyncHttpTransport HttpTransport",
        "omit": "Omit omit",
        "pages": "AsyncPages Pages",
        "results": "RawResponse",
        "settings": "RequestOptions",
        "streams": "AsyncStream ServerSentEvent Stream",
        "tasks": "AsyncTask Task",
        "transport": "AsyncTransport Timeout Transport TransportError",
    }.items()
    for name in names.split()
}
"""What every package exports beside its errors and models; `public` says the same to type checkers."""

ERRORS = """
APIError AuthenticationError BadRequestError ConflictError ConnectionFailed
InternalServerError LinkExpired NotFoundError OutcomeUnknown PermissionDeniedError
RateLimitError RequestTimeout ResponseTooLarge StatusError TaskError TaskFailed
TaskTimeout UnexpectedResponse UnprocessableEntityError
"""
"""The exceptions of every package."""


def exports(package: str, errors: str = "", modules: str = "") -> Callable[[str], Any]:
    """Give a package's ``__getattr__``, for what it exports of its modules.

    Args:
        errors: the names of the exceptions that not every package has, with blanks between them.
        modules: the names of such modules.
    """
    raised = f"{ERRORS} {errors}".split()
    places = PUBLIC | dict.fromkeys(raised, "errors")
    places |= {name: name for name in modules.split()}
    known = lazily(package, places)

    def attribute(name: str) -> Any:
        if name in places:
            return known(name)
        models = importlib.import_module(f"{package}.models")
        if name == "__all__":
            return sorted({*places, *models.__all__})
        if name not in models.__all__:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(models, name)
        setattr(sys.modules[package], name, value)
        return value

    return attribute


def listing(package: str) -> Callable[[], list[str]]:
    """Give a module's ``__dir__``: what it exports."""
    return lambda: sorted(sys.modules[package].__all__)


def exported(modules: Mapping[str, str]) -> list[str]:
    """What the package of models has in its ``__all__``."""
    return ["SCHEMAS", *modules]


def modules_of(types: str) -> dict[str, str]:
    """The module of each type.

    Args:
        types: lines of a module, a colon, and its types; behind a type may stand ``=`` and the name of its schema, or
            ``=`` alone where that is called the same. A line may go on in the next, which has no module of its own.
    """
    found: dict[str, str] = {}
    module = ""
    for word in types.split():
        if word.endswith(":"):
            module = word[:-1]
        else:
            found[word.partition("=")[0]] = module
    return found


class Schemas(dict[str, Any]):
    """The type of each schema of the document, by the schema's name there; a type is imported when it is asked for.

    It is the type that signatures use; where a schema speaks of an object without saying that a value must be one, it
    takes all other values as well.
    """

    def __init__(
        self,
        package: str,
        types: str,
        more: Mapping[str, str] | None = None,
        nullable: frozenset[str] = frozenset(),
        others: Mapping[str, type] | None = None,
    ) -> None:
        """Take a table of types, and which schemas take more than the type of their name.

        Args:
            types: as `modules_of` takes it.
            more: the types of the schemas that the table does not name.
        """
        pairs = (word.partition("=") for word in types.split() if "=" in word)
        named = {schema or name: name for name, _, schema in pairs}
        super().__init__(sorted((named | dict(more or {})).items()))
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
            from .checks import OtherThan

            rest = Annotated[Any, OtherThan(self._others[name])]
            found = Union[found, rest]  # noqa: UP007
        return found

    def __iter__(self) -> Iterator[str]:
        """The names of the schemas, sorted."""
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
