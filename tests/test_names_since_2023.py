"""What the names and happenings since 2023 say of a page's date; every text is written for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dating import date_document
from timeline.dating.beat import beat_of
from timeline.dating.claims import Claim
from timeline.dating.naming import names
from timeline.dating.page import Page
from timeline.documents import read_document
from timeline.topics import load

TOPIC = load("russia-north-korea")


def claims(text: str) -> list[Claim]:
    """What the names of one sentence say, as the first paragraph of a page."""
    return list(names(Page(read_document("page.txt", f"Headline\n{text}".encode())), beat_of(TOPIC)))


def since(text: str) -> str:
    """The first day that the youngest name of a sentence leaves, "" without one."""
    return max((c.days.first.isoformat() for c in claims(text) if c.role == "named"), default="")


#: The text, and the first day that its name leaves (a day ahead: it begins earlier in Asia).
BOUNDS = [
    ("Guards questioned the American soldier Travis King.", "2023-07-17"),
    ("Американского солдата Трэвиса Кинга допросили.", "2023-07-17"),
    ("استجوب الحراس الجندي الأمريكي ترافيس كينغ.", "2023-07-17"),
    ("경비대가 미군 병사 트래비스 킹을 조사했다.", "2023-07-17"),
    ("The fleet is to get the Padasuri-6.", "2024-02-14"),
    ("Флот получит ракеты «Падасури-6».", "2024-02-14"),
    ("يتسلم الأسطول صاروخ باداسوري-6.", "2024-02-14"),
    ("해군은 바다수리-6형을 받게 된다.", "2024-02-14"),
    ("Engineers praised the Pyoljji-1-2.", "2024-04-19"),
    ("Показали ракету «Пёльчжи-1-2».", "2024-04-19"),
    ("عرضوا صاروخ بيولجي-1-2.", "2024-04-19"),
    ("신형 별찌-1-2형이 등장했다.", "2024-04-19"),
    ("A Hwasal-1 Ra-3 stood beside older missiles.", "2024-04-19"),
    ("Рядом стояла «Хвасаль-1 Ра-3».", "2024-04-19"),
    ("وقف بجانبه هواسال-1 را-3.", "2024-04-19"),
    ("그 옆에는 화살-1라-3형이 있었다.", "2024-04-19"),
    ("The heavy Hwasongpho-11Da-4.5 needs a wider launcher.", "2024-07-01"),
    ("Тяжёлой «Хвасонпхо-11Да-4,5» нужна широкая установка.", "2024-07-01"),
    ("يحتاج هواسونغفو-11-دا-4.5 إلى منصة أعرض.", "2024-07-01"),
    ("화성포-11다-4.5에는 넓은 발사대가 필요하다.", "2024-07-01"),
    ("Pyongyang denounced the allies' Iron Mace in Korea.", "2024-07-31"),
    ("Пхеньян осудил учения «Железная булава» в Южной Корее.", "2024-07-31"),
    ("انتقدت كوريا الشمالية تمرين الصولجان الحديدي.", "2024-07-31"),
    ("북한은 한미의 아이언 메이스를 비난했다.", "2024-07-31"),
    ("Kim spoke of the regional development 20×10 policy.", "2023-12-31"),
    ("Ким Чен Ын говорил о политике регионального развития 20×10.", "2023-12-31"),
    ("تحدث كيم عن سياسة التنمية الإقليمية 20×10.", "2023-12-31"),
    ("김정은은 지방발전 20×10 정책을 언급했다.", "2023-12-31"),
    ("Guests walked round Defence Development-2025.", "2025-10-03"),
    ("Гости осмотрели выставку «Развитие обороны - 2025».", "2025-10-03"),
    ("تجول الضيوف في معرض تطوير الدفاع الوطني-2025.", "2025-10-03"),
    ("손님들은 국방발전-2025를 둘러보았다.", "2025-10-03"),
    ("Deputies of the 15th Supreme People's Assembly took their seats.", "2026-03-03"),
    ("Депутаты Верховного народного собрания 15-го созыва заняли места.", "2026-03-03"),
    ("جلس نواب مجلس الشعب الأعلى الخامس عشر في مقاعدهم.", "2026-03-03"),
    ("최고인민회의 제15기 대의원들이 자리에 앉았다.", "2026-03-03"),
    ("In Pyongyang the singer Shaman bowed to the hall.", "2025-08-13"),
    ("В Пхеньяне певец SHAMAN поклонился залу.", "2025-08-13"),
    ("في بيونغ يانغ حيا المغني الروسي شامان الجمهور.", "2025-08-13"),
    ("평양에서 가수 샤만이 관객에게 인사했다.", "2025-08-13"),
    ("Experts compared it with Operation Midnight Hammer.", "2025-06-21"),
    ("Эксперты вспомнили операцию «Полуночный молот».", "2025-06-21"),
    ("قارن الخبراء ذلك بعملية مطرقة منتصف الليل.", "2025-06-21"),
    ("전문가들은 미드나잇 해머 작전과 비교했다.", "2025-06-21"),
    ("Pyongyang drew lessons from the 12-day war with Iran.", "2025-06-22"),
    ("Пхеньян извлёк уроки из 12-дневной войны с Ираном.", "2025-06-22"),
    ("استخلصت بيونغ يانغ دروسا من حرب الـ12 يوما مع إيران.", "2025-06-22"),
    ("평양은 이란과의 12일 전쟁에서 교훈을 얻었다.", "2025-06-22"),
    ("War Secretary Pete Hegseth looked across the border.", "2025-09-04"),
    ("Министр войны США Пит Хегсет посмотрел за границу.", "2025-09-04"),
    ("نظر وزير الحرب الأمريكي بيت هيغسيث عبر الحدود.", "2025-09-04"),
    ("헤그세스 미국 전쟁부 장관이 국경 너머를 보았다.", "2025-09-04"),
    ("Pyongyang denounced the capture of Venezuelan President Nicolas Maduro.", "2026-01-02"),
    ("Пхеньян осудил захват президента Венесуэлы Николаса Мадуро.", "2026-01-02"),
    ("أدانت بيونغ يانغ اعتقال الرئيس الفنزويلي نيكولاس مادورو.", "2026-01-02"),
    ("평양은 마두로 체포를 규탄했다.", "2026-01-02"),
]  # fmt: skip

#: Words that look alike, and names that were known before.
NO_BOUNDS = [
    "Travis King sang in Nashville.",
    "The Padasuri range is snowy.",
    "An iron mace hung on the wall of a museum in Prague.",
    "В музее висела железная булава.",
    "Phone sales rose 20 x 10 per cent.",
    "The Supreme People's Assembly met for two days.",
    "In Pyongyang a shaman would be punished.",
    "The singer Shaman performed in Moscow.",
    "Chad fought a 12-day war in the desert.",
    "Defence Secretary Pete Hegseth looked across the border.",
    "Министр войны приехал на парад.",
    "Maduro visited Pyongyang as foreign minister.",
    "Мадуро поздравил Пхеньян.",
    "마두로 대통령이 축전을 보냈다.",
    "The midnight train hammered along.",
]


@pytest.mark.parametrize(("text", "first"), BOUNDS)
def test_a_name_since_2023_bounds_a_page_from_below(text, first):
    assert since(text) == first


@pytest.mark.parametrize("text", NO_BOUNDS)
def test_what_only_looks_like_such_a_name_bounds_nothing(text):
    assert since(text) == ""


#: Acts told by a day of their own, and the day that is meant.
ACTS = [
    ("The soldier Travis King crossed into North Korea on Tuesday.", "2023-07-18"),
    ("КНДР в среду выслала американского солдата Трэвиса Кинга.", "2023-09-27"),
    ("북한은 수요일 미군 트래비스 킹을 추방했다.", "2023-09-27"),
    ("North Korea tested the Padasuri-6 on Wednesday.", "2024-02-14"),
    ("أطلقت كوريا الشمالية صاروخ باداسوري-6 الأربعاء.", "2024-02-14"),
    ("The North fired a Pyoljji-1-2 on Friday.", "2024-04-19"),
    ("The North tested the Hwasongpho-11Da-4.5 on Monday.", "2024-07-01"),
    ("The exhibition Defence Development-2025 opened on Saturday.", "2025-10-04"),
    ("Выставка «Развитие обороны-2025» открылась в субботу.", "2025-10-04"),
    ("Russia and North Korea opened the first road bridge over the Tumen on Monday.", "2026-09-07"),
    ("Первый автомобильный мост через Туманную открыли в понедельник.", "2026-09-07"),
    ("افتتحت روسيا وكوريا الشمالية الاثنين أول جسر بري فوق نهر تومين.", "2026-09-07"),
    ("두만강의 첫 자동차 다리가 월요일 개통됐다.", "2026-09-07"),
    ("Kim Jong Un opened the Pyongyang General Hospital on Monday.", "2025-10-06"),
    ("평양종합병원이 월요일 준공됐다.", "2025-10-06"),
    ("The Ryonggang County Hospital was inaugurated on Monday.", "2025-12-29"),
    ("North Koreans voted on Sunday for the 15th Supreme People's Assembly.", "2026-03-15"),
    ("Lee Jae-myung was sworn in on Wednesday.", "2025-06-04"),
    ("أدى لي جاي ميونغ اليمين الأربعاء.", "2025-06-04"),
    ("Ли Чжэ Мён в среду вступил в должность.", "2025-06-04"),
    ("이재명이 화요일 대통령에 당선됐다.", "2025-06-03"),
    ("A court in Seoul convicted the former president on Thursday: Yoon was sentenced to life.", "2026-02-19"),
    ("Seoul summoned the Russian ambassador on Monday over North Korean troops.", "2024-10-21"),
    ("МИД в Сеуле в понедельник вызвал посла Зиновьева из-за военных КНДР.", "2024-10-21"),
    ("استدعت سيول السفير الروسي الاثنين بسبب قوات كوريا الشمالية.", "2024-10-21"),
    ("외교부는 월요일 북한 파병과 관련해 러시아 대사를 초치했다.", "2024-10-21"),
    ("Putin sent Kim Jong Un condolences over the floods on Saturday.", "2024-08-03"),
    ("Путин в субботу выразил Ким Чен Ыну соболезнования из-за наводнения.", "2024-08-03"),
    ("بعث بوتين السبت بتعازيه إلى كيم جونغ أون في ضحايا الفيضانات.", "2024-08-03"),
    ("푸틴 대통령은 토요일 홍수 피해에 위로 전문을 보냈다.", "2024-08-03"),
    ("Helicopters rescued people of Sinuiju and Uiju from the flood on Sunday.", "2024-07-28"),
    ("The zoo of Pyongyang got a lion and two bears from Moscow on Wednesday.", "2024-11-20"),
    ("Зоопарк Пхеньяна в среду получил льва и двух медведей.", "2024-11-20"),
    ("تسلمت حديقة الحيوان في بيونغ يانغ الأربعاء أسدا ودببة.", "2024-11-20"),
    ("The singer Shaman gave a concert in Pyongyang on Friday.", "2025-08-15"),
    ("North Korea beat the Netherlands on Saturday in the final of the U-17 Women's World Cup.", "2025-11-08"),
    ("فازت كوريا الشمالية على هولندا السبت في نهائي كأس العالم للسيدات تحت 17 عاما.", "2025-11-08"),
    ("북한은 일요일 일본을 꺾고 20세 이하 여자 월드컵에서 우승했다.", "2024-09-22"),
    ("North Korea won silver in table tennis on Tuesday.", "2024-07-30"),
    ("КНДР во вторник взяла серебро в настольном теннисе.", "2024-07-30"),
    ("The BRICS summit opened in Kazan on Tuesday.", "2024-10-22"),
    ("NATO leaders gathered in Vilnius on Tuesday.", "2023-07-11"),
    ("G7 leaders met in Hiroshima on Friday.", "2023-05-19"),
    ("The APEC summit in Gyeongju opened on Friday.", "2025-10-31"),
    ("The ninth congress of the Workers' Party closed on Wednesday.", "2026-02-25"),
]  # fmt: skip
NO_ACTS = [
    "The first road bridge over the Tumen will open on Monday.",
    "Trucks queued at the road bridge over the Tumen on Monday.",
    "Doctors met at the Pyongyang General Hospital on Monday.",
    "Lee Jae-myung spoke on Wednesday.",
    "Trump spoke of Kim on Monday.",
    "Seoul summoned the Russian ambassador on Monday over a fishing boat.",
    "Putin sent condolences on Saturday after the fire.",
    "The zoo of Prague got a lion on Wednesday.",
    "Japan beat Spain on Saturday in the final of the U-17 Women's World Cup.",
    "NATO leaders gathered in Madrid on Tuesday.",
    "G7 ministers met in Hiroshima on Friday.",
    "BRICS ministers met in Moscow on Tuesday.",
]


@pytest.mark.parametrize(("text", "day"), ACTS)
def test_a_day_beside_such_an_act_is_that_day(text, day):
    reports = [claim for claim in claims(text) if claim.role == "reports"]
    assert date.fromisoformat(day) in {r.says.earliest for c in reports for r in c.readings if r.says}


@pytest.mark.parametrize("text", NO_ACTS)
def test_the_day_of_another_act_is_not(text):
    assert [claim for claim in claims(text) if claim.role == "reports"] == []


SESSIONS = [
    ("He is to speak at the 80th session of the UN General Assembly.", 2025),
    ("Он выступит на 80-й сессии Генеральной Ассамблеи ООН.", 2025),
    ("يلقي كلمة في الدورة الثمانين أو الدورة الـ80 للجمعية العامة.", 2025),
    ("제80차 유엔총회에서 연설한다.", 2025),
    ("The 79th session of the General Assembly heard him.", 2024),
]


@pytest.mark.parametrize(("text", "year"), SESSIONS)
def test_a_session_of_the_general_assembly_names_its_year(text, year):
    (held,) = [claim for claim in claims(text) if claim.variant == "held"]
    assert held.days.first == date(year, 1, 1)


@pytest.mark.parametrize("text", ["The General Assembly met.", "The 80th session of the city council met."])
def test_a_session_of_another_assembly_names_none(text):
    assert [claim for claim in claims(text) if claim.variant == "held"] == []


# ------------------------------------------------------------------ lesser acts since 2023

#: A page of two sentences, and the day on which it was written.
LESSER = [
    ("Russian Prosecutor General Igor Krasnov arrived in Pyongyang on Monday.", "2024-07-22"),
    ("Министр культуры России Ольга Любимова прибыла в Пхеньян в субботу.", "2025-06-28"),
    ("وصل نائب وزير الدفاع الروسي فيكتور غوريميكين إلى بيونغ يانغ الأربعاء.", "2025-11-05"),
    ("빅토르 고레미킨 러시아 국방차관이 수요일 평양에 도착했다.", "2025-11-05"),
    ("Putin received Ri Hi Yong of the Workers' Party at the Kremlin in Moscow on Thursday.", "2025-02-27"),
    ("The United States on Tuesday imposed sanctions on the North Korean Song Kum Hyok.", "2025-07-08"),
    ("Xi Jinping arrived in Pyongyang on Monday for talks with Kim Jong Un.", "2026-06-08"),
    ("Министр иностранных дел Белоруссии Рыженков прибыл в Пхеньян во вторник.", "2024-07-23"),
    ("وصل وزير الخارجية الإندونيسي سوغيونو إلى بيونغ يانغ الجمعة.", "2025-10-10"),
    ("Trump and Lee Jae Myung held a summit in Gyeongju on Wednesday.", "2025-10-29"),
]
#: Journeys of the same people that are none of ours.
NOT_LESSER = [
    "Russian Prosecutor General Igor Krasnov arrived in Minsk on Monday.",
    "Ольга Любимова прибыла в Казань в субботу.",
    "The United States on Tuesday imposed sanctions on North Korean hackers.",
    "Sugiono arrived in Seoul on Friday.",
]


@pytest.mark.parametrize(("text", "day"), LESSER)
def test_a_lesser_act_dates_the_page_that_reports_it(text, day):
    value = date_document(read_document("page.txt", f"Headline\n{text}\n".encode()), TOPIC).value
    assert value is not None and value.days <= 7
    assert value.earliest <= date.fromisoformat(day) <= value.latest


@pytest.mark.parametrize("text", NOT_LESSER)
def test_another_journey_is_not_dated_by_a_lesser_act(text):
    value = date_document(read_document("page.txt", f"Headline\n{text}\n".encode()), TOPIC).value
    assert value is None or value.days > 300
