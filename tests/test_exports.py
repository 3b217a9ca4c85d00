"""What leaves the program: every format, in both directions of text, with hostile text."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pandas as pd
import pytest

from tests.expect import sample
from timeline import exports, filters, table
from timeline.edtf import EdtfDate
from timeline.exports import svg
from timeline.exports.sheet import harmless
from timeline.models import Block, BlockKind, Dating, Document, Event, EventMention, Span, Timeline, Timex
from timeline.topics import load

TOPIC = load("russia-north-korea")
HOSTILE = '=HYPERLINK("http://evil.example","x") <script>alert(1)</script> \u202e![i](http://evil.example/b.png) 2019 </article>'


def hostile(day: str = "2019") -> Timeline:
    """A timeline of one event whose every text is hostile."""
    at = HOSTILE.index("2019")
    value = EdtfDate.parse(day)
    sentence = Span("d1", 0, len(HOSTILE), HOSTILE)
    timex = Timex(Span("d1", at, at + 4, "2019"), value, "en/bare-year")
    document = Document(
        "d1", "=cmd.txt", HOSTILE, "en", (Block(BlockKind.BODY, 0, len(HOSTILE)),), HOSTILE, "@pub", "javascript:alert(1)",
        dating=Dating(),
    )  # fmt: skip
    mention = EventMention(sentence, sentence, timex, ("=actor",), (), "visit")
    event = Event("e1", value, (("en", HOSTILE), ("ar", HOSTILE)), (mention,), ("=actor",), (), "visit")
    return Timeline("russia-north-korea", (document,), {"d1": (timex,)}, (event,), ())


#: Formats that a Chromium draws are tried with the browser tests; each drawing starts one.
UNDRAWN = [name for name, form in exports.FORMATS.items() if not form.drawn]
DRAWN = [name for name, form in exports.FORMATS.items() if form.drawn]
FORMATS = [
    pytest.param(name, marks=pytest.mark.browser) if name in DRAWN else name for name in exports.FORMATS
]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_sample(name: str, language: str) -> None:
    from tests.test_exports_formats import made_of

    content = made_of(name, language)
    assert len(content) > 1000
    if name == "svg":
        svg.drawn.cache_clear()
    assert content == exports.make(name, exports.Selection.of(sample(), TOPIC, language)), (
        "the same events, the same bytes"
    )


@pytest.mark.parametrize("name", UNDRAWN)
@pytest.mark.parametrize("day", ["0987-05-06", "1890", "2022-02/..", "../1950-06"])
def test_any_year_and_open_dates(name: str, day: str) -> None:
    assert exports.make(name, exports.Selection.of(hostile(day), TOPIC))


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_selection_is_a_file_too(name: str) -> None:
    whole = exports.Selection.of(sample(), TOPIC)
    nothing = whole.only(whole.tables["events"].iloc[:0], "nothing")
    assert exports.make(name, nothing)


def test_the_sheet_carries_its_provenance_and_no_formula() -> None:
    sheet = pd.read_csv(
        io.BytesIO(exports.make("csv", exports.Selection.of(hostile(), TOPIC))), encoding="utf-8-sig"
    )
    row = sheet.iloc[0]
    assert row["Sentences"] == "'" + HOSTILE
    assert row["Files"] == "'=cmd.txt" and row["Outlets"] == "'@pub"
    assert not any(str(cell).startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert row["Filter"] and row["Version of Timeline"] and row["Rules"] == "en/bare-year"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_what_could_be_a_formula_is_harmless(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "2019", "يوليو", "a=b", " =1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_offline_page_holds_no_live_text_and_no_address_to_ask() -> None:
    page = exports.make("html", exports.Selection.of(hostile(), TOPIC)).decode()
    own = page.replace(page[page.index("<script>") : page.index("</script>") + 9], "", 1)  # the chart library
    assert "<script>alert" not in own and "</article> " not in own
    assert not re.search(r"<(?:img|link|iframe|a)\b", own)
    assert "default-src 'none'" in page


def test_the_package_is_whole() -> None:
    packed = zipfile.ZipFile(io.BytesIO(exports.make("package", exports.Selection.of(sample(), TOPIC))))
    assert "datapackage.json" in packed.namelist()
    assert {f"{name}.csv" for name in table.COLUMNS} <= set(packed.namelist())


def test_a_filtered_selection_holds_only_what_belongs_to_it() -> None:
    whole = exports.Selection.of(sample(), TOPIC)
    wanted = filters.Filters(earliest=date(2019, 1, 1), latest=date(2019, 12, 31))
    events = whole.tables["events"]
    events = events[filters.keeps(events, whole.tables["evidence"], wanted)]
    events = events[events["earliest"] != ""]
    some = whole.only(events, filters.describe(wanted))
    assert 0 < len(some.tables["events"]) < len(whole.tables["events"])
    assert set(some.tables["evidence"]["event_id"]) == set(events["event_id"])
    assert set(some.tables["documents"]["document_id"]) == set(some.tables["evidence"]["document_id"])
    assert table.check(some.tables) == []
    assert "2019" in some.filter_words


def test_a_card_begins_with_the_account_whose_date_is_the_events() -> None:
    from timeline.card import Cards

    whole = exports.Selection.of(sample(), TOPIC)
    cards = Cards(whole.tables, "en")
    for row in whole.tables["events"].to_dict("records"):
        card = cards.get(row["event_id"])
        same = {a.words for a in card.accounts if a.date == card.date}
        assert card.words == card.accounts[0].words
        assert not same or card.words in same, card.title


def test_an_unfiltered_selection_keeps_pages_that_told_no_event() -> None:
    whole = exports.Selection.of(sample(), TOPIC)
    pages = whole.tables["documents"]
    extra = pages.iloc[[0]].assign(document_id="none", file="quiet.txt")
    whole = exports.Selection.of_tables(whole.tables | {"documents": pd.concat([pages, extra])})
    assert "quiet.txt" in set(whole.only(whole.tables["events"], "all").tables["documents"]["file"])
    some = whole.only(whole.tables["events"].iloc[:1], "one")
    assert "quiet.txt" not in set(some.tables["documents"]["file"])
