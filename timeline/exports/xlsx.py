"""The sheet as an Excel workbook: the events, and a page that says what was exported."""

from __future__ import annotations

import io
from datetime import datetime

from timeline import wording
from timeline.exports import Selection, sheet
from timeline.table import harmless

#: The first day that every spreadsheet program counts alike: Excel has a 29 February 1900.
_FIRST_DAY = "1900-03-01"
_DATES = ("earliest", "latest")
#: Signs that read from left to right in a sheet of either direction.
_CODES = frozenset(
    ("edtf", "conflict", "dates_told", "earliest", "latest", "earliest_told", "latest_told", "rules",
     "char_starts", "addresses", "event_id", "linked_to", "data_until", "made_with")
)  # fmt: skip
_MOST_CHARACTERS = 32_767
_WIDTHS = {
    "title_en": 44,
    "title_ar": 44,
    "sentences": 60,
    "actors": 28,
    "places": 20,
    "documents": 24,
    "citations": 60,
    "decisions": 40,
    "edtf": 24,
    "granularity": 18,
}
#: The properties of an office file ask for a time; the same events give the same bytes.
_NO_TIME = datetime(1980, 1, 1)


def make(selection: Selection) -> bytes:
    """Days are dates from March 1900 on and text before; no cell is a formula or a link."""
    import xlsxwriter

    packed = io.BytesIO()
    rules = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(packed, rules)
    book.set_properties({"title": selection.title, "author": "", "created": _NO_TIME})
    rtl = wording.catalogue(selection.language)["direction"] == "rtl"
    reading = {"valign": "top", "reading_order": 2 if rtl else 1}
    head = book.add_format({"bold": True, "bottom": 1, **reading})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "right" if rtl else "left", **reading})
    plain = book.add_format(reading)
    code = book.add_format(reading | {"reading_order": 1, "align": "right" if rtl else "left"})
    found = sheet.shared(selection, of=3)
    page = book.add_worksheet(wording.say("export.sheet_events", selection.language))
    about = book.add_worksheet(wording.say("export.sheet_about", selection.language))
    for each in (page, about):
        if rtl:
            each.right_to_left()
    for column, name in enumerate(found.columns):
        page.set_column(column, column, _WIDTHS.get(name, 14), plain)
        page.write_string(0, column, sheet.heading(str(name), selection.language), head)
    looks = [code if name in _CODES else plain for name in found.columns]
    for row, cells in enumerate(selection.each([*found.itertuples(index=False, name=None)], 2, 3), start=1):
        for column, (name, cell, look) in enumerate(zip(found.columns, cells, looks, strict=True)):
            if isinstance(cell, int):
                page.write_number(row, column, cell, plain)
            elif name in _DATES and cell >= _FIRST_DAY:
                page.write_datetime(row, column, datetime.fromisoformat(cell), day)
            elif cell:
                page.write_string(row, column, cut(cell), look)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(0)
    if len(found):
        page.autofilter(0, 0, len(found), len(found.columns) - 1)
    about.set_column(0, 0, 100, plain)
    for row, line in enumerate((selection.title, *selection.provenance)):
        about.write_string(row, 0, harmless(line), head if row == 0 else plain)
    book.close()
    return packed.getvalue()


def cut(cell: str) -> str:
    """The most of a text that a cell of Excel holds, with an ellipsis where it was cut."""
    return cell if len(cell) <= _MOST_CHARACTERS else cell[: _MOST_CHARACTERS - 1] + "…"
