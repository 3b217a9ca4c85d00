"""Russian events: sentences, kinds of act, status, who says so, who denies, speakers without a name."""

from __future__ import annotations

import pytest

from tests.marked import TOPIC, mentions, parts, the_mention, told, told_by
from timeline.topics.unnamed import unnamed

SENTENCES = [
    ("Он прибыл 5 мая 2024 г. в Москву. Его ждали.", ["Он прибыл 5 мая 2024 г. в Москву.", "Его ждали."]),
    ("Цена выросла на 3,5 процента. Это немного.", ["Цена выросла на 3,5 процента.", "Это немного."]),
    ("А. А. Громыко спорил. Ким молчал.", ["А. А. Громыко спорил.", "Ким молчал."]),
    ("«Сделки не было!» — уверяет МИД. Ему верят?", ["«Сделки не было!» — уверяет МИД.", "Ему верят?"]),
    ("Гость уехал\n\nПоезд ушел ночью.", ["Гость уехал", "Поезд ушел ночью."]),
    ("Так решил ООН и т. д. Всё.", ["Так решил ООН и т. д. Всё."]),
    ("Ушло 1,5 млн. тонн угля.", ["Ушло 1,5 млн. тонн угля."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[row[0][:30] for row in SENTENCES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


# text, category, status
TOLD = [
    ("Володин заглянул в Пхеньян [[в августе 2025 года|2025-08]].", "visit", "planned"),
    ("Лавров, находившийся в КНДР [[с 11 по 13 июля 2024 года|2024-07-11/2024-07-13]], остался доволен.", "visit", "happened"),
    ("Отряд Тихоокеанского флота зашел в порт Вонсан [[1 июля 2024 года|2024-07-01]].", "visit", "happened"),
    ("Владимир Путин и Ким Чен Ын беседовали в Пекине [[3 сентября 2024 года|2024-09-03]].", "summit", "happened"),
    ("Саммит Трампа и Ким Чен Ына прошел в Ханое [[в феврале 2019 года|2019-02]].", "summit", "happened"),
    ("Сергей Лавров провел встречу с Чхве Сон Хи [[1 ноября 2024 года|2024-11-01]].", "visit", "happened"),
    ("Ким Чен Ын встретил в Пхеньяне министра культуры [[29 июня 2024 года|2024-06-29]].", "visit", "happened"),
    ("Ракета «Чхоллима-1» вывела спутник на орбиту [[21 ноября 2023 года|2023-11-21]].", "weapons-test", "happened"),
    ("КНДР спустила на воду эсминец [[25 апреля 2024 года|2024-04-25]].", "weapons-test", "happened"),
    ("Договор лидеры скрепили подписями [[19 июня 2024 года|2024-06-19]].", "treaty", "happened"),
    ("Москва и Пхеньян достигли договоренности о рыбе [[в мае 2024 года|2024-05]].", "other", "happened"),
    ("Совбез принял резолюцию [[22 декабря 2017 года|2017-12-22]] в ответ на пуск ракеты.", "sanctions", "happened"),
    ("Россия списала долг КНДР [[в 2014 году|2014]].", "economy", "happened"),
    ("Прямой рейс из Москвы в Пхеньян открыли [[27 июля 2024 года|2024-07-27]].", "economy", "happened"),
    ("Корейские рабочие строили стадион [[в 2017 году|2017]].", "economy", "happened"),
    ("Путин и Ким Чен Ын говорили по телефону [[12 августа 2024 года|2024-08-12]].", "statement", "happened"),
    ("Российские и корейские бойцы погибли под Курском [[в декабре 2023 года|2023-12]].", "troops", "happened"),
    ("Ким Чен Ын принимал парад [[9 сентября 2024 года|2024-09-09]].", "other", "happened"),
    ("Владимир Путин принял участие в параде [[9 мая 2024 года|2024-05-09]].", "other", "happened"),
    ("Трудовая партия Кореи отметила юбилей [[10 октября 2024 года|2024-10-10]].", "other", "happened"),
    ("Встреча Трампа с Ким Чен Ыном [[30 октября|2024-10-30]] так и не состоялась.", "summit", "planned"),
    # a verb tells more than the nouns beside it
    ("Ким Чен Ын осматривал [[в мае 2024 года|2024-05]] рыбный завод под Вонсаном.", "visit", "happened"),
    ("Лыжники из Приморья приехали в КНДР [[в феврале 2024 года|2024-02]].", "economy", "happened"),
    ("Лондон [[17 мая 2024 года|2024-05-17]] внес в черный список две фирмы, замешанные в поставках снарядов.", "sanctions", "happened"),
    ("На севере КНДР [[в июле 2024 года|2024-07]] паводок разрушил дома.", "other", "happened"),
    ("Футболистки КНДР выиграли матч в Москве [[в мае 2024 года|2024-05]].", "other", "happened"),
    ("Кредиторы из Москвы дали Пхеньяну отсрочку [[в мае 2024 года|2024-05]].", "economy", "happened"),
    ("Министр внешней торговли КНДР прилетел в Москву [[1 мая 2024 года|2024-05-01]].", "visit", "happened"),
    # planned
    ("Памятник павшим солдатам КНДР обещают открыть [[к концу года|2024-12]].", "other", "planned"),
    ("Мост через Туманную откроют [[в 2026 году|2026]].", "economy", "planned"),
    ("Всех рабочих обязаны вывезти из России [[до 22 декабря|../2024-12-22]].", "economy", "planned"),
    ("Пхеньян обещал прислать саперов в Курск [[в июле|2024-07]].", "troops", "planned"),
    ("Визит Кима в Москву намечен [[на весну|2025-21]].", "visit", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), TOLD, ids=[row[0][:40] for row in TOLD])
def test_what_is_told(text: str, category: str, status: str) -> None:
    assert told(text) == (category, status)


# text, category, status, who says so
SAID = [
    ("Эшелон со снарядами, считают в Киеве, пришел в Россию [[в мае|2024-05]].", "arms-transfer", "claimed", ("ukraine",)),
    ("По сведениям Сеула, КНДР отгрузила снаряды России [[в марте|2024-03]].", "arms-transfer", "claimed", ("south-korea",)),
    ("Песков [[во вторник|2024-11-26]] отметил, что поставки идут.", "statement", "happened", ("dmitry-peskov",)),
    ("Песков [[во вторник|2024-11-26]] заметил, что сроков нет.", "statement", "happened", ("dmitry-peskov",)),
    ("Песков [[во вторник|2024-11-26]] слукавил, что сроков нет.", "statement", "happened", ("dmitry-peskov",)),
    ("В марте, по данным Сеула, снаряды КНДР ушли в Россию [[в мае|2024-05]].", "arms-transfer", "claimed", ("south-korea",)),
    ("Лавров побывал в Пхеньяне [[в июле 2024 года|2024-07]], отметил Песков.", "visit", "happened", ("dmitry-peskov",)),
    ("Песков [[во вторник|2024-11-26]] уклонился от ответа.", "statement", "happened", ("dmitry-peskov",)),
    ("Вашингтон [[в октябре|2024-10]] потребовал прекратить поставки снарядов.", "statement", "happened", ("united-states",)),
    ("Лавров посетит Пхеньян [[в июле 2025 года|2025-07]], сообщил Песков.", "visit", "planned", ("dmitry-peskov",)),
    ("КНДР поставила ракеты России [[в 2023 году|2023]], пишет агентство Yonhap.", "arms-transfer", "claimed", ("yonhap",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status", "who"), SAID, ids=[row[0][:40] for row in SAID])
def test_who_says_so(text: str, category: str, status: str, who: tuple[str, ...]) -> None:
    assert told_by(text) == (category, status, who)


def test_two_dates_are_two_mentions_with_their_own_clauses() -> None:
    one, other = mentions(
        "Ким Чен Ын прибыл во Владивосток [[24 апреля 2019 года|2019-04-24]], "
        "а [[25 апреля|2019-04-25]] встретился с Владимиром Путиным."
    )
    assert (one.category, other.category) == ("visit", "summit")
    assert "встретился" not in one.clause.text and "прибыл" not in other.clause.text


HOLDERS = [("2023-07-25", "sergei-shoigu"), ("2024-07-18", "andrei-belousov")]


@pytest.mark.parametrize(("day", "holder"), HOLDERS)
def test_the_defence_minister_is_whoever_was_that_day(day: str, holder: str) -> None:
    assert the_mention(f"Министр обороны России прибыл в Пхеньян [[{day}|{day}]].").actors == (holder,)


CONTINUES = [
    # (text, the category of its last mention)
    ("КНДР поставила снаряды России [[в 2023 году|2023]]. Первые отправили [[в августе|2023-08]].", "arms-transfer"),
    ("Договор подписан [[в июне|2024-06]]. Сенаторы одобрили его [[6 ноября|2024-11-06]].", "treaty"),
    ("Договор подписан [[в июне|2024-06]]. В Осаке [[6 ноября|2024-11-06]] открылась выставка собак, и Москва это заметила.", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category"), CONTINUES, ids=[row[1] for row in CONTINUES])
def test_a_sentence_goes_on_about_the_act_told_last(text: str, category: str) -> None:
    last = mentions(text)[-1]
    assert len(mentions(text)) == 2
    assert last.category == category
    assert category == "other" or last.rule == "ru/inherited"


DENIED = [
    # (text, status of its first mention): "this" is the claim told last
    ("Вашингтон утверждает, что КНДР поставила снаряды России [[в 2023 году|2023]]. Москва это отрицает.", "denied"),
    ("Сеул сообщил, что КНДР запустила ракету [[в мае|2024-05]]. Вашингтон утверждает, что КНДР поставила снаряды России [[в июне|2024-06]]. Москва это отрицает.", "claimed"),
    ("Вашингтон утверждает, что КНДР поставила снаряды России [[в 2023 году|2023]]. Москва не отрицает этого.", "claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), DENIED, ids=["this", "another", "not denied"])
def test_a_denial_is_of_the_claim_it_points_at(text: str, status: str) -> None:
    assert str(mentions(text)[0].status) == status


UNNAMED = [
    ("американских чиновников", "American officials", "مسؤولون من الولايات المتحدة"),
    ("источником", "source", "مصدر"),
    ("украинской разведки", "Ukrainian intelligence", "استخبارات من أوكرانيا"),
    ("южнокорейские военные", "South Korean military", "عسكريون من كوريا الجنوبية"),
    ("дипломатам", "diplomats", "دبلوماسيون"),
]


@pytest.mark.parametrize(("words", "english", "arabic"), UNNAMED, ids=[row[1] for row in UNNAMED])
def test_speakers_without_a_name_in_the_language_of_the_interface(
    words: str, english: str, arabic: str
) -> None:
    assert (unnamed(words, TOPIC, "en"), unnamed(words, TOPIC, "ar")) == (english, arabic)


# what goes without a traveller is what the document is about; what is condemned is no news of itself
ABOUT = [
    ("Железнодорожное сообщение с КНДР открыто [[в мае|2024-05]]. Билеты на поезда дороги. Первый поезд прибудет на вокзал [[25 июня|2025-06-25]].", "economy"),
    ("Железнодорожное сообщение с КНДР открыто [[в мае|2024-05]]. Билеты на поезда дороги. Лавров прибудет на вокзал [[25 июня|2025-06-25]].", "visit"),
    ("Сеул [[в среду|2024-11-27]] осудил запуск ракеты.", "statement"),
    ("Лавров и Чхве Сон Хи [[в среду|2024-11-27]] встретились и обсудили санкции.", "visit"),
    ("Лидеры двух стран [[13 сентября|2023-09-13]] сели за стол переговоров.", "summit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category"), ABOUT)
def test_what_goes_and_what_is_judged(text: str, category: str) -> None:
    assert mentions(text)[-1].category == category


def test_the_date_of_a_headline_in_a_list_tells_nothing() -> None:
    assert mentions("[[09.09.2013|2013-09-09]] Поезд из России прибыл в КНДР") == []
    assert len(mentions("[[09.09.2013|2013-09-09]] - поезд из России прибыл в КНДР")) == 1
