"""Generated models go into an application that somebody wrote by hand; its OpenAPI document is sound and has them."""

from __future__ import annotations

from burncloud_video import models
from fastapi import FastAPI
from openapi_spec_validator import validate


def test_the_document_of_an_own_application_has_the_models() -> None:
    app = FastAPI()

    @app.post("/tasks", response_model=models.VideoTaskState)
    def start(body: models.VideoGenerationRequest) -> None:
        del body

    @app.get("/faults", response_model=models.ErrorAnswer)
    def faults() -> None: ...

    told = app.openapi()
    validate(told)
    shown = told["components"]["schemas"]
    assert {
        "VideoGenerationRequest",
        "VideoTaskEnvelope",
        "ErrorEnvelope",
    } <= shown.keys()
    request = shown["VideoGenerationRequest"]
    assert {"model", "prompt", "metadata"} <= request["properties"].keys()
