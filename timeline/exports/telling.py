"""An event in plain lines, as every format for reading tells it; each format only lays them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice

from timeline import wording
from timeline.card import Account, Card, Cards
from timeline.exports import Selection

#: What no text in a file for reading may hold: controls, lone surrogates, and marks that turn the
#: direction of what follows them; isolates only where each is closed again.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff\ud800-\udfff]")
#: Nobody reads more of them from page to page, and Word takes minutes to be given them.
MOST_ON_PAGES = 1_000
_ISOLATES = re.compile("[\u2066-\u2069]")
_ELEMENTS = {"\u2066": '<bdi dir="ltr">', "\u2067": '<bdi dir="rtl">', "\u2068": "<bdi>", "\u2069": "</bdi>"}


@dataclass(frozen=True, slots=True)
class Source:
    """One account: the sentence, who wrote it where, and how its date was read."""

    sentence: str
    right_to_left: bool
    about: str
    address: str
    how: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event: its headline, date and status in words, further facts, and its sources."""

    event_id: str
    title: str
    date: str
    precision: str
    status: str
    category: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    decisions: tuple[str, ...]
    card: Card


def told(selection: Selection) -> Iterator[Told]:
    """The events of a selection, by date; those not dated come last."""
    yield from map(telling(selection), selection.each(selection.in_order()["event_id"].tolist()))


def on_pages(selection: Selection) -> Iterator[Told]:
    """The first of them, as many as a document to be read on pages holds."""
    return islice(told(selection), MOST_ON_PAGES)


def remarks(selection: Selection) -> list[str]:
    """What a document to be read on pages leaves out."""
    total = len(selection.tables["events"])
    if total <= MOST_ON_PAGES:
        return []
    fields = {"shown": f"{MOST_ON_PAGES:,}", "total": f"{total:,}"}
    return [wording.say("export.cut", selection.language, **fields)]


def telling(selection: Selection) -> Callable[[str], Told]:
    """Tells an event of a selection by its id."""
    cards = Cards(selection.tables, selection.language, selection.categories)
    return lambda event_id: _told(cards.get(event_id), selection.decided(event_id), selection.language)


def _told(card: Card, decided: list[str], language: str) -> Told:
    def say(key: str, **fields: object) -> str:
        return wording.say(f"card.{key}", language, **fields)

    status = [card.status_label]  # first and not isolated: a summary begins with it
    if card.said_by:
        status.append(wording.isolate(say("said_by", who=plain(card.said_by))))
    if card.denied_by:
        status.append(wording.isolate(say("denied_by", who=plain(card.denied_by))))
    facts = [
        wording.say("export.date_words", language, words=wording.isolate(plain(card.words))) if card.words else "",
        card.bounds,
        f"EDTF {card.edtf}" if card.edtf else "",
        card.sources,
        f"{say('conflicts')}: {' / '.join(side.date for side in card.conflicts)}" if card.conflicts else "",
        *(plain(link.text) for link in card.links),
        card.review,
    ]  # fmt: skip
    return Told(
        card.event_id, plain(card.title), card.date, card.precision, " · ".join(status),
        plain(card.category_label), tuple(filter(None, facts)),
        tuple(_source(account) for account in card.accounts),
        tuple(map(plain, decided)), card,
    )  # fmt: skip


def _source(account: Account) -> Source:
    about = (
        account.publisher,
        account.title or account.document,
        account.written,
        account.status,
        account.said_by,
    )
    return Source(
        plain(account.before + account.words + account.after),
        account.direction == "rtl",
        row(*map(plain, about)),
        plain(account.url),
        row(plain(account.explanation), account.rule),
    )  # fmt: skip


def plain(text: str) -> str:
    """A text of one line without the characters that no office file may hold or that turn direction."""
    text = _UNFIT.sub("", text)
    depth = 0
    for mark in _ISOLATES.findall(text):
        depth += -1 if mark == "\u2069" else 1
        if depth < 0:
            break
    return " ".join((_ISOLATES.sub("", text) if depth else text).split())


def row(*parts: str) -> str:
    """Parts in a row, each keeping its own direction; empty ones left out."""
    return " · ".join(wording.isolate(part) for part in parts if part)


def in_html(text: str) -> str:
    r"""A plain text as HTML, its isolates as elements: as signs they stand between the letters of a printed page.

    >>> in_html("\u2068a < b\u2069 c")
    '<bdi>a &lt; b</bdi> c'
    """
    text = escape(text)
    for sign, element in _ELEMENTS.items():
        text = text.replace(sign, element)
    return text
