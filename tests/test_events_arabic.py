"""Arabic events: sentences, kinds of act, status, who says so and who denies."""

from __future__ import annotations

import pytest

from tests.marked import kind, mentions, parts, told, told_by

SENTENCES = [
    ("قال د. سالم إن الوفد وصل. ثم انصرف.", ["قال د. سالم إن الوفد وصل.", "ثم انصرف."]),
    ("أكد أ. د. كيم الأمر. صمت الباقون.", ["أكد أ. د. كيم الأمر.", "صمت الباقون."]),
    ("بلغ السعر 3,5 دولار. وانخفض لاحقا.", ["بلغ السعر 3,5 دولار.", "وانخفض لاحقا."]),
    ("قال بيسكوف: «لا تعليق». وأضاف أن الأمر قائم.", ["قال بيسكوف: «لا تعليق».", "وأضاف أن الأمر قائم."]),
    ("كيم يصل بكين\n\nوصل القطار الثلاثاء.", ["كيم يصل بكين", "وصل القطار الثلاثاء."]),
    ("غادر في 12.9.2023. وعاد لاحقا.", ["غادر في 12.9.2023.", "وعاد لاحقا."]),
    ("انتهى الاجتماع! ثم خرجوا؛ لم يتكلم أحد.", ["انتهى الاجتماع!", "ثم خرجوا؛ لم يتكلم أحد."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[row[0][:30] for row in SENTENCES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


# text, category, status
TOLD = [
    ("حظي بيلوسوف باستقبال حافل في بيونغ يانغ في [[نوفمبر 2024|2024-11]].", "visit", "happened"),
    ("وطئ بوتين أرض كوريا الشمالية في [[تموز 2000|2000-07]].", "visit", "happened"),
    ("حضر لافروف مأدبة في بيونغ يانغ في [[أكتوبر 2023|2023-10]].", "visit", "happened"),
    ("جلس بوتين وكيم وجها لوجه في [[سبتمبر 2023|2023-09]].", "summit", "happened"),
    ("فشلت قمة هانوي بين ترامب وكيم في [[فبراير 2019|2019-02]].", "summit", "happened"),
    ("باعت كوريا الشمالية صواريخ سكود لسوريا في [[1991|1991]].", "arms-transfer", "happened"),
    ("وقع جنديان كوريان شماليان في الأسر في [[يناير 2024|2024-01]].", "troops", "happened"),
    ("بدأ العمل بمعاهدة الدفاع المشترك بين روسيا وكوريا الشمالية في [[ديسمبر 2023|2023-12]].", "treaty", "happened"),
    ("شدد مجلس الأمن الخناق على كوريا الشمالية في [[مارس 2016|2016-03]].", "sanctions", "happened"),
    ("فجرت كوريا الشمالية قنبلة نووية في [[سبتمبر 2017|2017-09]].", "weapons-test", "happened"),
    ("حلق صاروخ كوري شمالي فوق اليابان في [[أغسطس 1998|1998-08]].", "weapons-test", "happened"),
    ("هنأ كيم بوتين في [[مايو 2023|2023-05]].", "statement", "happened"),
    ("شطبت موسكو ديون بيونغ يانغ في [[مايو 2014|2014-05]].", "economy", "happened"),
    ("ألغت روسيا ديون كوريا الشمالية في [[2014|2014]].", "economy", "happened"),
    ("علقت سيول العمل في مجمع كيسونغ في [[فبراير 2016|2016-02]].", "economy", "happened"),
    ("استؤنفت حركة قطارات البضائع عبر خاسان في [[نوفمبر 2022|2022-11]].", "economy", "happened"),
    ("أغلقت كوريا الشمالية حدودها في [[يناير 2020|2020-01]].", "other", "happened"),
    ("غزت روسيا أوكرانيا في [[فبراير 2022|2022-02]].", "other", "happened"),
    # planned
    ("يترقب الكرملين زيارة كيم إلى موسكو في [[2025|2025]].", "visit", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), TOLD, ids=[row[0][:40] for row in TOLD])
def test_what_is_told(text: str, category: str, status: str) -> None:
    assert told(text) == (category, status)


# text, category, status, who says so
SAID = [
    ("وبحسب جون كيربي نقلت سفينة روسية قذائف من بيونغ يانغ في [[2022|2022]].", "arms-transfer", "claimed", ("john-kirby",)),
    ("وبحسب تقارير إعلامية نقلت روسيا ذخائر من بيونغ يانغ في [[2022|2022]].", "arms-transfer", "claimed", ("تقارير",)),
    ("مصادر دبلوماسية: كيم زار موسكو في [[مايو 2019|2019-05]].", "visit", "claimed", ("مصادر دبلوماسية",)),
    ("وأعلنت الصحافة أن كيم تفقد [[الأحد|2024-11-24]] مصنعا.", "visit", "claimed", ("صحافة",)),
    ("قال بيسكوف [[الجمعة|2024-11-29]] إن أي اتفاق لم يوقع.", "statement", "happened", ("dmitry-peskov",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status", "who"), SAID, ids=[row[0][:40] for row in SAID])
def test_who_says_so(text: str, category: str, status: str, who: tuple[str, ...]) -> None:
    assert told_by(text) == (category, status, who)


def test_a_verb_that_follows_takes_no_date_from_the_act_before() -> None:
    found = mentions("التقى لافروف كيم في [[أكتوبر 2023|2023-10]]، ووعدت موسكو بمساعدات.")
    assert [(*kind(m), m.attributed_to) for m in found] == [("visit", "happened", ())]


def test_a_date_behind_who_denies_dates_the_denial() -> None:
    assert told("نفت بيونغ يانغ في [[8 نوفمبر 2022|2022-11-08]] إرسال أسلحة إلى روسيا.") == (
        "statement",
        "happened",
    )


def test_what_is_told_beside_a_denial_is_told_as_fact() -> None:
    assert told("تنفي موسكو، التي صوتت للعقوبات في [[2006|2006]]، خرقها.") == ("sanctions", "happened")


def test_a_denial_of_something_else_is_not_tied() -> None:
    text = "قالت واشنطن إن كوريا الشمالية أرسلت قذائف إلى روسيا في [[2022|2022]]. وتنفي بيونغ يانغ وجود إصابة واحدة بالمرض في البلاد."
    assert str(mentions(text)[0].status) == "claimed"
