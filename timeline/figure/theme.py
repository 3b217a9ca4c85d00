"""Colours, sizes and the categories' looks: every token of the charts in one place.

Contrasts on the ground, and the distance of any two lane colours as seen with protan, deutan
and tritan sight, were measured when they were chosen; colour only ever repeats the lane.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from timeline.topics import Topic

THEME: dict[str, dict[str, str]] = {
    "light": {
        "ground": "#FFFFFF", "panel": "#F3F5F7", "ink": "#17212B", "ink2": "#4A5763", "ink3": "#606C78",
        "rule": "#D5DCE1", "grid": "#EBEFF2", "bars": "#83919D", "selected": "#FFF6D6",
    },
    "dark": {
        "ground": "#12181E", "panel": "#182027", "ink": "#E6ECF1", "ink2": "#B4C0CA", "ink3": "#8D9BA7",
        "rule": "#34414B", "grid": "#222C34", "bars": "#75838F", "selected": "#2C2A17",
    },
}  # fmt: skip

FONT = '"Source Sans", "Source Sans Pro", "Source Sans 3", "Noto Sans Arabic", "Noto Sans", sans-serif'

#: Sizes of type, in pixels.
LABEL, TICK = 12.5, 11.5

#: Sizes of marks, in pixels.
MARKER, CROSS, LINE, BAR = 9.5, 7.5, 1.6, 5
#: A vague date is never drawn narrower, or a year would look like a day.
NARROWEST_BRACKET = 16
#: Two dates in conflict never stand closer.
CLOSEST_CONFLICT = 15
ROW, TALL_ROW, SMALL_ROW, LANE_GAP = 18, 24, 12, 7
#: Beside the lanes: where their names stand, and the far edge.
GUTTER, EDGE = 92, 10

#: Above so many marks in view, counts per period are drawn instead.
MOST_MARKS = 2_000
#: Above so many pixels of lanes too: nobody reads a page of rows on a chart.
TALLEST = 2_400
#: Drawing costs more than a millisecond for each of these: above, a cheaper form is used.
MOST_LABELS, MOST_HALF_DISCS, MOST_GRADIENTS = 300, 300, 150
#: A label is not worth drawing in fewer pixels.
SHORTEST_LABEL = 48.0
#: Below this width there is no room for labels; the list under the chart has them.
NARROW = 520
#: The most lanes of actors, places or documents; the rest share one.
MOST_LANES = 8


class Category(NamedTuple):
    """How one category looks. Categories with the same `lane` share one, in its first's colour."""

    labels: Mapping[str, str]
    light: str
    dark: str
    lane: str


CATEGORIES: dict[str, Category] = {
    "visit": Category({"en": "Visits", "ar": "زيارات"}, "#2E69C6", "#A9C8F8", "visits"),
    "summit": Category({"en": "Summits", "ar": "قمم"}, "#2E69C6", "#A9C8F8", "visits"),
    "statement": Category({"en": "Statements", "ar": "تصريحات"}, "#7D2B83", "#CF85F2", "statements"),
    "arms-transfer": Category({"en": "Arms", "ar": "أسلحة"}, "#CC390A", "#DE836B", "arms"),
    "troops": Category({"en": "Troops", "ar": "قوات"}, "#54410F", "#E6CB74", "troops"),
    "treaty": Category({"en": "Treaties", "ar": "معاهدات"}, "#14504C", "#2FDDBC", "treaty"),
    "sanctions": Category({"en": "Sanctions", "ar": "عقوبات"}, "#14504C", "#2FDDBC", "treaty"),
    "weapons-test": Category({"en": "Weapons tests", "ar": "تجارب أسلحة"}, "#8D05FC", "#6876FC", "tests"),
    "economy": Category({"en": "Economy", "ar": "اقتصاد"}, "#132349", "#F8FCCB", "economy"),
    "other": Category({"en": "Context", "ar": "سياق"}, "#6D757D", "#8195A3", "context"),
}


def categories_of(topic: Topic) -> dict[str, Category]:
    """How a topic's own categories look, in its order."""
    return {
        key: Category(category.labels, category.light, category.dark, category.lane)
        for key, category in topic.categories.items()
    }


#: Colours of lanes that are no categories, (light, dark), in turn.
PALETTE = tuple(dict.fromkeys((c.light, c.dark) for c in CATEGORIES.values()))
