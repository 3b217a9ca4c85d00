"""Tables of a timeline: columns, schema, files, filters."""

from __future__ import annotations

import csv
import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from timeline import filters as filtering
from timeline import table
from timeline.edtf import EdtfDate
from timeline.filters import Filters
from timeline.models import (
    Block,
    BlockKind,
    Certainty,
    Dating,
    Document,
    Event,
    EventMention,
    Span,
    Status,
    Timeline,
    Timex,
)

TEXT = 'قال إن شويغو زار بيونغ يانغ في يوليو الماضي.\r\n=1+1,"x"\nRelated: 3 March 0999'


def span(document: str, words: str) -> Span:
    start = TEXT.index(words)
    return Span(document, start, start + len(words), words)


def mention(document: str, edtf: str, **given: object) -> EventMention:
    words = span(document, "يوليو الماضي")
    value = EdtfDate.parse(edtf) if edtf else None
    timex = Timex(words, value, "ar/last-named-month")
    sentence = span(document, TEXT.split("\r\n")[0])
    return EventMention(sentence, sentence, timex, **given)  # type: ignore[arg-type]


def event(id: str, edtf: str, **given: object) -> Event:
    date_ = EdtfDate.parse(edtf) if edtf else None
    given.setdefault("titles", (("en", f"Title {id}"), ("ar", f"عنوان {id}")))
    given.setdefault("mentions", (mention("d1", edtf),))
    return Event(id, date_, **given)  # type: ignore[arg-type]


@pytest.fixture
def timeline() -> Timeline:
    whole = Document(
        "d1",
        "page.html",
        TEXT,
        "ar",
        (Block(BlockKind.BODY, 0, TEXT.index("Related")),
         Block(BlockKind.FOREIGN, TEXT.index("Related"), len(TEXT))),
        title="=HYPERLINK(1)",
        dating=Dating(EdtfDate.parse("2023-09-12"), EdtfDate.parse("2023-09"), Certainty.LIKELY, "weekday"),
    )  # fmt: skip
    old = Timex(span("d1", "3 March 0999"), EdtfDate.parse("0999-03-03"), "en/day")
    return Timeline(
        "russia-north-korea",
        (whole, Document("d2", "empty.txt", "")),
        {"d1": (mention("d1", "2023-07").timex, old)},
        (
            event("e1", "2023-07", actors=("shoigu", "russia"), places=("pyongyang",), category="visit",
                  status=Status.CLAIMED, attributed_to=("russia",), denied_by=("dprk",), n_sources=3,
                  mentions=(mention("d1", "2023-07", cues=(span("d1", "زار"),), rule="visit"),
                            mention("d2", ""))),
            event("e2", "0999-03-03", linked_to="e1"),
            event("e3", "", review="added", mentions=()),
            event("e4", "2023-09-10", conflicts=(EdtfDate.parse("2023-09-10"), EdtfDate.parse("2023-09-11"))),
        ),
    )  # fmt: skip


@pytest.fixture
def made(timeline: Timeline) -> dict[str, pd.DataFrame]:
    return table.tables(timeline)


# Frames

DESIGN = {
    "documents": "document_id, file, url, language, publisher, title, stated_date, date_earliest, "
    "date_latest, date_confidence, date_basis, date_warning, foreign_from",
    "expressions": "document_id, char_start, char_end, text, edtf, earliest, latest, granularity, certainty, "
    "alternatives, basis, rule, block, is_foreign, explanation",
    "events": "event_id, edtf, earliest, latest, granularity, title_en, title_ar, category, status, "
    "attributed_to, denied_by, actors, places, n_sources, n_mentions, conflict, linked_to, review",
    "evidence": "event_id, document_id, sentence_start, sentence_end, sentence, expression, char_start, "
    "char_end, edtf, earliest, latest, category, status, attributed_to, denied_by, cue, rule",
}


@pytest.mark.parametrize("name", DESIGN)
def test_columns_are_those_of_the_design(made: dict[str, pd.DataFrame], name: str) -> None:
    assert list(made[name]) == DESIGN[name].split(", ")
    assert not made[name].isna().to_numpy().any()


def test_columns_hold_without_rows() -> None:
    for name, frame in table.tables(Timeline("t")).items():
        assert list(frame) == DESIGN[name].split(", ") and len(frame) == 0
        assert "object" not in map(str, frame.dtypes)


def test_documents_rows(made: dict[str, pd.DataFrame]) -> None:
    first, second = made["documents"].to_dict("records")
    assert first["title"] == "=HYPERLINK(1)"  # data, not escaped
    assert (first["stated_date"], first["date_earliest"]) == ("2023-09", "2023-09-12")
    assert (first["date_confidence"], first["date_basis"]) == ("likely", "weekday")
    assert first["foreign_from"] == str(TEXT.index("Related"))
    assert set(list(second.values())[2:]) == {""}


def test_expressions_rows(made: dict[str, pd.DataFrame]) -> None:
    first, second = made["expressions"].to_dict("records")
    assert TEXT[first["char_start"] : first["char_end"]] == first["text"] == "يوليو الماضي"
    assert (first["block"], first["is_foreign"]) == ("body", False)
    assert (second["earliest"], second["block"], second["is_foreign"]) == ("0999-03-03", "foreign", True)
    assert second["explanation"]


def test_events_rows(made: dict[str, pd.DataFrame], timeline: Timeline) -> None:
    rows = made["events"].set_index("event_id").to_dict("index")
    assert rows["e1"]["actors"] == "shoigu | russia"
    assert (rows["e1"]["n_sources"], rows["e1"]["n_mentions"]) == (3, 2)
    assert rows["e2"]["earliest"] == "0999-03-03"
    assert {rows["e3"][c] for c in ("edtf", "earliest", "latest", "granularity")} == {""}
    assert rows["e4"]["conflict"] == "2023-09-10 | 2023-09-11"


def test_names_reach_every_column_of_names(timeline: Timeline) -> None:
    row = table.events_frame(timeline, str.upper).iloc[0]
    assert (row["actors"], row["places"]) == ("SHOIGU | RUSSIA", "PYONGYANG")
    assert (row["attributed_to"], row["denied_by"]) == ("RUSSIA", "DPRK")


def test_evidence_rows(made: dict[str, pd.DataFrame]) -> None:
    rows = made["evidence"].to_dict("records")
    assert [row["event_id"] for row in rows] == ["e1", "e1", "e2", "e4"]
    assert rows[0]["sentence"] == TEXT[rows[0]["sentence_start"] : rows[0]["sentence_end"]]
    assert (rows[0]["cue"], rows[0]["rule"]) == ("زار", "ar/last-named-month | visit")
    assert (rows[1]["edtf"], rows[1]["earliest"]) == ("", "")


# Schema


def test_right_tables_pass(made: dict[str, pd.DataFrame]) -> None:
    assert table.check(made) == []
    assert table.check(table.tables(Timeline("t"))) == []


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "said"),
    [
        ("events", 0, "status", "rumoured",
         "events, row 1, status: 'rumoured' is not one of happened, claimed, planned, denied"),
        ("events", 0, "earliest", "2023-08-01", "events, row 1, earliest: '2023-08-01' comes after latest"),
        ("events", 0, "earliest", "2023-02-30",
         "events, row 1, earliest: '2023-02-30' is not a day as 2023-09-12"),
        ("events", 1, "earliest", "999-03-03",
         "events, row 2, earliest: '999-03-03' is not a day as 2023-09-12"),
        ("events", 1, "event_id", "e1", "events, row 2, event_id: 'e1' stands more than once"),
        ("events", 1, "linked_to", "e9", "events, row 2, linked_to: 'e9' is not in events"),
        ("events", 3, "conflict", "2023-09-10 | soon",
         "events, row 4, conflict: '2023-09-10 | soon' is not EDTF"),
        ("events", 2, "category", "", "events, row 3, category: '' is empty"),
        ("events", 2, "n_sources", -1, "events, row 3, n_sources: -1 is below zero"),
        ("events", 2, "review", "", "events, row 3, review: '' is not one of suggested, accepted, corrected, "
         "hidden, added"),
        ("evidence", 1, "event_id", "e9", "evidence, row 2, event_id: 'e9' is not in events"),
        ("evidence", 1, "document_id", "d9", "evidence, row 2, document_id: 'd9' is not in documents"),
        ("evidence", 1, "char_start", 999, "evidence, row 2, char_start: 999 comes after char_end"),
        ("documents", 1, "document_id", "d1", "documents, row 2, document_id: 'd1' stands more than once"),
        ("documents", 0, "date_basis", "guess", "documents, row 1, date_basis: 'guess' is not one of stated, "
         "dateline, metadata, address, weekday, chronology, other-document, person"),
        ("documents", 1, "foreign_from", "-1", "documents, row 2, foreign_from: '-1' is not a number"),
        ("expressions", 0, "block", "margin", "expressions, row 1, block: 'margin' is not one of body, "
         "furniture, foreign"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(
    made: dict[str, pd.DataFrame], name: str, row: int, column: str, value: object, said: str
) -> None:
    made[name].loc[row, column] = value
    assert said in table.check(made)


def test_wrong_columns_are_named(made: dict[str, pd.DataFrame]) -> None:
    made["events"] = made["events"].drop(columns="status").assign(mood="x")
    assert table.check(made)[:2] == ["events, mood: no such column", "events, status: the column is missing"]


def test_wrong_types_and_missing_tables_are_named(made: dict[str, pd.DataFrame]) -> None:
    made["events"]["n_sources"] = made["events"]["n_sources"].astype(float)
    del made["documents"]
    said = table.check(made)
    assert "events, n_sources: holds float64, not int64" in said
    assert "documents: the table is missing" in said


# Files


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_files_come_back_row_for_row(made: dict[str, pd.DataFrame], tmp_path, kind: str) -> None:
    table.write_tables(made, tmp_path)
    back = table.read_tables(tmp_path, kind)
    for name, frame in made.items():
        assert_frame_equal(back[name], frame)


RUN_BY_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def test_no_cell_of_a_csv_is_a_formula_and_all_come_back(tmp_path_factory) -> None:
    leads = (*RUN_BY_A_SPREADSHEET, "'", "'=", "''-")
    cells = [lead + rest for lead in leads for rest in ("", "cmd|' /C calc'!A0")]
    made = table.tables(Timeline("t"))
    for name in made:
        rows = [
            {c: {"number": 1, "flag": True}.get(str(k), cell) for c, k in table.COLUMNS[name].items()}
            for cell in cells
        ]
        made[name] = pd.DataFrame(rows).astype(made[name].dtypes)
    folder = tmp_path_factory.mktemp("formula")
    table.write_tables(made, folder)
    for name, frame in table.read_tables(folder).items():
        assert_frame_equal(frame, made[name])
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            written = [cell for row in csv.reader(file) for cell in row]
        assert written and not [cell for cell in written if cell.startswith(RUN_BY_A_SPREADSHEET)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=40))
@settings(max_examples=12, deadline=None)
def test_any_sentences_come_back(tmp_path_factory, sentences: list[str]) -> None:
    made = table.tables(Timeline("t"))
    for name in made:
        rows = [
            {c: {"number": 1, "flag": True}.get(str(k), said) for c, k in table.COLUMNS[name].items()}
            for said in (*sentences, *sentences)
        ]
        made[name] = pd.DataFrame(rows).astype(made[name].dtypes)
    folder = tmp_path_factory.mktemp("any")
    table.write_tables(made, folder)
    for kind in ("csv", "parquet"):
        for name, frame in table.read_tables(folder, kind).items():
            assert_frame_equal(frame, made[name])


def test_package_is_deterministic_and_leaves_nothing_else(made: dict[str, pd.DataFrame], tmp_path) -> None:
    table.write_tables(made, tmp_path, {"title": "Dossier"})
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    table.write_tables(made, tmp_path, {"title": "Dossier"})
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {"datapackage.json"} | {f"{n}.{k}" for n in made for k in ("csv", "parquet")}
    assert first["events.csv"].startswith(b"\xef\xbb\xbfevent_id,")
    assert json.loads(first["datapackage.json"])["title"] == "Dossier"


def damage(folder, file: str, old: bytes, new: bytes, honest: bool) -> None:
    """Replace bytes in a file; `honest` updates the descriptor's size and hash to match."""
    path = folder / file
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    if honest:
        descriptor = json.loads((folder / "datapackage.json").read_text())
        for resource in descriptor["resources"]:
            resource.pop("bytes")
            resource.pop("hash")
        (folder / "datapackage.json").write_text(json.dumps(descriptor))


@pytest.mark.filterwarnings("ignore")  # frictionless uses what newer Pythons deprecate
@pytest.mark.parametrize(
    ("file", "old", "new", "honest", "errors"),
    [
        ("events.csv", b"", b"", False, set()),
        ("events.csv", b"Title e1", b"Title e7", False, {"hash-count"}),
        ("events.csv", b"claimed", b"rumour!", True, {"constraint-error"}),
        ("events.csv", b"e2,", b"e1,", True, {"primary-key", "foreign-key"}),
        ("evidence.csv", b"e1,d2", b"e9,d2", True, {"foreign-key"}),
        ("evidence.csv", b"e1,d2", b"e1,d9", True, {"foreign-key"}),
        ("events.csv", b"2023-07-01", b"2023-07-32", True, {"type-error"}),
        ("events.csv", b"event_id,", b"event,", True, {"incorrect-label"}),
    ],
)
def test_frictionless_passes_and_fails_on_damage(
    made: dict[str, pd.DataFrame], tmp_path, file: str, old: bytes, new: bytes, honest: bool, errors: set[str]
) -> None:
    from frictionless import Package, system

    table.write_tables(made, tmp_path)
    damage(tmp_path, file, old, new, honest)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid == (not errors), report
    assert errors <= {error.type for task in report.tasks for error in task.errors} | {
        error.type for error in report.errors
    }


# Filters

ROWS = [
    # id, EDTF, more
    ("day", "2023-09-13", {"category": "summit", "actors": ("Kim", "Putin"), "places": ("Vostochny",)}),
    ("month", "2023-07", {"category": "visit", "actors": ("Shoigu",), "n_sources": 3}),
    ("year", "2022", {"status": Status.CLAIMED, "denied_by": ("DPRK",), "category": "arms-transfer"}),
    ("about", "2023-08~", {"status": Status.PLANNED}),
    ("span", "2023-09-10/2023-09-17", {}),
    ("since", "2022-02/..", {}),
    ("until", "../2021-05", {}),
    ("clash", "2023-09-10", {"conflicts": (EdtfDate.parse("2023-09-10"), EdtfDate.parse("2024-01-05"))}),
    ("week", "[2023-09-04..2023-09-10]", {"review": "accepted"}),
    ("none", "", {}),
    ("gone", "2023-09-13", {"review": "hidden"}),
]
ALIASES = {"Shoigu": ("Sergei Shoigu", "شويغو", "شويجو"), "Kim": ("Kim Jong Un", "كيم جونغ أون")}


@pytest.fixture(scope="module")
def rows() -> tuple[pd.DataFrame, pd.DataFrame]:
    made = Timeline("t", (), {}, tuple(event(id, edtf, **more) for id, edtf, more in ROWS))
    evidence = table.evidence_frame(made)
    evidence["sentence"] = ""
    evidence.loc[evidence["event_id"] == "about", "sentence"] = "وصل شويجو إلى القاهرة"
    evidence.loc[evidence["event_id"] == "span", "document_id"] = "d7"
    return table.events_frame(made), evidence


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), "day month year about span since until clash week none"),
        (Filters(review=("hidden",)), "gone"),
        (Filters(review=("accepted", "hidden")), "week gone"),
        (Filters(categories=("visit", "summit")), "day month"),
        (Filters(actors=("Putin",)), "day"),
        (Filters(actors=("Put",)), ""),
        (Filters(places=("Vostochny", "Moscow")), "day"),
        (Filters(statuses=("denied",)), "year"),
        (Filters(statuses=("claimed", "planned")), "year about"),
        (Filters(certainties=("day",)), "day span"),
        (Filters(certainties=("week-month-year",)), "month year since until week"),
        (Filters(certainties=("approximate", "conflict", "undated")), "about clash none"),
        (Filters(min_sources=2), "month"),
        (Filters(documents=("d7",)), "span"),
        (Filters(text="SHOIGU"), "month about"),  # an alias of his is in a sentence
        (Filters(text="شويغو"), "month about"),
        (Filters(text="jong"), "day"),
        (Filters(text="oigu"), "month"),  # part of a word, as the cells have it
        (Filters(text="title week"), "week"),
        (Filters(text="عنوان since"), "since"),
        (Filters(text="القاهرة"), "about"),
        (Filters(text="nothing at all"), ""),
        (Filters(earliest=date(2023, 9, 1), latest=date(2023, 9, 30)), "day span since clash week none"),
        (Filters(earliest=date(2024, 1, 1)), "since clash none"),
        (Filters(latest=date(2020, 1, 1)), "until none"),
        (Filters(earliest=date(2023, 9, 1), latest=date(2023, 9, 30), may_fall=False), "day span week"),
        (Filters(earliest=date(2023, 9, 5), latest=date(2023, 9, 30), may_fall=False), "day span"),
        (Filters(earliest=date(2023, 1, 1), may_fall=False), "day month about span clash week"),
        (Filters(latest=date(2022, 12, 31), may_fall=False), "year"),
        (Filters(text="title", categories=("other",), earliest=date(2024, 1, 1)), "since clash none"),
    ],
)
def test_filters(rows, filters: Filters, kept: str) -> None:
    events, evidence = rows
    texts = filtering.folded_texts(events, evidence)
    for known in (None, texts):
        keep = filtering.keeps(events, evidence, filters, aliases=ALIASES, texts=known)
        assert events[keep]["event_id"].tolist() == kept.split()


def test_filters_leave_the_table_as_it_was(rows) -> None:
    events, evidence = rows
    before = events.copy()
    filtering.keeps(events, evidence, Filters(text="x", earliest=date(2023, 1, 1), certainties=("day",)))
    assert_frame_equal(events, before)


def test_filters_hold_without_rows() -> None:
    events, evidence = table.events_frame(Timeline("t")), table.evidence_frame(Timeline("t"))
    chosen = (("a",), ("b",), ("c",), ("claimed",), ("day",), 2, ("d",))
    every = Filters("x", date(2023, 1, 1), None, False, *chosen)
    assert len(filtering.keeps(events, evidence, every)) == 0
    assert set(filtering.counts(filtering.groups(events)).values()) == {0}


def test_rows_by_date_are_the_dated_ones_first_day_first() -> None:
    bounds = [("2023-02-01", "2023-02-28"), ("", ""), ("2023-02-01", "2023-02-01"), ("0987-05-01", "0987-05-01"),
              ("2023-02-01", "2023-02-28")]  # fmt: skip
    events = pd.DataFrame(bounds, columns=["earliest", "latest"])
    assert filtering.by_date(events).tolist() == [3, 2, 0, 4]
    assert filtering.by_date(events[:0]).tolist() == []


def test_counts(rows) -> None:
    assert filtering.counts(filtering.groups(rows[0])) == {
        "shown": 10, "day": 3, "week-month-year": 5, "approximate": 1, "conflict": 1, "undated": 1,
    }  # fmt: skip


words = st.lists(st.text(max_size=12), max_size=3).map(tuple)
days = st.none() | st.dates()
filters = st.builds(
    Filters, text=st.text(), earliest=days, latest=days, may_fall=st.booleans(), actors=words, places=words,
    categories=words, statuses=st.lists(st.sampled_from(["happened", "denied"])).map(tuple),
    certainties=st.lists(st.sampled_from(filtering.CERTAINTIES)).map(tuple), min_sources=st.integers(-3, 999_999),
    documents=words, review=st.lists(st.sampled_from(table.REVIEWS)).map(tuple),
)  # fmt: skip


@given(filters)
def test_a_link_restores_the_filters(chosen: Filters) -> None:
    query = chosen.to_query()
    assert all(isinstance(v, str) and v for v in query.values())
    assert Filters.from_query(query) == chosen


hostile = st.sampled_from(
    ["2023-13-99", "../" * 9000, "1e999", "٣", "%", "%ZZ,%2", "DROP TABLE", "\0", "²", "9" * 400, "-1"]
)
KEYS = ["q", "from", "to", "fall", "sources", "actor", "status", "certainty", "review", "document"]


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), hostile | st.text() | st.none() | st.integers()))
def test_a_hostile_link_never_raises(query: dict[str, object]) -> None:
    made = Filters.from_query(query)
    assert Filters.from_query(made.to_query()) == made
    assert set(made.statuses) <= {"happened", "claimed", "planned", "denied"}
    assert set(made.certainties) <= set(filtering.CERTAINTIES)


def test_a_link_may_name_a_year_or_a_month() -> None:
    made = Filters.from_query({"from": "2000", "to": "2025-06", "sources": "3"})
    assert (made.earliest, made.latest, made.min_sources) == (date(2000, 1, 1), date(2025, 6, 30), 3)


@pytest.mark.parametrize(
    ("filters", "en", "ar"),
    [
        (Filters(), "all events", "كل الأحداث"),
        (Filters(earliest=date(2000, 1, 1), latest=date(2025, 6, 30)),
         "from 1 January 2000 to 30 June 2025, with what may fall in it",
         "من 1 يناير 2000 إلى 30 يونيو 2025، مع ما قد يقع ضمنها"),
        (Filters(latest=date(2025, 6, 30), may_fall=False),
         "up to 30 June 2025, only what surely falls in it", "حتى 30 يونيو 2025، وما يقع ضمنها يقينا فقط"),
        (Filters(statuses=("claimed", "denied"), min_sources=2, actors=("kim",)),
         "actors: \u2068KIM\u2069; status: claimed, denied; at least 2 independent sources",
         "الجهات: \u2068KIM\u2069؛ الحالة: زُعم، نُفي؛ مصدران مستقلان على الأقل"),
        (Filters(text="x", categories=("visit", "mine")),
         "containing \u2068x\u2069; category: Visits, \u2068MINE\u2069",
         "يتضمن \u2068x\u2069؛ الفئة: زيارات، \u2068MINE\u2069"),
    ],
)  # fmt: skip
def test_filters_in_words(filters: Filters, en: str, ar: str) -> None:
    assert filtering.describe(filters, "en", str.upper) == en
    assert filtering.describe(filters, "ar", str.upper) == ar
