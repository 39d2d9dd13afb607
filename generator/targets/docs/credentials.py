"""What an operation requires goes in; what a request carries to be let in, and the variables that hold it, come out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.media import is_sendable
from generator.ir.model import Operation
from generator.languages import curl
from generator.languages.code import Code
from generator.records import dataclass
from generator.targets.docs.site import Site

KEY, TOKEN = Code("KEY"), Code("TOKEN")
USER = (Code("API_USER"), Code("API_PASSWORD"))
"""Variables of a shell that a reader fills in, where the generated client has none for the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a request has to carry to be let in: header fields, names of the query, a user."""

    headers: tuple[curl.Header, ...]
    query: tuple[tuple[str, Code], ...]
    user: tuple[Code, Code] | None


def credentials(operation: Operation, site: Site) -> Known:
    """What a request has to carry to be let in; what two schemes say alike is carried once."""
    headers: dict[tuple[str, str], curl.Header] = {}
    query: dict[str, Code] = {}
    user = None
    for need in operation.security[0] if operation.security else ():
        scheme = site.api.security_schemes.get(need.scheme)
        match scheme:
            case None:
                continue
            case _ if not is_sendable(scheme):
                continue
            case _ if scheme.kind == "apiKey" and scheme.location == "query":
                query[scheme.parameter] = variable(scheme.name, site, KEY)
                continue
            case _ if scheme.kind == "apiKey" and scheme.location == "cookie":
                value = f"{scheme.parameter}="
                made = curl.Header("Cookie", value, variable(scheme.name, site, KEY))
            case _ if scheme.kind == "apiKey":
                own = variable(scheme.name, site, KEY)
                made = curl.Header(scheme.parameter, "", own)
            case _ if scheme.kind == "http" and scheme.scheme.lower() == "basic":
                password = site.names.passwords.get(scheme.name)
                user = (
                    variable(scheme.name, site, USER[0]),
                    shell_name(password, site, USER[1]),
                )
                continue
            case _ if scheme.kind != "mutualTLS":
                own = variable(scheme.name, site, TOKEN)
                made = curl.Header("Authorization", "Bearer ", own)
            case _:
                continue
        key = made.value if made.name == "Cookie" else ""
        headers.setdefault((made.name.lower(), key), made)
    if user and ("authorization", "") in headers:
        user = None
    return Known(tuple(headers.values()), tuple(query.items()), user)


def variable(scheme: str, site: Site, other: Code) -> Code:
    """The variable of the environment that the generated client reads a credential from; another where it reads none."""
    return shell_name(site.names.schemes.get(scheme), site, other)


def shell_name(argument: Code | None, site: Site, other: Code) -> Code:
    """The variable of an argument; another where there is none, or where no shell takes its name."""
    name = site.variables[argument] if argument else ""
    return Code(name) if name and not name[0].isdigit() else other


def variables(operation: Operation, site: Site) -> Iterator[str]:
    """The variables of the environment that the samples of an operation take credentials from, in order."""
    known = credentials(operation, site)
    for header in known.headers:
        if header.variable:
            yield header.variable
    yield from (name for _, name in known.query)
    yield from known.user or ()
