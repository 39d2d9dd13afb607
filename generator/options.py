"""Words that several commands share: options, and what one run is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

import click

from generator.diagnostics import Misused
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """What one run is about: the documents that it was told to read, for messages, and what else it may read."""

    specs: list[Path] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    swagger: list[bool] = field(default_factory=list)

    def beyond(self) -> tuple[tuple[str, ...], tuple[Path, ...], bool]:
        """Hosts, folders, and whether documents of Swagger 2.0 are read."""
        return tuple(self.hosts), tuple(self.folders), any(self.swagger)


def _allow(context: click.Context, _: click.Parameter, hosts: tuple[str, ...]) -> None:
    context.ensure_object(Run).hosts.extend(hosts)


def _share(
    context: click.Context, _: click.Parameter, folders: tuple[Path, ...]
) -> None:
    context.ensure_object(Run).folders.extend(folders)


def _upgrade(context: click.Context, _: click.Parameter, given: bool) -> None:
    context.ensure_object(Run).swagger.append(given)


REMOTE = click.option(
    "--allow-remote",
    metavar="HOST",
    multiple=True,
    expose_value=False,
    callback=_allow,
    help="Follow references to https://HOST/; may be repeated.",
)
FOLDER = click.option(
    "--allow-folder",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    expose_value=False,
    callback=_share,
    help="Follow references to files in FOLDER and below; may be repeated.",
)


SWAGGER = click.option(
    "--allow-swagger",
    is_flag=True,
    expose_value=False,
    callback=_upgrade,
    help="Read a document of Swagger 2.0 as OpenAPI 3.0.",
)


def allowed(command: Callable[..., Any]) -> Callable[..., Any]:
    """What may be read beside a document, and what it may be."""
    return REMOTE(FOLDER(SWAGGER(command)))


def _file(
    context: click.Context, parameter: click.Parameter, spec: Path | None
) -> Path | None:
    """The document's path, unless it can only be meant for something else."""
    del context, parameter
    if spec is not None and not spec.exists():
        if str(spec) == "-":
            hint = "Save it first: what it refers to is looked for beside it."
            raise Misused("a document is not read from standard input", hint)
        if re.match(r"https?:", str(spec)):
            hint = "Fetch it first: curl -o openapi.yaml ADDRESS"
            raise Misused("a document is a file, not an address", hint)
    return spec


def document_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """The document's file, and what may be read beside it."""
    argument = click.argument(
        "spec", required=False, type=click.Path(path_type=Path), callback=_file
    )
    return argument(allowed(command))


TARGET = click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    help="Only this target; may be repeated.",
)
PACKAGE = click.option(
    "--package", metavar="NAME", help="Import name of the generated package."
)
OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write; with one --target, directly into it.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings are errors.")
CACHE = click.option(
    "--cache/--no-cache",
    default=True,
    help="Use what earlier runs kept in your cache folder (on by default).",
)
FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="How findings are printed.",
)


def output_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """The document, and what is made of it where."""
    return document_of(TARGET(PACKAGE(OUTPUT(STRICT(command)))))
