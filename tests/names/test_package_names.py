"""A title becomes the name of a package and of a distribution."""

from __future__ import annotations

import pytest

from generator.languages.python import RULES
from generator.names import distribution_name, package_name


@pytest.mark.parametrize(
    ("title", "package", "distribution"),
    [
        ("BurnCloud Video", "burn_cloud_video", "burncloud-video"),
        (
            "Swagger Petstore - OpenAPI 3.0",
            "swagger_petstore_open_api_3_0",
            "swagger-petstore-openapi-3-0",
        ),
        ("Café", "café", "cafe"),
        ("import", "import_", "import"),
    ],
)
def test_titles(title: str, package: str, distribution: str) -> None:
    assert package_name(title, RULES) == package
    assert distribution_name(title) == distribution


@pytest.mark.parametrize("title", ["", "视频", "😀", "x" * 300, "-", "..", "\ud800"])
def test_distributions_are_always_valid(title: str) -> None:
    name = distribution_name(title)
    assert name.isascii()
    assert 0 < len(name) <= 60
    assert name[0].isalnum()
    assert name[-1].isalnum()
