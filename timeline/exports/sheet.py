"""One row an event, with all that its sources say gathered into list cells: what the sheets hold."""

from __future__ import annotations

import pandas as pd

from timeline import wording
from timeline.exports import Selection, citing
from timeline.table import harmless, items_of, joined

#: Column of the evidence or its documents -> column of the sheet.
_GATHERED = {
    "sentence": "sentences", "expression": "date_words", "rule": "rules", "edtf": "dates_told",
    "earliest": "earliest_told", "latest": "latest_told", "status": "statuses_told", "cue": "cues",
    "char_start": "char_starts", "file": "documents", "title": "document_titles",
    "publisher": "publishers", "url": "addresses",
}  # fmt: skip
#: What people look at first, after the title; what they look at last.
_FIRST = ("earliest", "latest", "granularity", "edtf", "status")
_LAST = ("linked_to", "event_id", "filter", "data_until", "withheld", "made_with")
#: Column -> the part of the catalogue that has its values in words.
_IN_WORDS = {
    "status": "table.labels", "statuses_told": "table.labels", "review": "table.labels",
    "granularity": "card.precision",
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
    cited = citing.by_document(selection)
    ids = evidence.groupby("event_id", sort=False)["document_id"].agg(dict.fromkeys).to_dict()
    citations = [joined(cited[one] for one in ids.get(event, ())) for event in found["event_id"].tolist()]
    decided = [joined(selection.decided(event)) for event in found["event_id"].tolist()]
    return found.assign(
        citations=pd.Series(citations, index=found.index, dtype="str"),
        decisions=pd.Series(decided, index=found.index, dtype="str"),
        filter=selection.filter_words,
        data_until=selection.cutoff,
        withheld=selection.withheld,
        made_with=selection.version,
    )


def shared(selection: Selection) -> pd.DataFrame:
    """The same rows for people: columns in their order, values in words; no text is a formula."""
    language = selection.language
    found = rows(selection)
    labels = {key: look.labels.get(language, key) for key, look in selection.categories.items()}
    found["category"] = [labels.get(cell, cell) for cell in found["category"]]
    for name, part in _IN_WORDS.items():
        found[name] = [
            joined(wording.say(f"{part}.{item}", language) for item in items_of(cell)) for cell in found[name]
        ]
    texts = [name for name in found.columns if found[name].dtype.kind not in "iu"]
    found = found.assign(**{name: [harmless(str(cell)) for cell in found[name]] for name in texts})
    titles = sorted((f"title_{code}" for code in wording.languages()), key=f"title_{language}".__ne__)
    first, last = (titles[0], *_FIRST), (*titles[1:], *_LAST)
    between = [name for name in found.columns if name not in (*first, *last)]
    return found[[*first, *between, *last]]


def heading(column: str, language: str) -> str:
    """A column's name in words."""
    return wording.say(f"export.columns.{column}", language)
