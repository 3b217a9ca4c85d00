"""Marks to traces: one trace a lane for each kind of line and marker, labels, what can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.figure.frame import Canvas
from timeline.figure.marks import Kind, Mark
from timeline.figure.theme import BAR, CROSS, LABEL, LINE, MARKER, MOST_GRADIENTS, MOST_HALF_DISCS

_RADIUS = MARKER / 2
_BEND = _RADIUS * 0.5523  # a quarter circle as a Bézier curve
_HALF_DISC = (f"M0,{_RADIUS} C{-_BEND:.2f},{_RADIUS} {-_RADIUS},{_BEND:.2f} {-_RADIUS},0 "
              f"C{-_RADIUS},{-_BEND:.2f} {-_BEND:.2f},{-_RADIUS} 0,{-_RADIUS} Z")  # fmt: skip

Placed = tuple[Mark, float]


class _Points:
    """The coordinates of one trace, with the event of each point."""

    def __init__(self) -> None:
        self.x: list[float | None] = []
        self.y: list[float | None] = []
        self.events: list[str] = []

    def add(self, event: str, *points: tuple[float, float], gap: bool = False) -> None:
        for x, y in points:
            self.x.append(round(x, 1))
            self.y.append(round(y, 1))
            self.events.append(event)
        if gap:
            self.x.append(None)
            self.y.append(None)
            self.events.append(event)

    def __bool__(self) -> bool:
        return bool(self.x)


class Pen:
    """Draws events on a canvas, counting what is dear to draw."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.tokens = canvas, canvas.tokens
        self.gradients = self.half_discs = 0

    def _trace(self, name: str, points: _Points, mode: str, hover: Sequence[str] | None = None,
               **look: Any) -> None:  # fmt: skip
        if not points:
            return
        known = {"hoverinfo": "text", "hovertext": hover} if hover else {"hoverinfo": "none"}
        if "lines" in mode:
            known = {"hoverinfo": "skip"}  # a line can't be clicked: its marker is
        if "marker" in look:
            look["marker"] = {"opacity": 1, **look["marker"]}  # else 0.7 where the sizes differ
        self.canvas.trace(name=name, x=points.x, y=points.y, mode=mode, customdata=points.events,
                          cliponaxis=False, **known, **look)  # fmt: skip

    def lane(self, placed: Sequence[Placed], colour: str, hovers: dict[str, str]) -> None:
        """Everything of one lane, lines below markers."""
        self._bands(placed, colour)
        self._lines(placed, colour)
        self._markers(placed, colour, hovers)

    def _bands(self, placed: Sequence[Placed], colour: str) -> None:
        """Approximate: fading out at both ends; where there are many, in steps, all in three traces."""
        fading = [(m, y) for m, y in placed if m.kind is Kind.APPROXIMATE]
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))

        def tint(alpha: float) -> str:
            return f"rgba({red},{green},{blue},{alpha})"

        smooth = self.gradients + len(fading) <= MOST_GRADIENTS
        for step in range(len(fading) if smooth else 3):
            points = _Points()
            for mark, y in fading[step : step + 1] if smooth else fading:
                inset = 0 if smooth else (mark.end - mark.start) * 0.15 * step
                left, right = mark.start + inset, mark.end - inset
                points.add(mark.event, (left, y - 7), (right, y - 7), (right, y + 7), (left, y + 7),
                           (left, y - 7), gap=not smooth)  # fmt: skip
            fill: dict[str, Any] = {"fillcolor": tint(0.14)}
            if smooth:
                self.gradients += 1
                stops = [[0, tint(0)], [0.3, tint(0.42)], [0.7, tint(0.42)], [1, tint(0)]]
                fill = {"fillgradient": {"type": "horizontal", "colorscale": stops}}
            self._trace("approximate", points, "lines", fill="toself", line={"width": 0}, **fill)

    def _lines(self, placed: Sequence[Placed], colour: str) -> None:
        brackets, bars, arrows, dotted = _Points(), _Points(), _Points(), _Points()
        planned = _Points()
        caps, heads, tails = _Points(), _Points(), _Points()
        for mark, y in placed:
            if mark.kind is Kind.VAGUE:
                low, high = y + 6, y - 4
                ends = [(mark.start, low), (mark.end, low)]
                if not mark.cut_left:  # an end outside the window stays open
                    ends.insert(0, (mark.start, high))
                if not mark.cut_right:
                    ends.append((mark.end, high))
                brackets.add(mark.event, *ends, gap=True)
            elif mark.kind is Kind.SPAN:
                bar = planned if mark.status == "planned" else bars
                bar.add(mark.event, (mark.start, y), (mark.end, y), gap=True)
                caps.add(mark.event, *([] if mark.cut_left else [(mark.start, y)]),
                         *([] if mark.cut_right else [(mark.end, y)]))  # fmt: skip
                tails.add(mark.event, *([(mark.start + 4, y)] if mark.cut_left else []))
                heads.add(mark.event, *([(mark.end - 4, y)] if mark.cut_right else []))
            elif mark.kind in (Kind.SINCE, Kind.UNTIL):
                arrows.add(mark.event, (mark.start, y), (mark.end, y), gap=True)
                if mark.kind is Kind.SINCE:
                    heads.add(mark.event, (mark.end - 4, y))
                else:
                    tails.add(mark.event, (mark.start + 4, y))
            elif mark.kind is Kind.CONFLICT:
                dotted.add(mark.event, (mark.start, y), (mark.end, y), gap=True)
        self._trace("bracket", brackets, "lines", line={"width": 1.2, "color": colour})
        self._trace("duration", bars, "lines", line={"width": BAR, "color": colour})
        self._trace("duration planned", planned, "lines",
                    line={"width": LINE, "color": colour, "dash": "3px,2.5px"})  # fmt: skip
        self._trace("open", arrows, "lines", line={"width": LINE, "color": colour})
        self._trace("conflict", dotted, "lines", line={"width": LINE, "color": colour, "dash": "1.5px,2.5px"})
        cap = {"symbol": "line-ns", "size": 10, "line": {"width": LINE, "color": colour}}
        self._trace("cap", caps, "markers", marker=cap)
        for name, points, symbol in (("since", heads, "triangle-right"), ("until", tails, "triangle-left")):
            head = {"symbol": symbol, "size": 9, "color": colour, "line": {"width": 0}}
            self._trace(name, points, "markers", marker=head)

    def _markers(self, placed: Sequence[Placed], colour: str, hovers: dict[str, str]) -> None:
        filled, hollow, planned, claimed, crosses = (_Points() for _ in range(5))
        for mark, y in placed:
            points = [(x, y) for x in mark.points]
            sure = mark.kind is Kind.DAY or (mark.kind in (Kind.SINCE, Kind.UNTIL) and not mark.vague_start)
            if mark.crossed:
                crosses.add(mark.event, (mark.points[-1] + 12, y))
            if mark.status == "planned":
                planned.add(mark.event, *points)
            elif mark.status in ("claimed", "denied"):
                claimed.add(mark.event, *points)
            elif mark.kind is Kind.SPAN:
                # the bar is its mark; a point on it, unseen, is what can be clicked
                filled.add(mark.event, *points)
            elif sure:
                filled.add(mark.event, *points)
            else:
                hollow.add(mark.event, *points)
        ground = self.tokens["ground"]
        ring = {"width": LINE, "color": colour}
        bars = {m.event for m, _ in placed if m.kind is Kind.SPAN}
        sizes = [BAR if event in bars else MARKER for event in filled.events]
        halves = self.half_discs + len(claimed.x) <= MOST_HALF_DISCS
        looks: list[tuple[str, _Points, dict[str, Any]]] = [
            ("filled", filled, {"size": sizes, "color": colour, "line": {"width": 0}}),
            ("hollow", hollow, {"size": MARKER, "color": ground, "line": ring}),
            ("planned", planned, {"size": MARKER, "color": ground, "line": ring | {"dash": "2px,1.7px"}}),
            ("claimed", claimed, {"size": MARKER, "color": ground, "line": ring} if halves else
             {"size": MARKER, "symbol": "circle-open-dot", "color": colour, "line": ring}),
            ("denied", crosses, {"symbol": "x-thin", "size": CROSS,
                                 "line": {"width": 2, "color": self.tokens["ink"]}}),
        ]  # fmt: skip
        for name, points, marker in looks:
            self._trace(name, points, "markers", [hovers.get(e, "") for e in points.events],
                        marker={"symbol": "circle", **marker})  # fmt: skip
        if halves:
            self.half_discs += len(claimed.x)
            for x, y in zip(claimed.x, claimed.y, strict=True):
                self.canvas.shape(type="path", path=_HALF_DISC, xsizemode="pixel", ysizemode="pixel",
                                  xanchor=x, yanchor=y, fillcolor=colour, layer="above")  # fmt: skip

    def labels(self, labels: Sequence[tuple[str, float, float, float, bool, str]]) -> None:
        """Labels of (event, left, width, y, left of its mark, markup), and squares along them to click."""
        points, squares = _Points(), _Points()
        for event, left, width, y, before, _ in labels:
            points.add(event, (left + width if before else left, y))
            squares.add(event, *((left + 8 + 16 * i, y) for i in range(max(1, int(width // 16)))))
        self._trace("label", points, "text", text=[item[-1] for item in labels],
                    textposition=[f"middle {'left' if item[4] else 'right'}" for item in labels],
                    textfont={"size": LABEL, "color": self.tokens["ink"]})  # fmt: skip
        clear = {"symbol": "square", "size": 16, "color": "rgba(0,0,0,0)", "line": {"width": 0}}
        self._trace("click", squares, "markers", marker=clear)

    def selection(self, mark: Mark, y: float, left: float, right: float, tall: float) -> None:
        """A tint behind the chosen event and its label, and a ring around its marker."""
        self.canvas.shape(type="rect", x0=left - 5, x1=right + 5, y0=y - tall / 2, y1=y + tall / 2,
                          fillcolor=self.tokens["selected"])  # fmt: skip
        points = _Points()
        points.add(mark.event, *((x, y) for x in mark.points))
        self._trace("selected", points, "markers", marker={
            "symbol": "circle-open", "size": 17, "color": self.tokens["ink"],
            "line": {"width": LINE, "color": self.tokens["ink"]}})  # fmt: skip
