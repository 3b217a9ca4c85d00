"""One row an event, with all that its sources say gathered into list cells: what the sheets hold."""

from __future__ import annotations

import pandas as pd

from timeline.exports import Selection
from timeline.table import harmless, joined

#: Column of the evidence or its documents -> column of the sheet.
_GATHERED = {
    "sentence": "sentences", "expression": "date_words", "rule": "rules", "edtf": "dates_told",
    "earliest": "earliest_told", "latest": "latest_told", "status": "statuses_told", "cue": "cues",
    "char_start": "char_starts", "file": "documents", "title": "document_titles",
    "publisher": "publishers", "url": "addresses",
}  # fmt: skip


def rows(selection: Selection) -> pd.DataFrame:
    """The events in order of their dates, raw; the filter, the cut-off and the version in every row."""
    documents = selection.tables["documents"][["document_id", "file", "title", "publisher", "url"]]
    evidence = selection.tables["evidence"].merge(documents, on="document_id", how="left")
    told: dict[str, list[tuple[str, ...]]] = {}
    texts = (evidence[name].astype("str").tolist() for name in _GATHERED)
    for event_id, *cells in zip(evidence["event_id"].tolist(), *texts, strict=True):
        told.setdefault(event_id, []).append(tuple(cells))
    found = selection.in_order()
    accounts = [told.get(event_id, []) for event_id in found["event_id"].tolist()]
    for at, name in enumerate(_GATHERED.values()):
        cells = [joined(account[at] for account in each) for each in accounts]
        found[name] = pd.Series(cells, index=found.index, dtype="str")
    return found.assign(
        filter=selection.filter_words,
        data_until=selection.cutoff,
        withheld=selection.withheld,
        made_with=selection.version,
    )


def shared(selection: Selection) -> pd.DataFrame:
    """The same rows as they may be opened in a spreadsheet program: no text is a formula."""
    found = rows(selection)
    texts = [name for name in found.columns if found[name].dtype.kind not in "iu"]
    return found.assign(**{name: [harmless(str(cell)) for cell in found[name]] for name in texts})
