"""Texts of every language's own words in any order are read without an error and right in form."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from bench.fuzz import check, texts


@pytest.mark.parametrize("seed", range(4))
def test_words_in_any_order(seed: int) -> None:
    for code, text, said in islice(texts(seed), 600):
        check(code, text, said)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "before the day after " * 40),
        ("ar", "الربيع قبل الماضي"),
        ("ru", "12.09.2023-вторничное"),
        ("en", "31-til 1445, 1445) 10000 chuche or by (black friday 1445"),
        ("ko", "1일" * 500),
        ("ar", "في 2019-" * 200),
        ("en", "12 " + "-" * 5000 + " May 2023" + "\u200f" * 5000),
        ("en", "9" * 6000 + "." + "9" * 6000),
        ("ru", "е\u0301" * 3000),
    ],
)  # fmt: skip
def test_what_once_failed_is_read(code: str, text: str) -> None:
    check(code, text, date(2023, 9, 12))
