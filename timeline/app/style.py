"""The look of the dashboard beyond its theme: one style sheet, and the marks of the count strip."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TypeVar

import streamlit as st

from timeline.figure import THEME

Option = TypeVar("Option", bound=Hashable)

_FOLDER = Path(__file__).parent
#: A file of our own: an icon by name would be asked of an outside host.
ICON = str(_FOLDER / "icon.png")
_MARKS = {
    "day": '<circle cx="8" cy="8" r="4.7" fill="{ink2}"/>',
    "week-month-year": '<path d="M1 5v7h30V5" fill="none" stroke="{ink2}" stroke-width="1.4"/>'
    '<circle cx="16" cy="8" r="4.2" fill="{ground}" stroke="{ink2}" stroke-width="1.5"/>',
    "approximate": '<defs><linearGradient id="g"><stop offset="0" stop-color="{ink2}" stop-opacity="0"/>'
    '<stop offset=".5" stop-color="{ink2}" stop-opacity=".6"/><stop offset="1" stop-color="{ink2}" stop-opacity="0"/>'
    '</linearGradient></defs><rect y="2" width="32" height="12" fill="url(#g)"/>',
    "conflict": '<path d="M6 8h20" stroke="{ink2}" stroke-width="1.5" stroke-dasharray="1.5 2.5"/>'
    '<g fill="{ground}" stroke="{ink2}" stroke-width="1.5"><circle cx="6" cy="8" r="4.2"/><circle cx="26" cy="8" r="4.2"/></g>',
    "happened": '<circle cx="8" cy="8" r="4.7" fill="{ink2}"/>',
    "claimed": '<circle cx="8" cy="8" r="4.7" fill="none" stroke="{ink2}" stroke-width="1.5"/>'
    '<path d="M8 3.3a4.7 4.7 0 0 0 0 9.4z" fill="{ink2}"/>',
    "planned": '<circle cx="8" cy="8" r="4.7" fill="none" stroke="{ink2}" stroke-width="1.5" stroke-dasharray="2 1.7"/>',
    "denied": '<path d="M4 4l8 8M12 4l-8 8" stroke="{ink2}" stroke-width="2"/>',
    "lasting": '<path d="M2 8h28" stroke="{ink2}" stroke-width="4.5"/><path d="M2 3v10M30 3v10" stroke="{ink2}" stroke-width="1.6"/>',
    "since": '<path d="M2 8h24" stroke="{ink2}" stroke-width="1.6"/><path d="M24 4l7 4-7 4z" fill="{ink2}"/>',
}
#: What Streamlit's Markdown takes for the beginning of an address, up to where it is broken.
_ADDRESS = re.compile(r"(?i:https?:(?=//)|www(?=\.)|@)")
_WIDE = frozenset({"week-month-year", "approximate", "conflict", "lasting", "since"})


def mark(name: str, theme: str) -> str:
    """A mark of the chart as an image tag; st.html removes inline SVG."""
    return f'<img alt="" width="{_width(name)}" height="16" src="{picture(name, theme)}">'


def picture(name: str, theme: str, colour: str = "") -> str:
    """The address of a mark's picture, which holds the picture itself; grey unless in a colour."""
    drawn = _MARKS[name].format(**THEME[theme] | ({"ink2": colour} if colour else {}))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_width(name)}" height="16">{drawn}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _width(name: str) -> int:
    return 32 if name in _WIDE else 16


def apply(direction: str, theme: str) -> None:
    """Puts the style sheet into the page, in the direction of the interface."""
    tokens = "; ".join(f"--{name}: {value}" for name, value in THEME[theme].items())
    dark = theme == "dark"
    words = (
        "--words: #4A3F12; --under: #E3BF4E; --fits: #2FDDBC; --primary: #8FB8F2"
        if dark
        else "--words: #FFEFB0; --under: #A87900; --fits: #14504C; --primary: #1D4F91"
    )
    sheets = ["style.css", *(["rtl.css"] if direction == "rtl" else [])]
    rules = "\n".join(_FOLDER.joinpath(name).read_text(encoding="utf-8") for name in sheets)
    st.html(f"<style>:root {{ {tokens}; {words} }}\n{rules}</style>")


def apart(labels: Mapping[Option, str]) -> dict[Option, str]:
    """The labels of a widget's options, no two alike: of two alike Streamlit takes the last, whichever was chosen.

    What tells them apart is not seen: word joiners at the end.
    """
    seen: Counter[str] = Counter()
    made = {}
    for option, label in labels.items():
        made[option] = label + "\u2060" * seen[label]
        seen[label] += 1
    return made


def plain(label: str) -> str:
    """A label that Streamlit shows as it is: the labels of its widgets are read as Markdown.

    An address would become a link even so: a word joiner, which is not seen, keeps it text.
    """
    label = _ADDRESS.sub(lambda found: f"{found[0]}\u2060", label)
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|~$:" else char for char in label)
