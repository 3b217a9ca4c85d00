from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.folding import fold, fold_text

LETTERS = st.text(st.sampled_from("أإآاىيةهـًٌٍَُِّْ٠١٢۳４سبتمبر 2023éÉйё각ﻻ\u200f\u202bW.،–-"), max_size=60)


@pytest.mark.parametrize(
    "text, folded",
    [
        ("الأربعاء", "الاربعاء"),
        ("شهراً", "شهرا"),
        ("يولـــيو", "يوليو"),
        ("٢٠٢٣", "2023"),
        ("۲۰۲۳", "2023"),
        ("２０２３", "2023"),
        ("ЁЖ", "еж"),
        ("2014–2018", "2014-2018"),
        ("سنة، هناك", "سنه, هناك"),
        ("12\u00a0September", "12 september"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@given(LETTERS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(LETTERS)
def test_every_offset_leads_back_into_the_source(text: str) -> None:
    folded = fold(text)
    last = 0
    for i in range(len(folded.text)):
        start, end = folded.source_start(i), folded.source_end(i + 1)
        assert 0 <= last <= start < end <= len(text)
        last = start


def test_marks_belong_to_the_letter_before() -> None:
    text = "منذ 18 شهراً فقط"
    folded = fold(text)
    at = folded.text.index("شهرا")
    assert text[folded.source_start(at) : folded.source_end(at + 4)] == "شهراً"


def test_decomposed_letters_keep_their_place() -> None:
    text = "x 지난해 y"  # decomposed Hangul
    folded = fold(text)
    at = folded.text.index("지난해")
    assert text[folded.source_start(at) : folded.source_end(at + 3)] == "지난해"
