"""English: what is found, where it stands and what it comes to; and what is no date.

In a case `⟦words=EDTF⟧` marks an expression (`-`: listed, not resolved); all else stays unmarked.
Every case is read as said on Tuesday, 12 September 2023.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from timeline import find_dates

_MARK = re.compile(r"⟦([^=⟧]*)=([^⟧]*)⟧")
_SAID = date(2023, 9, 12)

CASES = [
    "On ⟦9 September=2023-09-09⟧ he was held, and on ⟦10 September=2023-09-10⟧, ⟦a day later=2023-09-10⟧, he was freed.",
    "It is shut on ⟦Wednesday 20, Thursday 21 and Friday 22 September 2023=2023-09-20/2023-09-22⟧.",
    "The offices are closed from ⟦24 December to 2 January=2023-12-24/2024-01-02⟧.",
    "The deadline was set by the party on ⟦Saturday=2023-09-09⟧.",
    "He came in the ⟦autumn of '74=1974-23⟧.",
    "A Long March 3B rose on ⟦8 September=2023-09-08⟧.",
    "The alliance, at war since ⟦October 3=2022-10-03/..⟧, will meet.",
    "Prices rose in ⟦August=2023-08⟧ by more than in ⟦the same month last year=2022-08⟧.",
    # a quarter that is not over has no results: a company's own year is meant
    "It will report ⟦third-quarter=-⟧ earnings after ⟦second-quarter=2023-34⟧ sales fell.",
    "We'll know by ⟦July=../2024-07⟧, and as early as ⟦April=2024-04⟧.",
    # two days with one stroke, two digits for a year, a hundred years
    "In the night of ⟦5/6 June=2023-06-05/2023-06-06⟧ and on ⟦June 7/8=2023-06-07/2023-06-08⟧ it rained.",
    "Filed ⟦12 Sep 23=2023-09-12⟧.",
    "On ⟦12 Sep=2023-09-12⟧ 23 people met.",
    "It was built in the ⟦1700s=[1700..1799] or 170X⟧.",
    "In ⟦the first week of March=[2023-03-01..2023-03-07]⟧ he left.",
    "It begins ⟦a week from Monday=2023-09-25⟧.",
    "He died on ⟦Christmas Day 2003=2003-12-25⟧, not at ⟦Christmas=-⟧.",
    "He quit on ⟦Tuesday=2023-09-12⟧. ⟦May 5=2023-05-05⟧ was his last day.",
    "In a ruling on ⟦Monday=2023-09-11⟧, the 9th Circuit refused.",
    "He has been away since ⟦March 1=2023-03-01⟧ or ⟦2=2023-03-02⟧.",
    "The bank is expected to cut rates on ⟦Thursday=2023-09-14⟧.",
    "At a ⟦Friday=2023-09-08⟧ briefing he denied it.",
    "It gained in ⟦last year's third quarter=2022-35⟧ what it lost in the ⟦second quarter a year ago=2022-34⟧.",
    # days, months and years written out
    "The deal was signed on ⟦12 September 2023=2023-09-12⟧ in Moscow.",
    "The deal of ⟦September 12, 2023=2023-09-12⟧, fell apart.",
    "It is dated ⟦Sept. 12th, 2023=2023-09-12⟧.",
    "He was born on the ⟦twenty-second of November 1950=1950-11-22⟧.",
    "The ⟦12th day of September 2023=2023-09-12⟧ was wet.",
    "Published: ⟦Wed 13 Sep 2023=2023-09-13⟧ 07.12 BST",
    "Filed ⟦12-Sep-2023=2023-09-12⟧ 10:33.",
    "⟦Tue, 12 Sep 2023=2023-09-12⟧ 10:33:00 GMT",
    "He left on ⟦Tuesday (12 September 2023)=2023-09-12⟧ for good.",
    "On ⟦Thursday the 7th=2023-09-07⟧ he ordered a truce.",
    "The mission began in ⟦Sept. 2016=2016-09⟧.",
    "The paper came out in ⟦May, 2016=2016-05⟧.",
    "It was stamped ⟦17/06/2022=2022-06-17⟧ and ⟦18.06.2022=2022-06-18⟧.",
    "The transfer was on ⟦2022-03-04=2022-03-04⟧.",
    "Received ⟦03/13/2018=2018-03-13⟧, answered ⟦3/5/2018=2018-03-05⟧.",
    "The invoice is marked ⟦04/05/2021=2021-05-04 or 2021-04-05⟧.",
    "It opened in the ⟦year 2000=2000⟧.",
    "The ⟦2015=2015⟧ deal and a ⟦1965=1965⟧ law were cited.",
    "Exports fell in ⟦2019=2019⟧, ⟦2020=2020⟧ and ⟦2021=2021⟧.",
    "The museum (⟦1942-2011=1942/2011⟧) is closed.",
    "⟦1948=1948⟧: The Union recognises the North.",
    "It was built c. ⟦1850=1850⟧ by monks.",
    "On the ⟦4th of July, 1976=1976-07-04⟧, it rang.",
    # tense decides
    "The ministers met on ⟦Monday=2023-09-11⟧.",
    "The court will rule on ⟦Friday=2023-09-15⟧.",
    "Talks resume on ⟦Thursday=2023-09-14⟧, the ministry said on ⟦Monday=2023-09-11⟧.",
    "He takes office on ⟦Dec. 23=2023-12-23⟧.",
    "The delegation leaves ⟦Friday=2023-09-15⟧.",
    "He was killed on ⟦Friday=2023-09-08⟧ and will be buried on ⟦Friday=2023-09-15⟧.",
    "Negotiators will meet in ⟦July=2024-07⟧ or ⟦August=2024-08⟧.",
    "Sales fell in ⟦November=2022-11⟧.",
    "The AGM is on ⟦20 March=2024-03-20⟧.",
    "The vote was postponed until ⟦Friday=../2023-09-15⟧.",
    "They stayed until ⟦Friday=../2023-09-08⟧.",
    "Power is to be restored on ⟦26 September=2023-09-26⟧.",
    "Analysts expect a cut in ⟦March=2024-03⟧.",
    "The troops may arrive by ⟦December=../2023-12⟧.",
    "⟦Sunday=2023-09-10⟧'s vote drew 40 percent; ahead of ⟦Friday=2023-09-15⟧'s run-off, both sides rested.",
    "The market, closed since ⟦March=2023-03/..⟧, may open in ⟦May=2024-05⟧.",
    "It should arrive at 2 p.m. ⟦Thursday=2023-09-14⟧.",
    # words for days, weeks and so on
    "⟦The day before yesterday=2023-09-10⟧ it rained; ⟦the day after tomorrow=2023-09-14⟧ it may snow.",
    "⟦Yesterday, Monday=2023-09-11⟧, they met.",
    "⟦Today (12 September)=2023-09-12⟧ they part.",
    "Two men were held ⟦last night=2023-09-11⟧.",
    "They speak ⟦this morning=2023-09-12⟧ and ⟦tonight=2023-09-12⟧.",
    "He left ⟦last Wednesday=2023-09-06⟧ and returns ⟦next Friday=2023-09-15⟧.",
    "⟦This Sunday=2023-09-17⟧ they vote.",
    "Witnesses return on ⟦Friday week=2023-09-22⟧.",
    "They left at the ⟦weekend=[2023-09-09..2023-09-10]⟧.",
    "Rain is forecast by the ⟦weekend=../2023-09-17~⟧.",
    "They plan to meet ⟦this weekend=[2023-09-16..2023-09-17]⟧.",
    "⟦Last week=[2023-09-04..2023-09-10]⟧ was hot, ⟦this month=2023-09⟧ is mild, ⟦next year=2024⟧ may be worse.",
    "⟦The week before last=[2023-08-28..2023-09-03]⟧ he fell ill.",
    "In the ⟦current year=2023⟧ output rose.",
    "It opened ⟦last July=2023-07⟧ and will close ⟦next spring=2024-21⟧.",
    "In ⟦January last year=2022-01⟧ he quit.",
    "On ⟦4 December of last year=2022-12-04⟧ it took force.",
    "On the ⟦5th of this month=2023-09-05⟧ she wrote.",
    "On ⟦Friday last week=2023-09-08⟧ it closed.",
    "It was moved to ⟦Tuesday of next week=2023-09-19⟧.",
    "The talks will start ⟦early next week=[2023-09-18..2023-09-24]⟧.",
    "Later ⟦this month=2023-09⟧ he will go.",
    # ago, hence, first in
    "⟦Two months ago=2023-07⟧ he left; ⟦a year ago=2022⟧ he came.",
    "It failed ⟦more than half a century ago=1973~⟧.",
    "He bought it ⟦almost 20 years ago=2003~⟧.",
    "⟦A year and a half ago=2022-03⟧ it shut.",
    "⟦Two and a half years ago=2021-03⟧ it opened.",
    "The post was free ⟦a couple of weeks ago=[2023-08-28..2023-09-03]⟧.",
    "Lawmakers will be briefed ⟦in three days=2023-09-15⟧.",
    "We shall see ⟦in five years' time=2028⟧.",
    "⟦Two weeks from now=[2023-09-25..2023-10-01]⟧ it ends.",
    "It is the ⟦first visit in 24 years=1999⟧.",
    "It won for the ⟦first time in more than 15 years=2008~⟧.",
    "It was his ⟦first trip abroad in a decade=2013⟧.",
    # against the act told
    "Haiyan came ashore on ⟦Nov. 8, 2013=2013-11-08⟧; ⟦the day before=2013-11-07⟧, buses had run.",
    "The border opened on ⟦9 November 1989=1989-11-09⟧; ⟦the next day=1989-11-10⟧ crowds came.",
    "He was shot on ⟦7 January 2015=2015-01-07⟧ and died ⟦two days later=2015-01-09⟧.",
    "It began in ⟦October 2002=2002-10⟧. ⟦The following year=2003⟧ it spread.",
    "He fell on ⟦22 May 2015=2015-05-22⟧. ⟦That month=2015-05⟧ the bank failed, and ⟦that December=2015-12⟧ it was sold.",
    "The vote of ⟦28 February 1974=1974-02-28⟧ was hung; a second poll was held in ⟦October of that year=1974-10⟧.",
    "It went down on ⟦Thursday, 30 June 2016=2016-06-30⟧. ⟦The previous Friday=2016-06-24⟧ it had been checked; ⟦the following Tuesday=2016-06-28⟧ he was charged.",
    "He took power on ⟦1 September 1969=1969-09-01⟧; ⟦42 years on=2011⟧, his fortress is a ruin.",
    "⟦Ten years on=2023⟧ from the quake of ⟦25 April 2013=2013-04-25⟧, the square is whole.",
    "The pit closed ⟦two days after=2022-06-11⟧ the ballot of ⟦June 9, 2022=2022-06-09⟧.",
    "It came ⟦a day after=-⟧ he fired 11 men.",
    "The war began on ⟦June 25, 1950=1950-06-25⟧. Seoul fell on ⟦June 28=1950-06-28⟧; by ⟦August=../1950-08⟧ only a corner was left.",
    "On ⟦the 5th=2023-09-05⟧ they landed, and on ⟦the 9th=2023-09-09⟧ they left.",
    # parts, quarters, seasons, decades
    "The mill may close in ⟦mid-December=[2023-12-11..2023-12-20]⟧ or in ⟦early 2024=2024-37⟧.",
    "At the ⟦end of August=[2023-08-21..2023-08-31]⟧ he wrote.",
    "By ⟦year-end=../2023-39⟧ it will be full.",
    "It grew in the ⟦fourth quarter of 2022=2022-36⟧ and in ⟦Q1 2023=2023-33⟧.",
    "Sales in the ⟦first half of 2023=2023-40⟧ beat ⟦H1 2022=2022-40⟧.",
    "The ⟦first three months of 2023=2023-01/2023-03⟧ were poor.",
    "It ran in the ⟦second half of June=[2023-06-16..2023-06-30]⟧.",
    "In ⟦summer 2019=2019-22⟧ and in the ⟦winter of 2011-12=2011-24⟧ it froze.",
    "The guest may come in the ⟦autumn=2023-23⟧.",
    "Few recall the ⟦1970s=197X⟧, the ⟦late '80s=[1987..1989]⟧ or the ⟦eighties=198X⟧.",
    "In the ⟦mid-1990s=[1994..1996]⟧ it closed.",
    "Works of the ⟦12th century=[1101..1200]⟧ and ⟦nineteenth-century=[1801..1900]⟧ novels sold well.",
    "In the ⟦early 20th century=[1901..1933]⟧ it grew.",
    # ranges and pairs
    "The festival runs from ⟦28 December 2023 to 4 January 2024=2023-12-28/2024-01-04⟧.",
    "He was away from ⟦2nd to 9th July=2023-07-02/2023-07-09⟧.",
    "It ran ⟦between 12 and 17 September 2022=2022-09-12/2022-09-17⟧.",
    "The drill was held on ⟦July 18-19=2023-07-18/2023-07-19⟧ and on ⟦12-17 June=2023-06-12/2023-06-17⟧.",
    "They met on ⟦18 and 19 June=2023-06-18/2023-06-19⟧; others met on ⟦June 3=2023-06-03⟧ and ⟦17=2023-06-17⟧.",
    "It lasted from ⟦June 1967 to June 1975=1967-06/1975-06⟧.",
    "⟦Between May and July 2023=2023-05/2023-07⟧ it was poured.",
    "He ruled from ⟦2011 to 2014=2011/2014⟧, after the crisis of ⟦1995-96=1995/1996⟧.",
    "The ⟦2014/15=2014/2015⟧ season was lost.",
    "Spraying ran from ⟦late May to mid-July=2023-05-21~/2023-07-20~⟧.",
    "The road was closed from ⟦Monday to Friday=2023-09-04/2023-09-08⟧.",
    "On ⟦30=2023-05-30⟧ or ⟦31 May=2023-05-31⟧ he left.",
    "It fell in ⟦May=2022-05⟧ and ⟦June 2022=2022-06⟧.",
    # since, by, until
    "He has led it since ⟦February 1992=1992-02/..⟧.",
    "Nothing moved since ⟦mid-2021=2021-38/..⟧.",
    "It must be paid by ⟦30 September 2026=../2026-09-30⟧.",
    "By ⟦2030=../2030⟧ the share is to double.",
    "It is fixed until the ⟦end of 2030=../2030-39⟧.",
    # other calendars
    "A parade was held on ⟦July 27, Juche 112 (2023)=2023-07-27⟧.",
    "It began on ⟦15 Ramadan 1445=2024-03-25~⟧.",
    "The first Marines are to arrive by ⟦Christmas=-⟧.",
    "It is due in ⟦fiscal 2024=-⟧.",
]

#: Nothing here has an interval.
NO_DATES = [
    # a name, a score, a game, an address, a court, a day that cannot be
    "A portrait by June Brown, the actress, and by May Smith and April Jones.",
    "He passed for 268 yards with two touchdowns in the first quarter, and ran late in the fourth quarter.",
    "The boy, Friday Oshodi, was found.",
    "They meet on Sunday Night Football, after Sunday lunch and Friday prayers; it is Friday the 13th.",
    "In this day and age the May 4 movement is forgotten, said the Today programme.",
    "Temperatures were in the 80s, and highs in the 90s are likely.",
    "They won in May 4-0, not in May 5-3.",
    "He threw the ball in the second quarter of the game for a third-quarter touchdown.",
    "The museum stands at 1300 S. Lake Shore Drive.",
    "Villa play Arsenal (1400) at home.",
    "The form said 32 May 2023 and 31 June 2023.",
    "It was dated 1 May 2500.",
    "He left on 5 May 51.",
    "They met on 29 February last year.",
    "It was on the Sunday before the vote, and on the first Monday after.",
    "It is the anniversary of Hamas's October 7 attack.",
    "The mid-year review of the fiscal third quarter and of FY 2022 Q3 is out.",
    "The September 11 attacks were recalled.",
    "It came the day after two days after the vote.",
    "You may march, and she may march again.",
    "Mrs May met Mr March; April, the heroine, is danced by a girl named June.",
    "The Sun and the Sunday Times carried it; Sheffield Wednesday lost.",
    "Gunners fire 122 mm and 152 mm shells at 2030 hours.",
    "The Su-35 and the Hwasong-18 flew over the 38th parallel.",
    "COVID-19 cost $2,019 and 2023 euros.",
    "Resolution 1718 and Resolution 1874 remain in force.",
    "Some 2,019 people and 1945 villages were counted.",
    "It won 63-36, 4-1 and 2-1, at 3.7 km in 1:19:45.",
    "Talks lasted three hours and a half; the walkout ran for 11 days.",
    "In the past two weeks, over the next month and within 30 days.",
    "Every Friday they rally, each year they meet, and on Mondays they rest.",
    "They met recently, a few days ago, in recent months and in the coming days.",
    "Two or three years ago nobody knew.",
    "The second of two men was first in line for a third time.",
    "It was the 75th anniversary, on the 12th floor, in the 13th round.",
    "The fall of Kabul led to a spring offensive and the Winter Olympics.",
    "Reach him on 555-0142, Room 1408, Bus 1950 or Flight 2019.",
    "Power rose 12% year-on-year to 24.5, day by day.",
    "© 2023 The Daily Record. Copyright 2013.",
    "They use AK-47s 24/7; 7/10 agree.",
    "The veteran, in his late 80s, sat with women in their nineties.",
    "Prices are up 54 percent in 12 months, for the second time in a year.",
    "He said that one day, some day, these days would end.",
]


def _marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a case, and where its expressions stand and what they come to."""
    plain, found, last = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        found.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        last = match.end()
    return plain + text[last:], found


@pytest.mark.parametrize("case", CASES)
def test_finds_every_expression_where_it_stands(case: str) -> None:
    text, expected = _marked(case)
    found = [
        (t.char_start, t.char_end, " or ".join(a.text for a in t.alternatives) or t.edtf or "-")
        for t in find_dates(text, _SAID, "en")
    ]
    assert found == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_finds_no_date_where_there_is_none(text: str) -> None:
    assert [(t.text, t.edtf) for t in find_dates(text, _SAID, "en") if t.value] == []


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        ("2023-07-20", "He came last July.", "2022-07"),
        ("2023-02-20", "He came last July.", "2022-07"),
        ("2023-09-15", "It is on next Friday.", "2023-09-22"),
        ("2023-09-15", "It was on Friday.", "2023-09-15"),
        ("2023-09-13", "It was last Wednesday.", "2023-09-06"),
        ("2024-01-10", "This winter is cold.", "2023-24"),
        ("2026-02-10", "It grew in the fourth quarter.", "2025-36"),
        ("2023-04-17", "They were due to sign on 1 April.", "2023-04-01"),
        ("2018-05-25", "He cancelled the 12 June summit.", "2018-06-12"),
        ("2024-02-29", "A year ago he left.", "2023"),
    ],
)
def test_reads_against_the_day_it_was_said(said: str, text: str, expected: str) -> None:
    assert [t.edtf for t in find_dates(text, date.fromisoformat(said), "en")] == [expected]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("It is marked 04/05/2021.", "unsure"),
        ("It is marked 04/05/2021, and 13/05/2021 too.", "certain"),
        ("They will meet in July or August.", "unsure"),
        ("It was on 12 September 2023.", "certain"),
        ("It was on Monday.", "likely"),
    ],
)
def test_says_how_sure_it_is(text: str, certainty: str) -> None:
    assert find_dates(text, _SAID, "en")[0].certainty == certainty


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("It grew in the 1800s.", ": 1800–1899; unsure, it may be 1800–1899 or 1800–1809"),
        ("It is of the mid-13th century.", ": 1234–1266"),
        ("It is of the 13th century.", ": the 13th century"),
        ("They may meet in July or August.", ": July 2024 (unsure)"),
        ("It is shut at Christmas.", " does not name one certain date, so it is not resolved"),
        (
            "It came three days after the vote.",
            " is relative and the date to count it from is not known, so it is not resolved",
        ),
        ("It broke a record on Sept. 20.", "; unsure, it may be 20 September 2023 or 20 September 2022"),
    ],
)
def test_explains_itself(text: str, ending: str) -> None:
    found = find_dates(text, _SAID, "en")[0].explanation()
    assert found.endswith(ending), found


def test_what_only_measures_is_marked() -> None:
    first, since = find_dates("Its first visit in 24 years, and the worst since 1991.", _SAID, "en")
    assert (first.measures, since.measures) == (True, True)


def test_nothing_relative_is_resolved_without_a_reference() -> None:
    found = [(t.text, t.edtf) for t in find_dates("He left on Friday, not on 12 May 2019.", None, "en")]
    assert found == [("Friday", ""), ("12 May 2019", "2019-05-12")]


def test_a_wrapped_line_does_not_break_an_expression() -> None:
    text = "The envoy, who had been away for a long while, came home on 12\nSeptember 2023 at last."
    assert [t.edtf for t in find_dates(text, _SAID, "en")] == ["2023-09-12"]
