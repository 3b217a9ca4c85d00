"""Mentions: sentences, clauses, category, status, who acts, who says so and who denies, by language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.marked import TOPIC, marked, mentions, the_mention
from timeline.documents import read_document
from timeline.edtf import EdtfDate
from timeline.events import find_mentions, sentences
from timeline.models import Block, BlockKind, Certainty, Dating, EventMention, Status
from timeline.normalise import resolve
from timeline.tagger import stretches

SENTENCES = [
    # English
    ("Gen. Kang met Mr. Shoigu. They toured a fair.", ["Gen. Kang met Mr. Shoigu.", "They toured a fair."]),
    ("Output rose 4.8 percent. It fell later.", ["Output rose 4.8 percent.", "It fell later."]),
    ('"We know nothing." Then he left.', ['"We know nothing."', "Then he left."]),
    ('"We deny it!" the envoy said.', ['"We deny it!" the envoy said.']),
    ("The U.S. and the U.N. object.", ["The U.S. and the U.N. object."]),
    ("Kim leaves for Russia\nHis train was seen.", ["Kim leaves for Russia", "His train was seen."]),
    ("V. V. Putin spoke. So did D. Peskov.", ["V. V. Putin spoke.", "So did D. Peskov."]),
    ("He waited... and waited. Nothing came.", ["He waited... and waited.", "Nothing came."]),
    # a line broken by an editor
    (
        "The delegation crossed the river in the early hours and was\nreceived by officials. It left.",
        ["The delegation crossed the river in the early hours and was\nreceived by officials.", "It left."],
    ),
    # Arabic
    ("قال: «لا نعلم شيئا.» ثم غادر القاعة.", ["قال: «لا نعلم شيئا.»", "ثم غادر القاعة."]),
    ("هل يزور موسكو؟ لا أحد يعرف.", ["هل يزور موسكو؟", "لا أحد يعرف."]),
    ("سعر النفط 4.5 دولار. وانتهى الأمر.", ["سعر النفط 4.5 دولار.", "وانتهى الأمر."]),
    ("زيارة نادرة عام 2019يرى محللون أنها مهمة.", ["زيارة نادرة عام 2019", "يرى محللون أنها مهمة."]),
    # Russian
    ("В 2019 г. они виделись. Потом нет.", ["В 2019 г. они виделись.", "Потом нет."]),
    ("Отгружено 4,8 млн. снарядов. Это много.", ["Отгружено 4,8 млн. снарядов.", "Это много."]),
    ("«Мы рады», — сказал он. Гости ушли.", ["«Мы рады», — сказал он.", "Гости ушли."]),
    # Korean
    ('그는 "모른다."고 답했다. 회담은 끝났다.', ['그는 "모른다."고 답했다.', "회담은 끝났다."]),
    ("2023.09.13 회담이 열렸다. 다음 문장.", ["2023.09.13 회담이 열렸다.", "다음 문장."]),
]


@pytest.mark.parametrize(("text", "parts"), SENTENCES, ids=[row[0][:30] for row in SENTENCES])
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


# text, category, status, some of its actors, who says so, who denies
ACTS = [
    # ---------------------------------------------------------------- a verb of saying that says nothing
    ("The US Treasury on [[Monday|2024-11-25]] imposed sanctions on two banks accused of helping North Korea.", "sanctions", "happened", [], [], []),
    ("양국은 [[2024년 6월|2024-06]] 서로 군사 원조를 한다는 조약을 체결했다.", "treaty", "happened", [], [], []),
    ("Kim Jong Un took up an invitation, and the two leaders met at the spaceport on [[Sept. 13|2024-09-13]].", "summit", "happened", ["kim-jong-un"], [], []),
    # ---------------------------------------------------------------- sides of a state, and papers of one
    ("The American side says that the first shells were delivered to Wagner in [[November 2022|2022-11]].", "arms-transfer", "claimed", ["wagner-group"], ["united-states"], []),
    ("قال الجانب الأمريكي إن أول شحنة قذائف وصلت إلى فاغنر في [[نوفمبر 2022|2022-11]].", "arms-transfer", "claimed", ["wagner-group"], ["united-states"], []),
    ("По версии американской стороны, первую партию снарядов «Вагнеру» доставили в [[ноябре 2022 года|2022-11]].", "arms-transfer", "claimed", ["wagner-group"], ["united-states"], []),
    ("미국 측은 첫 포탄이 [[2022년 11월|2022-11]] 바그너그룹에 전달됐다고 주장했다.", "arms-transfer", "claimed", ["wagner-group"], ["united-states"], []),
    # ---------------------------------------------------------------- English
    ("Shoigu flew to Pyongyang in [[July 2023|2023-07]].", "visit", "happened", ["sergei-shoigu"], [], []),
    ("Russia's defence minister toured an arms fair in Pyongyang in [[July 2023|2023-07]].", "visit", "happened", ["sergei-shoigu"], [], []),
    ("Putin and Kim Jong Un sat down with each other in Vladivostok on [[25 April 2019|2019-04-25]].", "summit", "happened", ["vladimir-putin", "kim-jong-un"], [], []),
    ("Lavrov is due to visit North Korea [[next month|2025-01]].", "visit", "planned", ["sergei-lavrov"], [], []),
    ("Kim will meet Putin in Moscow in [[May 2025|2025-05]].", "summit", "planned", ["kim-jong-un", "vladimir-putin"], [], []),
    ("A visit by Kim to Moscow planned for [[May 2015|2015-05]] was called off.", "visit", "planned", ["kim-jong-un"], [], []),
    ("Washington says that Pyongyang shipped shells to Russia in [[August 2022|2022-08]].", "arms-transfer", "claimed", ["north-korea", "russia"], ["united-states"], []),
    ("North Korea sold rockets to Wagner in [[November 2022|2022-11]], the White House said.", "arms-transfer", "claimed", ["north-korea", "wagner-group"], ["white-house"], []),
    ("According to South Korean intelligence, 1,500 soldiers were sent to Vladivostok in [[October 2024|2024-10]].", "troops", "claimed", [], ["nis"], []),
    ("Pyongyang denied having sent munitions to Russia in [[2022|2022]].", "arms-transfer", "denied", ["russia"], [], ["north-korea"]),
    ("North Korea reportedly delivered missiles to Russia in [[January 2024|2024-01]].", "arms-transfer", "claimed", ["north-korea"], [], []),
    ("The Duma ratified the treaty with Pyongyang on [[24 October 2024|2024-10-24]].", "treaty", "happened", ["state-duma"], [], []),
    ("Russia vetoed the renewal of the UN panel of experts in [[March 2024|2024-03]].", "sanctions", "happened", ["russia"], [], []),
    ("The US Treasury announced sanctions on Wagner on [[20 January 2023|2023-01-20]].", "sanctions", "happened", ["us-treasury"], [], []),
    ("North Korea test-fired an ICBM on [[12 July 2023|2023-07-12]].", "weapons-test", "happened", ["north-korea"], [], []),
    ("North Korea launched a spy satellite in [[November 2023|2023-11]].", "weapons-test", "happened", ["north-korea"], [], []),
    ("On [[Thursday|2024-11-28]] Lavrov said that the treaty was in force.", "statement", "happened", ["sergei-lavrov"], ["sergei-lavrov"], []),
    ("John Kirby told reporters on [[30 August 2023|2023-08-30]] that arms talks were advancing.", "statement", "happened", ["john-kirby"], ["john-kirby"], []),
    ("Putin sent Kim a letter of congratulations on [[9 September 2024|2024-09-09]].", "statement", "happened", ["vladimir-putin", "kim-jong-un"], [], []),
    ("North Korea's foreign ministry rejected the report on [[Sunday|2024-11-24]].", "statement", "happened", ["north-korean-foreign-ministry"], ["north-korean-foreign-ministry"], []),
    ("Direct flights between Moscow and Pyongyang resumed in [[July 2025|2025-07]].", "economy", "planned", ["russia", "north-korea"], [], []),
    ("Rail freight between Khasan and Tumangang resumed on [[2 November 2022|2022-11-02]].", "economy", "happened", [], [], []),
    ("Pyongyang held a military parade on [[27 July 2023|2023-07-27]].", "other", "happened", ["north-korea"], [], []),
    ("North Korean troops first fought in Kursk on [[4 November 2024|2024-11-04]], US officials said.", "troops", "claimed", ["north-korean-army"], ["US officials"], []),
    # ---------------------------------------------------------------- Arabic
    ("زار شويغو بيونغ يانغ في [[يوليو 2023|2023-07]].", "visit", "happened", ["sergei-shoigu"], [], []),
    ("وصل الرئيس الروسي إلى كوريا الشمالية [[فجر الأربعاء|2024-06-19]].", "visit", "happened", ["vladimir-putin"], [], []),
    ("التقى بوتين بكيم جونغ أون في فلاديفوستوك في [[أبريل 2019|2019-04]].", "summit", "happened", ["vladimir-putin", "kim-jong-un"], [], []),
    ("من المقرر أن يزور لافروف بيونغ يانغ [[الشهر المقبل|2025-01]].", "visit", "planned", ["sergei-lavrov"], [], []),
    ("سيلتقي الزعيمان في موسكو في [[مايو 2025|2025-05]].", "summit", "planned", ["kim-jong-un", "vladimir-putin"], [], []),
    ("أُلغيت زيارة كيم إلى موسكو التي كانت مقررة في [[مايو 2015|2015-05]].", "visit", "planned", ["kim-jong-un"], [], []),
    ("وقالت واشنطن إن كوريا الشمالية شحنت قذائف إلى روسيا في [[أغسطس 2022|2022-08]].", "arms-transfer", "claimed", ["north-korea", "russia"], ["united-states"], []),
    ("ورغم نفي بيونغ يانغ، تقول واشنطن إن فاغنر تسلمت صواريخ كورية شمالية في [[عام 2022|2022]].", "arms-transfer", "denied", ["wagner-group"], ["united-states"], ["north-korea"]),
    ("نفت كوريا الشمالية أن تكون قد أرسلت أسلحة إلى روسيا في [[2022|2022]].", "arms-transfer", "denied", ["russia"], [], ["north-korea"]),
    ("وأُرسل آلاف الجنود الكوريين الشماليين إلى كورسك في [[أكتوبر 2024|2024-10]]، بحسب الاستخبارات الكورية الجنوبية.", "troops", "claimed", [], ["nis"], []),
    ("صادق مجلس الدوما على المعاهدة في [[24 أكتوبر 2024|2024-10-24]].", "treaty", "happened", ["state-duma"], [], []),
    ("استخدمت روسيا حق النقض ضد تمديد عمل فريق الخبراء في [[مارس 2024|2024-03]].", "sanctions", "happened", ["russia"], [], []),
    ("أعلنت وزارة الخزانة الأمريكية عقوبات على فاغنر في [[يناير 2023|2023-01]].", "sanctions", "happened", ["us-treasury"], [], []),
    ("أجرت كوريا الشمالية تجربة نووية في [[سبتمبر 2017|2017-09]].", "weapons-test", "happened", ["north-korea"], [], []),
    ("أطلقت كوريا الشمالية صاروخا باليستيا في [[13 سبتمبر 2023|2023-09-13]].", "weapons-test", "happened", ["north-korea"], [], []),
    ("قال بيسكوف [[الثلاثاء|2024-11-26]] إن موسكو ستواصل تعاونها.", "statement", "happened", ["dmitry-peskov"], ["dmitry-peskov"], []),
    ("وقالت أدريان واتسون، الناطقة باسم المجلس، [[يوم الاثنين|2023-09-04]]، إن المحادثات مستمرة.", "statement", "happened", ["adrienne-watson"], ["adrienne-watson"], []),
    ("نفى الكرملين [[الخميس|2024-11-28]] هذه الأنباء.", "statement", "happened", ["kremlin"], ["kremlin"], []),
    ("بعث بوتين برقية تهنئة إلى كيم في [[سبتمبر 2024|2024-09]].", "statement", "happened", ["vladimir-putin", "kim-jong-un"], [], []),
    ("استؤنفت قطارات الشحن بين روسيا وكوريا الشمالية في [[نوفمبر 2022|2022-11]].", "economy", "happened", ["russia", "north-korea"], [], []),
    ("وأقامت بيونغ يانغ عرضا عسكريا في [[27 يوليو 2023|2023-07-27]].", "other", "happened", ["north-korea"], [], []),
    # ---------------------------------------------------------------- Russian
    ("Шойгу посетил Пхеньян в [[июле 2023 года|2023-07]].", "visit", "happened", ["sergei-shoigu"], [], []),
    ("Российский лидер прибыл в КНДР [[19 июня|2024-06-19]].", "visit", "happened", ["vladimir-putin"], [], []),
    ("Ким Чен Ын встретился с Путиным на космодроме Восточный [[13 сентября 2023 года|2023-09-13]].", "summit", "happened", ["kim-jong-un", "vladimir-putin"], [], []),
    ("Лавров посетит Пхеньян [[в следующем месяце|2025-01]].", "visit", "planned", ["sergei-lavrov"], [], []),
    ("Ожидается, что Ким Чен Ын приедет в Москву в [[мае 2025 года|2025-05]].", "visit", "planned", ["kim-jong-un"], [], []),
    ("По данным Вашингтона, КНДР поставила снаряды России в [[августе 2022 года|2022-08]].", "arms-transfer", "claimed", ["north-korea", "russia"], ["united-states"], []),
    ("Белый дом утверждает, что КНДР отправила контейнеры с боеприпасами в Россию в [[сентябре 2023 года|2023-09]].", "arms-transfer", "claimed", ["north-korea", "russia"], ["white-house"], []),
    ("Пхеньян отрицает, что продавал ракеты группе Вагнера в [[2022 году|2022]].", "arms-transfer", "denied", ["wagner-group"], [], ["north-korea"]),
    ("Госдума ратифицировала договор с КНДР [[24 октября 2024 года|2024-10-24]].", "treaty", "happened", ["state-duma"], [], []),
    ("Россия наложила вето на продление мандата экспертов в [[марте 2024 года|2024-03]].", "sanctions", "happened", ["russia"], [], []),
    ("Северная Корея провела ядерное испытание в [[сентябре 2017 года|2017-09]].", "weapons-test", "happened", ["north-korea"], [], []),
    ("Песков заявил [[во вторник|2024-11-26]], что сотрудничество продолжится.", "statement", "happened", ["dmitry-peskov"], ["dmitry-peskov"], []),
    ("В [[четверг|2024-11-28]] Кремль опроверг эти сообщения.", "statement", "happened", ["kremlin"], ["kremlin"], []),
    ("Северокорейские солдаты прибыли в Курскую область в [[октябре 2024 года|2024-10]], сообщила южнокорейская разведка.", "troops", "claimed", ["north-korean-army"], ["nis"], []),
    ("Первые туристы из России приехали в КНДР в [[феврале 2024 года|2024-02]].", "economy", "happened", ["north-korea"], [], []),
    # ---------------------------------------------------------------- Korean
    ("쇼이구 국방장관은 [[2023년 7월|2023-07]] 평양을 방문했다.", "visit", "happened", ["sergei-shoigu"], [], []),
    ("김정은 국무위원장과 푸틴 대통령은 [[2019년 4월|2019-04]] 블라디보스토크에서 회담했다.", "summit", "happened", ["kim-jong-un", "vladimir-putin"], [], []),
    ("라브로프 장관은 [[다음 달|2025-01]] 평양을 방문할 예정이다.", "visit", "planned", ["sergei-lavrov"], [], []),
    ("미국은 북한이 [[2022년 11월|2022-11]] 바그너그룹에 무기를 판매했다고 주장했다.", "arms-transfer", "claimed", ["north-korea"], ["united-states"], []),
    ("국정원에 따르면 북한군 1500명이 [[지난달|2024-10]] 블라디보스토크로 이동했다.", "troops", "claimed", ["north-korean-army"], ["nis"], []),
    ("북한이 [[지난해|2023]] 러시아에 포탄을 보낸 것으로 전해졌다.", "arms-transfer", "claimed", ["north-korea", "russia"], [], []),
    ("북한 외무성은 [[29일|2023-01-29]] 이 같은 의혹을 부인했다.", "statement", "happened", ["north-korean-foreign-ministry"], ["north-korean-foreign-ministry"], []),
    ("백악관은 [[지난주|2024-11-20]] 북러 무기 거래가 계속되고 있다고 밝혔다.", "statement", "happened", ["white-house"], ["white-house"], []),
    ("북한은 [[2017년 9월|2017-09]] 6차 핵실험을 했다.", "weapons-test", "happened", ["north-korea"], [], []),
    ("러시아 하원은 [[10월 24일|2024-10-24]] 조약을 비준했다.", "treaty", "happened", ["state-duma"], [], []),
    ("러시아는 [[지난 3월|2024-03]] 전문가패널 임기 연장에 거부권을 행사했다.", "sanctions", "happened", ["russia"], [], []),
    ("북한은 [[2월 8일|2023-02-08]] 평양에서 열병식을 열었다.", "other", "happened", ["north-korea"], [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "category", "status", "actors", "said_by", "denied_by"), ACTS, ids=[row[0][:40] for row in ACTS]
)
def test_what_a_dated_clause_tells(
    text: str, category: str, status: str, actors: list[str], said_by: list[str], denied_by: list[str]
) -> None:
    mention = the_mention(text)
    assert (mention.category, str(mention.status)) == (category, status)
    assert set(actors) <= set(mention.actors)
    assert list(mention.attributed_to) == said_by
    assert list(mention.denied_by) == denied_by
    assert mention.sentence.holds(mention.clause) and mention.sentence.holds(mention.timex.span)


# text, [(date, category, status)]
SEVERAL = [
    ("The White House said on [[30 August 2023|2023-08-30]] that Shoigu had sought shells when he visited Pyongyang in [[July 2023|2023-07]].",
     [("2023-08-30", "statement", "happened"), ("2023-07", "visit", "happened")]),
    ("Kim left Pyongyang by train on [[Sunday|2023-09-10]] and crossed into Russia at Khasan on [[Tuesday|2023-09-12]].",
     [("2023-09-10", "visit", "happened"), ("2023-09-12", "visit", "happened")]),
    ("Russia vetoed the panel in [[March 2024|2024-03]], and its mandate ran out on [[30 April 2024|2024-04-30]].",
     [("2024-03", "sanctions", "happened"), ("2024-04-30", "sanctions", "happened")]),
    ("Putin signed the treaty in [[June 2024|2024-06]]; the Duma ratified it in [[October 2024|2024-10]].",
     [("2024-06", "treaty", "happened"), ("2024-10", "treaty", "happened")]),
    ("وقالت واشنطن [[الأسبوع الماضي|2024-11-25/2024-12-01]] إن بيونغ يانغ زودت موسكو بقذائف في [[عام 2022|2022]].",
     [("2024-11-25/2024-12-01", "statement", "happened"), ("2022", "arms-transfer", "claimed")]),
    ("غادر كيم عاصمته بالقطار [[الأحد|2023-09-10]] ووصل إلى خاسان [[الثلاثاء|2023-09-12]].",
     [("2023-09-10", "visit", "happened"), ("2023-09-12", "visit", "happened")]),
    ("وكان بوتين قد زار بيونغ يانغ في [[عام 2000|2000]]، ومن المتوقع أن يعود إليها في [[2025|2025]].",
     [("2000", "visit", "happened"), ("2025", "visit", "planned")]),
    ("В [[сентябре 2023 года|2023-09]] Ким посетил Россию, а [[19 июня 2024 года|2024-06-19]] Путин подписал договор в Пхеньяне.",
     [("2023-09", "visit", "happened"), ("2024-06-19", "treaty", "happened")]),
    ("Белый дом заявил [[в декабре 2022 года|2022-12]], что КНДР передала ракеты группе Вагнера [[в ноябре|2022-11]].",
     [("2022-12", "statement", "happened"), ("2022-11", "arms-transfer", "claimed")]),
    ("백악관은 [[지난 20일|2023-01-20]] 러시아 화차가 [[지난해 11월 18일|2022-11-18]] 북한에서 무기를 실어 갔다고 밝혔다.",
     [("2023-01-20", "statement", "happened"), ("2022-11-18", "arms-transfer", "claimed")]),
    ("김정은은 [[10일|2023-09-10]] 평양을 떠나 [[12일|2023-09-12]] 하산역에 도착했다.",
     [("2023-09-10", "visit", "happened"), ("2023-09-12", "visit", "happened")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SEVERAL, ids=[row[0][:40] for row in SEVERAL])
def test_each_date_is_tied_to_its_own_clause(text: str, told: list[tuple[str, str, str]]) -> None:
    found = mentions(text)
    assert [(m.timex.edtf, m.category, str(m.status)) for m in found] == told
    assert all(m.clause.holds(m.timex.span) for m in found)


NONE = [
    # a date that only measures, a duration
    "Russia has fought in Ukraine since [[February 2022|2022-02/..|measures]].",
    "Putin has ruled Russia for [[24 years||DURATION]].",
    # page furniture within the body
    "Published: [[12 September 2023|2023-09-12]]",
    "[[12 September 2023|2023-09-12]]",
    "تاريخ النشر: [[12 سبتمبر 2023|2023-09-12]]",
    "Опубликовано: [[27 июля 2023|2023-07-27]], 14:20",
    "입력 [[2023.09.14|2023-09-14]] 09:12",
    "Kim Jong Un and Putin in Vladivostok. File photo, [[April 2019|2019-04]]",
    "SEOUL, [[June 19, 2024|2024-06-19]] — North Korea keeps silent.",
    # nothing of the beat
    "The bakery opened in [[1998|1998]].",
]


@pytest.mark.parametrize("text", NONE, ids=[text[:40] for text in NONE])
def test_what_makes_no_mention(text: str) -> None:
    assert mentions(text) == []


def test_only_the_body_makes_mentions() -> None:
    text = "Lavrov visited Pyongyang in [[October 2023|2023-10]]. Shoigu visited Pyongyang in [[July 2023|2023-07]]."
    document, timexes = marked(text)
    half = document.text.index("Shoigu")
    for kind in (BlockKind.FOREIGN, BlockKind.FURNITURE):
        blocks = (Block(BlockKind.BODY, 0, half), Block(kind, half, len(document.text)))
        from dataclasses import replace

        found = find_mentions(replace(document, blocks=blocks), timexes, TOPIC)
        assert [m.timex.edtf for m in found] == ["2023-10"]


def test_a_dateline_is_no_actor_and_no_date() -> None:
    mention = the_mention(
        "SEOUL, [[19 June 2024|2024-06-19]] — Putin signed a treaty with Kim Jong Un on [[Wednesday|2024-06-19]]."
    )
    assert mention.timex.text == "Wednesday"
    assert set(mention.actors) == {"vladimir-putin", "kim-jong-un"}


def test_an_undated_document_still_has_mentions() -> None:
    mention = the_mention("Shoigu visited Pyongyang [[last July|]].", written="")
    assert mention.timex.value is None and mention.category == "visit"


def test_a_plan_for_the_past_needs_words_of_the_past() -> None:
    assert the_mention("Kim will recall that he met Putin in [[2019|2019]].").status is Status.HAPPENED
    assert (
        the_mention(
            "Kim had been due in Moscow in [[May 2015|2015-05]], but the visit was called off."
        ).status
        is Status.PLANNED
    )


def test_a_date_ahead_of_the_document_is_planned() -> None:
    assert (
        the_mention("Putin visits Pyongyang on [[18 June 2024|2024-06-18]].", written="2024-06-12").status
        is Status.PLANNED
    )
    assert (
        the_mention("Putin visits Pyongyang on [[18 June 2024|2024-06-18]].", written="2024-06-20").status
        is Status.HAPPENED
    )


def test_a_visit_to_come_is_dated_about_the_document() -> None:
    mention = the_mention(
        "ومن المقرر أن يزور بوتين كوريا الشمالية وذلك للمرة الأولى [[منذ 24 عاما|2000|measures]].",
        written="2024-06-16",
    )
    assert (mention.timex.edtf, mention.category, mention.status) == ("2024-06~", "visit", Status.PLANNED)
    assert mention.rule == "ar/coming" and mention.actors[0] == "vladimir-putin"


def test_a_pronoun_takes_who_was_spoken_of_last() -> None:
    found = mentions("The Russian president landed before dawn. He was last there in [[July 2000|2000-07]].")
    assert found[0].actors[:1] == ("vladimir-putin",) and found[0].category == "visit"
    found = mentions(
        "Министр обороны Сергей Шойгу завершил поездку. Самолёт министра приземлился в Пхеньяне [[во вторник|2023-07-25]]."
    )
    assert found[0].actors[:1] == ("sergei-shoigu",)


def test_during_the_visit_inherits_its_date_with_both_sentences_as_evidence() -> None:
    found = mentions(
        "Shoigu went to Pyongyang in [[July 2023|2023-07]]. During the visit Kim Jong Un showed him a hall of missiles."
    )
    assert [m.timex.edtf for m in found] == ["2023-07", "2023-07"]
    assert found[1].rule == "en/during" and found[1].sentence.holds(found[1].timex.span)
    assert set(found[1].actors) >= {"kim-jong-un"}


def test_an_office_means_who_held_it_on_the_day_told() -> None:
    assert (
        "sergei-shoigu"
        in the_mention("The Russian defence minister visited Pyongyang in [[July 2023|2023-07]].").actors
    )
    assert (
        "andrei-belousov"
        in the_mention("The Russian defence minister visited Pyongyang in [[November 2024|2024-11]].").actors
    )


DENIALS = [
    # a denial elsewhere in the text is tied to the claim it denies
    ("Washington says Pyongyang sold shells to Russia in [[2022|2022]]. Both governments deny any such trade in weapons.",
     "arms-transfer", "denied", {"russia", "north-korea"}),
    ("Kirby said that North Korea delivered rockets to Wagner in [[November 2022|2022-11]]. Pyongyang called it a fabrication and denied the arms deal.",
     "arms-transfer", "denied", {"north-korea"}),
    ("نفت بيونغ يانغ مرارا تزويد روسيا بالأسلحة. وقالت واشنطن إن كوريا الشمالية أرسلت قذائف إلى فاغنر في [[عام 2022|2022]].",
     "arms-transfer", "denied", {"north-korea"}),
    ("По версии Вашингтона, КНДР отправила снаряды в Россию в [[2022 году|2022]]. Пхеньян отрицает поставки оружия.",
     "arms-transfer", "denied", {"north-korea"}),
    ("미국은 북한이 [[2022년|2022]] 러시아에 포탄을 보냈다고 주장했다. 북한은 무기 거래를 부인했다.",
     "arms-transfer", "denied", {"north-korea"}),
    # what is denied is something else: the claim stands
    ("Washington says Pyongyang sold shells to Russia in [[2022|2022]]. The Kremlin denied that a summit was planned.",
     "arms-transfer", "claimed", set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "category", "status", "deniers"), DENIALS, ids=[row[0][:40] for row in DENIALS]
)
def test_a_denial_is_tied_to_the_claim(text: str, category: str, status: str, deniers: set[str]) -> None:
    mention = next(m for m in mentions(text) if m.category == category)
    assert str(mention.status) == status and set(mention.denied_by) == deniers


NEGATED = [
    "Kim did not travel to Russia in [[2020|2020]].",
    "لم يسافر كيم إلى روسيا في [[عام 2020|2020]].",
    "Ким не посещал Россию в [[2020 году|2020]].",
    "김정은은 [[2020년|2020]] 러시아를 방문하지 않았다.",
]


@pytest.mark.parametrize("text", NEGATED)
def test_an_act_that_did_not_take_place_is_not_told_as_one(text: str) -> None:
    mention = the_mention(text)
    assert mention.rule.endswith("negated")


ONLY = [
    ("Putin had not only visited Pyongyang in [[2000|2000]].", "visit"),
    ("لم يزر بوتين بيونغ يانغ سوى مرة في [[عام 2000|2000]].", "visit"),
]


@pytest.mark.parametrize(("text", "category"), ONLY)
def test_a_restriction_is_no_negation(text: str, category: str) -> None:
    assert the_mention(text).category == category


WHO = [
    (
        "A South Korean official said on [[Monday|2024-11-25]] that troops were moving to Kursk.",
        ("South Korean official",),
    ),
    (
        "وقال مسؤول أمريكي [[الاثنين|2024-11-25]] إن القوات الكورية الشمالية وصلت إلى كورسك.",
        ("مسؤول أمريكي",),
    ),
    ("Moscow and Pyongyang said on [[Monday|2024-11-25]] that ties were growing.", ("russia", "north-korea")),
    ("أكدت بيونغ يانغ وموسكو [[الاثنين|2024-11-25]] القمة مع بوتين.", ("north-korea", "russia")),
    ("미국 당국자들은 [[25일|2024-11-25]] 북한군이 쿠르스크로 이동했다고 말했다.", ("미국 당국자들",)),
]


@pytest.mark.parametrize(("text", "who"), WHO, ids=[row[0][:40] for row in WHO])
def test_who_says_so(text: str, who: tuple[str, ...]) -> None:
    assert the_mention(text).attributed_to == who


def test_the_words_that_decided_are_kept() -> None:
    mention = the_mention(
        "Washington says that Pyongyang shipped shells to Russia in [[August 2022|2022-08]]."
    )
    assert [cue.text for cue in mention.cues] == ["says", "shipped", "shells"]


def test_two_people_are_the_last_two_spoken_of() -> None:
    found = mentions("김정은은 쇼이구를 접견했다. 두 사람은 [[26일|2023-07-26]] 전시회를 둘러봤다.")
    assert set(found[0].actors) == {"kim-jong-un", "sergei-shoigu"}
    found = mentions("ومن المتوقع أن يلتقي الرجلان في موسكو [[الثلاثاء|2024-12-03]].")
    assert set(found[0].actors) == {"kim-jong-un", "vladimir-putin"}


MORE = [
    # a ministry («وزارة») is no visit («زارة»)
    ("أدرجت وزارة الخزانة الأمريكية فاغنر على قائمة سوداء في [[يناير 2023|2023-01]].", "sanctions", "happened"),
    # pictures from satellites are no launch
    ("Satellite pictures of [[October 2023|2023-10]] show containers of shells shipped from Rajin to Russia.", "arms-transfer", "happened"),
    # what an anniversary is of is not told
    ("Pyongyang held a parade for the anniversary of the armistice in [[July 2023|2023-07]].", "other", "happened"),
    # a letter is no visit, whoever sends it to whom
    ("Лавров направил коллеге послание в [[мае 2024 года|2024-05]].", "statement", "happened"),
    # a date behind the words quoted dates the saying
    ('Miller called the shipments "a breach of all resolutions" at a briefing on [[Monday|2023-11-27]].', "statement", "happened"),
    ("미국 국방부는 북한군이 쿠르스크에 배치됐다고 [[4일|2024-11-04]] 밝혔다.", "statement", "happened"),
    # a meeting that is no summit
    ("Putin met Choe Son Hui at the Kremlin on [[4 November 2024|2024-11-04]].", "visit", "happened"),
    ("쇼이구 장관은 [[28일|2024-12-01]] 귀국길에 오를 것으로 알려졌다.", "visit", "planned"),
    # continuing a sentence before
    ("The Duma ratified the treaty. The upper chamber is expected to take it up on [[6 December|2024-12-06]].", "treaty", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), MORE, ids=[row[0][:40] for row in MORE])
def test_what_could_be_taken_for_another_act(text: str, category: str, status: str) -> None:
    mention = the_mention(text)
    assert (mention.category, str(mention.status)) == (category, status)


def test_not_denying_denies_nothing() -> None:
    claim = "Washington says Pyongyang sold shells to Russia in [[2022|2022]]. "
    for more in (
        "Putin did not deny that arms were sold.",
        "لم ينف بوتين بيع أسلحة.",
        "Путин не отрицал поставки оружия.",
    ):
        assert mentions(claim + more)[0].status is Status.CLAIMED


#: Entries of chronologies: a heading that dates the first sentence under it, and what that tells.
CHRONOLOGIES = {
    "en": (
        "How the ties warmed\n\n24 August 2011\nKim Jong Il meets Dmitry Medvedev outside Ulan-Ude. Both look tired.\n\n"
        "22 September 2013\nThe rebuilt railway to the port of Rajin is reopened with speeches.\n\n"
        "25 April 2019\nPutin and Kim Jong Un meet for the first time, and Kim goes home on 26 April.\n",
        [("2011-08-24", "summit"), ("2013-09-22", "economy"), ("2019-04-25", "summit"), ("2019-04-26", "visit")],
    ),
    "ar": (
        "محطات في العلاقة\n\n24 آب/أغسطس 2011\nالتقى دميتري ميدفيديف كيم جونغ إيل قرب أولان أودي شرق سيبيريا.\n\n"
        "25 نيسان/أبريل 2019\nاجتمع بوتين بكيم جونغ أون للمرة الأولى في جزيرة روسكي.\n\n"
        "4 كانون الأول/ديسمبر 2024\nدخلت المعاهدة بين روسيا وكوريا الشمالية حيز النفاذ رسميا.\n",
        [("2011-08-24", "summit"), ("2019-04-25", "summit"), ("2024-12-04", "treaty")],
    ),
    "ru": (
        "Вехи отношений\n\n24 августа 2011 года\nДмитрий Медведев принял Ким Чен Ира под Улан-Удэ.\n\n"
        "25 апреля 2019 года\nПутин и Ким Чен Ын впервые встретились на острове Русский.\n\n"
        "4 декабря 2024 года\nДоговор между Россией и КНДР вступил в силу сразу после обмена грамотами.\n",
        [("2011-08-24", "visit"), ("2019-04-25", "summit"), ("2024-12-04", "treaty")],
    ),
    "ko": (
        "북러 관계 연표\n\n2011년 8월 24일\n김정일 위원장이 울란우데에서 메드베데프 대통령을 만났다.\n\n"
        "2019년 4월 25일\n김정은 위원장과 푸틴 대통령이 블라디보스토크에서 첫 정상회담을 했다.\n\n"
        "2024년 12월 4일\n북한과 러시아가 맺은 조약이 공식적으로 발효됐다.\n",
        [("2011-08-24", "summit"), ("2019-04-25", "summit"), ("2024-12-04", "treaty")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", CHRONOLOGIES)
def test_a_heading_of_a_chronology_dates_the_first_sentence_under_it(language: str) -> None:
    text, told = CHRONOLOGIES[language]
    found = _told(text + "\n")
    assert [(m.timex.edtf, m.category) for m in found] == told
    under = [m for m in found if m.rule == f"{language}/heading"]
    assert len(under) >= 3 and all(m.sentence.holds(m.timex.span) for m in under)


def test_the_day_of_a_page_over_its_first_lines_heads_nothing() -> None:
    page = (
        "A year in brief\n\n1 December 2024\nOur desk has gone through its files again this week.\n\n"
        + "".join(
            f"{day} {month} 2024\nPutin and Kim Jong Un exchange letters of friendship once more.\n\n"
            for day, month in ((3, "March"), (7, "May"), (9, "July"))
        )
    )
    assert "2024-12-01" not in [m.timex.edtf for m in _told(page)]


def _told(text: str) -> list[EventMention]:
    """The mentions of a text read as pages are: its date expressions found, its lines made blocks."""
    document = read_document("page.txt", text.encode())
    document = replace(document, dating=Dating(EdtfDate.parse("2024-12-01"), confidence=Certainty.CERTAIN))
    timexes = list(resolve(stretches(document.text, document.language), document.dating.value, document.id))
    return find_mentions(document, timexes, TOPIC)


@pytest.mark.parametrize(
    "text",
    [
        "A British newspaper reports that Seoul said [[this week|2024-06]] that the containers hold shells.",
        "ذكرت صحيفة بريطانية أن سيول أعلنت [[هذا الأسبوع|2024-06]] تقديرات جديدة.",
        "Британская газета пишет, что Сеул [[на этой неделе|2024-06]] заявил о новых оценках.",
        "영국 일간지 더 타임스는 서울이 [[이번 주|2024-06]] 새 추정치를 발표했다고 전했다.",
    ],
)
def test_whose_a_paper_is_is_no_actor(text: str) -> None:
    assert all("united-kingdom" not in m.actors for m in mentions(text))


@pytest.mark.parametrize(
    "text",
    [
        "Russia and China have sent few guests since the pandemic began in [[2020|2020]].",
        "لم ترسل روسيا والصين ضيوفا كثيرين منذ بداية الجائحة في [[عام 2020|2020]].",
    ],
)
def test_a_time_since_when_is_nobodys_act(text: str) -> None:
    assert the_mention(text).actors == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The treaty signed in Pyongyang on [[19 June 2024|2024-06-19]] is in force, Seoul said.", "treaty"),
        (
            "Analysts said that the missile test, carried out on [[25 May 2024|2024-05-25]], had failed.",
            "weapons-test",
        ),
        ("أشارت سيول إلى المعاهدة الموقعة في بيونغ يانغ في [[19 يونيو 2024|2024-06-19]].", "treaty"),
    ],
)
def test_an_act_told_by_a_participle_is_presupposed_by_whoever_speaks(text: str, told: str) -> None:
    mention = the_mention(text)
    assert (mention.category, mention.status) == (told, Status.HAPPENED)


def test_the_verb_of_whoever_is_named_is_no_participle() -> None:
    assert (
        the_mention("Putin signed in Moscow on [[9 May 2024|2024-05-09]] the law on the treaty.").category
        == "treaty"
    )
    assert (
        the_mention("Seoul said that North Korea sent in [[May 2024|2024-05]] shells to Russia.").status
        is Status.CLAIMED
    )
