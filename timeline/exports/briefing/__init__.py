"""A briefing: one event a screen, told in words that can be read from the back of a room.

`screens` says everything; the page, the PDF and the slides only lay it out. Sizes are pixels of a
screen of 1280 by 720, and lengths are chosen so that a screen holds them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from timeline import wording
from timeline.card import Account, Card
from timeline.edtf import EdtfDate, Granularity
from timeline.exports import MOST_SLIDES, Selection, Slide
from timeline.exports.telling import Told, plain, telling
from timeline.figure import CATEGORIES
from timeline.figure.text import shorten, width

#: The screen, the room between its edges, the smallest text, the headline's two sizes.
WIDTH, HEIGHT, ROOM, TEXT = 1280, 720, 1160, 28
HEADLINE, LONG_HEADLINE = 48, 36
#: The height between the upper edge and the line of time; headlines longer than this many lines are cut.
_BODY, _LINES_OF_HEADLINE = 500, 4
#: Lines of a quoted sentence stand apart by this much of their size.
_LEADING = 1.6
#: The most pixels of a page's headline, when it stands beside its outlet and day.
_LONGEST_TITLE = 540
#: The rest of what a line has room for is lost where words break.
_FILLED = 0.9
#: A month, a year and the like have a name to stand after "some day in"; other spans have two ends.
_NAMED = frozenset(
    {Granularity.MONTH, Granularity.SEASON, Granularity.QUARTER, Granularity.PART_OF_MONTH,
     Granularity.PART_OF_YEAR, Granularity.HALF, Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A status as a word, with who says so; `kind` is happened, claimed, planned or denied."""

    kind: str
    word: str
    who: str


@dataclass(frozen=True, slots=True)
class Quote:
    """As much of the sentence as a screen holds, the date words in the middle; "" where it is cut off."""

    before: str
    words: str
    after: str
    right_to_left: bool
    language: str

    def __bool__(self) -> bool:
        return bool(self.before or self.words or self.after)

    @property
    def marks(self) -> tuple[str, str]:
        return ("«", "»") if self.right_to_left or self.language == "ru" else ("“", "”")


@dataclass(frozen=True, slots=True)
class Screen:
    """One event as a briefing shows it: every text plain, and as long as there is room for.

    `colours` are those of its category, light and dark; `fit` is below 1 where even so the texts must
    be that much smaller to stand on a page, which cannot be scrolled; `told` has the whole of what is known.
    """

    event_id: str
    number: int
    total: int
    date: str
    known: str
    headline: str
    said: tuple[Said, ...]
    conflict: str
    quote: Quote
    about: str
    note: str
    colours: tuple[str, str]
    fit: float
    told: Told


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole briefing: its first screen, the others, and what every one says at its foot."""

    title: str
    opening: tuple[str, ...]
    foot: str
    language: str
    right_to_left: bool
    screens: tuple[Screen, ...]


def deck(selection: Selection) -> Deck:
    """The first screens of a selection, as many as are shown; its opening says how many that are not."""
    language = selection.language
    slides = selection.slides()
    opening = [wording.say("export.shown", language, n=len(slides)), *selection.provenance]
    return Deck(
        plain(selection.title), tuple(map(plain, [*remarks(selection), *opening])), plain(selection.cutoff_words),
        language, wording.catalogue(language)["direction"] == "rtl", screens(selection, slides[:MOST_SLIDES]),
    )  # fmt: skip


def remarks(selection: Selection) -> list[str]:
    """How many events are shown where there are more than a briefing shows."""
    total = len(selection.slides())
    if total <= MOST_SLIDES:
        return []
    return [wording.say("briefing.cut", selection.language, shown=MOST_SLIDES, total=f"{total:,}")]


def screens(selection: Selection, slides: Sequence[Slide]) -> tuple[Screen, ...]:
    tell = telling(selection)
    return tuple(
        _screen(selection, tell(slide.event_id), slide, number, len(slides))
        for number, slide in enumerate(slides, start=1)
    )


def _screen(selection: Selection, told: Told, slide: Slide, number: int, total: int) -> Screen:
    card, language = told.card, selection.language
    date, known = _date(card, language)
    date = date[:1].upper() + date[1:]
    headline, note = plain(slide.headline) or told.title, plain(slide.note)
    headline = shorten(headline, LONG_HEADLINE, _LINES_OF_HEADLINE * ROOM * _FILLED) or headline[:100] + "…"
    said, conflict = _said(card, selection), _conflict(card, language)
    first = card.accounts[0] if card.accounts else None
    about = _about(first, card, language) if first else wording.say("briefing.by_hand", language)
    size = headline_size(headline)
    others = (
        _high(f"{date} {known}", 34) + _high(headline, size) + 20
        + _high("   ".join(f"{one.word} {one.who}" for one in said)) + _high(conflict) + 25
        + _high(about) + 6 + _high(note) + 8
    )  # fmt: skip
    quote = _quote(first, max(2, int((_BODY - others) // (TEXT * _LEADING))))
    high = others + _high(quote.before + quote.words + quote.after, leading=_LEADING)
    colours = selection.categories or CATEGORIES
    look = colours.get(card.category) or colours.get("other") or CATEGORIES["other"]
    return Screen(
        told.event_id, number, total, date, known, headline, said, conflict,
        quote, about, note, (look.light, look.dark), min(1.0, 1.08 * _BODY / high), told,
    )  # fmt: skip


def headline_size(headline: str) -> int:
    return HEADLINE if _lines(headline, HEADLINE) <= 2 else LONG_HEADLINE


def _lines(text: str, size: float = TEXT) -> int:
    return ceil(width(text, size) / (ROOM * _FILLED))


def _high(text: str, size: float = TEXT, leading: float = 1.42) -> float:
    return _lines(text, size) * size * leading


def _date(card: Card, language: str) -> tuple[str, str]:
    """The date in words, no sharper than it is known; and how well it is known."""

    def say(key: str, **fields: object) -> str:
        return wording.say(f"briefing.{key}", language, **fields)

    if card.conflicts:
        return say("or").join(side.date for side in card.conflicts), say("known.conflict")
    if not card.edtf:
        return card.date, say("known.undated")
    value = EdtfDate.parse(card.edtf)
    if value.open != "none":
        return card.date, say(f"known.{'since' if value.open == 'end' else 'until'}")
    if value.qualifier:
        return card.date, say("known.approximate", bounds=card.bounds)
    if value.is_span:
        return card.date, say("known.to_last" if card.status == "planned" else "known.lasting")
    if value.days == 1:
        return card.date, say("known.day")
    if value.granularity in _NAMED and "[" not in value.text:
        return say("some_day", date=card.date), say(f"known.{value.granularity}")
    some_day = say("some_day_of", bounds=card.bounds) if card.bounds else say("some_day", date=card.date)
    return some_day, say("known.week")


def _said(card: Card, selection: Selection) -> tuple[Said, ...]:
    """Every status in words, each with who says so, or that nobody is named."""
    language = selection.language

    def say(key: str, **fields: object) -> str:
        return wording.say(key, language, **fields)

    found = []
    if card.status != "denied" or card.said_by:
        claim = "claimed" if card.status == "denied" else card.status
        who = say("card.said_by", who=wording.isolate(plain(card.said_by))) if card.said_by else ""
        if not who and claim in ("claimed", "planned"):
            who = say(f"briefing.unnamed.{claim}")
        word = say(f"card.status.{claim}")
        if claim == "planned" and _past(card, selection) and card.event_id not in selection.followed:
            word = say("briefing.unknown")
        found.append(Said(claim, word, who))
    if card.status == "denied" or card.denied_by:
        who = say("briefing.by", who=wording.isolate(plain(card.denied_by))) if card.denied_by else ""
        found.append(Said("denied", say("briefing.denied"), who or say("briefing.unnamed.denied")))
    return tuple(found)


def _past(card: Card, selection: Selection) -> bool:
    """Whether the data reach beyond the days a plan was for."""
    if not card.edtf or not selection.cutoff:
        return False
    return EdtfDate.parse(card.edtf).latest < EdtfDate.parse(selection.cutoff).latest


def _conflict(card: Card, language: str) -> str:
    """Both sides of a conflict, each with who gives it."""
    if not card.conflicts:
        return ""
    comma = wording.say("card.comma", language)
    sides = []
    for side in card.conflicts:
        names = dict.fromkeys(shorten(plain(_outlet(one)), TEXT, 340) for one in side.accounts)
        who = comma.join(wording.isolate(name) for name in names if name)
        sides.append(f"{wording.isolate(side.date)} ({who})" if who else wording.isolate(side.date))
    against = wording.say("briefing.against", language).join(sides)
    return f"{wording.say('card.conflicts', language)}: {against}"


def _outlet(account: Account) -> str:
    return account.publisher or account.title or account.document


def _about(account: Account, card: Card, language: str) -> str:
    """Who wrote the sentence, where and when, and how many say so independently; never wider than two lines."""
    title = shorten(plain(account.title or account.document), TEXT, _LONGEST_TITLE)
    parts = (plain(account.publisher), title, account.written, card.sources)
    return " · ".join(wording.isolate(part) for part in dict.fromkeys(parts) if part)


def _quote(account: Account | None, lines: int) -> Quote:
    if account is None:
        return Quote("", "", "", False, "")
    before, words, after = (plain_inside(part) for part in (account.before, account.words, account.after))
    before, after = around(before, words, after, lines * ROOM * _FILLED)
    whole = before + words + after
    return Quote(before, words, after, mostly_rtl(whole), account.language)


def plain_inside(text: str) -> str:
    """A part of a line as `plain` makes it, the spaces at its ends kept."""
    made = plain(text)
    if not made:
        return " " if text.strip(" ") != text or text.isspace() else ""
    return (" " if text[0].isspace() else "") + made + (" " if text[-1].isspace() else "")


def around(before: str, words: str, after: str, most: float) -> tuple[str, str]:
    """What there is room for before and after some words, in pixels; whole words, "…" where cut.

    >>> around("one two three ", "in May", " four five six", 28 * 8)
    ('… three ', ' four …')
    """
    left, right = before.split(), after.split()
    glued = bool(before) and not before[-1].isspace(), bool(after) and not after[0].isspace()
    used = width(words, TEXT)
    taken = [0, 0]
    more = True
    while more:
        more = False
        for side, row in enumerate((left, right)):
            if taken[side] == len(row):
                continue
            word = row[len(row) - 1 - taken[side]] if side == 0 else row[taken[side]]
            if used + width(word + " ", TEXT) <= most:
                used += width(word + " ", TEXT)
                taken[side] += 1
                more = True
    kept_left, kept_right = left[len(left) - taken[0] :], right[: taken[1]]
    start = " ".join(["…"] * (taken[0] < len(left)) + kept_left)
    end = " ".join(kept_right + ["…"] * (taken[1] < len(right)))
    left_space = " " * (not glued[0] or not kept_left)
    return start and start + left_space, end and " " * (not glued[1] or not kept_right) + end


def mostly_rtl(text: str) -> bool:
    """Whether most letters of a text are written from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")
