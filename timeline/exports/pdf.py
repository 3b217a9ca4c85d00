"""The chart and the numbered list of events with their sources, as printed by Chromium."""

from __future__ import annotations

import re
from html import escape

from timeline import wording
from timeline.exports import Selection, chromium, citing, svg, telling, typeface
from timeline.exports.telling import Source, Told, in_html, plain, row


def remarks(selection: Selection) -> list[str]:
    """What neither the chart nor the list shows."""
    return [*svg.remarks(selection), *telling.remarks(selection)]


_STYLE = """
@page { size: A4; margin: 16mm } @page chart { size: A4 landscape; margin: 12mm 14mm }
body { font: 10.5pt/1.5 "Source Sans", "Noto Sans Arabic", "Noto Sans", system-ui, sans-serif; color: #17212b; margin: 0 }
h1 { font-size: 20pt; line-height: 1.25; margin: 0 0 4pt } h2 { font-size: 12.5pt; line-height: 1.35; margin: 0 0 2pt }
p { margin: 2pt 0 } .small { font-size: 9pt; color: #4a5763 }
header { page: chart } header p { display: inline } header p + p::before { content: " · " } main { page: list }
article { border-top: 0.5pt solid #d5dce1; padding: 8pt 0 }
section { break-inside: avoid } h2, h2 ~ p { break-after: avoid }
figure { margin: 8pt 0 0; direction: ltr } figure svg { width: 100%; height: auto; max-height: 158mm }
blockquote { margin: 6pt 0 2pt; padding-inline-start: 8pt; border-inline-start: 2pt solid #d5dce1; break-after: avoid }
[dir=rtl] { font-family: "Noto Naskh Arabic", "Noto Sans Arabic", Amiri, "Source Sans", sans-serif }
ol { font-size: 9pt; padding-inline-start: 18pt } blockquote, .address, li { overflow-wrap: anywhere }
"""
#: Dates of making, by which the same events would give other bytes.
_MADE = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")


def make(selection: Selection) -> bytes:
    return timeless(chromium.pdf(page(selection), selection.language))


def timeless(printed: bytes) -> bytes:
    """A PDF that does not say when it was made."""
    return _MADE.sub(lambda found: re.sub(rb"\d", b"0", found[0]), printed)


def page(selection: Selection) -> str:
    """The page that is printed, whole in one text."""
    language = selection.language
    direction = wording.catalogue(language)["direction"]
    lines = "".join(
        f"<p class=small>{in_html(plain(line))}</p>" for line in (*selection.provenance, *remarks(selection))
    )
    chart, height = svg.chart_of(selection)
    chart = chart.replace("<svg ", f'<svg viewBox="0 0 {svg.WIDTH} {height}" ', 1)
    listed = "".join(
        _article(number, event, language) for number, event in enumerate(telling.on_pages(selection), start=1)
    )
    cited = "".join(f"<li>{in_html(line)}</li>" for line in citing.by_document(selection).values())
    if cited:
        listed += (
            f"<article><h2>{in_html(wording.say('export.sources', language))}</h2><ol>{cited}</ol></article>"
        )
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\">"
        f"<title>{escape(plain(selection.title))}</title><style>{typeface.css()}{_STYLE}</style>"
        f"<header><h1>{in_html(plain(selection.title))}</h1>{lines}<figure>{chart}</figure></header>"
        f"<main>{listed}</main></html>"
    )


def _article(number: int, event: Told, language: str) -> str:
    facts = in_html(row(event.category, *event.facts))
    history = wording.say("card.history", language)
    decided = "".join(f"<p class=small>{in_html(row(history, line))}</p>" for line in event.decisions)
    return (
        f"<article><h2>{number}. <bdi>{in_html(event.title)}</bdi></h2>"
        f"<p><b><bdi>{in_html(event.date)}</bdi></b> · {in_html(event.precision)} · {in_html(event.status)}</p>"
        f"<p class=small>{facts}</p>{''.join(map(_source, event.sources))}{decided}</article>"
    )


def _source(source: Source) -> str:
    address = f' <span class="address" dir="ltr">{in_html(source.address)}</span>' if source.address else ""
    return (
        f'<section><blockquote dir="{"rtl" if source.right_to_left else "ltr"}">{in_html(source.sentence)}</blockquote>'
        f'<p class="small">{in_html(source.about)}{address}</p>'
        f'<p class="small">{in_html(source.how)}</p></section>'
    )
