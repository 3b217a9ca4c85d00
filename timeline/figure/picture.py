"""A chart as HTML without a script: what is seen until Plotly has been loaded and draws the same over it.

It knows what `Canvas` and `Pen` draw, no more: marks as one SVG image, words as HTML above it, so that
they are set in the page's own fonts. Nobody clicks it and no screen reader hears it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, repeat
from typing import Any

from timeline.figure.frame import Chart

#: A path for each sign, of 1 pixel to either side; those in `_LINES` are stroked alone.
_SIGNS = {
    "circle": "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0", "square": "M-1,-1h2v2h-2Z", "line-ns": "M0,-1.4V1.4",
    "triangle-right": "M1,0L-.5,-.866V.866Z", "triangle-left": "M-1,0L.5,-.866V.866Z",
    "diamond": "M1.3,0L0,1.3L-1.3,0L0,-1.3Z", "x-thin": "M-1,-1L1,1M-1,1L1,-1",
}  # fmt: skip
_LINES = ("line-ns", "x-thin")
#: Plotly sets words so many pixels above the middle of their line, and a note within a border that is not seen.
_RAISED, _BORDER = 1, {"left": 1, "right": -1, "top": 1, "bottom": -1}


def picture(chart: Chart) -> str:
    """The chart as one element of HTML, of the chart's size; its words are escaped where they were made."""
    plain = chart.to_dict()
    drawn = _Picture(plain["layout"])
    shapes: Sequence[Mapping[str, Any]] = plain["layout"]["shapes"]
    drawn.shapes(shape for shape in shapes if shape["layer"] == "below")
    for trace in plain["data"]:
        drawn.bars(trace) if trace["type"] == "bar" else drawn.points(trace)
    drawn.shapes(shape for shape in shapes if shape["layer"] == "above")
    for note in plain["layout"]["annotations"]:
        drawn.note(note)
    return drawn.html()


class _Picture:
    def __init__(self, layout: Mapping[str, Any]) -> None:
        self.wide, self.tall, self.font = layout["width"], layout["height"], layout["font"]
        self.ground, self.left = layout["paper_bgcolor"], layout["margin"]["l"]
        self.span = self.wide - self.left - layout["margin"]["r"]
        self.first, self.last = layout["xaxis"]["range"]
        self.marks: list[str] = []
        self.words: list[str] = []

    def x(self, at: float, paper: bool = False) -> float:
        share = at if paper else (at - self.first) / (self.last - self.first)
        return round(self.left + share * self.span, 1)

    def html(self) -> str:
        svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.wide}" height="{self.tall}">'
               f'<rect width="100%" height="100%" fill="{self.ground}"/>{"".join(self.marks)}</svg>')  # fmt: skip
        source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
        font = escape(f"{self.font['family']}", quote=True)
        return (f'<div class="tl-picture" aria-hidden="true" style="height:{self.tall}px;font-family:{font}">'
                f'<img alt="" src="{source}">{"".join(self.words)}</div>')  # fmt: skip

    def shapes(self, shapes: Iterator[Mapping[str, Any]]) -> None:
        for shape in shapes:
            look = _line(shape["line"])
            paper = shape.get("xref") == "paper"
            if shape["type"] == "path":
                x, y = shape.get("xanchor"), shape.get("yanchor", 0)
                at = self.left if x is None else self.x(x)
                self._mark(shape["path"], shape.get("fillcolor", "none"), look, f"translate({at},{y})")
                continue
            left, right = self.x(shape["x0"], paper), self.x(shape["x1"], paper)
            top, bottom = shape["y0"], shape["y1"]
            path = f"M{left},{top}L{right},{bottom}" if shape["type"] == "line" else f"M{left},{top}H{right}V{bottom}H{left}Z"  # fmt: skip
            self._mark(path, shape.get("fillcolor", "none"), look)

    def bars(self, trace: Mapping[str, Any]) -> None:
        paths = []
        bases = trace["base"] if isinstance(trace["base"], list) else [trace["base"]] * len(trace["x"])
        for middle, wide, base, tall in zip(trace["x"], trace["width"], bases, trace["y"], strict=True):
            left, right = self.x(middle - wide / 2), self.x(middle + wide / 2)
            paths.append(f"M{left},{base}H{right}V{base + tall}H{left}Z")
        self._mark("".join(paths), trace["marker"]["color"], _line(trace["marker"]["line"]))

    def points(self, trace: Mapping[str, Any]) -> None:
        places: list[tuple[Any, float]] = [  # no x is a gap between lines
            (None if x is None else self.x(x), y) for x, y in zip(trace["x"], trace["y"], strict=True)
        ]
        if "lines" in trace["mode"] and "fill" in trace:
            self._filled(trace, places)
        elif "lines" in trace["mode"]:
            self._mark(_path(places), "none", _line(trace["line"]))
        if "markers" in trace["mode"] and trace["name"] != "click":
            self._signs(trace["marker"], places)
        if "text" in trace["mode"]:
            font = trace["textfont"]
            for (x, y), said, place in zip(places, trace["text"], _each(trace["textposition"]), strict=False):
                side = {"left": "right", "right": "left"}.get(place.split()[1], "center")
                self._say(said, x, y - _RAISED, side, font)

    def _filled(self, trace: Mapping[str, Any], places: list[tuple[Any, float]]) -> None:
        fill = trace.get("fillcolor", "")
        if not fill:
            name = f"g{len(self.marks)}"
            stops = "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in trace["fillgradient"]["colorscale"])  # fmt: skip
            self.marks.append(f'<linearGradient id="{name}">{stops}</linearGradient>')
            fill = f"url(#{name})"
        self._mark(_path(places), fill, "")

    def _signs(self, marker: Mapping[str, Any], places: list[tuple[Any, float]]) -> None:
        look, dot = _line(marker["line"]), marker.get("color", "none")
        for (x, y), name, size in zip(places, _each(marker["symbol"]), _each(marker["size"]), strict=False):
            sign, opened, _ = name.partition("-open")
            fill = "none" if opened or sign in _LINES else dot
            at = f"translate({x},{y})scale({size / 2:g})"
            self._mark(_SIGNS[sign], fill, look + ' vector-effect="non-scaling-stroke"', at)

    def note(self, note: Mapping[str, Any]) -> None:
        side, height = note.get("xanchor", "center"), note.get("yanchor", "middle")
        x = self.x(note["x"], note.get("xref") == "paper") + note.get("xshift", 0) + _BORDER.get(side, 0)
        font = self.font | note.get("font", {})
        self._say(
            note["text"],
            x,
            note["y"] + _BORDER.get(height, 0),
            side,
            font,
            height,
            note.get("align", "center"),
        )

    def _mark(self, path: str, fill: str, look: str, moved: str = "") -> None:
        place = f' transform="{moved}"' if moved else ""
        self.marks.append(f'<path d="{path}" fill="{fill}"{look}{place}/>')

    def _say(self, said: str, x: float, y: float, side: str, font: Mapping[str, Any], height: str = "middle",
             align: str = "center") -> None:  # fmt: skip
        across = {"left": 0, "center": -50, "right": -100}[side]
        down = {"top": 0, "middle": -50, "bottom": -100}[height]
        colour = font.get("color", self.font["color"])
        self.words.append(
            f'<span style="left:{x:g}px;top:{y:g}px;transform:translate({across}%,{down}%);color:{colour};'
            f'font-size:{font["size"]}px;text-align:{align}">{said}</span>'
        )


def _line(line: Mapping[str, Any]) -> str:
    if not line.get("width") or not line.get("color"):
        return ""
    dash = f' stroke-dasharray="{line["dash"]}"' if "dash" in line else ""
    return f' stroke="{line["color"]}" stroke-width="{line["width"]}"{dash}'


def _path(places: Sequence[tuple[Any, float]]) -> str:
    """The lines through these places, broken where there is none."""
    runs = (list(run) for there, run in groupby(places, lambda place: place[0] is not None) if there)
    return "".join("M" + "L".join(f"{x},{y}" for x, y in run) for run in runs)


def _each(given: Any) -> Any:
    return given if isinstance(given, list) else repeat(given)
