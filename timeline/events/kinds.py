"""The category of a clause: which act its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.events.reading import Reading
from timeline.topics.cues import Cue

#: What each kind of word tells by itself, and a general verb with a thing of the same category;
#: such a verb alone tells nothing.
_ACT, _THING, _BOTH = 3.0, 1.0, 3.6
#: How much the distance from the date takes away at most, and over how many code points.
_FAR, _REACH = 0.9, 120
#: An Arabic clause begins with its verb, behind a conjunction and the like.
_BEFORE_VERB = re.compile(
    r"[\s,\"(]*(?:(?:ان|انه|انها|بان|قد|لقد|كما|ثم)\s+|كان(?:ت|ا|وا)?\s+قد\s+)*[وف]?(?:كان(?:ت)?\s+(?:\S+\s+){1,4}قد\s+)?"
)
#: A Korean clause ends in its verb: words before a date are as far as these many code points more.
_KOREAN_REACH, _KOREAN_BEFORE = 60, 40
#: A statement gives way to any act as clear as itself.
_STATEMENT, _CONTEXT = 0.6, 0.75
#: Added where a place is named at which such acts are.
_THERE = 0.7
#: A verb tells what is done more surely than a noun beside it.
_VERB = 0.5
#: In Korean, where the verb ends the clause, more so; but not that something is said besides.
_LAST_VERB = 1.1
#: A Russian verb in the past or the future; nouns that end like one are none.
_RUSSIAN_VERB = re.compile(
    r"(?!(?:протокол|футбол|персонал|капитал|материал|журнал|арсенал|генерал|фестивал|визит|саммит|кредит|лимит|транзит"
    r"|запрет|билет|балет|пакет|бюджет|комитет|кабинет|университет|мандат|солдат|депутат|аппарат|институт|маршрут)\b)"
    r"[а-я]{2,}(?:л|ла|ло|ли|ет|ит|ут|ют|ат|ят)(?:сь|ся)?\b"
)
#: An English verb in a past or perfect form, or behind its auxiliary or "to"; not behind what leads a noun.
_ENGLISH_VERB = re.compile(
    r"(?:[a-z]{2,}(?<!e)ed|met|flew|sent|held|left|went|came|saw|took|gave|made|put|shot|blew|sold|bought|built|paid|fell"
    r"|rose|grew|lost|won|fought|hit|struck|froze|broke|drew|drove|rode|spoke|told|wrote|sank|hosts|meets|visits"
    r"|arrives|leaves|flies|heads|travels|signs|sends|launches|fires|tests|opens|receives|welcomes|returns)\b"
)
_BEFORE = 12
_AUXILIARY = re.compile(
    r"\b(?:to|will|would|has|have|had|was|were|is|are|be|been|being|may|might|could|did|not) \Z"
)
_LEADS_NOUN = re.compile(
    r"\b(?:a|an|the|of|its|his|her|their|by|from|with|this|that|those|these|'s|newly|north|south|russian|korean) \Z"
)
#: A Korean clause ends in its verb: what stands in so many last code points.
_KOREAN_VERB = 12
#: An act in the background (what an anniversary is of, what is answered) stands so near to the word.
_SHIELD = 24
#: What a treaty is about stands this near before it in Korean.
_SUBJECT = 8
#: "After the talks he left": an act this near behind such a word is no news, unless a date this near
#: behind it is its own.
_ASIDE, _OWN_DATE = 14, 24
#: Names and words for whoever travels.
_PEOPLE = ("person", "alone", "role", "group")
_TRAVELLERS = ("delegation", "pronoun", "minister", "president", "spokesperson", "lesser")
#: A Korean object stands this near before its verb, marked so.
_OBJECT, _AS_OBJECT = 16, re.compile(r"[을를]\s|[가-힣](?:에|와의|과의)\s|라고\s|자고\s")
_PARTED = re.compile(r"[,;:]")


def category_of(
    reading: Reading, start: int, end: int, near: int, leave: Iterable[str] = ()
) -> tuple[str, list[Cue]]:
    """The category told most clearly between two offsets, the nearest to `near` among equals.

    With the cues that decided it; ("", []) where nothing tells one.
    """
    shields = reading.labelled("background", start, end) + reading.labelled("about", start, end)
    asides = reading.labelled("aside", start, end) + reading.labelled("judges", start, end)
    # where all that is told stands in the background, that is what the clause is about
    for passed in ([*shields, *asides], shields, []):
        found = _clearest(reading, start, end, near, leave, passed)
        if found[0] or not passed:
            return found
        judges = reading.labelled("judges", start, end)
        if judges and "statement" not in leave:
            return "statement", judges[:1]
    return "", []


def _clearest(
    reading: Reading, start: int, end: int, near: int, leave: Iterable[str], shields: list[Cue]
) -> tuple[str, list[Cue]]:
    topic = reading.topic
    kinds: dict[str, dict[str, list[Cue]]] = {}
    neutral = [
        (c.start, c.end) for label in ("neutral", "according") for c in reading.labelled(label, start, end)
    ]
    neutral += reading.offices
    if reading.language in ("ar", "ru"):
        # سيرغي is no سير, Медведев no медведь
        neutral += [(n.start, n.end) for n in reading.names if n.kind == "person"]
    # "the first train in four years" measures and tells what goes
    neutral += [(d.start, d.end) for d in reading.dated() if not d.timex.measures]
    for cue in reading.acts:
        if any(first <= cue.start < last for first, last in neutral):
            continue
        if reading.language == "ko" and any(name.start < cue.start < name.end for name in reading.names):
            continue  # 젤렌스키 tells no 스키
        if start <= cue.start < end and not any(_shielded(cue, shield, near, reading) for shield in shields):
            for label in cue.labels:
                category, _, kind = label.rpartition(".")
                kinds.setdefault(category, {}).setdefault(kind, []).append(cue)
    best, chosen, best_score = "", [], 0.0
    for category in sorted(kinds, key=lambda c: topic.categories[c].rank):
        if category in leave:
            continue
        score, cues = _score(kinds[category], near, category, reading.language == "ko")
        told = cues and "acts" in kinds[category] and _told_by_verb(kinds[category], start, end, reading)
        if told and (travels(reading, start, end) or not only_moves(cues, category)):
            last = reading.language == "ko" and category != "statement"
            score += _LAST_VERB if last else _VERB
        score += topic.categories[category].weight if "acts" in kinds[category] else 0.0
        hints = all(label.endswith(".things") for cue in cues for label in cue.labels)
        score += (
            _THERE if not hints and _there(reading, start, end, topic.categories[category].where) else 0.0
        )
        if score > best_score + 0.05:
            best, chosen, best_score = category, cues, score
    return best, chosen


def _there(reading: Reading, start: int, end: int, where: tuple[str, ...]) -> bool:
    """True where a state or place of `where` is named between two offsets."""
    places = reading.topic.places
    named = (n.id for n in reading.names if start <= n.start < end) if where else ()
    return any(name in where or (name in places and places[name].country in where) for name in named)


def _shielded(cue: Cue, shield: Cue, near: int, reading: Reading) -> bool:
    """True where an act is only the background of another: "70 years since the armistice".

    Not where the date stands between the two: then it is the date of that act.
    """
    if "judges" in shield.labels and reading.language == "ko":
        # the object stands before its verb: 제재 완화를 논의했다
        return 0 < shield.start - cue.end < _OBJECT and bool(
            _AS_OBJECT.search(reading.text, cue.end, shield.start)
        )
    if "judges" in shield.labels:
        return (
            shield.start < cue.start
            and not _dates_it(cue, near, reading)
            and not _PARTED.search(reading.text, shield.end, cue.start)
        )
    if "about" in shield.labels:
        # "an agreement on fishing", 어업 협정
        gap = shield.start - cue.end if reading.language == "ko" else cue.start - shield.end
        return 0 <= gap < (_SUBJECT if reading.language == "ko" else _SHIELD)
    if "aside" in shield.labels:
        own = 0 <= near - cue.end < _OWN_DATE and not _PARTED.search(reading.text, cue.end, near)
        between = reading.text[shield.end : cue.start]
        noun = len(between) < _ASIDE and len(between.split()) < 2
        return shield.end <= cue.start and noun and not own and not shield.end <= near <= cue.start
    if reading.language == "ko":
        return cue.start < shield.start < cue.end + _SHIELD and shield.end > cue.end
    own = reading.language == "ru" and 0 <= near - cue.end < 3
    return 0 < cue.start - shield.end < _SHIELD and not own and not shield.end <= near <= cue.start


def _dates_it(cue: Cue, near: int, reading: Reading) -> bool:
    """True where a date is joined to a noun: "condemned the launch of 5 May", "condemned Friday's launch"."""
    text = reading.text
    if text[cue.end : near] in (" of ", " "):
        return True
    return any(
        d.start == near < cue.start and text[d.end :].startswith(("'s ", "' ")) for d in reading.dated()
    )


def _score(kinds: dict[str, list[Cue]], near: int, category: str, verb_last: bool) -> tuple[float, list[Cue]]:
    acts, things = kinds.get("acts", []), kinds.get("things", [])
    verbs = [*kinds.get("verbs", ()), *kinds.get("takes", ())]
    score, used = 0.0, []
    if acts:
        score, used = _ACT, acts
    elif things and verbs:
        score, used = _BOTH, [_nearest(things, near), _nearest(verbs, near)]
    elif things:
        score, used = _THING, things
    if not used:
        return 0.0, []
    if acts and things and verbs:
        score += 0.5
    behind = [cue for cue in used if cue.start >= near] if verb_last else used
    nearest = _nearest(behind or used, near)
    distance = min(abs(nearest.start - near), abs(nearest.end - near))
    if not behind:
        distance += _KOREAN_BEFORE
    score -= _FAR * min(1.0, distance / (_KOREAN_REACH if verb_last else _REACH))
    if category == "statement":
        score -= _STATEMENT
    elif category == "other":
        score -= _CONTEXT
    return score, [nearest] if acts else used


def _told_by_verb(kinds: dict[str, list[Cue]], start: int, end: int, reading: Reading) -> bool:
    """True where a verb is among the words of a category, or its act stands where the verb does."""
    cues = [cue for kind in ("acts", "verbs", "takes") for cue in kinds.get(kind, ())]
    if reading.language == "ko":
        return any(cue.end > end - _KOREAN_VERB for cue in cues)
    if reading.language == "ar":
        first = start + len(_BEFORE_VERB.match(reading.text, start, end)[0])  # type: ignore[index]
        return any(cue.start <= first < cue.end or cue.start == first for cue in cues)
    if reading.language == "en":
        return any(_is_english_verb(cue, reading.text) for cue in cues)
    return reading.language == "ru" and any(_RUSSIAN_VERB.search(cue.text) for cue in cues)


def only_moves(cues: Iterable[Cue], category: str) -> bool:
    """True where anything that moves is told so: "arrived", "left the station", not "visited"."""
    return all(f"{category}.moves" in cue.labels or f"{category}.acts" not in cue.labels for cue in cues)


def travels(reading: Reading, start: int, end: int) -> bool:
    """True where someone who travels is told of between two offsets: by name, by office, as a delegation."""
    named = any(start <= n.start < end and n.kind in _PEOPLE for n in reading.names)
    return named or any(reading.labelled(label, start, end) for label in _TRAVELLERS)


def _is_english_verb(cue: Cue, text: str) -> bool:
    before = max(0, cue.start - _BEFORE)
    if _LEADS_NOUN.search(text, before, cue.start):
        return False
    return bool(_ENGLISH_VERB.match(cue.text) or _AUXILIARY.search(text, before, cue.start))


def _nearest(cues: list[Cue], near: int) -> Cue:
    return min(cues, key=lambda cue: (abs(cue.start - near), cue.start))
