"""Operations with their names go in; for each, the name of a class for what a call of it may be told comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.ir.model import Api, Operation, Pointer
from generator.languages.code import Code
from generator.languages.rules import LanguageRules
from generator.names.model import Names, OperationName, Resource, ResourceName
from generator.names.operations import TWIN
from generator.names.scope import Scope, Want, settle

RUNTIME = frozenset({"Options", "RequestOptions"})
"""What a module of resources may import."""

BASE = -(10**9)
MOST_FIRST = 3
"""Words that a name joins: `CreateOrReplaceOptions`."""
_JOINING = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with")
)


def option_names(
    api: Api,
    rules: LanguageRules,
    operations: Mapping[Pointer, OperationName],
    resources: Mapping[Resource, ResourceName],
) -> dict[Pointer, Code]:
    """Name the classes, each after the method; they are unique in the module of their resource."""
    grouped: dict[Resource, list[Operation]] = {}
    for operation in api.operations:
        grouped.setdefault(operations[operation.id].resource, []).append(operation)
    classes = {str(one.class_name) for one in resources.values()}
    classes |= {f"{TWIN}{name}" for name in classes}
    found: dict[Pointer, Code] = {}
    for members in grouped.values():
        wants = [
            Want(one.id, one.id, text, (f"{text} options",))
            for one in members
            for text in [str(operations[one.id].method)]
        ]
        scope = Scope("options", "type", caseless=True, used=RUNTIME | classes)
        found |= settle(scope, rules, wants)
    return found


def common_options(
    groups: Sequence[tuple[str, Sequence[Pointer]]],
    names: Names,
    rules: LanguageRules,
    used: frozenset[str],
    *,
    base: bool = False,
) -> list[Code]:
    """Name the classes that methods of several resources take, after the words that the methods have in common.

    Args:
        groups: the first key of each, and the operations that take it.
        used: classes of options that resources have for themselves, which stand in the same modules.
        base: the first name is that of a class from which others are derived.
    """
    classes = {str(one.class_name) for one in names.resources.values()}
    classes |= {f"{TWIN}{name}" for name in classes}
    wants: list[Want[int]] = []
    if base:
        wants.append(Want(-1, "", "", ("common options", "shared options"), rank=BASE))
    for index, (key, pointers) in enumerate(groups):
        text = common_words([str(names.operations[one].method) for one in pointers])
        texts = (f"{text} options", f"common {text} options", f"{text} {key} options")
        wants.append(Want(index, min(pointers), text, texts, rank=-len(pointers)))
    scope = Scope("options", "type", caseless=True, used=RUNTIME | classes | used)
    return [*settle(scope, rules, wants).values()]


def common_words(methods: Sequence[str]) -> str:
    """The words of methods that all of them have, or that most of them have, or which they begin with, or all of the shortest."""
    words = [one.split("_") for one in methods]
    counted = Counter(word for one in words for word in dict.fromkeys(one))
    for least in (len(methods), len(methods) // 2 + 1):
        found = [word for word in dict.fromkeys(words[0]) if counted[word] >= least]
        while found and found[-1] in _JOINING:
            found.pop()
        while found and found[0] in _JOINING:
            del found[0]
        if found:
            return "_".join(found)
    first = dict.fromkeys(one[0] for one in words)
    if len(first) <= MOST_FIRST:
        return "_or_".join(first)
    return min(methods, key=lambda one: (len(one), one))
