"""What leaves the program: one registry of formats for the buttons, the command line and the tests.

Each format is one module with `make(selection) -> bytes`, imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pandas as pd

import timeline
from timeline import table, wording
from timeline.edtf import EdtfDate
from timeline.figure import CATEGORIES, Category, categories_of
from timeline.filters import Filters, describe
from timeline.models import Timeline
from timeline.reviews import Review
from timeline.topics import Topic


class ExportError(Exception):
    """A format cannot be made here: what is missing, and what to do."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its module here, its suffix, its media type, and whether a Chromium draws it."""

    module: str
    suffix: str
    media_type: str
    drawn: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
#: In the order of the buttons: for reading, for other programs, for checking.
FORMATS: dict[str, Format] = {
    "html": Format("html", "html", "text/html"),
    "pdf": Format("pdf", "pdf", "application/pdf", True),
    "briefing-html": Format("briefing.html", "briefing.html", "text/html"),
    "briefing-pdf": Format("briefing.pdf", "briefing.pdf", "application/pdf", True),
    "docx": Format("docx", "docx", f"{_OFFICE}.wordprocessingml.document"),
    "pptx": Format("pptx", "pptx", f"{_OFFICE}.presentationml.presentation"),
    "png": Format("png", "png", "image/png", True),
    "svg": Format("svg", "svg", "image/svg+xml", True),
    "csv": Format("csv", "csv", "text/csv"),
    "xlsx": Format("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "markdown": Format("markdown", "md", "text/markdown"),
    "ics": Format("ics", "ics", "text/calendar"),
    "timelinejs": Format("timelinejs", "timelinejs.json", "application/json"),
    "json": Format("json", "json", "application/json"),
    "parquet": Format("parquet", "parquet", "application/vnd.apache.parquet"),
    "package": Format("package", "zip", "application/zip"),
}


#: The formats that show the events one after the other, in the order of a briefing where there is one.
SLIDES = ("briefing-html", "pptx", "briefing-pdf")
#: How often progress is told of the whole.
_TIMES_TOLD = 100
Item = TypeVar("Item")
#: More slides than these are shown by nobody, and are counted as left out.
MOST_SLIDES = 200


@dataclass(frozen=True, slots=True)
class Slide:
    """An event of a briefing, and what a person wrote over it; an empty headline is the event's title."""

    event_id: str
    headline: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an event, in words; `at` is UTC, ISO 8601, and `note` says why."""

    kind: str
    at: str
    who: str
    what: str
    note: str = ""

    @classmethod
    def of(cls, review: Review, language: str) -> Decision:
        """A note by itself has its text as `note`."""
        if review.kind == "note":
            return cls(review.kind, review.at, review.who, "", review.after)
        return cls(review.kind, review.at, review.who, review.say(language), review.note)


@dataclass(frozen=True, slots=True)
class Selection:
    """The events that go out, with all that a colleague needs to check any date.

    `tables` hold only what belongs to the events chosen; `cutoff` is the last day any document
    may have been written on. `briefing` orders them; without it they go by date. `followed` are the
    plans whose outcome is told, also by an event that does not go out. `decisions` are by event;
    `kept` is the day on which a document came into the dossier, where that is known. `progress` hears
    how many events of how many were told.
    """

    tables: Mapping[str, pd.DataFrame]
    title: str
    language: str = "en"
    filter_words: str = ""
    cutoff: str = ""
    withheld: str = ""
    version: str = timeline.__version__
    categories: Mapping[str, Category] = None  # type: ignore[assignment]
    decisions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[int, int], None] | None = None
    briefing: tuple[Slide, ...] = ()
    followed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: Timeline, topic: Topic, language: str = "en", title: str = "") -> Selection:
        """Everything a timeline holds, its actors and places named in the language."""
        tables = table.tables(found, lambda key: topic.name(key, language), language)
        return cls.of_tables(tables, language, title, categories_of(topic))

    @classmethod
    def of_tables(
        cls,
        tables: Mapping[str, pd.DataFrame],
        language: str = "en",
        title: str = "",
        categories: Mapping[str, Category] = CATEGORIES,
    ) -> Selection:
        """Everything the tables hold."""
        latest = max(tables["documents"]["date_latest"], default="")
        return cls(
            tables,
            title or wording.say("export.title", language),
            language,
            describe(Filters(), language),
            latest,
            categories=categories,
            followed=frozenset(tables["events"]["event_id"][tables["events"]["linked_to"] != ""]),
        )

    @classmethod
    def of_package(cls, content: bytes, topic: Topic, language: str | None = None) -> Selection:
        """What an exported package holds, its filter and cut-off as they were; ValueError if damaged."""
        tables, about = table.read_package(content)
        decisions, kept = import_module("timeline.exports.package").read_decisions(content)
        if not all(table.is_day(one.at[:10]) and one.at for told in decisions.values() for one in told):
            raise ValueError("decisions.csv: a day is not a day as 2023-09-12")
        if not all(map(table.is_day, kept.values())):
            raise ValueError("kept.csv: a day is not a day as 2023-09-12")
        own = about.get("language", "en")
        language = language or (own if own in wording.languages() else "en")
        made = cls.of_tables(tables, language, about.get("title", ""), categories_of(topic))
        cutoff = about.get("cutoff", made.cutoff)
        return replace(
            made,
            filter_words=about.get("filter", made.filter_words),
            cutoff=cutoff if table.is_day(cutoff) else made.cutoff,
            withheld=about.get("withheld", ""),
            decisions=decisions,
            kept=kept,
        )

    def only(self, events: pd.DataFrame, filter_words: str) -> Selection:
        """The same with no more than these events, and the evidence and documents they rest on."""
        evidence = self.tables["evidence"]
        evidence = evidence[evidence["event_id"].isin(events["event_id"])]
        known = set(events["event_id"])
        events = events.assign(linked_to=[link if link in known else "" for link in events["linked_to"]])
        kept = set(evidence["document_id"])
        if len(events) == len(self.tables["events"]):
            kept = set(self.tables["documents"]["document_id"])  # pages that told no event are sources too
        others = {
            name: self.tables[name][self.tables[name]["document_id"].isin(kept)]
            for name in ("documents", "expressions")
        }
        return replace(
            self,
            tables=others | {"events": events, "evidence": evidence},
            filter_words=filter_words,
            decisions={event: told for event, told in self.decisions.items() if event in known},
            kept={document: day for document, day in self.kept.items() if document in kept},
        )

    def decided(self, event_id: str) -> list[str]:
        """What people decided about an event, a line each: when, who, what and why."""
        return [decision_words(one, self.language) for one in self.decisions.get(event_id, ())]

    def each(self, items: Sequence[Item], part: int = 0, of: int = 1) -> Iterator[Item]:
        """The items one by one, while `progress` hears of them as one of so many parts of the work."""
        total, heard = len(self.tables["events"]), -1
        for at, item in enumerate(items):
            done = int(total * (part + at / len(items)) / of)
            if self.progress and done >= heard + total / _TIMES_TOLD:
                heard = done
                self.progress(done, total)
            yield item

    def in_order(self) -> pd.DataFrame:
        """The events by date; those not dated come last."""
        events = self.tables["events"]
        key = events["earliest"].where(events["earliest"] != "", "9999-99-99")
        return events.assign(_key=key).sort_values(["_key", "event_id"], kind="stable").drop(columns="_key")

    def slides(self) -> tuple[Slide, ...]:
        """What is shown one after the other: the briefing, or every event by date."""
        known = set(self.tables["events"]["event_id"])
        if self.briefing:
            return tuple(slide for slide in self.briefing if slide.event_id in known)
        return tuple(map(Slide, self.in_order()["event_id"]))

    @property
    def about(self) -> dict[str, str]:
        """What is true of the whole, by name, for the formats that other programs read."""
        return {
            "title": self.title,
            "description": "\n".join(self.provenance),
            "filter": self.filter_words,
            "cutoff": self.cutoff,
            "withheld": self.withheld,
            "language": self.language,
            "tool_version": self.version,
        }

    @property
    def cutoff_words(self) -> str:
        """The cut-off as the language's press writes it; empty when no document is dated."""
        if not self.cutoff:
            return ""
        day = wording.date_text(EdtfDate.parse(self.cutoff), self.language)
        return wording.say("export.data_until", self.language, date=day)

    @property
    def provenance(self) -> tuple[str, ...]:
        """What every file says of itself: the filter, the cut-off and the version."""
        lines = (
            wording.say("export.filter", self.language, filter=self.filter_words),
            self.cutoff_words,
            self.withheld,
            wording.say("export.made_with", self.language, version=self.version),
        )
        return tuple(line for line in lines if line)


def decision_words(decision: Decision, language: str) -> str:
    """A decision in one line; who made it and why only where these are told."""
    day = wording.date_text(EdtfDate.parse(decision.at[:10]), language)
    parts = (day, decision.who, decision.what, decision.note)
    return " · ".join(wording.isolate(part) for part in parts if part)


def make(name: str, selection: Selection) -> bytes:
    """A selection as the bytes of a format; KeyError for a format that is not registered."""
    return import_module(f"timeline.exports.{FORMATS[name].module}").make(selection)


def remarks(name: str, selection: Selection) -> list[str]:
    """What a format cannot show of a selection, in words; empty when it shows everything."""
    said = getattr(import_module(f"timeline.exports.{FORMATS[name].module}"), "remarks", None)
    return said(selection) if said else []


def missing(name: str, language: str) -> str:
    """What this machine lacks to make a format, and what to do, in words; empty when it lacks nothing."""
    if FORMATS[name].drawn and import_module("timeline.exports.chromium").find() is None:
        return wording.say("export.no_chromium", language)
    return ""


def file_name(name: str) -> str:
    return f"timeline.{FORMATS[name].suffix}"


def write(name: str, selection: Selection, folder: str | Path) -> Path:
    """A selection written into a folder as one file, whole or not at all."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    content = make(name, selection)
    target = folder / file_name(name)
    table.write_whole(target, content)
    return target
