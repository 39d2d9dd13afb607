"""Dice go in; bodies and answers of any media type, with examples, come out."""

from __future__ import annotations

from loopback.kinds import PLAIN, SPLIT, WORDS, Json, Kind
from loopback.parameters import Parameters


class Bodies(Parameters):
    """Draws bodies and answers."""

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
                elif many and self.chance(0.3):
                    kinds[name] = self.array(kinds[name], 1)
            elif many:
                file = {"type": "string", "format": "binary"}
                row = {"type": "array", "items": file}
                kinds[name] = (row if self.chance(0.3) else file), lambda: None
                if self.chance(0.5):
                    encoding[name] = {
                        "contentType": self.one("image/png", "text/csv, image/*")
                    }
                    if self.chance(0.5):
                        told = {"schema": self.scalar(PLAIN)[0]}
                        encoding[name]["headers"] = {self.one("X-A", "class"): told}
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

    def body(self, sending: bool = True) -> Json:
        """A request body of one or several media types."""
        self.sending = sending
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
            *("application/jsonl", "application/xml"),
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
            elif kind == "application/jsonl":
                content[kind] = self.stream(kind)
            elif kind.endswith("xml"):
                content[kind] = self.media(self.component(self.markup()))
            else:
                content[kind] = {"schema": {"type": "string", "format": "binary"}}
        return {"required": self.chance(0.6), "content": content}

    def answer(self, error: bool) -> Json:
        self.sending = False
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
        kinds += ["application/xml", "application/problem+xml"][: 1 + error]
        if not error:
            kinds += ["application/jsonl", "text/event-stream", ""]
        content: Json = {}
        for kind in self.dice.sample(kinds, self.one(1, 1, 1, 2)):
            if kind == "application/json":
                content[kind] = self.media(self.component(self.json()))
            elif kind == "text/plain":
                content[kind] = {"schema": {"type": "string"}}
            elif kind.endswith("xml"):
                content[kind] = self.media(self.component(self.markup()))
            elif kind == "application/octet-stream":
                content[kind] = {"schema": {"type": "string", "format": "binary"}}
            elif kind:
                content[kind] = self.stream(kind)
        if content:
            made["content"] = content
        if self.chance(0.2):
            made["links"] = self.links()
        return made

    def stream(self, kind: str) -> Json:
        """A stream, whose members may be events."""
        member = self.event() if kind.endswith("event-stream") else self.member()
        if self.version != "3.2.0":
            return {"schema": self.component(member)[0]}
        schema, make = self.component(member)
        shown = {f"e{n}": {"value": [make() for _ in range(n)]} for n in range(1, 3)}
        return {"itemSchema": schema, "examples": shown}

    def member(self) -> Kind:
        """An object, one of several, or anything else where it stands in a stream of lines."""
        if self.version == "3.2.0" and self.chance(0.2):
            return self.json(1)
        if self.chance(0.3):
            return self.tagged(1)
        return self.record({n: self.json(1) for n in self.names(1, 3)})

    def event(self) -> Kind:
        """An event, one of several events, or the data of one."""
        if self.chance(0.4):
            schema, make = self.member()
            if schema.get("properties", {}).keys() <= {"data", "event", "id", "retry"}:
                return self.record({"it": (schema, make)}, 1)
            return schema, make
        if self.chance(0.7):
            return self.named_event(self.data(), self.one("a", "b c", "class"))
        one, other = (self.named_event(self.data(), word) for word in ("made", "gone"))
        schemas = [self.add("Event", schema) for schema, _ in (one, other)]
        return {"oneOf": schemas}, lambda: self.one(one, other)[1]()

    def data(self) -> Kind:
        """The data of an event: text, or what no text is."""
        if self.chance(0.3):
            return {"type": "string"}, lambda: self.one("a", "[1]", "two words", "{")
        return self.record({name: self.json(1) for name in self.names(1, 3)})

    def named_event(self, data: Kind, word: str) -> Kind:
        """An event of one name."""
        schema, make = data
        properties: Json = {"data": schema, "event": self.word(word)}
        # Readers keep the last id of a stream for events that have none.
        if word not in ("made", "gone") and self.chance(0.5):
            properties |= {"id": {"type": "string"}, "retry": {"type": "integer"}}

        def made() -> Json:
            more = {"id": "7", "retry": 100} if "id" in properties else {}
            return {"event": word, "data": make(), **more}

        required = ["data", "event"]
        told = {"type": "object", "properties": properties, "required": required}
        return told, made

    def links(self) -> Json:
        """What may be done next."""
        target: Json = {"operationRef": "#/paths/~1p0/get"}
        told: Json = {
            **target,
            "parameters": {"id": "$response.body#/id", "path.x": 1, "q": "a{b}"},
            "description": "Go <on>.",
        }
        return {self.one("next", "class", "a-b"): told}

    # ------------------------------------------------------------------------------------------ what arrives by itself

    def arriving(self) -> Json:
        """An operation of a webhook or a callback."""
        made: Json = {"responses": {"204": {"description": "Thanks."}}}
        if self.chance(0.3):
            made["summary"] = self.one("It happened.", "class", "*/")
        if self.chance(0.4):
            self.told += 1
            made["operationId"] = self.one("on", "parse", "Class.", "a-") + str(
                self.told
            )
        if self.chance(0.9):
            # What the API sends by itself has what its answers have.
            made["requestBody"] = self.body(sending=False)
        return {self.one("post", "post", "put"): made}

    def callbacks(self) -> Json:
        """Callbacks of an operation."""
        address = self.one(
            "{$request.body#/url}",
            "{$request.query.url}/done",
            "https://a.example/{$response.body#/id}",
        )
        found = self.dice.sample(
            ("changed", "on-end", "class", "größe"), self.one(1, 2)
        )
        return {name: {address: self.arriving()} for name in found}

    def webhooks(self) -> Json:
        """Webhooks of a document."""
        found = self.dice.sample(
            ("changed", "a b", "class", "parse", "x", "models", "größe"), self.one(1, 3)
        )
        return {name: self.arriving() for name in found}
