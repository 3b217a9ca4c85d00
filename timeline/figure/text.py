"""Text inside a chart: made harmless, kept in its direction, measured, shortened, wrapped."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

#: Average advance of a letter of Source Sans at 1 em, by class; measured with the font.
_WIDTHS = (
    (" ", 0.20), (",.:;ijl|'", 0.25), ("!If", 0.28), ("()-[]t{}", 0.32), ("/\\r", 0.36), ("*s", 0.42),
    ("?cxz\"", 0.45), ("ESTVXZag", 0.53), ("ACKPR`bdhnopqu", 0.56), ("&BDG", 0.60), ("HNU", 0.65),
    ("OQ", 0.68), ("Mw", 0.73), ("W", 0.80), ("%@m…", 0.86),
)  # fmt: skip

#: Control characters and bidi controls from a page would break the chart's own isolates.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000\ud800-\udfff]+")
#: Plotly reads a subset of HTML in text, and hands $...$ to MathJax where a page has it.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})

_RIGHT_TO_LEFT, _POP = "\u2067", "\u2069"


def plain(text: str) -> str:
    """The text on one line, without control characters."""
    return " ".join(_UNWANTED.sub(" ", text).split())


def escape(text: str) -> str:
    """The text on one line, shown letter for letter by Plotly.

    >>> escape("<b>5 & 6</b> $x$")
    '&lt;b&gt;5 &amp; 6&lt;/b&gt; &#36;x&#36;'
    """
    return plain(text).translate(_ESCAPES)


def escape_after(text: str, start: str) -> str:
    """What follows `start` in the text, escaped, its leading space kept."""
    rest = text[len(start) :]
    return rest[: len(rest) - len(rest.lstrip())] + escape(rest)


def directed(markup: str, language: str) -> str:
    """The markup with each of its lines isolated right to left where the language is written so.

    U+200F alone fails once Latin letters appear.
    """
    if language != "ar" or not markup:
        return markup
    return "<br>".join(f"{_RIGHT_TO_LEFT}{line}{_POP}" for line in markup.split("<br>"))


class _Advances(dict[str, float]):
    """The advance of a letter at 1 em: as measured, or by its script; kept once asked for."""

    def __missing__(self, letter: str) -> float:
        code, advance = ord(letter), 1.0
        if code < 0x250:
            advance = 0.5
        elif 0x600 <= code < 0x700 or 0x750 <= code < 0x780 or 0xFB50 <= code < 0xFF00:
            advance = 0.0 if 0x64B <= code <= 0x65F else 0.46
        elif code < 0x1100:
            advance = 0.6
        elif 0x2000 <= code < 0x2E80:
            advance = 0.5
        return self.setdefault(letter, advance)


_ADVANCE = _Advances({letter: width for letters, width in _WIDTHS for letter in letters})
#: All of a text is a little wider than its letters; bold more so.
_REGULAR, _BOLD = 1.01, 1.07


def width(text: str, size: float, bold: bool = False) -> float:
    """How many pixels the text takes, rounded up by a few in a hundred."""
    return size * sum(map(_ADVANCE.__getitem__, text)) * (_BOLD if bold else _REGULAR)


def shorten(text: str, size: float, most: float) -> str:
    """The text, or its first words and an ellipsis, no wider than `most` pixels; "" where none fit."""
    reached = list(accumulate(map(_ADVANCE.__getitem__, text)))
    room = most / size / _REGULAR
    if not reached or reached[-1] <= room:
        return text
    fit = bisect_right(reached, room - _ADVANCE["…"])
    kept = text[: fit + 1].rpartition(" ")[0].rstrip()  # but no word whose end does not fit
    return f"{kept}…" if kept else ""


def wrapped(text: str, size: float, most: float, lines_at_most: int = 3) -> list[str]:
    """The words of a text in lines, as wide in bold as `most` at most; a longer word is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, bold=True) <= most:
            lines[-1] += f" {word}"
            continue
        while width(word, size, bold=True) > most and len(word) > 2:
            word = f"{word.rstrip('…')[:-1]}…"
        lines.append(word)
    if len(lines) > lines_at_most:
        lines = [*lines[: lines_at_most - 1], f"{lines[lines_at_most - 1]}…"]
    return lines or [""]
