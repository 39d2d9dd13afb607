"""Types of the neutral model go in; annotations without checks, as signatures have them, come out."""

from __future__ import annotations

from collections.abc import Iterable

from generator.ir.model import Checked, Never, Type, Union
from generator.languages.code import Code
from generator.languages.python.types import Printer


class SignaturePrinter(Printer):
    """Prints types as a reader of a signature wants them: the checks that only matter at run time are left out."""

    __slots__ = ()

    def atoms(self, type: Type) -> list[str]:
        """As it is printed elsewhere; what no value fits is said to be anything."""
        if isinstance(type, Never):
            return [self.symbol("Any")]
        return Printer.atoms(self, type)

    def annotated(self, bare: str, metadata: Iterable[str]) -> Code:
        """The bare type."""
        return Code(bare)

    def check(self, name: str, arguments: str) -> str:
        """Nothing: a signature holds no checks."""
        return ""

    def checks(self, type: Checked) -> tuple[Code, ...]:
        """Nothing: a signature holds no checks."""
        return ()

    def marker(self, type: Union) -> Code | None:
        """Nothing: a signature holds no checks."""
        return None

    def free(self, type: Union) -> bool:
        """Say that no text needs a mark: nothing is judged by a signature."""
        return False
