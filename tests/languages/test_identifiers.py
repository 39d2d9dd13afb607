"""Any text becomes an identifier that Python takes, in every position; words are split as a reader would."""

from __future__ import annotations

import keyword
import types
import unicodedata
from typing import get_args

import pydantic
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.languages.python import (
    RULES,
    constant,
    is_identifier,
    pascal,
    snake,
    words,
)
from generator.languages.python.reserved import KEYWORDS, MODEL
from generator.languages.rules import Kind
from languages.texts import any_text

KINDS: tuple[Kind, ...] = get_args(Kind)

letters = st.text(
    st.sampled_from("aBc19_- .İßŉǅʰ视ªא\u0301\u200dﬁ①²Ⅷ\u1160\u3164𝐝𝐞𝐟"), max_size=12
)


@given(st.one_of(any_text, letters, st.text(max_size=200)), st.sampled_from(KINDS))
def test_candidates_are_allowed(text: str, kind: Kind) -> None:
    name = RULES.candidate(kind, text)
    assert RULES.allowed(kind, name)
    assert len(name) <= RULES.max_length + 1
    namespace: dict[str, object] = {}
    exec(f"{name} = 1", namespace)
    assert namespace[name] == 1


@given(st.one_of(any_text, letters))
@example("ᴀa")
@example("ß\u0301א")
def test_spelling_is_stable(text: str) -> None:
    for spell in (snake, constant):
        assert spell(spell(text)) == spell(text)
        assert unicodedata.normalize("NFKC", spell(text)) == spell(text)


def test_keywords_are_all_known() -> None:
    assert set(keyword.kwlist) <= KEYWORDS


def test_attributes_of_pydantic_models_are_all_known() -> None:
    public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert public <= MODEL
    assert {name for name in dir(type(pydantic.BaseModel)) if name[0] != "_"} <= MODEL


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "name",
    [
        *sorted(MODEL),
        "class",
        "_private",
        "model_dump_later",
        "model_name",
        "str",
        "type",
    ],
)
def test_fields_never_disturb_pydantic(name: str) -> None:
    field = RULES.candidate("field", name)
    annotations = {"__annotations__": {field: str, "other": str}}
    model = types.new_class(
        "M", (pydantic.BaseModel,), exec_body=lambda body: body.update(annotations)
    )
    assert issubclass(model, pydantic.BaseModel)
    made = model.model_validate({field: "a", "other": "b"})
    assert made.model_dump() == {field: "a", "other": "b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTPServer", "HTTP Server"),
        ("userId", "user Id"),
        ("VIDEO_TASK", "VIDEO TASK"),
        ("kling-v2-1-master", "kling v2 1 master"),
        ("i2v", "i2v"),
        ("MD5Hash", "MD5 Hash"),
        ("SHA256sum", "SHA256sum"),
        ("V2X", "V2X"),
        ("URLs", "URLs"),
        ("listAPIsNow", "list APIs Now"),
        ("OAuth2Token", "OAuth2 Token"),
        ("IPv4Address", "IPv4 Address"),
        ("GitHubApp", "GitHub App"),
        ("s3Bucket", "s3 Bucket"),
        ("repos/get-content", "repos get content"),
        ("$ref", "ref"),
        ("__init__", "init"),
        ("用户ID", "用户 ID"),
        ("ЭтоИмя", "Это Имя"),
        ("日本語 テキスト", "日本語 テキスト"),
        ("+1", "plus 1"),
        ("DateSent<", "Date Sent less"),
        ("sent_at>=", "sent at greater equal"),
        ("kind!=", "kind not equal"),
        ("List<Pet>", "List Pet"),
        ("a=", "a"),
        ("-1", "minus 1"),
        ("<=", "less equal"),
        ("*", "star"),
        ("", "empty"),
        ("🐍", "value 1f40d"),
        ("\u200b", "value 200b"),
        ("GitHub's official API", "GitHubs official API"),
        ("Don\u2019t ask", "Dont ask"),
        ("l'avion de l'etat", "l avion de l etat"),
        ("the users' list", "the users list"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("text", "as_snake", "as_pascal", "as_constant"),
    [
        ("HTTPServer", "http_server", "HTTPServer", "HTTP_SERVER"),
        ("VIDEO_TASK", "video_task", "VideoTask", "VIDEO_TASK"),
        ("video task", "video_task", "VideoTask", "VIDEO_TASK"),
        ("error.NOT_FOUND", "error_not_found", "ErrorNotFound", "ERROR_NOT_FOUND"),
        ("UNAUTHORIZED", "unauthorized", "Unauthorized", "UNAUTHORIZED"),
        ("FAQ page", "faq_page", "FAQPage", "FAQ_PAGE"),
        ("v1.2.3", "v1_2_3", "V1_2_3", "V1_2_3"),
        ("any_", "any_", "Any", "ANY"),
        ("not_any_", "not_any_", "NotAny", "NOT_ANY"),
        ("Any_", "any", "Any", "ANY"),
        ("_any_", "any", "Any", "ANY"),
        ("1080p", "value_1080p", "Value1080p", "VALUE_1080P"),
        ("16:9", "value_16_9", "Value16_9", "VALUE_16_9"),
        ("ﬁeld", "field", "Field", "FIELD"),
        ("视频", "视频", "视频", "视频"),
        ("𝐝𝐞𝐟", "def", "Def", "DEF"),
    ],
)
def test_casings(text: str, as_snake: str, as_pascal: str, as_constant: str) -> None:
    assert (snake(text), pascal(text), constant(text)) == (
        as_snake,
        as_pascal,
        as_constant,
    )


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("field", "class", "class_"),
        ("field", "copy", "copy_"),
        ("field", "type", "type"),
        ("field", "str", "str_"),
        ("field", "model", "model"),
        ("field", "model_name", "model_name"),
        ("field", "model_dump", "value_model_dump"),
        ("field", "_id", "id"),
        ("argument", "self", "self_"),
        ("argument", "request_options", "request_options_"),
        ("method", "list", "list"),
        ("method", "import", "import_"),
        ("module", "con", "con_"),
        ("module", "COM1", "com1_"),
        ("module", "__init__", "init"),
        ("type", "none", "None_"),
        ("type", "Exception", "Exception_"),
        ("resource", "close", "close_"),
    ],
)
def test_reserved_words(kind: Kind, text: str, expected: str) -> None:
    assert RULES.candidate(kind, text) == expected


def test_long_names_are_cut_and_stay_apart() -> None:
    one, two = "a" * 300, "a" * 299 + "b"
    names = {RULES.candidate("type", one), RULES.candidate("type", two)}
    assert len(names) == 2
    assert all(len(name) <= RULES.max_length for name in names)


@pytest.mark.parametrize(
    "name", ["", "1a", "a-b", "class", "ﬁ", "a\u200d", "__debug__"]
)
def test_no_identifiers(name: str) -> None:
    assert not is_identifier(name)
