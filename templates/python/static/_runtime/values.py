"""Classes whose objects hold what they were given and never change: dataclasses for which nothing is compiled.

`dataclass` compiles six methods for each class, which is most of what importing many of them costs; these share theirs.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value:
    """Base of classes of a few annotated fields, which `dataclasses.replace` and its like take for frozen dataclasses."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Find the fields."""
        super().__init_subclass__()
        dataclass(init=False, repr=False, eq=False)(cls)
        cls._names = tuple(one.name for one in fields(cls))

    def __init__(self, *given: Any, **named: Any) -> None:
        if len(given) == len(self._names) and not named:
            self.__dict__.update(zip(self._names, given, strict=True))
            self.__post_init__()
            return
        own = fields(type(self))
        values = dict(zip((one.name for one in own), given, strict=False)) | named
        if len(values) != len(given) + len(named):
            raise TypeError(f"{type(self).__name__}() got an argument too many")
        for one in own:
            if one.name not in values:
                values[one.name] = (
                    one.default
                    if one.default_factory is MISSING
                    else one.default_factory()
                )
                if values[one.name] is MISSING:
                    raise TypeError(f"{type(self).__name__}() needs {one.name!r}")
        if len(values) != len(own):
            unknown = ", ".join(values.keys() - {one.name for one in own})
            raise TypeError(f"{type(self).__name__}() has no {unknown}")
        self.__dict__.update(values)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Spell out what is left to be understood."""

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and all(
            vars(other)[name] == vars(self)[name] for name in self._names
        )

    def __hash__(self) -> int:
        return hash(tuple(vars(self)[name] for name in self._names))

    def __repr__(self) -> str:
        shown = [
            f"{one.name}={vars(self)[one.name]!r}"
            for one in fields(type(self))
            if one.repr
        ]
        return f"{type(self).__qualname__}({', '.join(shown)})"
