"""What one decision of a person is: its kinds, what it is bound to, what may stand in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from timeline import wording
from timeline.edtf import EdtfDate
from timeline.models import Status
from timeline.pipeline import typed_date
from timeline.table import LIST

#: Kind of a correction -> the column of the event table that it sets.
FIELDS = {
    "date": "edtf", "title_en": "title_en", "title_ar": "title_ar", "category": "category", "status": "status",
    "actors": "actors", "places": "places", "attributed_to": "attributed_to", "denied_by": "denied_by",
}  # fmt: skip
_LISTS = ("actors", "places", "attributed_to", "denied_by")
#: Kinds that set or refuse the date of a document.
DOCUMENT_KINDS = ("document_date", "confirm_document_date", "reject_document_date")
KINDS = (
    *FIELDS,
    "accept",
    "hide",
    "show",
    "note",
    "merge",
    "split",
    "no_date",
    "add",
    *DOCUMENT_KINDS,
    "undo",
)

#: The most characters of a note, of any other value, and of a name.
LONGEST_NOTE, LONGEST_VALUE, LONGEST_NAME = 20_000, 5_000, 200
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class ReviewError(ValueError):
    """Why a change was not made; nothing was written. `say` has it in the language of the reader."""

    def __init__(self, key: str, **fields: object):
        self.key, self.fields = key, fields
        super().__init__(self.say("en"))

    def say(self, language: str = "en") -> str:
        return wording.say(f"reviews.{self.key}", language, **self.fields)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a decision remembers it, so that it is found again when its id has changed.

    `mark` is a hash of what it holds: the same page under another name has the same mark.
    """

    id: str
    file: str = ""
    url: str = ""
    title: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A mention as a decision remembers it: no offset and no event id, which a rebuild may change.

    `sentence` is a hash of the sentence's words, `words` the date expression; `turn` tells apart,
    from 0, the mentions of one document that share both.
    """

    source: Source
    sentence: str
    words: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about: the accounts of an event, an event added by hand, or a document.

    `label` is for people only: the title or file name that was seen.
    """

    accounts: tuple[Account, ...] = ()
    event: str = ""
    document: Source | None = None
    label: str = ""

    def subjects(self) -> tuple[str, ...]:
        """Two decisions on one thing share a key, also where the tabs read different builds."""
        found = [f"account {a.sentence} {a.turn} {a.words}" for a in self.accounts]
        found += [f"event {self.event}"] if self.event else []
        if self.document:
            found += [f"document {self.document.id}", f"text {self.document.mark}"]
        return tuple(dict.fromkeys(found))

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Target:
        """ValueError where the text is not what `to_json` writes."""
        try:
            found = json.loads(text)
            accounts = tuple(
                Account(_source(a["source"]), _text(a["sentence"]), _text(a["words"]), _turn(a["turn"]))
                for a in found["accounts"]
            )
            document = _source(found["document"]) if found["document"] else None
            return cls(accounts, _text(found["event"]), document, _text(found["label"]))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("not a target") from error


def _source(found: Mapping[str, Any]) -> Source:
    return Source(**{name: _text(value) for name, value in found.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _turn(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a turn")
    return value


@dataclass(frozen=True, slots=True)
class Change:
    """A decision about to be written. `other` is the event merged in."""

    kind: str
    target: Target
    after: str = ""
    before: str = ""
    note: str = ""
    other: Target | None = None

    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.target.subjects(), *(self.other.subjects() if self.other else ()))))


@dataclass(frozen=True, slots=True)
class Review(Change):
    """A decision as it stands in the history; `at` is UTC, ISO 8601. `undoes` is the id of another."""

    id: int = 0
    at: str = ""
    who: str = ""
    undoes: int | None = None

    def say(self, language: str = "en", names: Callable[[str, str], str] = lambda kind, value: value) -> str:
        """What was done, in a few words: a verb and what it came to.

        `names` gives the name of an id: of a category, or of one of a list of actors or places.
        """
        if self.kind == "date" or self.kind in DOCUMENT_KINDS:
            after = wording.date_text(EdtfDate.parse(self.after) if self.after else None, language)
        elif self.kind == "status":
            after = wording.say(f"card.status.{self.after}", language)
        elif self.kind == "undo":
            after = str(self.undoes)
        else:
            said = self.other.label if self.kind == "merge" and self.other else self.after
            items = said.split(LIST) if self.kind in _LISTS else [said]
            if self.kind in (*_LISTS, "category"):
                items = [names(self.kind, item) for item in items if item]
            said = wording.say("card.comma", language).join(items) or wording.say("reviews.nothing", language)
            after = wording.isolate(wording.say("reviews.quote", language, text=said))
        return wording.say(f"reviews.did.{self.kind}", language, after=after)

    def when(self, language: str = "en") -> str:
        """The day and minute of the decision, in words."""
        at = datetime.fromisoformat(self.at)
        day = wording.date_text(EdtfDate.day(at.date()), language)
        return wording.say("reviews.moment", language, date=day, time=f"{at:%H:%M}")


class Stale(ReviewError):
    """Somebody changed the same thing after it was read; `latest` is what they did."""

    def __init__(self, latest: Review):
        self.latest = latest
        super().__init__("stale")

    def say(self, language: str = "en") -> str:
        who = wording.isolate(self.latest.who)
        fields = {"who": who, "when": self.latest.when(language), "what": self.latest.say(language)}
        return wording.say("reviews.stale", language, **fields)


def active(history: Sequence[Review]) -> tuple[Review, ...]:
    """The decisions that stand, in order; an undo that was itself undone undoes nothing."""
    undone: set[int | None] = set()
    for review in reversed(history):
        if review.kind == "undo" and review.id not in undone:
            undone.add(review.undoes)
    return tuple(review for review in history if review.kind != "undo" and review.id not in undone)


def line(text: str, longest: int = LONGEST_VALUE) -> str:
    """One line of visible text; ReviewError where it is too long."""
    made = " ".join(_UNSEEN.sub("", text).split())
    if len(made) > longest:
        raise ReviewError("long", limit=longest)
    return made


def checked(kind: str, value: str | Iterable[str]) -> str:
    """The value of a correction as it is kept; ReviewError says what to write instead.

    A date is EDTF or as a person types it, empty for an unknown one; a list is given as a list,
    or joined as in the tables.
    """
    if kind in _LISTS:
        items = value.split(LIST) if isinstance(value, str) else value
        names = [name for name in (line(item, LONGEST_NAME) for item in items) if name]
        for name in names:
            if LIST.strip() in name:
                raise ReviewError("list_mark", value=name)
        return LIST.join(dict.fromkeys(names))
    if not isinstance(value, str):
        raise TypeError(f"{kind}: one text, not a list")
    if kind == "note":
        made = "\n".join(" ".join(part.split()) for part in _UNSEEN.sub("", value).split("\n")).strip()
        if len(made) > LONGEST_NOTE:
            raise ReviewError("long", limit=LONGEST_NOTE)
    else:
        made = line(value)
    if kind == "date":
        return _date(made) if made else ""
    if not made:
        raise ReviewError("blank")
    if kind == "document_date":
        return typed_date(made).text
    if kind == "status" and made not in tuple(Status):
        raise ReviewError("value", value=made, known=", ".join(Status))
    return made


def _date(text: str) -> str:
    try:
        return EdtfDate.parse(text).text
    except ValueError:
        return typed_date(text).text
