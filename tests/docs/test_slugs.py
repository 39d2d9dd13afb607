"""Names of files differ, whoever chose the texts that they are made from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from languages.texts import any_text

from generator.targets.docs.slugs import digest, keyed, slugs


@given(st.lists(any_text, max_size=8))
def test_names_differ_without_case(texts: list[str]) -> None:
    made = slugs(texts)
    assert len({name.casefold() for name in made.values()}) == len(set(texts))
    assert slugs(reversed(texts)) == made


def test_a_text_that_is_the_name_of_another() -> None:
    texts = ["a b", "a-b", f"a-b-{digest('a b')}", f"a-b-{digest('a-b', 64)}"]
    assert len(set(slugs(texts).values())) == 4


def test_texts_whose_short_hashes_are_the_same() -> None:
    seen: dict[str, str] = {}
    twins: list[str] = []
    for number in range(400_000):
        # Letters of another script: nothing but the hash is left of them.
        text = "".join(chr(0x4E00 + int(digit)) for digit in str(number))
        other = seen.setdefault(digest(text), text)
        if other != text:
            twins = [other, text]
            break
    assert twins, "a hash of 32 bits meets itself after some 77,000 texts"
    assert len({name.casefold() for name in slugs(twins).values()}) == 2


@given(st.dictionaries(any_text, any_text, max_size=8))
def test_keys_of_the_same_text_have_names_of_their_own(texts: dict[str, str]) -> None:
    made = keyed(texts)
    assert len({name.casefold() for name in made.values()}) == len(texts)
    assert keyed(dict(reversed(texts.items()))) == made
