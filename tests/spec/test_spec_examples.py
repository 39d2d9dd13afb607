"""Every example fits its schema, the page's three requests are the page's, and vendors' rules bind their own models only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generator.load import Document, refs
from generator.load.pointer import join
from spec.judging import Judge

REQUEST = "#/components/schemas/VideoGenerationRequest"
ASTRONAUT = "一个穿着宇航服的宇航员在月球上行走"
IMAGE = (
    "https://h2.inkwai.com/bs2/upload-ylab-stunt/se/ai_portal_queue_mmu_image_upscale_aiweb/"
    "3214b798-e1b4-4b00-b7af-72b5b0417420_raw_image_0.jpg"
)
PAGE: dict[str, Any] = {
    "Kling": {
        "model": "kling-v1",
        "prompt": f"{ASTRONAUT}, 高品质, 电影级",
        "size": "1920x1080",
        "image": IMAGE,
        "duration": 5,
        "metadata": {
            "seed": 20231234,
            "negative_prompt": "模糊",
            "image_tail": "https://h1.inkwai.com/bs2/upload-ylab-stunt/1fa0ac67d8ce6cd55b50d68b967b3a59.png",
        },
    },
    "Jimeng": {
        "model": "jimeng_vgfm_t2v_l20",
        "prompt": ASTRONAUT,
        "image": IMAGE,
        "metadata": {
            "req_key": "jimeng_vgfm_i2v_l20",
            "image_urls": [IMAGE],
            "aspect_ratio": "16:9",
        },
    },
    "Vidu": {
        "model": "viduq1",
        "prompt": f"{ASTRONAUT}, 高品质, 电影级",
        "size": "1920x1080",
        "image": "https://prod-ss-images.s3.cn-northwest-1.amazonaws.com.cn/vidu-maas/template/image2video.png",
        "duration": 5,
        "metadata": {
            "duration": 5,
            "seed": 0,
            "resolution": "1080p",
            "movement_amplitude": "auto",
            "bgm": False,
            "payload": "",
            "callback_url": "https://your-callback-url.com/webhook",
        },
    },
}
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("kling-v1", {"cfg_scale": 1.1}),
    ("kling-v1", {"duration": 5}),
    ("kling-v1", {"duration": "7"}),
    ("kling-v1", {"aspect_ratio": "4:3"}),
    ("kling-v1", {"image_tail": "data:image/png;base64,AAAA"}),
    ("kling-v1", {"negative_prompt": "x" * 2501}),
    ("kling-v1", {"sound": True}),
    ("kling-v1", {"camera_control": {"type": "simple", "config": {"zoom": -11}}}),
    ("jimeng_vgfm_t2v_l20", {"frames": 120}),
    (
        "jimeng_vgfm_t2v_l20",
        {"image_urls": [IMAGE], "binary_data_base64": ["AAAA"]},
    ),
    ("viduq1", {"resolution": "4k"}),
    ("viduq1", {"bgm": "no"}),
    ("viduq1", {"payload": "x" * 1_048_577}),
]


def examples(
    spec: Document, value: Any, pointer: str = "#"
) -> Iterator[tuple[str, Any, str]]:
    """Every (place, value, pointer of its schema): of media types, parameters, headers, and schemas' own."""
    if isinstance(value, list):
        for index, member in enumerate(value):
            yield from examples(spec, member, join(pointer, index))
    if not isinstance(value, dict):
        return
    if "schema" in value and isinstance(value.get("examples"), dict):
        for name, entry in value["examples"].items():
            place = join(pointer, "examples", name)
            found, _ = refs.resolve(spec, entry, place)
            yield place, found["value"], join(pointer, "schema")
    if isinstance(value.get("examples"), list):
        for index, example in enumerate(value["examples"]):
            yield join(pointer, "examples", index), example, pointer
    if "default" in value and "description" in value and "base_url" not in pointer:
        yield join(pointer, "default"), value["default"], pointer
    for key, member in value.items():
        if key != "value" and not key.startswith("x-"):
            yield from examples(spec, member, join(pointer, key))


def test_every_example_fits(spec: Document, judge: Judge) -> None:
    found = list(examples(spec, spec.data))
    places = " ".join(place for place, _, _ in found)
    assert len(found) > 45
    for part in ("requestBody", "parameters", "headers", "callbacks", "responses"):
        assert f"/{part}/" in places
    wrong = {p: bad for p, value, schema in found if (bad := judge(value, schema))}
    assert wrong == {}


def test_no_example_stands_unused(spec: Document) -> None:
    offered = spec.data["components"]["examples"].values()
    shown = [value for _, value, _ in examples(spec, spec.data["paths"], "#/paths")]
    assert [
        example["value"] for example in offered if example["value"] not in shown
    ] == []


@pytest.mark.parametrize("name", PAGE)
def test_requests_are_the_page_s(spec: Document, judge: Judge, name: str) -> None:
    assert spec.data["components"]["examples"][name]["value"] == PAGE[name]
    assert judge(PAGE[name], REQUEST) == []


@pytest.mark.parametrize(("model", "metadata"), WRONG)
def test_vendors_rules_bind_their_own_models(
    judge: Judge, model: str, metadata: dict[str, Any]
) -> None:
    request = {"model": model, "prompt": "moon", "metadata": metadata}
    assert judge(request, REQUEST) != []
    assert judge(request | {"model": "nova-1"}, REQUEST) == []


def test_mode_is_bound_for_kling_only(judge: Judge) -> None:
    request = {"prompt": "moon", "mode": "turbo"}
    assert judge(request | {"model": "kling-v1"}, REQUEST) != []
    assert judge(request | {"model": "nova-1"}, REQUEST) == []


@pytest.mark.parametrize("model", ["kling-v9", "jimeng_x", "viduq9", "nova-1", ""])
def test_new_models_and_keys_pass(judge: Judge, model: str) -> None:
    metadata = {"made_up": {"deep": [1, None, "x"]}}
    request = {"model": model, "prompt": "moon", "metadata": metadata, "new": 1}
    assert judge(request, REQUEST) == []


@pytest.mark.parametrize("prompt", ["", " ", "\t\n", "\u3000"])
def test_blank_prompts_are_refused(judge: Judge, prompt: str) -> None:
    assert judge({"model": "kling-v1", "prompt": prompt}, REQUEST) != []


@pytest.mark.parametrize("missing", ["model", "prompt"])
def test_model_and_prompt_are_needed(judge: Judge, missing: str) -> None:
    request = {"model": "kling-v1", "prompt": "moon"}
    assert judge(request, REQUEST) == []
    del request[missing]
    assert judge(request, REQUEST) != []
