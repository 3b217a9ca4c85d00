"""The dashboard's speed, side by side with a plain `px.timeline` page over the same table.

python -m bench --page [--quick] [--write]
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import plotly.express as px
from plotly.offline import get_plotlyjs

from timeline import figure, table
from timeline.app import state
from timeline.card import Cards
from timeline.dossier import sample
from timeline.filters import folded_texts
from timeline.folding import fold_text
from timeline.pipeline import build_timeline
from timeline.table import COLUMNS

ROOT = Path(__file__).parents[1]
SIZES = (54, 1_000, 10_000, 100_000)
_SEED = 20_231_118
#: Times each thing is done: the page opened, a filter changed, a chart drawn.
_OPENED, _CHANGED, _DRAWN = 5, 7, 3
#: The longest that a picture is waited for, in ms: on a busy machine it takes many times as long.
_LONGEST = 180_000
#: The least that Streamlit can be asked for, and a plain page.
_TEXT = "import streamlit as st\n\nst.write('text')\n"
_PLAIN = """import pandas as pd
import streamlit as st

from bench.page import plain_figure

st.plotly_chart(plain_figure(pd.read_parquet(__file__.replace("plain.py", "events.parquet"))))
"""
_CHART = ".js-plotly-plot .points .point"
#: What is waited for in each page, in its order.
_AWAITED = {
    "text": {"a page of one word": "[data-testid=stMarkdownContainer] p"},
    "plain": {"a plain page, its chart": _CHART},
    "ours": {
        "ours, its picture": "[class*=st-key-chart-timeline] .tl-picture img",
        "ours, its chart": _CHART,
    },
}
#: A plain chart of so many bars is drawn once: it takes the better part of a minute.
_SLOW = 50_000


def measure(quick: bool = False) -> dict[str, Any]:
    """First picture, filter changes, bytes and drawing, by size."""
    base = _sample_tables()
    sizes = SIZES[:-1] if quick else SIZES
    figures: dict[str, Any] = {"opened s": _opened(base, 2 if quick else _OPENED), "sizes": {}}
    for size in sizes:
        made = base if size == len(base["events"]) else grown(base, size)
        figures["sizes"][str(size)] = {
            "filter ms": _filter_changes(made, 2 if quick else _CHANGED),
            **_sent(made),
        }
    with tempfile.TemporaryDirectory() as folder:
        drawn = _drawn(
            {size: base if size == len(base["events"]) else grown(base, size) for size in sizes}, Path(folder)
        )
    for size, times in drawn.items():
        figures["sizes"][size] |= times
    return figures


def _sample_tables() -> dict[str, pd.DataFrame]:
    return table.tables(build_timeline(sample(state.SAMPLE, "", state.TOPIC).sources(), state.TOPIC))


def grown(base: dict[str, pd.DataFrame], size: int) -> dict[str, pd.DataFrame]:
    """So many events made from the sample's: their words and kinds of date, moved to other years."""
    draw = np.random.default_rng(_SEED)
    dated = base["events"][base["events"]["earliest"] != ""]
    events = dated.iloc[draw.integers(0, len(dated), size)].reset_index(drop=True)
    old = events["event_id"].copy()
    events["event_id"] = [f"e{i}" for i in range(size)]
    shift = draw.integers(-24, 1, size)
    for column in ("earliest", "latest"):
        events[column] = [_moved(day, years) for day, years in zip(events[column], shift, strict=True)]
    plain = events["granularity"].isin(("day", "month", "year")) & ~events["edtf"].str.contains(
        r"[\[/~?.]", regex=True
    )
    length = events["granularity"].map({"day": 10, "month": 7, "year": 4}).fillna(0).astype(int)
    events["edtf"] = [
        day[:n] if keep else f"[{day}..{last}]" if day != last else day
        for day, last, n, keep in zip(events["earliest"], events["latest"], length, plain, strict=True)
    ]
    events["conflict"] = ""
    first = base["evidence"].drop_duplicates("event_id").set_index("event_id")
    evidence = first.loc[old].reset_index(drop=True)
    evidence["event_id"] = events["event_id"]
    return base | {"events": events[list(COLUMNS["events"])], "evidence": evidence[list(COLUMNS["evidence"])]}


def _moved(day: str, years: int) -> str:
    year, rest = int(day[:4]) + years, day[4:]
    return f"{max(1, year):04}{'-02-28' if rest == '-02-29' else rest}"


# On the server


def _filter_changes(made: dict[str, pd.DataFrame], times: int) -> dict[str, float]:
    """A run of the whole timeline page after a filter was changed, without the browser: ms of CPU time of
    the thread that runs it, the fastest of several, since noise only adds."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300).run()
    assert not app.exception, app.exception
    kept = dict(app.session_state["made"])
    for made_from_it in ("filtered", "measured", "offered", "cutoff"):
        kept.pop(made_from_it, None)
    kept["tables"], kept["cards"] = made, Cards(made, "en", kept["cards"].categories)
    kept["texts"] = folded_texts(made["events"], made["evidence"], fold_text)
    app.session_state["made"] = kept
    changes = {"category": {"category": "visit"}, "words": {"q": "putin"}, "status": {"status": "happened"},
               "none": {}}  # fmt: skip
    spent: dict[str, list[float]] = {name: [] for name in changes}
    for turn in range(times + 1):
        for name, query in changes.items():
            app.query_params.clear()
            for key, value in query.items():
                app.query_params[key] = value
            ran = _timed(app.run)
            if turn:  # the first only warms up
                spent[name].append(ran)
            assert not app.exception, app.exception
    return {name: round(min(each), 1) for name, each in spent.items()}


def _timed(run: Callable[[], Any]) -> float:
    """ms of CPU time that the script itself takes: reading the page back is the test's, not the server's."""
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

    plain, spent = ScriptRunner._run_script, [0.0]

    def timed(*given: Any) -> None:
        start = time.thread_time()
        plain(*given)
        spent[0] += (time.thread_time() - start) * 1e3

    with patch.object(ScriptRunner, "_run_script", timed):
        run()
    return spent[0]


def plain_figure(events: pd.DataFrame) -> Any:
    """What a plain page would draw: each event a bar from its first day to its last."""
    dated = events[events["earliest"] != ""].copy()
    dated["end"] = pd.to_datetime(dated["latest"]) + pd.Timedelta(days=1)
    return px.timeline(
        dated, x_start="earliest", x_end="end", y="category", color="category", hover_name="title_en"
    )


def _ours(made: dict[str, pd.DataFrame]) -> tuple[Any, Any]:
    events = made["events"]
    return figure.overview(events), figure.timeline(events, evidence=made["evidence"])


def _sent(made: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """kB of JSON of the two charts together and of the plain one; how the counts add up."""
    start = time.process_time()
    overview, drawn = _ours(made)
    texts = [chart.to_json() for chart in (overview, drawn)]
    spent = time.process_time() - start
    start = time.process_time()
    plain = plain_figure(made["events"]).to_json()
    plainly = time.process_time() - start
    told = json.loads(texts[1])["layout"]["meta"]
    return {
        "kB": round(sum(map(len, texts)) / 1e3), "plain kB": round(len(plain) / 1e3),
        "made ms": round(spent * 1e3), "plain made ms": round(plainly * 1e3),
        "drawn as": told["drawn"], "shown": told["shown"], "counted": counted(drawn),
        "dated": int((made["events"]["earliest"] != "").sum()),
    }  # fmt: skip


def counted(drawn: Any) -> int:
    """The events that a chart draws: its marks by their ids, or its bars by their heights in events."""
    if drawn.layout.meta["drawn"] == "counts":
        return int(sum(n for trace in drawn.data if trace.type == "bar" for n in trace.meta))
    held = [
        trace.customdata
        for trace in drawn.data
        if trace.customdata is not None and (trace.name or "") != "reference"
    ]
    return len({str(np.ravel(one)[0]) for each in held for one in each})


# In the browser


def _drawn(tables: dict[int, dict[str, pd.DataFrame]], folder: Path) -> dict[str, dict[str, float]]:
    """ms from the data to the picture on the screen, by Chromium, one after the other in one page each."""
    from tests.dashboard_server import browser

    (folder / "plotly.js").write_text(get_plotlyjs(), encoding="utf-8")
    page_of = '<!doctype html><meta charset="utf-8"><script src="plotly.js"></script><div id="a"></div><div id="b"></div>'
    (folder / "page.html").write_text(page_of, encoding="utf-8")
    script = """async charts => {
      await Promise.all(['a', 'b'].map(id => { Plotly.purge(id); document.getElementById(id).innerHTML = ''; }));
      const begun = performance.now();
      let n = 0;
      for (const one of charts) {
        const chart = JSON.parse(one);
        await Plotly.newPlot('ab'[n++], chart.data, chart.layout, {displayModeBar: false});
      }
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - begun;
    }"""
    found: dict[str, dict[str, float]] = {}
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(0)
        page.goto((folder / "page.html").as_uri())
        for size, made in tables.items():
            ours = [chart.to_json() for chart in _ours(made)]
            plain = [plain_figure(made["events"]).to_json()]
            spent: dict[str, list[float]] = {"drawn ms": [], "plain drawn ms": []}
            for turn in range(_DRAWN):
                for name, charts in (("drawn ms", ours), ("plain drawn ms", plain)):
                    if size < _SLOW or name == "drawn ms" or turn == 0:
                        spent[name].append(page.evaluate(script, charts))
            found[str(size)] = {name: round(statistics.median(each)) for name, each in spent.items()}
    return found


#: Notes in the page, by its own clock, when each thing waited for is there: asked from outside, a browser
#: that is busy answers late.
_NOTICE = """
  window.seen = {};
  const awaited = %s;
  new MutationObserver(() => {
    for (const [what, selector] of Object.entries(awaited))
      if (!(what in seen) && document.querySelector(selector)) seen[what] = performance.now();
  }).observe(document, {subtree: true, childList: true});
"""


def _opened(base: dict[str, pd.DataFrame], times: int) -> dict[str, dict[str, float]]:
    """Seconds from opening each page to what is waited for in it: the first after a start, and later ones.

    All in a browser without a cache, one after the other in each round.
    """
    from tests.dashboard_server import browser, dashboard

    spent: dict[str, list[float]] = {}
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory()))
        base["events"].to_parquet(folder / "events.parquet")
        served = {}
        for name, script in (("text", _TEXT), ("plain", _PLAIN), ("ours", "")):
            if script:
                (folder / f"{name}.py").write_text(script, encoding="utf-8")
            path = folder / f"{name}.py" if script else None
            served[name] = kept.enter_context(dashboard(folder / "asked", path))
        chromium = kept.enter_context(browser())
        for _ in range(times):
            for name, address in served.items():
                context = chromium.new_context(viewport={"width": 1440, "height": 900})
                page = context.new_page()
                page.add_init_script(_NOTICE % json.dumps(_AWAITED[name]))
                page.goto(address, wait_until="commit")
                for selector in _AWAITED[name].values():
                    page.wait_for_selector(selector, state="attached", timeout=_LONGEST)
                for what, seen in page.evaluate("seen").items():
                    spent.setdefault(what, []).append(seen / 1e3)
                context.close()
    return {
        what: {"first": round(each[0], 2), "later": round(statistics.median(each[1:] or each), 2)}
        for what, each in spent.items()
    }
