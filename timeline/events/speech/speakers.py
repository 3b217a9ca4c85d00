"""Who speaks in a report: names, or the sentence's own words for whoever has none."""

from __future__ import annotations

from dataclasses import replace

from timeline.events.people import joined, located
from timeline.events.reading import Reading
from timeline.events.speech.report import Report
from timeline.topics import Match
from timeline.topics.cues import Cue

#: "An official at the White House": the house stands this near behind.
_HOUSE_REACH = 12
#: "A North Korean defence official": one word may stand between.
_PHRASE_GAP = 14
_SUBJECT_PARTICLES = ("은", "는", "이", "가", "도", "에서")

#: The Korean ending of many.
_PLURAL = "들"


def attributed(report: Report, reading: Reading) -> Report:
    start, end = report.zone
    inside = [n for n in reading.names if start <= n.start < end and n.kind not in ("adjective",)]
    near = inside
    if report.content == (0, 0) and reading.language in ("en", "ru"):
        near = [n for n in inside if n.start < report.verb.start] or inside
    if reading.language == "ko":
        near = [n for n in inside if reading.text[n.start : n.end].endswith(_SUBJECT_PARTICLES)]
        if not near and reading.labelled("pronoun", start, report.verb.start):
            inside = []
        near = near or inside
    if reading.language == "ar":
        dates = [d.start for d in reading.dated() if report.verb.end < d.start < end]
        near = [n for n in inside if report.verb.end <= n.start < min(dates, default=end)] or inside
    chosen: tuple[Match, ...] = ()
    for kinds in (("person", "alone", "role"), ("institution", "state", "group", "place")):
        of_kind = [
            n
            for n in near
            if n.kind in kinds and (not _located(n, reading) or _of_capital(n, report, reading))
        ]
        if of_kind:
            chosen = _together(of_kind, reading)
            break
    words = (0, 0)
    # "the American side" is named: a state
    sides = [n for n in inside if n.kind == "state"]
    sayers = [
        c for c in reading.labelled("sayer", start, end) if not any(n.start <= c.start < n.end for n in sides)
    ]
    if reading.language in ("en", "ru") and "according" not in report.verb.labels:
        before = [c for c in sayers if c.start < report.verb.start]
        sayers = before[-1:] or ([] if chosen else sayers)
    sayer = sayers[0] if sayers else None
    people = any(n.kind in ("person", "alone", "role") for n in chosen)
    if sayer and not people:
        words = _phrase(sayer, report, reading)
        stated = any(
            words[0] <= n.start < words[1] and n.kind in ("adjective", "state") for n in reading.names
        )
        house = [n for n in chosen if n.kind == "institution" and (n.start <= sayer.start < n.end + 3)]
        house += [n for n in chosen if n.kind == "institution" and 0 < n.start - sayer.end < _HOUSE_REACH]
        chosen, words = (tuple(house[:1]), (0, 0)) if house and not stated else ((), words)
    return replace(report, speakers=chosen, words=words, negated=_negated(report, reading))


def _negated(report: Report, reading: Reading) -> bool:
    """True for "did not deny", «لم ينف», «не отрицал», 부인하지 않았다."""
    if "denied" not in report.verb.labels:
        return False
    start, end = report.verb.start, report.verb.end
    reach = (end - 2, end + 8) if reading.language == "ko" else (start - 12, start)
    return any(reach[0] <= cue.start < reach[1] for cue in reading.labelled("not"))


def _together(names: list[Match], reading: Reading) -> tuple[Match, ...]:
    """The first name with those that a conjunction joins to it: "Moscow and Pyongyang"."""
    chosen = [names[0]]
    for name in names[1:]:
        if not joined(chosen[-1], name, reading):
            break
        chosen.append(name)
    return tuple(chosen)


def _located(name: Match, reading: Reading) -> bool:
    return name.kind in ("place", "state") and located(name, reading)


def _of_capital(name: Match, report: Report, reading: Reading) -> bool:
    """True for Russian «считают в Киеве»: those in a capital who say so are its state."""
    verb = reading.text[report.verb.start : report.verb.end]
    plural = reading.language == "ru" and verb.endswith(("ют", "ят", "ли"))
    return plural and reading.text[report.verb.end : name.start] in (" в ", " во ")


def _phrase(sayer: Cue, report: Report, reading: Reading) -> tuple[int, int]:
    """A noun for whoever speaks, with the adjectives of states that stand beside it."""
    start, end = sayer.start, sayer.end
    for other in reading.labelled("sayer", end):
        if other.start - end <= 1 and other.start != report.verb.start:
            end = other.end  # "a diplomatic source"
    for name in reading.names:
        gap = reading.text[name.end : start]
        near = name.end <= start and len(gap) < _PHRASE_GAP and len(gap.split()) < 2 and "," not in gap
        if near and name.start >= report.zone[0] - 1:
            start = name.start
        if name.start >= end and name.start - end <= 1 and name.kind in ("adjective", "state"):
            end = name.end
    if reading.text[end:].startswith(_PLURAL):
        end += len(_PLURAL)  # 당국자들 are many
    return start, end
