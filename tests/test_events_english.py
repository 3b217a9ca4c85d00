"""English events: sentences, kinds of act, status, who says so and who denies."""

from __future__ import annotations

import pytest

from tests.marked import kind, mentions, parts, the_mention, told

SENTENCES = [
    ("Lt. Gen. Kang left. So did Col. Ri.", ["Lt. Gen. Kang left.", "So did Col. Ri."]),
    ("It was Jan. 6. The envoy left.", ["It was Jan. 6.", "The envoy left."]),
    ("He spoke at 5 p.m. on Friday. Then he left.", ["He spoke at 5 p.m. on Friday.", "Then he left."]),
    ("Rice rose by 3.5%. Oil fell.", ["Rice rose by 3.5%.", "Oil fell."]),
    ("Resolution No. 2397 passed. It bans work.", ["Resolution No. 2397 passed.", "It bans work."]),
    ('"Will he come?" asked the host. "No."', ['"Will he come?" asked the host.', '"No."']),
    ("Kim lands in Beijing\n\nHis train was late.", ["Kim lands in Beijing", "His train was late."]),
    ("Is it true? Nobody knows! He smiled.", ["Is it true?", "Nobody knows!", "He smiled."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[row[0][:30] for row in SENTENCES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


# text, category, status
TOLD = [
    ("Lavrov headed into a last round of talks in Pyongyang on [[Monday|2024-11-25]].", "visit", "happened"),
    ("Belousov was feted in Pyongyang at [[the end of November|2024-11]].", "visit", "happened"),
    ("Shoigu was back in Pyongyang in [[March 2023|2023-03]].", "visit", "happened"),
    ("Putin and Kim Jong Un sat across a table for five hours in [[September 2023|2023-09]].", "summit", "happened"),
    ("Kim's second summit with Donald Trump failed in Hanoi in [[February 2019|2019-02]].", "summit", "happened"),
    ("Debris from a North Korean missile was dug out of a crater in [[January 2024|2024-01]].", "arms-transfer", "happened"),
    ("Two North Koreans were taken prisoner in Kursk in [[January 2024|2024-01]].", "troops", "happened"),
    ("The Kremlin let its alliance with the North lapse in [[1996|1996]].", "treaty", "happened"),
    ("The Security Council widened the ban on North Korean arms in [[June 2009|2009-06]].", "sanctions", "happened"),
    ("Russia's no vote killed the mandate of the panel in [[March 2024|2024-03]].", "sanctions", "happened"),
    ("North Korea put a satellite into orbit on [[12 December 2012|2012-12-12]].", "weapons-test", "happened"),
    ("A North Korean missile crossed Hokkaido on [[29 August 2017|2017-08-29]].", "weapons-test", "happened"),
    ("Kim congratulated Putin on [[9 May 2023|2023-05-09]].", "statement", "happened"),
    ("Russia wrote off most of the North's debt in [[May 2014|2014-05]].", "economy", "happened"),
    ("Russia cancelled the North's debt in [[2014|2014]].", "economy", "happened"),
    ("A trial train ran between Khasan and Rajin in [[October 2011|2011-10]].", "economy", "happened"),
    ("Kim Jong Il died in [[December 2011|2011-12]].", "other", "happened"),
    ("North Korea sealed its borders in [[January 2020|2020-01]].", "other", "happened"),
    # a word of a date tells no act
    ("Kim sent Putin his condolences in [[March 2024|2024-03]].", "statement", "happened"),
    ("A North Korean missile struck Kharkiv on [[2 January|2024-01-02]].", "arms-transfer", "happened"),
    # nobody has seen it; an outlet has it from someone without a name
    ("Lavrov appears to have visited Pyongyang on [[5 March 2024|2024-03-05]].", "visit", "claimed"),
    ("Kyiv maintains that Russia resumed flights to Pyongyang on [[5 March 2024|2024-03-05]].", "economy", "claimed"),
    ("Lavrov visited Pyongyang on [[5 March 2024|2024-03-05]], Yonhap reported, citing a source.", "visit", "claimed"),
    ("The Kremlin announced a visit by Lavrov on [[20 January 2025|2025-01-20]].", "visit", "planned"),
    # what a clause follows is its background; leaders are those of the day
    ("Seoul on [[Monday|2024-11-25]] in response to the talks between Kim and Putin summoned the envoy.", "statement", "happened"),
    ("Kim Jong Il met Dmitry Medvedev near Ulan-Ude in [[August 2011|2011-08]].", "summit", "happened"),
    ("Moscow cabled its thanks to Pyongyang on [[Sunday|2024-11-24]].", "statement", "happened"),
    ("Torrential rain burst the banks of the Yalu near Sinuiju on [[27 July|2024-07-27]].", "other", "happened"),
    ("Loggers from North Korea came home from the Amur in [[2019|2019]].", "economy", "happened"),
    ("The mandate of the UN panel lapsed on [[30 April|2024-04-30]] after Russia's veto.", "sanctions", "happened"),
    # planned
    ("Some 6,000 sappers will be posted to Kursk [[this summer|2025-06/2025-08]].", "troops", "planned"),
    ("Putin is to see Kim Jong Un in Moscow on [[9 May|2025-05-09]].", "summit", "planned"),
    ("Russian visitors are due at Wonsan [[next week|2024-12-08]].", "visit", "planned"),
    ("The delegation came to Pyongyang on [[Monday|2024-11-25]], the regional government said.", "visit", "happened"),
    ("North Korea delivered shells to Russia on [[Monday|2024-11-25]], the White House said.", "arms-transfer", "claimed"),
    ("Analysts believe that Kim visited Vladivostok on [[Monday|2024-11-25]].", "visit", "claimed"),
    ("Seoul condemned the launch on [[Monday|2024-11-25]].", "statement", "happened"),
    ("Seoul condemned the launch of [[25 November 2024|2024-11-25]].", "weapons-test", "happened"),
    ("Natural Resources Minister Alexander Kozlov arrived in Pyongyang on [[Sunday|2024-11-24]].", "visit", "happened"),
    ("Sergei Lavrov received his guest at a seaside resort on [[Monday|2024-11-25]].", "visit", "happened"),
    ("The two tries in [[May 2023|2023-05]] ended in the sea, and the North will try again.", "weapons-test", "happened"),
    ("A party of Russian deputies came through Sunan airport on [[5 March 2024|2024-03-05]].", "visit", "happened"),
    ("Kim Jong Un gave on-the-spot guidance at a shipyard in Nampo on [[5 March 2024|2024-03-05]].", "visit", "happened"),
    ("Pyongyang's ambassador to Moscow was recalled home on [[5 March 2024|2024-03-05]].", "visit", "happened"),
    ("The first consignment of Hwasong-11 missiles reached Russia on [[5 March 2024|2024-03-05]].", "arms-transfer", "happened"),
    ("The ship Angara offloaded containers of ammunition at Vostochny port on [[5 March 2024|2024-03-05]].", "arms-transfer", "happened"),
    ("Wagner got infantry rockets from North Korea on [[18 November 2022|2022-11-18]].", "arms-transfer", "happened"),
    ("A North Korean general was hurt in a strike on Kursk on [[20 November 2024|2024-11-20]].", "troops", "happened"),
    ("North Korean pilots began training in Vladivostok in [[March 2024|2024-03]].", "troops", "happened"),
    ("North Korea and the Soviet Union established diplomatic ties on [[12 October 1948|1948-10-12]].", "treaty", "happened"),
    ("The US seized a North Korean coal carrier in [[May 2019|2019-05]].", "sanctions", "happened"),
    ("The North rolled out a new tank on [[5 March 2024|2024-03-05]].", "weapons-test", "happened"),
    ("The White House made public satellite pictures on [[13 October 2023|2023-10-13]].", "statement", "happened"),
    ("The first passenger train in four years left Moscow for Pyongyang in [[June 2024|2024-06]].", "economy", "happened"),
    ("Students from North Korea enrolled in Vladivostok on [[1 September 2024|2024-09-01]].", "economy", "happened"),
    ("The Workers' Party of Korea opened its congress on [[5 January 2021|2021-01-05]].", "other", "happened"),
    ("North Korea restarted its Yongbyon reactor in [[March 2021|2021-03]].", "other", "happened"),
    ("An American soldier ran across the border into North Korea on [[18 July 2023|2023-07-18]].", "other", "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status"), TOLD, ids=[row[0][:40] for row in TOLD])
def test_what_is_told(text: str, category: str, status: str) -> None:
    assert told(text) == (category, status)


# text, category, status, who says so
SAID = [
    # no "that"
    ("Officials in Seoul believe a short-range missile was test-fired on [[Sunday|2024-11-24]].", "weapons-test", "claimed", ("Officials",)),
    ("Washington says missiles bought from Pyongyang struck Ukraine on [[30 December|2023-12-30]].", "arms-transfer", "claimed", ("united-states",)),
    ("Peskov said [[Tuesday|2024-11-26]] nothing had been called off.", "statement", "happened", ("dmitry-peskov",)),
    ("Putin will not comment on the visit on [[Monday|2024-12-02]], Peskov said.", "visit", "planned", ("dmitry-peskov",)),
    # verbs of saying that no list has
    ("Shoigu quipped on [[Monday|2024-11-25]] that the talks were a circus.", "statement", "happened", ("sergei-shoigu",)),
    ("North Korea's shells fell short, a Ukrainian official grumbled on [[Monday|2024-11-25]].", "statement", "happened", ("Ukrainian official",)),
    # before a colon
    ("Seoul's spies: the North sent troops to Russia in [[October 2024|2024-10]].", "troops", "claimed", None),
    ("KCNA said that Kim Jong Un toured Vladivostok in [[April 2019|2019-04]].", "visit", "claimed", ("kcna",)),
    ("According to a diplomatic source, Lavrov will travel to Pyongyang in [[July 2025|2025-07]].", "visit", "planned", ("diplomatic source",)),
    ("State media reported that Kim Jong Un inspected a base on [[31 August|2024-08-31]].", "visit", "claimed", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "status", "who"), SAID, ids=[row[0][:40] for row in SAID])
def test_who_says_so(text: str, category: str, status: str, who: tuple[str, ...] | None) -> None:
    mention = the_mention(text)
    assert kind(mention) == (category, status)
    assert who is None or mention.attributed_to == who


NOT_SAID = [
    # verbs that tell no saying here
    ("North Koreans danced on [[Thursday|2012-12-13]] as the world argued over the satellite.", "other"),
    ("The Kremlin held a parade on [[Friday|2024-11-29]].", "other"),
    ("A vessel called the Angara hauled shells to Russia in [[September 2023|2023-09]].", "arms-transfer"),
]


@pytest.mark.parametrize(("text", "category"), NOT_SAID, ids=[row[0][:40] for row in NOT_SAID])
def test_a_verb_that_tells_an_act_says_nothing(text: str, category: str) -> None:
    mention = the_mention(text)
    assert mention.attributed_to == () and mention.category == category


def test_what_he_said_when_is_no_report_of_what_stands_before() -> None:
    mention = mentions("Kim visited Moscow on [[Monday|2024-11-25]], when he told Putin he would come back.")[
        0
    ]
    assert kind(mention) == ("visit", "happened")


MEASURES = [
    "The visit lasts until [[Friday|../2024-11-29]].",
    "A North Korean, born in [[2005|2005]], spoke of the ship.",
    "The ship, built in [[1992|1992]], belongs to North Korea.",
    # another story's headline in a list
    "Kim Jong Un inspects a site in Samjiyon ([[14 July 2024|2024-07-14]])",
    "Putin visited Pyongyang after the war began, as Lavrov had [[24 years before|2000|measures]].",
]


@pytest.mark.parametrize("text", MEASURES, ids=[text[:40] for text in MEASURES])
def test_what_only_measures(text: str) -> None:
    assert mentions(text) == []


def test_a_day_explained_in_brackets_is_no_headline_in_a_list() -> None:
    assert [
        kind(m) for m in mentions("Putin met Kim on [[Wednesday|2024-06-19]] ([[19 June|2024-06-19]])")
    ] == [("summit", "happened")] * 2


DENIED = [
    # the charge is pointed at
    ("Washington says missiles from Pyongyang struck Ukraine on [[30 December|2023-12-30]]; both capitals reject the charge.", "denied"),
    # something else is denied
    ("Washington says North Korea sent shells to Russia in [[2022|2022]]. Pyongyang denies any case of the virus among its people.", "claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), DENIED, ids=[status for _, status in DENIED])
def test_a_denial_is_of_what_it_denies(text: str, status: str) -> None:
    assert str(mentions(text)[0].status) == status


def test_what_he_did_before_he_spoke_keeps_its_date() -> None:
    mention = mentions(
        "Kim visited Moscow in [[May 2019|2019-05]] and promised full support for Putin's war."
    )[0]
    assert kind(mention) == ("visit", "happened")


# text, roles
ROLES = [
    ("Kim Jong Un received Sergei Shoigu on [[Friday|2024-11-22]].", (("host", "kim-jong-un"), ("agent", "sergei-shoigu"))),
    ("Shoigu was received by Kim Jong Un on [[Friday|2024-11-22]].", (("agent", "sergei-shoigu"), ("agent", "kim-jong-un"))),
    ("A Russian delegation arrives in Pyongyang [[on Tuesday|2024-12-03]].", (("agent", "russia"), ("to", "pyongyang"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles"), ROLES, ids=[row[0][:30] for row in ROLES])
def test_whoever_receives_does_not_travel(text: str, roles: tuple[tuple[str, str], ...]) -> None:
    assert the_mention(text).roles == roles


def test_a_sentence_goes_on_about_the_act_told_last() -> None:
    found = mentions(
        "A ferry left Vladivostok for Rason on [[Monday|2024-11-25]]. The next is set for [[28 July|2025-07-28]]."
    )
    assert [kind(m) for m in found] == [("economy", "happened"), ("economy", "planned")]
