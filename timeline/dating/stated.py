"""The dates that a page shows for itself: labelled lines, bare lines, banners, ages, copyrights."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from timeline.dating import days, relative
from timeline.dating.claims import Claim, Role
from timeline.dating.days import Days
from timeline.dating.page import Expression, Line, Page
from timeline.dating.words import labels
from timeline.documents.lexicon import GAP
from timeline.edtf import EdtfDate
from timeline.folding import fold_text
from timeline.models import BlockKind

#: Longest line, in code points, that can be a page's own date line.
LONGEST_LINE = 200
#: Most words besides the date in a line that still only states a date: a byline, a place, an outlet.
MOST_WORDS = 5
#: Most words besides the date in a line under the headline that surely dates the page: more is a caption.
FEW_WORDS = 2
#: Most words between a label and its date: "published by the Gazette on".
NAME_WORDS = 2
#: Furthest, in code points, that a label stands before or behind its date.
LABEL_REACH = 40
#: Labelled lines that are handed to dateparser where no rule reads them.
MOST_LINES = 3
#: What a bare date counts for where the page may be showing the day itself.
BARE_AT_FOOT = 2.0
#: What it counts for that a site's year of copyright is not before its pages: some sites forget theirs.
COPYRIGHTED = 1.0
#: What the date of a picture counts for.
PICTURED = 2.0

_WITH_YEAR = re.compile(
    r"^[ \t]*(?:(?P<label>[^\W\d_][^\n\d:：]{1,30})[:：][ \t]*)?"
    r"(?P<value>[^\n:.!?؟]{0,24}\b(?:19|20)\d\d\b[^\n.!?؟]{0,20})$",
    re.M,
)
_RIGHTS = re.compile(r"^[^\n]{0,120}\b(?P<year>(?:19|20)\d\d)\b[^\n]{0,80}$", re.M)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[+-]\d\d:?\d\d|\d+")
#: An hour behind a label.
_CLOCK = re.compile(r"[\s:|-]*\d{1,2}[:.]\d{2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://|www\.|@\w+\.")
#: Weather and rates stand beside the day on which a page is opened.
_RATES = re.compile(r"°|[$€£₽₩]\s?\d|\b(?:USD|EUR)\b")
_SENTENCE = re.compile(r"[.!?؟。…]\s*\Z")
#: Mean lengths of calendar units, in days.
_LENGTHS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
_DATE_KINDS = frozenset({"date", "numeric", "lunar", "juche", "deictic", "within", "named", "wrapped"})


#: What a date beside weather or rates counts for.
BESIDE_RATES = 1.0


def stated(page: Page) -> Iterator[Claim]:
    """A claim for each date that stands in the page's furniture or in a line of its own."""
    found = []
    for line in page.lines():
        if line.place == "foreign":
            continue
        if len(line.text) <= LONGEST_LINE and not _ADDRESS.search(line.text):
            found += _of_line(line, page)
    if not any(claim.role is Role.PUBLISHED and claim.says and claim.says.days == 1 for claim in found):
        found += _by_dateparser(page)
    yield from found
    yield from _copyrights(page)
    yield from _appended(page)


def _copyrights(page: Page) -> Iterator[Claim]:
    """The last year of each line of rights: shown, and a late bound at most."""
    for match in _RIGHTS.finditer(page.text):
        start = match.start("year")
        if page.kind_at(start) is BlockKind.FOREIGN or not labels().copyright.search(fold_text(match[0])):
            continue
        year = EdtfDate.year(int(match["year"]))
        claim = Claim(Role.COPYRIGHT, days.any_day(), year, page.span(start, match.end("year")))
        yield claim
        until = days.between(None, year.latest)
        yield replace(claim, days=until, weight=COPYRIGHTED, variant="copyright-bound")


def _appended(page: Page) -> Iterator[Claim]:
    """The first date of another article on the page: shown, and never used."""
    for expression in page.expressions:
        if (
            expression.value is not None
            and expression.explicit
            and page.kind_at(expression.start) is BlockKind.FOREIGN
        ):
            yield Claim(Role.FOREIGN, days.any_day(), expression.value, expression.span, 0)
            return


def _by_dateparser(page: Page) -> Iterator[Claim]:
    """Dates behind a label, or alone in a line at the top, that no rule reads ("12th, September 2023")."""
    known = [e for e in page.expressions if e.value is not None and e.value.days == 1]
    first, _ = page.story
    for match in islice(_WITH_YEAR.finditer(page.text), MOST_LINES):
        start = match.start()
        if page.kind_at(start) is BlockKind.FOREIGN or any(start <= e.start < match.end() for e in known):
            continue
        label = labels().label.match(fold_text(match["label"] or "").strip())
        if not label and (match["label"] or start >= first):
            continue
        day = _parsed(match["value"])
        if day:
            claim = Claim(Role.TOP_LINE, days.of(day), day, page.span(*match.span("value")))
            role = Role.TOP_LINE
            if label:
                role = Role.UPDATED if label.lastgroup == "updated" else Role.PUBLISHED
            elif page.headline and start > page.headline.start:
                role = Role.LINE
            yield from _labelled_claims(claim, role)


def _parsed(words: str) -> EdtfDate | None:
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser's own, about its own use of the standard library
        found = dateparser.parse(
            words, settings={"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
        )
    return EdtfDate.day(found.date()) if found else None


def _of_line(line: Line, page: Page) -> Iterator[Claim]:
    folded, text = _gaps(line, page), page.folded(line.start, line.end)
    whole = " ".join(folded)
    if labels().archive.search(text):
        yield from _pictured(line)
        return
    if labels().copyright.search(text):
        return
    rest = [word for word in _WORD.findall(whole) if word not in labels().clock and len(word) > 1]
    short = len(rest) <= MOST_WORDS and not (_SENTENCE.search(line.text) and len(rest) > 2)
    furniture, again = line.place != "body", labels().reprint.search(text)
    if _RATES.search(line.text) and line.place == "under":
        line = replace(line, place="top")
    roles = [
        _labelled(folded, at, line) if short or furniture else None for at in range(len(line.expressions))
    ]
    for expression, role in zip(line.expressions, roles, strict=True):
        first = expression is line.expressions[0] and not (line.place == "top" and expression.fields.weekday)
        if role is None and Role.UPDATED in roles and first and furniture:
            role = Role.PUBLISHED  # "29.11.2017 16:05 | Updated 29.11.2017 18:30"
        if expression.kind == "away":
            if furniture and len(rest) <= 1 and expression.node.rule.options.get("sign") == -1:
                yield Claim(Role.AGE, days.any_day(), None, expression.span, 0)
            continue
        claim = _claim(expression)
        if claim is None:
            continue
        if role:
            yield from _labelled_claims(claim, Role.UPDATED if again else role)
        elif (short or _alone(expression, line)) and (
            len(rest) <= FEW_WORDS or not _is_heading(expression, page)
        ):
            yield from _bare(claim, line, page, rest)


def _alone(expression: Expression, line: Line) -> bool:
    """True for a date that is a piece of its line by itself: "11 October 2025 · Gazette, issue 212"."""
    at = expression.start - line.start
    edges = [0, *(edge for gap in GAP.finditer(line.text) for edge in gap.span()), len(line.text)]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    piece = next((line.text[start:end] for start, end in pieces if start <= at < end), line.text)
    return len(_WORD.findall(piece)) <= len(_WORD.findall(expression.span.text)) + FEW_WORDS


def _pictured(line: Line) -> Iterator[Claim]:
    """A page that shows an old picture is not older than the picture."""
    for expression in line.expressions:
        if expression.value is not None and expression.explicit:
            yield Claim(
                Role.TOLD,
                days.between(expression.value.earliest, None),
                expression.value,
                expression.span,
                PICTURED,
            )


def _gaps(line: Line, page: Page) -> list[str]:
    """The folded text before each expression of the line, and behind the last."""
    edges = [line.start, *(edge for e in line.expressions for edge in (e.start, e.end)), line.end]
    return [page.folded(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def _labelled(gaps: list[str], at: int, line: Line) -> Role | None:
    """The role that the nearest label gives: before the date, else behind it, else the line above."""
    found = list(labels().label.finditer(gaps[at][-LABEL_REACH:]))
    match = found[-1] if found and _by(gaps[at][-LABEL_REACH:][found[-1].end() :]) else None
    if match is None and at + 1 == len(line.expressions):
        behind = gaps[at + 1][:LABEL_REACH].lstrip(" :|-–—,()")
        match = labels().label.match(behind)
        if match and _CLOCK.match(behind, match.end()):
            match = None  # "22 Sha'ban | last update 22:14": the label is that of the hour
    if match is None and at == 0 and not _WORD.search(gaps[0]):
        match = labels().label.fullmatch(fold_text(line.before).strip(" :|-\t"))
    if match is None:
        return None
    return Role.UPDATED if match.lastgroup == "updated" else Role.PUBLISHED


def _by(between: str) -> bool:
    """True where what stands between a label and its date is no more than a name."""
    words = [word for word in _WORD.findall(between) if word not in labels().clock]
    return len(words) <= NAME_WORDS


def _is_heading(expression: Expression, page: Page) -> bool:
    block = page.block_at(expression.start)
    return bool(block and block.heading)


def _claim(expression: Expression) -> Claim | None:
    """The days that the words name; without a year, that day of every year they can mean."""
    if expression.kind not in _DATE_KINDS:
        return None
    if expression.value is not None and expression.explicit:
        if expression.value.granularity not in ("day", "month"):
            return None
        readings = expression.alternatives or (expression.value,)
        return Claim(Role.LINE, days.union(days.of(v) for v in readings), expression.value, expression.span)
    written = expression.fields
    if written.year is None and written.month and written.day:
        found = days.on_day_of_year(written.month, written.day, written.weekday)
        return Claim(Role.LINE, found, None, expression.span) if found else None
    return None


def _labelled_claims(claim: Claim, role: Role) -> Iterator[Claim]:
    if role is not Role.UPDATED:
        yield replace(claim, role=role)
        return
    yield from updated(claim, Role.UPDATED)


def updated(claim: Claim, role: Role) -> Iterator[Claim]:
    """An update is not before the page was published, and often the same day."""
    yield replace(claim, role=role, weight=1.5)
    yield replace(claim, role=role, days=days.between(None, claim.days.last), variant=f"{role}-bound")


def _bare(claim: Claim, line: Line, page: Page, rest: list[str]) -> Iterator[Claim]:
    if line.place in ("top", "under") and labels().issue.search(page.folded(line.start, line.end)):
        yield claim
    elif line.place == "under":
        yield claim if len(rest) <= FEW_WORDS else replace(claim, role=Role.TOP_LINE)
    elif line.place == "top":
        written = any(e.fields.weekday for e in line.expressions)
        if written or len(rest) > FEW_WORDS:
            # weather and rates are those of the day on which the page was opened
            yield replace(claim, role=Role.BANNER, weight=BESIDE_RATES if _RATES.search(line.text) else -1)
            yield replace(
                claim, role=Role.BANNER, days=days.between(None, claim.days.last), variant="banner-bound"
            )
        else:
            yield replace(claim, role=Role.TOP_LINE)
    elif (line.place == "foot" and len(rest) <= 2) or (line.place == "inside" and not rest):
        yield replace(claim, weight=BARE_AT_FOOT)


def aged(claims: list[Claim], page: Page) -> Iterator[Claim]:
    """An age ("5 months ago") counts from the day the page was opened, where a banner shows it."""
    opened = [
        c.says.earliest
        for c in claims
        if c.role in (Role.BANNER, Role.TOP_LINE) and c.says and c.says.days == 1
    ]
    ages = {c.span: c for c in claims if c.role is Role.AGE}
    for line in page.lines() if ages and opened else ():
        for expression in line.expressions:
            amount = relative.amount(expression.node)
            if expression.span not in ages or not amount:
                continue
            for day in sorted(set(opened)):
                found = _ago(*amount, day)
                if not found:
                    continue
                says = EdtfDate.one_of(found.first, found.last)
                yield Claim(Role.AGE, found, says, expression.span, variant="age-counted")


def _ago(count: int, unit: str, day: date) -> Days:
    """Sites round ages down or to the nearest: five months ago is from four and a half to six."""
    if unit not in _LENGTHS:
        return days.NO_DAY
    back = (round((count + 1) * _LENGTHS[unit]), round((count - 0.5) * _LENGTHS[unit]))
    return days.between(*(day - timedelta(days=n) for n in back))
