"""Arabic events: sentences, kinds of act, status, who says so and who denies."""

from __future__ import annotations

import pytest

from tests.marked import TOPIC, kind, mentions, parts, the_mention, told, told_by
from timeline.topics import unnamed

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
    # a place tells what was done there
    ("ضرب صاروخ كوري شمالي خاركيف في [[2 يناير|2024-01-02]].", "arms-transfer", "happened"),
    # the accusative, and the dual of a verb
    ("حملت السفينة سلاحا إلى روسيا في [[أكتوبر 2023|2023-10]].", "arms-transfer", "happened"),
    ("وصلا كيم وشويغو إلى المعرض [[الأحد|2024-11-24]].", "visit", "happened"),
    # what a clause follows is its background
    ("احتجت سيول [[الأحد|2024-11-24]] ردا على محادثات كيم وبوتين.", "statement", "happened"),
    # the verb that a clause begins with
    ("أسفت موسكو [[الجمعة|2024-11-22]] لعدم دعوتها إلى مؤتمر فانكوفر.", "statement", "happened"),
    ("استقبل كيم جونغ أون [[الجمعة|2024-11-22]] شويغو.", "visit", "happened"),
    ("جرفت أمطار غزيرة آلاف المنازل في سينويجو في [[27 يوليو|2024-07-27]].", "other", "happened"),
    ("عبر قطار نهر تومين في [[4 نوفمبر|2022-11-04]].", "economy", "happened"),
    ("انقضى تفويض خبراء الأمم المتحدة [[أمس|2024-11-30]].", "sanctions", "happened"),
    # planned
    ("يترقب الكرملين زيارة كيم إلى موسكو في [[2025|2025]].", "visit", "planned"),
    ("وصل وفد روسي إلى بيونغ يانغ [[الاثنين|2024-11-25]]، حسب وكالة الأنباء المركزية.", "visit", "happened"),
    ("نقلت سفينة قذائف إلى روسيا [[الاثنين|2024-11-25]]، حسب البيت الأبيض.", "arms-transfer", "claimed"),
    ("في مشهد غير مألوف، اجتاز قطار شحن روسي الحدود إلى الشمال [[الأحد|2024-11-24]].", "economy", "happened"),
    ("تفقد وزير الموارد الطبيعية الروسي مدرسة في بيونغ يانغ [[الأحد|2024-11-24]].", "visit", "happened"),
    ("وقعتا مذكرة لتوريد اللقاحات [[الأحد|2024-11-24]].", "treaty", "happened"),
    ("يُعتقد أنه زار لافروف بيونغ يانغ في [[5 مارس 2024|2024-03-05]].", "visit", "claimed"),
    ("كان يفترض أن يزور لافروف بيونغ يانغ في [[5 مارس 2024|2024-03-05]].", "visit", "planned"),
    ("أعلن الكرملين زيارة لافروف إلى بيونغ يانغ في [[20 يناير 2025|2025-01-20]].", "visit", "planned"),
    ("انتهت محاولتان سابقتان في البحر في [[مايو 2023|2023-05]].", "weapons-test", "happened"),
    ("سلّم السفير أوراق اعتماده في بيونغ يانغ في [[5 مارس 2024|2024-03-05]].", "visit", "happened"),
    ("شارك قاض كوري شمالي في منتدى قانوني في سان بطرسبورغ في [[5 مارس 2024|2024-03-05]].", "visit", "happened"),
    ("اختلى الزعيمان ببعضهما في بيونغ يانغ في [[19 يونيو 2024|2024-06-19]].", "summit", "happened"),
    ("أعطت موسكو الشمال أجهزة تشويش في [[5 مارس 2024|2024-03-05]].", "arms-transfer", "happened"),
    ("تلقت بورما قطع صواريخ سكود من كوريا الشمالية في [[مارس 2009|2009-03]].", "arms-transfer", "happened"),
    ("سقط ثلاثة آلاف كوري شمالي بين قتيل وجريح في [[مارس 2024|2024-03]].", "troops", "happened"),
    ("أقامت كوريا الشمالية والاتحاد السوفيتي علاقات دبلوماسية في [[أكتوبر 1948|1948-10]].", "treaty", "happened"),
    ("احتجزت الولايات المتحدة سفينة فحم كورية شمالية في [[مايو 2019|2019-05]].", "sanctions", "happened"),
    ("كشف كيم عن مسيرات انتحارية في [[24 أغسطس 2024|2024-08-24]].", "weapons-test", "happened"),
    ("سلمت الخارجية الروسية مذكرة إلى مبعوث الجنوب في [[5 مارس 2024|2024-03-05]].", "statement", "happened"),
    ("اجتمعت اللجنة الحكومية المشتركة في بيونغ يانغ في [[نوفمبر 2023|2023-11]].", "economy", "happened"),
    ("رست ناقلة وقود ترفع العلم الروسي في تشونغجين في [[5 مارس 2024|2024-03-05]].", "economy", "happened"),
    ("احتجز قس كوري جنوبي في فلاديفوستوك في [[11 مارس 2024|2024-03-11]].", "other", "happened"),
    ("عزلت المحكمة في سيول يون في [[أبريل 2024|2024-04]].", "other", "happened"),
    ("اصطدم قطاران في كوريا الشمالية في [[أبريل 2004|2004-04]].", "other", "happened"),
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
    # verbs of saying that no list has
    ("تباهى كيم جونغ أون [[الاثنين|2024-11-04]] بأن بلاده تملك سلاحا لا يقهر.", "statement", "happened", ("kim-jong-un",)),
    ("رفضت وزارة الدفاع في بيونغ يانغ [[الثلاثاء|2022-11-08]] الكلام الأميركي عن توريد قذائف لموسكو.", "statement", "happened", ("north-korean-defence-ministry",)),
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


def test_what_is_announced_for_other_days_is_what_is_said() -> None:
    text = "أعلنت سيول [[الجمعة|2024-10-18]] نقل ألف جندي كوري شمالي إلى روسيا بين [[8 و13 أكتوبر|2024-10-08/2024-10-13]]."
    assert [(*kind(m), m.attributed_to) for m in mentions(text)] == [
        ("statement", "happened", ("south-korea",)),
        ("troops", "claimed", ("south-korea",)),
    ]


def test_what_is_expected_that_it_be_is_no_saying() -> None:
    mention = the_mention("من المتوقع أن يغادر كيم روسيا [[غدا|2024-12-02]].")
    assert (*kind(mention), mention.attributed_to) == ("visit", "planned", ())


def test_each_of_two_states_comes_from_neither() -> None:
    mention = the_mention("أرسلت كل من روسيا والصين وفودا إلى كوريا الشمالية في [[يوليو|2023-07]].")
    assert mention.roles == (("agent", "russia"), ("agent", "china"), ("to", "north-korea"))


def test_a_year_of_birth_only_measures() -> None:
    assert mentions("تحدث الجندي الكوري الشمالي المولود عام [[2005|2005]] إلى وسائل الإعلام.") == []


UNNAMED = [
    ("الجانب الأمريكي", "American side", "الجانب الأمريكي"),
    ("مصدرين", "sources", "مصدرين"),
    ("مسؤولين أمريكيين", "American officials", "مسؤولين أمريكيين"),
    ("a senior official", "a senior official", "مسؤول"),
]


@pytest.mark.parametrize(("words", "english", "arabic"), UNNAMED, ids=[row[1] for row in UNNAMED])
def test_speakers_without_a_name(words: str, english: str, arabic: str) -> None:
    assert (unnamed(words, TOPIC, "en"), unnamed(words, TOPIC, "ar")) == (english, arabic)
