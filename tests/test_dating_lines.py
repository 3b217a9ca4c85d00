"""Dates that a page shows for itself, against what its text says: lines, ages, datelines, other articles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from timeline.dating import _claims, date_document
from timeline.dating.beat import beat_of
from timeline.dating.claims import Claim
from timeline.documents import read_document, read_documents
from timeline.models import BlockKind, Certainty, Dating, Document
from timeline.topics import load

TOPIC = load("russia-north-korea")


def dated(text: str) -> Dating:
    return date_document(read_document("page.txt", text.strip().encode()), TOPIC)


def claims(text: str) -> list[Claim]:
    return list(_claims(read_document("page.txt", text.encode()), beat_of(TOPIC)))


def keys(dating: Dating) -> list[str]:
    return [key.removeprefix("dating.warning.") for key, _ in dating.warnings]


#: A line that may show the day on which the page was opened, over a text that would seldom fit it by chance.
CERTAIN = {
    "a daily's masthead, the text's weekdays and a visit": (
        """
الأخبار   الاقتصاد   الرياضة   الثقافة   الرأي
جريدة يومية مستقلة - الأحد 13 يوليو 2025 الموافق 17 محرم 1447
لافروف يختتم محادثاته في وونسان
التقى سيرغي لافروف أمس السبت كيم جونغ أون في وونسان ونقل إليه تحيات الكرملين.
وتنتهي الزيارة اليوم الأحد بعد ثلاثة أيام من اللقاءات مع كبار المسؤولين هناك.
""",
        "2025-07-13",
    ),
    "an issue of a paper": (
        """
الخميس 25 نوفمبر 2010 العدد 11685
تحذيرات من التصعيد بعد قصف الجزيرة الحدودية
قال مسؤول في الخارجية إن القصف الذي وقع قبل يومين عمل خطير لا يمكن السكوت عنه أبدا.
""",
        "2010-11-25",
    ),
    "a weekly's line under its headline": (
        """
# Rain over the square while the guests look on

**Saturday, 11 October 2025** · *Far Eastern Letter, issue 212* · reading time 3 min

Guests of the ruling party stood under umbrellas on Friday night as the columns went by in the rain.
""",
        "2025-10-11",
    ),
    "a Russian dateline without its year beside the line above": (
        """
14:20, 18 сентября 2012
Соседи договорились о старом долге
Москва. 18 сентября. INTERFAX.RU - Стороны подписали соглашение о списании старых долгов, сказал чиновник.
""",
        "2012-09-18",
    ),
    "a dateline in a line of its own, by the Juche era": (
        """
بيان حكومة الجمهورية حول نجاح التجربة الأولى من نوعها في تاريخ البلاد كلها
بيونغ يانغ، 6 كانون الثاني/يناير زوتشيه 105 (2016) (و.أ.م.ك)
أجريت التجربة بنجاح في الساعة العاشرة من صباح اليوم وفق ما قررته القيادة العليا للبلاد.
""",
        "2016-01-06",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CERTAIN)
def test_a_shown_day_that_would_seldom_fit_by_chance_is_certain(case):
    text, day = CERTAIN[case]
    dating = dated(text)
    assert dating.value is not None
    assert (dating.value.text, dating.confidence, keys(dating)) == (day, Certainty.CERTAIN, [])


#: The same lines over a text that says too little, or that a wrong day would fit as well.
NOT_CERTAIN = {
    "a weekday alone agrees with one day in seven": """
Sunday, 13 July 2025 | Dubai 41°
The river and the bridge
The two banks were quiet yesterday, Saturday, said a fisherman who has worked the mouth of the river for years.
""",
    "an update and a banner of one day are one witness": """
الأربعاء 02-11-2022
اعتذار عن حضور العرض
آخر تحديث: 02-11-2022
قال المتحدث إن الضيف لن يحضر العرض هذه المرة لأسباب تتعلق بشؤون بلاده الداخلية وحدها.
""",
    "an update in numbers that name two days": """
Updated: 01/05/2024 3:12 PM ET
Workers fly home before the clock runs out
The flights are full this week and the evening train across the river is sold out for days, said a clerk.
""",
    "a caption is no dateline": """
Guests on the stand as the columns pass by in the rain
Kim Jong Un and his guests, 13 September 2023 (KCNA)
The columns went by for two hours while the guests stood under umbrellas and said little to each other.
""",
}


@pytest.mark.parametrize("case", NOT_CERTAIN)
def test_a_shown_day_that_fits_by_chance_is_not_certain(case):
    dating = dated(NOT_CERTAIN[case])
    assert dating.confidence is not Certainty.CERTAIN
    assert dating.warnings


@pytest.mark.parametrize(
    ("age", "first", "last"),
    [("منذ سنتين", "2019-03-12", "2020-09-10"), ("قبل 5 أشهر", "2021-09-10", "2021-10-26")],
)
def test_an_age_counts_back_from_the_day_at_the_top(age, first, last):
    dating = dated(f"""
اليوم: السبت 12 مارس 2022 الطقس: رام الله 9°
عمال الميناء يعودون إلى بيوتهم
{age}   شارك
عاد العمال إلى بيوتهم بعد انتهاء موسم الصيد في الميناء الصغير على الساحل الشرقي للبلاد.
""")
    shown = [e for e in dating.evidence if e.says and e.says.text == f"[{first}..{last}]"]
    assert shown, [(e.kind, e.says and e.says.text) for e in dating.evidence]
    assert dating.confidence is not Certainty.CERTAIN


def test_a_copyright_line_is_a_late_bound_only():
    text = "Old letters found in a {} archive\nThe letters were found in January 2019, said the archive in a note.\n"
    assert dated(text.format("city") + "© 2019 Example Press").value is not None
    assert (
        dated(text.format("city")).value is None or dated(text.format("city")).confidence is Certainty.UNSURE
    )


@pytest.mark.parametrize(
    ("opening", "is_foreign"),
    [
        (
            "Guns fell silent on Sunday, 19 January 2025, nearly three hours late, and people were home by night.",
            True,
        ),
        (
            "Guns fell silent on Sunday, nearly three hours late, and the people were home by night, they said.",
            False,
        ),
    ],
)
def test_a_day_written_out_opens_another_article(opening, is_foreign):
    text = f"""
Envoy leaves after two days of talks at the harbour
The envoy left the harbour on Friday after two days of talks about the rail link and the price of coal.
Both sides called the talks useful and said that they would meet again before the end of the season.

Read also
Quiet comes to the old town as first trucks roll in
{opening}
Trucks had waited at the crossing for weeks with flour, tents and blankets for the camps in the south.
Mediators spoke of a second round within a month, and of lists of names that both would have to check.
"""
    document = read_document("page.txt", text.strip().encode())
    assert is_foreign == any(block.kind is BlockKind.FOREIGN for block in document.blocks)
    assert is_foreign == ("appended" in keys(date_document(document, TOPIC)))


def test_no_text_is_of_a_day_to_come():
    coming = date.today() + timedelta(days=400)
    dating = dated(
        f"Published: {coming:%d %B %Y}\nThe river\nThe river was quiet on the day that the men came to look at it."
    )
    assert dating.value is None or dating.value.earliest <= date.today()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # the weekday with its day of the month: Monday 27 May 2024
        (
            "북한 위성 발사 실패\n북한이 월요일인 어제(27일) 밤 쏘아 올린 정찰위성이 폭발했다고 군이 밝혔다.\n"
            "푸틴 대통령의 방북은 다음 달 중에 이뤄질 것으로 보인다.",
            "2024-05-28", "2024-05-28",
        ),
        # a kind of act with a day of its own
        (
            "North Korea says that its spy satellite is in orbit\n"
            "North Korea put a spy satellite into orbit late on Tuesday, its news agency says.\n"
            "President Yoon Suk Yeol approved the answer from London.",
            "2023-11-21", "2023-11-27",
        ),
        (
            "Пхеньян провёл третье ядерное испытание\n"
            "Третье ядерное испытание КНДР провела вчера, во вторник, сообщили в министерстве.",
            "2013-02-13", "2013-02-13",
        ),
    ],
)  # fmt: skip
def test_acts_and_days_of_the_month_date_a_page(text, first, last):
    value = dated(text).value
    assert value is not None
    assert first <= value.earliest.isoformat()
    assert value.latest.isoformat() <= last


def test_a_date_years_before_others_is_history_and_not_announced():
    dating = dated("""
Statement on the congress
Published: 7 January 2016
The order of 15 December 2015 was carried out on 6 January 2016, said the agency, and all went well.
The party will hold its congress in May, the first after the sixth, which is to say after October 1980.
""")
    assert (dating.confidence, keys(dating)) == (Certainty.CERTAIN, [])


@pytest.mark.parametrize(
    ("written", "day", "sure", "warned"),
    [
        ("05/09/2023", "2023-09-05", Certainty.UNSURE, ["day-or-month"]),
        ("13/09/2023", "2023-09-13", Certainty.CERTAIN, []),
        ("12 September 2023", "2023-09-12", Certainty.CERTAIN, []),
        ("32 Sept 2023", None, None, ["nothing"]),
    ],
)
def test_a_date_in_a_list_is_read_or_said_to_be_unread(written, day, sure, warned):
    row = f"date,text\n{written},The envoy left the harbour after two days of talks about coal and the rail link.\n"
    [document] = [found for found in read_documents("list.csv", row.encode()) if isinstance(found, Document)]
    dating = date_document(document, TOPIC)
    assert (dating.value.text if dating.value else None, dating.confidence) == (day, sure)
    assert keys(dating) == warned
    assert any(written in evidence.reason("en") for evidence in dating.evidence)


def test_a_journey_begun_is_days_ahead_of_its_meeting():
    told = """
Train leaves for the border
Kim Jong Un {act} for a summit with Vladimir Putin in Russia, papers in Seoul wrote.
Kim is expected to visit Russia in the coming days. Sergei Shoigu visited Pyongyang last July.
"""
    begun, planned = (
        dated(told.format(act=act)).value for act in ("has left Pyongyang", "has a train ready")
    )
    assert begun is not None
    assert planned is not None
    assert begun.within(planned)
    assert begun.days < planned.days
    assert (begun.earliest.isoformat(), begun.latest.isoformat() <= "2023-09-17") == ("2023-09-10", True)


#: Pages without a date of their own, told by an act of lesser.csv, or by a day that is mostly near.
LESSER = {
    "a delegation's visit": (
        """
حاكم إقليم روسي في العاصمة الكورية الشمالية لبحث السياحة والزراعة
استقبل مسؤولون كوريون شماليون أوليغ كوجيمياكو في مطار بيونغ يانغ أمس الاثنين، في زيارة تمتد عدة أيام.
""",
        ("2023-12-12", "2023-12-12"),
    ),
    "a day of the lead, in a year that is known": (
        """
Гости из Москвы на праздничном вечере
Сегодня, в пятницу, на празднике по случаю 80-летия освобождения Кореи выступил председатель Госдумы.
Утром 15 августа он возложил венок к монументу «Освобождение».
""",
        ("2025-08-15", "2025-08-15"),
    ),
}


@pytest.mark.parametrize("case", LESSER)
def test_a_page_without_a_date_lies_near_the_days_that_it_tells_of(case):
    text, (first, last) = LESSER[case]
    dating = dated(text)
    assert dating.value is not None and "certain" not in str(dating.confidence)
    assert (str(dating.value.earliest), str(dating.value.latest)) == (first, last)


#: One reason each, in words of our own: the page, the claim's variant or role, and the days it leaves.
REASONS = {
    "a visit told by its weekdays": (
        "مدير جهاز الاستخبارات يعود من بيونغ يانغ\nأجرى سيرغي ناريشكين محادثات في بيونغ يانغ من الاثنين إلى الأربعاء، بحسب بيان للجهاز.",
        "reports", "2024-03-27", "2024-04-02",
    ),
    "a visit that is spoken of afterwards": (
        "Spy chief back from the North\nThe agency said today, Thursday, that Sergei Naryshkin had visited Pyongyang for talks on security.",
        "news", "2024-03-25", "2024-03-31",
    ),
    "somebody expected at a place": (
        "Athletes get ready\nNo athlete has qualified. Kim Yong Nam is to stand for North Korea at the opening in Sochi, Russia, next month.",
        "expects", "2014-01-01", "2014-01-31",
    ),
    "an act told right behind its name": (
        "Cargo found\nThe Council acted in March, after North Korea's third nuclear test, carried out in February of this year.",
        "reports", "2013-02-12", "2013-12-31",
    ),
    "an elected president far down the page": (
        "Losses rise\n" + "The agency told the committee of more losses at the front.\n" * 14
        + "Analysts see a signal to President-elect Donald Trump, who takes office next Monday.",
        "takes-office", "2025-01-13", "2025-01-19",
    ),
    "a leader by the surname that his son has too": (
        "القطار المدرع في سيبيريا\nخرج كيم جونغ إيل من لقائه مع ميدفيديف.\nودخل كيم روسيا السبت الماضي عبر محطة خاسان في زيارة طويلة.",
        "reports", "2011-08-21", "2011-08-27",
    ),
    "a holiday marked yesterday": (
        "Гости на параде\nВчера на Красной площади прошел парад в честь Дня Победы, среди гостей были офицеры из КНДР.",
        "reports", "2025-05-10", "2025-05-10",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REASONS)
def test_one_reason_leaves_these_days(case):
    text, kind, first, last = REASONS[case]
    found = [c for c in claims(text) if kind in (c.variant, str(c.role))]
    runs = [(str(run.first), str(run.last)) for c in found for run in c.days.runs(0)]
    assert (first, last) in runs, runs[:6]


#: What is told so says nothing of the days that a first reading would see in it.
NO_REASON = {
    "a World Cup has its year long before": (
        "평양 원정\n한국이 15일 평양에서 북한과 비겼다. 2022년 카타르 월드컵 아시아 2차 예선 3차전이었다.", "told", "2022-01-01",
    ),
    "a visit that few expect": (
        "Tanker firms listed\nThe Kremlin invites Kim Jong Un to Vladivostok next month, though few expect him to visit.",
        "expects", "2019-03-01",
    ),
    "another day of last month": (
        "Envoy in the North\nSergei Shoigu visited Pyongyang on the 12th of last month for talks with Kim Jong Un.",
        "reports", "2024-10-01",
    ),
    "a launch to come may be any": (
        "Спутник выведен на орбиту\nДо конца года Южная Корея намерена запустить спутник, сообщили в Сеуле.", "expects", "2023-01-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_REASON)
def test_what_is_told_so_is_no_reason(case):
    text, role, first = NO_REASON[case]
    found = [c for c in claims(text) if str(c.role) == role]
    assert first not in [str(run.first) for c in found for run in c.days.runs(0)]


def test_a_day_counted_since_another_gives_its_season():
    text = "동해로 발사\n합참은 4일 발사를 포착했다. 지난해 11월 7일 이후 약 두 달 만이다."
    (claim,) = (c for c in claims(text) if c.variant == "from-day")
    assert date(2026, 1, 4) in claim.days and date(2026, 3, 4) not in claim.days


def test_a_korean_when_looks_back():
    text = "목록이 찍힌 서류\n16일 크렘린에서 최선희 외무상이 푸틴 대통령을 만날 때 수행원의 서류가 찍혔다."
    found = [c for c in claims(text) if c.says and c.says.text == "2024-01-16"]
    assert found and all(date(2024, 1, 17) in c.days for c in found)


def test_an_hour_of_update_does_not_label_the_calendar_before_it():
    """Two calendars of one masthead are one day, and no date of publication."""
    dating = dated("""
الثلاثاء 14 مارس 2023  |  22 شعبان 1444 هـ  |  آخر تحديث 22:14
دبي 27°  الرياض 24°
بعد الجيران.. دولة توقف تأشيرات الكوريين الشماليين
أوقفت الدولة إصدار تأشيرات جديدة لمواطني كوريا الشمالية بحسب بيان صدر أمس الخميس عن الخارجية.
وجاءت الخطوة بعد التجربة النووية السادسة التي أجرتها بيونغ يانغ في 3 سبتمبر، ثم القرار 2375 الصادر في 11 سبتمبر الماضي.
""")
    assert dating.confidence is not Certainty.CERTAIN
    assert dating.value is not None and dating.value.earliest.year == 2017


def test_years_over_the_sections_of_a_chronology_are_no_doubt_of_its_date() -> None:
    page = """
Россия и КНДР: хронология
25 июня 2024 г.
Подборка охватывает основные вехи двусторонних контактов последних лет.
2011 год
24 августа под Улан-Удэ Дмитрий Медведев принял приехавшего на поезде Ким Чен Ира.
2019 год
24 апреля во Владивосток прибыл Ким Чен Ын, на следующий день он встретился с Путиным.
2023 год
13 сентября Путин и Ким Чен Ын встретились на космодроме Восточный.
"""
    dating = dated(page)
    assert (dating.value and dating.value.text, keys(dating)) == ("2024-06-25", [])


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("The clip was filmed as he stepped off his train on April 24, 2019, ahead of the summit.", False),
        ("He will step off his train on April 24, 2019, the summit is to follow.", True),
    ],
)
def test_a_day_on_the_eve_of_something_is_not_itself_to_come(text: str, doubtful: bool) -> None:
    dating = dated(f"Old clip passed off as new\nPublished: May 10, 2025\n{text}\n")
    assert ("contradicted" in keys(dating)) is doubtful


def test_a_question_whether_somebody_might_soon_come_expects_nobody() -> None:
    asked, told = (
        [c for c in claims(f"Envoys trade barbs\nThe spokesman {words} visit Pyongyang.\n") if c.variant == "expects-soon"]
        for words in ("had no comment on whether Putin might soon", "said Putin will soon")
    )  # fmt: skip
    assert max((c.counts for c in asked), default=0) < min(c.counts for c in told)
