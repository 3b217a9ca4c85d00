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


def rows(selection: Selection, of: int = 1) -> pd.DataFrame:
    """The events in order of their dates, raw; the filter, the cut-off and the version in every row.

    `of` is how many parts the work has of which this is the first, for who tells progress.
    """
    documents = selection.tables["documents"][["document_id", "file", "title", "publisher", "url"]]
    evidence = selection.tables["evidence"].merge(documents, on="document_id", how="left")
    texts = (evidence[name].astype("str").tolist() for name in ("document_id", *_GATHERED))
    told: dict[str, list[tuple[str, ...]]] = {}
    for event_id, *cells in zip(evidence["event_id"].tolist(), *texts, strict=True):
        told.setdefault(event_id, []).append(tuple(cells))
    cited = citing.by_document(selection)
    found = selection.in_order()
    gathered = []
    for event_id in selection.each(found["event_id"].tolist(), 0, of):
        ids, *cells = zip(*told[event_id], strict=True) if event_id in told else ((),) * (1 + len(_GATHERED))
        citations = joined(cited[one] for one in dict.fromkeys(ids))
        gathered.append((*map(joined, cells), citations, joined(selection.decided(event_id))))
    columns = (*_GATHERED.values(), "citations", "decisions")
    made = pd.DataFrame(gathered, index=found.index, columns=list(columns), dtype="str")
    return pd.concat([found, made], axis=1).assign(
        filter=selection.filter_words,
        data_until=selection.cutoff,
        withheld=selection.withheld,
        made_with=selection.version,
    )


def shared(selection: Selection, of: int = 2) -> pd.DataFrame:
    """The same rows for people: columns in their order, values in words; no text is a formula."""
    language = selection.language
    found = rows(selection, of)
    labels = {key: look.labels.get(language, key) for key, look in selection.categories.items()}
    found["category"] = [labels.get(cell, cell) for cell in found["category"]]
    for name, part in _IN_WORDS.items():
        words = {cell: _in_words(cell, part, language) for cell in found[name].unique()}
        found[name] = [words[cell] for cell in found[name]]
    texts = [name for name in found.columns if found[name].dtype.kind not in "iu"]
    for name in selection.each(texts, 1, of):
        found[name] = [harmless(str(cell)) for cell in found[name].tolist()]
    titles = sorted((f"title_{code}" for code in wording.languages()), key=f"title_{language}".__ne__)
    first, last = (titles[0], *_FIRST), (*titles[1:], *_LAST)
    between = [name for name in found.columns if name not in (*first, *last)]
    return found[[*first, *between, *last]]


def _in_words(cell: str, part: str, language: str) -> str:
    return joined(wording.say(f"{part}.{item}", language) for item in items_of(cell))


def heading(column: str, language: str) -> str:
    """A column's name in words."""
    return wording.say(f"export.columns.{column}", language)
