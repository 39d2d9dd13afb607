"""A seed goes in; a valid document comes out whose operations combine what parameters, bodies and answers can be."""

from __future__ import annotations

import random

from loopback.bodies import Bodies
from loopback.kinds import NAMES, Json
from loopback.references import referred

HEADERS = ("X-A", "X-Trace-Id", "If-Match", "class", "x-1", "Range", "X.B", "From")
COOKIES = ("sid", "c-1", "class", "theme", "x.y")


class Drawing(Bodies):
    """What is drawn of one document."""

    def beside(self, path: str, parameters: Json) -> Json:
        """Another operation of a path, which has all that stands in it."""
        made: Json = {"responses": {"200": self.answer(False)}}
        needed = [one for one in parameters if one["in"] == "path"]
        return {**made, "parameters": needed} if needed else made

    def operation(self, path: str, method: str) -> tuple[str, Json]:
        """A path with its fields, and an operation."""
        parameters: list[Json] = []
        for name in self.names(0, 2):
            parameters.append(self.parameter("path", name))
            path += f"/{{{name}}}" if self.chance(0.8) else f"/by-{{{name}}}.x"
        for location, known in (
            ("query", NAMES),
            ("header", HEADERS),
            ("cookie", COOKIES),
        ):
            most = 3 if location == "query" else 1
            for name in self.names(0, most, known):
                parameters.append(self.parameter(location, name))
        if self.version == "3.2.0" and self.chance(0.25):
            parameters = [one for one in parameters if one["in"] != "query"]
            parameters.append(self.querystring())
        made: Json = {"responses": {}}
        if parameters:
            self.dice.shuffle(parameters)
            made["parameters"] = parameters
        if self.chance(0.7):
            made["operationId"] = self.one(
                "get", "do", "list", "class", "a.b", "x"
            ) + path.replace("/", "_").translate({123: None, 125: None})
        if self.chance(0.6):
            made["tags"] = [self.one("things", "a-b", "Class")]
        if method in (
            "post",
            "put",
            "patch",
            "query",
            "copy",
            "x-sync",
        ) and self.chance(0.85):
            made["requestBody"] = self.body()
        for status in self.dice.sample(
            ("200", "201", "204", "2XX", "202"), self.one(1, 1, 2)
        ):
            made["responses"][status] = (
                {"description": "None."} if status == "204" else self.answer(False)
            )
        for status in self.dice.sample(
            ("400", "404", "4XX", "default", "500"), self.one(0, 1, 2)
        ):
            made["responses"][status] = self.answer(True)
        if self.chance(0.25):
            made["callbacks"] = self.callbacks()
        if self.chance(0.3):
            made["security"] = self.dice.choice(
                (
                    [],
                    [{}],
                    [{}, {"key": []}],
                    [{"key": [], "basic": []}, {"bearer": []}],
                    [{"cookie": []}],
                    [{"header": []}],
                    [{"oauth": ["read"]}, {"key": [], "header": []}],
                    [{"oauth": ["read", "write"], "cookie": []}],
                    [{"openid": []}, {}],
                    [{"openid": ["a"], "header": []}, {"cookie": [], "key": []}],
                )
            )
        return path, made


SCHEMES: Json = {
    "key": {"type": "apiKey", "in": "query", "name": "api key"},
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "oauth": {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "https://a.example/token",
                "scopes": {"read": "", "write": ""},
            },
        },
    },
    "openid": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example/known"},
}


DEVICE: Json = {
    "deviceAuthorization": {
        "deviceAuthorizationUrl": "https://a.example/device",
        "tokenUrl": "https://a.example/token",
        "scopes": {"read": "", "write": ""},
    }
}
"""A flow of OpenAPI 3.2."""


def items(drawing: Drawing) -> Json:
    """Path items of one or several operations, each with what they have in common."""
    found: Json = {}
    latest = drawing.version == "3.2.0"
    for number in range(drawing.dice.randint(4, 7)):
        method = drawing.one("get", "post", "post", "put", "delete", "patch")
        if latest and drawing.chance(0.3):
            method = drawing.one("query", "COPY", "x-sync")
        path, made = drawing.operation(f"/p{number}", method.lower())
        item = found[path] = method_of(method, made)
        if drawing.chance(0.3) and "parameters" in made:
            other = drawing.beside(path, made["parameters"])
            item |= {"options": other} if drawing.chance(0.3) else {"get": other}
            item["parameters"] = [
                one
                for one in made["parameters"]
                if one["in"] != "querystring" and drawing.chance(0.5)
            ]
            if drawing.chance(0.5):
                kept = [
                    one for one in made["parameters"] if one not in item["parameters"]
                ]
                made["parameters"] = kept
    return found


def method_of(method: str, made: Json) -> Json:
    """A path item of one operation; methods of the author's own stand by themselves."""
    own = method == "COPY" or method.startswith("x-")
    return {"additionalOperations": {method: made}} if own else {method: made}


def tags(drawing: Drawing) -> Json:
    """Tags, some of which are below another one."""
    found: Json = [{"name": "things", "description": "All <things>."}, {"name": "a-b"}]
    if drawing.version == "3.2.0":
        found[0] |= {"kind": "nav", "summary": "Things"}
        found[1] |= {"parent": "things"}
    return found


def document(seed: int) -> Json:
    """The document of a seed."""
    dice = random.Random(seed)
    drawing = Drawing(dice, dice.choice(("3.0.3", "3.1.0", "3.1.0", "3.2.0")))
    made: Json = {
        "openapi": drawing.version,
        "info": {"title": "Drawn", "version": "1"},
        "servers": [
            {
                "url": "https://{host}.example/{base}",
                "variables": {"host": {"default": "a"}, "base": {"default": "v1"}},
            }
        ],
        "paths": items(drawing),
        "components": {"schemas": drawing.schemas, "securitySchemes": {**SCHEMES}},
    }
    if drawing.version != "3.0.3" and drawing.chance(0.5):
        made["webhooks"] = drawing.webhooks()
    if drawing.chance(0.5):
        made["tags"] = tags(drawing)
    if drawing.version == "3.2.0":
        if drawing.chance(0.5):
            made["$self"] = "https://a.example/api/openapi.json"
        device = {"type": "oauth2", "flows": DEVICE}
        made["components"]["securitySchemes"]["oauth"] = device
    return referred(made, dice) if drawing.chance(0.5) else made
