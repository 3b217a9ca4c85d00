"""Charts: one case an encoding, packing, escaping, counts that add up."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import figure, table
from timeline.edtf import EdtfDate
from timeline.figure import packing, picture, scale, text
from timeline.figure.theme import TICK

#: EDTF, title (en), title (ar), category, and what more there is to say.
ROWS = [
    ("2000", "Putin in Pyongyang", "بوتين في بيونغ يانغ", "visit", {"n": 2}),
    ("2019", "Kim meets Putin, Vladivostok", "كيم يلتقي بوتين في فلاديفوستوك", "summit", {"n": 3}),
    ("2023-07", "Shoigu in Pyongyang", "شويغو في بيونغ يانغ", "visit", {"n": 3}),
    (
        "2023-08~",
        "Second Russian delegation",
        "وفد روسي ثانٍ",
        "visit",
        {"status": "claimed", "by": "Washington"},
    ),
    (
        "2023-09",
        "Kim to meet Putin “this month”",
        "كيم سيلتقي بوتين «هذا الشهر»",
        "summit",
        {"status": "planned", "n": 2},
    ),
    (
        "2023-09-10",
        "Train leaves Pyongyang",
        "القطار يغادر بيونغ يانغ",
        "visit",
        {"n": 3, "conflict": "2023-09-10 | 2023-09-11"},
    ),
    ("2025", "Kim to Moscow", "كيم إلى موسكو", "visit", {"status": "planned"}),
    ("2023-09-10/2023-09-17", "Kim travels in Russia", "جولة كيم في روسيا", "visit", {"n": 2}),
    ("2023-09-12", "Meeting expected Tuesday", "لقاء متوقع الثلاثاء", "summit", {"status": "planned"}),
    ("2023-09-13", "Summit, Vostochny", "القمة في فوستوتشني", "summit", {"n": 4}),
    ("2024-06-18/2024-06-19", "Putin in Pyongyang", "بوتين في بيونغ يانغ", "visit", {"n": 4}),
    ("2022-09~", "US warns Russia is buying shells", "واشنطن تحذر من شراء روسيا قذائف", "statement", {}),
    ("[2023-09-04..2023-09-10]", "Putin pledges wider ties", "بوتين يتعهد بتوسيع العلاقات", "statement", {}),
    ("2023-08-30", "Kirby: arms talks advancing", "كيربي: مفاوضات الأسلحة تتقدم", "statement", {"n": 2}),
    ("2023-09-11", "Both confirm the summit", "البلدان يؤكدان القمة", "statement", {"n": 2}),
    ("2023-09-04", "Watson: Kim expects talks", "واتسون: كيم يتوقع محادثات", "statement", {"n": 2}),
    ("2023-09-12", "Peskov: a full visit", "بيسكوف: زيارة شاملة", "statement", {}),
    ("2023-09-05", "Kremlin: “nothing to say”", "الكرملين: «ليس لديه ما يقوله»", "statement", {}),
    (
        "2022",
        "rockets and shells to Wagner",
        "صواريخ وقذائف لفاغنر",
        "arms-transfer",
        {"status": "claimed", "by": "Washington", "denied": "Pyongyang"},
    ),
    (
        "2023-10-13",
        "1,000 containers",
        "ألف حاوية",
        "arms-transfer",
        {"status": "claimed", "by": "Washington"},
    ),
    (
        "2023-12-30",
        "missiles fired",
        "إطلاق صواريخ كورية",
        "arms-transfer",
        {"status": "claimed", "by": "Washington", "denied": "Moscow", "n": 2},
    ),
    (
        "[2024-06-10..2024-06-16]",
        "5 million shells",
        "5 ملايين قذيفة",
        "arms-transfer",
        {"status": "claimed", "by": "Seoul", "n": 2},
    ),
    (
        "2024-10/..",
        "soldiers in Russia",
        "جنود في روسيا",
        "troops",
        {"status": "claimed", "by": "Seoul", "n": 3},
    ),
    ("2025-04-28", "Pyongyang confirms", "بيونغ يانغ تؤكد", "troops", {"n": 2}),
    ("2022", "UN panel report on procurement", "تقرير أممي عن مشتريات الصواريخ", "sanctions", {}),
    ("2024-06-19", "Treaty signed", "توقيع المعاهدة", "treaty", {"n": 3}),
    ("2024-03-28", "Russia vetoes UN panel", "فيتو روسي على لجنة الخبراء", "sanctions", {"n": 2}),
    ("2024-11-09", "Ratified", "التصديق", "treaty", {"n": 2, "conflict": "2024-11-09 | 2024-11-11"}),
    ("2024-12-04", "In force", "دخول حيز التنفيذ", "treaty", {"n": 3}),
    ("2020", "Pandemic: borders closed", "الجائحة: إغلاق الحدود", "other", {}),
    ("2022-02", "Invasion of Ukraine", "غزو أوكرانيا", "other", {"n": 3}),
    ("../2021-05", "No trains over the Tumen bridge", "لا قطارات على جسر تومين", "other", {}),
    ("", "Statement of unknown day", "تصريح بلا تاريخ", "statement", {}),
    ("", "Shells “in recent months”", "قذائف «في الأشهر الأخيرة»", "arms-transfer", {}),
    ("", "An undated visit", "زيارة بلا تاريخ", "visit", {}),
]
CHRONOLOGY = [("2000-07-19", "Putin in Pyongyang"), ("2019-04-25", "Vladivostok"), ("2022-02-24", "Invasion"),
              ("2023-07-25/2023-07-27", "Shoigu visit 25–27 Jul"), ("2023-09-13", "Summit 13 Sep"),
              ("2024-06-19", "Treaty"), ("2024-12-04", "In force")]  # fmt: skip


def frame_of(rows: list[tuple]) -> pd.DataFrame:
    """An events table of (EDTF, title en, title ar, category, more) rows; ids are e0, e1, ..."""
    made = []
    for index, (edtf, en, ar, category, more) in enumerate(rows):
        day = EdtfDate.parse(edtf) if edtf else None
        made.append({
            "event_id": f"e{index}", "edtf": edtf, "earliest": day.earliest.isoformat() if day else "",
            "latest": day.latest.isoformat() if day else "",
            "granularity": str(day.granularity) if day else "",
            "title_en": en, "title_ar": ar, "category": category, "status": more.get("status", "happened"),
            "attributed_to": more.get("by", ""), "denied_by": more.get("denied", ""),
            "actors": more.get("actors", ""), "places": more.get("places", ""), "n_sources": more.get("n", 1),
            "n_mentions": 1, "conflict": more.get("conflict", ""), "linked_to": more.get("linked", ""),
            "review": "suggested",
        })  # fmt: skip
    return pd.DataFrame(made, columns=list(table.COLUMNS["events"]))


def draw(*rows: tuple, **given) -> go.Figure:
    return figure.timeline(frame_of(list(rows)), **given)


def named(made: go.Figure, name: str) -> list:
    return [trace for trace in made.data if trace.name == name]


def one(made: go.Figure, name: str):
    (trace,) = named(made, name)
    return trace


def events_of(made: go.Figure) -> set[str]:
    """Ids of the events that something clickable stands for."""
    return {
        event for trace in made.data if trace.hoverinfo != "skip" and trace.type == "scatter"
        and trace.name != "reference" for event in trace.customdata or ()
    }  # fmt: skip


# Encodings


@pytest.mark.parametrize(
    ("edtf", "more", "drawn"),
    [
        ("2023-09-13", {}, "filled"),
        ("2023-09-13", {"status": "claimed"}, "claimed"),
        ("2023-09-13", {"status": "planned"}, "planned"),
        ("2023-09-13", {"status": "claimed", "denied": "Moscow"}, "claimed denied"),
        ("2023-09-13", {"status": "denied"}, "claimed denied"),
        ("2023-09-10/2023-09-17", {}, "duration cap filled"),
        ("2023-09-10/2023-09-17", {"status": "planned"}, "duration+planned cap planned"),
        ("2023", {}, "bracket hollow"),
        ("2023-07", {}, "bracket hollow"),
        ("[2023-09-04..2023-09-10]", {}, "bracket hollow"),
        ("2023-24", {}, "bracket hollow"),
        ("202X", {}, "bracket hollow"),
        ("2023", {"status": "claimed"}, "bracket claimed"),
        ("2023", {"status": "planned"}, "bracket planned"),
        ("2023-08~", {}, "approximate hollow"),
        ("2023-08-12~", {}, "approximate hollow"),
        ("2023-08?", {"status": "claimed"}, "approximate claimed"),
        ("2022-02/..", {}, "open since hollow"),
        ("2022-02-24/..", {}, "open since filled"),
        ("../2021-05", {}, "open until hollow"),
        ("2023-09-10", {"conflict": "2023-09-10 | 2023-09-12"}, "conflict hollow"),
        ("2023-09-10", {"conflict": "2023-09-10 | 2023-09-12", "status": "claimed"}, "conflict claimed"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_case_has_its_mark(edtf: str, more: dict, drawn: str, language: str) -> None:
    made = draw((edtf, "Title", "عنوان", "visit", more), language=language)
    around = {"grid", "ticks", "label", "click"}
    assert {t.name for t in made.data} - around == {name.replace("+", " ") for name in drawn.split()}
    assert events_of(made) == {"e0"}


def test_looks() -> None:
    made = draw(*ROWS)
    assert {t.marker.line.dash for t in named(made, "planned")} == {"2px,1.7px"}
    assert {t.line.dash for t in named(made, "conflict")} == {"1.5px,2.5px"}
    assert {t.line.width for t in named(made, "duration")} == {5}
    assert {t.marker.symbol for t in named(made, "denied")} == {"x-thin"}
    assert {t.marker.symbol for t in named(made, "since")} == {"triangle-right"}
    assert {t.marker.symbol for t in named(made, "until")} == {"triangle-left"}
    ground = figure.THEME["light"]["ground"]
    assert {t.marker.color for n in ("hollow", "planned", "claimed") for t in named(made, n)} == {ground}
    halves = [s for s in made.layout.shapes if s.xsizemode == "pixel"]
    assert len(halves) == sum(len(t.x) for t in named(made, "claimed"))
    assert all(t.fillgradient.type == "horizontal" for t in named(made, "approximate"))


def test_a_vague_date_is_wide_and_its_marker_not_on_its_first_day() -> None:
    years = [(edtf, "A", "", "visit", {}) for edtf in ("1990", "2023", "2060-05-01")]
    made = draw(*years, time="even")
    xs = one(made, "bracket").x
    for start in (0, 5):
        assert xs[start + 2] - xs[start + 1] >= 15.9
        assert one(made, "hollow").x[start // 5] > xs[start] + 6


def test_two_dates_in_conflict_stay_two() -> None:
    made = draw(("2023-09-10", "A", "", "visit", {"conflict": "2023-09-10 | 2023-09-11"}),
                ("1950", "B", "", "visit", {}), time="even")  # fmt: skip
    first, second = (x for x, e in zip(one(made, "hollow").x, one(made, "hollow").customdata, strict=True)
                     if e == "e0")  # fmt: skip
    assert second - first >= 15


def test_an_end_outside_the_window_stays_open() -> None:
    window = (date(2023, 3, 1), date(2023, 5, 31))
    bracket = one(draw(("2023", "A", "", "visit", {}), window=window), "bracket")
    assert len({y for y in bracket.y if y is not None}) == 1
    span = draw(("2023-01-10/2023-04-02", "A", "", "visit", {}), window=window)
    assert len(one(span, "cap").x) == 1 and len(one(span, "until").x) == 1


def test_undated_events_are_not_drawn() -> None:
    made = draw(*ROWS)
    assert events_of(made) == {f"e{i}" for i, row in enumerate(ROWS) if row[0]}
    assert made.layout.meta == {"drawn": "marks", "shown": 32, "undated": 3, "before": 0, "after": 0}
    nothing = draw(("", "A", "", "visit", {}))
    assert not nothing.data and nothing.layout.meta["undated"] == 1
    assert not draw().data and not figure.overview(frame_of([])).data


def test_events_outside_the_window_are_counted_at_its_ends() -> None:
    made = draw(*ROWS, window=(date(2023, 8, 27), date(2023, 9, 20)))
    assert made.layout.meta == {"drawn": "marks", "shown": 12, "undated": 3, "before": 9, "after": 11}
    texts = [note.text for note in made.layout.annotations]
    before = sum(int(t[2:]) for t in texts if t.startswith("← "))
    after = sum(int(t[:-2]) for t in texts if t.endswith(" →"))
    assert (before, after) == (9, 11)


@pytest.mark.parametrize(
    "given",
    [{}, {"language": "ar", "theme": "dark", "time": "even"}, {"selected": "e1", "chronology": CHRONOLOGY},
     {"window": (date(2023, 9, 1), date(2023, 9, 20))}, {"lanes_by": "actor", "width": 380}],
)  # fmt: skip
def test_every_chart_is_one_that_plotly_knows(given: dict) -> None:
    made = [draw(*ROWS, **given), draw(*many(2500), **given), draw(), figure.overview(frame_of(ROWS))]
    for chart in made:  # nothing is checked while drawing: here all is, and what is wrong raises
        go.Figure(chart.to_dict())


def test_every_trace_survives_a_selection() -> None:
    marks = draw(*ROWS, chronology=CHRONOLOGY, selected="e2")
    for made in (marks, draw(*many(2500)), figure.overview(frame_of(ROWS))):
        for trace in made.data:
            assert trace.unselected.marker.opacity == trace.selected.marker.opacity == 1


def test_selected_event_is_ringed() -> None:
    assert set(one(draw(*ROWS, selected="e2"), "selected").customdata) == {"e2"}
    assert not named(draw(*ROWS, selected="nothing"), "selected")


def test_squares_along_a_label_can_be_clicked() -> None:
    made = draw(*ROWS)
    squares = one(made, "click")
    assert squares.hoverinfo == "none" and squares.marker.size == 16
    assert set(squares.customdata) == set(one(made, "label").customdata)


# Words


def label(language: str = "en", **more) -> str:
    edtf = more.pop("edtf", "2023-09-13")
    row = (edtf, more.pop("title", "Shells sent"), "إرسال قذائف", "visit", more)
    made = draw(row, language=language, cutoff=date(2025, 1, 1), width=1000)
    return re.sub(r"<[^>]+>", "", one(made, "label").text[0])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "13 Sep Shells sent"),
        ({"n": 3}, "13 Sep Shells sent ×3"),
        ({"status": "claimed", "by": "Seoul"}, "13 Sep \u2068Seoul\u2069: Shells sent"),
        ({"by": "Seoul"}, "13 Sep Shells sent"),
        ({"status": "planned"}, "13 Sep Shells sent planned; outcome unknown"),
        ({"status": "planned", "linked": "e9"}, "13 Sep Shells sent planned"),
        ({"status": "claimed", "denied": "Moscow | Pyongyang", "n": 2},
         "13 Sep Shells sent · Moscow, Pyongyang deny ×2"),
        ({"denied": "Pyongyang and the whole of its government | Moscow | Minsk"},
         "13 Sep Shells sent · Pyongyang and the… and 2 others deny"),
        ({"title": f"The foreign ministry in Washington: shells{' sent' * 12}", "denied": "Moscow"},
         "13 Sep The foreign…: shells sent sent sent sent sent sent sent… · Moscow denies"),
        ({"conflict": "2023-09-13 | 2023-09-14"}, "13 or 14 Sep Shells sent"),
        ({"conflict": "2023-09-13 | 2023-08"}, "Aug or 13 Sep Shells sent"),
        ({"title": "<b>x</b> & <a href='javascript:1'>y</a> $z$"},
         "13 Sep &lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='javascript:1'&gt;y&lt;/a&gt; &#36;z&#36;"),
        ({"title": "a\u202eb\nc\u2069"}, "13 Sep a b c"),
    ],
)  # fmt: skip
def test_labels(more: dict, said: str) -> None:
    assert label(**more) == said


def test_what_was_done_goes_before_the_names_of_those_who_deny() -> None:
    row = ("2023-09-13", "Seoul: shells sent by rail to Khasan", "", "visit",
           {"status": "denied", "by": "Seoul", "denied": "Pyongyang and its ministries | Moscow and its ministries"})  # fmt: skip
    said = {re.sub(r"<[^>]+>", "", one(draw(row, width=w), "label").text[0]) for w in (1000, 521)}
    assert said == {
        "13 Sep Seoul: shells sent by rail to Khasan · Pyongyang and its… and 1 other deny",
        "13 Sep Seoul: shells sent by rail to… · Pyongyang and its… denies",
    }


def test_the_funnel_leads_from_the_years_of_the_overview() -> None:
    """Days that are filtered are a small part of all years, wherever the events kept begin and end."""
    few, all_of_them = frame_of(ROWS[:3]), frame_of(ROWS)
    window = (date(2023, 9, 1), date(2023, 9, 30))
    alone, filtered, whole = (
        {
            shape.path
            for shape in figure.timeline(kept, window=window, years=years).layout.shapes
            if shape.path
        }
        for kept, years in ((few, few), (few, all_of_them), (all_of_them, all_of_them))
    )
    assert filtered & whole and not alone & whole


def test_arabic_is_isolated_on_each_line() -> None:
    assert label("ar", n=2) == "\u206713 سبتمبر إرسال قذائف ×2\u2069"
    made = draw(*ROWS, language="ar", chronology=CHRONOLOGY)
    texts = [t for trace in made.data for t in (trace.text or ())]
    texts += [t for trace in made.data for t in (trace.hovertext or ()) if t]
    texts += [n.text for n in made.layout.annotations]
    for line in (line for t in texts for line in t.split("<br>")):
        assert line.startswith("\u2067") and line.endswith("\u2069")
    assert any("يوليو" in t for t in texts) and made.layout.margin.r > made.layout.margin.l


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_hostile_texts_bring_no_markup(title: str, who: str, category: str) -> None:
    more = {"status": "claimed", "by": f"<a>{who}", "denied": f"<b>{who}"}
    row = ("2023-09-13", f"<img src=x onerror=1>{title}", "", f"<i>{category}", more)
    made = draw(row, chronology=[("2023", f"<u>{title}")])
    texts = [t for trace in made.data for key in ("text", "hovertext") for t in (trace[key] or ())]
    for markup in [*texts, *(n.text for n in made.layout.annotations)]:
        assert not re.sub(r'</?[bi]>|<br>|</span>|<span style="color:#[0-9A-F]{6}">', "", markup).count("<")
        assert not re.search("<(img|a|u)", markup)
    made.to_json()


# Lanes


def lane_names(made: go.Figure) -> list[str]:
    texts = [re.sub(r"<[^>]+>|[\u2067\u2069]", " ", n.text) for n in made.layout.annotations]
    counted = [" ".join(t.split()) for t in texts if not re.search(r"\d in ", t)]
    return [t for t in counted if re.search(r"\d\Z", t)]


def test_related_categories_share_a_lane() -> None:
    assert lane_names(draw(*ROWS)) == [
        "Visits and summits 11", "Statements 7", "Arms 4", "Troops 2", "Treaty and UN 5", "Context 3",
    ]  # fmt: skip


def test_lanes_by_actor_place_and_document() -> None:
    rows = [("2023", "A", "", "visit", {"actors": "Kim | Putin", "places": "Vostochny"}),
            ("2024", "B", "", "visit", {"actors": "Putin"}), ("2025", "C", "", "visit", {})]  # fmt: skip
    assert lane_names(draw(*rows, lanes_by="actor")) == ["Putin 2", "Kim 1", "No actor named 1"]
    assert lane_names(draw(*rows, lanes_by="actor", lane_order=["Kim"]))[0] == "Kim 1"
    assert lane_names(draw(*rows, lanes_by="place")) == ["No place named 2", "Vostochny 1"][::-1]
    told = pd.DataFrame({"event_id": ["e0", "e1", "e0"], "document_id": ["d1", "d1", "d2"]})
    made = draw(*rows, lanes_by="document", evidence=told, names={"d1": "Page one"})
    assert lane_names(made) == ["Page one 2", "d2 1", "No document 1"]


def test_a_new_topic_brings_its_own_categories() -> None:
    mine = {"drones": figure.Category({"en": "Drones", "ar": "مسيّرات"}, "#123456", "#654321", "drones")}
    rows = [("2023", "A", "", "drones", {}), ("2023", "B", "", "unheard", {})]
    made = draw(*rows, categories=mine, theme="dark")
    assert lane_names(made) == ["Drones 1", "unheard 1"]
    assert named(made, "bracket")[0].line.color == "#654321"


# Time


def test_fitted_time_cuts_where_events_crowd() -> None:
    days = [date(2000 + 4 * i, 6, 1).toordinal() for i in range(6)]
    days += [date(2023, 8, 1).toordinal() + 2 * i for i in range(30)]
    days += [date(2024, month, 9).toordinal() for month in (2, 5, 8)]
    start, end = date(2000, 1, 1).toordinal(), date(2025, 1, 1).toordinal()
    cut = scale.fitted(days, start, end, 0, 700)
    assert date(2023, 7, 1).toordinal() in cut.days and date(2023, 10, 1).toordinal() in cut.days
    assert list(cut.pixels) == sorted(cut.pixels) and cut.pixels[-1] == pytest.approx(700)
    assert scale.fitted(range(start, end, 90), start, end, 0, 700).days == (start, end)  # one stretch: even
    assert scale.fitted([], start, end, 0, 700).days == (start, end)


spans = st.tuples(st.integers(1, 3_600_000), st.integers(1, 50_000))


@given(spans, st.floats(60, 2000), st.sampled_from(["en", "ar"]))
@settings(max_examples=60, deadline=None)
def test_ticks_never_touch(span: tuple[int, int], width: float, language: str) -> None:
    even = scale.even(span[0], span[0] + span[1], 0, width)
    for major in (True, False):
        reached = -1e9
        for tick in (t for t in scale.ticks(even, language, width) if t.major == major and t.text):
            wide = text.width(tick.text, 11.5, major)
            left = tick.x - wide / 2 if tick.centred else tick.x
            assert left >= reached and left + wide <= width
            reached = left + wide


# Packing

boxes = st.lists(
    st.tuples(st.floats(7, 690), st.floats(0, 200), st.floats(0, 400)).map(
        lambda b: packing.Box(b[0] - 6, min(714.0, b[0] + b[1] + 6), b[2])), max_size=40)  # fmt: skip


@given(boxes, st.booleans(), st.booleans())
def test_packing_has_no_overlaps(given_boxes: list[packing.Box], rightward: bool, crowded: bool) -> None:
    places = packing.pack(given_boxes, 720, rightward)
    if crowded:
        bare = [packing.Box(b.left, b.right) for b in given_boxes]
        rows = packing.pack_bare(bare)
        labelled = given_boxes.__getitem__
        places = packing.label_where_free(bare, rows, range(len(bare)), 720, 9, labelled, rightward)
    taken: dict[int, list[tuple[float, float]]] = {}
    for box, place in zip(given_boxes, places, strict=True):
        spans = [(box.left, box.right)]
        if place.label is not None:
            assert place.label >= 0 and place.label + box.label <= 720
            spans.append((place.label, place.label + box.label))
            assert place.label >= box.right or place.label + box.label <= box.left
        taken.setdefault(place.row, []).append((min(s[0] for s in spans), max(s[1] for s in spans)))
    for row in taken.values():
        row.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(row))


def test_labels_stay_within_the_chart() -> None:
    for language in ("en", "ar"):
        made = draw(*ROWS, language=language)
        labels = one(made, "label")
        assert len(labels.x) == 32
        assert all(0 <= x <= figure.plot_width(812) for x in labels.x)


def test_narrow_charts_have_no_labels() -> None:
    made = draw(*ROWS, width=380)
    assert not named(made, "label") and len(events_of(made)) == 32


# Many


def many(count: int) -> list[tuple]:
    kinds = ["visit", "statement", "troops"]
    made = []
    for i in range(count):
        day = date(2019, 1, 1) + timedelta(days=i * 37 % 2300)
        edtf = [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y-%m}~", ""][3 if i % 50 == 0 else i % 3]
        actors = ["Kim", "Putin", "Kim | Putin"][i % 3]
        made.append((edtf, f"Event {i}", "", kinds[i % 3], {"actors": actors}))
    return made


def bar_total(made: go.Figure) -> int:
    """How many events the bars stand for, from their heights and their lanes' named peaks."""
    total = 0.0
    peaks = [int(m[1].replace(",", "")) for n in made.layout.annotations
             if (m := re.match("([0-9,]+) in ", n.text))]  # fmt: skip
    lanes = {}
    for trace in made.data:
        if trace.type == "bar":
            for height, (lane, first, _) in zip(trace.y, trace.customdata, strict=True):
                lanes.setdefault(lane, {}).setdefault(first, 0.0)
                lanes[lane][first] -= height
    for peak, bars in zip(peaks, lanes.values(), strict=True):
        total += sum(bars.values()) * peak / max(bars.values())
    return round(total)


def reference(made: go.Figure) -> tuple[list[str], list[float], list[float]]:
    """The names below the reference chronology, where each begins and its height."""
    names = next(trace for trace in made.data if trace.name == "reference names")
    return list(names.text), list(names.x), list(names.y)


@pytest.mark.parametrize("rows", [ROWS, many(2500)], ids=["marks", "counts"])
def test_the_reference_chronology_is_named_from_the_most_important_as_far_as_names_fit(rows: list) -> None:
    crowd = [
        (f"{year}-0{month}-01", f"Of {month}/{year}, lesser")
        for year in range(2001, 2025)
        for month in (3, 9)
    ]
    texts, xs, ys = reference(draw(*rows, chronology=[("2022-05-01", "Foremost"), *crowd]))
    assert texts[0] == "Foremost" and 3 < len(texts) < len(crowd)
    for row in set(ys):
        ends = sorted((x, x + text.width(t, TICK)) for t, x, y in zip(texts, xs, ys, strict=True) if y == row)
        assert all(left[1] <= right[0] for left, right in pairwise(ends)), "no two names touch"


def test_counts_add_up_to_what_is_shown() -> None:
    made = draw(*many(2500))
    assert made.layout.meta["drawn"] == "counts"
    assert made.layout.meta["shown"] == 2450 and made.layout.meta["undated"] == 50
    assert bar_total(made) == pytest.approx(2450, abs=3)  # heights are rounded to hundredths
    assert sum(int(n.split()[-1].replace(",", "")) for n in lane_names(made)) == 2450
    assert any("2,450 events are too many to draw one by one" in n.text for n in made.layout.annotations)
    lane, first, last = made.data[-1].customdata[0]
    assert lane in {"visits", "visit", "statements", "troops"} and first <= last
    assert len(made.to_json()) < 1_000_000


@pytest.mark.parametrize("count", [40, 310, 900, 1600, 2500])
@pytest.mark.parametrize("window", [None, (date(2020, 3, 1), date(2022, 3, 31))])
def test_every_event_is_drawn_or_counted_once(count: int, window: tuple[date, date] | None) -> None:
    made = draw(*many(count), window=window)
    meta = made.layout.meta
    told = [n for trace in made.data if trace.type == "bar" for n in trace.meta]
    assert (sum(told) or len(events_of(made))) == meta["shown"]
    assert sum(meta[k] for k in ("shown", "before", "after", "undated")) == count


def test_a_row_of_marks_is_taken_again_once_it_is_free() -> None:
    spans = [(0, 10), (5, 30), (18, 28), (36, 40), (38, 50)]
    places = packing.pack_bare([packing.Box(*span) for span in spans])
    assert [place.row for place in places] == [0, 1, 0, 0, 1]


def test_lanes_that_share_events_say_so() -> None:
    made = draw(*many(2500), lanes_by="actor")
    assert any("counts in every lane" in n.text for n in made.layout.annotations)


def test_hundreds_of_marks_stay_a_page() -> None:
    made = draw(*many(900))
    assert made.layout.meta["drawn"] == "marks"
    assert made.layout.height < 2600 and len(made.to_json()) < 1_000_000
    assert len(one(made, "label").x) <= 300
    assert len(events_of(made)) == made.layout.meta["shown"]


def test_a_window_leads_down_from_counts_to_marks() -> None:
    made = draw(*many(2500), window=(date(2020, 3, 1), date(2020, 3, 31)))
    assert made.layout.meta["drawn"] == "marks"


# Overview and words for those who do not see


def test_overview_counts_every_dated_event_and_names_the_peak() -> None:
    made = figure.overview(frame_of(ROWS))
    assert made.layout.dragmode == "select"
    heights = [-y for y in made.data[0].y]
    assert any(n.text == "13 events, Jul – Sep 2023" for n in made.layout.annotations)
    assert max(heights) == 40 and date.fromordinal(int(made.data[0].x[-1])).year == 2025
    assert figure.overview(frame_of(ROWS), "dark", "ar").layout.paper_bgcolor == "#12181E"


def test_alt_text() -> None:
    assert figure.describe(frame_of(ROWS)) == (
        "Timeline of 32 events, 2000–2025: 15 known to the day, 13 to a week, month or year, 2 approximate, "
        "2 in conflict; 3 not dated and not drawn."
    )
    assert ": 32 حدثا." in figure.describe(frame_of(ROWS), language="ar")
    in_window = figure.describe(frame_of(ROWS), (date(2023, 8, 27), date(2023, 9, 20)))
    assert in_window.startswith("Timeline of 12 events, 27 August – 20 September 2023: ")
    assert figure.describe(frame_of(ROWS[-2:])) == "Timeline without dated events; 2 not dated and not drawn."


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("rows", [ROWS, ROWS + many(400), many(2500)], ids=["labels", "crowded", "counts"])
def test_a_picture_shows_what_the_chart_shows(rows: list[tuple], language: str) -> None:
    svg_path = "{http://www.w3.org/2000/svg}path"
    for made in (draw(*rows, language=language), figure.overview(frame_of(rows), "dark", language)):
        plain = made.to_dict()
        html = picture.picture(made)
        words = [words for trace in plain["data"] for words in trace.get("text", ())]
        words += [note["text"] for note in plain["layout"]["annotations"]]
        assert words and all(f">{said}</span>" in html for said in words)
        assert html.count('<span style="left:') == len(words)
        found = re.search(r'base64,([^"]+)"', html)
        svg = ElementTree.fromstring(b64decode(found[1] if found else ""))
        assert int(svg.get("height", 0)) == plain["layout"]["height"]
        signs = [path for path in svg.iter(svg_path) if path.get("vector-effect")]
        seen = [
            trace
            for trace in plain["data"]
            if "markers" in trace.get("mode", "") and trace["name"] != "click"
        ]
        assert len(signs) == sum(len(trace["x"]) for trace in seen)
        bars = "".join(path.get("d", "") for path in svg.iter(svg_path) if "H" in path.get("d", ""))
        assert bars.count("M") >= sum(len(trace["x"]) for trace in plain["data"] if trace["type"] == "bar")


def test_hostile_words_bring_no_markup_into_a_picture() -> None:
    row = (
        "2023-09-13",
        "<img src=x onerror=alert(1)> & $z$",
        "",
        "visit<b>",
        {"by": "<script>", "status": "claimed"},
    )
    html = picture.picture(draw(row))
    assert "onerror" in html and "<img src=x" not in html and "<script" not in html and "visit<b>" not in html
