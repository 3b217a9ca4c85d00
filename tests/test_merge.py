"""Merging: what is one act, what is not; dates, sources, links, titles; laws that always hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.marked import TOPIC, marked, mentions
from timeline import merge
from timeline.edtf import EdtfDate
from timeline.merge.sources import stories
from timeline.models import Certainty, Document, Event, EventMention, Span, Status, Timex

SHOIGU = "Shoigu visited Pyongyang in [[July 2023|2023-07]]."


def merged(*texts: str | tuple[str, str], written: str = "2024-12-01") -> list[Event]:
    """The events of several documents, one for each text, or text and day written."""
    dated = [text if isinstance(text, tuple) else (text, written) for text in texts]
    documents = [marked(text, day, f"d{i}")[0] for i, (text, day) in enumerate(dated)]
    found = [m for i, (text, day) in enumerate(dated) for m in mentions(text, day, f"d{i}")]
    return merge.merge(found, documents, TOPIC)


ONE = [
    # a month and a day within it
    ("Shoigu arrived in Pyongyang on [[25 July 2023|2023-07-25]].", SHOIGU, "2023-07-25"),
    # across languages and spellings
    ("زار شويجو بيونج يانج في [[يوليو 2023|2023-07]].", SHOIGU, "2023-07"),
    ("Шойгу посетил Пхеньян [[25 июля 2023 года|2023-07-25]].", SHOIGU, "2023-07-25"),
    ("쇼이구 국방장관은 [[2023년 7월|2023-07]] 평양을 방문했다.", SHOIGU, "2023-07"),
    # an office and its holder
    ("The Russian defence minister visited Pyongyang in [[July 2023|2023-07]].", SHOIGU, "2023-07"),
    # one set of actors within the other's
    ("Shoigu visited Pyongyang and met Kim Jong Un in [[July 2023|2023-07]].", SHOIGU, "2023-07"),
    # a state and a capital in it
    ("Shoigu visited North Korea in [[July 2023|2023-07]].", SHOIGU, "2023-07"),
    # visit and summit go together
    (
        "Kim Jong Un travelled to Vladivostok in [[2019|2019]].",
        "Kim Jong Un and Putin met in Vladivostok on [[25 April 2019|2019-04-25]].",
        "2019-04-25",
    ),
    # one date names the days, the other the month
    ("Shoigu visited Pyongyang [[from 25 to 27 July 2023|2023-07-25/2023-07-27]].", SHOIGU, "2023-07-25/2023-07-27"),
    # claimed here and claimed there
    (
        "Washington says North Korea sold rockets to Wagner in [[November 2022|2022-11]].",
        "По данным Вашингтона, КНДР поставила ракеты группе Вагнера в [[ноябре 2022 года|2022-11]].",
        "2022-11",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "edtf"), ONE, ids=[row[0][:40] for row in ONE])
def test_accounts_of_one_act_are_one_event(one: str, other: str, edtf: str) -> None:
    events = merged(one, other)
    assert len(events) == 1, [(e.category, e.date, e.actors) for e in events]
    event = events[0]
    assert event.date and event.date.text == edtf
    assert event.n_sources == 2 and len(event.mentions) == 2 and event.conflicts == ()
    assert len(merge.reasons(event, TOPIC)) == 1


def test_the_category_is_what_accounts_of_the_sharp_date_say() -> None:
    [event] = merged(
        "Kim Jong Un and Putin met in Vladivostok on [[25 April 2019|2019-04-25]].",
        "Kim Jong Un travelled to Vladivostok in [[2019|2019]] and saw Putin.",
        "Kim Jong Un arrived in Vladivostok by train in [[2019|2019]].",
    )
    assert event.category == "summit" and len(event.mentions) == 3


TWO = [
    # another month, another year
    ("Shoigu visited Pyongyang in [[September 2024|2024-09]].", SHOIGU),
    # another minister
    ("Lavrov visited Pyongyang in [[July 2023|2023-07]].", SHOIGU),
    # another place
    ("Shoigu met Kim Jong Un in Vladivostok in [[July 2023|2023-07]].", SHOIGU),
    # another kind of act
    ("Washington says Shoigu sought shells from North Korea in [[July 2023|2023-07]].", SHOIGU),
    # a plan is not its outcome
    ("Shoigu is expected in Pyongyang in [[July 2023|2023-07]].", SHOIGU),
    # two days of one month
    ("North Korea launched a missile on [[12 July 2023|2023-07-12]].", "North Korea launched a missile on [[19 July 2023|2023-07-19]]."),
    # two speakers
    ("Lavrov said on [[Monday|2024-11-25]] that ties were strong.", "Peskov said on [[Monday|2024-11-25]] that ties were strong."),
    # the way there and the way elsewhere
    ("Putin visited Pyongyang in [[June 2024|2024-06]].", "Putin visited Vietnam in [[June 2024|2024-06]]."),
    # a trip of several days and the summit within it
    ("Kim Jong Un travelled through Russia [[from 12 to 17 September 2023|2023-09-12/2023-09-17]].",
     "Kim Jong Un and Putin met at Vostochny on [[13 September 2023|2023-09-13]]."),
    # South and North
    ("South Korea launched a missile in [[May 2022|2022-05]].", "North Korea launched a missile in [[May 2022|2022-05]]."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TWO, ids=[row[0][:40] for row in TWO])
def test_near_misses_stay_apart(one: str, other: str) -> None:
    events = merged(one, other)
    assert len(events) == 2, [(e.category, e.date, e.actors) for e in events]


def test_a_vague_date_does_not_chain_sharp_ones() -> None:
    events = merged(
        "Lavrov visited Pyongyang on [[18 January 2023|2023-01-18]].",
        "Lavrov visited Pyongyang on [[18 October 2023|2023-10-18]].",
        "Lavrov visited Pyongyang in [[2023|2023]].",
    )
    assert sorted(len(e.mentions) for e in events) == [1, 1, 1]


def test_a_vague_date_joins_the_one_act_it_can_mean() -> None:
    events = merged(
        "Lavrov visited Pyongyang on [[18 October 2023|2023-10-18]].",
        "Lavrov visited Pyongyang in [[2023|2023]].",
        "Lavrov visited Pyongyang in [[October 2023|2023-10]].",
    )
    assert [len(e.mentions) for e in events] == [3]


def test_dates_that_cannot_both_be_right_are_kept_as_a_conflict() -> None:
    events = merged(
        "Kim Jong Un and Putin met at Vostochny on [[13 September 2023|2023-09-13]].",
        "For the second time the leaders of both states, Putin and Kim Jong Un, held talks: at Vostochny, on [[Wednesday|2023-09-13]].",
        "Kim Jong Un and Putin met at Vostochny on [[12 September 2023|2023-09-12]].",
    )
    assert len(events) == 1
    assert [c.text for c in events[0].conflicts] == ["2023-09-12", "2023-09-13"]
    assert events[0].date and events[0].date.text == "2023-09-13"


def test_two_meetings_told_by_one_document_are_no_conflict() -> None:
    events = merged(
        "Kim Jong Un and Putin met in Pyongyang on [[18 June 2024|2024-06-18]]. "
        "Kim Jong Un and Putin met in Pyongyang on [[19 June 2024|2024-06-19]]."
    )
    assert len(events) == 2 and not any(e.conflicts for e in events)


def test_a_plan_is_linked_to_what_it_announced() -> None:
    events = merged(
        ("Kim is to meet Putin in Russia in [[September 2023|2023-09]].", "2023-09-05"),
        "Kim Jong Un and Putin met at Vostochny on [[13 September 2023|2023-09-13]].",
    )
    planned = next(e for e in events if e.status is Status.PLANNED)
    held = next(e for e in events if e.status is Status.HAPPENED)
    assert planned.linked_to == held.id and held.linked_to == ""
    assert planned.date and planned.date.text == "2023-09"


def test_a_plan_is_not_linked_to_what_came_before_or_much_later() -> None:
    events = merged(
        ("Kim is to visit Russia in [[May 2015|2015-05]].", "2015-02-01"),
        "Kim Jong Un visited Russia in [[April 2019|2019-04]].",
        "Kim Jong Un visited Russia in [[March 2015|2015-03]].",
    )
    assert all(e.linked_to == "" for e in events)


def test_a_summit_is_linked_to_the_trip_it_was_part_of() -> None:
    events = merged(*TWO[8])
    summit = next(e for e in events if e.category == "summit")
    assert summit.linked_to == next(e for e in events if e.category == "visit").id


def test_status_is_the_strongest_and_denials_stand_beside() -> None:
    claim = "Washington says North Korea sent shells to Russia in [[2022|2022]]."
    events = merged(claim, claim + " Pyongyang denies selling any weapons.")
    assert len(events) == 1
    assert events[0].status is Status.CLAIMED and events[0].denied_by == ("north-korea",)
    assert {m.status for m in events[0].mentions} == {Status.CLAIMED, Status.DENIED}
    assert events[0].attributed_to == ("united-states",)


STORY = (
    "Officials gave few details of the talks, which lasted several hours behind closed doors. Reporters waited "
    "outside in the rain while aides carried folders in and out. Nobody would say what had been agreed on. "
)


def test_reprints_of_one_story_count_once() -> None:
    events = merged(
        STORY + SHOIGU, "Agency. " + STORY + SHOIGU, SHOIGU + " The fair was full of new drones and rockets."
    )
    assert len(events) == 1 and len(events[0].mentions) == 3 and events[0].n_sources == 2


def test_stories_are_found_by_shared_text() -> None:
    one = Document("a", "a", STORY * 2)
    other = Document("b", "b", "Our correspondent writes: " + STORY * 2)
    third = Document(
        "c", "c", "A bridge across the river was opened with music and speeches, and a train passed over it."
    )
    assert stories([third, other, one]) == {"a": "a", "b": "a", "c": "c"}


TITLES = [
    (SHOIGU, "Shoigu visits Pyongyang", "زار شويغو بيونغ يانغ"),
    ("Kim Jong Un and Putin met in Vladivostok in [[April 2019|2019-04]].", "Kim Jong Un and Putin meet in Vladivostok",
     "التقى كيم جونغ أون وبوتين في فلاديفوستوك"),
    ("Lavrov is due to visit Pyongyang in [[January 2025|2025-01]].", "Lavrov to visit Pyongyang", "سيزور لافروف بيونغ يانغ"),
    ("Choe Son Hui visited Moscow in [[January 2024|2024-01]].", "Choe Son Hui visits Moscow", "زارت تشوي سون هوي موسكو"),
    ("Putin signed a treaty with Kim Jong Un in Pyongyang on [[19 June 2024|2024-06-19]].",
     "Putin and Kim Jong Un sign a treaty in Pyongyang", "وقع بوتين وكيم جونغ أون معاهدة في بيونغ يانغ"),
    ("North Korea launched a missile in [[July 2023|2023-07]].", "North Korea tests weapons", "أجرت كوريا الشمالية تجربة أسلحة"),
    ("North Korea showed a new missile at an arms exhibition in [[July 2023|2023-07]].", "North Korea shows weapons", "عرضت كوريا الشمالية أسلحة"),
    ("Washington says North Korea sent shells to Russia in [[2022|2022]].", "Washington: Arms from North Korea to Russia",
     "واشنطن: أسلحة من كوريا الشمالية إلى روسيا"),
    ("Washington says Russia bought shells from North Korea in [[2022|2022]].", "Washington: Arms from North Korea to Russia",
     "واشنطن: أسلحة من كوريا الشمالية إلى روسيا"),
    ("Kirby said on [[30 August 2023|2023-08-30]] that Russia wanted shells.", "Statement by Kirby on Russia",
     "تصريح صادر عن كيربي بشأن روسيا"),
    # two people of two states who meet
    ("Kim Jong Un met Shoigu on [[4 June 2024|2024-06-04]].", "Kim Jong Un and Shoigu meet", "التقى كيم جونغ أون وشويغو"),
    # who speaks without a name is told in each language
    ("US officials said North Korea sent shells to Russia in [[2022|2022]].", "US officials: Arms from North Korea to Russia",
     "مسؤولون من الولايات المتحدة: أسلحة من كوريا الشمالية إلى روسيا"),
    # from a place that speaks for no one: its state gives
    ("Washington says Russia received missiles from Pyongyang in [[2023|2023]].", "Washington: Arms from North Korea to Russia",
     "واشنطن: أسلحة من كوريا الشمالية إلى روسيا"),
    # no structure to carry a title: the category with its actors and the place
    ("North Korean soldiers were killed in Kursk in [[January 2024|2024-01]].", "Troops: the North Korean army in Kursk", "قوات: جيش كوريا الشمالية في كورسك"),
    ("Pyongyang held a parade in [[July 2023|2023-07]].", "Military parade: North Korea", "عرض عسكري: كوريا الشمالية"),
    ("Pyongyang is to hold a parade in [[February 2025|2025-02]].", "Planned: Military parade: North Korea", "مرتقب: عرض عسكري: كوريا الشمالية"),
    # what the words are, not what they are like
    ("Putin and Kim Jong Un signed an agreement in Pyongyang on [[19 June 2024|2024-06-19]].", "Putin and Kim Jong Un sign an agreement in Pyongyang", "وقع بوتين وكيم جونغ أون اتفاقا في بيونغ يانغ"),
    ("Kim Jong Un left Pyongyang on [[10 September 2023|2023-09-10]].", "Kim Jong Un leaves Pyongyang", "غادر كيم جونغ أون بيونغ يانغ"),
    ("Russia and China sent delegations to Pyongyang in [[July 2023|2023-07]].", "Delegations from Russia and China visit Pyongyang", "زارت وفود من روسيا والصين بيونغ يانغ"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "english", "arabic"), TITLES, ids=[row[1] for row in TITLES])
def test_titles_come_from_structure(text: str, english: str, arabic: str) -> None:
    event = merged(text)[0]
    assert (event.title("en"), event.title("ar")) == (english, arabic)


def test_a_reason_is_told_in_both_languages() -> None:
    event = merged("Shoigu arrived in Pyongyang on [[25 July 2023|2023-07-25]].", SHOIGU)[0]
    assert merge.reasons(event, TOPIC) == (
        "same actors and place, \u206825 July 2023\u2069 lies within \u2068July 2023\u2069",
    )
    assert "يقع ضمن" in merge.reasons(event, TOPIC, "ar")[0]


def test_an_event_keeps_its_id_when_the_text_before_it_changes() -> None:
    first, second = merged(SHOIGU)[0], merged("A new first line.\n" + SHOIGU)[0]
    assert first.id == second.id
    assert merged("Lavrov visited Pyongyang in [[July 2023|2023-07]].")[0].id != first.id


def test_undated_mentions_are_kept() -> None:
    events = merged("Shoigu visited Pyongyang [[last July|]]. Lavrov visited Moscow [[then|]].", written="")
    assert [e.date for e in events] == [None, None]


# ------------------------------------------------------------------------------------ laws

_ACTORS = ("kim-jong-un", "vladimir-putin", "sergei-shoigu", "russia", "north-korea", "united-states")
_DATES = (
    "2019",
    "2019-04",
    "2019-04-25",
    "2023",
    "2023-07",
    "2023-07-25",
    "2023-07-25/2023-07-27",
    "2023-09-13",
    "",
)


def _mention(
    number: int, actors: list[str], category: str, edtf: str, place: str, status: str
) -> EventMention:
    document = f"d{number % 5}"
    words = f"{number:04} {edtf}"
    sentence = Span(document, number * 20, number * 20 + len(words), words)
    value = EdtfDate.parse(edtf) if edtf else None
    return EventMention(
        sentence, sentence, Timex(sentence, value, "test", certainty=Certainty.CERTAIN),
        tuple(actors), (place,) if place else (), category, Status(status), tuple(actors[:1]),
    )  # fmt: skip


_MENTIONS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(_ACTORS), min_size=0, max_size=3, unique=True),
        st.sampled_from(("visit", "summit", "arms-transfer", "statement")),
        st.sampled_from(_DATES), st.sampled_from(("", "pyongyang", "vladivostok")),
        st.sampled_from(("happened", "planned", "claimed")),
    ), max_size=14,
)  # fmt: skip
_DOCUMENTS = [Document(f"d{i}", f"d{i}", "") for i in range(5)]


def _made(rows: list[tuple]) -> list[EventMention]:
    return [_mention(i, *row) for i, row in enumerate(rows)]


def _grouped(events: list[Event]) -> set[frozenset[str]]:
    return {frozenset(m.sentence.text for m in event.mentions) for event in events}


@settings(max_examples=60, deadline=None)
@given(rows=_MENTIONS, seed=st.randoms(use_true_random=False))
def test_the_order_of_documents_and_mentions_does_not_matter(rows: list[tuple], seed: object) -> None:
    made = _made(rows)
    shuffled = list(made)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge.merge(made, _DOCUMENTS, TOPIC) == merge.merge(shuffled, _DOCUMENTS[::-1], TOPIC)


@settings(max_examples=60, deadline=None)
@given(rows=_MENTIONS)
def test_every_mention_is_in_exactly_one_event(rows: list[tuple]) -> None:
    made = _made(rows)
    events = merge.merge(made, _DOCUMENTS, TOPIC)
    told = [m.sentence.text for event in events for m in event.mentions]
    assert sorted(told) == sorted(m.sentence.text for m in made)
    assert len({event.id for event in events}) == len(events)
    assert all(event.title("en") and event.title("ar") for event in events)


@settings(max_examples=60, deadline=None)
@given(rows=_MENTIONS)
def test_merging_again_changes_nothing(rows: list[tuple]) -> None:
    events = merge.merge(_made(rows), _DOCUMENTS, TOPIC)
    again = merge.merge([m for event in events for m in event.mentions], _DOCUMENTS, TOPIC)
    assert again == events
    assert _grouped(again) == _grouped(events)


@settings(max_examples=60, deadline=None)
@given(rows=_MENTIONS)
def test_dates_of_one_event_can_be_the_same_or_are_in_conflict(rows: list[tuple]) -> None:
    for event in merge.merge(_made(rows), _DOCUMENTS, TOPIC):
        values = [m.timex.value for m in event.mentions if m.timex.value]
        if event.date and event.date.is_span:
            assert all(value.overlaps(event.date) for value in values)
        elif not event.conflicts:
            assert all(a.overlaps(b) for a in values for b in values)
        assert (event.date is None) == (not values)


def test_events_carry_what_reviews_and_tables_need() -> None:
    event = merged(SHOIGU)[0]
    assert event.review == "suggested" and event.n_sources == 1
    assert replace(event, review="accepted").review == "accepted"


UNDONE = [
    ("Визит Помпео в Пхеньян в [[августе 2018 года|2018-08]] отменён.", "Called off or postponed: ", "إلغاء أو إرجاء: "),
    ("폼페이오의 [[2018년 8월|2018-08]] 평양 방문은 취소됐다.", "Called off or postponed: ", "إلغاء أو إرجاء: "),
    ("Ким Чен Ын не посещал Россию в [[2020 году|2020]].", "Did not happen: ", "لم يتحقق: "),
    ("김정은은 [[2020년|2020]] 러시아를 방문하지 않았다.", "Did not happen: ", "لم يتحقق: "),
]  # fmt: skip


@pytest.mark.parametrize("text, english, arabic", UNDONE)
def test_the_title_of_what_was_not_done_says_so(text: str, english: str, arabic: str) -> None:
    (event,) = merged(text)
    assert event.title("en").startswith(english) and event.title("ar").startswith(arabic)
    assert " to visit" not in event.title("en") and "سيزور" not in event.title("ar")


def test_what_did_not_take_place_is_no_account_of_what_did() -> None:
    one, other = (
        "Ким Чен Ын не посещал Россию в [[2019 году|2019]].",
        "Ким Чен Ын посетил Россию в [[апреле 2019 года|2019-04]].",
    )
    assert len(merged(one, other)) == 2


def test_wide_statements_of_one_speaker_are_one_only_about_one_subject() -> None:
    told = "Seoul said [[in June|2024-06]] that the containers hold shells for {}."
    on = "On [[Thursday|2024-06-20]] Seoul said that it may arm Ukraine."
    assert len(merged(f"{told.format('Russia')} {on}")) == 2
    assert len(merged(f"{told.format('Ukraine')} {on}")) == 1
