"""Variants that FastAPI tells by a constant with a default go out of a client; the application takes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from fastapi import FastAPI
from operations.package import imported
from pydantic import BaseModel, Field
from server.running import served


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"
    name: str


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"
    name: str


class Order(BaseModel):
    pets: list[Annotated[Cat | Dog, Field(discriminator="kind")]]


def test_a_variant_need_not_be_told_its_constant(tmp_path: Path) -> None:
    app = FastAPI()
    taken: list[Order] = []

    @app.post("/orders", operation_id="order", tags=["pets"], status_code=204)
    async def order(order: Order) -> None:
        taken.append(order)

    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(app.openapi()))
    with imported(spec, tmp_path / "made") as package, served(app) as url:
        models = package.module.models
        pets = [models.Cat(name="Tom"), models.Dog(name="Rex", kind="dog")]
        with package.module.Client(base_url=url) as client:
            client.pets.order(pets=pets)
    assert taken == [Order(pets=[Cat(name="Tom"), Dog(name="Rex")])]
