"""Short ways to write down the parts of an API that have names."""

from __future__ import annotations

from generator.ir.model import (
    Anything,
    Api,
    Body,
    Content,
    Doc,
    Field,
    Info,
    Location,
    Operation,
    Parameter,
    Record,
    Scalar,
    Task,
    Type,
    TypeDef,
)
from generator.load.pointer import join

TEXT = Scalar("string")


def schema(name: str) -> str:
    return join("#", "components", "schemas", name)


def record(id: str, wires: list[str]) -> Record:
    fields = (Field(join(id, "properties", wire), wire, TEXT) for wire in wires)
    return Record(tuple(fields), Anything())


def component(name: str, *wires: str) -> TypeDef:
    id = schema(name)
    return TypeDef(id, record(id, list(wires)), schema_name=name)


def inline(id: str, *hint: str, title: str = "") -> TypeDef:
    return TypeDef(id, record(id, []), hint=hint, doc=Doc(title=title))


def parameter(operation: str, wire: str, location: Location) -> Parameter:
    return Parameter(
        join(operation, "parameters", f"{location}-{wire}"), wire, location, TEXT
    )


def json_body(operation: str, type: Type) -> Body:
    id = join(operation, "requestBody")
    content = Content(join(id, "content", "application/json"), "application/json", type)
    return Body(id, (content,))


def operation(
    operation_id: str = "",
    method: str = "get",
    path: str = "/",
    *,
    tags: tuple[str, ...] = (),
    task: bool = False,
    parameters: tuple[tuple[str, Location], ...] = (),
    body: Type | None = None,
) -> Operation:
    id = join("#", "paths", path, method)
    return Operation(
        id,
        method,
        path,
        operation_id,
        tags=tags,
        task=Task(id, id, "id", ("/id",), ("/status",), (), ()) if task else None,
        parameters=tuple(parameter(id, wire, place) for wire, place in parameters),
        body=json_body(id, body) if body else None,
    )


def api(*parts: TypeDef | Operation) -> Api:
    types = {part.id: part for part in parts if isinstance(part, TypeDef)}
    return Api(
        "3.1.0",
        Info("Test", "1"),
        types=types,
        schemas={
            part.schema_name: id for id, part in types.items() if part.schema_name
        },
        operations=tuple(part for part in parts if isinstance(part, Operation)),
    )
