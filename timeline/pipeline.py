"""From files to a timeline: the stages in order.

read -> date the documents -> read their date expressions -> mentions -> merged events
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from timeline import merge
from timeline.dating import date_documents
from timeline.documents import read_documents
from timeline.edtf import EdtfDate
from timeline.events import find_mentions
from timeline.models import BlockKind, Certainty, Dating, Document, EventMention, Problem, Timeline, Timex
from timeline.normalise import find_dates, resolve
from timeline.tagger import stretches
from timeline.topics import Topic, load

#: A file on disk, or a name and the bytes under it.
Source = str | Path | tuple[str, bytes]
#: Document dates set by a person: by id or name, or found for the documents once they are read.
_Persons = Mapping[str, EdtfDate | None]
Dates = _Persons | Callable[[Sequence[Document]], _Persons]
#: Nobody types a date longer than this, in characters.
_LONGEST_TYPED = 60
#: Told of each stage by name, how much of it is done and how much there is.
Progress = Callable[[str, int, int], None]


#: Pages whose dates and mentions are kept: a build after a small change reads only what it touches.
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Read:
    """Files once they are read: to build from them again with other dates."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def _silent(stage: str, done: int, total: int) -> None:
    pass


def build_timeline(
    files: Iterable[Source] | Read,
    topic: str | Path = "russia-north-korea",
    dates: Dates | None = None,
    progress: Progress = _silent,
) -> Timeline:
    """All that the files tell, dated and merged; what could not be read is in `problems`.

    `dates` are document dates set by a person, by document id or by file name, or a function that
    gives them for the documents read; they always win. None refuses the date found.
    """
    about = load(topic)
    read = files if isinstance(files, Read) else read_files(files, topic, progress)
    documents, problems = list(read.documents), list(read.problems)
    persons, strangers = _by_id(dates(documents) if callable(dates) else dates or {}, documents)
    problems += strangers
    progress("dates", 0, len(documents))
    dating, failed = _dated(documents, about, persons)
    problems += failed
    dated = [replace(document, dating=dating[document.id]) for document in documents]
    timexes: dict[str, tuple[Timex, ...]] = {}
    mentions: list[EventMention] = []
    for done, document in enumerate(dated):
        progress("events", done, len(dated))
        timexes[document.id] = ()
        try:
            timexes[document.id], told = _told(document, about)
            mentions += told
        except Exception as error:  # one page that this program is not up to must not lose the others
            said = f"this program failed on it ({type(error).__name__})"
            problems.append(Problem(document.name, said, "Its events are missing; please report the page"))
    progress("merging", 0, 1)
    events = merge.merge(mentions, dated, about)
    progress("merging", 1, 1)
    return Timeline(about.id, tuple(dated), timexes, tuple(events), tuple(problems))


def _dated(
    documents: list[Document], about: Topic, persons: Mapping[str, EdtfDate | None]
) -> tuple[dict[str, Dating], list[Problem]]:
    """The dates of the documents; a page that this program is not up to must not lose the others theirs."""
    try:
        return date_documents(documents, about, persons), []
    except Exception:
        dating: dict[str, Dating] = {}
        problems = []
        for document in documents:  # each by itself: what the others tell is lost for all
            try:
                dating |= date_documents([document], about, persons)
            except Exception as error:
                said = f"this program failed to date it ({type(error).__name__})"
                problems.append(Problem(document.name, said, "Set its date by hand; please report the page"))
                by_hand = persons.get(document.id)
                sure, basis = (Certainty.CERTAIN, "person") if by_hand else (None, "")
                dating[document.id] = Dating(by_hand, None, sure, basis)
        return dating, problems


@lru_cache(_KEPT)
def _told(document: Document, topic: Topic) -> tuple[tuple[Timex, ...], tuple[EventMention, ...]]:
    timexes = tuple(read_dates(document))
    return timexes, tuple(find_mentions(document, timexes, topic))


def read_dates(document: Document) -> Iterable[Timex]:
    """The date expressions of a document against its own date.

    An appended foreign article has another date, not known: what is relative in it stays so.
    """
    foreign = [block for block in document.blocks if block.kind is BlockKind.FOREIGN]

    def anchored(offset: int) -> bool:
        return not any(block.start <= offset < block.end for block in foreign)

    pieces = stretches(document.text, document.language or None)
    return resolve(pieces, document.dating.value, document.id, anchored)


def typed_date(text: str) -> EdtfDate:
    """The date a person typed: EDTF, or written out in any language; ValueError says what to type.

    What can be read in two ways, what is relative, and a weekday that does not fit are refused.

    >>> typed_date("12 September 2023").text
    '2023-09-12'
    """
    text = text.strip()
    if len(text) <= _LONGEST_TYPED:
        try:
            written = EdtfDate.parse(text)
        except ValueError:
            written = None
        if written and written.open == "none":
            return written
        found = [] if written else find_dates(text)
        whole = [timex for timex in found if timex.text == text.rstrip(".") or timex.text == text]
        if whole and whole[0].value and whole[0].certainty == "certain" and whole[0].value.open == "none":
            return whole[0].value
        if whole and len(whole[0].alternatives) > 1:
            readings = " or ".join(value.text for value in whole[0].alternatives)
            raise ValueError(f"{text!r}: it may be {readings}. Type the one you mean")
        day = _written_out(text) if not found else None
        if day:
            return day
    shown = text if len(text) <= _LONGEST_TYPED else f"{text[:_LONGEST_TYPED]}…"
    raise ValueError(f"{shown!r}: not a date this program is sure of. Type it as 2023-09-12, 2023-09 or 2023")


def _written_out(text: str) -> EdtfDate | None:
    """A day with its month as a word and its year, in a language that has no file here."""
    if not re.fullmatch(r"(?:\d{1,2}\W+(?:de )?[^\W\d_]{3,}\W+(?:de )?\d{4})\W*", text):
        return None
    import dateparser

    found = dateparser.parse(
        text, settings={"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    )
    return EdtfDate.day(found.date()) if found else None


def read_files(
    files: Iterable[Source], topic: str | Path = "russia-north-korea", progress: Progress = _silent
) -> Read:
    """The documents of the files by name, and what could not be read."""
    files, about = list(files), load(topic)
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for done, file in enumerate(files):
        progress("reading", done, len(files))
        name, data = file if isinstance(file, tuple) else (file, None)
        for part in read_documents(name, data, about.named):
            if isinstance(part, Problem):
                problems.append(part)
            elif part.id in documents:
                problems.append(Problem(part.name, "it was added twice", "It is counted once"))
            else:
                documents[part.id] = part
    progress("reading", len(files), len(files))
    return Read(tuple(sorted(documents.values(), key=lambda d: (d.name, d.id))), tuple(problems))


def _by_id(
    dates: Mapping[str, EdtfDate | None], documents: list[Document]
) -> tuple[dict[str, EdtfDate | None], list[Problem]]:
    """Dates by document id; a name that no document has is a problem, not a silence."""
    by_id: dict[str, EdtfDate | None] = {}
    problems = []
    for key, value in dates.items():
        named = [d for d in documents if key in (d.id, d.name, Path(d.name).stem)]
        if not named:
            problems.append(
                Problem(key, "a date was set for it, but there is no such document", "Check the name")
            )
        if len(named) > 1:
            said = f"a date was set for it, but {len(named)} documents have this name"
            ids = ", ".join(document.id for document in named)
            problems.append(Problem(key, said, f"Name the one you mean by its id: {ids}"))
            continue
        by_id |= {document.id: value for document in named}
    return by_id, problems
