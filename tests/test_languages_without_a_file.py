"""A language nobody wrote a file for: dates that name their year, likely at best, and nothing relative."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from timeline import find_dates, languages
from timeline.models import Certainty
from timeline.normalise.checking import wrong_example

_SAID = date(2023, 9, 13)
_RULES = tomllib.loads(Path(languages.__file__).with_name("any.toml").read_text(encoding="utf-8"))["rule"]


@pytest.mark.parametrize(
    ("code", "text", "words", "edtf"),
    [
        ("fr", "La visite a eu lieu le mardi 12 septembre 2023 au matin.", "mardi 12 septembre 2023", "2023-09-12"),
        ("fr", "Le traité du 1er mars 2022 expire.", "1er mars 2022", "2022-03-01"),
        ("de", "Der Zug kam am 12. September 2023 an.", "12. September 2023", "2023-09-12"),
        ("de", "Das Treffen vom 13. bis 17. September 2023", "13. bis 17. September 2023", "2023-09-13/2023-09-17"),
        ("es", "El 12 de septiembre de 2023 llegó el tren.", "12 de septiembre de 2023", "2023-09-12"),
        ("pt", "Em maio de 2022 houve um acordo.", "maio de 2022", "2022-05"),
        ("uk", "Поїзд прибув 12 вересня 2023 року.", "12 вересня 2023", "2023-09-12"),
        ("ja", "列車は2023年9月12日に到着した。", "2023年9月12", "2023-09-12"),
        ("zh", "列车于2023年9月12日抵达。", "2023年9月12", "2023-09-12"),
        ("fa", "قطار در ۱۲ سپتامبر ۲۰۲۳ رسید.", "۱۲ سپتامبر ۲۰۲۳", "2023-09-12"),
        ("he", "הרכבת הגיעה 12 בספטמבר 2023.", "12 בספטמבר 2023", "2023-09-12"),
        ("tr", "Tren 12 Eylül 2023 günü geldi.", "12 Eylül 2023", "2023-09-12"),
        ("hu", "A vonat 2023. szeptember 12-én érkezett.", "2023. szeptember 12", "2023-09-12"),
        ("vi", "Tàu đến ngày 12 tháng 9 năm 2023.", "12 tháng 9 năm 2023", "2023-09-12"),
    ],
)  # fmt: skip
def test_a_date_with_its_year_is_read_and_likely(code: str, text: str, words: str, edtf: str) -> None:
    (found,) = find_dates(text, _SAID, code)
    assert (found.edtf, found.certainty) == (edtf, Certainty.LIKELY)
    assert words in text[found.char_start : found.char_end + 1]
    assert found.rule.startswith(f"{code}/")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Il est venu hier, la semaine dernière et le 5 mars."),
        ("de", "Gestern kamen am Montag drei; im August waren es 12. So war der May."),
        ("es", "Ayer, el lunes pasado y en mayo, hace dos semanas."),
        ("it", "Due anni fa, in aprile, con 12 treni e 2023 uomini."),
        ("ja", "昨日、月曜日に3人が来た。"),
        ("zh", "昨天上午9点，12名代表抵达。"),
        ("fa", "دیروز، هفته گذشته و دوشنبه"),
        ("tr", "Dün 3 kişi geldi, geçen hafta 20 kişi."),
    ],
)
def test_nothing_relative_and_no_date_without_its_year_is_read(code: str, text: str) -> None:
    assert find_dates(text, _SAID, code) == []


def test_a_code_that_nobody_knows_reads_nothing_and_is_no_error() -> None:
    assert find_dates("12 September 2023", _SAID, "xx") == []


@pytest.mark.parametrize(
    "example", [e for rule in _RULES for e in rule.get("examples", "").splitlines() if e]
)
def test_the_examples_of_the_rules_hold(example: str) -> None:
    assert wrong_example(example, languages.load("fr")) == ""
