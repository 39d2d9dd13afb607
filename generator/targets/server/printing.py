"""What the descriptors and the signatures of one module are printed with."""

from __future__ import annotations

from generator.ir.model import Api, Type
from generator.languages.code import Code
from generator.languages.python.signing import SignaturePrinter
from generator.languages.python.types import Printer, Uses
from generator.names import Names
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Printers:
    """How types are printed: for people in signatures, and whole for the run time."""

    api: Api
    names: Names
    signature: Printer
    runtime: Printer

    def lazy(self, type: Type) -> Code:
        """A function that gives a type when it is needed."""
        return Code(f"lambda: {self.runtime.annotation(type)}")


def printers_for(api: Api, names: Names) -> Printers:
    """The printers of one module."""
    return Printers(
        api,
        names,
        SignaturePrinter(api, names.types, Uses(), prefix="models."),
        Printer(api, names.types, Uses(), prefix="models."),
    )


def call(name: str, parts: list[str]) -> Code:
    """`name(…)`."""
    return Code(f"{name}({', '.join(parts)})")


def row(parts: list[str]) -> Code:
    """A tuple."""
    return Code(f"({', '.join(parts)}{',' * (len(parts) == 1)})")


def or_none(annotation: Code) -> Code:
    """A type that may be None as well."""
    if annotation == "Any" or annotation.split(" | ")[-1] == "None":
        return annotation
    return Code(f"{annotation} | None")
