"""When each document was written: evidence is gathered, tested and weighed, and the reasons kept.

page -> claims (stated, outside, dateline, telling, anniversaries, offices, naming, chronology) -> weighing ->
decision; then what documents with a certain date say of those without one (companions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.dating.anniversaries import anniversaries
from timeline.dating.beat import Beat, beat_of
from timeline.dating.chronology import held_against
from timeline.dating.claims import STATED, Claim
from timeline.dating.companions import same_news
from timeline.dating.dateline import datelines, with_year
from timeline.dating.decision import by_person, decide, refused
from timeline.dating.naming import names
from timeline.dating.offices import offices
from timeline.dating.outside import outside
from timeline.dating.page import Page
from timeline.dating.stated import aged, stated
from timeline.dating.telling import telling
from timeline.edtf import EdtfDate
from timeline.models import Dating, Document

if TYPE_CHECKING:
    from timeline.topics import Topic

__all__ = ["date_document", "date_documents"]

#: Pages whose claims are kept, so that a date set by hand is not the reading of all pages anew.
_KEPT = 4096


def date_documents(
    documents: Sequence[Document], topic: Topic | None, persons: Mapping[str, EdtfDate | None] | None = None
) -> dict[str, Dating]:
    """The dating of every document by its id; the order of the documents is of no account.

    `persons` are dates set by hand, by document id; None where a person refused the one found. A
    document with a certain date speaks for those without; it is never moved by them.
    """
    persons = persons or {}
    found = {document.id: _found(document, topic) for document in documents}
    claims = {key: own for key, (own, _) in found.items()}
    dated = {key: _with_person(own, key, persons) for key, (_, own) in found.items()}
    others: dict[str, list[Claim]] = {}
    for key, claim in same_news(documents, dated):
        others.setdefault(key, []).append(claim)
    return dated | {
        key: _with_person(decide([*claims[key], *told]), key, persons) for key, told in others.items()
    }


def date_document(document: Document, topic: Topic | None, person: EdtfDate | None = None) -> Dating:
    """The dating of one document by itself."""
    _, own = _found(document, topic)
    return _with_person(own, document.id, {document.id: person} if person else {})


@lru_cache(_KEPT)
def _found(document: Document, topic: Topic | None) -> tuple[tuple[Claim, ...], Dating]:
    """What a page says of its own date, and what that comes to by itself."""
    claims = _claims(document, _beat(topic))
    return tuple(claims), decide(claims)


@lru_cache(8)
def _beat(topic: Topic | None) -> Beat:
    return beat_of(topic)


def _with_person(own: Dating, key: str, persons: Mapping[str, EdtfDate | None]) -> Dating:
    if key not in persons:
        return own
    value = persons[key]
    return by_person(value, own) if value else refused(own)


def _claims(document: Document, beat: Beat) -> list[Claim]:
    page = Page(document)
    claims = [*stated(page), *outside(document)]
    claims += [with_year(dateline, claims) for dateline in datelines(page)]
    claims += aged(claims, page)
    shown = {claim.span for claim in claims if claim.role in STATED and claim.span}
    claims += (claim for claim in telling(page) if claim.span not in shown)
    claims += anniversaries(page, beat)
    claims += offices(page, beat)
    claims += names(page, beat)
    claims += held_against(page, beat)
    return claims
