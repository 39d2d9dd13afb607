"""The parts that an OpenAPI document is made of, as data: for each kind of object its keys and what stands under them.

One line a key group: ``name=shape``, ``name!=shape`` for a key that must be there, ``name@3.1=shape`` for a key that
OpenAPI 3.1 brought. Shapes: a kind of object (``info``), a list of them (``[server]``), a mapping to them
(``{path}``), or a plain value: ``key`` is text that names something, ``text`` is text for people, ``flag`` a boolean,
``number``, ``bound`` a number or, in 3.0, a boolean, ``count`` a non-negative integer, ``names`` a list of texts, ``type``,
``pattern``, ``list`` and ``samples`` any list, ``map`` any object, ``any`` everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from generator.records import dataclass

Container: TypeAlias = Literal["one", "list", "map", "plain"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a kind of object: what stands under it, whether it must be there, and since which minor version."""

    container: Container
    kind: str
    required: bool
    since: int


_OPERATIONS = " ".join(
    f"{method}=operation"
    for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
)
_SOURCE: dict[str, str] = {
    "document": "openapi!=key info!=info paths={path} components=components servers=[server] security=[requirement] tags=[tag]"
    " externalDocs=docs webhooks@3.1={path} jsonSchemaDialect@3.1=key $self@3.2=key",
    "info": "title!=text version!=text description=text termsOfService=text contact=contact license=license summary@3.1=text",
    "contact": "name=text url=text email=text",
    "license": "name!=text url=text identifier@3.1=text",
    "server": "url!=key description=text variables={variable} name@3.2=text",
    "variable": "default!=key enum=names description=text",
    "docs": "url!=text description=text",
    "tag": "name!=key description=text externalDocs=docs summary@3.2=text parent@3.2=key kind@3.2=key",
    "components": "schemas={schema} responses={response} parameters={parameter} examples={example} requestBodies={body} headers={header}"
    " securitySchemes={scheme} links={link} callbacks={callback} pathItems@3.1={path} mediaTypes@3.2={media}",
    "path": f"{_OPERATIONS} query@3.2=operation additionalOperations@3.2={{operation}} summary=text description=text servers=[server] parameters=[parameter]",
    "operation": "operationId=key tags=names summary=text description=text externalDocs=docs parameters=[parameter] requestBody=body"
    " responses={response} callbacks={callback} deprecated=flag security=[requirement] servers=[server]",
    "parameter": "name!=key in!=key description=text required=flag deprecated=flag allowEmptyValue=flag style=key explode=flag"
    " allowReserved=flag schema=schema example=any examples={example} content={media}",
    "header": "description=text required=flag deprecated=flag allowEmptyValue=flag style=key explode=flag allowReserved=flag"
    " schema=schema example=any examples={example} content={media}",
    "body": "content!={media} description=text required=flag",
    "media": "schema=schema example=any examples={example} encoding={encoding} itemSchema@3.2=schema prefixEncoding@3.2=[encoding]"
    " itemEncoding@3.2=encoding",
    "encoding": "contentType=key headers={header} style=key explode=flag allowReserved=flag encoding@3.2={encoding}"
    " prefixEncoding@3.2=[encoding] itemEncoding@3.2=encoding",
    "response": "description=text headers={header} content={media} links={link} summary@3.2=text",
    "example": "summary=text description=text value=any externalValue=text dataValue@3.2=any serializedValue@3.2=text",
    "link": "operationRef=key operationId=key parameters=map requestBody=any description=text server=server",
    "scheme": "type!=key description=text name=key in=key scheme=key bearerFormat=text flows=flows openIdConnectUrl=key"
    " oauth2MetadataUrl@3.2=key deprecated@3.2=flag",
    "flows": "implicit=flow password=flow clientCredentials=flow authorizationCode=flow deviceAuthorization@3.2=flow",
    "flow": "authorizationUrl=key tokenUrl=key refreshUrl=key scopes!=map deviceAuthorizationUrl@3.2=key",
    "discriminator": "propertyName!=key mapping=map defaultMapping@3.2=key",
    "xml": "name=text namespace=text prefix=text attribute=flag wrapped=flag nodeType@3.2=text",
    "schema": "title=text description=text type=type format=text enum=list default=any example=any nullable=flag readOnly=flag writeOnly=flag"
    " deprecated=flag required=names properties={schema} additionalProperties=schema items=schema allOf=[schema] anyOf=[schema]"
    " oneOf=[schema] not=schema discriminator=discriminator xml=xml externalDocs=docs multipleOf=number maximum=number minimum=number"
    " exclusiveMaximum=bound exclusiveMinimum=bound maxLength=count minLength=count pattern=pattern maxItems=count minItems=count"
    " uniqueItems=flag maxProperties=count minProperties=count"
    " const@3.1=any examples@3.1=samples if@3.1=schema then@3.1=schema else@3.1=schema prefixItems@3.1=[schema] contains@3.1=schema"
    " minContains@3.1=count maxContains@3.1=count propertyNames@3.1=schema patternProperties@3.1={schema} dependentRequired@3.1=map"
    " dependentSchemas@3.1={schema} dependencies@3.1=map unevaluatedProperties@3.1=schema unevaluatedItems@3.1=schema"
    " contentEncoding@3.1=key contentMediaType@3.1=key contentSchema@3.1=schema $defs@3.1={schema} definitions@3.1={schema}"
    " $id@3.1=key $schema@3.1=key $anchor@3.1=key $dynamicAnchor@3.1=key $dynamicRef@3.1=key $comment@3.1=text $vocabulary@3.1=map"
    " $recursiveRef@3.1=key $recursiveAnchor@3.1=any",
}
OPEN = frozenset({"callback", "requirement"})
"""Kinds whose keys are chosen by the author."""
EARLY = {"items": "prefixItems", "additionalItems": "items"}
"""What the keywords of a schema whose `items` is a list, as in earlier drafts, are called in 2020-12."""
KEYED_BY_AUTHOR: dict[str, Key] = {
    "callback": Key("one", "path", False, 0),
    "requirement": Key("plain", "names", False, 0),
}


def _key(text: str) -> tuple[str, Key]:
    left, _, shape = text.partition("=")
    left, _, since = left.partition("@")
    name = left.rstrip("!")
    container: Container = (
        "list" if shape[0] == "[" else "map" if shape[0] == "{" else "one"
    )
    kind = shape.strip("[]{}")
    if container == "one" and kind not in _SOURCE and kind not in OPEN:
        container = "plain"
    minor = int(since.partition(".")[2] or 0)
    return name, Key(container, kind, left.endswith("!"), minor)


KINDS: dict[str, dict[str, Key]] = {
    kind: dict(map(_key, source.split())) for kind, source in _SOURCE.items()
} | {kind: {} for kind in OPEN}

WORDS: dict[str, str] = {
    "document": "OpenAPI object",
    "docs": "external documentation object",
    "body": "request body object",
    "media": "media type object",
    "path": "path item object",
    "requirement": "security requirement object",
    "scheme": "security scheme object",
    "variable": "server variable object",
    "flow": "OAuth flow object",
    "flows": "OAuth flows object",
}


def spoken(kind: str) -> str:
    """Name a kind of object as the specification does, with its article."""
    words = WORDS.get(kind, f"{kind} object")
    return f"{'an' if words[0] in 'aeioO' else 'a'} {words}"


def stands(tokens: Iterable[str]) -> str:
    """Give the kind of object that stands where a pointer leads; "" where it leads into a value or an extension."""
    kind, below = "document", ""
    for token in tokens:
        if below:
            kind, below = below, ""
            continue
        key = KINDS[kind].get(token) or KEYED_BY_AUTHOR.get(kind)
        if key is None or key.container == "plain" or key.kind not in KINDS:
            return ""
        if key.container == "one":
            kind = key.kind
        else:
            below = key.kind
    return "" if below else kind


def is_description(tokens: Iterable[str]) -> bool:
    """Tell whether a pointer leads to the description of an object of the specification, and not into a value or an extension."""
    *way, last = tokens
    known = KINDS.get(stands(way), {}).get(last)
    return last == "description" and known is not None and known.kind == "text"
