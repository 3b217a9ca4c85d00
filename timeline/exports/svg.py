"""The chart as a picture of lines and text: title above, what was exported below."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape, unescape
from typing import Any

from timeline import wording
from timeline.exports import ExportError, Selection, chromium, typeface
from timeline.exports.telling import plain
from timeline.figure import describe, timeline
from timeline.figure.theme import MOST_MARKS

#: The picture's width, and the bands above and below the chart, in pixels.
WIDTH, _HEAD, _LINE, _EDGE = 1200, 64, 22, 24
_FONTS = "'Source Sans', 'Source Sans 3', 'Noto Sans Arabic', 'Noto Sans', system-ui, sans-serif"
_LEFT = re.compile(r'<pre id="svg">(.*?)</pre>', re.S)


def make(selection: Selection) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + picture(selection)[0] + "\n").encode(
        "utf-8", "replace"
    )


def remarks(selection: Selection) -> list[str]:
    """What the chart does not draw, and a font that this machine lacks."""
    left_out = int((selection.tables["events"]["earliest"] == "").sum())
    said = [wording.say("export.not_drawn", selection.language, n=left_out)] if left_out else []
    drawn = len(selection.tables["events"]) - left_out
    if drawn > MOST_MARKS:
        said.append(wording.say("export.counted", selection.language, n=f"{drawn:,}"))
    if not chromium.arabic_font():
        said.append(wording.say("export.no_arabic_font", selection.language))
    return said


def picture(selection: Selection) -> tuple[str, int]:
    """The SVG and its height in pixels."""
    chart, height = chart_of(selection)
    rtl = wording.catalogue(selection.language)["direction"] == "rtl"
    lines = [*selection.provenance, *remarks(selection)]
    whole = _HEAD + height + _EDGE + _LINE * len(lines)
    x = WIDTH - _EDGE if rtl else _EDGE
    side = f'x="{x}" direction="{"rtl" if rtl else "ltr"}" font-family="{_FONTS}"'
    said = "".join(
        f'<text {side} y="{_HEAD + height + _LINE * at}" font-size="13" fill="#4a5763">{escape(plain(line))}</text>'
        for at, line in enumerate(lines, start=1)
    )
    alt = escape(describe(selection.tables["events"], language=selection.language))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}" '
        f'viewBox="0 0 {WIDTH} {whole}" role="img"><title>{escape(plain(selection.title))}</title>'
        f'<desc>{alt}</desc><style>{typeface.css()}</style><rect width="100%" height="100%" fill="#fff"/>'
        f'<text {side} y="40" font-size="24" font-weight="600" fill="#17212b">{escape(plain(selection.title))}</text>'
        f'<svg x="0" y="{_HEAD}" width="{WIDTH}" height="{height}">{chart}</svg>{said}</svg>',
        whole,
    )


def chart_of(selection: Selection) -> tuple[str, int]:
    """The chart alone as an <svg>, and its height."""
    figure = timeline(
        selection.tables["events"], language=selection.language, width=WIDTH,
        categories=selection.categories, evidence=selection.tables["evidence"],
    )  # fmt: skip
    height = int(figure.layout.height or 400)
    chromium.program(selection.language)  # a missing one is named, whatever was drawn before it went
    return drawn(script_safe(figure.to_plotly_json()), height, selection.language), height


@lru_cache(maxsize=8)  # a picture, a PDF and an SVG of the same events hold the same chart
def drawn(figure: str, height: int, language: str) -> str:
    """The chart of a figure told as JSON."""
    from plotly.offline import get_plotlyjs

    page = (
        '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
        f"font-src data:\"><style>{typeface.css()}</style><body><div id='chart'></div><script>{get_plotlyjs().replace('</script', '<' + chr(92) + '/script')}</script>"
        f"<script>const figure = {figure};"
        "document.fonts.load('14px \"Source Sans\"').then(() => Plotly.newPlot('chart', figure.data, figure.layout, {staticPlot: true}))"
        f".then(chart => Plotly.toImage(chart, {{format: 'svg', width: {WIDTH}, height: {height}, imageDataOnly: true}}))"
        ".then(text => { document.body.innerHTML = ''; const pre = document.createElement('pre');"
        " pre.id = 'svg'; pre.textContent = text; document.body.append(pre) });</script></body>"
    )
    found = _LEFT.search(chromium.left_by_script(page, language))
    if found is None:
        raise ExportError(wording.say("export.chromium_failed", language, error="SVG"))
    return _renamed(unescape(found[1]))


def _renamed(drawn: str) -> str:
    """The drawing with numbers for its ids: each takes new random ones, and the same events give the same bytes."""
    names: dict[str, str] = {}
    for ids in re.findall(r'(?:id|class)="([^"]*)"', drawn):
        for name in re.findall(r"[0-9a-f]{6}(?![0-9a-f])", ids):
            names.setdefault(name, f"{len(names):06x}")
    return re.sub(r"(?<!#)[0-9a-f]{6}(?![0-9a-f])", lambda found: names.get(found[0], found[0]), drawn)


def script_safe(value: Any) -> str:
    """JSON that cannot end the script it stands in."""
    from plotly.utils import PlotlyJSONEncoder

    text = json.dumps(value, cls=PlotlyJSONEncoder, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", " ").replace("\u2029", " ")
