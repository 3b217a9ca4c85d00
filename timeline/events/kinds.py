"""The category of a clause: which act its words tell."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.reading import Reading
from timeline.topics import Topic
from timeline.topics.cues import Cue

#: What each kind of word tells by itself, and a general verb with a thing of the same category.
_ACT, _THING, _VERB, _BOTH = 3.0, 0.8, 0.4, 3.6
#: How much the distance from the date takes away at most, and over how many code points.
_FAR, _REACH = 0.9, 120
#: A statement gives way to any act as clear as itself.
_STATEMENT = 0.6


def category_of(
    reading: Reading, start: int, end: int, near: int, leave: Iterable[str] = ()
) -> tuple[str, list[Cue]]:
    """The category told most clearly between two offsets, the nearest to `near` among equals.

    With the cues that decided it; ("", []) where nothing tells one.
    """
    topic = reading.topic
    kinds: dict[str, dict[str, list[Cue]]] = {}
    for cue in reading.acts:
        if start <= cue.start < end:
            for label in cue.labels:
                category, _, kind = label.rpartition(".")
                kinds.setdefault(category, {}).setdefault(kind, []).append(cue)
    best, chosen, best_score = "", [], 0.5
    for category in sorted(kinds, key=lambda c: topic.categories[c].rank):
        if category in leave:
            continue
        score, cues = _score(kinds[category], near, category)
        if category == "summit" and not _leaders(reading, start, end, topic):
            score -= 0.7
        if score > best_score + 0.05:
            best, chosen, best_score = category, cues, score
    return best, chosen


def _score(kinds: dict[str, list[Cue]], near: int, category: str) -> tuple[float, list[Cue]]:
    acts, things, verbs = (kinds.get(kind, []) for kind in ("acts", "things", "verbs"))
    score, used = 0.0, []
    if acts:
        score, used = _ACT, acts
    elif things and verbs:
        score, used = _BOTH, [_nearest(things, near), _nearest(verbs, near)]
    elif things:
        score, used = _THING, things
    elif verbs:
        score, used = _VERB, verbs
    if not used:
        return 0.0, []
    if acts and things and verbs:
        score += 0.5
    nearest = _nearest(used, near)
    distance = min(abs(nearest.start - near), abs(nearest.end - near))
    score -= _FAR * min(1.0, distance / _REACH)
    if category in ("statement", "other"):
        score -= _STATEMENT
    return score, [nearest] if acts else used


def _nearest(cues: list[Cue], near: int) -> Cue:
    return min(cues, key=lambda cue: (abs(cue.start - near), cue.start))


def _leaders(reading: Reading, start: int, end: int, topic: Topic) -> bool:
    """True where two people who lead, or a word for both, are named: only then it is a summit."""
    people: set[str] = set()
    for name in reading.names:
        if name.kind == "group" and topic.groups[name.id].roles:
            return True
        if name.kind in ("person", "alone"):
            if topic.actors[name.id].title in ("leader", "president"):
                people.add(name.id)
        elif name.kind == "role" and topic.roles[name.id].title in ("leader", "president"):
            people.add(topic.roles[name.id].holders[-1][0])
    return len(people) > 1
