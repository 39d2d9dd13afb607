"""A parameter goes in; the argument of a handler, and the descriptor that a request is read by, come out."""

from __future__ import annotations

from generator.ir.distinct import only
from generator.ir.media import is_json, strip
from generator.ir.model import Enum, ListOf, Operation, Parameter, Scalar
from generator.languages.code import Code
from generator.languages.python import literal, string
from generator.languages.python.types import CLASSES
from generator.targets.server.bodies import Argument, body_arguments
from generator.targets.server.forms import Forms
from generator.targets.server.printing import Printers, call, or_none
from generator.targets.server.shapes import TEXT, deep_shape, shape_code, shape_of

STYLES = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
    "querystring": ("form", True),
}
"""Style and explode of a parameter that names none (OpenAPI 3.2, "Parameter Object")."""


def arguments(
    operation: Operation, printers: Printers, forms: Forms
) -> tuple[Argument, ...]:
    """The arguments of a handler: parameters in the document's order, those of the path first, then the body."""
    found = sorted(operation.parameters, key=lambda one: one.location != "path")
    return (
        *(_argument(operation, one, printers) for one in found),
        *body_arguments(operation, printers, forms),
    )


def _argument(
    operation: Operation, parameter: Parameter, printers: Printers
) -> Argument:
    annotation = printers.signature.annotation(parameter.type)
    absent = not parameter.required and default_of(parameter, printers) is None
    if absent or _bare(parameter, printers):
        annotation = or_none(annotation)
    name = printers.names.arguments[operation.id][parameter.id]
    return Argument(
        name, annotation, parameter.doc.description or parameter.doc.summary
    )


def _bare(parameter: Parameter, printers: Printers) -> bool:
    """Whether the name alone may stand in a query, for a value that is no text."""
    kinds = shape_of(parameter.type, printers.api).kinds
    return parameter.allow_empty_value and kinds.isdisjoint({"string", "any"})


def default_of(parameter: Parameter, printers: Printers) -> Code | None:
    """What a handler gets where a request has no such parameter; None where it gets None.

    Only what is in JSON what it is in Python stands for itself.
    """
    if not parameter.has_default or parameter.required or parameter.default is None:
        return None
    type = strip(printers.api, parameter.type)
    if isinstance(type, ListOf):
        type = strip(printers.api, type.item)
    plain = isinstance(type, Scalar) and type.format not in CLASSES
    value = parameter.default
    fit = plain or isinstance(type, Enum)
    return literal(value) if fit and isinstance(value, str | int | float) else None


def parameter_code(
    operation: Operation, parameter: Parameter, printers: Printers, shared: bool
) -> Code:
    """The descriptor of a parameter; with the one text that it can be, where an operation shares its path and method with others."""
    name = printers.names.arguments[operation.id][parameter.id]
    parts = [
        str(string(name)),
        str(string(parameter.wire)),
        str(string(parameter.location)),
        str(printers.lazy(parameter.type)),
    ]
    deep = parameter.style == "deepObject"
    shape = (deep_shape if deep else shape_of)(parameter.type, printers.api)
    structured = is_json(parameter.content) if parameter.content else False
    if shape != TEXT and not structured:
        parts.append(str(shape_code(shape)))
    style, explode = STYLES[parameter.location]
    if parameter.style != style:
        parts.append(f"style={string(parameter.style)}")
    if parameter.explode != explode:
        parts.append(f"explode={parameter.explode}")
    if parameter.content:
        parts.append(f"content={string(parameter.content)}")
    if parameter.required and parameter.location != "path":
        parts.append("required=True")
        text = only(parameter, printers.api) if shared else None
        if text is not None:
            parts.append(f"only={string(text)}")
    default = default_of(parameter, printers)
    if default is not None:
        parts.append(f"default={default}")
    if parameter.allow_empty_value and parameter.location == "query":
        parts.append("empty=True")
    return call("Parameter", parts)
