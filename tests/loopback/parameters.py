"""Dice go in; parameters of any style that their locations have, with examples, come out."""

from __future__ import annotations

from loopback.kinds import PLAIN, SPLIT, WORDS, Json, Kind, Make
from loopback.markup import Markup


class Parameters(Markup):
    """Draws parameters."""

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
        if made["style"] == "deepObject" and self.chance(0.5):
            kinds |= self.deeper(words)
        return self.record(kinds, 1)

    def deeper(self, words: tuple[str, ...]) -> dict[str, Kind]:
        """What stands deeper in an object whose keys are in brackets."""
        inner = {name: self.scalar(words) for name in ("a", "b-1")}
        return {
            "in it": self.record(inner, 1),
            "row": self.array(self.scalar(words), 2),
        }

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

    def media(self, kind: Kind, count: int = 3) -> Json:
        return {"schema": kind[0], "examples": self.examples(kind[1], count)}
