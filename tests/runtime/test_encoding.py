"""The tables of OpenAPI 3.2, "Style Examples", and what the specification says around them."""

from __future__ import annotations

import datetime as dt
import json
import math
import uuid
from enum import Enum
from typing import Any
from urllib.parse import unquote

import pytest
from _runtime.encoding import encode
from _runtime.omit import omit
from _runtime.operation import Parameter, cookie, header, path, query, querystring
from _runtime.prepare import joined
from _runtime.scalars import read_date_time, read_uuid
from _runtime.variables import filled
from _runtime.wire import json_text

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}

PATHS = [
    ("matrix", False, "", None),
    ("matrix", False, "blue", ";color=blue"),
    ("matrix", False, ARRAY, ";color=blue,black,brown"),
    ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
    ("matrix", True, "blue", ";color=blue"),
    ("matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
    ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
    ("label", False, "blue", ".blue"),
    ("label", False, ARRAY, ".blue,black,brown"),
    ("label", False, OBJECT, ".R,100,G,200,B,150"),
    ("label", True, "blue", ".blue"),
    ("label", True, ARRAY, ".blue.black.brown"),
    ("label", True, OBJECT, ".R=100.G=200.B=150"),
    ("simple", False, "blue", "blue"),
    ("simple", False, ARRAY, "blue,black,brown"),
    ("simple", False, OBJECT, "R,100,G,200,B,150"),
    ("simple", True, "blue", "blue"),
    ("simple", True, ARRAY, "blue,black,brown"),
    ("simple", True, OBJECT, "R=100,G=200,B=150"),
]

QUERIES = [
    ("form", False, "", "color="),
    ("form", False, "blue", "color=blue"),
    ("form", False, ARRAY, "color=blue,black,brown"),
    ("form", False, OBJECT, "color=R,100,G,200,B,150"),
    ("form", True, "", "color="),
    ("form", True, "blue", "color=blue"),
    ("form", True, ARRAY, "color=blue&color=black&color=brown"),
    ("form", True, OBJECT, "R=100&G=200&B=150"),
    ("spaceDelimited", False, ARRAY, "color=blue%20black%20brown"),
    ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
    ("pipeDelimited", False, ARRAY, "color=blue%7Cblack%7Cbrown"),
    ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]


@pytest.mark.parametrize(("style", "explode", "value", "expected"), PATHS)
def test_path_styles(
    style: Any, explode: bool, value: object, expected: str | None
) -> None:
    parameter = path("color", style, explode=explode)
    made = encode("/x/{color}", [parameter], [value]).path
    assert made == f"/x/{expected or ';color'}"


@pytest.mark.parametrize(("style", "explode", "value", "expected"), QUERIES)
def test_query_styles(style: Any, explode: bool, value: object, expected: str) -> None:
    parameter = query("color", style, explode=explode)
    assert encode("/", [parameter], [value]).query == expected


@pytest.mark.parametrize(
    ("explode", "value", "expected"),
    [
        (False, "blue", "blue"),
        (False, ARRAY, "blue,black,brown"),
        (False, OBJECT, "R,100,G,200,B,150"),
        (True, OBJECT, "R=100,G=200,B=150"),
    ],
)
def test_header_style(explode: bool, value: object, expected: str) -> None:
    made = encode("/", [header("X-Color", explode=explode)], [value])
    assert made.headers == (("X-Color", expected),)


def test_cookie_styles() -> None:
    form = encode("/", [cookie("color")], [ARRAY]).cookies
    assert form == ("color=blue", "color=black", "color=brown")
    joined = encode("/", [cookie("color", explode=False)], [ARRAY]).cookies
    assert joined == ("color=blue,black,brown",)
    raw = encode("/", [cookie("color", "cookie")], ["a b=c"]).cookies
    assert raw == ("color=a b=c",)
    with pytest.raises(ValueError, match="semicolon"):
        encode("/", [cookie("color", "cookie")], ["a;b"])


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("/x/{a}{b}", [".", "."]),
        ("/x/.{a}/y", ["."]),
        ("/{a}{b}?c=d", ["..", ""]),
    ],
)
def test_path_parameters_do_not_climb_together(
    template: str, values: list[str]
) -> None:
    named = [path(name) for name in "ab"][: len(values)]
    with pytest.raises(ValueError, match="must not"):
        encode(template, named, values)
    assert encode("/x/../{a}", [path("a")], ["b"]).path == "/x/../b"
    assert encode("/x/.{a}", [path("a")], [".a"]).path == "/x/..a"


def test_keys_of_a_cookie_stay_in_their_place() -> None:
    made = encode("/", [cookie("c")], [{"a; b=c\r\nd": "e;"}]).cookies
    assert made == ("a%3B%20b%3Dc%0D%0Ad=e%3B",)
    with pytest.raises(ValueError, match="must not hold"):
        encode("/", [cookie("c", "cookie")], [{"a; b": "c"}])


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_path_values_that_change_the_path_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match="must not be"):
        encode("/x/{id}", [path("id")], [value])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a/b", "a%2Fb"),
        ("../etc", "..%2Fetc"),
        ("ü?#%", "%C3%BC%3F%23%25"),
        ("{other}", "%7Bother%7D"),
    ],
)
def test_path_values_are_encoded(value: str, expected: str) -> None:
    assert encode("/x/{id}", [path("id")], [value]).path == f"/x/{expected}"


def test_reserved_characters_are_left_where_the_document_says_so() -> None:
    parameter = query("q", reserved=True)
    assert encode("/", [parameter], ["a/b:c?d&e=f"]).query == "q=a/b:c?d%26e%3Df"
    listed = query("q", explode=False, reserved=True)
    assert encode("/", [listed], [["a,b", "c"]]).query == "q=a%2Cb,c"


def test_empty_value_without_an_equals_sign() -> None:
    assert encode("/", [query("flag", empty=True)], [""]).query == "flag"


def test_null_is_left_out_unless_it_says_something() -> None:
    kinds = query("a"), header("b"), cookie("c"), query("d", explode=False)
    left = encode("/", kinds, [None] * 4)
    assert (left.query, left.headers, left.cookies) == ("", (), ())
    all_told = query("a", null=True), header("b", null=True), cookie("c", null=True)
    said = encode("/", all_told, [None] * 3)
    assert (said.query, said.headers, said.cookies) == ("a=", (("b", ""),), ("c=",))
    as_json = query("a", content="application/json"), query("b", empty=True)
    assert encode("/", as_json, [None, None]).query == "a=null&b"
    with pytest.raises(ValueError, match="path parameter 'id'"):
        encode("/{id}", [path("id")], [None])


def test_an_empty_array_that_is_the_default_is_left_out() -> None:
    kinds = query("a"), query("b", skips=True), query("c", skips=True)
    assert encode("/", kinds, [[], [], [1]]).query == "a=&c=1"
    assert encode("/", kinds, [omit, omit, omit]).query == ""


def test_content_is_written_as_json() -> None:
    parameter = query("filter", content="application/json")
    made = encode("/", [parameter], [{"a": [1, True]}]).query
    assert made == "filter=%7B%22a%22%3A%5B1%2Ctrue%5D%7D"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"or": [{"a": 1}, {"b": ["x", "y"]}]},
            "f[or][0][a]=1&f[or][1][b]=x&f[or][1][b]=y",
        ),
        ([{"price": "p", "quantity": 2}], "f[0][price]=p&f[0][quantity]=2"),
        ({"in": [[1, 2], [3]]}, "f[in][0]=1&f[in][0]=2&f[in][1]=3"),
        ({"in": [1, 2]}, "f[in]=1&f[in]=2"),
    ],
)
def test_what_is_nested_in_arrays_has_numbers_in_brackets(
    value: object, expected: str
) -> None:
    made = encode("/", [query("f", "deepObject", explode=True)], [value]).query
    assert unquote(made) == expected


def test_the_whole_query_string() -> None:
    form = querystring("q", content="application/x-www-form-urlencoded")
    assert encode("/", [form], [{"a": 1, "b": ["x", "y"]}]).query == "a=1&b=x&b=y"
    text = querystring("q", content="application/json")
    assert encode("/", [text], [{"a": 1}]).query == "%7B%22a%22%3A1%7D"


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (1.5, "1.5"),
        (10**30, "1" + "0" * 30),
        (Colour.RED, "red"),
        (dt.date(2024, 1, 2), "2024-01-02"),
        (dt.datetime(2024, 1, 2, 3, 4, tzinfo=dt.UTC), "2024-01-02T03%3A04%3A00Z"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_python_objects_in_a_query(value: object, expected: str) -> None:
    assert encode("/", [query("q")], [value]).query == f"q={expected}"


@pytest.mark.parametrize(
    "received",
    [
        read_date_time("2024-01-02T03:04:00.123456789Z"),
        read_date_time("2024-01-02T03:04:00.000+00:00"),
        read_uuid("6F9619FF-8B86-D011-B42D-00C04FC964FF"),
        read_uuid("6f9619ff8b86d011b42d00c04fc964ff"),
    ],
)
def test_what_was_received_is_sent_as_it_was(received: Any) -> None:
    made = encode("/{id}", [path("id"), query("after")], [received, received])
    assert unquote(made.path) == f"/{received.wire}"
    assert unquote(made.query) == f"after={received.wire}"
    assert json_text([received]) == f'["{received.wire}"]'


def test_what_is_computed_from_it_was_not_received() -> None:
    later = read_date_time("2024-01-02T03:04:00.000Z") + dt.timedelta(days=1)
    assert json_text(later) == '"2024-01-03T03:04:00Z"'


def test_what_is_left_out_is_not_sent() -> None:
    assert encode("/", [query("a"), query("b")], [omit, 1]).query == "b=1"
    assert json_text({"a": omit, "b": None}) == '{"b":null}'


@pytest.mark.parametrize("explode", [False, True])
def test_what_the_style_of_a_header_cannot_say_is_json(explode: bool) -> None:
    value = {"size": 2, "boxes": [{"x": 1, "name": "a,b"}]}
    made = encode("/", [header("X-Form", explode=explode)], [value])
    (written,) = made.headers
    assert json.loads(written[1]) == value


@pytest.mark.parametrize(
    ("parameter", "value", "told"),
    [
        (query("a"), math.nan, "query parameter 'a': .*JSON"),
        (query("a", explode=False), [object()], "query parameter 'a': object"),
        (path("a"), "\ud800", "path parameter 'a': .*surrogates"),
        (header("X-A"), object(), "header parameter 'X-A': object"),
        (cookie("a", "cookie"), ";", "cookie parameter 'a': a cookie must"),
    ],
)
def test_which_argument_has_no_form(
    parameter: Parameter, value: object, told: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{told}"):
        encode("/{a}", [parameter], [value])


def test_json_in_a_header_is_ascii() -> None:
    value = {"größe": "\U0001f40d", "del": "\x7f"}
    kinds = header("X-A", content="application/json"), header("X-B")
    (_, content), (_, nested) = encode("/", kinds, [value, [[value]]]).headers
    assert content.isascii()
    assert content.isprintable()
    assert json.loads(content) == value
    assert nested == f"[[{content}]]"


def test_a_header_cannot_end_its_line() -> None:
    with pytest.raises(ValueError, match="control characters"):
        encode("/", [header("X-A")], ["a\r\nX-B: c"])


@pytest.mark.parametrize(
    ("base", "path", "queries", "expected"),
    [
        ("https://a.example", "/x", [], "https://a.example/x"),
        ("https://a.example/v1/", "/x", ["a=1"], "https://a.example/v1/x?a=1"),
        ("https://a.example?k=1", "/x?b=2", ["a=1"], "https://a.example/x?k=1&b=2&a=1"),
        ("https://a.example", "/x?b=2&c", ["b=1"], "https://a.example/x?c&b=1"),
        ("https://a.example", "/x?b=2", ["a=1", "b=3"], "https://a.example/x?a=1&b=3"),
        ("https://a.example", "/x?b=2", ["a=b"], "https://a.example/x?b=2&a=b"),
        ("https://a.example", "/x#second", [], "https://a.example/x"),
        ("https://a.example", "/ü {b}", [], "https://a.example/%C3%BC%20%7Bb%7D"),
    ],
)
def test_addresses(base: str, path: str, queries: list[str], expected: str) -> None:
    assert joined(base, path, queries) == expected


REGION = "https://{region}.a.example:{port}/{base}"


@pytest.mark.parametrize(
    ("server", "values", "expected"),
    [
        (REGION, {"region": "eu", "base": "v1/x"}, "https://eu.a.example:{port}/v1/x"),
        (
            REGION,
            {"region": "ü.1", "port": "8", "base": ""},
            "https://ü.1.a.example:8/",
        ),
        (
            REGION,
            {"region": "{base}", "base": "x/"},
            "https://{base}.a.example:{port}/x/",
        ),
        ("https://{host}/v1", {"host": "b.example/api"}, "https://b.example/api/v1"),
        ("https://a.example{base}", {"base": "/v1"}, "https://a.example/v1"),
        ("{base}/x", {"base": "/v1"}, "/v1/x"),
    ],
)
def test_variables_of_a_server(
    server: str, values: dict[str, str], expected: str
) -> None:
    assert filled(server, values) == expected


@pytest.mark.parametrize("sign", [*"/\\?#@ \t\n\0\x7f", "//", ":80/"])
def test_a_variable_does_not_end_the_name_of_a_server(sign: str) -> None:
    with pytest.raises(ValueError, match="'region' is a part of the name of a server"):
        filled(REGION, {"region": f"evil.example{sign}"})
