"""The width there is for the charts: Streamlit does not say, and labels are packed to the pixel."""

from __future__ import annotations

from typing import Any

import streamlit as st

from timeline.figure.theme import NARROW

#: Assumed until the browser answers, in pixels.
_ASSUMED = 800
#: Widths are told in steps of this many pixels, so that dragging an edge is no storm of reruns.
_STEP = 20
_NARROWEST, _WIDEST = 320, 1600

_SCRIPT = """
export default function({ parentElement, data, setStateValue }) {
  const own = parentElement.host || parentElement;  // a shadow root has no ancestors of its own
  const box = own.closest('[data-testid="stColumn"]') || own;
  let told = data.width;  // nothing to tell where it is what the page was made for
  const tell = () => {
    const width = Math.floor(box.clientWidth / STEP) * STEP;
    if (width && width !== told) { told = width; setStateValue("width", width); }
  };
  const observer = new ResizeObserver(tell);
  observer.observe(box);
  tell();
  return () => observer.disconnect();
}
""".replace("STEP", str(_STEP))


def is_narrow() -> bool:
    """True where the charts' column, as last told, has no room for labels and for many columns."""
    return last_told() < NARROW


def last_told() -> int:
    """The width in pixels that the column had when it last told it."""
    return _width_in(st.session_state.get("width"))


def of_the_column() -> int:
    """The width in pixels of the column it is called in."""
    from streamlit.components import v2

    ask = v2.component("timeline_width", js=_SCRIPT)
    told = {"width": last_told()}
    return _width_in(ask(key="width", data=told, on_width_change=lambda: None, height=1))


def _width_in(answer: Any) -> int:
    width = getattr(answer, "width", None)
    return min(_WIDEST, max(_NARROWEST, int(width))) if isinstance(width, int | float) and width else _ASSUMED
