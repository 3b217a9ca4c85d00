"""What a person chose to see: filters on the event table, their place in a URL, their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

import numpy as np
import pandas as pd

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.models import Status
from timeline.table import REVIEWS, items_of

Names = Callable[[str], str]
_STATUS = tuple(map(str, Status))


def _edtf(text: str) -> EdtfDate | None:
    try:
        return EdtfDate.parse(text)
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


#: What a date is known to, each event in exactly one; the counts of the top strip.
CERTAINTIES = ("day", "week-month-year", "approximate", "conflict", "undated")

#: The most characters a filter in a URL may have, and the most a date in it may have.
_LONGEST_VALUE, _LONGEST_DATE = 20_000, 40

#: More names than these share a bare "kim": too little said to widen a search by.
_MOST_NAMED = 3
#: Sets the texts of one event apart when all are folded together; a private-use code point.
_APART = "\ue000"


def doubtful(events: pd.DataFrame) -> np.ndarray:
    """True where the date is qualified: approximate, or doubted."""
    return events["edtf"].str.contains("[~?%]").to_numpy(bool)


def groups(events: pd.DataFrame) -> np.ndarray:
    """The place in CERTAINTIES of each event's group; a conflict or a doubt wins over the precision."""
    group = np.where(events["granularity"] == "day", 0, 1)
    group[doubtful(events)] = 2
    conflict = (events["conflict"] != "").to_numpy()
    group[conflict] = 3
    group[(events["earliest"] == "").to_numpy() & ~conflict] = 4
    return group


def certainty(events: pd.DataFrame) -> pd.Series:
    """The group of CERTAINTIES each event falls in."""
    return pd.Series(np.array(CERTAINTIES, object)[groups(events)], index=events.index, dtype="str")


def counts(found: np.ndarray) -> dict[str, int]:
    """How many of these `groups` are each of CERTAINTIES, and `shown`: all but the undated."""
    held = dict(zip(CERTAINTIES, np.bincount(found, minlength=len(CERTAINTIES)).tolist(), strict=True))
    return {"shown": len(found) - held["undated"], **held}


def days(cells: pd.Series) -> np.ndarray:
    """ISO days as numpy counts them; NaT where there is none, which sorts last."""
    return cells.to_numpy(object).astype("datetime64[D]")


def by_date(events: pd.DataFrame) -> np.ndarray:
    """The places of the dated events, in the order of their first days, then of their last."""
    first, last = days(events["earliest"]), days(events["latest"])
    return np.lexsort((last, first))[: np.count_nonzero(~np.isnat(first))]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person chose to see; an empty field filters nothing, several values mean any of them.

    Both days are included. `may_fall` keeps what only *may* fall between them: a year that holds
    them, an open date, one side of a conflict, and what is not dated at all. With no `review`
    chosen, hidden events stay hidden. Actors, places and documents are as the tables write them.
    """

    text: str = ""
    earliest: date | None = None
    latest: date | None = None
    may_fall: bool = True
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    min_sources: int = 1
    documents: tuple[str, ...] = ()
    review: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join(self.text.split()))
        object.__setattr__(self, "min_sources", max(1, self.min_sources))
        if self.earliest and self.latest and self.earliest > self.latest:
            first, last = self.latest, self.earliest
            object.__setattr__(self, "earliest", first)
            object.__setattr__(self, "latest", last)
        for name in _LIST_FIELDS:
            object.__setattr__(self, name, tuple(dict.fromkeys(v for v in getattr(self, name) if v)))

    def to_query(self) -> dict[str, str]:
        """The filters as query parameters; those that filter nothing are left out."""
        chosen = {"q": self.text, "from": _iso(self.earliest), "to": _iso(self.latest),
                  "fall": "" if self.may_fall else "surely",
                  "sources": str(self.min_sources) if self.min_sources > 1 else ""}  # fmt: skip
        for name, key in _LIST_FIELDS.items():
            items = (v.replace("%", "%25").replace(",", "%2C") for v in getattr(self, name))
            chosen[key] = ",".join(items)
        return {key: value for key, value in chosen.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, object]) -> Filters:
        """The filters a URL asks for. What is not understood is dropped; nothing raises."""
        given = {k: v for k, v in query.items() if isinstance(v, str) and len(v) <= _LONGEST_VALUE}
        allowed = {"statuses": _STATUS, "certainties": CERTAINTIES, "review": REVIEWS}
        lists = {
            name: tuple(v for v in map(unquote, given.get(key, "").split(","))
                        if v in allowed.get(name, (v,)))
            for name, key in _LIST_FIELDS.items()
        }  # fmt: skip
        first, last = (_edtf(given.get(k, "").strip()[:_LONGEST_DATE]) for k in ("from", "to"))
        sources = given.get("sources", "")
        return cls(
            text=given.get("q", ""),
            earliest=first.earliest if first else None,
            latest=last.latest if last else None,
            may_fall=given.get("fall") != "surely",
            min_sources=int(sources) if sources.isascii() and sources.isdigit() and len(sources) < 7 else 1,
            **lists,
        )


#: Field of Filters that is a list -> its key in the URL.
_LIST_FIELDS = {"actors": "actor", "places": "place", "categories": "category", "statuses": "status",
                "certainties": "certainty", "documents": "document", "review": "review"}  # fmt: skip


def folded_texts(events: pd.DataFrame, evidence: pd.DataFrame, fold: Names = str.casefold) -> list[str]:
    """All that is searched of each event, folded: titles, actors, places and its sentences.

    Most of the time a text search takes; a caller that filters often may keep it and pass it on.
    """
    sentences: dict[str, list[str]] = {}
    for event, sentence in zip(evidence["event_id"].tolist(), evidence["sentence"].tolist(), strict=True):
        sentences.setdefault(event, []).append(sentence)
    columns = [events[c].tolist() for c in ("event_id", "title_en", "title_ar", "actors", "places")]
    return [
        fold(_APART.join((*texts, *sentences.get(event, ())))) for event, *texts in zip(*columns, strict=True)
    ]


def _searched(
    events: pd.DataFrame, texts: list[str], text: str, fold: Names, aliases: Mapping[str, Iterable[str]]
) -> np.ndarray:
    """True where every word stands in the event's texts, or names one of its actors or places.

    A query that names an actor or place as a whole finds that name's other forms in the texts too.
    """
    known = _forms(fold, aliases)
    named = lambda part: _named(part, known)  # noqa: E731

    def holding(names: list[str]) -> np.ndarray:
        return _any_of(events["actors"], names) | _any_of(events["places"], names)

    words = fold(text).split()
    found = np.ones(len(events), dtype=bool)
    for word in words:
        fits = holding(named(word))
        rest = np.flatnonzero(found & ~fits)
        fits[rest] = [word in texts[row] for row in rest.tolist()]
        found &= fits
    whole = named(" ".join(words))
    if 0 < len(whole) <= _MOST_NAMED:
        found |= holding(whole)
        forms = {form for name in whole for form in known[name] if len(form) > 2}
        for form in forms:
            if not any(other in form for other in forms - {form}):  # what holds this one holds that
                rest = np.flatnonzero(~found)
                found[rest] = [form in texts[row] for row in rest.tolist()]
    return found


def _forms(fold: Names, aliases: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {name: [fold(alias) for alias in (name, *others)] for name, others in aliases.items()}


def _named(part: str, known: Mapping[str, list[str]]) -> list[str]:
    """The names that a part of one stands for, from its start: "shoi", not "oigu"."""
    return [n for n, forms in known.items() if any(f" {part}" in f" {form}" for form in forms)]


def hits(text: str, fold: Names, aliases: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The folded words that make an event fit a search, the longest first: to be marked in sentences."""
    words, known = fold(text).split(), _forms(fold, aliases)
    found = dict.fromkeys(words)
    for part in (*words, " ".join(words)):
        names = _named(part, known)
        if 0 < len(names) <= _MOST_NAMED:
            found |= dict.fromkeys(form for name in names for form in known[name] if len(form) > 2)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _any_of(cells: pd.Series, wanted: Iterable[str]) -> np.ndarray:
    """True where a list in a cell holds any of the values; each distinct cell is split once."""
    values = set(wanted)
    held = [cell for cell in cells.unique() if values.intersection(items_of(cell))] if values else []
    return cells.isin(held).to_numpy()


def _in_range(events: pd.DataFrame, filters: Filters) -> np.ndarray:
    first, last = _iso(filters.earliest), _iso(filters.latest) or "9999-12-31"
    if not filters.may_fall:
        bounded = (events["earliest"] >= (first or "0001")) & (events["latest"] <= last)
        open_ended = events["edtf"].str.startswith("../") | events["edtf"].str.endswith("/..")
        sure = (bounded & ~open_ended).to_numpy()
        sides = {
            c for c in events["conflict"].unique()
            if all(first <= _iso(d.earliest) and _iso(d.latest) <= last for d in _dates(c))
        }  # fmt: skip
        return sure & events["conflict"].isin(sides).to_numpy()
    start = events["earliest"].where(~events["edtf"].str.startswith("../"), "")
    end = events["latest"].where(~events["edtf"].str.endswith("/.."), "9999-12-31")
    found = ((start <= last) & (end >= first)).to_numpy() | (events["earliest"] == "").to_numpy()
    sides = {
        c for c in events["conflict"].unique()
        if any(_iso(d.earliest) <= last and _iso(d.latest) >= first for d in _dates(c))
    }  # fmt: skip
    return found | events["conflict"].isin(sides).to_numpy()


def _dates(cell: str) -> list[EdtfDate]:
    return [d for d in map(_edtf, items_of(cell)) if d]


def keeps(
    events: pd.DataFrame,
    evidence: pd.DataFrame,
    filters: Filters,
    fold: Names = str.casefold,
    aliases: Mapping[str, Iterable[str]] | None = None,
    texts: list[str] | None = None,
) -> np.ndarray:
    """True for each event that the filters keep.

    `aliases` maps a name, as the cells of actors and places write it, to its other forms in any
    language. `texts` is `folded_texts` of the same frames, where the caller has kept it.
    """
    review = filters.review or tuple(state for state in REVIEWS if state != "hidden")
    keep = events["review"].isin(review).to_numpy().copy()
    if filters.categories:
        keep &= events["category"].isin(filters.categories).to_numpy()
    for column, wanted in (("actors", filters.actors), ("places", filters.places)):
        if wanted:
            keep &= _any_of(events[column], wanted)
    if filters.statuses:
        denied = (events["denied_by"] != "").to_numpy() & ("denied" in filters.statuses)
        keep &= events["status"].isin(filters.statuses).to_numpy() | denied
    if filters.certainties:
        wanted = [CERTAINTIES.index(name) for name in filters.certainties if name in CERTAINTIES]
        keep &= np.isin(groups(events), wanted)
    if filters.min_sources > 1:
        keep &= (events["n_sources"] >= filters.min_sources).to_numpy()
    if filters.documents:
        told = evidence.loc[evidence["document_id"].isin(filters.documents), "event_id"]
        keep &= events["event_id"].isin(told).to_numpy()
    if filters.earliest or filters.latest:
        keep &= _in_range(events, filters)
    if filters.text:
        texts = folded_texts(events, evidence, fold) if texts is None else texts
        keep &= _searched(events, texts, filters.text, fold, aliases or {})
    return keep


def describe(filters: Filters, language: str = "en", names: Names = str) -> str:
    """The filters in words, for what leaves the program; `names` labels categories and ids."""
    words = wording.catalogue(language)["table"]
    said = []
    if filters.text:
        said.append(words["text"].format(value=wording.isolate(filters.text)))
    bounds = {"first": filters.earliest, "last": filters.latest}
    days = {k: wording.date_text(EdtfDate.day(d), language) for k, d in bounds.items() if d}
    if days:
        key = "between" if len(days) == 2 else "from" if "first" in days else "to"
        said.append(words[key].format(**days) + words["may_fall" if filters.may_fall else "surely"])
    for name in _LIST_FIELDS:
        known = {} if name in ("actors", "places", "documents") else words["labels"]
        items = [known.get(v) or wording.isolate(names(v)) for v in getattr(filters, name)]
        if items:
            said.append(words[name].format(value=words["comma"].join(items)))
    if filters.min_sources > 1:
        said.append(wording.say("table.sources", language, n=filters.min_sources))
    return words["and"].join(said) or words["all"]
