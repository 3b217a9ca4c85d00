"""The claims that can be right together: the weightiest set of them with at least one day in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.dating.claims import Claim
from timeline.dating.days import Days, between

#: Widest set of days, counted, that can be what a search begins from.
NARROW = 400
#: Most claims that a search begins from.
SEEDS = 14
#: Two sets of claims that differ by less than this are as good as each other.
MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims that agree, the days they leave, and what the best set without those days weighs."""

    kept: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    days: Days
    total: float
    rival: Days
    rival_total: float

    @property
    def contested(self) -> bool:
        """True where other days are as well supported."""
        return bool(self.rival) and self.rival_total > self.total - MARGIN

    def settled(self) -> Agreement:
        """The same with each claim as it reads on the days that are left."""
        return replace(
            self,
            kept=tuple(claim.settled(self.days) for claim in self.kept),
            rejected=tuple(claim.settled(self.days) for claim in self.rejected),
        )


def agree(claims: Sequence[Claim]) -> Agreement:
    """The best agreement; the order of the claims is of no account.

    Taking the weightiest first from each narrow claim in turn finds the set that one mistaken
    claim, however weighty, would otherwise keep out.
    """
    past = between(None, date.today())  # no text that can be read is of a day to come
    ordered = sorted(claims, key=lambda claim: claim.order)
    weighing = [claim for claim in ordered if claim.counts > 0 and claim.days & past]
    seeds = [claim for claim in weighing if len(claim.days) <= NARROW][:SEEDS]
    found: dict[int, tuple[float, Days, frozenset[int]]] = {}
    for seed in (None, *seeds):
        total, days, kept = _gather(weighing, seed, past)
        if days.bits not in found or found[days.bits][0] < total:
            found[days.bits] = (total, days, kept)
    ranked = sorted(found.values(), key=lambda f: (-f[0], -_weight(weighing, f[2]), f[1].bits))
    total, days, kept = ranked[0]
    rival = next(((t, d) for t, d, _ in ranked[1:] if not d & days), (0.0, Days(0)))
    return Agreement(
        kept=tuple(claim for claim in weighing if id(claim) in kept),
        rejected=tuple(claim for claim in ordered if id(claim) not in kept),
        days=days,
        total=total,
        rival=rival[1],
        rival_total=rival[0],
    )


def _gather(claims: list[Claim], seed: Claim | None, past: Days) -> tuple[float, Days, frozenset[int]]:
    days = seed.days & past if seed else past
    kept = {id(seed)} if seed else set()
    total = seed.counts if seed else 0.0
    for claim in claims:
        if claim is seed:
            continue
        both = days & claim.days
        if both:
            days = both
            total += claim.counts
            kept.add(id(claim))
    return total, days, frozenset(kept)


def _weight(claims: list[Claim], kept: frozenset[int]) -> float:
    """The greatest single weight in a set: where two sets weigh the same, the better witness decides."""
    return max((claim.counts for claim in claims if id(claim) in kept), default=0.0)
