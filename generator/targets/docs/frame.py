"""A page's title and place go in; what stands around its content comes out: head, navigation, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace

from generator.ir.model import Operation
from generator.languages import html
from generator.languages.code import Code
from generator.records import dataclass
from generator.render import Part, Placed
from generator.site_settings import ExtraPage
from generator.targets.docs import words
from generator.targets.docs.rows import LinkView as LinkView
from generator.targets.docs.rows import MethodView as MethodView
from generator.targets.docs.site import Site
from generator.targets.docs.slugs import slugs
from generator.targets.docs.titles import short
from generator.targets.docs.words import Words

HEAD = "docs/_head.html.j2"

LONGEST_ABOUT = 120
"""Letters of a description that go with a link to its page."""

_SIGNS = re.compile(r"</?[A-Za-z][^<>]*>|\*\*")
_WITHIN = re.compile(
    r"</?(?:a|b|code|em|i|span|strong)\b[^<>]*>|(?<=\])\([^()\s]*\)", re.IGNORECASE
)
"""Elements within a line, at whose ends words go on, and addresses of links."""

NAV_WHOLE = 40
"""Operations and webhooks that are all listed on every page; where there are more, only those of the page's own group are, and the script
adds the others."""

NAV_GROUP = 24
"""Operations of the page's own group that are listed where they are not all listed anyway."""

WEBHOOKS = Code("index.html#webhooks")
"""Where webhooks are listed."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """A heading of the navigation with its links; `open` shows them."""

    head: LinkView
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class FrameView:
    """What stands around a page's content.

    Attributes:
        root: from the page to the site's folder, with a closing slash.
        up: from the page to the language's folder.
        window: what tells the page from all others where many are open.
        twin: address of the page's Markdown.
        data: address of the page's JSON.
    """

    language: Code
    title: Words
    window: Words
    about: Code
    site_title: Words
    root: Code
    up: Code
    say: SimpleNamespace
    head: Placed
    twin: Code
    data: Code | None
    crumbs: tuple[LinkView, ...]
    languages: tuple[LinkView, ...]
    groups: tuple[GroupView, ...]
    many_languages: bool
    near: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands above every page: the name of the site, and links to its guides."""

    say: SimpleNamespace
    site_title: Words
    version: Words
    root: Code
    up: Code
    logo: Code | None
    pages: tuple[LinkView, ...]


EXTRA = "pages"
"""The folder of the user's own pages."""

METHODS = frozenset({"get", "post", "put", "patch", "delete"})


def method_view(method: str) -> MethodView:
    """A method, coloured where it is one of the usual five."""
    name = method.lower()
    return MethodView(words.text(method), Code(name if name in METHODS else "other"))


def frame(
    site: Site,
    path: str,
    title: str,
    about: str,
    crumbs: Iterable[LinkView] = (),
    group: str | None = None,
    data: Code | None = None,
    near: Iterable[LinkView] = (),
    apart: str = "",
) -> FrameView:
    """What stands around one page.

    Args:
        path: of the page in the language's folder, without extension.
        about: tainted text for people who see a link to the page.
        group: the group of operations that the page belongs to.
        apart: tainted text that tells the page from others of the same title.
    """
    depth = path.count("/")
    up, root = "../" * depth, "../" * (depth + 1)
    name = path.rpartition("/")[2]
    return FrameView(
        language=html.text(site.language),
        title=words.text(title),
        window=words.text(
            f"{title} · {apart}" if apart and twice(site, title) else title
        ),
        about=html.text(bare(about)[:LONGEST_ABOUT]),
        site_title=words.text(site.name()),
        root=Code(root),
        up=Code(up),
        say=site.say,
        head=Placed(head(site, path, root, up)),
        # A name that begins like a scheme is nothing but a name, and looks like it.
        twin=Code(f"./{name}.md"),
        data=data,
        crumbs=tuple(crumbs),
        languages=tuple(
            language_link(site, tag, name, Code(f"{root}{tag}/{path}.html"))
            for tag, name in site.languages
        ),
        groups=groups(site, path, up, group),
        many_languages=len(site.languages) > 1,
        near=tuple(near),
    )


def twice(site: Site, title: str) -> bool:
    """Whether several pages have a title."""
    counted = site.made.windows
    if not counted:
        counted.update(site.title(one) for one in site.api.operations)
        counted.update(webhook_title(one, site) for one in site.api.webhooks)
        counted.update(group_name(site, name) for name in site.grouped)
        counted.update(site.api.types[i].schema_name for i in site.paths.schemas)
        counted.update(site.labels.texts[label] for _, label in site.pages)
        counted.update((site.name(), site.doc(site.api.info.doc).title))
    return counted[title] > 1


def bare(text: str) -> str:
    """The words of CommonMark on one line, without elements of HTML and signs of code and weight."""
    begun = _WITHIN.sub("", text[: 4 * LONGEST_ABOUT])
    return " ".join(_SIGNS.sub(" ", begun).replace("`", "").split())


def head(site: Site, path: str, root: str, up: str) -> Part:
    """What stands above a page: the same for all pages of a folder, but for the user's own and those at the top, which it
    links to."""
    folder = path.rpartition("/")[0]
    key = up if folder and folder != EXTRA else path
    if key not in site.made.heads:
        logo = site.settings.logo
        view = HeadView(
            say=site.say,
            site_title=words.text(site.name()),
            version=words.text(site.api.info.version),
            root=Code(root),
            up=Code(up),
            logo=Code(f"assets/{logo[0]}") if logo else None,
            pages=(*guide_links(site, path, up), *extra_links(site, path, up)),
        )
        site.made.heads[key] = Part(HEAD, view)
    return site.made.heads[key]


def guide_links(site: Site, path: str, up: str) -> tuple[LinkView, ...]:
    """Links to the pages beside those of operations, schemas and groups."""
    return tuple(
        LinkView(site.label(label), Code(f"{up}{target}.html"), target == path)
        for target, label in site.pages
    )


def groups(site: Site, path: str, up: str, own: str | None) -> tuple[GroupView, ...]:
    """The operations by group: all of them where they are few; else those of the page's own, or where all of them are, and
    the groups on the index."""
    whole, shown = lists_all(site), site.grouped
    hooks = webhook_group(site, path, up)
    if not whole and path != "index":
        if path.startswith("webhooks/"):
            return hooks
        mine = site.grouped.get(own or "", ())
        if own is None or not mine:
            head = LinkView(
                site.label("operations"), Code(f"{up}index.html#operations")
            )
            return (GroupView(head, ()),)
        shown, hooks = {own: mine}, ()
    found = (
        GroupView(
            head=LinkView(
                group_title(site, name),
                Code(f"{up}{site.paths.tags[name]}.html"),
                site.paths.tags[name] == path,
            ),
            links=tuple(
                operation_link(site, one.id, up, site.paths.operations[one.id] == path)
                for one in many
                if whole or (name == own and len(many) <= NAV_GROUP)
            ),
        )
        for name, many in shown.items()
    )
    return (*found, *hooks)


def lists_all(site: Site) -> bool:
    """Whether every page lists all operations and webhooks."""
    return len(site.operations) + len(site.api.webhooks) <= NAV_WHOLE


def webhook_group(site: Site, path: str, up: str) -> tuple[GroupView, ...]:
    """The webhooks as a group of their own, with links where all are listed and on pages of theirs; nothing without any."""
    many = site.api.webhooks
    if not many:
        return ()
    mine = path.startswith("webhooks/") and len(many) <= NAV_GROUP
    links = (
        LinkView(
            words.title(webhook_title(one, site)),
            Code(f"{up}{site.paths.webhooks[one.id]}.html"),
            site.paths.webhooks[one.id] == path,
            method=method_view(one.method),
        )
        for one in many
        if mine or lists_all(site)
    )
    head = LinkView(site.label("webhooks"), Code(f"{up}{WEBHOOKS}"))
    return (GroupView(head, tuple(links)),)


def webhook_title(webhook: Operation, site: Site) -> str:
    """What a webhook is called: its summary, else its name."""
    own = site.doc(webhook.doc)
    return short(own.summary or own.title or webhook.path)


def operation_link(
    site: Site, pointer: str, up: str, current: bool = False
) -> LinkView:
    """A link to an operation's page."""
    made = site.made.links
    found = made.get((pointer, up))
    if found is None:
        operation = site.operations[pointer]
        found = made[pointer, up] = LinkView(
            words.title(site.beside_method(operation)),
            Code(f"{up}{site.paths.operations[pointer]}.html"),
            method=method_view(operation.method),
        )
    return replace(found, current=True) if current else found


def group_title(site: Site, name: str) -> Words:
    """What a group of operations is called."""
    return words.title(group_name(site, name))


def group_name(site: Site, name: str) -> str:
    """The name of a group of operations: the tag's summary, which is there to be shown (OpenAPI 3.2, section 4.22), else its name."""
    if not name:
        return site.labels.texts["other_tag"]
    for tag in site.api.tags:
        if tag.name == name:
            own = site.doc(tag.doc)
            return own.summary.strip() or own.title.strip() or name
    return name


def language_link(site: Site, tag: str, name: str, href: Code) -> LinkView:
    """A link to the same page in another language."""
    return LinkView(
        words.text(name), href, tag == site.language, language=html.text(tag)
    )


def extra_links(site: Site, path: str, up: str) -> tuple[LinkView, ...]:
    """Links to the user's own pages, and to other versions of the site."""
    found = [
        LinkView(words.text(title), Code(f"{up}{where}.html"), where == path)
        for where, title in extra_paths(site).items()
    ]
    for name, address in site.settings.versions.items():
        href = html.address(address) or html.text(slug_path(address))
        found.append(LinkView(words.text(name), Code(href)))
    return tuple(found)


def slug_path(address: str) -> str:
    """An address within the same host, which can neither name a scheme nor a host."""
    return "/" + re.sub(r"[^A-Za-z0-9._~/-]", "", address).lstrip("/")


def extra_paths(site: Site) -> dict[str, str]:
    """Where the user's own pages stand, and what they are called: their first heading, else their file's name."""
    named = slugs(page.name for page in site.settings.pages)
    return {
        f"{EXTRA}/{named[page.name]}": title_of(extra_text(page, site), page.name)
        for page in site.settings.pages
    }


def extra_text(page: ExtraPage, site: Site) -> str:
    """The text of a page in the site's language, else in the one that it was written in."""
    return page.texts.get(site.language, page.texts[""])


def title_of(text: str, name: str) -> str:
    """The first heading of Markdown."""
    found = re.search(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", text, re.MULTILINE)
    return found[1] if found else name
