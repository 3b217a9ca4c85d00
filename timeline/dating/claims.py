"""What one reason says of a document's date, before it is weighed against the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from timeline import wording
from timeline.dating.days import Days
from timeline.edtf import EdtfDate
from timeline.models import Span

Fields = tuple[tuple[str, str], ...]


class Role(StrEnum):
    """What a claim rests on; the wording catalogue describes each under `dating.is`."""

    PERSON = "person"
    PUBLISHED = "published"
    LISTED = "listed"
    MARKUP = "markup"
    DATELINE = "dateline"
    LINE = "line"
    ADDRESS = "address"
    UPDATED = "updated"
    MARKUP_UPDATED = "markup-updated"
    TOP_LINE = "top-line"
    BANNER = "banner"
    AGE = "age"
    FILE_NAME = "file-name"
    FILE = "file"
    COPYRIGHT = "copyright"
    FOREIGN = "foreign"
    TODAY = "today"
    WEEKDAY = "weekday"
    TOLD = "told"
    ANNOUNCED = "announced"
    COUNTED = "counted"
    NAMED = "named"
    EXPECTS = "expects"
    REPORTS = "reports"
    NEWS = "news"
    OTHER = "other-document"


#: The kind of `models.Evidence` each role is shown as.
KINDS: dict[Role, str] = {
    Role.PERSON: "person",
    Role.PUBLISHED: "stated", Role.LINE: "stated", Role.UPDATED: "stated", Role.TOP_LINE: "stated",
    Role.AGE: "stated", Role.COPYRIGHT: "stated", Role.FOREIGN: "stated",
    Role.LISTED: "metadata", Role.MARKUP: "metadata", Role.MARKUP_UPDATED: "metadata",
    Role.DATELINE: "dateline", Role.ADDRESS: "address", Role.BANNER: "banner",
    Role.FILE_NAME: "file", Role.FILE: "file",
    Role.TODAY: "weekday", Role.WEEKDAY: "weekday",
    Role.TOLD: "chronology", Role.ANNOUNCED: "chronology", Role.COUNTED: "chronology",
    Role.NAMED: "chronology",
    Role.EXPECTS: "chronology", Role.REPORTS: "chronology", Role.NEWS: "chronology",
    Role.OTHER: "other-document",
}  # fmt: skip

#: What each role counts for when claims contradict each other. What a publisher printed for the
#: purpose stands against several readings of the text; a banner against none. 0 never decides.
WEIGHTS: dict[Role, float] = {
    Role.PERSON: 1000,
    Role.PUBLISHED: 10, Role.LISTED: 10, Role.MARKUP: 9, Role.DATELINE: 9, Role.LINE: 7, Role.ADDRESS: 6,
    Role.UPDATED: 4, Role.MARKUP_UPDATED: 4, Role.TOP_LINE: 2.5, Role.BANNER: 1.5, Role.AGE: 3,
    Role.FILE_NAME: 1.5, Role.FILE: 0.5, Role.COPYRIGHT: 0, Role.FOREIGN: 0,
    Role.TODAY: 4, Role.WEEKDAY: 3, Role.TOLD: 3, Role.ANNOUNCED: 3, Role.COUNTED: 2, Role.NAMED: 3,
    Role.EXPECTS: 3, Role.REPORTS: 3, Role.NEWS: 1, Role.OTHER: 2,
}  # fmt: skip

#: Roles that show a day for the document itself, the most telling first.
STATED = (
    Role.PERSON, Role.PUBLISHED, Role.LISTED, Role.DATELINE, Role.MARKUP, Role.LINE, Role.ADDRESS,
    Role.TOP_LINE, Role.UPDATED, Role.MARKUP_UPDATED, Role.BANNER, Role.FILE_NAME, Role.FILE,
)  # fmt: skip
#: Of these, the ones that alone make a date certain.
FIRM = frozenset({Role.PERSON, Role.PUBLISHED, Role.LISTED, Role.DATELINE, Role.MARKUP, Role.LINE})


_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that the words of a claim can mean, and the days it would leave."""

    days: Days
    says: EdtfDate | None
    fields: Fields


@dataclass(frozen=True, slots=True)
class Claim:
    """One reason: on which days the document may have been written if it is right.

    `says` is the date that the words name; `fields` fill the wording of the role. Where the
    words can mean several things, `readings` has each, and `days` are those of all of them.
    """

    role: Role
    days: Days
    says: EdtfDate | None = None
    span: Span | None = None
    weight: float = -1
    fields: Fields = ()
    variant: str = ""
    readings: tuple[Reading, ...] = ()

    def settled(self, left: Days) -> Claim:
        """The claim as it reads where only some days are left."""
        for reading in self.readings:
            if reading.days & left:
                return replace(self, says=reading.says, fields=reading.fields, readings=())
        if self.says is None and self.role in STATED and 0 < len(found := self.days & left) <= 2:
            return replace(self, says=EdtfDate.day(found.first))
        return self

    @property
    def kind(self) -> str:
        return KINDS[self.role]

    @property
    def counts(self) -> float:
        """What the claim counts for: the weight of its role unless it carries its own."""
        return WEIGHTS[self.role] if self.weight < 0 else self.weight

    @property
    def key(self) -> str:
        """The key of what the claim is in the wording catalogue."""
        return f"dating.is.{self.variant or self.role}"

    @property
    def order(self) -> tuple[object, ...]:
        """A total order that no order of files changes: the weightiest first."""
        span = self.span
        says = self.says.text if self.says else ""
        return (
            -self.counts,
            _RANK[self.role],
            span.start if span else -1,
            says,
            self.fields,
            self.variant,
        )


@lru_cache(maxsize=4096)
def dated(name: str, value: EdtfDate) -> Fields:
    """A date as fields of a wording, one for each language of the interface: `{day_en}`, `{day_ar}`."""
    return tuple((f"{name}_{code}", wording.date_text(value, code)) for code in wording.languages())
