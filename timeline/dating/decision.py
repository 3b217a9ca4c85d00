"""Claims -> Dating: the day or days that stand, how sure that is, and what a reader must be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from timeline import wording
from timeline.dating import days as sets
from timeline.dating.claims import FIRM, STATED, Claim, Fields, Role, dated
from timeline.dating.days import Days
from timeline.dating.weighing import Agreement, agree
from timeline.edtf import EdtfDate
from timeline.models import Certainty, Dating, Evidence

#: Widest date, in days, that is a date: beyond it, a document is not dated.
WIDEST = 366
#: A date no wider than this, in days, is as sharp as the text allows without softer reasons.
SHARP = 31
#: What the reasons that point to certain weeks must count for, together, before they date anything.
FEWEST = 1.5
#: Firm reasons that leave a stretch longer than this, in years, leave nothing to choose among.
MOST_YEARS = 60
#: What reasons must count for together before a date that no page states is likely.
LIKELY = 5.0
#: What contradicting reasons must count for before a stated date is no longer certain.
DOUBT = 3.0
#: The same for what the chronology says, which may lack the event that the text means.
CHRONOLOGY_DOUBT = 8.0
#: An update that much later than the date of publication, in days, may have changed the text.
LATE_UPDATE = 30
#: Most far-off dates that a warning lists.
MOST_LISTED = 4
#: News names its own last years: an earlier year, so far back, says nothing of the year of writing.
NEWS_YEARS = 2
#: Days that a weekday with its day and month leaves, at most.
RARE = 60
#: Days that a weekday alone leaves are more than this; all weekdays of a text count for so much.
WEEKDAYS, WEEKDAY = 5000, 1.5
#: Days after it was written on which a page is opened.
OPENED = 15 * 366
#: A day that would fit the text so seldom by chance is the day itself; one that fits so often may be any.
RARELY, OFTEN = 1 / 200, 1 / 10
#: Dates that stand closer than this, in code points, are of one line.
BESIDE = 24
#: Reasons that count for no more say only what is usual, each by itself.
USUAL = 1.0
#: Reasons below this only say what is usual.
SOFT = 1.5
#: Reasons below this sharpen a date and vouch for none.
FAINT = 0.5

#: Lines that may show the day on which a page was opened, or changed.
_OPENED = frozenset({Role.TOP_LINE, Role.BANNER, Role.UPDATED, Role.MARKUP_UPDATED})
_TEXT = frozenset(
    {
        Role.TODAY,
        Role.WEEKDAY,
        Role.TOLD,
        Role.ANNOUNCED,
        Role.COUNTED,
        Role.NAMED,
        Role.EXPECTS,
        Role.REPORTS,
        Role.NEWS,
    }
)
_CHRONOLOGY = frozenset({Role.EXPECTS, Role.REPORTS, Role.COUNTED, Role.WEEKDAY, Role.NEWS})
#: Dates that say in which years a text was written.
_NAMING = frozenset({Role.TOLD, Role.ANNOUNCED, Role.UPDATED, Role.ADDRESS, Role.PUBLISHED})
#: Shown as evidence even where nothing is to be decided by them.
_BASIS = {
    Role.PERSON: "person", Role.DATELINE: "dateline", Role.ADDRESS: "address", Role.LISTED: "metadata",
    Role.MARKUP: "metadata", Role.MARKUP_UPDATED: "metadata", Role.FILE: "metadata",
    Role.FILE_NAME: "address", Role.TODAY: "weekday", Role.WEEKDAY: "weekday",
    Role.OTHER: "other-document",
}  # fmt: skip

Warning = tuple[str, Fields]


def decide(claims: Sequence[Claim]) -> Dating:
    """The dating that the claims come to."""
    agreement = agree(claims)
    claims = [claim.settled(agreement.days) for claim in claims]
    agreement = agreement.settled()
    shown = _shown(claims)
    best = _best_stated(agreement)
    if best is not None:
        value = _stated_value(best, agreement)
        confidence, warnings = _stated_confidence(best, value, agreement)
        basis = _BASIS.get(best.role, "stated")
    else:
        value, confidence, warnings, basis = _reckoned(agreement, shown)
    if confidence is not Certainty.CERTAIN:
        warnings += _appended(claims)
    if value is not None and value.days > WIDEST:
        value, confidence, basis, warnings = None, None, "", [("dating.warning.too-wide", ())]
    return Dating(
        value=value,
        stated=shown.says if shown else None,
        confidence=confidence,
        basis=basis,
        evidence=tuple(_evidence(agreement)),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _shown(claims: Sequence[Claim]) -> Claim | None:
    """What the page shows for itself, right or wrong: the most telling claim that names a date."""
    found = [c for c in claims if c.role in STATED and c.says and not c.variant and c.role is not Role.PERSON]
    inside = [c for c in found if c.role not in (Role.FILE, Role.FILE_NAME)]
    return min(inside, key=lambda c: (STATED.index(c.role), c.order), default=None)


def _best_stated(agreement: Agreement) -> Claim | None:
    found = [c for c in agreement.kept if c.role in STATED and not c.variant and len(c.days) <= 4000]
    best = min(found, key=lambda c: (-c.counts, STATED.index(c.role), c.order), default=None)
    if best is None or (best.says is None and agreement.days.width > WIDEST):
        return None
    return best


def _stated_value(best: Claim, agreement: Agreement) -> EdtfDate:
    """The date as stated where the days that stand allow it; of a month, what the text leaves."""
    left = agreement.days
    if best.says is not None and best.says.days == 1 and best.says.earliest in left:
        return best.says
    if best.role is Role.DATELINE or best.says is None:
        return EdtfDate.one_of(left.first, left.first if left.width <= 2 else left.last)
    if best.says.days == 1 and left.width <= 3:
        return best.says if best.says.earliest in left else EdtfDate.day(left.first)
    return EdtfDate.one_of(left.first, left.last)


def _stated_confidence(best: Claim, value: EdtfDate, agreement: Agreement) -> tuple[Certainty, list[Warning]]:
    warnings: list[Warning] = []
    others = [c for c in agreement.kept if c.role in STATED and c is not best and not c.variant and c.says]
    apart = [c for c in others if c.role is not best.role and not _beside(c, best)]
    agreeing = [c for c in apart if c.says and c.says.overlaps(value)]
    chance = _chance(agreement)
    doubt = _doubt(agreement, value, 2 * DOUBT if agreeing else DOUBT)
    rivals = [
        c for c in agreement.rejected
        if c.role in FIRM | {Role.ADDRESS} and c.says and c.counts > SOFT and _apart(c.says, value) > 1
    ]  # fmt: skip
    if best.role in _OPENED:
        firm = any(c.role not in _OPENED for c in agreeing)
        sure = firm or (best.counts > USUAL and chance <= RARELY and value.days == 1)
    else:
        sure = best.role in FIRM or bool(agreeing) or (best.role is Role.ADDRESS and chance <= OFTEN)
    confidence = Certainty.CERTAIN if sure else Certainty.LIKELY
    if doubt:
        confidence = Certainty.LIKELY
        warnings.append(_contradiction(doubt, value))
    if rivals:
        if best.counts <= rivals[0].counts + 1 or not agreeing:
            confidence = Certainty.LIKELY
        warnings.append(
            ("dating.warning.two-dates", (*dated("day", value), *dated("other", _says(rivals[0]))))
        )
    if best.says and best.says.days == 1 and value != best.says:
        confidence = Certainty.LIKELY
    if best.role is Role.BANNER and confidence is not Certainty.CERTAIN:
        confidence = Certainty.UNSURE if chance > OFTEN or best.counts <= USUAL else confidence
        warnings.append(("dating.warning.banner-only", dated("day", value)))
    elif best.role in (Role.UPDATED, Role.MARKUP_UPDATED) and confidence is not Certainty.CERTAIN:
        confidence = Certainty.UNSURE if chance > OFTEN else confidence
        warnings.append(("dating.warning.updated-only", dated("day", value)))
    elif best.role is Role.TOP_LINE and confidence is not Certainty.CERTAIN and chance > OFTEN:
        warnings.append(("dating.warning.top-line", dated("day", value)))
    elif best.role in (Role.FILE, Role.FILE_NAME):
        confidence = Certainty.LIKELY if chance <= OFTEN and best.role is Role.FILE_NAME else Certainty.UNSURE
        warnings.append((f"dating.warning.{best.role}", dated("day", value)))
    if best.says and len(best.days) == 2 and value.days == 1 and best.role is not Role.DATELINE:
        decided, ambiguous = _either(best, agreement)
        if decided is Certainty.UNSURE:
            confidence = decided
        warnings += ambiguous
    if value.days > SHARP:
        confidence = Certainty.UNSURE
    warnings += _set_aside(best, value, agreement)
    return confidence, warnings


def _beside(one: Claim, other: Claim) -> bool:
    """True for two dates of one line, the same day by two calendars: no witness to each other."""
    if one.span is None or other.span is None or not any(c.says and c.says.qualifier for c in (one, other)):
        return False
    return max(one.span.start - other.span.end, other.span.start - one.span.end) < BESIDE


def _either(best: Claim, agreement: Agreement) -> tuple[Certainty, list[Warning]]:
    """05/09 or 09/05: sure only where another reason decides between the two days."""
    if len(agreement.days & best.days) == 1:
        return Certainty.CERTAIN, []
    two = [EdtfDate.day(day) for day in best.days]
    return Certainty.UNSURE, [
        ("dating.warning.day-or-month", (*dated("day", two[0]), *dated("other", two[1])))
    ]


def _chance(agreement: Agreement) -> float:
    """How likely the day on which a page was opened, years later, would fit the text by chance.

    The share of days that the reasons of the text leave standing, of those on which pages are opened.
    """
    left = agreement.days | sets.any_day()
    for claim in agreement.kept:
        if claim.counts >= FAINT and (claim.role in _TEXT or claim.role in (Role.OTHER, Role.AGE)):
            left &= claim.days
    if not left:
        return 1.0
    opened = sets.between(left.first, left.first + timedelta(days=OPENED))
    return len(left & opened) / OPENED


def _support(claim: Claim) -> float:
    """What a reason of the text counts for a day that it leaves standing: only if it rules others out."""
    if claim.role not in _TEXT and claim.role is not Role.OTHER:
        return 0.0
    if claim.role is Role.TODAY or len(claim.days) <= 2 * SHARP:
        return claim.counts
    return claim.counts / 4 if len(claim.days) <= 2 * WIDEST else 0.0


def _doubt(agreement: Agreement, value: EdtfDate, least: float) -> list[Claim]:
    """The reasons of the text that speak against a stated date, if they count for enough."""
    against = [
        c for c in agreement.rejected if c.role in _TEXT and c.counts >= SOFT and not c.days & sets.of(value)
    ]
    words = [c for c in against if c.role not in _CHRONOLOGY]
    order = [c for c in against if c.role in _CHRONOLOGY]
    if sum(c.counts for c in words) >= least:
        return words + order
    return order if sum(c.counts for c in order) >= CHRONOLOGY_DOUBT else []


def _contradiction(doubt: list[Claim], value: EdtfDate) -> Warning:
    fields: list[tuple[str, str]] = [*dated("day", value)]
    fields += [(f"why_{code}", _is(doubt[0], code)) for code in wording.languages()]
    return "dating.warning.contradicted", tuple(fields)


def _says(claim: Claim) -> EdtfDate:
    assert claim.says is not None
    return claim.says


def _apart(first: EdtfDate, second: EdtfDate) -> int:
    """Days between two dates; 0 where they may be the same."""
    if first.overlaps(second):
        return 0
    return max((first.earliest - second.latest).days, (second.earliest - first.latest).days)


def _set_aside(best: Claim | None, value: EdtfDate | None, agreement: Agreement) -> list[Warning]:
    """Warnings for the dates shown on the page that are not the document's."""
    found: list[Warning] = []
    for claim in agreement.rejected:
        if claim.variant or claim.says is None or value is None or _apart(claim.says, value) <= 1:
            continue
        fields = dated("shown", claim.says)
        if claim.role is Role.BANNER:
            reason = _reason_against(claim, agreement)
            if best is not None or reason is None:
                found.append(("dating.warning.opened", fields))
            elif reason.role is Role.EXPECTS:
                found.append(("dating.warning.opened-expects", (*fields, *reason.fields)))
            else:
                why = tuple((f"why_{code}", _is(reason, code)) for code in wording.languages())
                found.append(("dating.warning.opened-because", (*fields, *why)))
        elif claim.role in (Role.UPDATED, Role.MARKUP_UPDATED):
            if (claim.says.earliest - value.latest).days > LATE_UPDATE:
                found.append(("dating.warning.updated-later", fields))
        elif best is None and claim.role in STATED and claim.counts > 0:
            reason = _reason_against(claim, agreement)
            why = tuple((f"why_{code}", _is(reason, code) if reason else "") for code in wording.languages())
            found.append(("dating.warning.stated-wrong", (*fields, *why)))
    return found


def _appended(claims: Sequence[Claim]) -> list[Warning]:
    """The first date of another article on the page, which a reader could take for this one's."""
    foreign = [c for c in claims if c.role is Role.FOREIGN and c.says]
    first = min(foreign, key=lambda c: c.span.start if c.span else 0, default=None)
    return [("dating.warning.appended", dated("other", _says(first)))] if first else []


def _reason_against(claim: Claim, agreement: Agreement) -> Claim | None:
    """The weightiest reason kept that leaves no day to a claim."""
    against = [c for c in agreement.kept if not c.days & claim.days]
    return min(against, key=lambda c: (-c.counts, c.role is not Role.EXPECTS, c.order), default=None)


def _reckoned(
    agreement: Agreement, shown: Claim | None
) -> tuple[EdtfDate | None, Certainty | None, list[Warning], str]:
    """A date from the text alone: as sharp as firm reasons make it, else as soft ones do."""
    firm = [c for c in agreement.kept if c.counts >= SOFT]
    left = sets.any_day()
    for claim in firm:
        left &= claim.days
    if agreement.days.bounded and len(agreement.days.runs(SHARP)) > 1:
        runs = left.runs(SHARP) if left.bounded else agreement.days.runs(SHARP)
        return None, None, [_several([run for run in runs if run & agreement.days])], ""
    bounds = sets.any_day()
    for claim in agreement.kept:
        if claim.role is Role.COPYRIGHT or (claim.role is not Role.NEWS and claim.counts > USUAL):
            bounds &= claim.days
    between = left.bounded or (bounds.bounded and bounds.width <= WIDEST)
    left = _piece(left, agreement.days)
    soft = not (left.bounded and left.width <= SHARP)
    if soft and agreement.days.bounded:
        left = agreement.days
    warnings: list[Warning] = []
    pointing = sum(c.counts for c in agreement.kept if len(c.days) <= 2 * WIDEST)
    if not left.bounded or (soft and not between and pointing < FEWEST):
        return None, None, [_unbounded(agreement)], ""
    value = EdtfDate.one_of(left.first, left.last)
    weekdays = [c for c in firm if c.role is Role.TODAY and len(c.days) > WEEKDAYS]
    deciding = sum(c.counts for c in firm if _support(c) and c not in weekdays)
    deciding += WEEKDAY if weekdays else 0
    if agreement.contested and agreement.rival.width <= WIDEST:
        confidence = Certainty.UNSURE
        rival = EdtfDate.one_of(agreement.rival.first, agreement.rival.last)
        warnings.append(("dating.warning.contested", dated("other", rival)))
    elif soft or deciding < LIKELY or value.days > SHARP or not _confirmed(agreement, value):
        confidence = Certainty.UNSURE
    else:
        confidence = Certainty.LIKELY
    if soft:
        warnings.append(("dating.warning.usual", dated("day", value)))
    aside = _set_aside(None, value, agreement)
    warnings += aside
    if shown is None:
        warnings.insert(0, ("dating.warning.no-date", ()))
    elif not aside:
        warnings.insert(0, ("dating.warning.not-used", ()))
    return value, confidence, warnings, _basis(agreement)


def _confirmed(agreement: Agreement, value: EdtfDate) -> bool:
    """True where more than one milestone speaks for a date, or one and a year that the text names."""
    told = {c.says for c in agreement.kept if c.role in _CHRONOLOGY and c.counts >= SOFT and c.says}
    return len(told) > 1 or any(_names_year(c, value) for c in agreement.kept)


def _names_year(claim: Claim, value: EdtfDate) -> bool:
    """True for a reason besides the chronology that leads to the year of a date, or close before it."""
    counted = claim.role is Role.COUNTED and claim.variant != "office"
    if counted or claim.role is Role.OTHER or (claim.role is Role.TODAY and len(claim.days) <= RARE):
        return True
    named = claim.says if claim.role in _NAMING else None
    return named is not None and _apart(named, value) <= NEWS_YEARS * WIDEST


def _several(runs: list[Days]) -> Warning:
    """Reasons that fit far-off dates equally: all are named and none is chosen."""
    if len(runs) > MOST_LISTED or any(run.width > WIDEST for run in runs):
        return "dating.warning.too-wide", ()
    fields = []
    for code in wording.languages():
        dates = (wording.date_text(EdtfDate.one_of(run.first, run.last), code) for run in runs)
        fields.append((f"days_{code}", "; ".join(dates)))
    return "dating.warning.several", tuple(fields)


def _piece(left: Days, chosen: Days) -> Days:
    """Of several far-off stretches that firm reasons leave, the one that the softer reasons are for."""
    if not left.bounded or left.width <= SHARP or left.width > MOST_YEARS * WIDEST:
        return left
    return next((run for run in left.runs(SHARP) if run & chosen), left)


def _unbounded(agreement: Agreement) -> Warning:
    """Nothing dates the document; the bounds that are known of it are said."""
    left = sets.any_day()
    for claim in agreement.kept:
        if claim.role in (Role.TOLD, Role.ANNOUNCED, Role.NAMED):
            left &= claim.days
    if left.first > sets.FIRST_DAY:
        return "dating.warning.not-before", dated("day", EdtfDate.day(left.first))
    if left.last < sets.LAST_DAY:
        return "dating.warning.not-after", dated("day", EdtfDate.day(left.last))
    return "dating.warning.nothing", ()


def _basis(agreement: Agreement) -> str:
    """The kinds of reasons that bound the date, weightiest first."""
    deciding = [c for c in agreement.kept if _support(c)] or list(agreement.kept)
    kinds = dict.fromkeys(_BASIS.get(c.role, "chronology") for c in deciding if c.role not in STATED)
    return next(iter(kinds), "chronology")


def _is(claim: Claim, language: str) -> str:
    return wording.say(claim.key, language, **dict(claim.fields), **_own(claim))


def _own(claim: Claim) -> dict[str, str]:
    return dict(dated("said", claim.says)) if claim.says else {f"said_{c}": "" for c in wording.languages()}


def _evidence(agreement: Agreement) -> list[Evidence]:
    """What was kept, the weightiest first, and then what was not."""
    found = []
    seen: set[tuple[object, ...]] = set()
    for claim, stands in (*((c, True) for c in agreement.kept), *((c, False) for c in agreement.rejected)):
        if claim.variant.endswith("-bound") and not stands:
            continue
        key = (claim.role, claim.variant, claim.span, claim.says, claim.fields)
        if key in seen:
            continue
        seen.add(key)
        fields = [(f"what_{code}", _is(claim, code)) for code in wording.languages()]
        verdict = "kept"
        if not stands:
            reason = _reason_against(claim, agreement)
            verdict = "rejected" if reason is not None and claim.counts > 0 else "aside"
            if verdict == "rejected" and reason is not None:
                fields += [(f"why_{code}", _is(reason, code)) for code in wording.languages()]
        found.append(
            Evidence(claim.kind, claim.span, claim.says, stands, (f"dating.why.{verdict}", tuple(fields)))
        )
    return found


def by_person(value: EdtfDate, own: Dating) -> Dating:
    """A date set by hand, with what was found beside it: the hand always wins, and is certain."""
    fields = tuple((f"what_{code}", wording.say("dating.is.person", code)) for code in wording.languages())
    evidence = Evidence("person", None, value, True, ("dating.why.kept", fields))
    return Dating(value, own.stated, Certainty.CERTAIN, "person", (evidence, *own.evidence), ())


def refused(own: Dating) -> Dating:
    """No date, because a person refused the one found; what was found stays to be read."""
    return Dating(None, own.stated, None, "", own.evidence, (("dating.warning.refused", ()),))
