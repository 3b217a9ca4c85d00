"""Korean: the words of reporting stand at the end of their sentence."""

from __future__ import annotations

import re
from functools import cache

from timeline.events import cues
from timeline.events.reading import Dated, Reading
from timeline.events.speech.report import Report, behind_last, next_of
from timeline.topics.cues import Cue, CueScanner

_SUBJECT = re.compile(r"[가-힣\w)]+(?:은|는|이|가)(?=\s)")
_STOP = re.compile(r"[,.]|다가\s")
#: The rest of a Korean clause behind "that", with its verb in the active past.
_ENDING = re.compile(
    r"(?:\s+[가-힣]+){0,3}?\s+(?P<verb>[가-힣]*[았었했였렸났냈췄쳤켰겼봤왔갔놨섰웠](?<!받았)(?<!되었)(?<!불렸))(?:다|습니다|고|으며|지만|으나)[.,]"
)
#: Behind a date: a span of what is said, not the day of saying.
_SPANS = ("안에", "까지", "부터", "사이", "이내", "중 ", "중에")
_THEN_QUOTED = re.compile(r"[가-힣](?:고|며|면서)\s+(?=[\"'])")
#: Whoever speaks met someone, not the press.
_MET = re.compile(r"(?<!기자들과 )(?<!기자들을 )(?<!취재진과 )(?<!취재진을 )(?:만나|만나서|찾아가)\s")
_NEAR_THAT = 40
#: A Korean verb of fewer syllables begins its word.
_WHOLE_VERB = 3
#: "...했고, " ends a clause of its own (the comma tells it from a chain of verbs), and so does "... 데 대해".
_CHAINED = re.compile(r"[가-힣](?:고|며|지만|으나|는데),\s|(?:데|것에|사실에) (?:대해|대한)")
#: A noun, not a clause, is what is said: "소문이라고 일축했다"; or an order: "멈추라고 촉구했다".
_NOMINAL = re.compile(r"(?<!계획)(?<!예정)(?<!것)(?<!방침)(?<!전망)(?<! 중)(?:이라고|라고|라며|이라며)")
#: A time of day behind a date: the hour of the act, not of the saying.
_HOUR = re.compile(r"\s?(?:오전|오후|새벽|낮|밤|저녁|아침)?\s?\d{1,2}시")
#: What is reported is over: "-았다고".
_PAST = re.compile(r"[가-힣]*[았었했였렸났냈췄쳤켰겼봤왔갔놨섰웠졌됐](?:다고|다며|다는|음을)")
#: What is said is told of a day, or of a week; a month dates what was done.
_DAYS = 7
#: Between two dates: each has its act (3일 떠났고 6일 도착했다고).
_PARALLEL = re.compile(r"[가-힣](?:고|며|면서|지만|으나|데 이어|데 이은|뒤|후|다가),?\s")
_WEAK_SUBJECT = re.compile(r"[가-힣\w)]+[이가](?=\s)")


def find(reading: Reading) -> list[Report]:
    text = reading.text
    found: list[Report] = []
    start = 0
    for verb in sorted([*reading.words, *_unlisted(reading)], key=lambda cue: cue.start):
        if "says_if" in verb.labels and not _behind_that(verb, start, text):
            continue
        if "according" in verb.labels:
            found.append(Report(verb, (start, verb.end), (verb.end, len(text))))
            start = verb.end
        elif {"said", "says_if", "denied"} & set(verb.labels) and not _tail_of_verb(verb, text):
            found.append(_korean_report(reading, verb, start))
            start = verb.end
    return found


@cache
def _thats() -> CueScanner:
    """Finds the Korean "that" alone: the words of a plan may hold it (방문한다고)."""
    return CueScanner("ko", {"that": cues.words("ko", "that")})


def _unlisted(reading: Reading) -> list[Cue]:
    """Verbs of saying that no list has: whatever active past verb ends a clause behind "that"."""
    text = reading.text
    found = []
    for that in _thats().find(text):
        match = _ENDING.match(text, that.end)
        if not match or that.text == "것으로":
            continue
        known = any(
            that.end <= cue.start < match.end() and {"said", "denied", "hearsay"} & set(cue.labels)
            for cue in reading.words
        )
        # 한다는 조약을 체결했다: the noun behind "that" and its verb tell the act
        known = known or (
            that.text == "다는"
            and any(
                that.end <= cue.start < match.end()
                and any(n.endswith(".acts") and not n.startswith("statement") for n in cue.labels)
                for cue in reading.acts
            )
        )
        if not known:
            found.append(Cue(match.start("verb"), match.end("verb"), ("said",), match["verb"]))
    return found


def _behind_that(verb: Cue, start: int, text: str) -> bool:
    """True where a verb that may tell an act as well has a "that" right before it."""
    return any(verb.start - cue.end < _NEAR_THAT for cue in _thats().find(text, start, verb.start))


def _tail_of_verb(verb: Cue, text: str) -> bool:
    """True where a short verb is the end of another: 둘러봤다 is no 봤다."""
    return len(verb.text) < _WHOLE_VERB and "that" not in verb.labels and text[verb.start - 1 :][:1].isalnum()


def _korean_report(reading: Reading, verb: Cue, start: int) -> Report:
    text = reading.text
    marks = [cue for cue in _thats().find(text, start, verb.start) if verb.start - cue.end < 40]
    if "that" in verb.labels:
        marks = [verb]
    end = next_of(_STOP, text, verb.end, len(text))
    if not marks:
        return Report(verb, (behind_last(_CHAINED, text, start, verb.start), end), (0, 0))
    that = marks[-1]
    tail = (that.end, end)
    late = _SUBJECT.search(text, that.end, verb.start)
    if late:
        return Report(verb, tail, (start, that.end))
    first = next((m for m in _SUBJECT.finditer(text, start, that.start) if not _is_date(m, reading)), None)
    if not first:
        return Report(verb, tail, (behind_last(_CHAINED, text, start, that.start), that.end))
    met = _THEN_QUOTED.search(text, first.end(), that.start) or _MET.search(text, first.end(), that.start)
    if met:
        # "met the minister on the 1st and said ...": the date is the meeting's
        return Report(verb, tail, (met.end(), that.end))
    second = _second_subject(reading, first.end(), that.start)
    chained = behind_last(_CHAINED, text, first.end(), that.start)
    if first.end() < chained and (second is None or second >= chained) and '"' not in text[start:chained]:
        # "failed in May, and said it would try again": the first clause is no one's words
        return Report(verb, tail, (chained, that.end))
    dates = [d for d in reading.dated() if first.end() <= d.start < that.start]
    of_act = bool(dates) and _dates_the_act(dates[0], that, reading)
    of_act = of_act or (len(dates) > 1 and bool(_PARALLEL.search(text, dates[0].end, dates[1].start)))
    if second is not None and not of_act:
        zone_end = second
    elif (
        dates
        and not of_act
        and (_NOMINAL.match(text, that.start) or _dates_the_words(dates[0], first.end(), that.end, reading))
    ):
        zone_end = dates[0].end
    else:
        zone_end = first.end()
    return Report(verb, (start, zone_end), (zone_end, that.end), tail=tail)


def _is_date(subject: re.Match[str], reading: Reading) -> bool:
    """True for a date with a particle: 올해는."""
    return any(d.start < subject.end() and subject.start() < d.end for d in reading.dated())


def _dates_the_act(dated: Dated, that: Cue, reading: Reading) -> bool:
    """True for a date with an hour, and for a month or a year where what is reported is over."""
    text = reading.text
    if _HOUR.match(text, dated.end) or "시" in text[dated.start : dated.end]:
        return True
    value = dated.timex.value
    coarse = value is not None and (value.latest - value.earliest).days > _DAYS
    return coarse and bool(_PAST.search(text, dated.end, that.end))


def _dates_the_words(dated: Dated, behind: int, that: int, reading: Reading) -> bool:
    """True where a date right behind whoever speaks dates the saying: no other date does, no span begins."""
    text = reading.text
    if text[behind : dated.start].strip(" 오지난") or text[dated.end :].lstrip().startswith(_SPANS):
        return False
    return not any(other.start >= that for other in reading.dated())


def _second_subject(reading: Reading, start: int, end: int) -> int | None:
    """Where the subject of the words reported stands: a name with a subject's particle, or a noun."""
    named = [
        n.start for n in reading.names
        if start <= n.start < end and reading.text[n.start : n.end].endswith(("은", "는", "이", "가"))
    ]  # fmt: skip
    noun = _WEAK_SUBJECT.search(reading.text, start, end)
    return min([*named, *([noun.start()] if noun else [])], default=None)
