"""Arabic, English and Russian: the words of reporting stand before the words reported, behind or among them."""

from __future__ import annotations

import re

from timeline.events.people import joined
from timeline.events.reading import Reading
from timeline.events.speech.report import Report, behind_last, next_of
from timeline.events.speech.unlisted import closes, unlisted
from timeline.topics.cues import Cue

#: How far behind a word of reporting its "that" may stand, in code points.
_THAT_REACH = 200
_BE = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+ly)? \Z")
_THAT_BEHIND = re.compile(r"[^,.;]{0,24}\bthat\b")
_BREAK = re.compile(r"[;\n]")
_COLON = re.compile(r":\s")
_COMMA = re.compile(r",(?!\d)|\s-\s|[()]")
_TURN = re.compile(r",\s(?:but|and|while|although)\s|;|,\s(?:но|а|и|однако)\s")
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
#: What an Arabic article goes on with behind the words reported.
_OWN_WORDS = re.compile(r",\s(?:وكان|وكانت|وكانوا|وقد|فقد|بينما|فيما|في حين|علما)\s")
_AND = {
    "en": re.compile(r" and (?:had |has |have |then |also |later )?\Z"),
    "ru": re.compile(
        r" и (?:(?:не|ни) раз[уа]? |затем |потом |тут же |там |там же |тогда же |уже |вновь |снова |также |сразу |лично |дважды |после этого )?\Z"
    ),
}
#: What may stand between a comma and an Arabic verb that reports what stands before: «..., كما قال».
_AS = ("", "كما", "حسبما", "مثلما", "على ما", "وفق ما", "بحسب ما", "حسب ما", "هكذا")
#: Words of reporting between two commas are no longer than this.
_ASIDE = 40


def find(reading: Reading) -> list[Report]:
    text = reading.text
    size = len(text)
    found: list[Report] = []
    verbs = [
        cue
        for cue in reading.words
        if cue.start >= reading.start
        and {"said", "says_if", "denied", "according"} & set(cue.labels)
        and "skip" not in cue.labels
    ]
    verbs = [cue for cue in verbs if not _is_noun_of_act(cue, reading) and not _passive(cue, reading)]
    verbs = [cue for cue in verbs if "says_if" not in cue.labels or _speaks(cue, reading)]
    verbs = sorted([*verbs, *unlisted(reading, verbs)], key=lambda cue: cue.start)
    skip_until = 0
    for index, verb in enumerate(verbs):
        if verb.start < skip_until:
            continue
        following = verbs[index + 1].start if index + 1 < len(verbs) else size
        if "according" in verb.labels:
            zone_end = next_of(_COMMA, text, verb.end, size)
            that = _that(reading, verb.end, min(zone_end + 1, size))
            if that is not None:
                zone_end = that
            zone_end = _source_end(reading, verb.end, zone_end)
            rest = (
                (zone_end, size)
                if verb.start - _clause_start(text, verb.start) < 4 and verb.start < 12
                else (0, verb.start)
            )
            if reading.language == "ru" and text[: verb.start].endswith(", ") and text[zone_end:][:1] == ",":
                rest = (0, size)  # «3 сентября, по ее словам, ...»: what stands on both sides
            found.append(Report(verb, (verb.start, zone_end), rest))
            skip_until = zone_end
            continue
        left = reading.start
        if found:
            inside = found[-1].content[1] > verb.start
            left = max(left, found[-1].content[0] if inside else max(found[-1].zone[1], found[-1].content[1]))
            left = min(left, verb.start)
        left = max(left, behind_last(_BREAK, text, left, verb.start))
        if reading.language == "ar" and text[left : verb.start].endswith((" و", ",و")):
            # "met him on Monday and said": the date is the meeting's
            left = verb.start
        colon = behind_last(_COLON, text, left, verb.start)
        dated = any(left <= d.start < colon for d in reading.dated())
        if dated and any(left <= cue.start < colon and _is_act(cue) for cue in reading.acts):
            left = colon  # "the talks were held on Monday: the ministers said ..."
        act_before = any(
            left <= cue.start < verb.start and _is_act(cue) for cue in reading.acts
        )  # fmt: skip
        joined_by = _AND.get(reading.language) if act_before else None
        if joined_by and joined_by.search(text, left, verb.start):
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
        comma = next_of(_COMMA, text, verb.end, size)
        promise = (
            _INFINITIVE.search(text, verb.end, min(comma, following)) if reading.language == "ru" else None
        )
        if promise:
            # "promised in May to send": what is promised or asked for
            found.append(
                Report(
                    verb,
                    (start, promise.start()),
                    (promise.start(), next_of(_TURN, text, promise.end(), size)),
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
        led = (
            (reading.language == "ar" and text[clause : verb.start].strip() not in _AS)
            or reading.labelled("when", clause, verb.start)
            or reading.labelled("relative", clause, verb.start)
        )
        ends = (
            reading.language == "en" and clause > left and "said" in verb.labels and closes(reading, verb.end)
        )
        if (ends or (act_before and clause > left and comma - verb.end < 60)) and not led:
            found.append(Report(verb, (clause, comma), (left, clause)))
            continue
        subject = (
            _bare_content(reading, verb) if reading.language == "en" or "denied" in verb.labels else None
        )
        if subject is not None:
            found.append(Report(verb, (start, subject), (subject, next_of(_TURN, text, subject, size))))
        else:
            end = _object_end(reading, verb, size)
            dates = [d for d in reading.dated() if verb.end <= d.start < end]
            if len(dates) > 1 and reading.language == "ar":
                # "announced on Friday the transfer of soldiers between 8 and 13 October"
                found.append(Report(verb, (start, dates[0].end), (dates[0].end, end)))
            else:
                found.append(Report(verb, (start, end), (0, 0)))
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


def _passive(verb: Cue, reading: Reading) -> bool:
    """True for "will be posted to Kursk", "was told to leave": its subject says nothing."""
    if reading.language != "en" or "said" not in verb.labels:
        return False
    return bool(_BE.search(reading.text, 0, verb.start)) and not _THAT_BEHIND.match(reading.text, verb.end)


def _speaks(verb: Cue, reading: Reading) -> bool:
    """True where a verb that may tell an act as well has a "that", a colon or a quotation behind it.

    Or the words reported before it: «..., отметил Песков», "..., he added".
    """
    if reading.language == "ru" and reading.text[: verb.start].endswith((", ", "- ")):
        return True
    if reading.language == "en" and closes(reading, verb.end):
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
        return _own_words(reading, that, size)
    break_at = _clause_start(reading.text, following)
    return break_at if break_at > that + 10 else size


def _own_words(reading: Reading, start: int, end: int) -> int:
    """Where an Arabic article goes on in words of its own: «..., وكان قد زارها», «..., بينما بلغ»."""
    if reading.language != "ar":
        return end
    turn = _OWN_WORDS.search(reading.text, start + 10, end)
    return turn.start() if turn else end


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
    stops.append(next_of(_TURN, reading.text, verb.end, size))
    stops.append(_own_words(reading, verb.end - 10, size))
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
