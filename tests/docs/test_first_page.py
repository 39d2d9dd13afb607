"""A document goes in; what it says of the whole API, and of what its author wrote himself, stands on the pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docs.building import build, written

ANSWER = {"200": {"description": "ok"}}
SAMPLE = {"lang": "Go", "source": "acme.List()\n"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Acme",
        "version": "1",
        "summary": "All of Acme.",
        "description": "Longer.",
        "termsOfService": "https://acme.example/terms",
        "contact": {"name": "Help", "email": "help@acme.example"},
        "license": {"name": "MIT", "url": "https://acme.example/mit"},
    },
    "servers": [
        {
            "url": "https://{region}.acme.example/{path}",
            "description": "Production",
            "variables": {
                "region": {
                    "default": "eu",
                    "enum": ["eu", "us"],
                    "description": "Where",
                },
                "path": {"default": "v1"},
            },
        }
    ],
    "paths": {
        "/a": {
            "get": {
                "operationId": "a",
                "responses": ANSWER,
                "x-codeSamples": [
                    SAMPLE,
                    {"lang": "C", "label": "C 23", "source": "a();"},
                    {"lang": "C"},
                    "a",
                ],
            }
        }
    },
    "webhooks": {"paid": {"post": {"summary": "It is paid", "responses": ANSWER}}},
}


def test_the_first_page_says_who_answers_for_the_api(tmp_path: Path) -> None:
    site = build(written(tmp_path, DOCUMENT))
    twin = site.text("en/index.md")
    assert "All of Acme.\n\nLonger." in twin
    for said in (
        "- [Terms of service](https://acme.example/terms)",
        "- Contact: [Help](mailto:help@acme.example)",
        "- License: [MIT](https://acme.example/mit)",
        "  - `region` Where. One of `eu`, `us`. Default: `eu`.",
        "  - `path` Default: `v1`.",
        "- [paid](webhooks/paid-POST.md): It is paid",
    ):
        assert said in twin
    page = site.text("en/index.html")
    assert '<a href="mailto:help@acme.example"' in page
    assert "<li><code>path</code> Default: <code>v1</code>." in page


def test_a_bad_address_is_no_link(tmp_path: Path) -> None:
    bad = "javascript:alert(1)"
    info = {
        **DOCUMENT["info"],
        "termsOfService": bad,
        "contact": {"name": "<b>", "url": bad},
        "license": {"name": "MIT", "url": bad},
    }
    page = build(written(tmp_path, {**DOCUMENT, "info": info})).text("en/index.html")
    assert "javascript" not in page
    assert "Contact: &lt;b&gt; · License: MIT" in page


def test_a_sample_that_stands_under_both_spellings_is_shown_once(
    tmp_path: Path,
) -> None:
    both = {"x-codeSamples": [SAMPLE], "x-code-samples": [SAMPLE]}
    operation = {"operationId": "a", "responses": ANSWER, **both}
    document = {**DOCUMENT, "paths": {"/a": {"get": operation}}}
    twin = build(written(tmp_path, document)).text("en/operations/a.md")
    assert twin.count(SAMPLE["source"]) == 1


def test_samples_of_the_document_stand_behind_those_that_are_made(
    tmp_path: Path,
) -> None:
    site = build(written(tmp_path, DOCUMENT))
    twin = site.text("en/operations/a.md")
    assert twin.endswith("Go\n\n```\nacme.List()\n```\n\nC 23\n\n```\na();\n```\n\n")
    published = json.loads(site.text("openapi.json"))
    samples = published["paths"]["/a"]["get"]["x-codeSamples"]
    assert [one["lang"] for one in samples[:3]] == ["Shell", "Python", "Python"]
    assert samples[3] == SAMPLE
    again = build(written(tmp_path, published))
    assert again.text("en/operations/a.md") == twin
    assert json.loads(again.text("openapi.json")) == published


def test_samples_that_are_called_alike_tell_their_languages(tmp_path: Path) -> None:
    many = [
        {"lang": "Rust", "label": "By name", "source": "a"},
        {"lang": "Go", "label": "By name", "source": "b"},
        {"label": "By name", "source": "c"},
        {"lang": "Go", "label": "By id", "source": "d"},
        {"lang": "Go", "label": "By id", "source": "e"},
    ]
    operation = {"operationId": "a", "responses": ANSWER, "x-codeSamples": many}
    document = {**DOCUMENT, "paths": {"/a": {"get": operation}}}
    twin = build(written(tmp_path, document)).text("en/operations/a.md")
    labels = ["By name (Rust)", "By name (Go)", "By name", "By id", "By id"]
    shown = "\n\n".join(
        f"{label}\n\n```\n{one['source']}\n```"
        for label, one in zip(labels, many, strict=True)
    )
    assert twin.rstrip().endswith(shown)


def test_a_document_without_operations_has_no_heading_for_them(tmp_path: Path) -> None:
    hook = {"post": {"responses": {"200": {"description": ""}}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Hooks", "version": "1"},
        "webhooks": {"done": hook},
    }
    site = build(written(tmp_path, document))
    for kind in ("html", "md"):
        assert "Operations" not in site.text(f"en/index.{kind}")


def test_an_operation_without_answers_has_no_heading_for_them(tmp_path: Path) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a"}}},
    }
    site = build(written(tmp_path, document))
    for kind in ("html", "md"):
        assert "Answers" not in site.text(f"en/operations/a.{kind}")


def test_documentation_elsewhere_is_called_as_the_document_calls_it(
    tmp_path: Path,
) -> None:
    long = f"Follow this guide{', which is good' * 8}."
    operation = {
        "operationId": "a",
        "externalDocs": {"url": "https://a.test/op", "description": "How to a"},
        "responses": {"204": {"description": ""}},
    }
    thing = {"type": "string", "externalDocs": {"url": "https://a.test/thing"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "externalDocs": {"url": "https://a.test/", "description": long},
        "paths": {"/a": {"get": operation}},
        "components": {"schemas": {"Thing": thing}},
    }
    site = build(written(tmp_path, document))
    told = f"[More about it](https://a.test/): {long}"
    for path, said in (
        ("index", told),
        ("operations/a", "[How to a](https://a.test/op)"),
        ("schemas/Thing", "[More about it](https://a.test/thing)"),
    ):
        assert said in site.text(f"en/{path}.md")
        assert 'href="https://a.test/' in site.text(f"en/{path}.html")


def test_several_paragraphs_about_documentation_elsewhere_are_one(
    tmp_path: Path,
) -> None:
    """Blocks within the paragraph of the link would be no HTML."""
    about = f"First{', and on' * 12}.\n\n- Then\n- More"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "externalDocs": {"url": "https://a.test/", "description": about},
        "paths": {},
    }
    page = build(written(tmp_path, document)).text("en/index.html")
    assert f": {' '.join(about.split())}</p>" in page


def test_schemes_of_http_are_spelled_as_they_are_known(tmp_path: Path) -> None:
    schemes = {name: {"type": "http", "scheme": name} for name in ("OAuth", "BEARER")}
    flows = {"clientCredentials": {"tokenUrl": "https://a.test/", "scopes": {"x": ""}}}
    operation = {
        "operationId": "a",
        "security": [{"OAuth": []}, {"BEARER": []}, {"flow": ["x"]}],
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": operation}},
        "components": {
            "securitySchemes": {**schemes, "flow": {"type": "oauth2", "flows": flows}}
        },
    }
    twin = build(written(tmp_path, document)).text("en/operations/a.md")
    assert "`Authorization: OAuth …`" in twin
    assert "`Authorization: Bearer …`\n- [flow]" in twin
    assert "with the scope `x`" in twin
