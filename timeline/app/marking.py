"""A page's text as HTML: its expressions and the words of its evidence marked, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from timeline.models import BlockKind, Document, Evidence, Timex

#: A text longer than this is shown in part, in code points; the tables hold all of it.
LONGEST_SHOWN = 60_000
#: Languages whose texts run from right to left.
RTL = ("ar", "fa", "ur", "he")


def text_html(document: Document, timexes: Sequence[Timex], language: str, cut: str) -> str:
    """The text with each expression marked by kind; its reading is told on hover and on focus.

    `cut` is said where the text is longer than is shown. Spans of evidence may cross expressions.
    """
    parts: list[str] = []
    at = 0
    for block in document.blocks:
        if block.start > LONGEST_SHOWN:
            parts.append(f"<p>… {escape(cut)}</p>")
            break
        parts.append(escape(document.text[at : block.start]))
        marked = _marked(document, timexes, block.start, block.end, language)
        parts.append(
            marked if block.kind is BlockKind.BODY else f'<span class="{escape(block.kind)}">{marked}</span>'
        )
        at = block.end
    direction = "rtl" if document.language in RTL else "ltr"
    return f'<div class="tl-text" tabindex="0" dir="{direction}" lang="{escape(document.language)}">{"".join(parts)}</div>'


def _marked(document: Document, timexes: Sequence[Timex], start: int, end: int, language: str) -> str:
    """One block, cut wherever an expression or a piece of evidence begins or ends."""
    dates = [t for t in timexes if start <= t.char_start and t.char_end <= end]
    quoted = [
        e for e in document.dating.evidence
        if e.span and e.span.document_id == document.id and e.span.start < end and e.span.end > start and e.span.end > e.span.start
    ]  # fmt: skip
    cuts = {start, end}
    for timex in dates:
        cuts |= {timex.char_start, timex.char_end}
    for evidence in quoted:
        assert evidence.span
        cuts |= {max(start, evidence.span.start), min(end, evidence.span.end)}
    ordered = sorted(cuts)
    parts = []
    for first, last in pairwise(ordered):
        here = [t for t in dates if t.char_start <= first and last <= t.char_end]
        about = [e for e in quoted if e.span and e.span.start <= first and last <= e.span.end]
        words = escape(document.text[first:last])
        parts.append(_mark(words, first, here, about, language) if here or about else words)
    return "".join(parts)


def _mark(words: str, at: int, here: Sequence[Timex], about: Sequence[Evidence], language: str) -> str:
    classes = [("unresolved" if t.value is None else str(t.certainty)) for t in here[:1]]
    if about:
        classes.append("kept" if any(e.kept for e in about) else "rejected")
    said = [t.explanation(language) for t in here[:1]]
    said += [f"{'✓' if e.kept else '✕'} {e.reason(language)}" for e in about]
    # a word marked in pieces is one stop of the Tab key
    first = any(t.char_start == at for t in here) or any(e.span and e.span.start == at for e in about)
    told = escape("\n".join(dict.fromkeys(said)))
    stop = ' tabindex="0"' if first else ""
    return f'<mark class="{escape(" ".join(classes))}" role="note"{stop} data-says="{told}" aria-label="{words}: {told}">{words}</mark>'
