"""Which row and which side: marks and labels of one lane packed so that nothing touches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from timeline.figure.theme import SHORTEST_LABEL

#: Pixels kept free between neighbours.
GAP = 7
#: From a mark's edge to its label.
_STEP = 4


@dataclass(frozen=True, slots=True)
class Box:
    """What one event needs in a row: the mark from `left` to `right`, and its label's width."""

    left: float
    right: float
    label: float = 0.0
    inside: float = 0.0  # from `left` to where a label inside a long bracket begins; 0: it goes beside


@dataclass(frozen=True, slots=True)
class Place:
    """The row, and where the label begins; None: no label."""

    row: int
    label: float | None = None


def pack(boxes: Sequence[Box], width: float, rightward: bool = True) -> list[Place]:
    """A place for each box, in the order given.

    First row where mark and label are free, on the reading side, else on the other; packed
    preferring either side, and the one with fewer rows kept. A label fits within 0 and `width`
    or is left out.
    """
    tries = [_packed(boxes, width, side) for side in (rightward, not rightward)]
    return min(tries, key=lambda places: max((p.row for p in places), default=0))


def _packed(boxes: Sequence[Box], width: float, rightward: bool) -> list[Place]:
    rows: list[list[tuple[float, float]]] = []
    places = []
    for box in boxes:
        wanted = _choices(box, width, rightward)
        row, left, right, label = next(
            ((i, *w) for i, held in enumerate(rows) for w in wanted if _is_free(held, w[0], w[1])),
            (len(rows), *wanted[0]),
        )
        if row == len(rows):
            rows.append([])
        _take(rows[row], left, right)
        places.append(Place(row, label))
    return places


def pack_bare(boxes: Sequence[Box]) -> list[Place]:
    """A place for each box without its label, in as few rows as there can be: from the left, the first free."""
    rows = [0] * len(boxes)
    busy: list[tuple[float, int]] = []  # where the last of a row ends, and the row
    free: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i].left):
        while busy and busy[0][0] + GAP <= boxes[index].left:
            heappush(free, heappop(busy)[1])
        rows[index] = heappop(free) if free else len(busy)
        heappush(busy, (boxes[index].right, rows[index]))
    return [Place(row) for row in rows]


def _choices(box: Box, width: float, rightward: bool) -> list[tuple[float, float, float | None]]:
    """(left, right, where the label begins), the preferred first."""
    if not box.label:
        return [(box.left, box.right, None)]
    if box.inside:
        return [(box.left, box.right, box.left + box.inside)]
    after, before = box.right + _STEP, box.left - _STEP - box.label
    sides = []
    if after + box.label <= width:
        sides.append((box.left, after + box.label, after))
    if before >= 0:
        sides.insert(len(sides) if rightward else 0, (before, box.right, before))
    return sides or [(box.left, box.right, None)]


def label_where_free(boxes: Sequence[Box], places: Sequence[Place], order: Sequence[int], width: float,
                     most: int, labelled: Callable[[int], Box], rightward: bool = True) -> list[Place]:  # fmt: skip
    """The same rows, with labels added, in `order`, only where they need none more; `most` at most.

    `labelled` gives a box with its label: asked only of those that have room for one beside or in them.
    """
    rows: dict[int, list[tuple[float, float]]] = {}
    for box, place in zip(boxes, places, strict=True):
        rows.setdefault(place.row, []).append((box.left, box.right))
    for row in rows.values():
        row.sort()
    found = list(places)
    for index in order:
        if most <= 0:
            break
        bare, row = boxes[index], rows[places[index].row]
        at = bisect_left(row, (bare.left, bare.right))
        before = row[at - 1][1] if at else 0.0
        after = row[at + 1][0] if at + 1 < len(row) else width
        if max(bare.left - before, after - bare.right, bare.right - bare.left) < SHORTEST_LABEL:
            continue
        del row[at]
        for left, right, label in _choices(labelled(index), width, rightward):
            if label is not None and _is_free(row, left, right):
                row.insert(at, (left, right))
                found[index] = Place(places[index].row, label)
                most -= 1
                break
        else:
            row.insert(at, (bare.left, bare.right))
    return found


def _is_free(row: list[tuple[float, float]], left: float, right: float) -> bool:
    at = bisect_left(row, (left, right))
    return (at == 0 or row[at - 1][1] + GAP <= left) and (at == len(row) or right + GAP <= row[at][0])


def _take(row: list[tuple[float, float]], left: float, right: float) -> None:
    row.insert(bisect_left(row, (left, right)), (left, right))
