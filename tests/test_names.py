"""What names and offices say of a page's date; every text here is written for these tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline import wording
from timeline.dating import date_document
from timeline.dating.beat import beat_of
from timeline.dating.claims import Claim
from timeline.dating.naming import names
from timeline.dating.offices import offices
from timeline.dating.page import Page
from timeline.documents import read_document
from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.models import Certainty, Dating
from timeline.topics import check, load
from timeline.topics.coined import CoinedFinder, coined_of

TOPIC = load("russia-north-korea")


def page(text: str) -> Page:
    return Page(read_document("page.txt", text.strip("\n").encode()))


def claims(text: str, variant: str = "") -> list[Claim]:
    """What the names of one sentence say, as the first paragraph of a page."""
    return [c for c in names(page(f"Headline\n{text}"), beat_of(TOPIC)) if c.variant == variant]


def since(text: str) -> list[str]:
    """The first days that the names of a sentence leave, the youngest name first."""
    bounds = (c for variant in ("", "named-ahead") for c in claims(text, variant) if c.role == "named")
    return sorted((c.days.first.isoformat() for c in bounds), reverse=True)


def dated(text: str) -> Dating:
    return date_document(read_document("page.txt", text.strip("\n").encode()), TOPIC)


# ------------------------------------------------------------------ names that came to be

#: The text, and the first day that each of its names leaves (a day ahead: it begins earlier in Asia).
BOUNDS = [
    ("The parade showed the Hwasong-17 beside older rockets.", ["2021-10-10"]),
    ("Engineers compared Hwasong 15 with a Hwasong-14.", ["2017-11-28", "2017-07-03"]),
    ("عرض الجيش صاروخ هواسونغ-18 في الميدان.", ["2023-04-12"]),
    ("На площади показали ракету «Хвасон-15».", ["2017-11-28"]),
    ("열병식에는 화성-17형이 등장했다.", ["2021-10-10"]),
    ("The envoys quoted resolutions 1718 (2006), 1874 and 2087.", ["2013-01-21", "2009-06-11", "2006-10-13"]),
    ("ذكر المندوب القرارين 1718 و1874.", ["2009-06-11", "2006-10-13"]),
    ("ذكر المندوب قرار مجلس الأمن الدولي رقم 2270.", ["2016-03-01"]),
    ("Постпред сослался на резолюцию СБ ООН 2397.", ["2017-12-21"]),
    ("대사는 안보리 결의 2375호를 언급했다.", ["2017-09-10"]),
    ("Pyongyang conducted its third nuclear test in the mountains.", ["2013-02-11"]),
    ("Sanctions followed after the North's 5th underground nuclear test.", ["2016-09-08"]),
    ("أجرت كوريا الشمالية تجربتها النووية الثالثة تحت الجبل.", ["2013-02-11"]),
    ("اجتمع المجلس بعد رابع تجربة نووية لكوريا الشمالية.", ["2016-01-05"]),
    ("КНДР провела третье ядерное испытание.", ["2013-02-11"]),
    ("Совбез собрался после шестого ядерного испытания КНДР.", ["2017-09-02"]),
    ("북한이 3차 핵실험을 강행했다.", ["2013-02-11"]),
    ("북한의 여섯 번째 핵실험 이후 제재가 늘었다.", ["2017-09-02"]),
    ("Кабинет обсудил ход специальной военной операции на Украине.", ["2022-02-23"]),
    ("تتواصل العملية العسكرية الخاصة في أوكرانيا.", ["2022-02-23"]),
    ("The governor praised veterans of the special military operation in Ukraine.", ["2022-02-23"]),
    ("푸틴 대통령은 특별군사작전을 언급했다.", ["2022-02-23"]),
    ("The mercenaries scattered after the Wagner mutiny.", ["2023-06-22"]),
    ("Об этом говорили после мятежа «Вагнера».", ["2023-06-22"]),
    ("تغير الكثير منذ تمرد فاغنر.", ["2023-06-22"]),
    ("The MSMT published a list of ships.", ["2024-10-15"]),
    ("다국적제재모니터링팀이 보고서를 냈다.", ["2024-10-15"]),
    ("The border closed because of Covid-19.", ["2020-02-10"]),
    ("Граница закрыта из-за COVID-19.", ["2020-02-10"]),
    ("أغلقت الحدود بسبب كوفيد-19.", ["2020-02-10"]),
    ("코로나19로 국경이 닫혔다.", ["2020-02-10"]),
    ("She wrote on X, formerly Twitter, that talks went on.", ["2023-07-22"]),
    ("كتبت على منصة إكس (تويتر سابقا) أن الحوار مستمر.", ["2023-07-22"]),
    ("Гости осмотрели космодром Восточный.", ["2007-11-05"]),
    ("The eighth congress of the Workers' Party set five tasks.", ["2020-08-18"]),
    ("VIII съезд ТПК определил пять задач.", ["2020-08-18"]),
    ("노동당 8차 당대회에서 다섯 과제가 나왔다.", ["2020-08-18"]),
    ("It was Putin's first trip since his fifth term began.", ["2024-05-06"]),
    ("Путин вступил в должность на пятый срок.", ["2024-05-06"]),
    ("بدأ بوتين ولايته الرئاسية الخامسة في القصر.", ["2024-05-06"]),
    ("Пекин раскритиковал АУКУС.", ["2021-09-14"]),
    ("Families remembered the sinking of the Cheonan.", ["2010-03-25"]),
    ("유족들이 천안함 사건을 기억했다.", ["2010-03-25"]),
    ("تذكر الأهالي قصف جزيرة يونبيونغ.", ["2010-11-22"]),
    ("Жители помнят обстрел острова Ёнпхёндо.", ["2010-11-22"]),
    ("Nothing followed the Hanoi summit, Kim Jong Un's aides said.", ["2019-02-04"]),
    ("양측은 판문점선언을 되새겼다.", ["2018-04-26"]),
    ("The 6th plenary meeting of the 8th Central Committee went on.", ["2022-10-27"]),
    ("The destroyer Choe Hyon lay at its berth.", ["2025-04-24"]),
    ("Эсминец «Чхве Хён» вернулся в порт.", ["2025-04-24"]),
    ("رست المدمرة تشوي هيون في الميناء.", ["2025-04-24"]),
    ("최현호가 부두에 머물렀다.", ["2025-04-24"]),
    ("강건호와 김군옥영웅함이 나란히 섰다.", ["2025-06-11", "2023-09-05"]),
    ("Beside a Hwasong-8 stood a Hwasong-16B.", ["2024-04-01", "2021-09-28"]),
    ("전시장에는 화성-16나형이 놓였다.", ["2024-04-01"]),
    ("Fragments of a KN-23 missile lay on the table.", ["2019-05-03"]),
    ("Запущена крылатая ракета «Хвасаль-2».", ["2022-01-24"]),
    ("Seoul found more trash balloons on its roofs.", ["2024-05-25"]),
    ("В Сеуле нашли шары с мусором.", ["2024-05-25"]),
    ("سقطت بالونات القمامة قرب سيول.", ["2024-05-25"]),
    ("Pyongyang denounced Ulchi Freedom Shield, Seoul said.", ["2022-06-30"]),
    ("한미 연합연습 자유의 방패가 끝났다.", ["2022-06-30"]),
    ("Putin recalled the spirit of Anchorage.", ["2025-08-07"]),
    ("Дипломаты почтили память посла Мацегоры.", ["2025-12-05"]),
    ("Little changed in Macau after the murder of Kim Jong Nam.", ["2017-02-12"]),
    ("김정은 국무위원장이 온실을 찾았다.", ["2016-06-28"]),
    ("Северокорейские сапёры вернулись из Курской области.", ["2025-06-16"]),
    ("Prosecutors looked into the drones over Pyongyang.", ["2024-10-10"]),
    ("يتحدث كيم عن كوريا بوصف الدولتين المعاديتين.", ["2023-12-29"]),
]  # fmt: skip

#: Numbers and names that look alike, tests that are only feared, and words that say nothing.
NO_BOUNDS = [
    "The ship carried 2270 tonnes of coal and 1718 sacks of rice.",
    "Судно везло 2270 тонн угля.",
    "حملت السفينة 2270 طنا من الفحم.",
    "배에는 석탄 2270톤이 실려 있었다.",
    "The committee passed resolution 9999 and resolution 12.",
    "Officials fear a third nuclear test by North Korea.",
    "A third nuclear test could come from North Korea within weeks.",
    "If Pyongyang conducted a seventh nuclear test, it would be punished.",
    "North Korea's third nuclear test looms.",
    "North Korea may have conducted a third nuclear test.",
    "تستعد كوريا الشمالية لإجراء تجربة نووية ثالثة.",
    "هددت كوريا الشمالية بإجراء تجربتها النووية الثالثة.",
    "КНДР готовится провести третье ядерное испытание.",
    "КНДР может провести третье ядерное испытание.",
    "북한이 3차 핵실험을 준비하고 있다.",
    "북한이 3차 핵실험을 강행할 가능성이 있다.",
    "France conducted its third nuclear test in the desert.",
    "The third test of the season was won by the home side.",
    "The Hwasong-99 exists in a novel.",
    "화성-1호 탐사선이 화성에 닿았다.",
    "The Soviet Union built the plant.",
    "The special military court opened its operation.",
    "A summit in Hanoi discussed rice.",
    "Putin may seek a fifth term, aides said.",
    "Путин может пойти на пятый срок.",
    "The mayor began his fifth term.",
    "Twitter was down for an hour.",
    "The eighth congress of dentists met in Lyon.",
    "General Choe Hyon fought in Manchuria.",
    "Students entered the Kang Kon Military Academy.",
    "Matsegora offered condolences on the death of a miner.",
    "Jang Song Thaek flew to Beijing for talks.",
    "The band gave a concert at Crocus City Hall.",
    "Kim Jong Nam lives in Macau.",
    "A Kursk museum opened its doors.",
    "The Wonsan-Kalma resort has a pier.",
    "Ukraine prolonged martial law.",
    "The liaison office in Kaesong was repainted.",
    "Camp David summit on the Middle East.",
    "Под окном рос орешник.",
    "Bybit listed a new coin.",
]


@pytest.mark.parametrize(("text", "first"), BOUNDS)
def test_a_name_bounds_a_page_from_below_and_never_more(text, first):
    assert since(text) == first
    assert all(claim.days.last == date(2099, 12, 31) for claim in claims(text) if claim.role == "named")


@pytest.mark.parametrize("text", NO_BOUNDS)
def test_what_only_looks_like_a_name_bounds_nothing(text):
    assert since(text) == []


def test_a_name_is_quoted_and_explained_in_both_languages():
    (claim,) = claims("The parade showed the Hwasong-17 again.")
    assert claim.span is not None and claim.span.text == "Hwasong-17"
    said = [wording.say(claim.key, code, **dict(claim.fields)) for code in ("en", "ar")]
    assert said == [
        "the text speaks of the Hwasong-17 missile, known only since 11 October 2021",
        "يذكر النص صاروخ هواسونغ-17، ولم يُعرف إلا منذ 11 أكتوبر 2021",
    ]


def test_of_many_names_the_youngest_three_are_claims():
    text = "Resolutions 1695, 1718, 1874, 2087 and 2094 were read out."
    assert since(text) == ["2013-03-06", "2013-01-21", "2009-06-11"]


def test_a_name_given_up_bounds_a_page_on_both_sides():
    (claim,) = claims("The ministers met in Nur-Sultan for two days.", "named-until")
    assert claim.days.last == date(2022, 11, 16)
    assert since("The ministers met in Nur-Sultan for two days.") == ["2019-03-19"]
    assert claims("The ministers met in Astana for two days.", "named-until") == []


YEARLY = [
    ("Guests came to the ninth Eastern Economic Forum in Vladivostok.", 2024),
    ("Гости прибыли на IX Восточный экономический форум.", 2024),
    ("На десятом Восточном экономическом форуме открыли стенд.", 2025),
    ("افتتح منتدى الشرق الاقتصادي التاسع في فلاديفوستوك.", 2024),
    ("제8차 동방경제포럼이 블라디보스토크에서 개막했다.", 2023),
]
NO_YEARLY = [
    "In 2023 guests came to the eighth Eastern Economic Forum.",
    "Guests came to the Eastern Economic Forum in Vladivostok.",
    "Guests came to the ninetieth Eastern Economic Forum.",
]


@pytest.mark.parametrize(("text", "year"), YEARLY)
def test_a_numbered_yearly_meeting_names_its_year(text, year):
    (held,) = claims(text, "held")
    assert (held.days.first, held.days.last) == (date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize("text", NO_YEARLY)
def test_a_meeting_with_a_year_or_without_a_number_names_none(text):
    assert claims(text, "held") == []


def test_a_yearly_meeting_far_down_the_page_may_be_of_another_year():
    text = (
        "Headline\n"
        + "The harbour was busy all day.\n" * 6
        + "He had been at the fifth Eastern Economic Forum."
    )
    found = list(names(page(text), beat_of(TOPIC)))
    assert [claim.variant for claim in found] == ["named-ahead"]


ACTS = [
    ("North Korea conducted its third nuclear test on Tuesday.", "2013-02-12", "2013-02-18"),
    ("КНДР во вторник провела третье ядерное испытание.", "2013-02-12", "2013-02-18"),
    ("أجرت كوريا الشمالية أمس تجربتها النووية الثالثة.", "2013-02-13", "2013-02-13"),
    ("북한이 12일 3차 핵실험을 강행했다.", "2013-02-12", "2013-03-14"),
    ("The North launched the Hwasong-15 on Wednesday.", "2017-11-29", "2017-12-05"),
    ("북한이 어제 은하 3호를 발사했다.", "2012-04-14", "2012-12-13"),
    ("The destroyer Choe Hyon was launched at Nampho on Friday.", "2025-04-25", "2025-05-01"),
    ("Yoon declared martial law on Tuesday.", "2024-12-03", "2024-12-09"),
    ("Otto Warmbier died on Monday.", "2017-06-19", "2017-06-25"),
    ("The Freedom Edge drill began on Thursday.", "2024-06-27", "2024-07-03"),
    ("The inter-Korean liaison office was blown up on Tuesday.", "2020-06-16", "2020-06-22"),
    ("Украина в среду разорвала отношения с КНДР.", "2022-07-13", "2022-07-19"),
    ("북한이 15일 경의선 도로를 폭파했다.", "2024-10-15", "2024-11-14"),
    ("The ninth congress of the Workers' Party opened on Thursday.", "2026-02-19", "2026-02-25"),
]
NO_ACTS = [
    "Envoys met on Tuesday, a year after North Korea conducted its third nuclear test.",
    "North Korea conducted its third nuclear test on Thursday.",
    "The North will launch the Hwasong-15 on Wednesday.",
    "Crowds admired the Hwasong-15 on Wednesday.",
    "Crowds admired the destroyer Choe Hyon on Friday.",
    "The Wonsan-Kalma resort will open on Tuesday.",
    "Yoon declared martial law on Saturday.",
    "The inter-Korean liaison office was cleaned on Tuesday.",
]


@pytest.mark.parametrize(("text", "first", "last"), ACTS)
def test_the_day_of_an_act_dates_the_page_that_reports_it(text, first, last):
    (found,) = [claim for claim in claims(text) if claim.role == "reports"]
    assert (found.days.first.isoformat(), found.days.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", NO_ACTS)
def test_the_day_of_something_else_is_not_that_of_the_act(text):
    assert [claim for claim in claims(text) if claim.role == "reports"] == []


# ------------------------------------------------------------------ offices

OFFICES = [
    ("Russian President Dmitry Medvedev spoke of gas.", date(2010, 5, 1), date(2015, 5, 1)),
    ("Президент России Дмитрий Медведев говорил о газе.", date(2010, 5, 1), date(2006, 5, 1)),
    ("드미트리 메드베데프 러시아 대통령이 가스관을 언급했다.", date(2010, 5, 1), date(2024, 5, 1)),
    ("تحدث وزير الدفاع الروسي سيرغي شويغو عن التدريبات.", date(2018, 5, 1), date(2025, 5, 1)),
    ("President Obama spoke of sanctions.", date(2013, 2, 12), date(2018, 1, 1)),
    ("تحدث الرئيس الأمريكي باراك أوباما عن العقوبات.", date(2013, 2, 12), date(2018, 1, 1)),
    ("تحدث الرئيس أوباما عن العقوبات.", date(2013, 2, 12), date(2008, 1, 1)),
    ("Президент Обама говорил о санкциях.", date(2013, 2, 12), date(2018, 1, 1)),
    ("오바마 대통령이 제재를 언급했다.", date(2013, 2, 12), date(2018, 1, 1)),
    ("박근혜 대통령이 제재를 언급했다.", date(2014, 2, 12), date(2018, 1, 1)),
    ("President Trump spoke of sanctions.", date(2018, 6, 12), date(2023, 1, 1)),
    ("Secretary of State John Kerry spoke of sanctions.", date(2014, 1, 1), date(2012, 1, 1)),
    ("Госсекретарь Рекс Тиллерсон говорил о санкциях.", date(2017, 8, 1), date(2019, 1, 1)),
    ("تحدث وزير الخارجية الأميركي مايك بومبيو عن العقوبات.", date(2019, 1, 1), date(2022, 1, 1)),
    ("Japanese Prime Minister Shinzo Abe spoke of rockets.", date(2017, 9, 1), date(2010, 1, 1)),
    ("UN Secretary-General Ban Ki-moon called for calm.", date(2013, 1, 1), date(2018, 1, 1)),
    ("Prime Minister Vladimir Putin spoke of gas.", date(2010, 1, 1), date(2014, 1, 1)),
    ("김정은 국방위원회 제1위원장이 공장을 찾았다.", date(2014, 1, 1), date(2018, 1, 1)),
]  # fmt: skip
FORMER = [
    ("Former Russian president Dmitry Medvedev spoke of gas.", date(2012, 5, 6)),
    ("Бывший президент России Дмитрий Медведев говорил о газе.", date(2012, 5, 6)),
    ("Former President Obama wrote a book.", date(2017, 1, 19)),
    ("Экс-президент Обама написал большую книгу о своей жизни.", date(2017, 1, 19)),
    ("ألف الرئيس الأمريكي السابق باراك أوباما كتابا.", date(2017, 1, 19)),
    ("ألف الرئيس السابق أوباما كتابا.", date(2017, 1, 19)),
    ("오바마 전 대통령이 책을 썼다.", date(2017, 1, 19)),
    ("박근혜 전 대통령이 병원에 갔다.", date(2017, 3, 9)),
    ("In 2022 former President Trump spoke of a letter.", date(2021, 1, 19)),
]
NO_OFFICES = [
    "In 2010 Russian President Dmitry Medvedev spoke of gas.",
    "Dmitry Medvedev spoke of gas.",
    "Vice President Joe Biden spoke of sanctions.",
    "Вице-президент Джо Байден говорил о санкциях.",
    "تحدث نائب الرئيس جو بايدن عن العقوبات.",
    "바이든 부통령이 제재를 언급했다.",
    "Then President Barack Obama spoke of sanctions.",
    "تحدث الرئيس أوباما آنذاك عن العقوبات.",
    "Тогдашний президент Обама говорил о санкциях.",
    "They met Medvedev, President Yeltsin said.",
    "Deputy Foreign Minister Sergei Lavrov took notes.",
]  # fmt: skip


def offices_of(text: str) -> list[Claim]:
    return list(offices(page(f"Headline\n{text}"), beat_of(TOPIC)))


@pytest.mark.parametrize(("text", "inside", "outside_term"), OFFICES)
def test_a_holder_named_by_the_office_dates_a_page_to_the_term(text, inside, outside_term):
    (claim,) = offices_of(text)
    assert inside in claim.days and outside_term not in claim.days


@pytest.mark.parametrize(("text", "first"), FORMER)
def test_a_former_holder_bounds_a_page_from_below_only(text, first):
    (claim,) = offices_of(text)
    assert (claim.days.first, claim.days.last, claim.variant) == (first, date(2099, 12, 31), "former")


@pytest.mark.parametrize("text", NO_OFFICES)
def test_another_office_or_another_time_dates_nothing(text):
    assert offices_of(text) == []


ELECT = [
    "President-elect Park Geun-hye chose her ministers.",
    "박근혜 대통령 당선인이 장관을 골랐다.",
    "Избранный президент Пак Кын Хе выбрала министров.",
    "اختارت الرئيسة المنتخبة بارك كون هيه وزراءها.",
]


@pytest.mark.parametrize("text", ELECT)
def test_who_is_elect_is_not_yet_in_office(text):
    (claim,) = offices_of(text)
    assert date(2013, 2, 12) in claim.days
    assert date(2012, 10, 1) not in claim.days and date(2014, 1, 1) not in claim.days


def test_of_two_holders_of_one_office_the_later_counts():
    text = "President Donald Trump undid what President Barack Obama had signed."
    (claim,) = offices_of(text)
    assert date(2018, 1, 1) in claim.days and date(2014, 1, 1) not in claim.days


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("On the phone President Obama spoke of sanctions.", "President Obama"),
        ("A book by the former US president Barack Obama is out.", "former US president Barack Obama"),
        ("오늘 오바마 전 대통령이 책을 썼다.", "오바마 전 대통령이"),
    ],
)
def test_an_office_is_quoted_with_its_holder(text, quoted):
    (claim,) = offices_of(text)
    assert claim.span is not None and claim.span.text == quoted


# ------------------------------------------------------------------ with the other reasons of a page

#: A page, the days that it may be of, and whether it is dated at all.
COMBINED = {
    "en a weekday and day, a test and an elected president": (
        """
Seoul condemns the blast
North Korea conducted its third nuclear test on Tuesday 12 February, the army in Seoul said.
President-elect Park Geun-hye called it a threat to peace. President Obama spoke to her by phone.
""",
        "2013-02-12", "2013-02-16",
    ),
    "ru a weekday and day, and two offices": (
        """
Госсекретарь едет в Москву
Госсекретарь США Рекс Тиллерсон прибывает в Москву во вторник, 11 апреля.
Президент Дональд Трамп пока не комментировал поездку.
""",
        "2017-02-01", "2017-06-10",
    ),
    "ar a test on its day": (
        """
مجلس الأمن يجتمع
أجرت كوريا الشمالية الأحد تجربتها النووية السادسة، وسجلت المراصد هزة قوية.
وقال الرئيس الأميركي دونالد ترامب إن بلاده ستناقش الرد مع حلفائها.
""",
        "2017-09-03", "2017-09-09",
    ),
    "ko a rocket of yesterday": (
        """
북한, 장거리 로켓 발사
북한이 수요일인 어제(12일) 은하 3호를 발사했다.
이명박 대통령은 국가안전보장회의를 열었다.
""",
        "2012-12-13", "2012-12-13",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COMBINED)
def test_the_bounds_narrow_what_weekdays_pick_from(case):
    text, first, last = COMBINED[case]
    dating = dated(text)
    assert dating.value is not None and dating.confidence is not Certainty.CERTAIN
    assert dating.value.within(EdtfDate.one_of(date.fromisoformat(first), date.fromisoformat(last)))


def test_a_name_alone_dates_nothing_but_says_how_old_a_page_can_be():
    dating = dated("A model on a shelf\nThe museum keeps a model of the Hwasong-17 on its second floor.")
    assert dating.value is None
    assert [key for key, _ in dating.warnings] == ["dating.warning.not-before"]
    assert [evidence.kept for evidence in dating.evidence] == [True]


def test_a_stated_date_older_than_a_name_is_no_longer_certain():
    text = (
        "A model on a shelf\nPublished: 14 May 2015\nThe museum keeps a model of the {} on its second floor."
    )
    assert dated(text.format("Hwasong-17")).confidence is Certainty.LIKELY
    assert dated(text.format("rocket")).confidence is Certainty.CERTAIN


# ------------------------------------------------------------------ the data


def test_every_name_has_its_source_labels_and_words_in_each_language():
    for coined in TOPIC.coined.names:
        assert coined.source and set(coined.labels) == {"en", "ar"}, coined.id
        assert set(coined.words) == {"en", "ar", "ru", "ko"}, coined.id


def test_every_series_runs_forward():
    for coined in TOPIC.coined.names:
        days = [day.earliest for _, day in sorted(coined.series.items())]
        assert days == sorted(days), coined.id


def test_an_entry_without_a_date_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="ship: neither from, until, days, each_year nor series"):
        coined_of({"ship": {"label": {"en": "a", "ar": "b"}, "words": {"en": ["Ship"]}, "source": "here"}})


def test_the_check_of_a_topic_names_what_is_wrong_in_its_names(tmp_path: Path):
    source = Path(__file__).parent.parent / "timeline" / "topics" / "russia-north-korea"
    for file in source.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "names.toml").write_text('[ship]\nlabel = { en = "a", ar = "b" }\n', encoding="utf-8")
    (problem,) = check(tmp_path)
    assert "names.toml: ship: neither from, until, days, each_year nor series" in problem


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("IV round", 4),
        ("the 12th round", 12),
        ("третий раунд", 3),
        ("الجولة الحادية عشرة", 11),
        ("제3차 회담", 3),
    ],
)
def test_an_ordinal_is_read_in_any_language(text, number):
    series = {str(n): f"20{n:02}" for n in range(1, 14)}
    words = {
        "en": ["# round"], "ru": ["# раунд*"], "ar": ["الجولة #"], "ko": ["# 회담"],
    }  # fmt: skip
    row = {"label": {"en": "", "ar": ""}, "ordinal": True, "words": words, "series": series, "source": "x"}
    (found,) = CoinedFinder(coined_of({"round": row})).find(fold_text(text))
    assert found.number == number
