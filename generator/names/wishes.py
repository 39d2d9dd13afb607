"""An operation goes in; the resource and the method that it asks for come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from generator.ir.model import Api, Operation, Pointer
from generator.letters import letters
from generator.names.addresses import (
    BEYOND,
    ITSELF,
    calls_itself,
    is_version,
    plain_steps,
    shared,
    steps,
    subject,
    telling,
)
from generator.names.functions import BOUNDARY, handlers, without_address
from generator.records import dataclass

PARAMETER = re.compile(r"\{[^{}]+\}")
SEPARATORS = re.compile(r"[./]")
BEHIND = ("", "controller", "api")
"""What frameworks put behind the name of a resource: NestJS, ASP.NET."""
KIND = re.compile(
    r"(?i:[ _-](?:rest[ _-])?(?:controller|api))$"
    r"|(?<=[a-z0-9])(?:Rest)?(?:Controller|Api|API)$"
)
"""The same behind a tag."""
NUMBERED = re.compile(r"(.*[^\W\d_])_[0-9]+")
"""An operationId with a number behind it."""
AGAIN = re.compile(r" \([0-9]+\)$")
"""The number of a function that has one more route in OpenApiSpex, `show (2)`: it is called by its address."""
VERSIONED = re.compile(r"^v[0-9]+(?:(?:alpha|beta)[0-9]*)?[_-]")
"""A version that an operationId begins with."""
UNDERSCORES = re.compile("[_-]+")
CLASS = re.compile(r"(?<=[a-z0-9])Controller$")
"""What stands behind the name of a resource in an operationId with dots: LoopBack makes `TodoController.find`."""
MODULE = re.compile(r"\w+\.(?:\w+\.)*\w+Controller\.")
"""A module, and a controller in it, that an operationId begins with."""
CONTROLLER = re.compile(r"^[^\W_]+Controller_(?=[^\W\d_])")
"""The class of a function that an operationId names: NestJS makes `FilesController_upload`, whatever the tag is."""
DIGEST = re.compile(
    r"(?=(?:[^0-9]*[0-9]){4})(?:[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    re.IGNORECASE,
)
"""An operationId that some program drew: many hexadecimal digits, or a UUID."""
FEW_GROUPS = 3
"""Groups of addresses that say more than the name of the API."""
FEW = 3
"""Operations with parameters in their addresses, of which it is no coincidence what their ids are made from."""
APART = ("badge", "audience")
"""Kinds of tags that say something of an operation, and not what it is about (OpenAPI's registry of kinds of tags)."""
UNTOLD = "default"
"""The tag of tools for operations without one."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Where an operation wants to stand: words of its resources, outermost first, and what its method is made from.

    Without resources it is a method of the client itself.
    """

    resource: tuple[str, ...]
    method: str


def groupings(api: Api) -> Mapping[Pointer, Grouping]:
    """Return what each operation asks for.

    What the API itself is called is no resource: a first part that all operationIds have in common is left out where
    the title or a server's address says it, or it is the module of controllers (`MyAppWeb.UserController.show` of
    OpenApiSpex), and no operation stands directly in it.
    """
    base = shared(one.path for one in api.operations)
    tags = telling_tags(api, base)
    said = spoken_ids(api)
    begins = frozenset(
        letters(part[0]) for one in api.operations if (part := _fixed(one, base))
    )
    wishes = {
        one.id: grouping(one, tags[one.id], base, said[one.id], begins)
        for one in api.operations
    }
    wishes = dict(_unnumbered(api, wishes))
    for one in api.operations:
        wish = wishes[one.id]
        if AGAIN.search(wish.method):
            words = _within("".join(wish.resource[-1:]), one, base, begins)
            wishes[one.id] = Grouping(wish.resource, words)
    first = {one.resource[0] for one in wishes.values() if len(one.resource) > 1}
    deep = all(len(one.resource) > 1 for one in wishes.values())
    if len(first) != 1 or not deep:
        return wishes
    module = all(MODULE.match(one.operation_id) for one in api.operations)
    if not module and not calls_itself(api, *first):
        return wishes
    return {id: Grouping(wish.resource[1:], wish.method) for id, wish in wishes.items()}


def _unnumbered(
    api: Api, wishes: Mapping[Pointer, Grouping]
) -> Iterator[tuple[Pointer, Grouping]]:
    """Yield what operations ask for, without the number that a framework put behind an operationId since another resource has the same.

    springdoc makes `getById_1` of a second `getById`.
    """
    ids = {one.operation_id for one in api.operations}
    bare = {id: NUMBERED.fullmatch(wish.method) for id, wish in wishes.items()}
    count = Counter(
        _place(wish.resource, found[1] if (found := bare[id]) else wish.method)
        for id, wish in wishes.items()
    )
    for one in api.operations:
        wish, found = wishes[one.id], bare[one.id]
        again = NUMBERED.fullmatch(one.operation_id)
        if not (found and again and again[1] in ids):
            yield one.id, wish
        elif count[_place(wish.resource, found[1])] == 1:
            yield one.id, Grouping(wish.resource, found[1])
        else:
            yield one.id, wish


def _place(resource: tuple[str, ...], method: str) -> tuple[str, ...]:
    return tuple(map(letters, (*resource, method)))


def telling_tags(api: Api, base: int) -> Mapping[Pointer, str]:
    """Return the tag of each operation that says what it is about, empty for none.

    A single tag for all that is what the API itself is called says nothing where the addresses fall into groups.

    Args:
        base: steps at the beginning of all addresses that tell nothing.
    """
    kinds = {tag.name: tag.kind for tag in api.tags}
    said = {one.id: told_tag(one, kinds) for one in api.operations}
    short = _without_kind({*said.values()})
    tags = {id: short[tag] for id, tag in said.items()}
    if len({*tags.values()}) == 1 and calls_itself(api, *{*tags.values()}):
        groups = {subject(one.path, base) for one in api.operations}
        if FEW_GROUPS <= len(groups) <= len(tags) / 2:
            return dict.fromkeys(tags, "")
    return tags


def _without_kind(tags: Collection[str]) -> Mapping[str, str]:
    """Return tags without what frameworks put behind the name of a resource: `user-controller` of springdoc, `UsersApi`.

    A tag that would be another one stays, and so does one that is alone with such an end, as that may be its name.
    """
    ended = sum(KIND.search(tag) is not None for tag in tags)
    short = {tag: KIND.sub("", tag) if ended > 1 else tag for tag in tags}
    new = [word for tag, word in short.items() if word != tag]
    count = Counter(map(letters, (*tags, *new)))
    return {
        tag: word if speaks(word) and count[letters(word)] == 1 else tag
        for tag, word in short.items()
    }


def grouping(
    operation: Operation, tag: str, base: int, spoken: str, begins: Collection[str]
) -> Grouping:
    """Return the resource and the method that an operation asks for.

    Dots and slashes of the operationId separate resources; without them the tag is the resource, else what the
    address is about. Versions are no resources. Without an operationId the method is what the path says within the
    resource.

    Args:
        tag: what a tag says that it is about; empty for none.
        base: steps at the beginning of all addresses that tell nothing.
        spoken: what the operationId says.
        begins: the letters that addresses begin with.
    """
    parts = [part for part in SEPARATORS.split(spoken) if speaks(part)]
    resources = tuple(
        CLASS.sub("", part) for part in parts[:-1] if not is_version(part)
    )
    if resources:
        return Grouping(resources, parts[-1])
    resource = tag or subject(operation.path, base)
    method = (
        parts[-1] if parts else spoken or _within(resource, operation, base, begins)
    )
    if not tag:
        address = _is_address(method, operation, base)
        method = _behind(resource, method, BOUNDARY if address else UNDERSCORES)
    return Grouping((resource,) if resource else (), method)


def spoken_ids(api: Api) -> Mapping[Pointer, str]:
    """Return what each operationId says; nothing of those that only say method and path, where most of a document do.

    Elysia makes `getUsersById` of GET /users/{id} and `getIndex` of GET /, hapi-swagger `getUsersId`, API Platform
    `api_users_id_get`, and `api_users_get_collection` of GET /users. Addresses with parameters tell whether most do: people
    call GET /users `getUsers` as well.
    """
    named = [one for one in api.operations if one.operation_id]
    places = {one.id for one in named if _is_place(one)}
    given = [one.id in places for one in named if PARAMETER.search(one.path)]
    made = len(given) >= FEW and 4 * sum(given) >= 3 * len(given)
    if len(places) == len(named) > 1 or made:
        unsaid = {one.id for one in api.operations if not one.operation_id} | places
    else:
        unsaid = set[Pointer]()
    said = handlers(api)
    return {
        one.id: "" if one.id in unsaid else said.get(one.id) or spoken_id(one)
        for one in api.operations
    }


def _is_place(operation: Operation) -> bool:
    """Whether an operationId says method and path, and nothing else."""
    said = letters(operation.operation_id)
    if operation.path == "/":
        return said in (f"{operation.method.lower()}{more}" for more in ("", "index"))
    bare = f"{operation.method} {operation.path}"
    if operation.operation_id.startswith("api_"):
        place = letters(f"{operation.path} {operation.method}").removeprefix("api")
        return said in (f"api{place}", f"api{place}collection")
    return said in (letters(by_whole_path(operation)), letters(bare))


def told_tag(operation: Operation, kinds: Mapping[str, str]) -> str:
    """Return the first tag that says what an operation is about: no version, not "default", and none of a kind that is no section.

    Args:
        kinds: the kind of each tag that has one; those of another one than `nav` give way to those that are for sections.
    """
    tags = [tag for tag in operation.tags if kinds.get(tag) not in APART]
    for tag in sorted(tags, key=lambda one: kinds.get(one, "") not in ("", "nav")):
        if not (is_version(tag) or letters(tag) == UNTOLD or _is_start(tag, operation)):
            return tag
    return ""


def _is_start(tag: str, operation: Operation) -> bool:
    """Whether a tag is `api`, as an address begins that is about something: drf-spectacular takes tags from there."""
    fixed = steps(operation.path)
    return tag in ITSELF and fixed[:1] == [tag] and bool(subject(operation.path, 0))


def speaks(part: str) -> bool:
    """Whether a text has a letter or a digit."""
    return any(map(str.isalnum, part))


def last_word(operation: Operation) -> str:
    """Return the last part of an operationId that says something, empty without one."""
    spoken = spoken_id(operation)
    parts = [part for part in SEPARATORS.split(spoken) if speaks(part)]
    return parts[-1] if parts else ""


def spoken_id(operation: Operation) -> str:
    """Return an operationId without what a framework adds to the name of a function to make it unique.

    FastAPI puts path and method behind it: `list_users_users__get` of GET /users/ is `list_users`. Others put before it
    the resource that the first tag names: `users_list` of Django REST framework, `Users_GetAll` of NSwag, `usersGetAll`,
    `UsersController_findAll` of NestJS; or method and path: `get-/users/{id}_getById`. Of digits that a program drew,
    and of method and path alone, nothing is left. drf-spectacular begins with the whole path: `api_v1_users_list` is `users_list`.
    """
    id = operation.operation_id
    if DIGEST.fullmatch(id):
        return ""
    within = "/" in id
    id = _behind_address(operation, id) if within else without_address(operation)
    id = _behind_start(operation, id)
    for tag in operation.tags[:1]:
        id = _behind(tag, id)
    return CONTROLLER.sub("", id)


def is_end(method: str, id: str) -> bool:
    """Whether the name of a method is what an operationId says, or what it says behind its resource."""
    return not SEPARATORS.search(id) and id.endswith(method)


def _behind_address(operation: Operation, id: str) -> str:
    """Return what stands in an operationId behind the path, or method and path, that it begins with; else the whole."""
    method, path = operation.method, operation.path
    rest = (
        id[len(method) :].lstrip("-_.: ")
        if id.lower().startswith(method.lower())
        else id
    )
    if len(path) == 1 or not rest.startswith(path):
        return id
    return rest[len(path) :].lstrip("-_.:/ ")


def _behind_start(operation: Operation, id: str) -> str:
    """Return what stands in an operationId that begins with its whole path behind the steps of it that tell nothing, else the whole."""
    fixed = [
        step
        for step in steps(BEYOND.split(operation.path)[0])
        if not PARAMETER.search(step)
    ]
    if len(letters(id)) == len(place := letters("".join(fixed))) or not letters(
        id
    ).startswith(place):
        return id
    for step in fixed[: -len(telling(fixed))]:
        found = re.match(f"{re.escape(step)}[_-]", id, re.IGNORECASE)
        if not found:
            break
        id = id[found.end() :]
    return id


def _behind(resource: str, id: str, between: re.Pattern[str] = BOUNDARY) -> str:
    """Return what stands in an operationId behind the words of a resource, else the whole.

    Args:
        between: what words end and begin with.
    """
    if SEPARATORS.search(id):
        return id
    wanted = {letters(resource) + more for more in BEHIND}
    places = [place.span() for place in between.finditer(id)]
    for end, start in reversed(places):
        said = letters(VERSIONED.sub("", id[:end]))
        if said in wanted and id[start : start + 1].isalpha():
            return id[start:]
    return id


def by_path(operation: Operation) -> str:
    """Return words for an operation from its method and path: "get users by id"."""
    return _said(operation.method, telling(plain_steps(operation.path)))


def by_whole_path(operation: Operation) -> str:
    """Return words for an operation from its method and all of its path, versions as well."""
    return _said(operation.method, steps(operation.path))


def _said(method: str, path: list[str]) -> str:
    return f"{method.lower()} {' '.join(path)}".replace("{", " by ").replace("}", " ")


def _is_address(method: str, operation: Operation, base: int) -> bool:
    """Whether the name of a method only says the address: `accountsBalanceGet` of /accounts/balance/get."""
    fixed = [
        part for part in steps(operation.path)[base:] if not PARAMETER.search(part)
    ]
    return letters("".join(fixed)).startswith(letters(method))


def _within(
    resource: str, operation: Operation, base: int, begins: Collection[str]
) -> str:
    """Return words for an operation from its method and path as seen from its resource.

    In `shows`, GET /shows is "get", and GET /v2/shows/{id}/episodes.json is "get episodes by id". So they are in `show`, where no
    other address begins with that word.
    """
    segments = telling(plain_steps(operation.path)[base:])
    bare = _fixed(operation, base)
    if bare:
        first, own = letters(bare[0]), letters(resource)
        if first == own or (own not in begins and _one_of(own, first)):
            del bare[0]
    keys = [key[1:-1] for part in segments for key in PARAMETER.findall(part)]
    words = " ".join(part for part in bare if speaks(part) and not is_version(part))
    by = f" by {' and '.join(keys)}" if keys else ""
    return f"{operation.method} {words}{by}"


def _fixed(operation: Operation, base: int) -> list[str]:
    """The steps of a path without its parameters."""
    segments = telling(plain_steps(operation.path)[base:])
    return [PARAMETER.sub(" ", part) for part in segments]


def _one_of(one: str, several: str) -> bool:
    """Whether a word is the plural of another, in English."""
    return several in (f"{one}s", f"{one}es", f"{one.removesuffix('y')}ies")
