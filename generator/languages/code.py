"""`Code`: text that a language's printer made and that templates may print as it is."""

from __future__ import annotations


class Code(str):
    """Source text of an output language.

    Only modules under `generator.languages` (and `generator.names`, for identifiers) make values of this class; the
    template environment refuses every other kind of text, so that text of the document cannot reach the output
    without having passed through a printer.
    """

    __slots__ = ()
