"""A sheet for sharing: one row an event with its sources, sentences and rules, safe to open."""

from __future__ import annotations

import pandas as pd

from timeline.exports import Selection
from timeline.table import LIST

#: A cell that begins with one of these is a formula to a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GATHERED = {
    "sentence": "sentences", "expression": "date_words", "rule": "rules", "char_start": "char_starts",
}  # fmt: skip


def make(selection: Selection) -> bytes:
    """UTF-8 with a byte order mark; dates are text, so that any year works."""
    return gathered(selection).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def gathered(selection: Selection) -> pd.DataFrame:
    """The events with their evidence gathered into list cells, formulas made harmless."""
    evidence = selection.tables["evidence"].merge(
        selection.tables["documents"][["document_id", "file", "publisher", "url"]],
        on="document_id",
        how="left",
    )
    evidence = evidence.astype(dict.fromkeys(_GATHERED, "str"))
    columns = {**_GATHERED, "file": "documents", "publisher": "publishers", "url": "addresses"}
    sources = evidence.groupby("event_id", sort=False)[list(columns)].agg(LIST.join).rename(columns=columns)
    found = selection.tables["events"].merge(sources, left_on="event_id", right_index=True, how="left")
    found = found.fillna(dict.fromkeys(columns.values(), ""))
    said = {"filter": selection.filter_words, "data_until": selection.cutoff, "made_with": selection.version}
    found = found.assign(**said)
    texts = [name for name in found.columns if found[name].dtype.kind not in "iu"]
    return found.assign(**{name: [harmless(str(cell)) for cell in found[name]] for name in texts})


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program runs: what could be a formula is led by an apostrophe.

    >>> harmless('=HYPERLINK("http://x.example")')
    '\\'=HYPERLINK("http://x.example")'
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
