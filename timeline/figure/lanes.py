"""Which lanes there are, in which order and colour, and which events stand in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
        lanes = _by_names(_held(events, by, evidence), len(events), by, theme, language, names or {})
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


def _held(events: pd.DataFrame, by: str, evidence: pd.DataFrame | None) -> dict[str, np.ndarray]:
    """The rows of each actor, place or document that the events name."""
    if by == "document":
        if evidence is None:
            return {}
        rows = pd.Index(events["event_id"]).get_indexer(pd.Index(evidence["event_id"]))
        codes, named = pd.factorize(evidence["document_id"])
        told = [(name, rows[(codes == code) & (rows >= 0)]) for code, name in enumerate(named)]
        return {name: np.unique(found) for name, found in told if len(found)}
    codes, cells = pd.factorize(events[{"actor": "actors", "place": "places"}[by]])
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(cells)))
    held: dict[str, list[np.ndarray]] = {}
    for cell, rows in zip(cells, np.split(order, ends[:-1]), strict=False):  # each cell is split once
        for item in dict.fromkeys(filter(None, cell.split(_LIST))):
            held.setdefault(item, []).append(rows)
    return {item: np.sort(np.concatenate(parts)) for item, parts in held.items()}


def _by_names(
    held: Mapping[str, np.ndarray], count: int, by: str, theme: str, language: str, names: Mapping[str, str]
) -> list[Lane]:
    ranked = sorted(held, key=lambda key: (-len(held[key]), key))
    most = MOST_LANES - 1 if len(ranked) > MOST_LANES else MOST_LANES
    lanes = [
        Lane(key, names.get(key, key), PALETTE[i % len(PALETTE)][theme == "dark"], held[key])
        for i, key in enumerate(ranked[:most])
    ]
    words = wording.catalogue(language)["figure"]
    grey = PALETTE[-1][theme == "dark"]
    if ranked[most:]:
        rest = np.unique(np.concatenate([held[key] for key in ranked[most:]]))
        lanes.append(Lane("*", words["others"], grey, rest))
    none = np.ones(count, dtype=bool)
    for rows in held.values():
        none[rows] = False
    if none.any():
        lanes.append(Lane("", words[f"no_{by}"], grey, np.flatnonzero(none)))
    return lanes
