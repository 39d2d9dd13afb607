"""A document goes in; what its pages are found by stands in the index of the search."""

from __future__ import annotations

from pathlib import Path

from docs.building import build, written


def test_listed_values_and_callbacks_are_found(tmp_path: Path) -> None:
    schemas = {"Event": {"type": "string", "enum": ["invoice.paid", "invoice.void"]}}
    body = {
        "type": "object",
        "properties": {
            "event": {"$ref": "#/components/schemas/Event"},
            "mode": {"type": "string", "enum": ["gently", "at_once"]},
        },
    }
    sent = {"type": "object", "properties": {"occurred": {"type": "string"}}}
    called = {
        "requestBody": {"content": {"application/json": {"schema": sent}}},
        "responses": {"200": {"description": ""}},
    }
    operation = {
        "operationId": "watch",
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "callbacks": {"statusChanged": {"{$request.query.to}": {"post": called}}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    }
    site = build(written(tmp_path, document))
    pages = site.text("assets/search/en/pages.js")
    assert '["Event","schemas/Event",[],"invoice.paid invoice.void"]' in pages
    assert '"statuschanged gently at_once"]' in pages
    assert '"occurred"' in site.text("assets/search/en/words-o.js")


def test_groups_are_found_by_names_as_they_are_written(tmp_path: Path) -> None:
    answers = {"204": {"description": ""}}
    tag = "RepeatingInvoicesOfAYear"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"get": {"tags": [tag], "responses": answers}}},
    }
    pages = build(written(tmp_path, document)).text("assets/search/en/pages.js")
    assert f'["{tag}","tags/{tag}",["Group"]]' in pages


def test_conditions_are_found(tmp_path: Path) -> None:
    text = {"type": "string"}
    body = {
        "type": "object",
        "properties": {"kind": text, "iban": text, "inner": text},
        "if": {"properties": {"kind": {"const": "debit"}}, "required": ["kind"]},
        "then": {"required": ["iban"]},
        "not": {"properties": {"kind": {"const": "giro"}}, "required": ["kind"]},
    }
    operation = {
        "operationId": "pay",
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"204": {"description": ""}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/a": {"post": operation}},
    }
    pages = build(written(tmp_path, document)).text("assets/search/en/pages.js")
    assert "debit" in pages
    assert "giro" in pages
