"""A click on the overview: Streamlit hears only the brush there, and a bar is a period to choose too."""

from __future__ import annotations

from datetime import date

#: A press that moves further than this, in pixels, is a brush; a bar is meant from this far beside it.
_SCRIPT = """
export default function({ parentElement, setTriggerValue }) {
  const own = parentElement.host || parentElement;  // a shadow root has no ancestors of its own
  const box = own.closest('.st-key-charts');
  if (!box) return;
  let down = null;
  const press = (e) => {
    const chart = e.target.closest && e.target.closest('.js-plotly-plot');
    down = chart && chart === box.querySelector('.js-plotly-plot') ? { x: e.clientX, y: e.clientY, chart } : null;
  };
  const lift = (e) => {
    if (!down || Math.hypot(e.clientX - down.x, e.clientY - down.y) > NEAR) return;
    const { chart } = down;
    const bars = (chart.data || []).find(trace => trace.type === 'bar');
    const drag = chart.querySelector('.nsewdrag');
    if (!bars || !drag || !chart._fullLayout) return;
    const axis = chart._fullLayout.xaxis;
    const at = e.clientX - drag.getBoundingClientRect().left;
    let best = -1, least = NEAR;
    bars.x.forEach((x, i) => {
      const half = Math.abs(axis.l2p(x + bars.width[i] / 2) - axis.l2p(x));
      const away = Math.max(0, Math.abs(axis.l2p(x) - at) - half);
      if (away < least) { least = away; best = i; }
    });
    if (best >= 0) setTriggerValue('period', bars.customdata[best].join('_'));
  };
  box.addEventListener('pointerdown', press, true);
  window.addEventListener('pointerup', lift, true);
  return () => {
    box.removeEventListener('pointerdown', press, true);
    window.removeEventListener('pointerup', lift, true);
  };
}
""".replace("NEAR", "6")


def period() -> tuple[date, date] | None:
    """The period of the bar that was clicked in the charts above it, both days included."""
    from streamlit.components import v2

    ask = v2.component("timeline_period", js=_SCRIPT)
    answer = getattr(ask(key="period", on_period_change=lambda: None, height=1), "period", None)
    if not isinstance(answer, str):
        return None
    try:
        first, last = (date.fromisoformat(day) for day in answer.split("_"))
    except ValueError:
        return None
    return (first, last) if first <= last else None
