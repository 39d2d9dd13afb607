"""Security requirements and schemes go in; what a request has to carry, and the page about it, come out."""

from __future__ import annotations

from generator.ir.model import OAuthFlow, Operation, Requirement, SecurityScheme
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.frame import FrameView, frame
from generator.targets.docs.site import Site
from generator.targets.docs.words import Words

TEMPLATE = "docs/authentication.html.j2"
TWIN = "docs/authentication.md.j2"

SCHEMES = (
    "DPoP",
    "GNAP",
    "HOBA",
    "OAuth",
    "PrivateToken",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
)
"""Registered schemes of more than one capital (IANA, "HTTP Authentication Schemes")."""


@dataclass(frozen=True, slots=True)
class FlowView:
    """One way to get a token."""

    kind: Words
    facts: tuple[tuple[Words, Words], ...]
    scopes: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One way to say who one is.

    Attributes:
        argument: what the generated client is given for it.
        read_from: the variables of the environment that the client reads where it is given nothing.
    """

    anchor: Code
    name: Words
    deprecated: bool
    carried: Words
    facts: tuple[tuple[Words, Words], ...]
    doc: Words
    argument: Words | None
    read_from: Words | None
    flows: tuple[FlowView, ...]


@dataclass(frozen=True, slots=True)
class AuthView:
    """The page about authentication; `usual` is what requests need where their page says nothing else."""

    frame: FrameView
    schemes: tuple[SchemeView, ...]


def needs(operation: Operation, site: Site, up: str) -> tuple[Words, ...]:
    """What a request has to carry: alternatives, each with all that belongs together."""
    return tuple(requirement(one, site, up) for one in operation.security)


def requirement(one: Requirement, site: Site, up: str) -> Words:
    """Schemes that are needed together."""
    places, parts = site.paths.schemes, list[Words]()
    for need in one:
        scheme = site.api.security_schemes.get(need.scheme)
        if scheme is None:
            parts.append(words.text(need.scheme))
            continue
        href = f"{up}authentication#{places[need.scheme]}"
        shown = words.local(words.text(need.scheme), href)
        found = [shown, words.raw(Code(": ")), carried(scheme, site)]
        if need.scopes:
            scopes = words.joined([words.code(s) for s in need.scopes], ", ")
            label = "auth_scopes" if len(need.scopes) > 1 else "auth_scope"
            found += [words.raw(Code(" ")), site.phrase(label, scopes)]
        parts.append(words.joined(found))
    if not parts:
        return site.label("auth_none")
    return words.joined(parts, f" {site.label('and').html} ")


def spelled(scheme: str) -> str:
    """The name of a scheme as it is registered; any case is right (RFC 9110, section 11.1)."""
    return next((one for one in SCHEMES if one.lower() == scheme), scheme.capitalize())


def carried(scheme: SecurityScheme, site: Site) -> Words:
    """Where a scheme's credential stands in a request."""
    match scheme.kind:
        case "apiKey":
            key = f"auth_key_{scheme.location or 'header'}"
            return site.phrase(key, words.code(scheme.parameter))
        case "http":
            return words.code(f"Authorization: {spelled(scheme.scheme)} …")
        case "oauth2" | "openIdConnect":
            return words.code("Authorization: Bearer …")
        case "mutualTLS":
            return site.label("auth_certificate")


def pages(site: Site) -> list[Page]:
    """The page about authentication, and its twin; none where there is nothing to say."""
    if not site.api.security_schemes:
        return []
    places = site.paths.schemes
    title = site.labels.texts["authentication"]
    view = AuthView(
        frame=frame(site, "authentication", title, title),
        schemes=tuple(
            scheme_view(one, site, places[name])
            for name, one in site.api.security_schemes.items()
        ),
    )
    path = f"{site.language}/authentication"
    return [Page(f"{path}.html", TEMPLATE, view), Page(f"{path}.md", TWIN, view)]


def scheme_view(one: SecurityScheme, site: Site, anchor: Code) -> SchemeView:
    """One scheme."""
    return SchemeView(
        anchor=anchor,
        name=words.text(one.name),
        deprecated=one.deprecated,
        carried=carried(one, site),
        facts=tuple(
            (site.label(key), words.code(said))
            for key, said in (
                ("bearer_format", one.bearer_format if one.scheme == "bearer" else ""),
                ("open_id_url", one.open_id_connect_url),
                ("metadata_url", one.metadata_url),
            )
            if said
        ),
        doc=words.seen_from(words.prose(site.doc(one.doc).description), ""),
        argument=argument(one, site),
        read_from=read_from(one, site),
        flows=tuple(flow_view(flow, site) for flow in one.flows),
    )


def argument(one: SecurityScheme, site: Site) -> Words | None:
    """What the generated client is given for a scheme: a user and a password for some; nothing where it knows none."""
    given = ", ".join(f"{name}=…" for name in arguments(one, site))
    return words.code(f"Client({given})") if given else None


def read_from(one: SecurityScheme, site: Site) -> Words | None:
    """The variables of the environment that the generated client reads for a scheme."""
    found = [site.variables[name] for name in arguments(one, site)]
    shown = [words.code(name) for name in found if name]
    return words.joined(shown, ", ") if shown else None


def arguments(one: SecurityScheme, site: Site) -> tuple[Code, ...]:
    """The arguments of the generated client for a scheme."""
    names = (site.names.schemes.get(one.name), site.names.passwords.get(one.name))
    return tuple(name for name in names if name)


def flow_view(flow: OAuthFlow, site: Site) -> FlowView:
    """One flow of OAuth."""
    urls = (
        ("authorization_url", flow.authorization_url),
        ("token_url", flow.token_url),
        ("refresh_url", flow.refresh_url),
        ("device_url", flow.device_authorization_url),
    )
    return FlowView(
        kind=words.text(flow.kind),
        facts=tuple((site.label(key), words.code(url)) for key, url in urls if url),
        scopes=tuple(
            (
                words.code(name),
                words.seen_from(words.line(site.links.resolved(text)), ""),
            )
            for name, text in flow.scopes.items()
        ),
    )
