"""One offline HTML file: the chart, the cards, a search and filters; it asks no host for anything.

Every text is escaped here; the page's own content policy forbids any request.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from timeline import wording
from timeline.card import Card, Cards
from timeline.exports import Selection, citing, typeface
from timeline.exports.card_html import article
from timeline.exports.svg import script_safe
from timeline.figure import describe, timeline

_PAGE = Path(__file__).with_name("page.html")
#: The chart's width in the file, in pixels; the page scrolls sideways on a narrower screen.
_WIDTH = 1080


def make(selection: Selection) -> bytes:
    from plotly.offline import get_plotlyjs

    language = selection.language
    cards = Cards(selection.tables, language, selection.categories)
    events = selection.in_order()
    shown = [cards.get(event_id) for event_id in events["event_id"]]
    figure = timeline(
        selection.tables["events"], language=language, width=_WIDTH, categories=selection.categories,
        evidence=selection.tables["evidence"],
    )  # fmt: skip
    say = lambda key, **fields: wording.say(f"export.{key}", language, **fields)  # noqa: E731
    page = Template(_PAGE.read_text(encoding="utf-8"))
    filled = page.safe_substitute(
        language=language,
        direction=wording.catalogue(language)["direction"],
        typeface=typeface.css(),
        title=escape(selection.title),
        shown=escape(say("shown", n=len(shown))),
        provenance=escape(" · ".join(selection.provenance)),
        note=escape(say("note")),
        label_note=escape(wording.say("card.label_note", language)),
        search=escape(say("search")),
        nothing=escape(say("nothing")),
        categories="".join(_chip("category", c, label) for c, label in _labels(shown, "category")),
        statuses="".join(_chip("status", s, label) for s, label in _labels(shown, "status")),
        alt=escape(describe(selection.tables["events"], language=language)),
        cards="".join(article(card, language, decisions=selection.decided(card.event_id)) for card in shown),
        sources=escape(say("sources")),
        copied=escape(say("copied")),
        cited="".join(_cited(line, say("copy")) for line in citing.by_document(selection).values()),
        figure=script_safe(figure.to_plotly_json()),
        plotly=get_plotlyjs().replace("</script", "<\\/script"),
    )
    return filled.encode("utf-8", "replace")


def _labels(cards: list[Card], name: str) -> list[tuple[str, str]]:
    found = {getattr(card, name): getattr(card, f"{name}_label") for card in cards}
    return sorted(found.items(), key=lambda item: item[1])


def _cited(line: str, copy: str) -> str:
    return (
        f'<li><bdi>{escape(line)}</bdi> <button type="button" class="chip copy">{escape(copy)}</button></li>'
    )


def _chip(kind: str, value: str, label: str) -> str:
    return (
        f'<button type="button" class="chip" aria-pressed="false" data-kind="{kind}" '
        f'data-value="{escape(value)}">{escape(label)}</button>'
    )
