"""The document is valid OpenAPI, describes every field in both languages, and names nobody's server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.load import Document

TEXT = Path(__file__).parents[2].joinpath("spec/openapi.yaml").read_text("utf-8")
FIELDS = {
    "VideoGenerationRequest": "model prompt image images size duration width height fps n response_format seed user mode metadata",
    "KlingMetadata": "negative_prompt image_tail cfg_scale mode aspect_ratio duration camera_control static_mask "
    "dynamic_masks sound watermark_info callback_url external_task_id seed",
    "KlingCameraConfig": "horizontal vertical pan tilt roll zoom",
    "JimengMetadata": "req_key image_urls binary_data_base64 seed aspect_ratio frames",
    "ViduMetadata": "images duration seed resolution movement_amplitude bgm payload callback_url",
    "VideoTask": "id task_id object model status progress created_at",
    "VideoTaskStatus": "task_id status url format metadata error",
    "VideoTaskEnvelope": "code message data",
    "VideoTaskRecord": "task_id status progress fail_reason result_url submit_time start_time finish_time",
    "ErrorBody": "code message param type data",
}
PAGE_HOSTS = {
    "h1.inkwai.com",
    "h2.inkwai.com",
    "prod-ss-images.s3.cn-northwest-1.amazonaws.com.cn",
    "your-callback-url.com",
}


def objects(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every object of the document with its path; the values of examples are nobody's description."""
    if isinstance(value, dict):
        yield "/".join(path), value
        for key, member in value.items():
            if key not in ("value", "x-translations"):
                yield from objects(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from objects(member, (*path, str(index)))


def test_validator_finds_nothing(spec: Document) -> None:
    assert spec.version == "3.1.1"
    assert not spec.diagnostics
    assert [e.message for e in OpenAPIV31SpecValidator(spec.data).iter_errors()] == []


def test_fields_are_those_of_the_api(spec: Document) -> None:
    schemas = spec.data["components"]["schemas"]
    declared = {name: " ".join(schemas[name]["properties"]) for name in FIELDS}
    assert declared == FIELDS


def test_every_field_is_described(spec: Document) -> None:
    silent = [
        f"{path}/{name}"
        for path, found in objects(spec.data)
        if isinstance(found.get("properties"), dict) and not path.endswith("/if")
        for name, schema in found["properties"].items()
        if not {"description", "$ref"} & schema.keys() and "/allOf/" not in path
    ]
    assert silent == []


def test_every_text_is_there_in_chinese(spec: Document) -> None:
    texts = ("title", "summary", "description")
    described = [
        (p, o) for p, o in objects(spec.data) if {"description", "summary"} & o.keys()
    ]
    missing = [
        f"{path}: {key}"
        for path, found in described
        for key in texts
        if isinstance(found.get(key), str)
        and not path.endswith("/properties")
        and not re.search(
            "[\u4e00-\u9fff]",
            found.get("x-translations", {}).get("zh", {}).get(key, ""),
        )
    ]
    assert len(described) > 100
    assert missing == []


def test_no_server_could_bill_anybody(spec: Document) -> None:
    (server,) = spec.data["servers"]
    assert server["url"] == "https://{base_url}"
    assert server["variables"]["base_url"]["default"] == "gateway.example"
    hosts = {
        urlsplit(url).hostname for url in re.findall(r"https?://[^\s'\"{}]+", TEXT)
    }
    assert {
        host for host in hosts if host and not host.endswith(".example")
    } == PAGE_HOSTS


def test_every_use_needs_the_token_but_the_callback(spec: Document) -> None:
    paths = spec.data["paths"]
    assert spec.data["security"] == [{"bearer": []}]
    scheme = spec.data["components"]["securitySchemes"]["bearer"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    operations = [op for item in paths.values() for op in item.values()]
    assert not any("security" in operation for operation in operations)
    ((_, item),) = operations[0]["callbacks"]["viduCallback"].items()
    assert item["post"]["security"] == []


def test_both_success_codes_share_one_answer(spec: Document) -> None:
    responses = spec.data["paths"]["/v1/video/generations"]["post"]["responses"]
    assert responses["200"] == responses["201"]
    assert list(responses) == ["200", "201", "400", "401", "403", "429", "500"]
