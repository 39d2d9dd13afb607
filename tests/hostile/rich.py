"""A document with text in every position that generated code could show; `word` is asked for each of them by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TEXTS = (
    *("info title", "info summary", "info description", "server description"),
    *("variable description", "tag description", "path summary", "summary"),
    *("description", "parameter description", "header description", "link text"),
    *("response description", "body description", "example", "schema description"),
    *("property description", "property title", "default", "default value"),
    *("default item", "enum value", "const", "array title", "scope text"),
    *("scheme description", "error description", "terms", "media example"),
    *("server url", "variable default", "extension", "comment", "contact"),
    *("contact address", "license", "license address", "sample", "sample label"),
    *("webhook summary", "tag name for readers", "tag address", "schema address"),
    *("address text", "callback address", "open id address", "part description"),
    *("item description", "variant description", "pattern description"),
    *("consequence description", "outer tag", "sent example", "example address"),
)
"""Positions whose text changes constants of the output alone."""

NAMES = (
    *("schema", "enum schema", "property", "required property", "tag", "operation"),
    *("path parameter", "query", "header", "cookie", "scheme", "variable", "segment"),
    *("inline title", "inline property", "file property", "enum word", "callback"),
    *("default key", "webhook", "media type", "api key", "mapping value", "version"),
    *("discriminator", "error code property", "response header", "link", "scope"),
    *("pattern", "far property", "part header", "schema default", "badge"),
    *("xml name", "xml prefix", "xml namespace"),
)
"""Positions whose text names something, or that only says something where it is fit for it."""

Word = Callable[[str, str], str]


DEEP = 6
"""Objects in one another, more than a page of the docs opens."""


def escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def schemas(word: Word) -> dict[str, Any]:
    """The components' schemas."""
    kind = word("discriminator", "pet-type")
    pet = word("schema", "Pet")
    properties = {
        word("property", "nick-name"): {
            "type": "string",
            "title": word("property title", "t"),
            "description": word("property description", "d"),
            "default": word("default", "x"),
        },
        word("required property", "id-no"): {"type": "integer"},
        "pattern-ed": {"type": "string", "pattern": word("pattern", "^a$")},
        "fixed-1": {"const": word("const", "c")},
        "choice-1": {"enum": [word("enum value", "e"), "other"], "type": "string"},
        "object-1": {
            "type": "object",
            "default": {word("default key", "k"): word("default value", "v")},
        },
        "list-1": {
            "title": word("array title", "t"),
            "type": "array",
            "items": {"type": "string"},
            "default": [word("default item", "i")],
        },
        "kind-1": {"$ref": f"#/components/schemas/{escaped(word('enum schema', 'K'))}"},
        "below-0": {"$ref": "#/components/schemas/Below-0"},
        "marked-1": {
            "type": "string",
            "xml": {
                "name": word("xml name", "m"),
                "prefix": word("xml prefix", "x"),
                "namespace": word("xml namespace", "https://example.com/x"),
            },
        },
    }
    far = {"type": "object", "properties": {word("far property", "f"): {}}}
    below = {
        f"Below-{depth}": {
            "type": "object",
            "properties": {"to": {"$ref": f"#/components/schemas/Below-{depth + 1}"}},
        }
        for depth in range(DEEP)
    }
    own = {
        "type": "object",
        "description": word("schema description", "d"),
        "x-note": word("extension", "x"),
        "externalDocs": {
            "url": word("schema address", "https://example.com/s"),
            "description": word("address text", "d"),
        },
        "required": [word("required property", "id-no")],
        "properties": properties,
        "additionalProperties": {"type": "string"},
    }
    tagged = {
        name: {
            "type": "object",
            "required": [kind],
            "properties": {kind: {"const": value}},
        }
        for name, value in (
            ("Cat-1", word("mapping value", "cat")),
            ("Dog-1", "dog"),
        )
    }
    either = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in tagged],
        "discriminator": {
            "propertyName": kind,
            "mapping": {
                word("mapping value", "cat"): "#/components/schemas/Cat-1",
                "dog": "#/components/schemas/Dog-1",
            },
        },
    }
    choice = {
        "type": "string",
        "$comment": word("comment", "c"),
        "enum": [word("enum word", "a"), "b"],
        "default": word("schema default", "b"),
    }
    error = {
        "type": "object",
        "description": word("error description", "d"),
        "properties": {word("error code property", "code-1"): {"type": "string"}},
    }
    return {
        **parted(word),
        pet: own,
        word("enum schema", "K"): choice,
        "Either-1": either,
        "Error-1": error,
        **tagged,
        **below,
        f"Below-{DEEP}": far,
    }


def parted(word: Word) -> dict[str, Any]:
    """Schemas with text on parts of their values that have no names."""
    text = {"type": "string"}
    variants = [
        {
            "type": "object",
            "title": f"Is {name}",
            "description": word("variant description", "d"),
            "properties": {name: text, "both-1": text},
            "dependentRequired": {name: ["more-1"]},
        }
        for name in ("left-1", "right-1")
    ]
    inner = {
        "type": "object",
        "description": word("pattern description", "d"),
        "properties": {"x-1": text},
    }
    added = {**text, "description": word("consequence description", "d")}
    return {
        "Parts-1": {
            "type": "array",
            "items": {"description": word("item description", "d"), "oneOf": variants},
        },
        "Rules-1": {
            "type": "object",
            "properties": {"first-1": text},
            "patternProperties": {"^x-": inner, "^y-": {**inner, "type": "string"}},
            "if": {"required": ["first-1"]},
            "then": {"properties": {"second-1": added}},
        },
    }


def operations(word: Word) -> dict[str, Any]:
    """The paths."""
    json = "application/json"
    pet = {"$ref": f"#/components/schemas/{escaped(word('schema', 'Pet'))}"}
    error = {"$ref": "#/components/schemas/Error-1"}
    text = {"type": "string"}
    path = word("path parameter", "pet-id")
    get = {
        "operationId": word("operation", "get-pet"),
        "tags": [word("tag", "the-pets"), "outer-1", word("badge", "beta-1")],
        "summary": word("summary", "s"),
        "description": word("description", "d"),
        "parameters": [
            {"name": path, "in": "path", "required": True, "schema": text},
            {
                "name": word("query", "q-1"),
                "in": "query",
                "schema": text,
                "description": word("parameter description", "d"),
                "example": word("example", "e"),
            },
            {"name": word("header", "X-One"), "in": "header", "schema": text},
            {"name": word("cookie", "c-1"), "in": "cookie", "schema": text},
        ],
        "responses": {
            "200": {
                "description": word("response description", "d"),
                "headers": {
                    word("response header", "X-Two"): {
                        "schema": text,
                        "description": word("header description", "d"),
                    }
                },
                "links": {
                    word("link", "l-1"): {
                        "operationId": "make-it",
                        "description": word("link text", "d"),
                    }
                },
                "content": {json: {"schema": pet}},
            },
            "404": {
                "description": "none",
                "headers": {"X-Three": {"schema": text}},
                "content": {json: {"schema": error}},
            },
            "409": {
                "description": "none",
                "content": {"application/xml": {"schema": pet}},
            },
        },
    }
    form = {
        "type": "object",
        "properties": {
            word("file property", "file-1"): {"type": "string", "format": "binary"}
        },
    }
    part = {"schema": text, "description": word("part description", "d")}
    inside = {"schema": {"type": "object", "properties": {"in-1": text}}}
    parts = {"headers": {word("part header", "X-Part"): part, "X-Deep": inside}}
    inline = {
        "type": "object",
        "title": word("inline title", "In-line"),
        "maxProperties": 50,
        "properties": {word("inline property", "p-1"): text},
    }
    answer = {"schema": {"type": "string"}, "example": word("media example", "e")}
    shown = {
        "far-1": {"externalValue": word("example address", "https://example.com/e")},
        "raw-1": {"serializedValue": word("sent example", "<a/>")},
    }
    inner = {
        "again-1": {"{$url}": {"post": {"responses": {"200": {"description": "ok"}}}}}
    }
    sample = word("sample", "make();")
    post = {
        "operationId": "make-it",
        "description": "Makes it.",
        "x-codeSamples": [
            {"lang": "C", "label": word("sample label", "C"), "source": sample}
        ],
        "requestBody": {
            "description": word("body description", "d"),
            "content": {
                json: {"schema": inline},
                "multipart/form-data": {
                    "schema": form,
                    "encoding": {word("file property", "file-1"): parts},
                },
            },
        },
        "responses": {
            "201": {
                "description": "made",
                "content": {
                    word("media type", "text/csv"): answer,
                    "application/xml": {"schema": text, "examples": shown},
                },
            }
        },
        "callbacks": {
            word("callback", "call-1"): {
                "{$request.query.url}": {
                    "post": {
                        "externalDocs": {
                            "url": word("callback address", "https://example.com/c")
                        },
                        "responses": {"200": {"description": "ok"}},
                        "callbacks": inner,
                    }
                }
            }
        },
    }
    common = [
        {
            "name": name,
            "in": "query",
            "schema": text,
            "description": word("parameter description", "d"),
        }
        for name in (word("query", "q-1"), "what-is-sorted-1", "what-is-left-out-1")
    ]
    apart = {
        f"/apart/{name}": {
            "get": {
                "operationId": f"list-{name}",
                "tags": [f"Apart-{name}"],
                "parameters": common,
                "responses": {"204": {"description": "none"}},
            }
        }
        for name in ("one", "two")
    }
    return {
        f"/pets/{{{path}}}": {"summary": word("path summary", "s"), "get": get},
        f"/{word('segment', 'made-here')}": {"post": post},
        **apart,
    }


def document(word: Word) -> dict[str, Any]:
    """The document, with what `word` gives for each position and its harmless text."""
    scheme = word("scheme", "key-1")
    variable = word("variable", "v-1")
    server = {
        "url": f"https://example.com/{word('server url', 'a')}/{{{variable}}}",
        "description": word("server description", "d"),
        "variables": {
            variable: {
                "default": word("variable default", "a"),
                "description": word("variable description", "d"),
            }
        },
    }
    flow = {
        "tokenUrl": "https://example.com/token",
        "scopes": {word("scope", "read"): word("scope text", "d")},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": word("info title", "T-1"),
            "summary": word("info summary", "s"),
            "description": word("info description", "d"),
            "version": word("version", "1.0"),
            "termsOfService": word("terms", "https://example.com/terms"),
            "contact": {
                "name": word("contact", "c"),
                "url": word("contact address", "https://example.com/contact"),
            },
            "license": {
                "name": word("license", "l"),
                "url": word("license address", "https://example.com/license"),
            },
        },
        "servers": [server],
        "tags": [
            {
                "name": word("tag", "the-pets"),
                "description": word("tag description", "d"),
                "x-displayName": word("tag name for readers", "t"),
                "externalDocs": {"url": word("tag address", "https://example.com/t")},
                "parent": "outer-1",
            },
            {"name": "outer-1", "description": word("outer tag", "d")},
            {"name": word("badge", "beta-1"), "kind": "badge"},
        ],
        "security": [{scheme: []}],
        "paths": operations(word),
        "webhooks": {
            word("webhook", "hook-1"): {
                "post": {
                    "summary": word("webhook summary", "s"),
                    "requestBody": {
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Error-1"}
                            }
                        }
                    },
                    "responses": {"200": {"description": "ok"}},
                }
            }
        },
        "components": {
            "schemas": schemas(word),
            "securitySchemes": {
                scheme: {
                    "type": "apiKey",
                    "in": "header",
                    "name": word("api key", "X-Key"),
                    "description": word("scheme description", "d"),
                },
                "open-id-1": {
                    "type": "openIdConnect",
                    "openIdConnectUrl": word(
                        "open id address", "https://example.com/o"
                    ),
                },
                "oauth-1": {"type": "oauth2", "flows": {"clientCredentials": flow}},
            },
        },
    }
