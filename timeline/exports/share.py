"""What a person keeps back when events leave the program.

It is taken out of the tables before any format sees them, so that no format can let it slip.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import pandas as pd

from timeline import wording
from timeline.exports import Decision, Selection
from timeline.table import COLUMNS, items_of, joined

#: A name shorter than this is looked for as a word of its own, as it is written; a longer one anywhere.
_SHORT_NAME = 4
#: A headline of fewer words ("Visit") is no one's, and is not looked for in other texts.
_WORDS_OF_HEADLINE = 4


#: Column of an event that only stands as far as an account left tells it -> the accounts' column.
_TOLD = {"attributed_to": "attributed_to", "denied_by": "denied_by", "conflict": "edtf"}


@dataclass(frozen=True, slots=True)
class Share:
    """What is withheld: names and addresses of sources, names of files, sentences, notes, reviewers, whole documents.

    `documents` are ids. With sentences go the date words, the cues, how each date was read, and the
    decisions that quote them; with notes, what people wrote of their own and why they decided.
    """

    sources: bool = False
    files: bool = False
    sentences: bool = False
    notes: bool = False
    reviewers: bool = False
    documents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def of(self, selection: Selection) -> Selection:
        """The selection without what is withheld; each gap says that something was."""
        if not self:
            return selection
        tables = _without_documents(selection.tables, self.documents)
        language = selection.language
        marks = {
            name: wording.say(f"export.{name}_withheld", language) for name in ("source", "file", "sentence")
        }
        hidden = self._names(selection.tables, marks)
        tables = self._blanked(tables, marks)
        # a name told in a sentence, a headline or an address would give away what the columns hide
        tables = {name: _scrubbed(frame, hidden) for name, frame in tables.items()}
        said = [
            wording.say(f"export.share.{field.name}", language)
            for field in fields(self)
            if getattr(self, field.name)
        ]
        note = wording.say("export.withheld", language, what=wording.say("card.comma", language).join(said))
        filter_words = _scrub(selection.filter_words, hidden)
        known, left = set(tables["events"]["event_id"]), tables["documents"]["document_id"]
        decisions = {e: told for e, told in selection.decisions.items() if e in known}
        written = self._with_reviewers(hidden, selection)
        briefing = tuple(
            replace(
                slide,
                headline=_scrub(slide.headline, written),
                note="" if self.notes else _scrub(slide.note, written),
            )
            for slide in selection.briefing
            if slide.event_id in known
        )
        return replace(
            selection,
            tables=tables,
            title=_scrub(selection.title, hidden),
            filter_words=filter_words,
            withheld=note,
            decisions=self._decided(decisions, written, language),
            # an id that was changed has no day: with the source's name goes the day of access
            kept={}
            if self.sources or self.files
            else {d: selection.kept[d] for d in left if d in selection.kept},
            briefing=briefing,
        )

    def _with_reviewers(self, hidden: Mapping[str, str], selection: Selection) -> dict[str, str]:
        """What is hidden in the words of people: of a dossier's own texts a reviewer's name is no part."""
        mark = wording.say("export.reviewer_withheld", selection.language)
        who = {one.who for told in selection.decisions.values() for one in told if one.who}
        names = dict.fromkeys(who, mark) if self.reviewers else {}
        return dict(sorted({**hidden, **names}.items(), key=lambda item: -len(item[0])))

    def _decided(
        self, decisions: Mapping[str, tuple[Decision, ...]], hidden: Mapping[str, str], language: str
    ) -> dict[str, tuple[Decision, ...]]:
        mark = wording.say("export.reviewer_withheld", language)
        return {
            event: tuple(
                replace(
                    one,
                    who=mark if self.reviewers and one.who else _scrub(one.who, hidden),
                    what=_scrub(one.what, hidden),
                    note="" if self.notes else _scrub(one.note, hidden),
                )
                for one in told
                if not (self.notes and one.kind == "note") and not (self.sentences and one.kind == "no_date")
            )
            for event, told in decisions.items()
        }

    def _names(self, tables: Mapping[str, pd.DataFrame], marks: Mapping[str, str]) -> dict[str, str]:
        """Every text that must not stand anywhere -> what is said in its place; the longest first."""
        documents, hidden = tables["documents"], {}
        gone = documents["document_id"].isin(self.documents)
        for column, mark, all_of_it in (
            ("publisher", "source", self.sources), ("title", "source", self.sources),
            ("url", "source", self.sources), ("file", "file", self.files),
        ):  # fmt: skip
            rows = documents if all_of_it else documents[gone]
            kept = set() if all_of_it else set(documents[~gone][column])
            least = _WORDS_OF_HEADLINE if column == "title" else 1
            hidden |= {
                cell: marks[mark] for cell in rows[column] if cell not in kept and len(cell.split()) >= least
            }
        return dict(sorted(hidden.items(), key=lambda item: -len(item[0])))

    def _blanked(
        self, tables: Mapping[str, pd.DataFrame], marks: Mapping[str, str]
    ) -> dict[str, pd.DataFrame]:
        documents, evidence, expressions = (tables[n] for n in ("documents", "evidence", "expressions"))
        if self.sources or self.files:  # an id is made from what is withheld
            ids = {old: f"d{at}" for at, old in enumerate(documents["document_id"], start=1)}
            documents, evidence, expressions = (
                frame.assign(document_id=_texts(frame["document_id"].map(ids), frame))
                for frame in (documents, evidence, expressions)
            )
        if self.sources:
            documents = documents.assign(publisher=marks["source"], title="", url="", date_warning="")
        if self.files:
            documents = documents.assign(file=marks["file"], date_warning="")
        if self.sentences:
            evidence = evidence.assign(
                sentence=marks["sentence"],
                expression="",
                cue="",
                sentence_start=0,
                sentence_end=0,
                char_start=0,
                char_end=0,
            )
            expressions = expressions.iloc[:0]
            documents = documents.assign(date_warning="")
        return {**tables, "documents": documents, "evidence": evidence, "expressions": expressions}


#: What can be withheld of every document and event, by name.
WITHHELD = tuple(field.name for field in fields(Share) if field.name != "documents")


def _without_documents(tables: Mapping[str, pd.DataFrame], gone: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """The tables without documents, their accounts, and the events that only they tell."""
    kept = dict(tables)
    if not gone:
        return kept
    for name in ("documents", "expressions", "evidence"):
        kept[name] = tables[name][~tables[name]["document_id"].isin(gone)]
    events, evidence = tables["events"], kept["evidence"]
    told = evidence["event_id"].value_counts()
    events = events[events["event_id"].isin(told.index)]
    counted = [int(told[event_id]) for event_id in events["event_id"]]
    known = set(events["event_id"])
    still = {
        (column, event_id, item)
        for column, source in _TOLD.items()
        for event_id, cell in zip(evidence["event_id"], evidence[source], strict=True)
        for item in items_of(cell)
    }
    kept["events"] = events.assign(
        n_mentions=pd.Series(counted, index=events.index, dtype="int64"),
        n_sources=[min(n, m) for n, m in zip(events["n_sources"], counted, strict=True)],
        linked_to=_texts([link if link in known else "" for link in events["linked_to"]], events),
        **{
            column: _texts(
                [joined(item for item in items_of(cell) if (column, event_id, item) in still)
                 for event_id, cell in zip(events["event_id"], events[column], strict=True)], events,
            )
            for column in _TOLD
        },
    )  # fmt: skip
    return kept


def _scrubbed(frame: pd.DataFrame, hidden: Mapping[str, str]) -> pd.DataFrame:
    texts = [
        n
        for n, kind in next(c for c in COLUMNS.values() if list(c) == list(frame.columns)).items()
        if kind == "text"
    ]
    return frame.assign(**{
        name: _texts([_scrub_cell(cell, hidden) for cell in frame[name]], frame) for name in texts
    })  # fmt: skip


def _scrub_cell(cell: str, hidden: Mapping[str, str]) -> str:
    if not cell or not hidden:
        return cell
    items = items_of(cell) if " | " in cell else [cell]
    return joined(_scrub(item, hidden) for item in items) if len(items) > 1 else _scrub(cell, hidden)


def _scrub(text: str, hidden: Mapping[str, str]) -> str:
    for name, mark in hidden.items():
        short = len(name) < _SHORT_NAME
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)" if short else re.escape(name)
        text = re.sub(pattern, lambda _, mark=mark: mark, text, flags=0 if short else re.IGNORECASE)
    return text


def _texts(cells: object, frame: pd.DataFrame) -> pd.Series:
    return pd.Series(list(cells), index=frame.index, dtype="str")  # type: ignore[call-overload]
