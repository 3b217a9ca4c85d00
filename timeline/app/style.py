"""The look of the dashboard beyond its theme: one style sheet, and the marks of the count strip."""

from __future__ import annotations

from base64 import b64encode

import streamlit as st

from timeline.figure import THEME

_MARKS = {
    "day": '<circle cx="8" cy="8" r="4.7" fill="{ink2}"/>',
    "week-month-year": '<path d="M1 5v7h30V5" fill="none" stroke="{ink2}" stroke-width="1.4"/>'
    '<circle cx="16" cy="8" r="4.2" fill="{ground}" stroke="{ink2}" stroke-width="1.5"/>',
    "approximate": '<defs><linearGradient id="g"><stop offset="0" stop-color="{ink2}" stop-opacity="0"/>'
    '<stop offset=".5" stop-color="{ink2}" stop-opacity=".6"/><stop offset="1" stop-color="{ink2}" stop-opacity="0"/>'
    '</linearGradient></defs><rect y="2" width="32" height="12" fill="url(#g)"/>',
    "conflict": '<path d="M6 8h20" stroke="{ink2}" stroke-width="1.5" stroke-dasharray="1.5 2.5"/>'
    '<g fill="{ground}" stroke="{ink2}" stroke-width="1.5"><circle cx="6" cy="8" r="4.2"/><circle cx="26" cy="8" r="4.2"/></g>',
    "claimed": '<circle cx="8" cy="8" r="4.7" fill="none" stroke="{ink2}" stroke-width="1.5"/>'
    '<path d="M8 3.3a4.7 4.7 0 0 0 0 9.4z" fill="{ink2}"/>',
    "planned": '<circle cx="8" cy="8" r="4.7" fill="none" stroke="{ink2}" stroke-width="1.5" stroke-dasharray="2 1.7"/>',
    "denied": '<path d="M4 4l8 8M12 4l-8 8" stroke="{ink2}" stroke-width="2"/>',
    "lasting": '<path d="M2 8h28" stroke="{ink2}" stroke-width="4.5"/><path d="M2 3v10M30 3v10" stroke="{ink2}" stroke-width="1.6"/>',
    "since": '<path d="M2 8h24" stroke="{ink2}" stroke-width="1.6"/><path d="M24 4l7 4-7 4z" fill="{ink2}"/>',
}
_WIDE = frozenset({"week-month-year", "approximate", "conflict", "lasting", "since"})


def mark(name: str, theme: str) -> str:
    """A mark of the chart as an image tag; st.html removes inline SVG."""
    wide = 32 if name in _WIDE else 16
    drawn = _MARKS[name].format(**THEME[theme])
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="16">{drawn}</svg>'
    return f'<img alt="" width="{wide}" height="16" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def apply(direction: str, theme: str) -> None:
    """Puts the style sheet into the page, in the direction of the interface."""
    tokens = "; ".join(f"--{name}: {value}" for name, value in THEME[theme].items())
    dark = theme == "dark"
    words = "--words: #4A3F12; --under: #E3BF4E" if dark else "--words: #FFEFB0; --under: #A87900"
    st.html(f"<style>:root {{ {tokens}; {words} }} {_RTL if direction == 'rtl' else ''} {_SHEET}</style>")


_RTL = """
[data-testid="stAppViewContainer"], [data-testid="stHeader"], [data-testid="stSidebar"] { direction: rtl; text-align: right }
[data-testid="stPlotlyChart"], [data-testid="stDataFrame"] { direction: ltr }
[data-testid="stButtonGroup"] button { border-width: 1px !important; border-style: solid !important }
[data-testid="stMarkdownContainer"], [data-testid="stWidgetLabel"] { text-align: right }
"""

_SHEET = """
[data-testid="stMainBlockContainer"] { padding: 3.6rem 1.6rem 2rem; max-width: 1500px }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: .7rem }
.tl-top { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; flex-wrap: wrap }
.tl-top h1 { font: 600 25px/1.25 "Source Serif", "Source Serif 4", "Noto Naskh Arabic", serif; margin: 0; padding: 0; color: var(--ink) }
.tl-top span { color: var(--ink2); font-size: 13.5px }
.tl-counts { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--ink2); font-size: 14px; margin: 4px 0 0 }
.tl-counts span { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap } .tl-counts b { color: var(--ink) }
.tl-card { border: 1px solid var(--rule); border-radius: 4px; padding: 14px 16px; max-height: 78vh; overflow-y: auto; color: var(--ink); font-size: 13.5px }
.tl-card h2 { font: 600 21px/1.3 "Source Serif", "Source Serif 4", "Noto Naskh Arabic", serif; margin: 2px 0 8px; padding: 0 }
.tl-card h3 { font-size: 12.5px; font-weight: 600; color: var(--ink2); margin: 12px 0 2px; padding: 10px 0 0; border-top: 1px solid var(--rule) }
.tl-card p { margin: 3px 0 } .tl-card .kind { display: flex; justify-content: space-between; color: var(--ink2) }
.tl-card .small, .tl-card .how { color: var(--ink2); font-size: 12.5px } .tl-card code { font-size: 12px; background: none; color: var(--ink3); padding: 0 }
.tl-card .badge { border: 1px solid var(--rule); border-radius: 4px; padding: 1px 6px; font-size: 12.5px; white-space: nowrap }
.tl-card .date { font-size: 16px } .tl-card .arrow::before { content: "→"; color: var(--ink3) }
[dir=rtl] .tl-card .arrow::before, .tl-card[dir=rtl] .arrow::before { content: "←" }
.tl-card q { quotes: "«" "»" } .tl-card blockquote { margin: 2px 0 6px; padding: 0; border: 0; color: var(--ink) }
.tl-card blockquote[lang=ar], .tl-text[lang=ar] { font: 16px/1.75 "Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", serif }
.tl-card mark, .tl-text mark { background: var(--words); color: inherit; border-bottom: 2px solid var(--under); padding: 0 }
.tl-card .address { overflow-wrap: anywhere; color: var(--ink3) }
.tl-text { white-space: pre-wrap; overflow-wrap: anywhere; color: var(--ink); font-size: 14px; line-height: 1.65; max-height: 70vh; overflow-y: auto; padding-inline-end: 12px }
.tl-text .furniture { color: var(--ink3) } .tl-text .foreign { color: var(--ink3); border-inline-start: 3px solid var(--rule); padding-inline-start: 8px; display: block }
.tl-text mark.unresolved { background: none; border-bottom: 2px dotted var(--under) } .tl-text mark.unsure { border-bottom-style: dashed }
.tl-list { margin: 0; padding: 0; list-style: none } .tl-list li { margin: 0; padding: 7px 0; border-top: 1px solid var(--rule); color: var(--ink) }
.tl-list .rejected { text-decoration: line-through; color: var(--ink3) } .tl-list small { display: block; color: var(--ink2) }
.tl-empty { color: var(--ink2); padding: 40px 16px; text-align: center }
"""
