"""One dossier with all that is awkward: the sample in four scripts, and beside it events of every odd kind."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd

from tests.expect import sample
from tests.test_exports import HOSTILE, hostile
from timeline import exports, table
from timeline.exports import Decision
from timeline.topics import load

TOPIC = load("russia-north-korea")
#: Date, bounds and granularity of each; the texts are hostile.
ODD: tuple[dict[str, str], ...] = tuple(
    dict(zip(("edtf", "earliest", "latest", "granularity"), cells, strict=True)) | more
    for *cells, more in (
        ("0987-05-06", "0987-05-06", "0987-05-06", "day", {}),
        ("1890", "1890-01-01", "1890-12-31", "year", {"title_en": "A year only", "title_ar": "سنة فقط"}),
        ("1899-12-31", "1899-12-31", "1899-12-31", "day", {"conflict": "1900-01-01"}),
        ("2022-02/..", "2022-02-01", "2022-02-28", "month", {"status": "claimed", "attributed_to": "TASS"}),
        ("../1950-06", "1950-06-01", "1950-06-30", "month", {"title_en": "-", "title_ar": "-"}),
        ("2023-09-13/2023-09-17", "2023-09-13", "2023-09-17", "day", {"status": "planned"}),
        ("2019~", "2019-01-01", "2019-12-31", "year", {"denied_by": "Kremlin"}),
        ("2023-09-12", "2023-09-12", "2023-09-12", "day", {"status": "denied", "review": "corrected"}),
        ("", "", "", "", {"title_en": "Not dated", "title_ar": "بلا تاريخ"}),
    )
)  # fmt: skip


@cache
def mixed(language: str = "en") -> exports.Selection:
    """The sample and the odd events, with a decision and a note upon one of them."""
    whole = exports.Selection.of(sample(), TOPIC, language)
    odd = exports.Selection.of(hostile(), TOPIC, language).tables
    made = dict(whole.tables)
    for name in ("documents", "expressions"):
        made[name] = pd.concat([made[name], odd[name]], ignore_index=True)
    for at, cells in enumerate(ODD):
        told = {name: cells[name] for name in ("edtf", "earliest", "latest")}
        event = odd["events"].assign(event_id=f"odd{at}", **cells)
        made["events"] = pd.concat([made["events"], event], ignore_index=True)
        account = odd["evidence"].assign(event_id=f"odd{at}", **told)
        made["evidence"] = pd.concat([made["evidence"], account], ignore_index=True)
    assert table.check(made) == []
    at, note = "2026-11-01T10:00:00+00:00", f"{HOSTILE} ملاحظة"
    found = exports.Selection.of_tables(made, language, "=Mixed \u202e<b>مختلط</b>", whole.categories)
    return replace(
        found,
        decisions={"odd7": (Decision("status", at, "رئيسة التحرير", "@status", note),)},
        kept={str(odd["documents"]["document_id"].iloc[0]): "2026-10-30"},
    )


def one(language: str = "en") -> exports.Selection:
    events = mixed(language).tables["events"]
    return mixed(language).only(events[events["event_id"] == "odd1"], "one")


def none(language: str = "en") -> exports.Selection:
    return mixed(language).only(mixed(language).tables["events"].iloc[:0], "none")


CASES = {"mixed": mixed, "one": one, "none": none}
LANGUAGES = ("en", "ar")
