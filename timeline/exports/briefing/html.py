"""A briefing as one offline HTML file: arrow keys, full screen, its sources; one screen a page in print.

The dashboard presents the same screens (`screens_html`) with the same script and style.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from timeline import wording
from timeline.exports import Selection
from timeline.exports.briefing import TEXT, Deck, Said, Screen, deck, headline_size, remarks
from timeline.exports.briefing.line import HEIGHT, LINE, RADIUS, TICK, WIDTH, WORDS, Disc, Line, Shape, line
from timeline.exports.telling import in_html, row

__all__ = ["make", "preview_html", "remarks", "screens_html", "script", "style"]

_FOLDER = Path(__file__).parent
_BUTTONS = ("back", "next", "sources", "full")


def make(selection: Selection) -> bytes:
    shown = deck(selection)
    page = Template(_FOLDER.joinpath("page.html").read_text(encoding="utf-8"))
    filled = page.substitute(
        language=shown.language, direction="rtl" if shown.right_to_left else "ltr", title=escape(shown.title),
        style=style(), script=script(), screens=screens_html(selection, shown),
    )  # fmt: skip
    return filled.encode("utf-8", "replace")


@cache
def style() -> str:
    return _FOLDER.joinpath("deck.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    return _FOLDER.joinpath("deck.js").read_text(encoding="utf-8")


def screens_html(selection: Selection, shown: Deck, *, closing: bool = False) -> str:
    """Every screen, the sources of each, and the buttons; with `closing`, one more that ends it."""
    place = line(selection, shown)
    say = lambda key, **fields: escape(wording.say(f"briefing.{key}", shown.language, **fields))  # noqa: E731
    direction = "rtl" if shown.right_to_left else "ltr"
    opening = "".join(f"<p>{in_html(said)}</p>" for said in shown.opening)
    first = (
        f'<section class="slide opening" aria-label="{escape(shown.title)}"><div class="body">'
        f'<h1 dir="auto">{in_html(shown.title)}</h1>{opening}</div><footer></footer></section>'
    )
    slides = "".join(_slide(screen, shown, place) for screen in shown.screens)
    sources = "".join(_sources(screen, shown.language) for screen in shown.screens)
    icons = {"back": "→" if shown.right_to_left else "←", "next": "←" if shown.right_to_left else "→"}
    buttons = "".join(
        f'<button type="button" data-do="{name}">{say(name)}'
        + (f' <span aria-hidden="true">{icons[name]}</span>' if name in icons else "")
        + "</button>"
        for name in (*_BUTTONS, *(["close"] if closing else []))
    )
    return (
        f'<div class="deck" lang="{shown.language}" dir="{direction}">{_ruler(place)}{first}{slides}'
        f'<div class="appendix" tabindex="-1"><h1>{say("sources")}</h1>{sources}</div>'
        f'<nav aria-label="{say("buttons")}"><span class="count" aria-live="polite"></span>{buttons}</nav></div>'
    )


def preview_html(selection: Selection, shown: Deck, number: int) -> str:
    """One screen by its number, without buttons."""
    place = line(selection, shown)
    slide = _slide(shown.screens[number - 1], shown, place).replace('class="slide"', 'class="slide shown"', 1)
    direction = "rtl" if shown.right_to_left else "ltr"
    return f'<div class="deck" lang="{shown.language}" dir="{direction}">{_ruler(place)}{slide}</div>'


def _slide(screen: Screen, shown: Deck, place: Line) -> str:
    language = shown.language
    counted = wording.say("briefing.count", language, n=screen.number, total=screen.total)
    light, dark = screen.colours
    said = "".join(_said(one) for one in screen.said)
    size = headline_size(screen.headline)
    conflict = f'<p class="conflict">{in_html(screen.conflict)}</p>' if screen.conflict else ""
    quote = ""
    if screen.quote:
        turned = "rtl" if screen.quote.right_to_left else "ltr"
        opens, closes = screen.quote.marks
        words = f"<mark>{escape(screen.quote.words)}</mark>" if screen.quote.words else ""
        quote = (
            f'<blockquote dir="{turned}" lang="{escape(screen.quote.language)}">{opens}'
            f"{escape(screen.quote.before)}{words}{escape(screen.quote.after)}{closes}</blockquote>"
        )
    note = f'<p class="note" dir="auto">{in_html(screen.note)}</p>' if screen.note else ""
    return (
        f'<section class="slide" data-event="{escape(screen.event_id)}" data-count="{escape(counted)}" '
        f'aria-label="{escape(counted)}" style="--light:{light};--dark:{dark};--fit:{screen.fit:.2f}"><div class="body">'
        f'<p class="when"><b>{in_html(screen.date)}</b> <span>{in_html(screen.known)}</span></p>'
        f'<h2 dir="auto" class="{"long" if size < 40 else "short"}">{in_html(screen.headline)}</h2>'
        f'<p class="said">{said}</p>{conflict}<hr>{quote}<p class="about">{in_html(screen.about)}</p>{note}</div>'
        f'{_line(screen, place, language)}<footer data-count="{escape(counted)}">{in_html(shown.foot)}</footer></section>'
    )


def _said(said: Said) -> str:
    ring = f'cx="14" cy="14" r="{RADIUS}"'
    drawn = {
        "happened": f'<circle class="filled" {ring}/>',
        "claimed": f'<circle class="hollow" {ring}/>{_half(14, 14, RADIUS)}',
        "planned": f'<circle class="hollow dash" {ring}/>',
        "denied": '<path class="ink" d="M6 6 22 22M22 6 6 22"/>',
    }[said.kind]
    return (
        f'<span class="status" data-status="{said.kind}"><svg viewBox="0 0 28 28" aria-hidden="true">{drawn}</svg> '
        f"<b>{in_html(said.word)}</b> {in_html(said.who)}</span> "
    )


def _ruler(place: Line) -> str:
    """What is the same on every screen, drawn once."""
    ruler = place.ruler  # styled in place: rules about ancestors do not reach into what <use> repeats
    shades = "".join(
        f'<rect style="fill:var(--panel)" x="{left:.1f}" y="0" width="{right - left:.1f}" height="{LINE}"/>'
        for left, right in ruler.shades
    )
    ticks = "".join(f"M{x:g} {LINE - TICK}V{LINE}" for x in ruler.ticks)
    words = "".join(
        f'<text style="fill:var(--ink2);font-size:{TEXT}px;unicode-bidi:plaintext" x="{x:.1f}" y="{WORDS}">'
        f"{escape(said)}</text>"
        for x, said in ruler.words
    )
    under = "".join(f"M{x:.1f} {LINE}v6" for x, _ in ruler.words)
    pen = 'style="fill:none;stroke:var(--bars);stroke-width:1.5"'
    drawn = f'{shades}<path {pen} d="{ticks}"/><path {pen} d="M0 {LINE}H{WIDTH}{under}"/>{words}'
    return f'<svg class="ruler" aria-hidden="true"><defs><g id="ruler">{drawn}</g></defs></svg>'


def _line(screen: Screen, place: Line, language: str) -> str:
    shapes = place.marks.get(screen.event_id)
    if not place.marks:
        return ""
    alt = wording.say("briefing.place", language, date=screen.date)
    if not shapes:
        alt = wording.say("briefing.no_place", language)
    drawn = "".join(_shape(shape) for shape in shapes or ())
    return (
        f'<svg class="line" viewBox="0 0 {WIDTH} {HEIGHT}" direction="ltr" role="img" aria-label="{escape(alt)}">'
        f'<use href="#ruler"/>{drawn}</svg>'
    )


def _shape(shape: Shape) -> str:
    if isinstance(shape, Disc):
        look = "filled" if shape.look == "filled" else "hollow"
        dash = " dash" if shape.dash else ""
        ring = f'<circle class="{look}{dash}" cx="{shape.x:.1f}" cy="{shape.y:g}" r="{shape.radius}"/>'
        return ring + (_half(shape.x, shape.y, shape.radius) if shape.look == "half" else "")
    way = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shape.points) + ("Z" if shape.fill else "")
    kind = shape.fill or ("ink" if shape.colour == "ink" else "stroke")
    return f'<path class="{kind}{" dash" if shape.dash else ""}" d="{way}" stroke-width="{shape.pen:g}"/>'


def _half(x: float, y: float, r: float) -> str:
    return f'<path class="lane" d="M{x:.1f} {y - r:.1f}a{r} {r} 0 0 0 0 {2 * r}z"/>'


def _sources(screen: Screen, language: str) -> str:
    """All that is known of an event and how: what a colleague needs to check it."""
    told = screen.told
    parts = [
        f'<article data-event="{escape(screen.event_id)}"><h2 dir="auto">{screen.number}. {in_html(told.title)}</h2>',
        f"<p><b>{in_html(told.date)}</b> · {in_html(told.precision)} · {in_html(told.status)}</p>",
        f"<p>{in_html(row(told.category, *told.facts))}</p>",
    ]
    if screen.headline != told.title or screen.note:
        parts.append(f'<p dir="auto">{in_html(row(screen.headline, screen.note))}</p>')
    for source in told.sources:
        turned = "rtl" if source.right_to_left else "ltr"
        address = (
            f' <span dir="ltr" class="address">{in_html(source.address)}</span>' if source.address else ""
        )
        parts.append(
            f'<blockquote dir="{turned}">{in_html(source.sentence)}</blockquote>'
            f"<p>{in_html(source.about)}{address}</p><p>{in_html(source.how)}</p>"
        )
    parts += [f"<p>{in_html(line)}</p>" for line in told.decisions]
    return "".join(parts) + "</article>"
