"""Each format read back as another program reads it."""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.expect import sample
from tests.test_exports import HOSTILE, hostile
from timeline import exports
from timeline.exports.markdown import literal
from timeline.exports.telling import plain
from timeline.models import Status
from timeline.topics import load

TOPIC = load("russia-north-korea")


def sample_of(language: str) -> exports.Selection:
    return exports.Selection.of(sample(), TOPIC, language)


@cache
def made_of(name: str, language: str) -> bytes:
    """The file of the sample in a format: made once for all that is asked of it."""
    return exports.make(name, sample_of(language))


def events(*rows: dict[str, str], language: str = "en") -> exports.Selection:
    """The hostile event once for each row, with the row's cells put into it."""
    made = exports.Selection.of(hostile(), TOPIC, language)
    tables = dict(made.tables)
    cells = [{"event_id": f"e{i}", **row} for i, row in enumerate(rows)]
    tables["events"] = pd.concat([tables["events"].assign(**row) for row in cells], ignore_index=True)
    tables["evidence"] = pd.concat(
        [tables["evidence"].assign(event_id=row["event_id"]) for row in cells], ignore_index=True
    )
    return exports.Selection.of_tables(tables, language)


def dated(edtf: str, earliest: str, latest: str, granularity: str = "day", **cells: str) -> dict[str, str]:
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "granularity": granularity, **cells}


def workbook(selection: exports.Selection) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(exports.make("xlsx", selection)))


def column(selection: exports.Selection, name: str) -> list[Any]:
    rows = list(workbook(selection).worksheets[0].iter_rows(values_only=True))
    return [row[rows[0].index(name)] for row in rows[1:]]


@pytest.mark.parametrize("language, turned", [("en", False), ("ar", True)])
def test_a_workbook_is_turned_as_its_language_reads(language: str, turned: bool) -> None:
    for page in workbook(sample_of(language)).worksheets:
        assert bool(page.sheet_view.rightToLeft) is turned


def test_columns_and_values_are_in_the_words_of_the_language() -> None:
    sheet = pd.read_csv(io.BytesIO(exports.make("csv", sample_of("ar"))), encoding="utf-8-sig", dtype="str")
    assert list(sheet.columns[:6]) == [
        "العنوان (عربي)",
        "أبكر يوم",
        "آخر يوم",
        "دقة التاريخ",
        "EDTF",
        "الحالة",
    ]
    assert not any(re.search("[a-z]_|^[a-z]", name) for name in sheet.columns)
    assert set(sheet["الحالة"]) <= {"وقع", "زُعم", "مقرر", "نُفي"} and set(sheet["المراجعة"]) == {
        "بانتظار المراجعة"
    }
    assert "قمم" in set(sheet["الفئة"]) and "باليوم" in set(sheet["دقة التاريخ"])
    assert [cell.value for cell in workbook(sample_of("ar")).worksheets[0][1]] == list(sheet.columns)


def test_days_before_march_1900_are_text_and_later_ones_are_dates() -> None:
    days = ("0987-05-06", "1890-01-01", "1900-02-28", "1900-03-01", "2023-09-12")
    found = column(events(*(dated(day, day, day) for day in days)), "Earliest day")
    assert found == [*days[:3], datetime(1900, 3, 1), datetime(2023, 9, 12)]


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    book = workbook(exports.Selection.of(hostile(), TOPIC))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert "'" + HOSTILE in texts and not any(text[0] in "=+-@\t\r" for text in texts)


def test_a_workbook_says_what_was_exported_and_not_by_whom() -> None:
    book = workbook(sample_of("en"))
    said = [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert said == ["Timeline", *sample_of("en").provenance]
    assert not book.properties.creator and not book.properties.lastModifiedBy


def test_a_text_longer_than_a_cell_is_cut_with_an_ellipsis() -> None:
    from timeline.exports.xlsx import cut

    assert len(cut("x" * 40_000)) == 32_767 and cut("x" * 40_000).endswith("x…")
    assert cut("x" * 32_767) == "x" * 32_767


def test_json_keeps_each_account_with_its_event() -> None:
    chosen = sample_of("ar")
    whole = json.loads(exports.make("json", chosen))
    assert [e["event_id"] for e in whole["events"]] == list(chosen.in_order()["event_id"])
    assert sum(len(e["evidence"]) for e in whole["events"]) == len(chosen.tables["evidence"])
    known = {document["document_id"] for document in whole["documents"]}
    for event in whole["events"]:
        assert isinstance(event["actors"], list) and event["n_mentions"] == len(event["evidence"])
        for account in event["evidence"]:
            assert account["document_id"] in known and account["sentence"] and account["rule"]
    assert (whole["filter"], whole["cutoff"]) == (chosen.filter_words, chosen.cutoff)
    assert whole["tool_version"] == chosen.version


def test_parquet_holds_the_sheet_and_says_what_was_exported() -> None:
    from pyarrow import parquet

    from timeline.exports import sheet

    chosen = sample_of("ar")
    read = parquet.read_table(io.BytesIO(exports.make("parquet", chosen)))
    pd.testing.assert_frame_equal(read.to_pandas(), sheet.rows(chosen).reset_index(drop=True))
    assert read.schema.metadata[b"filter"].decode() == chosen.filter_words
    assert read.schema.metadata[b"tool_version"].decode() == chosen.version


def calendar(selection: exports.Selection) -> Any:
    from icalendar import Calendar

    return Calendar.from_ical(exports.make("ics", selection))


def test_a_calendar_keeps_the_form_that_calendar_programs_ask_for() -> None:
    raw = exports.make("ics", sample_of("ar"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    found = calendar(sample_of("ar")).walk("VEVENT")
    assert found and len({str(entry["UID"]) for entry in found}) == len(found)
    for entry in found:
        assert entry["DTSTART"].params["VALUE"] == "DATE" and entry["DTSTAMP"].dt.tzinfo
        assert entry["DTEND"].dt > entry["DTSTART"].dt


@pytest.mark.parametrize(
    "cells, start, end",
    [
        (dated("2023-09-12", "2023-09-12", "2023-09-12"), date(2023, 9, 12), date(2023, 9, 13)),
        (dated("2023-09-13/2023-09-17", "2023-09-13", "2023-09-17"), date(2023, 9, 13), date(2023, 9, 18)),
        (dated("2023-07", "2023-07-01", "2023-07-31", "month"), date(2023, 7, 1), date(2023, 8, 1)),
        (dated("0987-05-06", "0987-05-06", "0987-05-06"), date(987, 5, 6), date(987, 5, 7)),
    ],
)
def test_a_calendars_last_day_is_exclusive(cells: dict[str, str], start: date, end: date) -> None:
    (entry,) = calendar(events(cells)).walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (start, end)
    assert str(entry["X-EDTF"]) == cells["edtf"]


def test_events_wider_than_a_season_are_counted_and_not_in_the_calendar() -> None:
    chosen = events(
        dated("2019", "2019-01-01", "2019-12-31", "year"),
        dated("", "", "", ""),
        dated("2019-05", "2019-05-01", "2019-05-31", "month"),
    )
    found = calendar(chosen)
    assert [str(entry["UID"]) for entry in found.walk("VEVENT")] == ["e2@timeline"]
    assert exports.remarks("ics", chosen) == [
        "2 events are not in the calendar: they have no date, or only a year or half a year"
    ]
    assert exports.remarks("ics", chosen)[0] in str(found["X-WR-CALDESC"]).replace("\\,", ",")
    assert exports.remarks("csv", chosen) == []


@pytest.mark.parametrize(
    "status, denied_by, said",
    [("happened", "", "CONFIRMED"), ("planned", "", "TENTATIVE"), ("claimed", "", None), ("denied", "", None),
     ("happened", "Kremlin", None), ("claimed", "Kremlin", None)],
)  # fmt: skip
def test_a_plan_is_tentative_and_a_denial_calls_nothing_off(
    status: str, denied_by: str, said: str | None
) -> None:
    cells = dated("2023-09-12", "2023-09-12", "2023-09-12", status=status, denied_by=denied_by)
    (entry,) = calendar(events(cells)).walk("VEVENT")
    assert entry.get("STATUS") == said
    named = str(entry["SUMMARY"]).startswith(status.capitalize())
    assert named is (said != "CONFIRMED")
    assert ("Kremlin" in str(entry["SUMMARY"])) is bool(denied_by)


def test_every_status_is_tried_on_the_calendar() -> None:
    assert set(map(str, Status)) == {"happened", "claimed", "planned", "denied"}


def slides(selection: exports.Selection) -> list[dict[str, Any]]:
    return json.loads(exports.make("timelinejs", selection))["events"]


@pytest.mark.parametrize(
    "cells, start, end",
    [
        (dated("2020", "2020-01-01", "2020-12-31", "year"), {"year": 2020}, None),
        (dated("2020~", "2020-01-01", "2020-12-31", "year"), {"year": 2020}, None),
        (dated("2023-07", "2023-07-01", "2023-07-31", "month"), {"year": 2023, "month": 7}, None),
        (dated("2023-09-12", "2023-09-12", "2023-09-12"), {"year": 2023, "month": 9, "day": 12}, None),
        (dated("2023-09-13/2023-09-17", "2023-09-13", "2023-09-17"), {"year": 2023, "month": 9, "day": 13},
         {"year": 2023, "month": 9, "day": 17}),
        (dated("2022-02/..", "2022-02-01", "2022-02-28", "month"), {"year": 2022, "month": 2}, None),
    ],
)  # fmt: skip
def test_a_slide_starts_with_no_more_than_is_known(
    cells: dict[str, str], start: dict[str, int], end: dict[str, int] | None
) -> None:
    (slide,) = slides(events(cells))
    assert slide["start_date"] == start and slide.get("end_date") == end
    assert slide["display_date"]


def test_slides_have_ids_of_their_own_and_no_live_text() -> None:
    found = slides(sample_of("ar"))
    ids = [slide["unique_id"] for slide in found]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"event-[0-9a-z]+", one) for one in ids)
    assert len(found) == (sample_of("ar").tables["events"]["edtf"] != "").sum()
    (slide,) = slides(exports.Selection.of(hostile(), TOPIC))
    assert "<script" not in slide["text"]["headline"] + slide["text"]["text"]


def test_events_without_a_date_are_counted_and_not_on_slides() -> None:
    chosen = events(dated("", "", "", ""), dated("2019", "2019-01-01", "2019-12-31", "year"))
    assert len(slides(chosen)) == 1
    assert exports.remarks("timelinejs", chosen) == ["1 event without a date is left out"]


def rendered(markdown: str) -> tuple[str, list[str], set[str]]:
    """A Markdown text as a CommonMark reader with tables takes it: what it shows, its links, its kinds of tokens."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    shown = "\n".join("".join(c.content for c in token.children or ()) for token in tokens)
    links = [str(child.attrGet("href")) for child in inner if child.type == "link_open"]
    return shown, links, {token.type for token in (*tokens, *inner)}


def test_markdown_says_all_and_links_to_pages_only() -> None:
    page = exports.make("markdown", sample_of("en")).decode()
    shown, links, _ = rendered(page)
    for said in ("1. ", "EDTF 2023-09-12", "Data up to 20 June 2024"):
        assert said in shown
    addresses = set(sample_of("en").tables["documents"]["url"]) - {""}
    assert set(links) == addresses and all(f"<{one}>" in page for one in addresses)
    bad = exports.make("markdown", exports.Selection.of(hostile(), TOPIC)).decode()
    shown, links, kinds = rendered(bad)
    assert " ".join(HOSTILE.replace("\u202e", "").split()) in shown and links == []
    assert not kinds & {"html_inline", "html_block", "image", "table_open", "code_inline", "fence", "em_open"}


@given(st.text(max_size=40) | st.text("#-+>~=*_`|[]()<>!&:.\\/ 1a@\u2068\u2069", max_size=12))
def test_any_text_in_markdown_is_shown_as_it_is(text: str) -> None:
    text = plain(text)
    for around in ("# ", "- ", "> ", "a · "):
        shown, links, kinds = rendered(around + literal(text))
        assert shown.strip() == ((around if around == "a · " else "") + text).strip() and links == []
        assert not kinds & {
            "html_inline",
            "html_block",
            "image",
            "em_open",
            "strong_open",
            "code_inline",
            "table_open",
        }


@pytest.mark.parametrize("name", ["ics", "markdown", "timelinejs", "json", "csv", "xlsx"])
def test_each_event_carries_its_sources_and_rules(name: str) -> None:
    chosen = events(dated("2023-09-12", "2023-09-12", "2023-09-12", conflict="2023-09-13"))
    content = exports.make(name, chosen)
    if name == "xlsx":
        text = "\n".join(
            str(c) for p in workbook(chosen).worksheets for r in p.iter_rows(values_only=True) for c in r
        )
    else:
        text = content.decode("utf-8-sig").replace("\r\n ", "")
    text = re.sub(r"\\(.)", r"\1", text)
    for said in (
        "alert(1)",
        "en/bare-year",
        "2023-09-12",
        "@pub",
        exports.Selection.of(hostile(), TOPIC).version,
    ):
        assert said in text, said
