"""A denial anywhere in a text is tied to the claims it denies: same kind of act, another party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.events import cues as cue_words
from timeline.events.kinds import category_of
from timeline.events.people import ids
from timeline.events.reading import Reading
from timeline.events.speech import Report, reports
from timeline.models import EventMention, Status
from timeline.topics import Topic

#: "Denied this" reaches back so many sentences for what this is; further where the text
#: tells only one kind of thing that can be denied.
_BACK = 3
#: A verb of denial with no more words than this denies what was said before.
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Denial:
    sentence: int
    category: str
    deniers: tuple[str, ...]
    #: The kind of the claim told last before it, which "denied this" points at.
    points_at: str = ""


def tie(mentions: list[EventMention], readings: Sequence[Reading], topic: Topic) -> list[EventMention]:
    """The mentions with every claim that the text says is denied marked so, naming who denies."""
    contested = [
        m for m in mentions
        if topic.categories[m.category].contested and m.status in (Status.CLAIMED, Status.DENIED)
    ]  # fmt: skip
    if not contested:
        return mentions
    order = {reading.span.start: index for index, reading in enumerate(readings)}
    found = [denial for index, reading in enumerate(readings) for denial in _denials(reading, index, topic)]
    found = [d if d.category else replace(d, points_at=_told_before(d, contested, order)) for d in found]
    lone = len({m.category for m in contested}) == 1
    return [_tied(m, found, order, lone, topic) if m in contested else m for m in mentions]


def _told_before(denial: _Denial, contested: list[EventMention], order: dict[int, int]) -> str:
    told = [(order.get(m.sentence.start, 0), m.category) for m in contested]
    return max((one for one in told if one[0] <= denial.sentence), default=(0, ""))[1]


def _denials(reading: Reading, index: int, topic: Topic) -> list[_Denial]:
    text = reading.text
    if not any(stem in text for stem in _stems(reading.language)):
        return []
    found = []
    plain = [category.id for category in topic.categories.values() if not category.contested]
    for report in reports(reading):
        if not report.denies:
            continue
        start, end = report.words
        named = [*report.speakers, *(n for n in reading.names if start <= n.start < end)]
        deniers = tuple(dict.fromkeys(a for name in named for a in ids(name, topic, None)))
        if not deniers:
            continue
        start, end = report.content if report.content != (0, 0) else (report.verb.start, len(text))
        category, _ = category_of(reading, start, end, start, leave=plain)
        if not category:
            category, _ = category_of(reading, 0, len(text), report.verb.start, leave=plain)
        other, _ = category_of(reading, start, end, start, leave=("statement", "other"))
        if category or (not other and _is_this(report, reading, start, end)):
            found.append(_Denial(index, category, deniers))
    return found


def _is_this(report: Report, reading: Reading, start: int, end: int) -> bool:
    """True where what is denied is only pointed at: "denied it", "called it a lie"."""
    if " " in report.verb.text or reading.labelled("such"):
        return True
    return len(reading.text[start:end].split()) <= _FEW


def _stems(language: str) -> tuple[str, ...]:
    return tuple(word.rstrip("*").split("*")[0].strip()[:5] for word in cue_words.words(language, "denied"))


def _tied(
    mention: EventMention, found: list[_Denial], order: dict[int, int], lone: bool, topic: Topic
) -> EventMention:
    at = order.get(mention.sentence.start, 0)
    speakers = topic.closure(mention.attributed_to)
    deniers: list[str] = list(mention.denied_by)
    for denial in found:
        same = denial.category == mention.category
        this = denial.points_at == mention.category and 0 <= denial.sentence - at <= _BACK
        this = this or (not denial.category and lone)
        if (same or this) and not speakers & topic.closure(denial.deniers):
            deniers += denial.deniers
    if not deniers:
        return mention
    return replace(mention, status=Status.DENIED, denied_by=tuple(dict.fromkeys(deniers)))
