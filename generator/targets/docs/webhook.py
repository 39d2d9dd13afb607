"""The webhooks of a document go in; the views of their pages, of requests that the API sends, come out."""

from __future__ import annotations

from generator.languages.code import Code
from generator.render import Page
from generator.targets.docs import words
from generator.targets.docs.answers import answers
from generator.targets.docs.auth import needs
from generator.targets.docs.elsewhere import more
from generator.targets.docs.frame import (
    WEBHOOKS,
    LinkView,
    frame,
    method_view,
    webhook_title,
)
from generator.targets.docs.opening import Opening
from generator.targets.docs.operation import (
    TEMPLATE,
    TWIN,
    OperationView,
    body_view,
    parameters,
)
from generator.targets.docs.site import Site
from generator.targets.docs.types import Place


def webhooks_near(site: Site, at: int) -> tuple[LinkView, ...]:
    """Links to the webhooks before and after one."""
    many = site.api.webhooks
    return tuple(
        LinkView(
            words.text(webhook_title(many[other], site)),
            Code(f"../{site.paths.webhooks[many[other].id]}.html"),
            rel=Code(rel),
        )
        for other, rel in ((at - 1, "prev"), (at + 1, "next"))
        if 0 <= other < len(many)
    )


def pages(site: Site) -> list[Page]:
    """The pages of webhooks: requests that the API sends."""
    found: list[Page] = []
    for at, one in enumerate(site.api.webhooks):
        opening, place = Opening(), Place(site)
        own = site.doc(one.doc)
        title = webhook_title(one, site)
        path = site.paths.webhooks[one.id]
        view = OperationView(
            frame=frame(
                site,
                path,
                title,
                own.description or title,
                (LinkView(site.label("webhooks"), Code(f"../{WEBHOOKS}")),),
                near=webhooks_near(site, at),
                apart=f"{one.method} {one.path}",
            ),
            method=method_view(one.method),
            path=words.code(one.path),
            deprecated=one.deprecated,
            summary=words.text(title),
            doc=site.prose(one.doc, 2),
            external=more(own, site),
            servers=(),
            guarded=bool(site.api.security_schemes or one.security),
            needs=needs(one, site, "../"),
            many_needs=len(one.security) > 1,
            parameters=parameters(one, place, opening),
            body=body_view(one, place, opening, received=True),
            answers=answers(one.responses, place, opening),
            callbacks=(),
            money=None,
            task=None,
            samples=(),
            answers_title=site.label("your_answers"),
            calls=site.label("calls_you"),
        )
        full = f"{site.language}/{path}"
        found += [Page(f"{full}.html", TEMPLATE, view), Page(f"{full}.md", TWIN, view)]
    return found
