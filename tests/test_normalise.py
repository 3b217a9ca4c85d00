"""Resolution against a reference: sharp, an interval, or none; and the laws that hold for any text."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import find_dates
from timeline.edtf import EdtfDate
from timeline.languages import available
from timeline.models import Certainty
from timeline.normalise import resolve
from timeline.tagger import stretches

DAY = date(2023, 9, 12)
WORDS = [
    "يوليو الماضي", "أمس", "الاثنين", "قبل شهرين", "عام 2019", "22 نوفمبر 2024", "٥ آذار", "منذ 24 عاما",
    "last July", "Monday", "12 September 2023", "two weeks ago", "in 2019", "Sept. 5", "the same day",
    "в июле", "вчера", "12 сентября 2023 года", "на прошлой неделе", "два года назад",
    "지난 7월", "어제", "2023년 9월 12일", "지난달", "17일", "12/9/2023", "2023-09-12", "31.02.2023", "99999",
    "المقرر", "will", "\u202e", "شهراً", "Су-35", "،", ".", "\n", "-", "(", "2", "من", "إلى", "to", "—",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


def read(text: str, reference: EdtfDate | None) -> list:
    return list(resolve(stretches(text), reference))


@given(st.one_of(TEXTS, st.text(max_size=80)))
@settings(max_examples=300)
def test_any_text_gives_spans_that_slice_back_in_order(text: str) -> None:
    found = find_dates(text, DAY)
    for timex in found:
        assert text[timex.char_start : timex.char_end] == timex.text
        assert timex.text.strip()
        assert timex.value is None or EdtfDate.parse(timex.edtf).earliest <= timex.latest
        assert timex.explanation("en") and timex.explanation("ar")
    for one, other in itertools.pairwise(found):
        assert one.char_end <= other.char_start


@given(TEXTS)
def test_without_a_reference_nothing_relative_is_resolved(text: str) -> None:
    for timex in find_dates(text):
        assert timex.value is None or timex.basis != "document date"


@pytest.mark.parametrize("text", ["التقى الوزيران الاثنين", "وصل الوفد أمس", "the ministers met on Monday"])
@pytest.mark.parametrize("weeks", [1, 5, 60, 523])
def test_a_reference_n_weeks_on_moves_a_weekday_n_weeks(text: str, weeks: int) -> None:
    (now,), (then,) = find_dates(text, DAY), find_dates(text, DAY + timedelta(weeks=weeks))
    assert then.earliest - now.earliest == timedelta(weeks=weeks)


def test_an_interval_that_agrees_is_one_reading() -> None:
    (found,) = read("زار شويغو بيونغ يانغ في يوليو الماضي", EdtfDate.parse("[2023-09-10..2023-09-12]"))
    assert (found.edtf, found.alternatives) == ("2023-07", ())


def test_an_interval_that_does_not_agree_keeps_every_reading() -> None:
    (found,) = read("قالت سيول هذا الأسبوع إن جارتها أرسلت قذائف", EdtfDate.parse("[2024-06-11..2024-06-18]"))
    assert (str(found.earliest), str(found.latest)) == ("2024-06-10", "2024-06-23")
    assert found.certainty == "unsure"
    assert [v.text for v in found.alternatives] == ["[2024-06-10..2024-06-16]", "[2024-06-17..2024-06-23]"]


def test_an_interval_is_narrowed_by_the_weekday_named() -> None:
    (found,) = read("قال المتحدث أمس الاثنين إن الزيارة قريبة", EdtfDate.parse("[2023-09-04..2023-09-09]"))
    assert found.edtf == "2023-09-04"


def test_a_foreign_article_is_not_anchored() -> None:
    text = "زار الوفد موسكو أمس.\nوصلت السفينة أمس."
    first, second = resolve(stretches(text), EdtfDate.day(DAY), anchored=lambda at: at < 20)
    assert first.edtf == "2023-09-11" and second.value is None


def test_a_wide_document_date_anchors_nothing() -> None:
    (found,) = read("وصل الوفد أمس", EdtfDate.parse("2014/2018"))
    assert found.value is None


@pytest.mark.parametrize("code", available())
def test_a_long_text_of_look_alikes_is_read_in_order(code: str) -> None:
    text = "12 13 14 15 16 2023 31 99 " * 4000
    assert all(t.value is None or t.value.days <= 36525 for t in find_dates(text, DAY, code))


def test_explanations_name_the_words_the_day_and_the_reading() -> None:
    (found,) = find_dates("زار شويغو بيونغ يانغ في يوليو الماضي", DAY)
    assert found.explanation("en") == "“\u2068يوليو الماضي\u2069”, said on 12 September 2023: July 2023"
    assert found.explanation("ar") == "«\u2068يوليو الماضي\u2069»، قيلت في 12 سبتمبر 2023: يوليو 2023"


def test_explanations_name_what_is_counted_from_though_it_stands_behind() -> None:
    (after, _) = find_dates("جاء ذلك بعد ثماني سنوات من ضم القرم في مارس 2014", DAY)
    assert (
        after.explanation("en")
        == "“\u2068بعد ثماني سنوات\u2069”, counted from “\u2068مارس 2014\u2069” (March 2014): 2022 (likely)"
    )


def test_explanations_say_unsure_where_no_readings_are_listed() -> None:
    first, _ = find_dates("سيجتمعون في أكتوبر أو نوفمبر", DAY)
    assert first.explanation("ar").endswith(": أكتوبر 2023 (غير مؤكد)")


def test_explanations_do_not_blame_a_dated_document() -> None:
    (found,) = find_dates("عاد بعد ثلاث سنوات من الحادثة", DAY)
    assert found.value is None and "التاريخ الذي تُحسب منه" in found.explanation("ar")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "15 مارس 2011: تظاهرات.\n- 23 مارس: قتلى.\n\n- 29 ديسمبر: بيان.\n- 3 يناير: وصول المراقبين.",
            ["2011-03-15", "2011-03-23", "2011-12-29", "2012-01-03"],
        ),
        (
            "March 15, 2011: Protests.\nApril 3: More of them.\nPolice said on May 4 that it was over.",
            ["2011-03-15", "2011-04-03", "2023-05-04"],
        ),
        ("5 مارس 2011: تظاهرات.\nوقال ناشط في 5 مايو إنها سلمية.", ["2011-03-05", "2023-05-05"]),
        ("7 مارس: تظاهرات.\n2 أبريل: هدوء.", ["2023-03-07", "2023-04-02"]),
        ("27 مارس 2022\nبدأت العملية وفي اليوم التالي سقطت القرية.", ["2022-03-27", "2022-03-28"]),
    ],
)
def test_an_entry_of_a_chronology_goes_on_from_the_one_before(text: str, days: list[str]) -> None:
    assert [t.edtf for t in find_dates(text, DAY)] == days


def test_counts_from_what_follows_end_where_nothing_follows() -> None:
    found = find_dates("قبل شهرين من قبل شهرين من", DAY, "ar")
    assert [(t.text, t.value) for t in found] == [("قبل شهرين", None), ("قبل شهرين", None)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ar", "دخلت المواجهة يومها الخامس"),
        ("ru", "Заголовок статьи\n5 месяцев назад\nТекст статьи"),
        ("ko", "기사 제목\n5개월 전\n본문"),
        ("en", "A headline\n5 months ago\nThe text goes on here."),
        ("ar", "عنوان الخبر\nقبل 7 أشهر\nخبر آخر هنا"),
    ],
)
def test_ages_of_pages_and_counted_days_are_no_dates(code: str, text: str) -> None:
    assert find_dates(text, DAY, code) == []


def test_nothing_is_counted_further_ahead_than_news_looks() -> None:
    (found,) = find_dates("وتحيي الصين بعد ثمانين عاما ذكرى استسلام اليابان.", DAY, "ar")
    assert found.value is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The bridge, begun on April 30, should be ready soon.", "2023-04-30"),
        ("Abe is favoured to win the election on Sunday.", "2023-09-17"),
    ],
)
def test_participles_and_favourites_show_a_tense(text: str, edtf: str) -> None:
    assert [timex.edtf for timex in find_dates(text, DAY, "en")] == [edtf]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council voted for the ban on May 4, 2006. On February 3 the envoys met in Vienna."),
        ("ar", "صوت المجلس على الحظر في 4 مايو 2006. وفي 3 فبراير التقى المبعوثان في فيينا."),
        ("ru", "Совет одобрил запрет 4 мая 2006 года. 3 февраля посланники встретились в Вене."),
        ("ko", "의회는 2006년 5월 4일 금수안을 통과시켰다. 2월 3일 특사들이 빈에서 만났다."),
    ],
)
def test_a_year_taken_from_the_sentence_before_is_unsure_and_keeps_the_other(
    language: str, text: str
) -> None:
    _, found = find_dates(text, date(2023, 9, 12), language)
    assert found.certainty is Certainty.UNSURE
    assert [value.text for value in found.alternatives] == ["2006-02-03", "2023-02-03"]


def test_a_year_taken_from_the_same_sentence_or_story_has_no_other() -> None:
    for text in (
        "It left on May 4, 2006 and came back on July 3.",
        "It left on May 4, 2006. It sank on May 9.",
    ):
        found = find_dates(text, date(2023, 9, 12), "en")[-1]
        assert (found.value and found.value.earliest.year, found.alternatives) == (2006, ())


SECTIONS = {
    "ar": (
        "تسلسل زمني للعلاقات\n2011\nفي 24 آب/أغسطس التقى ميدفيديف ضيفه قرب أولان أودي. وتوفي الضيف في 17 كانون الأول/ديسمبر.\n"
        "عام 2012\nفي أيلول/سبتمبر شطب معظم الدين القديم.\n",
        ["2011-08-24", "2011-12-17", "2012", "2012-09"],
    ),
    "en": (
        "How the ties changed\n2011\nOn August 24 Medvedev met his guest near Ulan-Ude. The guest died on December 17.\n"
        "September 2015\nOn the 3rd he let another parade go by. In April 2016 he was asked again, for May 9.\n",
        ["2011-08-24", "2011-12-17", "2015-09", "2015-09-03", "2016-04", "2016-05-09"],
    ),
    "ko": (
        "관계 연표\n2011년\n8월 24일 메드베데프가 울란우데에서 손님을 만났다. 손님은 12월 17일 숨졌다.\n"
        "2012년 9월\n17일 옛 부채를 탕감하는 협정이 서명됐다.\n",
        ["2011", "2011-08-24", "2011-12-17", "2012-09", "2012-09-17"],
    ),
    "ru": (
        "Хронология отношений\n2011 год\n24 августа Медведев принял гостя под Улан-Удэ. 17 декабря гость скончался.\n"
        "2012\nВ сентябре списали большую часть старого долга.\n",
        ["2011", "2011-08-24", "2011-12-17", "2012-09"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", SECTIONS)
def test_dates_under_a_heading_that_is_a_year_are_of_that_year(language: str) -> None:
    text, edtf = SECTIONS[language]
    found = find_dates(text, date(2024, 6, 25), language)
    assert [timex.edtf for timex in found] == edtf
    under = [timex for timex in found if timex.rule.endswith("+section")]
    assert under and all(timex.certainty is Certainty.LIKELY and timex.anchor for timex in under)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Archive\n2012\n2011\n2010\nOn May 9 the parade went on without him.\n", "2024-05-09"),  # a menu
        ("Paper of record\n2011\nOn May 9 the parade went on without him.\n", "2024-05-09"),  # one line
        ("Notes\n2011\nThe guest died far from home.\n2012\nA summit was promised for Friday.\n", ""),
    ],
)
def test_what_no_section_dates(text: str, edtf: str) -> None:
    assert find_dates(text, date(2024, 6, 25), "en")[-1].edtf == edtf
