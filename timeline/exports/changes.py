"""What changed since an export: an older package beside what the dossier tells now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.exports import Selection
from timeline.table import items_of

#: In the order in which they are told.
KINDS = ("new", "moved", "status", "review", "merged", "withdrawn", "filtered")
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One event and what became of it; `before` and `after` are words of the language asked for."""

    kind: str
    event_id: str
    title: str
    date: str
    before: str = ""
    after: str = ""

    def say(self, language: str = "en") -> str:
        parts = {name: wording.isolate(getattr(self, name)) for name in ("title", "date", "before", "after")}
        return wording.say(f"export.changes.{self.kind}", language, **parts)


def changes(old: Selection, now: Selection, whole: Selection | None = None) -> list[Change]:
    """The events new, moved, told otherwise, reviewed anew, merged or gone, in words of `now`'s language.

    `now` is what would leave the program today; `whole`, the dossier without its filter, tells an
    event that is gone from one that the filter keeps back. An event is known again by its number,
    or by the accounts that it shares with another.
    """
    whole = whole or now
    language = now.language
    before, after = _events(old), _events(whole)
    known = _same(old, whole)
    shown = set(now.tables["events"]["event_id"])
    found = [
        _change("new", row, language)
        for event, row in after.items()
        if event in shown and event not in known.values()
    ]
    for event, row in before.items():
        other = known.get(event)
        if other is None:
            found.append(_change("withdrawn", row, language))
        elif event != other and event not in after and known.get(other) == other:
            found.append(_change("merged", row, language, after=_title(after[other], language)))
        elif other not in shown:
            found.append(_change("filtered", row, language))
        else:
            found += _differences(row, after[other], language)
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def report(old: Selection, now: Selection, whole: Selection | None = None) -> list[str]:
    """The changes in lines of words; the first say what is laid beside what."""
    language = now.language

    def say(key: str, **fields: object) -> str:
        return wording.say(f"export.changes.{key}", language, **fields)

    found = changes(old, now, whole)
    cutoff = wording.date_text(EdtfDate.parse(old.cutoff) if old.cutoff else None, language)
    lines = [say("since", date=cutoff, count=say("count", n=len(found)))]
    if old.filter_words != now.filter_words:
        lines += [
            say("then", filter=wording.isolate(old.filter_words)),
            say("now", filter=wording.isolate(now.filter_words)),
        ]
    return [*lines, *(one.say(language) for one in found)] if found else [*lines, say("none")]


def _differences(old: _Row, new: _Row, language: str) -> Iterator[Change]:
    if old["edtf"] != new["edtf"]:
        yield _change("moved", new, language, _date(old, language), _date(new, language))
    told = tuple(_status(row, language) for row in (old, new))
    if told[0] != told[1]:
        yield _change("status", new, language, *told)
    if old["review"] != new["review"]:
        reviewed = (wording.say(f"card.review.{row['review']}", language) for row in (old, new))
        yield _change("review", new, language, *reviewed)


def _same(old: Selection, new: Selection) -> dict[str, str]:
    """Old event -> the event that it is now: of the same number, else the one with most of its accounts."""
    ids = set(new.tables["events"]["event_id"])
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event, sentence, words in _accounts(new):
        holders[sentence, words].append(event)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for event, sentence, words in _accounts(old):
        if words:  # a withheld sentence is no account to know an event by
            shared[event].update(holders.get((sentence, words), ()))
    found = {}
    for event in old.tables["events"]["event_id"].tolist():
        if event in ids:
            found[event] = event
        elif shared[event]:
            found[event] = max(sorted(shared[event]), key=lambda one: shared[event][one])
    return found


def _accounts(selection: Selection) -> Iterator[tuple[str, str, str]]:
    told = selection.tables["evidence"]
    columns = (told[name].tolist() for name in ("event_id", "sentence", "expression"))
    return (
        (event, " ".join(sentence.split()), words) for event, sentence, words in zip(*columns, strict=True)
    )


def _events(selection: Selection) -> dict[str, _Row]:
    return {str(row["event_id"]): row for row in selection.in_order().to_dict("records")}  # type: ignore[misc]


def _change(kind: str, row: _Row, language: str, before: str = "", after: str = "") -> Change:
    return Change(kind, row["event_id"], _title(row, language), _date(row, language), before, after)


def _title(row: _Row, language: str) -> str:
    return row[f"title_{language}"] or row["title_en"] or row["title_ar"]


def _date(row: _Row, language: str) -> str:
    return wording.date_text(EdtfDate.parse(row["edtf"]) if row["edtf"] else None, language)


def _status(row: _Row, language: str) -> str:
    said = wording.say(f"card.status.{row['status']}", language)
    comma = wording.say("card.comma", language)
    denied = comma.join(items_of(row["denied_by"]))
    return comma.join((said, wording.say("card.denied_by", language, who=denied))) if denied else said
