"""Who says what in a sentence: the words of reporting, and the words reported.

A date among the words of reporting dates the statement; a date among the words reported dates
what is claimed. Korean reports at the end of its sentence, the others before or after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from timeline.events import cues
from timeline.events.people import joined, located
from timeline.events.reading import Dated, Reading
from timeline.topics import Match
from timeline.topics.cues import Cue, CueScanner

#: How far behind a word of reporting its "that" may stand, in code points.
_THAT_REACH = 200
_BREAK = re.compile(r"[;\n]")
_COMMA = re.compile(r",(?!\d)|\s-\s|[()]")
_TURN = re.compile(r",\s(?:but|and|while|although)\s|;|,\s(?:но|а|и|однако)\s")
#: "An official at the White House": the house stands this near behind.
_HOUSE_REACH = 12
#: "A North Korean defence official": one word may stand between.
_PHRASE_GAP = 14
#: A Russian infinitive; nouns and numbers that end like one are none.
_INFINITIVE = re.compile(
    r"(?<!\w)(?:не )?(?!(?:пять|девять|десять|[а-я]+дцать|печать|память|мать|смерть|путь|сеть|треть|четверть|нефть)(?!\w))"
    r"(?:[а-я]{2,}(?<!с)ть|[а-я]{3,}(?:ться|сти|йти|чься)|помочь)(?!\w)"
)
_QUOTE = re.compile(r":(?!\d)|\"")
_BEFORE_DEMONSTRATIVE = frozenset(
    [
        "but",
        "and",
        "of",
        "in",
        "on",
        "for",
        "after",
        "since",
        "before",
        "with",
        "from",
        "by",
        "at",
        "to",
        "during",
        "about",
    ]
)
#: How near behind a verb that may tell an act its "that" stands, and behind any verb its date.
_NEAR_THAT, _NEAR_DATE = 90, 5
_WORD = re.compile(r"\s+([a-z0-9][\w'-]*)")
_AT_LEAST = re.compile(r"at (?:least|most)|in (?:all|total)\b")
#: Who a headline begins with, before its colon: at most five words, of a kind that speaks.
_HEAD = re.compile(r"(?:[^\W\d][\w'-]*\s?){1,5}:(?=\s)")
_HEADED = ("person", "alone", "role", "institution", "state")
#: A clause without "that" begins with none of these, and has so many words.
_BEFORE_NO_CLAUSE = _BEFORE_DEMONSTRATIVE | frozenset(
    ["as", "when", "where", "who", "which", "that", "while", "without", "under", "little", "nothing", "so"]
)
_SHORTEST_CLAUSE = 4
_SUBJECT = re.compile(r"[가-힣\w)]+(?:은|는|이|가)(?=\s)")
_SUBJECT_PARTICLES = ("은", "는", "이", "가", "도", "에서")
#: Words of reporting between two commas are no longer than this.
_ASIDE = 40
_STOP = re.compile(r"[,.]|다가\s")
#: The rest of a Korean clause behind "that", with its verb in the active past.
_ENDING = re.compile(
    r"(?:\s+[가-힣]+){0,3}?\s+(?P<verb>[가-힣]*[았었했였렸났냈췄쳤켰겼봤왔갔놨섰웠](?<!받았)(?<!되었)(?<!불렸))(?:다|습니다|고|으며|지만|으나)[.,]"
)
#: Behind a date: a span of what is said, not the day of saying.
_SPANS = ("안에", "까지", "부터", "사이", "이내", "중 ", "중에")
_THEN_QUOTED = re.compile(r"[가-힣](?:고|며|면서)\s+(?=[\"'])")
#: A Korean verb of fewer syllables begins its word.
_WHOLE_VERB = 3
#: "...했고, " ends a clause of its own (the comma tells it from a chain of verbs), and so does "... 데 대해".
_CHAINED = re.compile(r"[가-힣](?:고|며|지만|으나|는데),\s|(?:데|것에|사실에) (?:대해|대한)")
#: A noun, not a clause, is what is said: "소문이라고 일축했다"; or an order: "멈추라고 촉구했다".
_NOMINAL = re.compile(r"(?<!계획)(?<!예정)(?<!것)(?<!방침)(?<!전망)(?<! 중)(?:이라고|라고|라며|이라며)")
_WEAK_SUBJECT = re.compile(r"[가-힣\w)]+[이가](?=\s)")


@dataclass(frozen=True, slots=True)
class Report:
    """`zone` holds who reports and when, `content` what is reported; (0, 0) where there is none.

    `speakers` are names within the zone; `words` the zone's own words where it names no one.
    """

    verb: Cue
    zone: tuple[int, int]
    content: tuple[int, int]
    speakers: tuple[Match, ...] = ()
    words: tuple[int, int] = (0, 0)
    #: More of the zone, behind the words reported.
    tail: tuple[int, int] = (0, 0)
    #: "Did not deny" denies nothing.
    negated: bool = False

    @property
    def denies(self) -> bool:
        return "denied" in self.verb.labels and not self.negated

    def tells(self, offset: int) -> bool:
        """True where an offset is among the words of reporting."""
        return any(start <= offset < end for start, end in (self.zone, self.tail))

    @property
    def announces(self) -> bool:
        return "announce" in self.verb.labels


def reports(reading: Reading) -> list[Report]:
    """The reports of a sentence, in order of their words of reporting."""
    found = _korean(reading) if reading.language == "ko" else _others(reading)
    return [_attributed(report, reading) for report in found]


def _others(reading: Reading) -> list[Report]:
    text = reading.text
    size = len(text)
    found: list[Report] = []
    verbs = [
        cue
        for cue in reading.words
        if cue.start >= reading.start and {"said", "says_if", "denied", "according"} & set(cue.labels)
    ]
    verbs = [cue for cue in verbs if not _is_noun_of_act(cue, reading)]
    verbs = [cue for cue in verbs if "says_if" not in cue.labels or _speaks(cue, reading)]
    skip_until = 0
    for index, verb in enumerate(verbs):
        if verb.start < skip_until:
            continue
        following = verbs[index + 1].start if index + 1 < len(verbs) else size
        if "according" in verb.labels:
            zone_end = _next(_COMMA, text, verb.end, size)
            that = _that(reading, verb.end, min(zone_end + 1, size))
            if that is not None:
                zone_end = that
            zone_end = _source_end(reading, verb.end, zone_end)
            rest = (
                (zone_end, size)
                if verb.start - _clause_start(text, verb.start) < 4 and verb.start < 12
                else (0, verb.start)
            )
            found.append(Report(verb, (verb.start, zone_end), rest))
            skip_until = zone_end
            continue
        left = reading.start
        if found:
            inside = found[-1].content[1] > verb.start
            left = max(left, found[-1].content[0] if inside else max(found[-1].zone[1], found[-1].content[1]))
            left = min(left, verb.start)
        left = max(left, _last(_BREAK, text, left, verb.start))
        if reading.language == "ar" and text[left : verb.start].endswith((" و", ",و")):
            # "met him on Monday and said": the date is the meeting's
            left = verb.start
        act_before = any(
            left <= cue.start < verb.start and _is_act(cue) for cue in reading.acts
        )  # fmt: skip
        if act_before and reading.language == "en" and text[left : verb.start].endswith(" and "):
            # "visited Moscow in May and promised": the date is the visit's
            left, act_before = verb.start, False
        that = _that(reading, verb.end, min(following, verb.end + _THAT_REACH))
        if that is None and following < size and following - verb.end < 40:
            that = _that(reading, verb.end, min(size, verb.end + _THAT_REACH))
        clause = _clause_start(text, verb.start)
        if reading.language == "ar":
            leads = [c.start for c in reading.labelled("when", left, verb.start)]
            clause = max([clause, *leads])
        elif led := [c.start for c in reading.labelled("when", left, verb.start) if c.text == "when"]:
            clause = left = max(left, led[-1])
        bare = _clause_said(reading, verb)
        start = max(left, clause) if act_before or (found and found[-1].content[1] > verb.start) else left
        if bare is not None and (that is None or bare < that):
            found.append(Report(verb, (start, bare), (bare, _content_end(reading, bare, following, size))))
            continue
        if that is not None:
            content_end = _content_end(reading, that, following, size)
            close = text.find('"', that + 1, content_end) if text[that] == '"' else -1
            tail = (
                (close, content_end) if close > 0 and text[close + 1 : content_end].strip(" .,") else (0, 0)
            )
            found.append(Report(verb, (start, that), (that, tail[0] or content_end), tail=tail))
            continue
        comma = _next(_COMMA, text, verb.end, size)
        promise = (
            _INFINITIVE.search(text, verb.end, min(comma, following)) if reading.language == "ru" else None
        )
        if promise:
            # "promised in May to send": what is promised or asked for
            found.append(
                Report(
                    verb, (start, promise.start()), (promise.start(), _next(_TURN, text, promise.end(), size))
                )
            )
            continue
        aside = left < clause and text[clause : verb.start].count(" ") < 2 and comma - verb.end < _ASIDE
        if reading.language == "ru" and aside and text[comma : comma + 1] == ",":
            # "several, Kyiv believes, fell on the city": what stands on both sides is reported
            found.append(Report(verb, (clause, comma), (left, size)))
            skip_until = comma
            continue
        if (
            act_before
            and clause > left
            and not text[clause : verb.start].strip()
            and reading.language == "en"
        ):
            continue  # "a team, announced on Monday": no one speaks here
        led = reading.labelled("when", clause, verb.start) or reading.labelled("relative", clause, verb.start)
        closes = reading.language == "en" and clause > left and _closes(reading, verb)
        if (closes or (act_before and clause > left and comma - verb.end < 60)) and not led:
            found.append(Report(verb, (clause, comma), (left, clause)))
            continue
        subject = (
            _bare_content(reading, verb) if reading.language == "en" or "denied" in verb.labels else None
        )
        if subject is not None:
            found.append(Report(verb, (start, subject), (subject, _next(_TURN, text, subject, size))))
        else:
            found.append(Report(verb, (start, _object_end(reading, verb, size)), (0, 0)))
    headed = None if found else _headed(reading)
    return [headed] if headed else found


def _headed(reading: Reading) -> Report | None:
    """Whoever stands before a colon at the head: "Seoul's spies: a hundred soldiers died"."""
    colon = _HEAD.match(reading.text, reading.start)
    if colon is None:
        return None
    start, end = reading.start, colon.end()
    if any(start <= c.start < end and _is_act(c) for c in reading.acts):
        return None
    speaks = any(n.kind in _HEADED for n in reading.names if start <= n.start < end)
    if not speaks and not reading.labelled("sayer", start, end):
        return None
    return Report(Cue(start, end - 1, ("said",), colon[0][:-1]), (start, end), (end, len(reading.text)))


def _past_date(reading: Reading, at: int) -> int:
    """The offset behind a date that stands right here: "said Monday", «نفت بيونغ يانغ في 8 نوفمبر»."""
    for dated in reading.dated():
        if 0 <= dated.start - at < _NEAR_DATE:
            at = dated.end
    return at


def _closes(reading: Reading, verb: Cue) -> bool:
    """True where nothing but a date stands behind a word of reporting: "..., Zakharova said Friday."."""
    rest = reading.text[verb.end :]
    for dated in reading.dated():
        if dated.start >= verb.end:
            rest = rest.replace(reading.text[dated.start : dated.end], "")
    return "said" in verb.labels and rest.strip(' .on"') == ""


def _source_end(reading: Reading, start: int, end: int) -> int:
    """Where the source ends that no comma parts from its words: «بحسب كيربي عادت العربات ...»."""
    if reading.language != "ar":
        return end
    acts = [c.start for c in reading.acts if start < c.start < end and _is_act(c)]
    named = [n for n in reading.names if start <= n.start < end and n.kind != "adjective"]
    sayers = reading.labelled("sayer", start, end)
    if sayers and acts and (not named or sayers[0].start < named[0].start):
        behind = [at for at in acts if at > sayers[0].end]
        return behind[0] if behind else end
    if not named or not any(at > named[0].end for at in acts):
        return end
    last = named[0]
    for name in named[1:]:
        if name.start - last.end > 1 and not joined(last, name, reading):
            break
        last = name
    return last.end


def _speaks(verb: Cue, reading: Reading) -> bool:
    """True where a verb that may tell an act as well has a "that", a colon or a quotation behind it.

    Or, in Russian, the words reported before it: «..., отметил Песков».
    """
    if reading.language == "ru" and reading.text[: verb.start].endswith((", ", "- ")):
        return True
    that = _that(reading, verb.end, verb.end + _NEAR_THAT)
    return that is not None and not _COMMA.search(reading.text[verb.end : that].rstrip(" ,"))


def _clause_said(reading: Reading, verb: Cue) -> int | None:
    """Where the words reported begin right behind "said" and its date: "said Monday the visit was off"."""
    if "clausal" not in verb.labels:
        return None
    text, at = reading.text, _past_date(reading, verb.end)
    word = _WORD.match(text, at)
    if (
        word is None
        or (word[1] in _BEFORE_NO_CLAUSE and not _AT_LEAST.match(text, word.start(1)))
        or len(text[word.start(1) :].split()) < _SHORTEST_CLAUSE
    ):
        return None
    return word.start(1)


def _is_act(cue: Cue) -> bool:
    return any(
        label.endswith((".acts", ".verbs", ".takes")) and not label.startswith("statement")
        for label in cue.labels
    )


def _is_noun_of_act(cue: Cue, reading: Reading) -> bool:
    """True where the words are part of a name or of the words of an act: "wrote off"."""
    acts = [(act.start, act.end) for act in reading.acts if _is_act(act)]
    return any(
        start <= cue.start < end and end - start > cue.end - cue.start
        for start, end in [*acts, *((name.start, name.end + 1) for name in reading.names)]
    )


def _that(reading: Reading, start: int, end: int) -> int | None:
    """Where the words reported begin: behind "that", a colon or an opening quotation mark."""
    text = reading.text
    words = [cue.start for cue in reading.labelled("that", start, end) if not _demonstrative(cue, reading)]
    marks = [m.start() for m in _QUOTE.finditer(text, start, end)]
    return min(words + marks, default=None)


def _demonstrative(cue: Cue, reading: Reading) -> bool:
    """True where English "that" points at a noun: "but that pact", "on that day"."""
    before = reading.text[max(0, cue.start - 10) : cue.start].split()
    return reading.language == "en" and bool(before) and before[-1] in _BEFORE_DEMONSTRATIVE


def _content_end(reading: Reading, that: int, following: int, size: int) -> int:
    """Reported words go on to the end of the sentence, or to the next report's own clause."""
    if following >= size:
        return size
    break_at = _clause_start(reading.text, following)
    return break_at if break_at > that + 10 else size


def _bare_content(reading: Reading, verb: Cue) -> int | None:
    """Where the words reported begin without a "that": at a name with an act behind it."""
    behind = [name for name in reading.names if name.start >= verb.end]
    if reading.language == "ar" and behind and len(reading.text[verb.end : behind[0].start].split()) < 3:
        # the verb comes first: the name behind it is who speaks
        start = _past_date(reading, behind[0].end)
        return start if any(c.start >= start and _is_act(c) for c in reading.acts) else None
    for name in behind:
        if any(cue.start >= name.end and _is_act(cue) for cue in reading.acts):
            return name.start
    if "denied" in verb.labels and any(cue.start >= verb.end and _is_act(cue) for cue in reading.acts):
        return verb.end
    return None


def _object_end(reading: Reading, verb: Cue, size: int) -> int:
    """A word of reporting with no words reported holds what stands up to the next clause."""
    stops = [cue.start for cue in reading.labelled("when", verb.end)] + [
        cue.start for cue in reading.labelled("relative", verb.end)
    ]
    stops.append(_next(_TURN, reading.text, verb.end, size))
    if reading.language == "ar":
        stops += [
            cue.start - 1
            for cue in reading.acts
            if cue.start > verb.end and reading.text[: cue.start].endswith((" و", " ف"))
        ]
    return min((s for s in stops if s > verb.end + 3), default=size)


def _clause_start(text: str, at: int) -> int:
    """The offset behind the last comma, dash or bracket before an offset."""
    return max((m.end() for m in _COMMA.finditer(text, 0, at)), default=0)


def _next(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.search(text, start, end)
    return match.start() if match else end


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((m.end() for m in pattern.finditer(text, start, end)), default=start)


# ------------------------------------------------------------------------------------ Korean


def _korean(reading: Reading) -> list[Report]:
    text = reading.text
    found: list[Report] = []
    start = 0
    for verb in sorted([*reading.words, *_unlisted(reading)], key=lambda cue: cue.start):
        if "according" in verb.labels:
            found.append(Report(verb, (start, verb.end), (verb.end, len(text))))
            start = verb.end
        elif {"said", "denied"} & set(verb.labels) and not _tail_of_verb(verb, text):
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
        if not known:
            found.append(Cue(match.start("verb"), match.end("verb"), ("said",), match["verb"]))
    return found


def _tail_of_verb(verb: Cue, text: str) -> bool:
    """True where a short verb is the end of another: 둘러봤다 is no 봤다."""
    return len(verb.text) < _WHOLE_VERB and "that" not in verb.labels and text[verb.start - 1 :][:1].isalnum()


def _korean_report(reading: Reading, verb: Cue, start: int) -> Report:
    text = reading.text
    marks = [cue for cue in _thats().find(text, start, verb.start) if verb.start - cue.end < 40]
    if "that" in verb.labels:
        marks = [verb]
    end = _next(_STOP, text, verb.end, len(text))
    if not marks:
        return Report(verb, (_last(_CHAINED, text, start, verb.start), end), (0, 0))
    that = marks[-1]
    tail = (that.end, end)
    late = _SUBJECT.search(text, that.end, verb.start)
    if late:
        return Report(verb, tail, (start, that.end))
    first = _SUBJECT.search(text, start, that.start)
    if not first:
        return Report(verb, tail, (start, that.end))
    quoted = _THEN_QUOTED.search(text, first.end(), that.start)
    if quoted:
        # "met the minister on the 1st and said ...": the date is the meeting's
        return Report(verb, tail, (quoted.end(), that.end))
    second = _second_subject(reading, first.end(), that.start)
    chained = _last(_CHAINED, text, first.end(), that.start)
    if first.end() < chained and (second is None or second >= chained) and '"' not in text[start:chained]:
        # "failed in May, and said it would try again": the first clause is no one's words
        return Report(verb, tail, (chained, that.end))
    dates = [d for d in reading.dated() if first.end() <= d.start < that.start]
    if second is not None:
        zone_end = second
    elif dates and (
        _NOMINAL.match(text, that.start) or _dates_the_words(dates[0], first.end(), that.end, reading)
    ):
        zone_end = dates[0].end
    else:
        zone_end = first.end()
    return Report(verb, (start, zone_end), (zone_end, that.end), tail=tail)


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


# ------------------------------------------------------------------------------------ speakers


def _attributed(report: Report, reading: Reading) -> Report:
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
    sayers = reading.labelled("sayer", start, end)
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
    return start, end
