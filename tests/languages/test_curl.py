"""Whatever a request holds, a shell reads one command, and curl takes nothing in it for a file or for many addresses."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import curl
from generator.languages.code import Code
from generator.languages.curl import Header, Request
from languages.shell import options, split, unquoted
from languages.texts import any_text

SHELL = (
    "$(touch x)",
    "`touch x`",
    "$HOME",
    "${IFS}",
    "; touch x;",
    "' touch x '",
    '" touch x "',
    "| touch x",
    "\ntouch x\n",
    "\\",
    "!!",
    "@/etc/passwd",
    "</etc/passwd",
    "-K/etc/passwd",
    "[1-9]{a,b}",
    "=",
    "~",
    "*",
)
text = st.one_of(any_text, st.lists(st.sampled_from(SHELL), max_size=4).map("".join))
headers = st.lists(
    st.builds(Header, text, text, st.sampled_from([None, Code("TOKEN")])), max_size=3
).map(tuple)
requests = st.builds(
    Request,
    method=st.one_of(st.sampled_from(["GET", "POST"]), text),
    url=text.map(lambda rest: f"https://api.example/{rest}"),
    headers=headers,
    body=text,
    has_body=st.booleans(),
    text=st.booleans(),
    form=st.lists(st.tuples(text, text), max_size=3).map(tuple),
    multipart=st.booleans(),
    secrets=st.lists(st.tuples(text, st.just(Code("KEY"))), max_size=2).map(tuple),
    files=st.lists(st.tuples(text, st.just("a.png"), st.just("")), max_size=2).map(
        tuple
    ),
)


@given(requests)
def test_every_word_is_where_it_belongs(request_: Request) -> None:
    found = options(curl.command(request_))
    assert len([one for one in found if not one[0]]) == 1
    assert ("-g", "") in found or not re.search(r"[][{}]", dict(found)[""])
    for option, value in found:
        if option == "-H":
            assert re.match("[^@:;]+[:;]", value), value
            assert not re.search("[\r\n]", value)
        if option == "--data-urlencode":
            assert re.match("[^@=]*(?:=|@a[.]png$)", value), value


@given(requests)
def test_a_shell_expands_nothing_but_our_own_variables(request_: Request) -> None:
    single = unquoted(curl.command(request_))
    single = re.sub(r'"[\w:/?&=.,%~+-]*\$KEY"', "", single, flags=re.ASCII)
    assert not re.search(r'[$`](?!TOKEN"(?: \\)?$)', single, re.MULTILINE)
    assert not re.search(r"[;&|<>(){}*?~!#\x00]", single)


@pytest.mark.parametrize("piece", SHELL)
def test_a_real_shell_runs_one_command(
    piece: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("shell")
    request = Request(
        method=piece,
        url=f"https://api.example/{piece}",
        headers=(
            Header(f"X{piece}", piece),
            Header("X-A", piece),
            Header("X-B", piece, Code("TOKEN")),
        ),
        form=((piece, piece),),
        body=piece,
        has_body=True,
    )
    command = curl.command(request)
    shell = shutil.which("sh")
    assert shell is not None
    ran = subprocess.run(
        [shell, "-c", f"curl() {{ printf '%s\\0' \"$@\"; }}\n{command}"],
        cwd=folder,
        capture_output=True,
        check=True,
        env={"TOKEN": "secret", "HOME": "/nowhere"},
    )
    assert not list(folder.iterdir())
    given_ = ran.stdout.decode().split("\0")[:-1]
    assert given_ == [
        word.replace("$TOKEN", "secret") if word.startswith("X-B") else word
        for word in split(command)[1:]
    ]


def test_what_is_written() -> None:
    request = Request(
        method="POST",
        url="https://api.example/a?b=c",
        headers=(
            Header("Authorization", "Bearer ", Code("TOKEN")),
            Header("Cookie", "it's=", Code("KEY")),
            Header("X-Empty", ""),
            Header("no token", "left out"),
        ),
        body={"a": 1},
        has_body=True,
    )
    assert curl.command(request) == (
        "curl -X POST 'https://api.example/a?b=c' \\\n"
        '  -H "Authorization: Bearer $TOKEN" \\\n'
        "  -H 'Cookie: it'\\''s='\"$KEY\" \\\n"
        "  -H 'X-Empty;' \\\n"
        "  --data-raw '{\"a\": 1}'\n"
    )


def test_forms() -> None:
    form = (("a&b", "@c"), ("d", "e=f"))
    assert curl.command(Request("POST", "https://x.example", form=form)) == (
        "curl -X POST 'https://x.example' \\\n"
        "  --data-urlencode 'a%26b=@c' \\\n"
        "  --data-urlencode 'd=e=f'\n"
    )
    parts = Request("POST", "https://x.example", form=form, multipart=True)
    assert curl.command(parts) == (
        "curl -X POST 'https://x.example' \\\n"
        "  --form-string 'a&b=@c' \\\n"
        "  --form-string 'd=e=f'\n"
    )


def test_secrets_of_the_query_are_variables() -> None:
    key = (("api-key", Code("KEY")),)
    plain = Request("GET", "https://api.example/a?b=1", secrets=key)
    assert curl.command(plain) == 'curl "https://api.example/a?b=1&api-key=$KEY"\n'
    odd = Request("GET", "https://api.example/$(x)", secrets=(*key, *key))
    told = curl.command(odd)
    assert told == ('curl \'https://api.example/$(x)?api-key=\'"$KEY""&api-key=$KEY"\n')


def test_users_files_and_answers() -> None:
    asked = Request(
        "PUT",
        "https://api.example/",
        user=(Code("API_USER"), Code("API_PASSWORD")),
        has_body=True,
        source="body.xml",
        output="answer.bin",
    )
    assert options(curl.command(asked))[2:] == [
        ("-u", "$API_USER:$API_PASSWORD"),
        ("--data-binary", "@body.xml"),
        ("-o", "answer.bin"),
    ]
    files = (("a", "a.png", "image/png"), ("b=@/etc/passwd;", "b.bin", ""))
    form = Request("POST", "https://api.example/", files=files, multipart=True)
    assert options(curl.command(form))[2:] == [("-F", "a=@a.png;type=image/png")]
    pairs = Request("POST", "https://api.example/", files=files)
    assert options(curl.command(pairs))[2:] == [
        ("--data-urlencode", "a@a.png"),
        ("--data-urlencode", "b%3D%40%2Fetc%2Fpasswd%3B@b.bin"),
    ]
