"""What routers write beside the names of parameters in a path is no part of these."""

from __future__ import annotations

import pytest

from generator.validate.paths import as_declared


@pytest.mark.parametrize(
    ("path", "declared", "meant"),
    [
        ("/files/{path*}", {"path"}, "/files/{path}"),
        ("/files/{path*2}", {"path"}, "/files/{path*2}"),
        ("/files/{*path}", {"path"}, "/files/{path}"),
        ("/files/{**path}", {"path"}, "/files/{path}"),
        ("/files/{path...}", {"path"}, "/files/{path}"),
        ("/files/{path:path}/{id:[0-9]+}", {"path", "id"}, "/files/{path}/{id}"),
        ("/v1/{name=shelves/*/books/**}:read", {"name"}, "/v1/{name}:read"),
        ("/v1/{book.name=shelves/*}", {"book.name"}, "/v1/{book.name}"),
        ("/v1/{a=b}", {"a=b"}, "/v1/{a=b}"),
        ("/v1/{+name}", {"name"}, "/v1/{name}"),
        ("/a/{id?}", {"id"}, "/a/{id}"),
        ("/a/{id?}", {"id?"}, "/a/{id?}"),
        ("/a/{id?}", set[str](), "/a/{id?}"),
        ("/a/{id}/{id*}", {"id"}, "/a/{id}/{id*}"),
        ("/a/{*}", {"*"}, "/a/{*}"),
        ("/a/{b.c}", {"b.c"}, "/a/{b.c}"),
    ],
)
def test_names_of_a_path_as_they_are_declared(
    path: str, declared: set[str], meant: str
) -> None:
    assert as_declared(path, declared) == meant
