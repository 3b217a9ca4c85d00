"""Which lanes there are, in which order and colour, and which events stand in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from timeline import wording
from timeline.figure.theme import MOST_LANES, PALETTE, Category

_LIST = " | "


@dataclass(frozen=True, slots=True)
class Lane:
    """`rows` are positions in the events, rising. A key of "" gathers what has none."""

    key: str
    label: str
    colour: str
    rows: np.ndarray


def lanes_of(
    events: pd.DataFrame,
    by: str,
    theme: str,
    language: str,
    categories: Mapping[str, Category],
    evidence: pd.DataFrame | None = None,
    order: Sequence[str] = (),
    names: Mapping[str, str] | None = None,
) -> list[Lane]:
    """The lanes of these events, those named in `order` first.

    By category each event stands in one lane, and lanes follow the categories' order. By actor,
    place or document it stands in the lane of each it names, the fullest lane first; past the
    most lanes there can be, the rest share one. `names` labels documents.
    """
    if by == "category":
        lanes = _by_category(events, theme, language, categories)
    else:
        lanes = _by_names(_cells(events, by, evidence), by, theme, language, names or {})
    place = {key: index for index, key in enumerate(order)}
    return sorted(lanes, key=lambda lane: place.get(lane.key, len(place)))


def _by_category(
    events: pd.DataFrame, theme: str, language: str, categories: Mapping[str, Category]
) -> list[Lane]:
    codes, named = pd.factorize(events["category"])
    held = {category: np.flatnonzero(codes == code) for code, category in enumerate(named)}
    found: dict[str, tuple[list[str], str, list[np.ndarray]]] = {}
    for category in [*(c for c in categories if c in held), *sorted(set(held) - set(categories))]:
        look = categories.get(category)
        lane = look.lane if look else category
        colour = (look.dark if theme == "dark" else look.light) if look else PALETTE[-1][theme == "dark"]
        label = look.labels.get(language) or look.labels.get("en") or category if look else category
        labels, _, rows = found.setdefault(lane, ([], colour, []))
        labels.append(label)
        rows.append(held[category])
    known = wording.catalogue(language)["figure"]["lanes"]
    return [
        # a lane that is known and full has a name of its own; else its categories' names, joined
        Lane(lane, known[lane] if lane in known and len(labels) > 1
             else wording.catalogue(language)["figure"]["and"].join(labels), colour,
             np.sort(np.concatenate(rows)))
        for lane, (labels, colour, rows) in found.items()
    ]  # fmt: skip


def _cells(events: pd.DataFrame, by: str, evidence: pd.DataFrame | None) -> Iterable[Sequence[str]]:
    if by == "document":
        told: dict[str, dict[str, None]] = {}
        if evidence is not None:
            pairs = zip(evidence["event_id"].tolist(), evidence["document_id"].tolist(), strict=True)
            for event, document in pairs:
                told.setdefault(event, {})[document] = None
        return [list(told.get(event, ())) for event in events["event_id"].tolist()]
    column = {"actor": "actors", "place": "places"}[by]
    return [cell.split(_LIST) if cell else [] for cell in events[column].tolist()]


def _by_names(
    cells: Iterable[Sequence[str]], by: str, theme: str, language: str, names: Mapping[str, str]
) -> list[Lane]:
    held: dict[str, list[int]] = {}
    none: list[int] = []
    cells = list(cells)
    for row, items in enumerate(cells):
        for item in dict.fromkeys(items):
            held.setdefault(item, []).append(row)
        if not items:
            none.append(row)
    ranked = sorted(held, key=lambda key: (-len(held[key]), key))
    most = MOST_LANES - 1 if len(ranked) > MOST_LANES else MOST_LANES
    lanes = [
        Lane(key, names.get(key, key), PALETTE[i % len(PALETTE)][theme == "dark"], np.array(held[key]))
        for i, key in enumerate(ranked[:most])
    ]
    words = wording.catalogue(language)["figure"]
    grey = PALETTE[-1][theme == "dark"]
    if ranked[most:]:
        rest = sorted({row for key in ranked[most:] for row in held[key]})
        lanes.append(Lane("*", words["others"], grey, np.array(rest)))
    if none:
        lanes.append(Lane("", words[f"no_{by}"], grey, np.array(none)))
    return lanes
