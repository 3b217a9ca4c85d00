"""Dates that share a part: "9, 18 and 20 June", "May and June 2026". One expression where consecutive."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from timeline.edtf import EdtfDate
from timeline.tagger import Item, Node

#: The slots of which each date of a series has one: the 5th and 6, May.
_DAYS = {"day", "ordinal"}


def split(node: Node) -> list[Node]:
    """A node for each date of a series, with what is said once given to all of them."""
    slots = node.slots
    if inner := node.child("date"):
        slots = (*inner.slots, *(pair for pair in slots if pair[1] is not inner))
    numbered = {slot.rstrip("0123456789") for slot, _ in slots if slot[-1].isdigit()}
    numbered |= _DAYS if numbered & _DAYS else set()
    members: list[dict[str, Item | Node]] = []
    bounds: list[list[int]] = []
    shared: dict[str, Item | Node] = {}
    for slot, filler in slots:
        base = slot.rstrip("0123456789")
        if base not in numbered:
            shared[base] = filler
        elif not members or not members[-1].keys().isdisjoint(_DAYS if base in _DAYS else {base}):
            members.append({})
            bounds.append([filler.start if len(members) > 1 else node.start, filler.end])
        if base in numbered:
            members[-1][base] = filler
        if bounds:
            bounds[-1][1] = filler.end
    rule = replace(
        node.rule, kind="within" if "period" in shared else "named" if "shift" in shared else "date"
    )
    return [
        Node(rule, start, end, tuple({**shared, **own}.items()), node.language, node.parts)
        for own, (start, end) in zip(members, bounds, strict=True)
    ]


def joined(node: Node, values: list[EdtfDate | None]) -> EdtfDate | None:
    """The stretch that the dates of a series make, None where there are gaps or nothing is shared."""
    if node.rule.options.get("either") or not _share(node) or len(values) < 2 or None in values:
        return None
    found = [value for value in values if value]
    for one, two in pairwise(found):
        if two.earliest - one.latest != timedelta(days=1) or one.granularity != two.granularity:
            return None
    return EdtfDate.span(found[0], found[-1])


def _share(node: Node) -> bool:
    bases = [slot.rstrip("0123456789") for slot, _ in node.slots]
    return "date" in bases or any(bases.count(base) == 1 for base in bases)
