"""A seed goes in; a valid document comes out whose operations combine what parameters, bodies and answers can be."""

from __future__ import annotations

import random
from dataclasses import dataclass

from loopback.kinds import NAMES, PLAIN, SPLIT, WORDS, Json, Kind, Kinds, Make

HEADERS = ("X-A", "X-Trace-Id", "If-Match", "class", "x-1", "Range", "X.B", "From")
COOKIES = ("sid", "c-1", "class", "theme", "x.y")


@dataclass
class Drawing(Kinds):
    """What is drawn of one document."""

    # -------------------------------------------------------------------------------------------------- parameters

    def parameter(self, location: str, name: str) -> Json:
        """A parameter of any style that its location has."""
        made: Json = {"name": name, "in": location}
        if location == "path" or self.chance(0.3):
            made["required"] = True
        if self.chance(0.1):
            made["deprecated"] = True
        if self.chance(0.12):
            plain = location in ("header", "cookie")
            words = PLAIN if plain else (*WORDS, *SPLIT)
            kinds = {n: self.scalar(words) for n in self.names(1, 3)}
            schema, make = self.record(kinds)
            made["content"] = {"application/json": {"schema": schema}}
            made["content"]["application/json"]["examples"] = self.examples(make, 2)
            return made
        schema, make = self.styled(made, location)
        if (
            "default" not in schema
            and made.get("required") is None
            and self.chance(0.15)
        ):
            schema = {**schema, "default": make()}
        made["schema"] = schema
        made["examples"] = self.examples(make, 3)
        return made

    def styled(self, made: Json, location: str) -> Kind:
        style = {
            "path": ("simple", "label", "matrix"),
            "query": ("form", "form", "spaceDelimited", "pipeDelimited", "deepObject"),
            "header": ("simple",),
            "cookie": ("form", "cookie") if self.version == "3.2.0" else ("form",),
        }[location]
        made["style"] = self.dice.choice(style)
        if self.chance(0.7):
            made["explode"] = self.chance(0.5)
        shape = self.one("scalar", "array", "object")
        if made["style"] in ("spaceDelimited", "pipeDelimited"):
            made["explode"], shape = False, self.one("array", "object")
        if made["style"] == "deepObject":
            made["explode"], shape = True, "object"
        words = self.words(made, location, shape)
        if location == "query" and made["style"] == "form" and self.chance(0.1):
            made["allowReserved"] = True
        if made["style"] == "label":
            # The dots of numbers would separate as well.
            return self.label(words, shape)
        if shape == "scalar":
            return self.scalar(words)
        if shape == "array":
            item = self.scalar(tuple(one for one in words if one))
            return self.array(item, 1)
        kinds = {
            f"{name}{self.told}": self.scalar(words)
            for name in self.dice.sample(
                ("R", "g-", "B_", "with"), self.dice.randint(1, 3)
            )
        }
        self.told += 1
        return self.record(kinds, 1)

    def label(self, words: tuple[str, ...], shape: str) -> Kind:
        text: Kind = {"type": "string"}, lambda: self.dice.choice(words)
        if shape == "scalar":
            return text
        if shape == "array":
            return self.array(text, 1)
        self.told += 1
        return self.record({f"R{self.told}": text, "g-1": text}, 1)

    def words(self, made: Json, location: str, shape: str) -> tuple[str, ...]:
        """Texts that a style has a form for."""
        if location in ("header", "cookie"):
            return PLAIN
        if made["style"] in ("spaceDelimited", "pipeDelimited"):
            return PLAIN
        if made["style"] == "label":
            return ("a", "b c", "ü", "x/y", "=", ",")
        if location == "path":
            # A step of a path is never empty, and dots separate in the style label.
            return tuple(one for one in (*WORDS, *SPLIT) if one.strip("."))
        return (*WORDS, *SPLIT)

    def querystring(self) -> Json:
        """A parameter that is the whole query (OpenAPI 3.2): a form of scalars and arrays, or JSON."""
        words = (*WORDS, *SPLIT)
        made: Json = {"name": self.one("q", "filter", "class"), "in": "querystring"}
        if self.chance(0.4):
            made["required"] = True
        if self.chance(0.4):
            kinds = {n: self.json(1) for n in self.names(1, 3)}
            made["content"] = {"application/json": self.media(self.record(kinds))}
            return made
        texts = tuple(word for word in words if word)
        kinds = {
            n: (
                self.scalar(texts)
                if self.chance(0.7)
                else self.array(self.scalar(texts), 1)
            )
            for n in self.names(1, 4)
        }
        form = "application/x-www-form-urlencoded"
        made["content"] = {form: self.media(self.record(kinds, 0.6))}
        return made

    def examples(self, make: Make, count: int) -> Json:
        return {f"e{number}": {"value": make()} for number in range(count)}

    # ------------------------------------------------------------------------------------------- bodies and answers

    def media(self, kind: Kind, count: int = 3) -> Json:
        return {"schema": kind[0], "examples": self.examples(kind[1], count)}

    def component(self, kind: Kind) -> Kind:
        """A schema of the components in place of an own one."""
        if not self.chance(0.5):
            return kind
        self.named += 1
        name = self.one(
            "Thing", "thing-a", "Model", "Error", "List", "Body", "Response"
        )
        name = f"{name}{self.named}"
        self.schemas[name] = kind[0]
        return {"$ref": f"#/components/schemas/{name}"}, kind[1]

    def form(self, many: bool) -> Json:
        """A form of scalars, arrays, objects and, where it has parts, files."""
        words = tuple(one for one in (*WORDS, *SPLIT) if one)
        kinds: dict[str, Kind] = {}
        encoding: Json = {}
        for name in self.names(1, 5):
            roll = self.dice.random()
            if roll < 0.5:
                kinds[name] = self.scalar(words)
            elif roll < 0.7:
                kinds[name] = self.array(self.scalar(words), 1)
                if not many and self.chance(0.5):
                    encoding[name] = {"style": "form", "explode": self.chance(0.5)}
            elif roll < 0.85:
                kinds[name] = self.record(
                    {n: self.scalar(words) for n in ("a", "b c")}, 1
                )
                if self.chance(0.5):
                    encoding[name] = {"contentType": "application/json"}
            elif many:
                file = {"type": "string", "format": "binary"}
                row = {"type": "array", "items": file}
                kinds[name] = (row if self.chance(0.3) else file), lambda: None
                if self.chance(0.5):
                    encoding[name] = {
                        "contentType": self.one("image/png", "text/csv, image/*")
                    }
        kinds = kinds or {"only": self.scalar(words)}
        schema, make = self.record(kinds)
        made: Json = {"schema": schema}
        if not any(self.binary(kind[0]) for kind in kinds.values()):
            made["examples"] = self.examples(make, 3)
        if encoding:
            made["encoding"] = encoding
        return made

    def binary(self, schema: Json) -> bool:
        return "binary" in (schema.get("format"), schema.get("items", {}).get("format"))

    def same(self) -> Json:
        """A request body of one schema in several media types, as frameworks list them."""
        kinds = ["application/json", "multipart/form-data"]
        if self.chance(0.5):
            kinds.append("application/x-www-form-urlencoded")
        self.dice.shuffle(kinds)
        form = self.form(True)
        schema = self.component((form["schema"], lambda: None))[0]
        examples = {"examples": form["examples"]} if "examples" in form else {}
        content: Json = {}
        for kind in kinds:
            told = (
                {} if kind.endswith("json") else {"encoding": form.get("encoding", {})}
            )
            content[kind] = {"schema": schema, **examples, **told}
        return {"required": self.chance(0.6), "content": content}

    def body(self) -> Json:
        """A request body of one or several media types."""
        if self.chance(0.2):
            return self.same()
        kinds = (
            *("application/json",) * 3,
            "application/vnd.a+json",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded",
            *("multipart/form-data",) * 2,
            "application/octet-stream",
            "text/plain",
        )
        content: Json = {}
        chosen = {*self.dice.sample(kinds, self.one(1, 1, 1, 2, 3))}
        for kind in sorted(chosen):
            if kind.endswith("json"):
                content[kind] = self.media(self.component(self.json()))
            elif kind.endswith("urlencoded") or kind.startswith("multipart/"):
                content[kind] = self.form(kind[0] == "m")
            elif kind == "text/plain":
                content[kind] = {"schema": {"type": "string"}}
            else:
                content[kind] = {"schema": {"type": "string", "format": "binary"}}
        return {"required": self.chance(0.6), "content": content}

    def answer(self, error: bool) -> Json:
        made: Json = {"description": "What comes."}
        if self.chance(0.3):
            made["headers"] = {
                name: {
                    "schema": self.scalar(PLAIN)[0],
                    **({"required": True} if self.chance(0.2) else {}),
                }
                for name in self.dice.sample(("X-Rate", "ETag", "class", "X-Y.Z"), 2)
            }
        kinds = ["application/json"] * 4 + ["text/plain", "application/octet-stream"]
        if not error:
            kinds += ["application/jsonl", "text/event-stream", ""]
        content: Json = {}
        for kind in self.dice.sample(kinds, self.one(1, 1, 1, 2)):
            if kind == "application/json":
                content[kind] = self.media(self.component(self.json()))
            elif kind == "text/plain":
                content[kind] = {"schema": {"type": "string"}}
            elif kind == "application/octet-stream":
                content[kind] = {"schema": {"type": "string", "format": "binary"}}
            elif kind:
                key = "itemSchema" if self.version == "3.2.0" else "schema"
                kinds_of = {n: self.json(1) for n in self.names(1, 3)}
                content[kind] = {key: self.component(self.record(kinds_of))[0]}
        if content:
            made["content"] = content
        return made

    # -------------------------------------------------------------------------------------------------- operations

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
        if method in ("post", "put", "patch") and self.chance(0.85):
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


def document(seed: int) -> Json:
    """The document of a seed."""
    dice = random.Random(seed)
    drawing = Drawing(dice, dice.choice(("3.0.3", "3.1.0", "3.1.0", "3.2.0")))
    paths: Json = {}
    for number in range(dice.randint(4, 7)):
        method = dice.choice(("get", "post", "post", "put", "delete", "patch"))
        path, made = drawing.operation(f"/p{number}", method)
        paths[path] = {method: made}
    return {
        "openapi": drawing.version,
        "info": {"title": "Drawn", "version": "1"},
        "servers": [
            {
                "url": "https://{host}.example/{base}",
                "variables": {"host": {"default": "a"}, "base": {"default": "v1"}},
            }
        ],
        "paths": paths,
        "components": {"schemas": drawing.schemas, "securitySchemes": SCHEMES},
    }
