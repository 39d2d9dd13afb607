"""Dice go in; schemas that are made of others, with what makes values of them, come out."""

from __future__ import annotations

from collections.abc import Callable

from loopback.kinds import NAMES, PLAIN, SPLIT, WORDS, Json, Kind, Kinds

TAGS = ("kind", "type", "class", "@type", "x-kind", "model_type", "op")
SCHEMAS = "#/components/schemas/"
Draw = Callable[[int], Kind]


class Composed(Kinds):
    """Draws unions, heirs, rings, tuples and generics."""

    def union(self, depth: int) -> Kind:
        """Members that a value of one cannot be taken for another."""
        drawn: tuple[Draw, ...] = (
            *(super().union,) * 2,
            *(self.tagged,) * 2,
            *(self.distinct, self.constants, self.heirs),
        )
        return self.dice.choice(drawn)(depth)

    def composed(self, depth: int) -> Kind:
        """A schema in which others have a part."""
        drawn: list[Draw] = [self.merged, self.ring, self.patterns, self.once_more]
        if self.version != "3.0.3":
            drawn += [self.row, self.generic]
        return self.dice.choice(drawn)(depth)

    def add(self, name: str, schema: Json) -> Json:
        """Keep a schema with the components; a reference to it comes back."""
        self.named += 1
        key = f"{name}{self.named}"
        self.schemas[key] = schema
        return {"$ref": f"{SCHEMAS}{key}"}

    def word(self, word: str) -> Json:
        """A schema of one word, maybe with itself as its default."""
        made: Json = {"type": "string", "enum": [word]}
        if self.version != "3.0.3" and self.chance(0.6):
            made = {"const": word}
        return {**made, "default": word} if self.chance(0.3) else made

    def tagged(self, depth: int) -> Kind:
        """Members of the components, told apart by a discriminator."""
        tag, listed = self.one(*TAGS), self.chance(0.6)
        words = self.dice.sample(("cat", "Dog", "a b", "class", "1", "x.y", "ü"), 3)
        refs: list[Json] = []
        makers = []
        mapping: dict[str, str] = {}
        mapped = self.chance(0.6)
        for word in words[: self.dice.randint(2, 3)]:
            kinds = {n: self.json(depth + 1) for n in self.names(0, 3) if n != tag}
            schema, make = self.record(kinds, more=self.chance(0.5))
            ref = self.add(self.one("Cat", "dog-", "Class", "a.b"), schema)
            key = ref["$ref"].rpartition("/")[2]
            word = word if mapped else key
            own = self.word(word) if listed else {"type": "string"}
            schema["properties"] = {tag: own, **schema["properties"]}
            schema["required"] = [*schema.get("required", []), tag]
            refs.append(ref)
            mapping[word] = self.one(ref["$ref"], key)
            makers.append(lambda m=make, w=word: {tag: w, **m()})
        told: Json = {"propertyName": tag}
        if mapped:
            told["mapping"] = mapping
        if self.version == "3.2.0" and self.chance(0.3):
            told["defaultMapping"] = refs[-1]["$ref"]
        # What is told by the discriminator alone fits several members as JSON Schema has it.
        key = self.one("oneOf", "anyOf") if listed else "anyOf"
        made: Json = {key: refs, "discriminator": told}
        if self.chance(0.4):
            made = self.add("Any", made)
        return made, lambda: self.dice.choice(makers)()

    def distinct(self, depth: int) -> Kind:
        """Members without a tag, each with a property that the others have not."""
        names = self.dice.sample(NAMES, 3)
        members = [
            self.record(
                {name: self.json(depth + 1), f"{name} too": self.scalar(PLAIN)}, 1
            )
            for name in names
        ]
        key, makers = self.one("oneOf", "anyOf"), [make for _, make in members]
        schemas = [
            self.add("Part", schema) if self.chance(0.5) else schema
            for schema, _ in members
        ]
        return {key: schemas}, lambda: self.dice.choice(makers)()

    def constants(self, depth: int) -> Kind:
        """Constants with what they mean."""
        words = self.dice.sample([one for one in (*WORDS, *SPLIT) if one], 3)
        schemas: list[Json] = [
            {"enum": [word], "type": "string", "title": f"T{number}"}
            for number, word in enumerate(words)
        ]
        return {"oneOf": schemas}, lambda: self.dice.choice(words)

    def heirs(self, depth: int) -> Kind:
        """A schema with a discriminator of which others are made."""
        tag = self.one(*TAGS)
        kinds = {n: self.json(depth + 1) for n in self.names(0, 2) if n != tag}
        schema, make = self.record(kinds, more=True)
        base = self.add(self.one("Base", "Event", "Model"), schema)
        schema["properties"] = {tag: {"type": "string"}, **schema["properties"]}
        schema["required"] = [*schema.get("required", []), tag]
        makers, refs, mapping = [], [], {}
        for word in ("one", "Two"):
            more, own = self.record(
                {f"own {word}": self.json(depth + 1)}, 0.5, more=True
            )
            ref = self.add(f"Heir{word}", {"allOf": [base, more]})
            refs.append(ref)
            mapping[word] = ref["$ref"]
            makers.append(lambda o=own, w=word: {tag: w, **make(), **o()})
        schema["discriminator"] = {"propertyName": tag, "mapping": mapping}
        made = base if self.chance(0.7) else {"anyOf": refs}
        return made, lambda: self.dice.choice(makers)()

    def merged(self, depth: int) -> Kind:
        """An object whose properties stand in several places."""
        names = self.names(3, 5)
        parts = [
            self.record({name: self.json(depth + 1)}, 0.5, more=True) for name in names
        ]
        makers = [make for _, make in parts]
        schemas = [
            self.add("Mixin", schema) if self.chance(0.5) else schema
            for schema, _ in parts
        ]
        made: Json = {"allOf": schemas[1:]}
        if "$ref" not in schemas[0] and self.chance(0.5):
            made |= schemas[0]
        else:
            made["allOf"] = schemas
        return made, lambda: {k: v for one in makers for k, v in one().items()}

    def ring(self, depth: int) -> Kind:
        """An object that has objects of its own kind."""
        kinds = {n: self.scalar(WORDS) for n in self.names(1, 2)}
        schema, make = self.record(kinds)
        ref = self.add(self.one("Tree", "Node"), schema)
        down: Json = self.one(ref, {"allOf": [ref]})
        schema["properties"] |= {
            "next one": down,
            "all-of-them": {"type": "array", "items": ref},
            "by_name": {"type": "object", "additionalProperties": ref},
        }

        def made(left: int = 2) -> Json:
            value = make()
            if left and self.chance(0.6):
                value["next one"] = made(left - 1)
            if left and self.chance(0.5):
                value["all-of-them"] = [made(left - 1) for _ in range(self.one(0, 2))]
            if left and self.chance(0.5):
                value["by_name"] = {self.one(*NAMES): made(left - 1)}
            return value

        return ref, made

    def patterns(self, depth: int) -> Kind:
        """An object whose keys begin alike."""
        schema, make = self.scalar(WORDS)
        key = "patternProperties" if self.version != "3.0.3" else ""
        rest: Json = {key: {"^x-": schema}} if key else {"additionalProperties": schema}
        return (
            {"type": "object", "properties": {"name": {"type": "string"}}, **rest},
            lambda: {"name": "n", **{f"x-{n}": make() for n in self.names(0, 2)}},
        )

    def once_more(self, depth: int) -> Kind:
        """A schema that stands somewhere already, or one that does from now on."""
        if not self.kept or self.chance(0.4):
            schema, make = self.json(depth + 1)
            if "$ref" not in schema:
                schema = self.add("Kept", schema)
            self.kept.append((schema, make))
        return self.dice.choice(self.kept)

    def row(self, depth: int) -> Kind:
        """A tuple."""
        members = [self.json(depth + 1) for _ in range(self.dice.randint(1, 3))]
        made: Json = {
            "type": "array",
            "prefixItems": [schema for schema, _ in members],
            "minItems": len(members),
            **({"items": False} if self.chance(0.5) else {"maxItems": len(members)}),
        }
        return made, lambda: [make() for _, make in members]

    def generic(self, depth: int) -> Kind:
        """A page of something, where the page leaves open of what."""
        schema, make = self.json(depth + 1)
        item = self.add("Item", schema)
        number, where = self.named, "https://a.example/"
        self.schemas[f"Item{number}"] = {"$id": f"{where}item{number}", **schema}
        if "$ref" in schema or "$id" in schema:
            self.schemas[f"Item{number}"] = schema
            item = schema
        else:
            item = {"$ref": f"{where}item{number}"}
        self.add(
            "Page",
            {
                "$id": f"{where}page{number}",
                "type": "object",
                "required": ["items"],
                "properties": {
                    "items": {"type": "array", "items": {"$dynamicRef": "#item"}}
                },
                "$defs": {"item": {"$dynamicAnchor": "item", "not": True}},
            },
        )
        bound: Json = {
            "$id": f"{where}pages{number}",
            "$ref": f"page{number}",
            "$defs": {"item": {"$dynamicAnchor": "item", **item}},
        }
        ref = self.add("Pages", bound)
        return ref, lambda: {"items": [make() for _ in range(self.one(0, 2))]}
