"""An error of the JSON Schema validator becomes its deepest useful cause, in words that a person understands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.load import refs
from generator.validate.plain import named, near

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_LONGEST = 60
_MOST = 8


def word(error: ValidationError) -> str:
    """Name the kind of an error as the validator does, for example "Type" or "OneOfNotValid"."""
    return type(error.kind).__name__


def cause(error: ValidationError) -> ValidationError:
    """Go from "none of the alternatives fits" to what is wrong with the alternative that was meant.

    The alternative that was meant is the one whose tag the value has, then the one that gets furthest into the value,
    then the one with the fewest faults.
    """
    while True:
        match word(error):
            case "AnyOf" | "OneOfNotValid":
                branches = [branch for branch in _branches(error) if branch]
            case "PropertyNames":
                branches = [[error.kind.value]]
            case _:
                return error
        if not branches:
            return error
        best = max(branches, key=_merit)
        shallow = _merit(best)[1] <= len(error.instance_path)
        if len(branches) > 1 and shallow and not _only_one_left(branches, best):
            return error
        error = max(best, key=lambda one: len(cause_path(one)))


def cause_path(error: ValidationError) -> list[str | int]:
    """Give the keys and indexes that lead to the deepest place that an error speaks of."""
    inner = [one for branch in _branches(error) for one in branch]
    paths = [cause_path(one) for one in inner] or [error.instance_path]
    return max(paths, key=len)


def _branches(error: ValidationError) -> list[list[ValidationError]]:
    return getattr(error.kind, "context", None) or []


def _merit(branch: list[ValidationError]) -> tuple[bool, int, int]:
    depth = max(len(cause_path(one)) for one in branch)
    return not _tagged_otherwise(branch), depth, -len(branch)


def _tagged_otherwise(branch: list[ValidationError]) -> bool:
    """Tell whether an alternative wants another text than the one that stands at a key, as tags do."""
    return any(
        (word(one) == "Enum" and len(_options(one)) == 1 and _is_text(one))
        or (word(one) == "Constant" and _is_text(one))
        or (word(one) == "Required" and _wanted(one) == refs.WORD)
        or (
            word(one) in ("AnyOf", "OneOfNotValid")
            and bool(_branches(one))
            and all(map(_tagged_otherwise, _branches(one)))
        )
        for one in branch
    )


def one_of(error: ValidationError, found: ValidationError) -> str:
    """Say which texts may stand where `found`, a cause of `error`, has another, whatever the alternative."""
    told = [one for one in _all(error) if one.instance_path == found.instance_path]
    options = dict.fromkeys(option for one in told for option in _options(one))
    return _not_one_of(found.instance, [*options])


def _all(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for branch in _branches(error):
        for one in branch:
            yield from _all(one)


def _not_one_of(value: Any, options: list[Any]) -> str:
    return f"{shown(value)} is not one of {_listed(options)}{_near(value, options)}"


def _wanted(error: ValidationError) -> Any:
    return getattr(error.kind, "property", None)


def _is_text(error: ValidationError) -> bool:
    return isinstance(error.instance, str)


def _options(error: ValidationError) -> Any:
    return getattr(error.kind, "options", ())


def _only_one_left(
    branches: list[list[ValidationError]], best: list[ValidationError]
) -> bool:
    """Tell whether every other alternative is out of the question, as it wants another type, tag or a reference."""
    others = [branch for branch in branches if branch is not best]
    return all(
        any(word(one) == "Type" for one in branch) or _tagged_otherwise(branch)
        for branch in others
    )


def words(error: ValidationError) -> str:
    """Say what is wrong, without the place."""
    kind: Any = error.kind
    match word(error):
        case "Type":
            return f"{shown(error.instance)} {_what(error.instance)}{_listed(kind.types)} is expected"
        case "Enum":
            return _not_one_of(error.instance, kind.options)
        case "Constant":
            return f"{shown(error.instance)} is not {shown(kind.expected_value)}"
        case "Required":
            return f"property {kind.property!r} is missing"
        case "AdditionalProperties" | "UnevaluatedProperties":
            keys = ", ".join(repr(name) for name in kind.unexpected[:_MOST])
            return f"unknown key {keys}; no further keys are allowed here"
        case "FalseSchema":
            return "nothing is allowed here"
        case "Format":
            return f"{shown(error.instance)} is no {kind.format}"
        case "Pattern":
            return f"{shown(error.instance)} does not match the pattern {_cut(kind.pattern, 120)}"
        case "AnyOf" | "OneOfNotValid":
            return f"{shown(error.instance)} fits none of the alternatives"
        case "OneOfMultipleValid":
            return f"{shown(error.instance)} fits more than one of the alternatives of oneOf"
        case "Not":
            return f"{shown(error.instance)} is what 'not' forbids"
        case "Contains":
            return f"{shown(error.instance)} has no item that 'contains' asks for"
        case "UniqueItems":
            return f"{shown(error.instance)} has an item twice"
        case _:
            return f"{shown(error.instance)} breaks {kind.name!r}: {_limit(kind)}"


def missing(errors: list[ValidationError]) -> str:
    """Say which properties one object lacks, by the errors of the kind "Required" that name one each."""
    kinds: list[Any] = [error.kind for error in errors]
    names = [repr(kind.property) for kind in kinds]
    if len(names) > _MOST:
        names[_MOST:] = [f"{len(names) - _MOST} more"]
    return f"properties {', '.join(names[:-1])} and {names[-1]} are missing"


def _what(value: Any) -> str:
    """Name the kind of a value where its text does not show it."""
    return (
        "stands where "
        if value is None or isinstance(value, bool)
        else f"is {named(value)}; "
    )


def _limit(kind: Any) -> str:
    return shown(kind.value) if hasattr(kind, "value") else "the schema"


def shown(value: Any) -> str:
    """Print a JSON value on one short line."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        return named(value)
    return _cut(text, _LONGEST)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _listed(values: Any) -> str:
    values = [values] if isinstance(values, str) else list(values)
    text = ", ".join(
        value if isinstance(value, str) and value.isalpha() else shown(value)
        for value in values[:_MOST]
    )
    return f"{text}, …" if len(values) > _MOST else text


def _near(value: Any, options: list[Any]) -> str:
    if not isinstance(value, str):
        return ""
    meant = near(value, [option for option in options if isinstance(option, str)])
    return f"; did you mean {meant!r}?" if meant else ""
