"""When documents were written: a table a behaviour; every page here is written for these tests."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import wording
from timeline.dating import date_document, date_documents
from timeline.dating import days as sets
from timeline.dating.anniversaries import anniversaries
from timeline.dating.beat import beat_of
from timeline.dating.claims import Claim, Role
from timeline.dating.outside import outside
from timeline.dating.page import Page
from timeline.dating.relative import said_on
from timeline.dating.weighing import agree
from timeline.documents import read_document
from timeline.edtf import EdtfDate
from timeline.models import Block, BlockKind, Certainty, Dating, Document
from timeline.normalise import find_dates
from timeline.topics import load

SEEDS = Path(__file__).parent.parent / "seeds"
TOPIC = load("russia-north-korea")
NO_HISTORY = replace(TOPIC, chronology=(), lesser=())


def page(text: str, name: str = "page.txt") -> Document:
    return read_document(name, text.strip("\n").encode())


def dated(text: str, topic=TOPIC) -> Dating:
    return date_document(page(text), topic)


def warning_keys(dating: Dating) -> list[str]:
    return [key.removeprefix("dating.warning.") for key, _ in dating.warnings]


# ------------------------------------------------------------------ what a page states of itself

STATED = {
    "ar label": (
        """
لافروف يختتم جولته في بيونغ يانغ
نُشر في: 19 أكتوبر 2023 الساعة 18:40
أنهى سيرغي لافروف اليوم الخميس زيارة إلى كوريا الشمالية دامت يومين، والتقى خلالها كيم جونغ أون.
""",
        "2023-10-19", "stated",
    ),
    "ar label, Arabic-Indic digits": (
        """
موسكو تنهي عمل لجنة العقوبات
نشر بتاريخ: الجمعة ٢٩ مارس ٢٠٢٤
استخدمت روسيا الخميس حق النقض ضد تمديد ولاية لجنة الخبراء التي تراقب العقوبات على كوريا الشمالية.
""",
        "2024-03-29", "stated",
    ),
    "ar label in another language's manner": (
        """
الكرملين يعلق على قمة فوستوتشني
تاريخ النشر: 14th, September 2023 GMT
قال دميتري بيسكوف إن الزعيمين لم يوقعا أي وثيقة، وإن الحوار بينهما سيستمر على كل المستويات.
""",
        "2023-09-14", "stated",
    ),
    "ar line of numbers under the headline": (
        """
بوتين يستقبل وزيرة خارجية كوريا الشمالية
2024/01/16 - 18:20
استقبل فلاديمير بوتين اليوم الثلاثاء الوزيرة تشوي سون هوي في الكرملين بعد محادثات أجرتها مع لافروف.
""",
        "2024-01-16", "stated",
    ),
    "ar dateline": (
        """
كيم يستعرض صواريخه أمام الوزير
بيونغ يانغ 27 يوليو 2023 (أ ف ب) - اصطحب كيم جونغ أون ضيفه سيرغي شويغو في جولة بمعرض للأسلحة.
""",
        "2023-07-27", "dateline",
    ),
    "en label": (
        """
North Korea's top diplomat meets Putin
By Laura Finch
Published: November 5, 2024 9:14 am
Vladimir Putin received Choe Son Hui at the Kremlin on Monday. She had met Sergei Lavrov on Friday.
""",
        "2024-11-05", "stated",
    ),
    "en label, month first where no other reading is possible": (
        """
Russian parliament ratifies the treaty
Posted 10/24/2024
The State Duma voted on Thursday to ratify the treaty with North Korea that was signed in June.
""",
        "2024-10-24", "stated",
    ),
    "en published and updated": (
        """
First flight between the two capitals takes off
Last updated: 28 July 2025, 08:12
Published: 27 July 2025, 21:40
The first direct passenger flight from Moscow to Pyongyang left Sheremetyevo airport on Sunday.
""",
        "2025-07-27", "stated",
    ),
    "en dateline without its year": (
        """
North Korea sends troops, spy agency says
SEOUL, Oct. 18 (Yonhap) -- North Korea is to send 12,000 soldiers to Russia, the spy agency said Friday.
Putin and Kim signed a mutual defence treaty in June.
""",
        "2024-10-18", "dateline",
    ),
    "en date in the address, borne out by the text": (
        """
North Korea admits sending soldiers
https://daily.example/world/2025/04/28/north-korea-confirms-troops
North Korea confirmed for the first time on Monday that it had sent troops to fight for Russia in Kursk.
""",
        "2025-04-28", "address",
    ),
    "ru label": (
        """
Путин прилетит в Пхеньян поздно вечером
Дата публикации: 18.06.2024, 11:05
Президент России Владимир Путин сегодня, во вторник, прибудет в КНДР. Переговоры запланированы на среду.
""",
        "2024-06-18", "stated",
    ),
    "ru line under the headline, updated the same day": (
        """
Шойгу вновь прибыл в Пхеньян
17 июня 2025, 12:30
Обновлено: 17 июня 2025, 15:10
Секретарь Совета безопасности Сергей Шойгу прибыл в Пхеньян и встретился с Ким Чен Ыном.
""",
        "2025-06-17", "stated",
    ),
    "ru dateline of an agency": (
        """
Госдума ратифицировала договор с КНДР
МОСКВА, 24 октября. /ТАСС/. Госдума на заседании в четверг ратифицировала договор с КНДР о партнёрстве.
""",
        "2024-10-24", "dateline",
    ),
    "ko label": (
        """
국정원 "북한, 러시아에 포탄 100만 발 넘겨"
등록 2023.11.02 10:12 수정 2023.11.02 11:30
이도현 기자
국가정보원은 1일 북한이 지난 8월 이후 러시아에 포탄 100만 발 이상을 제공했다고 국회에 보고했다.
""",
        "2023-11-02", "stated",
    ),
    "ko bare line": (
        """
푸틴, 김정은에 위로 서한
홍길동 특파원
2024-08-03 22:51
블라디미르 푸틴 러시아 대통령이 북한 수해와 관련해 위로 서한을 보냈다고 타스 통신이 3일 보도했다.
""",
        "2024-08-03", "stated",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STATED)
def test_a_plain_page_with_one_clear_date_is_certain(case):
    text, day, basis = STATED[case]
    dating = dated(text)
    assert (dating.value.text, dating.confidence, dating.basis) == (day, Certainty.CERTAIN, basis)
    assert dating.stated.text == day
    assert dating.warnings == ()


# ------------------------------------------------------------------ pages without a date, or with a wrong one

#: case -> (page, first and last day it can be of, keys of warnings it must have)
RECKONED = {
    "ar no date, today and a weekday": (
        """
لافروف في كوريا الشمالية لبحث ما بعد القمة
حطت طائرة وزير الخارجية الروسي سيرغي لافروف اليوم الأربعاء في بيونغ يانغ، في زيارة تستمر يومين.
ومن المقرر أن يلتقي لافروف نظيرته تشوي سون هوي غداً الخميس.
وتأتي الزيارة بعد نحو شهر من قمة كيم جونغ أون وفلاديمير بوتين في قاعدة فوستوتشني الفضائية.
""",
        "2023-10-18", "2023-10-18", {"no-date"},
    ),
    "ar no date, a visit within days": (
        """
الكرملين: بوتين يزور كوريا الشمالية قريباً
أعلن الكرملين أن الرئيس فلاديمير بوتين سيزور كوريا الشمالية في الأيام المقبلة تلبية لدعوة من كيم.
وتظهر صور من الجو تحضيرات في بيونغ يانغ لاستقباله.
وعقد الزعيمان قمة في سبتمبر الماضي في أقصى الشرق الروسي.
""",
        "2024-06-11", "2024-06-18", {"no-date"},
    ),
    "ar the day the page was opened": (
        """
الاثنين، 3 فبراير 2025
الرئيسية
أخبار
بوتين يغادر كوريا الشمالية بعد توقيع معاهدة دفاعية مع كيم
هدى المنصوري
غادر الرئيس الروسي فلاديمير بوتين بيونغ يانغ متوجهاً إلى فيتنام، بعد أن وقع أمس الأربعاء مع كيم معاهدة شراكة.
وكانت هذه أول زيارة يقوم بها بوتين إلى كوريا الشمالية منذ 24 عاماً، إذ زارها آخر مرة في يوليو 2000.
وكان كيم قد زار أقصى الشرق الروسي في سبتمبر الماضي.
""",
        "2024-06-20", "2024-06-20", {"opened-because"},
    ),
    "ar updated years later": (
        """
بوتين يصادق على المعاهدة مع كوريا الشمالية
آخر تحديث: 14 مارس 2026
وقع الرئيس الروسي فلاديمير بوتين السبت قانون المصادقة على معاهدة الشراكة مع كوريا الشمالية.
وكان مجلس الدوما قد صوت على المعاهدة في 24 أكتوبر الماضي، ثم أقرها مجلس الاتحاد يوم الأربعاء.
ووقعت المعاهدة في بيونغ يانغ في يونيو الماضي خلال زيارة بوتين.
""",
        "2024-11-09", "2024-11-11", {"updated-later"},
    ),
    "ar a copyright year": (
        """
شويغو يلتقي كيم جونغ أون في بيونغ يانغ
استقبل كيم جونغ أون في بيونغ يانغ يوم الجمعة أمين مجلس الأمن الروسي سيرغي شويغو.
وبحث الطرفان تنفيذ المعاهدة التي وقعها بوتين وكيم في يونيو الماضي.
وكان شويغو قد زار كوريا الشمالية في يوليو من العام الماضي حين كان وزيراً للدفاع.
© 2026 جميع الحقوق محفوظة
""",
        "2024-09-13", "2024-09-15", {"no-date"},
    ),
    "ar an age counted from the day at the top": (
        """
الأحد 12 يناير 2025
سيول: كوريا الشمالية ترسل قوات خاصة إلى روسيا
قبل شهرين
قالت الاستخبارات الكورية الجنوبية الجمعة إن بيونغ يانغ قررت إرسال نحو 12 ألف جندي لدعم روسيا.
""",
        "2024-10-18", "2024-10-20", {"opened-because"},
    ),
    "en no date": (
        """
Putin and Kim sign a defence pact in Pyongyang
Vladimir Putin and Kim Jong Un signed a comprehensive strategic partnership treaty in Pyongyang on Wednesday.
It is Putin's first visit to North Korea in 24 years; he last came in July 2000.
Kim visited Russia's Far East last September.
""",
        "2024-06-19", "2024-06-20", {"no-date"},
    ),
    "en the day the page was opened, over a plan": (
        """
Saturday, March 1, 2025
Home
World
Lavrov to visit North Korea as ties deepen
Russian Foreign Minister Sergei Lavrov will travel to Pyongyang next week, Moscow said.
Kim's trip to Russia in September was his first abroad since 2019.
""",
        "2023-10-09", "2023-10-15", {"opened-expects"},
    ),
    "en an old picture's date": (
        """
Kim heads to Russia by train
File photo: Kim and Putin in Vladivostok, April 25, 2019
Kim Jong Un appears to have left Pyongyang by armoured train for a summit with Vladimir Putin in Russia.
The Kremlin said that Kim would visit Russia in the coming days.
The meeting is expected on Tuesday or Wednesday.
""",
        "2023-09-06", "2023-09-12", {"no-date"},
    ),
    "en turn of the year": (
        """
White House: Russia fired North Korean missiles at Ukraine
Russia has used ballistic missiles from North Korea in Ukraine, White House spokesman John Kirby said on Thursday.
One of them was launched on December 30, he said, and several more on January 2.
""",
        "2024-01-04", "2024-01-05", {"no-date"},
    ),
    "ru no date, a visit within days": (
        """
Кремль подтвердил приезд Ким Чен Ына
Лидер КНДР Ким Чен Ын в ближайшие дни посетит Россию по приглашению Владимира Путина, сообщил Кремль.
Это первая зарубежная поездка Кима с 2019 года.
В июле в Пхеньяне побывал министр обороны Сергей Шойгу.
""",
        "2023-09-06", "2023-09-12", {"no-date"},
    ),
    "ru the day the page was opened": (
        """
пятница, 7 марта 2025
Лавров прибыл в Пхеньян
Глава МИД России Сергей Лавров прилетел в среду в Пхеньян с двухдневным визитом.
В четверг он проведёт переговоры с Цой Сон Хи.
Месяц назад Ким Чен Ын встретился с Владимиром Путиным на космодроме Восточный.
""",
        "2023-10-18", "2023-10-19", {"opened-because"},
    ),
    "ko no date": (
        """
김정은 전용열차 출발… 푸틴과 곧 회담
김정은 북한 국무위원장이 탄 열차가 러시아를 향해 출발한 것으로 전해졌다.
크렘린궁은 11일 김 위원장이 며칠 내로 러시아를 방문할 예정이라고 밝혔다.
김 위원장의 러시아 방문은 2019년 4월 이후 처음이다.
쇼이구 국방장관은 지난 7월 평양을 방문했다.
""",
        "2023-09-06", "2023-09-12", {"no-date"},
    ),
    "ko the day the page was opened": (
        """
2025년 2월 20일 목요일
정치
국제
푸틴, 오늘 밤 평양 도착… 24년 만의 방북
박지민 기자
블라디미르 푸틴 러시아 대통령이 18일 밤 평양에 도착할 예정이다.
푸틴 대통령은 19일 김정은 국무위원장과 정상회담을 할 예정이다.
푸틴의 방북은 2000년 7월 이후 24년 만이다.
""",
        "2024-06-11", "2024-06-19", {"opened-expects"},
    ),
    "ar yesterday and a day ahead": (
        """
كيم وشويغو في معرض للسلاح
تفقد الزعيم الكوري الشمالي كيم جونغ أون برفقة وزير الدفاع الروسي سيرغي شويغو معرضاً للأسلحة في بيونغ يانغ أمس الأربعاء.
ووصل شويغو إلى العاصمة الكورية الشمالية مساء الثلاثاء على رأس وفد عسكري.
وتحتفل بيونغ يانغ الخميس بالذكرى السبعين للهدنة.
""",
        "2023-07-26", "2023-07-28", {"no-date"},
    ),
    "ar a visit that has just ended": (
        """
لافروف يشكر كيم على دعم بلاده في أوكرانيا
أخبار
موسكو وبيونغ يانغ تقتربان أكثر
التقى وزير الخارجية الروسي سيرغي لافروف الزعيم الكوري الشمالي كيم جونغ أون يوم الخميس في ختام زيارة إلى بيونغ يانغ استمرت يومين.
وبحسب بيان للخارجية الروسية فإن الجانبين اتفقا على خطة للتبادل حتى عام 2025.
ونفى لافروف اتهامات واشنطن بأن كوريا الشمالية تزود روسيا بالسلاح، بعد أن أعلن البيت الأبيض الأسبوع الماضي عن شحن نحو ألف حاوية.
وكان كيم قد أمضى ستة أيام في روسيا الشهر الماضي والتقى بوتين في قاعدة فوستوتشني يوم 13 سبتمبر.
ولم تستقبل كوريا الشمالية مسؤولاً روسياً بهذا المستوى منذ زيارة شويغو في يوليو.
شارك
فيسبوك تويتر
""",
        "2023-10-19", "2023-10-21", {"no-date"},
    ),
    "ar banner over a statement of yesterday": (
        """
السبت 14 يونيو 2025 | 18 ذو الحجة 1446
مباشر
واشنطن: روسيا قصفت أوكرانيا بصواريخ كورية شمالية
قال المتحدث باسم مجلس الأمن القومي الأمريكي جون كيربي أمس الخميس إن روسيا أطلقت صواريخ باليستية حصلت عليها من كوريا الشمالية على أهداف في أوكرانيا.
وأضاف كيربي أن أحد الصواريخ أطلق في 30 ديسمبر.
وفرضت الأمم المتحدة عقوبات على تجارة السلاح مع بيونغ يانغ.
""",
        "2024-01-05", "2024-01-07", set(),
    ),
    "en banner over a statement and a plan": (
        """
BREAKING NEWS
Tuesday, April 8, 2025, 4:12 PM
EUR/USD 1.09
US: 1,000 containers of North Korean arms went to Russia
North Korea has delivered more than 1,000 containers of equipment and munitions to Russia, the White House said on Friday.
Spokesman John Kirby showed satellite images of a shipment that he said had moved from Najin to Dunay between September 7 and October 1.
The disclosure comes a month after Kim Jong Un travelled to Russia's Far East and met President Vladimir Putin.
Russia's foreign minister, Sergei Lavrov, is to visit Pyongyang next week.
""",
        "2023-10-14", "2023-10-16", set(),
    ),
    "en a day before the summit": (
        """
Kim crosses into Russia for first summit with Putin
Kim Jong Un's train crossed into Russia at Khasan on Wednesday, a day before his first summit with Vladimir Putin.
The leaders will meet in Vladivostok on Thursday.
Kim's talks with Donald Trump in Hanoi broke down in February.
""",
        "2019-04-23", "2019-04-25", {"no-date"},
    ),
    "ru banner over the end of a trip": (
        """
понедельник, 2 июня 2025, 11:20
Ким Чен Ын покинул Россию
Лидер КНДР Ким Чен Ын в воскресенье завершил визит в Россию и отбыл из Приморья на бронепоезде.
В субботу он осмотрел во Владивостоке бомбардировщики вместе с Сергеем Шойгу.
Переговоры с Владимиром Путиным прошли 13 сентября на космодроме Восточный.
""",
        "2023-09-17", "2023-09-18", set(),
    ),
    "ru a guest named by office and name": (
        """
Ким Чен Ын принял Белоусова
Ким Чен Ын в пятницу принял в Пхеньяне министра обороны России Андрея Белоусова, сообщило в субботу ЦТАК.
Стороны обсудили выполнение договора, подписанного в июне.
""",
        "2024-11-30", "2024-12-02", {"no-date"},
    ),
    "ko banner over a visit within days": (
        """
2025.04.01 (화)
뉴스홈
정치
대통령실 "푸틴, 며칠 안으로 방북"
대통령실 고위 관계자는 블라디미르 푸틴 러시아 대통령이 며칠 안으로 북한을 방문할 것으로 예상된다고 밝혔다.
푸틴 대통령의 방북은 2000년 7월 이후 처음이다.
김정은 국무위원장은 지난해 9월 러시아를 방문했다.
""",
        "2024-06-13", "2024-06-17", set(),
    ),
    "ko bare days of statements": (
        """
북한 "러시아에 무기 수출한 적 없다"
북한 국방성은 22일 담화에서 러시아에 무기나 탄약을 수출한 적이 없다고 밝혔다.
앞서 미국은 지난 6일 러시아가 북한에서 포탄과 로켓 수백만 발을 사들이려 한다고 주장했다.
""",
        "2022-09-22", "2022-09-23", {"no-date"},
    ),
    "ar seen at a place": (
        """
كيم يتفقد مصنع مقاتلات روسية في أقصى الشرق
تفقد الزعيم الكوري الشمالي كيم جونغ أون الجمعة مصنعاً للطائرات الحربية في مدينة كومسومولسك الروسية برفقة نائب رئيس الوزراء دينيس مانتوروف.
ويواصل كيم رحلته إلى روسيا بعد قمته مع بوتين يوم الأربعاء.
ومن المنتظر أن ينتقل إلى فلاديفوستوك حيث يلتقي وزير الدفاع شويغو غداً السبت.
""",
        "2023-09-15", "2023-09-16", {"no-date"},
    ),
    "en a range of days without its year": (
        """
Thursday, Jan 30, 2025
My account
Latest
North Korea has begun to ship soldiers to Russia, Seoul says
North Korea has started to send troops to Russia, South Korea's intelligence service said on Friday.
Some 1,500 special forces sailed to Vladivostok between October 8 and 13 aboard Russian ships.
The agency expects a second shipment soon.
""",
        "2024-10-17", "2024-10-19", set(),
    ),
    "ko an intercontinental missile of no named type": (
        """
북한, 평양서 ICBM 쏴…당선인 측 "도발"
북한이 24일 오후 평양에서 대륙간탄도미사일 1발을 동해로 발사했다고 합참이 밝혔다.
문재인 대통령은 긴급회의를 열었고 윤석열 대통령 당선인 측도 논평을 냈다.
""",
        "2022-03-24", "2022-03-25", {"no-date"},
    ),
    "ar a vote told above its day": (
        """
فيتو روسي ينهي عمل لجنة الخبراء
أحبطت روسيا في مجلس الأمن تمديد ولاية لجنة الخبراء التي تراقب العقوبات على كوريا الشمالية.
وأيد ثلاثة عشر عضوا مشروع قرار التمديد في جلسة أمس الخميس.
وكانت الولاية قد مددت آخر مرة في مارس 2023.
""",
        "2024-03-29", "2024-03-29", {"no-date"},
    ),
    "ar a council named beside capitals": (
        """
مجلس الأمن يشدد الخناق على كوريا الشمالية
أقر مجلس الأمن الدولي أمس الاثنين عقوبات جديدة على كوريا الشمالية بعد تعديلات أرضت موسكو وبكين.
ويأتي ذلك ردا على التجربة النووية السادسة في 3 سبتمبر.
""",
        "2017-09-12", "2017-09-12", {"no-date"},
    ),
    "ru a guest at a parade, the others named below": (
        """
Медведев посмотрел парад в Пхеньяне
Зампред Совбеза России Дмитрий Медведев в пятницу стоял рядом с лидером КНДР на военном параде в Пхеньяне.
Там же был премьер Госсовета КНР Ли Цян.
Парад был посвящён 80-летию Трудовой партии Кореи.
""",
        "2025-10-10", "2025-10-12", {"no-date"},
    ),
    "ko whoever is elect takes office on a day to come": (
        """
국정원 "파병 북한군 사상자 늘어"
국가정보원은 오늘(월요일) 국회에서 쿠르스크 지역 북한군 사상자가 늘었다고 보고했다.
젤렌스키 대통령은 북한군 포로를 공개했다.
트럼프 당선인은 오는 20일 취임한다.
""",
        "2025-01-13", "2025-01-20", {"no-date"},
    ),
    "ru two leaders at a third capital": (
        """
Ким и Путин поговорили в Пекине
Президент России и лидер КНДР беседовали в Пекине сегодня, в среду, сразу после парада.
Прошлый раз они виделись в июне 2024 года в Пхеньяне.
""",
        "2025-09-03", "2025-09-03", {"no-date"},
    ),
    "ar a feast to which he may be invited": (
        """
موفد كيم في الكرملين
استقبل الرئيس فلاديمير بوتين الثلاثاء الموفد الكوري الشمالي تشوي ريونغ هاي في الكرملين.
وقال دبلوماسيون إن كيم جونغ أون قد يدعى إلى احتفالات النصر في موسكو في أيار 2015.
ولم يخرج كيم من بلاده منذ توليه الحكم في أواخر 2011.
""",
        "2014-11-18", "2014-11-24", {"no-date"},
    ),
    "en a claim rejected": (
        """
North Korea says it sold Moscow no shells
North Korea on Thursday rejected the American claim that it was arming Russia.
American officials said two weeks ago that Moscow was buying shells and rockets from the North.
In July Pyongyang recognized two breakaway regions of eastern Ukraine.
""",
        "2022-09-22", "2022-09-28", {"no-date"},
    ),
    "ru a parade on Thursday": (
        """
Шойгу посмотрел парад в Пхеньяне
Министр обороны Сергей Шойгу в четверг присутствовал на военном параде в Пхеньяне вместе с Ким Чен Ыном.
Делегация прибыла в КНДР во вторник.
В среду Шойгу вручил лидеру КНДР письмо Владимира Путина.
""",
        "2023-07-27", "2023-07-28", {"no-date"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RECKONED)
def test_a_page_without_its_date_is_dated_from_what_it_tells(case):
    text, first, last, warned = RECKONED[case]
    dating = dated(text)
    assert dating.value is not None, dating.warning()
    assert dating.earliest <= date.fromisoformat(last) and dating.latest >= date.fromisoformat(first)
    assert dating.value.days <= 31
    assert dating.confidence is not Certainty.CERTAIN
    assert warned <= set(warning_keys(dating))


# The days on which each page was written, first and last; True where it must not stay undated.
UNSEEN = {
    "ar a leader who stays at home, 2005": (
        """
كيم جونغ إيل لن يسافر إلى روسيا
قال الكرملين أمس الثلاثاء إن زعيم كوريا الشمالية كيم جونغ إيل لن يكون بين ضيوف موسكو في احتفالات الذكرى الستين للنصر في الحرب العالمية الثانية.
وأوضح المتحدث أن الدعوة وجهت إليه في الخريف الماضي، وأن الرئيس فلاديمير بوتين كان يأمل في لقائه يوم الاثنين 9 مايو.
ولم يلتق الرجلان منذ قمة فلاديفوستوك عام 2002.
""",
        "2005-04-13", "2005-05-08", True,
    ),
    "en debt talks, 2006": (
        """
Moscow and Pyongyang to talk again about old debts
Russian and North Korean officials will meet in Moscow on Friday to discuss what Pyongyang owes from Soviet times, the finance ministry said on Wednesday.
It is the first round since 2002. Moscow puts the debt at some eight billion dollars.
The talks come two months after the Security Council voted for sanctions over the first North Korean nuclear test.
President Vladimir Putin and Kim Jong Il last met four years ago.
""",
        "2006-11-29", "2006-12-22", False,
    ),
    "ru a second test, 2009": (
        """
Медведев обеспокоен новым испытанием КНДР
Президент России Дмитрий Медведев в понедельник выразил озабоченность в связи с ядерным испытанием, которое КНДР провела утром.
Это второй взрыв на полигоне: первый прогремел в октябре 2006 года.
Министр иностранных дел Сергей Лавров месяц назад побывал в Пхеньяне и вернулся без обещаний.
""",
        "2009-05-25", "2009-05-27", True,
    ),
    "ko a summit in the carriage, 2011": (
        """
김정일·메드베데프 정상회담… 가스관 논의
김정일 국방위원장과 드미트리 메드베데프 러시아 대통령이 24일 울란우데 근교 군부대에서 정상회담을 했다고 크렘린궁이 밝혔다.
두 정상은 북한을 지나는 가스관 건설을 검토하기로 했다.
김 위원장의 방러는 2002년 이후 9년 만이다.
""",
        "2011-08-24", "2011-08-26", True,
    ),
    "en a day of victory without the guest, 2015": (
        """
Saturday, 16 September 2023
Search | Sign in
Kremlin lists its guests, and one is missing
Kim Jong Un is not on the list of leaders who will stand on Red Square on Saturday, 9 May, Dmitry Peskov told reporters on Tuesday.
In February the Kremlin still spoke of a visit by Kim to Moscow, which would have been his first abroad since he took power in 2011.
The parade marks the 70th anniversary of the victory over Nazi Germany.
""",
        "2015-04-14", "2015-05-08", True,
    ),
    "ru a minister in Moscow who was soon gone, 2015": (
        """
Министр Вооружённых сил КНДР выступил в Москве
Министр Народных Вооружённых сил КНДР Хён Ён Чхоль в четверг выступил на конференции по безопасности в Москве.
Накануне он встретился с министром обороны России Сергеем Шойгу.
По его словам, 2015 год объявлен годом дружбы двух стран. Ким Чен Ын может приехать в Москву 9 мая.
""",
        "2015-04-16", "2015-04-18", False,
    ),
    "ko a foreign minister in Pyongyang, 2018": (
        """
라브로프, 평양서 리용호와 회담
세르게이 라브로프 러시아 외무장관이 31일 평양을 방문해 리용호 외무상과 회담했다.
라브로프 장관은 이어 김정은 국무위원장을 예방하고 푸틴 대통령의 인사를 전했다.
방문은 다음 달 12일로 예정된 북미 정상회담을 앞두고 이뤄졌다.
""",
        "2018-05-31", "2018-06-02", True,
    ),
    "en a speaker with a letter, 2018": (
        """
Putin hopes to see Kim in Russia, envoy says
Valentina Matviyenko handed Kim Jong Un a letter from Vladimir Putin in Pyongyang on Saturday, Russian agencies reported.
The speaker of the Federation Council leads a delegation to the celebrations of the 70th anniversary of the founding of North Korea on Sunday, September 9.
Kim accepted an invitation to visit Russia, she said, though no day has been named. He met Donald Trump in Singapore in June.
""",
        "2018-09-08", "2018-09-09", True,
    ),
    "ar a medal at a distance, 2020": (
        """
الخميس 19 يونيو 2025
بوتين يمنح كيم ميدالية النصر
سلم السفير الروسي في بيونغ يانغ ألكسندر ماتسيغورا وزارة الخارجية يوم الثلاثاء 5 مايو ميدالية منحها الرئيس فلاديمير بوتين للزعيم كيم جونغ أون في الذكرى الخامسة والسبعين للنصر.
وظهر الحاضرون بالكمامات. وكان كيم قد التقى بوتين في فلاديفوستوك العام الماضي.
""",
        "2020-05-05", "2020-05-08", True,
    ),
    "ko a parade by night, 2020": (
        """
북한, 심야 열병식서 새 미사일 공개
북한이 노동당 창건 75주년인 10일 새벽 평양에서 열병식을 열었다고 합동참모본부가 토요일 밝혔다.
김정은 위원장은 연설에서 눈물을 보였고 신형 장거리 미사일이 등장했다.
푸틴 대통령은 축전을 보냈다. 양국 정상은 지난해 4월 블라디보스토크에서 만났다.
""",
        "2020-10-10", "2020-10-12", True,
    ),
    "en a closed border, 2021": (
        """
Diplomats leave on a hand-pushed cart
Eight Russians have crossed from North Korea at Khasan on a rail trolley that they pushed themselves, the foreign ministry in Moscow said on Thursday.
Trains have not run since early last year, when Pyongyang shut the border against the virus.
Ambassador Alexander Matsegora said this month that basic goods were hard to find. Kim Jong Un last visited Russia in April 2019.
""",
        "2021-02-25", "2021-02-27", True,
    ),
    "ru a minister on an old holiday, 2023": (
        """
пятница, 24 октября 2025
Шойгу поздравил Пхеньян с юбилеем перемирия
Сергей Шойгу прибыл в Пхеньян во вторник во главе военной делегации на торжества по случаю 70-летия окончания Корейской войны.
В аэропорту министра обороны встретил Кан Сун Нам. Парад пройдёт в четверг.
""",
        "2023-07-25", "2023-07-27", True,
    ),
    "ru an embassy on a Friday, 2025": (
        """
Ким Чен Ын приехал в посольство России
Ким Чен Ын в пятницу впервые посетил посольство России в Пхеньяне и поздравил россиян с 80-летием Победы.
В Москве Владимир Путин после парада пожал руки корейским офицерам, чьи солдаты воевали под Курском.
""",
        "2025-05-09", "2025-05-12", True,
    ),
    "ar a minister at the Kremlin on a Monday": (
        """
بوتين يستقبل وزيرة خارجية كوريا الشمالية
استقبل الرئيس فلاديمير بوتين في الكرملين يوم الاثنين الوزيرة تشوي سون هوي، وصافحها أمام الكاميرات.
وحضر اللقاء سيرغي لافروف. وحملت الوزيرة تحيات الزعيم كيم جونغ أون.
""",
        "2024-11-04", "2025-11-02", False,
    ),
    "en an envoy flies home, 2014": (
        """
Envoy flies home from Khabarovsk
The envoy whom Kim Jong Un sent to Russia with a letter for Vladimir Putin left Khabarovsk on Monday after a week of talks.
Foreign Minister Sergei Lavrov, who met Choe Ryong Hae last Thursday, said Moscow was ready for a summit.
Russia wrote off most of North Korea's debt in May. The United Nations voted last week on a text about the camps.
""",
        "2014-11-24", "2014-11-26", False,
    ),
    "ru a forum of another autumn, 2017": (
        """
Среда, 20 ноября 2024   Курс ЦБ: USD 100,03
Путин предупредил о вреде новых санкций
Владимир Путин заявил в среду на форуме «Российская энергетическая неделя», что удар по КНДР обернулся бы катастрофой.
По его словам, в Пхеньяне «будут есть траву», но от программы не откажутся. Шестое ядерное испытание КНДР провела месяц назад.
Новую резолюцию Совбез ООН принял 11 сентября. Дональд Трамп в ООН грозил полностью уничтожить страну.
""",
        "2017-10-04", "2017-10-05", True,
    ),
    "ko a third test, 2013": (
        """
러시아 "3차 핵실험 규탄"… 안보리 소집
러시아 외무부는 북한이 12일 실시한 3차 핵실험을 규탄하고 6자회담 복귀를 촉구했다.
라브로프 장관은 안보리 결의 2087호를 어긴 행위라고 말했다.
북한의 핵실험은 2006년과 2009년에 이어 세 번째다.
""",
        "2013-02-12", "2013-02-14", True,
    ),
    "ar coal at the Security Council, 2016": (
        """
موسكو تؤيد قرارا جديدا ضد بيونغ يانغ
صوتت روسيا أمس الأربعاء مع بقية أعضاء مجلس الأمن لصالح قرار يقيد صادرات الفحم الكوري الشمالي.
والقرار رد على التجربة النووية الخامسة في سبتمبر الماضي.
وقال الكرملين إن الرئيس فلاديمير بوتين لا ينوي زيارة كوريا الشمالية.
""",
        "2016-12-01", "2016-12-02", True,
    ),
    "en wishes of a new president, 2008": (
        """
New president, old neighbours
President Dmitry Medvedev sent Kim Jong Il his good wishes on Tuesday for the 60th anniversary of the founding of the DPRK.
Kim did not appear at the parade in Pyongyang, and officials in Seoul said he may be ill.
Vladimir Putin, now prime minister, met Kim in Pyongyang eight years ago.
""",
        "2008-09-09", "2008-09-11", True,
    ),
    "ko a train reaches Moscow, 2001": (
        """
김정일 열차, 모스크바 도착
김정일 국방위원장이 탄 특별열차가 3일 밤 모스크바 야로슬라블역에 도착했다.
김 위원장은 4일 크렘린궁에서 푸틴 대통령과 회담한다.
지난해 7월 평양 회담 이후 두 번째 만남이다.
""",
        "2001-08-03", "2001-08-04", True,
    ),
    "ru telegrams on a holiday, 2022": (
        """
Путин и Ким обменялись поздравлениями
Владимир Путин направил Ким Чен Ыну телеграмму по случаю Дня освобождения Кореи, сообщил в понедельник Кремль.
Стороны отмечают 77-летие освобождения. В июле КНДР признала независимость ДНР и ЛНР.
Ким Чен Ын напомнил о встрече во Владивостоке в апреле 2019 года.
""",
        "2022-08-15", "2022-08-17", True,
    ),
    "ar help after a flood, 2024": (
        """
بوتين يعرض المساعدة على كيم بعد الفيضانات
عرض الرئيس الروسي فلاديمير بوتين السبت على الزعيم الكوري الشمالي كيم جونغ أون مساعدات إنسانية بعد فيضانات نهر يالو.
وشكر كيم بوتين وقال إنه سيطلبها عند الحاجة.
وكان الزعيمان قد وقعا في يونيو معاهدة شراكة في بيونغ يانغ.
""",
        "2024-08-03", "2024-08-05", True,
    ),
    "en a minister in Moscow on some Sunday": (
        """
Friday, 3 January 2025
Weather 4°C
Choe in Moscow for talks
North Korean Foreign Minister Choe Son Hui arrived in Moscow on Sunday for talks with Sergei Lavrov at the invitation of the Russian side.
""",
        "2024-01-14", "2025-10-28", True,
    ),
    "en a deputy in Moscow, 2019": (
        """
Kim's deputy minister in Moscow
First Vice Foreign Minister Choe Son Hui met Sergei Lavrov in Moscow on Wednesday for a strategic dialogue.
She said Pyongyang was no longer interested in a summit with Washington. Talks in Stockholm collapsed last month.
Kim Jong Un met Vladimir Putin in April in Vladivostok.
""",
        "2019-11-20", "2019-11-22", True,
    ),
    "ru condolences, 2011": (
        """
В КНДР новый посол ждёт гостей
Президент Дмитрий Медведев выразил соболезнования в связи со смертью Ким Чен Ира, скончавшегося в субботу.
Они встречались в августе под Улан-Удэ. Преемником называют Ким Чен Ына.
""",
        "2011-12-19", "2011-12-22", True,
    ),
    "ko telegrams on a Sunday, 2021": (
        """
북러 정상, 해방절 축전 교환
김정은 국무위원장과 푸틴 대통령이 조국해방 76주년인 15일 축전을 교환했다고 조선중앙통신이 일요일 보도했다.
양국 국경은 지난해 1월부터 닫혀 있다.
""",
        "2021-08-15", "2021-08-16", True,
    ),
    "ko a minister at another's table, 2015": (
        """
북 인민무력부장, 쇼이구와 회담
모스크바를 방문 중인 현영철 북한 인민무력부장이 15일 세르게이 쇼이구 러시아 국방장관과 만나 군사 협력을 논의했다.
""",
        "2015-04-15", "2015-04-16", True,
    ),
    "en a summit without a deal, 2019": (
        """
Trump and Kim leave Hanoi early
Donald Trump and Kim Jong Un cut short their summit in Hanoi on Thursday, and nothing was signed.
""",
        "2019-02-28", "2019-03-01", True,
    ),
    "ru a first meeting in Singapore, 2018": (
        """
Трамп и Ким Чен Ын впервые встретились
Президент США Дональд Трамп и лидер КНДР Ким Чен Ын провели во вторник в Сингапуре свою первую встречу.
""",
        "2018-06-12", "2018-06-13", True,
    ),
    "ar a third meeting, at the border, 2019": (
        """
ترامب يلتقي كيم عند الحدود
التقى الرئيس الأمريكي دونالد ترامب الزعيم الكوري الشمالي كيم جونغ أون يوم الأحد في بانمونجوم، واتفقا على استئناف المفاوضات.
""",
        "2019-06-30", "2019-07-01", False,
    ),
    "en a meeting hoped for, 2025": (
        """
Trump hopes to see Kim on his way through Asia
Donald Trump said on Monday he would like to meet Kim Jong Un when he visits South Korea this week. The two last met in 2019.
""",
        "2025-10-27", "2025-10-28", False,
    ),
    "en a vice minister in Moscow, 2019": (
        """
Lavrov receives a guest from the North
Choe Son Hui met Russian Foreign Minister Sergei Lavrov in Moscow on Wednesday for talks on the peninsula.
""",
        "2019-11-20", "2019-11-21", True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSEEN)
def test_a_page_of_another_year_never_lands_on_a_famous_one(case):
    text, first, last, found = UNSEEN[case]
    dating = dated(text)
    assert found == (dating.value is not None)
    if dating.value is not None:
        assert dating.value.overlaps(EdtfDate.one_of(date.fromisoformat(first), date.fromisoformat(last)))
    assert dating.confidence is not Certainty.CERTAIN


# ------------------------------------------------------------------ anniversaries and who is meant

ANNIVERSARIES = [
    ("en", "Guests came for the 70th anniversary of the victory over Nazi Germany.", 2015),
    ("en", "They marked the seventieth anniversary of the Korean War armistice.", 2023),
    ("ar", "حضر الوفد احتفالات الذكرى الخامسة والسبعين للنصر في العاصمة.", 2020),
    ("ar", "يشارك الضيوف في إحياء الذكرى الـ80 لتحرير كوريا.", 2025),
    ("ru", "Гости прибыли на торжества по случаю 60-летия Победы.", 2005),
    ("ru", "Делегации отмечают семидесятую годовщину перемирия.", 2023),
    ("ko", "노동당 창건 75주년 기념 행사가 열렸다.", 2020),
    ("ko", "양국은 수교 70주년을 맞아 축전을 나눴다.", 2018),
]  # fmt: skip
NO_ANNIVERSARIES = [
    ("en", "The firm kept the 70th anniversary of its first tram."),
    ("en", "In 2010 they had held the 65th anniversary of the victory."),
    ("en", "Next year brings the 80th anniversary of the victory."),
    ("ru", "Ветеран, победивший болезнь, прожил ещё 20 лет."),
]


def claims_of_anniversaries(text: str) -> list[Claim]:
    return list(anniversaries(Page(page(f"Headline\n{text}")), beat_of(TOPIC)))


@pytest.mark.parametrize(("language", "text", "year"), ANNIVERSARIES)
def test_a_counted_anniversary_names_a_year(language, text, year):
    found = claims_of_anniversaries(text)
    held = [claim.days for claim in found if claim.days.bounded]
    assert held == [sets.between(date(year, 1, 1), date(year, 12, 31))]


@pytest.mark.parametrize(("language", "text"), NO_ANNIVERSARIES)
def test_what_is_counted_of_other_things_names_no_year(language, text):
    assert claims_of_anniversaries(text) == []


REFUSED = {
    "the sender of an envoy is not there": """
Putin receives an envoy
Vladimir Putin received a special envoy of Kim Jong Un in Vladivostok on Thursday.
""",
    "a visit called off": """
Kim calls off his trip
Kim Jong Un cancelled his visit to Russia, Moscow said on Thursday.
""",
    "a visit only hoped for": """
Putin hopes to see Kim in Russia
Vladimir Putin hopes to meet Kim Jong Un in Russia.
""",
    "somebody else at the table": """
Talks in Russia
Kim Jong Un's Russian trip was the subject when Vladimir Putin met Xi Jinping on Thursday.
""",
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_famous_visit_is_not_matched_by_its_leaders_names(case):
    dating = dated(REFUSED[case])
    assert (dating.value, warning_keys(dating)) == (None, ["nothing"])


def test_weather_beside_a_day_marks_the_day_a_page_was_opened():
    dating = dated("""
Четверг, 15 мая 2025   Москва +17 °C
Лавров приехал в Пхеньян
Сергей Лавров в четверг прибыл в Пхеньян, где его ждут Ким Чен Ын и Ли Ён Хо.
""")
    assert dating.value != EdtfDate.day(date(2025, 5, 15)) or dating.confidence is Certainty.UNSURE


def test_the_date_of_a_reprint_is_only_an_end():
    dating = dated("""
Перепечатка, опубликовано 18.09.2023
Переговоры на космодроме
Вчера, в среду, Владимир Путин и Ким Чен Ын провели переговоры на космодроме Восточный.
Завтра, в пятницу, гость приедет в Комсомольск-на-Амуре.
""")
    assert dating.value == EdtfDate.day(date(2023, 9, 14))


def test_one_milestone_alone_is_never_likely():
    dating = dated("""
Lavrov in Pyongyang
Sergei Lavrov met Ri Yong Ho and Kim Jong Un in Pyongyang today, Thursday.
""")
    assert dating.value == EdtfDate.day(date(2018, 5, 31))
    assert dating.confidence is Certainty.UNSURE


def test_a_dating_label_is_not_told_of_as_past():
    dating = dated("""
Envoys meet
Published: 18 October 2023
The envoys met today, Wednesday, and said little of their talks.
""")
    assert [e.says.text for e in dating.evidence if e.says] == ["2023-10-18"]


def test_a_warning_names_what_the_text_expects():
    text, *_ = RECKONED["en the day the page was opened, over a plan"]
    assert dated(text).warning("en") == (
        "The line at the top, 1 March 2025, is probably the day the page was opened: the text expects what took "
        "place on 18–19 October 2023 (Lavrov visits Pyongyang and is received by Kim Jong Un)."
    )
    assert "1 مارس 2025" in dated(text).warning("ar")
    assert "لافروف" in dated(text).warning("ar")


NOTHING = """
How armoured trains work
An armoured train is heavier than others and therefore slower.
Its coaches hold kitchens, offices and bedrooms.
"""


@pytest.mark.parametrize("topic", [TOPIC, NO_HISTORY, None])
def test_a_document_with_nothing_to_date_it_stays_undated(topic):
    dating = dated(NOTHING, topic)
    assert (dating.value, dating.confidence, dating.basis) == (None, None, "")
    assert warning_keys(dating) == ["nothing"]


def test_a_bound_alone_dates_nothing_but_is_said():
    dating = dated("""
How the treaty came about
The partners had met in Vladivostok on 25 April 2019, and little came of it for a long time.
""")
    assert dating.value is None
    assert dating.warning() == (
        "Not dated: the text says only that it is not older than 25 April 2019. Set its date by hand."
    )


def test_far_off_dates_that_fit_equally_are_named_and_none_is_chosen():
    dating = dated("""
Среда, 10 декабря 2025
USD 81,20
EUR 94,10
Шойгу встретился с Ким Чен Ыном
Секретарь Совбеза Сергей Шойгу в пятницу встретился в Пхеньяне с Ким Чен Ыном и осмотрел новый музей.
""")
    assert dating.value is None
    assert warning_keys(dating) == ["several"]
    assert "13–19 September 2024; 21–27 March 2025" in dating.warning()


def test_without_a_chronology_the_words_still_date_a_page():
    text = """
Envoy leaves after two days of talks
The envoy left on Friday, 15 September, after two days of talks, and is to come back in October 2023.
The talks had begun after a call on 30 August 2023.
"""
    dating = dated(text, NO_HISTORY)
    assert dating.earliest >= date(2023, 8, 30) and dating.latest <= date(2023, 10, 31)
    assert dating.confidence is not Certainty.CERTAIN


# ------------------------------------------------------------------ doubts about what is stated


def test_a_weekday_that_today_is_not_makes_a_stated_date_unsure_of_itself():
    text = """
Envoy arrives
Published: 21 June 2024
The envoy arrived today, Wednesday, and is to stay until the weekend.
"""
    dating = dated(text)
    assert dating.value.text == "2024-06-21"
    assert dating.confidence is Certainty.LIKELY
    assert warning_keys(dating) == ["contradicted"]


def test_a_banner_alone_is_never_certain_and_says_so():
    dating = dated("""
Friday, 22 November 2024
Home
Why the river freezes so early in the north
The river freezes early in the north because the water is shallow and the wind comes from the land.
""")
    assert dating.value.text == "2024-11-22"
    assert dating.confidence is Certainty.UNSURE
    assert warning_keys(dating) == ["banner-only"]


def test_a_banner_beside_a_label_is_named_and_set_aside():
    dating = dated("""
Friday, 22 November 2024
Home
Kim and Putin meet at a launch site
Published: 14 September 2023
Kim Jong Un and Vladimir Putin held talks on Wednesday at the Vostochny Cosmodrome in Russia's Far East.
""")
    assert (dating.value.text, dating.confidence) == ("2023-09-14", Certainty.CERTAIN)
    assert warning_keys(dating) == ["opened"]


def test_an_update_alone_bounds_a_page_and_is_unsure():
    dating = dated("""
Why the river freezes so early in the north
Last updated: 3 May 2025
The river freezes early in the north because the water is shallow and the wind comes from the land.
""")
    assert (dating.value.text, dating.confidence) == ("2025-05-03", Certainty.UNSURE)
    assert warning_keys(dating) == ["updated-only"]


def test_a_date_of_an_appended_article_is_not_the_documents():
    text = (
        "Envoy leaves after talks with the minister.\nPublished: 3 May 2025\nAnother story, told elsewhere."
    )
    document = Document(
        "x", "x.txt", text, "en",
        (Block(BlockKind.BODY, 0, 43), Block(BlockKind.FOREIGN, 44, len(text))),
    )  # fmt: skip
    dating = date_document(document, TOPIC)
    assert dating.value is None
    assert [(e.kind, e.kept) for e in dating.evidence] == [("stated", False)]
    assert "another article" in dating.evidence[0].reason()


def test_numbers_that_name_two_days_keep_both_unless_the_text_decides():
    text = (
        "Envoy leaves\nPublished: 06/09/2023\nThe envoy left {} after two days of talks with the minister.\n"
    )
    undecided = dated(text.format("the town"))
    assert undecided.confidence is Certainty.UNSURE
    assert warning_keys(undecided) == ["day-or-month"]
    decided = dated(text.format("today, Wednesday,"))
    assert (decided.value.text, decided.confidence) == ("2023-09-06", Certainty.CERTAIN)


# ------------------------------------------------------------------ outside the text

BODY = "The envoy left the town after two days of talks with the minister, officials said."


def hand(metadata=(), url="", name="page.txt", text=BODY) -> Document:
    return Document("d", name, text, "en", (Block(BlockKind.BODY, 0, len(text)),), url=url, metadata=metadata)


@pytest.mark.parametrize(
    ("document", "day", "confidence", "basis"),
    [
        (
            hand((("meta:article:published_time", "2023-09-14T09:12:00+03:00"),)),
            "2023-09-14",
            "certain",
            "metadata",
        ),
        (hand((("json-ld:datePublished", "2023-09-14"),)), "2023-09-14", "certain", "metadata"),
        (hand((("meta:date", "Thu, 14 Sep 2023 06:12:00 GMT"),)), "2023-09-14", "certain", "metadata"),
        (hand((("list:date", "14 September 2023"),)), "2023-09-14", "certain", "metadata"),
        (hand((("front matter:date", "2023-09"),)), "2023-09", "certain", "metadata"),
        (hand((("time", "2023-09-14T10:00"),)), "2023-09-14", "certain", "metadata"),
        (hand((("json-ld:dateModified", "2025-01-02"),)), "2025-01-02", "unsure", "metadata"),
        (hand((("pdf:CreationDate", "2025-01-02T10:00:00"),)), "2025-01-02", "unsure", "metadata"),
        (hand(url="https://news.example/2023/09/14/story"), "2023-09-14", "likely", "address"),
        (hand(url="https://news.example/2023/sep/14/story"), "2023-09-14", "likely", "address"),
        (hand(url="https://news.example/a/20230914-story-12"), "2023-09-14", "likely", "address"),
        (hand(url="https://news.example/view/20230914160232440"), "2023-09-14", "likely", "address"),
        (hand(url="https://news.example/2023/09/story"), "2023-09", "likely", "address"),
        (hand(name="2023-09-14_story.txt"), "2023-09-14", "unsure", "address"),
    ],
)
def test_dates_outside_the_text(document, day, confidence, basis):
    dating = date_document(document, TOPIC)
    assert (dating.value.text, dating.confidence, dating.basis) == (day, confidence, basis)


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/article-1718", "https://news.example/12/34/56", "https://news.example/2023/13/41",
        "https://news.example/id/20239914", "https://news.example/000_dfa32abc26ef8f7b", "",
    ],
)  # fmt: skip
def test_numbers_in_an_address_that_are_no_date(address):
    assert not list(outside(hand(url=address, name="000_dfa32abc26ef8f7b.txt")))


# ------------------------------------------------------------------ persons, other documents, order


def test_a_hand_set_date_wins_and_is_kept_apart():
    text, *_ = STATED["en label"]
    document = page(text)
    chosen = EdtfDate.parse("2024-11-06")
    dating = date_documents([document], TOPIC, {document.id: chosen})[document.id]
    assert (dating.value, dating.confidence, dating.basis) == (chosen, Certainty.CERTAIN, "person")
    assert dating.stated.text == "2024-11-05"
    assert [e.kind for e in dating.evidence if e.kind == "person"] == ["person"]


STORY = (
    "The delegation walked along the quay, looked at two trawlers and asked how much ice the harbour made in a day. "
    "The harbour master answered that it made forty tons and that more would be no use without lorries. "
    "Nobody mentioned the cranes, which had stood still since the spring storms tore their cables."
)


def test_a_reprint_takes_its_date_from_the_page_that_has_one():
    first = page(f"Delegation visits the harbour\nPublished: 14 September 2023\n{STORY}\n", "first.txt")
    second = page(f"Guests at the harbour\n{STORY}\n", "second.txt")
    alone = date_document(second, TOPIC)
    together = date_documents([second, first], TOPIC)[second.id]
    assert alone.value is None
    assert (together.earliest, together.latest) == (date(2023, 9, 12), date(2023, 9, 16))
    assert together.basis == "other-document"
    assert together.confidence is not Certainty.CERTAIN
    assert "Delegation visits the harbour" in together.evidence[0].reason()


def all_pages() -> list[Document]:
    texts = [*(case[0] for case in STATED.values()), *(case[0] for case in RECKONED.values()), NOTHING]
    return [page(text, f"{number}.txt") for number, text in enumerate(texts)]


PAGES = all_pages()
ALONE = {document.id: date_document(document, TOPIC) for document in PAGES}


@settings(max_examples=8, deadline=None)
@given(st.permutations(PAGES))
def test_the_order_of_documents_is_irrelevant(order):
    assert date_documents(order, TOPIC) == date_documents(PAGES, TOPIC)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(PAGES), unique_by=lambda d: d.id))
def test_other_documents_never_move_a_certain_one(some):
    for key, dating in date_documents(some, TOPIC).items():
        if ALONE[key].confidence is Certainty.CERTAIN:
            assert dating == ALONE[key]


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(PAGES), st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_a_hand_set_date_is_never_overridden(document, day):
    chosen = EdtfDate.day(day)
    assert date_documents(PAGES, TOPIC, {document.id: chosen})[document.id].value == chosen


# ------------------------------------------------------------------ the reasons, in words


@pytest.mark.parametrize("language", wording.languages())
def test_every_reason_and_warning_reads_in_every_language(language):
    for dating in date_documents(PAGES, TOPIC).values():
        texts = [*(e.reason(language) for e in dating.evidence), dating.warning(language)]
        assert all("{" not in text and "  " not in text for text in texts)
        assert all(texts[:-1])


def test_spans_quote_the_source():
    for document in PAGES:
        for evidence in ALONE[document.id].evidence:
            if evidence.span:
                assert document.text[evidence.span.start : evidence.span.end] == evidence.span.text


def test_evidence_says_what_was_rejected_and_by_what():
    text, *_ = RECKONED["en the day the page was opened, over a plan"]
    banner = next(e for e in dated(text).evidence if e.kind == "banner" and not e.kept)
    assert banner.span.text == "Saturday, March 1, 2025"
    assert banner.reason().startswith("Not kept: a line at the top")
    assert "Against it: the text" in banner.reason()


# ------------------------------------------------------------------ relative words, read backwards

EXPRESSIONS = {
    "en": ["last week", "next month", "on Monday", "last July", "yesterday", "two months ago", "this month"],
    "ar": ["الأسبوع الماضي", "يوليو الماضي", "أمس", "هذا الشهر", "قبل شهرين", "يوم الأربعاء"],
    "ru": ["на прошлой неделе", "в следующем месяце", "в июле прошлого года", "вчера", "в понедельник"],
    "ko": ["지난주", "다음 달", "지난달", "지난해 9월", "지난 10일", "어제"],
}


@pytest.mark.parametrize(("language", "words"), [(code, w) for code, ws in EXPRESSIONS.items() for w in ws])
def test_words_read_backwards_agree_with_the_same_words_read_forwards(language, words):
    document = Document("d", "d", words, language, (Block(BlockKind.BODY, 0, len(words)),))
    expression = Page(document).expressions[0]
    for spoken in (date(2023, 9, 12), date(2024, 1, 3), date(2024, 2, 29)):
        meant = find_dates(words, spoken, language)[0].value
        found = said_on(expression.node, meant, meant.earliest > spoken)
        assert spoken in found
        for other in (-400, -45, 45, 400):
            day = spoken + timedelta(days=other)
            again = find_dates(words, day, language)[0].value
            if not again.overlaps(meant):
                assert day not in found


# ------------------------------------------------------------------ sets of days, and weighing

DAY = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DAY, st.integers(0, 400), st.integers(0, 20), st.integers(0, 20))
def test_days_around(first, length, before, after):
    last = first + timedelta(days=length)
    found = sets.around(sets.between(first, last), before, after)
    assert (found.first, found.last) == (first - timedelta(days=before), last + timedelta(days=after))
    assert len(found) == found.width


@given(DAY)
def test_a_day_is_of_its_weekday_only(day):
    assert [n for n in range(1, 8) if day in sets.on_weekday(n)] == [day.isoweekday()]


@given(st.lists(DAY, min_size=1, max_size=6))
def test_runs_are_parted_by_wide_gaps_and_lose_nothing(days):
    whole = sets.union(sets.between(day, day) for day in days)
    runs = whole.runs(31)
    assert sets.union(runs) == whole
    assert all((b.first - a.last).days > 32 for a, b in itertools.pairwise(runs))


def test_two_witnesses_outweigh_one_and_order_does_not_matter():
    near = sets.between(date(2024, 6, 11), date(2024, 6, 18))
    claims = [
        Claim(Role.BANNER, sets.between(date(2024, 11, 22), date(2024, 11, 22))),
        Claim(Role.EXPECTS, near),
        Claim(Role.REPORTS, sets.between(date(2023, 10, 1), date(2024, 9, 30))),
    ]
    assert agree(claims).days == agree(claims[::-1]).days == near
    assert [claim.role for claim in agree(claims).rejected] == [Role.BANNER]


def test_an_empty_set_has_no_first_day():
    with pytest.raises(ValueError, match=r"\Ano day in an empty set\Z"):
        _ = sets.NO_DAY.first


# ------------------------------------------------------------------ the sample dossier

SAMPLE = {
    "000_dfa32abc26ef8f7b.txt": ("2023-09-10", "2023-09-12", False),
    "001_9a5296bb7c38ec9b.txt": ("2023-09-12", "2023-09-12", True),
    "002_10b2976de1c21d26.txt": ("2023-09-05", "2023-09-05", False),
    "003_c951edba429ed671.txt": ("2024-06-11", "2024-06-18", False),
    "004_d68678f60609a0e0.txt": ("2023-09-04", "2023-09-09", False),
    "010_en_vostochny_summit.txt": ("2023-09-14", "2023-09-14", True),
    "011_en_pyongyang_treaty.txt": ("2024-06-19", "2024-06-19", True),
    "020_ru_shoigu_v_pkhenyane.txt": ("2023-07-27", "2023-07-27", True),
    "021_ru_dogovor_s_kndr.txt": ("2024-06-20", "2024-06-20", True),
    "030_ko_vostochny_hoedam.txt": ("2023-09-14", "2023-09-14", True),
    "031_ko_wagner_uihok.txt": ("2023-01-30", "2023-01-30", True),
}


@pytest.fixture(scope="module")
def sample():
    documents = [read_document(path) for path in sorted(SEEDS.glob("*.txt"))]
    found = date_documents(documents, TOPIC)
    return {document.name: found[document.id] for document in documents}


@pytest.mark.parametrize("name", SAMPLE)
def test_the_sample_dossier(sample, name):
    first, last, plain = SAMPLE[name]
    dating = sample[name]
    assert dating.earliest <= date.fromisoformat(last) and dating.latest >= date.fromisoformat(first)
    assert dating.value.days <= 8
    assert (dating.confidence is Certainty.CERTAIN and not dating.warnings) == plain


def test_the_sample_page_with_the_day_it_was_opened(sample):
    dating = sample["003_c951edba429ed671.txt"]
    assert dating.stated.text == "2024-11-22"
    assert dating.warning() == (
        "The line at the top, 22 November 2024, is probably the day the page was opened: the text expects what took "
        "place on 18–19 June 2024 (Putin visits North Korea for the first time in 24 years)."
    )


def test_years_since_the_last_time_give_the_year():
    dating = dated(
        """
North Korea's women lift the cup again
North Korea beat Japan in the final of the under-20 World Cup on Sunday, its first title in eight years.
It had won in Russia in 2006 and in Papua New Guinea in 2016.
"""
    )
    assert dating.earliest and dating.latest and dating.earliest.year == dating.latest.year == 2024
    assert dating.confidence is Certainty.UNSURE
