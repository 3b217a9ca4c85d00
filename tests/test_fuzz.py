"""Texts of every language's own words in any order are read without an error and right in form."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from bench.fuzz import check, texts
from timeline import build_timeline, dating


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


def test_a_page_that_cannot_be_dated_is_named_and_the_others_keep_their_dates(monkeypatch):
    """A fault of this program in one page: no page is known that shows one, so one is made."""
    found = dating._found

    def faulty(document, topic):
        if "stumbles" in document.text:
            raise KeyError("stumbles")
        return found(document, topic)

    monkeypatch.setattr(dating, "_found", faulty)
    good = "Envoy arrives\nPublished: 12 September 2023\nThe envoy arrived in Vladivostok on Tuesday."
    pages = [("good.txt", good.encode()), ("bad.txt", f"{good} He stumbles.".encode())]
    made = build_timeline(pages)
    assert {d.name: d.dating.value and d.dating.value.text for d in made.documents} == {
        "good.txt": "2023-09-12", "bad.txt": None,
    }  # fmt: skip
    assert [(p.where, p.what) for p in made.problems] == [
        ("bad.txt", "this program failed to date it (KeyError)")
    ]
