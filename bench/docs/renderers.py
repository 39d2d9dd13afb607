"""The name of a renderer goes in; a page that it draws, installed from npm without scripts of others, comes out."""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Linked:
    """An operation that is linked to."""

    name: str
    tag: str
    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Renderer:
    """A program that draws pages in the browser.

    Attributes:
        package: on npm, with its version.
        head: what its page loads, relative to the package.
        body: its page.
        anchor: the fragment of the address of an operation.
    """

    name: str
    package: str
    head: str
    body: str
    anchor: Callable[[Linked], str]


RENDERERS = (
    Renderer(
        "redoc",
        "redoc@3.0.1",
        "",
        '<redoc spec-url="/document.json"></redoc><script type="module" src="bundles/redoc.standalone.js"></script>',
        lambda one: f"operation/{one.name}",
    ),
    Renderer(
        "swagger-ui",
        "swagger-ui-dist@5.35.0",
        '<link rel="stylesheet" href="swagger-ui.css">',
        '<div id="ui"></div><script src="swagger-ui-bundle.js"></script>'
        '<script>SwaggerUIBundle({url: "/document.json", dom_id: "#ui", deepLinking: true})</script>',
        lambda one: f"/{one.tag}/{one.name}",
    ),
    Renderer(
        "scalar",
        "@scalar/api-reference@1.72.1",
        "",
        '<div id="app"></div><script src="dist/browser/standalone.js"></script>'
        '<script>Scalar.createApiReference("#app", {url: "/document.json"})</script>',
        lambda one: f"tag/{one.tag}/{one.method.upper()}{one.path}",
    ),
    Renderer(
        "elements",
        "@stoplight/elements@9.0.25",
        '<link rel="stylesheet" href="styles.min.css"><script src="web-components.min.js" defer></script>',
        '<elements-api apiDescriptionUrl="/document.json" router="hash"></elements-api>',
        lambda one: f"/operations/{quote(one.name, safe='')}",
    ),
)


def installed(renderer: Renderer, scratch: Path) -> Path:
    """The folder of a renderer, with its page in it; fetched where it is not there yet.

    Raises:
        subprocess.CalledProcessError: npm cannot give the package.
    """
    home = scratch / renderer.name
    if not (home / "package").is_dir():
        home.mkdir(parents=True, exist_ok=True)
        words = ["npm", "pack", "--json", "--silent", renderer.package]
        said = subprocess.run(words, cwd=home, check=True, capture_output=True)
        found = json.loads(said.stdout)[0]["filename"]
        with tarfile.open(home / found) as archive:
            archive.extractall(home, filter="data")
    page = home / "package" / "bench.html"
    page.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{renderer.name}</title>'
        f"{renderer.head}</head><body>{renderer.body}</body></html>",
        "utf-8",
    )
    return home / "package"
