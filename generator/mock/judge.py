"""A place of a document that has a schema, and a JSON value, go in; what is wrong with the value comes out."""

from __future__ import annotations

from dataclasses import field
from typing import Any

import jsonschema_rs

from generator.jsonvalues import depth_exceeds, mapping
from generator.load import Document, refs
from generator.load.pointer import escape
from generator.records import dataclass
from generator.validate import patterns
from generator.validate.dialect import ADDRESS, Dialect
from generator.validate.explain import cause, words
from generator.validate.values import compiled

_MOST = 5
_DEEPEST = 8
"""Levels of a value of which it is said what is wrong: where a schema is in itself, a validator may have a reason for
each way through its members, of which there are twice as many at each further level."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with a value.

    Attributes:
        path: a JSON pointer into it (RFC 6901), "" for the whole.
        missing: the property that is missing there, "" where none is.
    """

    path: str
    words: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Holds values against the schemas of one document, each compiled when it is first asked about."""

    document: Document
    validators: dict[tuple[str, str, bool], jsonschema_rs.Validator | None] = field(
        default_factory=dict[tuple[str, str, bool], "jsonschema_rs.Validator | None"]
    )

    def misfits(self, at: str, value: Any, key: str = "schema") -> list[Misfit]:
        """What is wrong with a value that was sent; what is for answers alone may be missing in it.

        Args:
            at: pointer of the parameter, header or media type object that has the schema.
            key: the member of that object that is the schema.

        Returns:
            At most a few; none where the value fits or there is no schema.
        """
        validator = self._validator(at, key, True)
        if validator is None or validator.is_valid(value):
            return []
        if depth_exceeds(value, _DEEPEST):
            return [
                Misfit("", "it does not fit its schema, and is too deep to say why")
            ]
        found: dict[Misfit, None] = {}
        for error in validator.iter_errors(value):
            deepest = cause(error)
            path = "".join(f"/{escape(str(one))}" for one in deepest.instance_path)
            missing = getattr(deepest.kind, "property", "")
            found[Misfit(path, words(deepest), str(missing))] = None
            if len(found) == _MOST:
                break
        return list(found)

    def fits(self, at: str, value: Any, key: str = "schema") -> bool:
        """Whether a value fits, in which what goes in one direction alone may be missing; True where there is no schema."""
        validator = self._validator(at, key)
        return validator is None or validator.is_valid(value)

    def speaks(self, at: str, key: str) -> bool:
        """Whether there is a schema."""
        return self._validator(at, key) is not None

    def _validator(
        self, at: str, key: str, sent: bool = False
    ) -> jsonschema_rs.Validator | None:
        if (at, key, sent) not in self.validators:
            self.validators[at, key, sent] = self._compiled(at, key, sent)
        return self.validators[at, key, sent]

    def _compiled(
        self, at: str, key: str, sent: bool
    ) -> jsonschema_rs.Validator | None:
        try:
            holder = refs.resolve(self.document, self.document.at(at), at)[0]
        except (refs.Unresolved, LookupError):
            return None
        if key not in mapping(holder):
            return None
        minor = int(self.document.version.split(".")[1])
        one_way = ("readOnly",) if sent else ("readOnly", "writeOnly")
        dialect = Dialect(self.document, minor, patterns.compiles, one_way)
        try:
            schema = dialect.convert(holder[key])
            resources: Any = dialect.resources()
        except refs.Unresolved:
            return None
        registry = jsonschema_rs.Registry(
            [(ADDRESS, resources)], draft=jsonschema_rs.Draft202012
        )
        return compiled(schema, registry)
