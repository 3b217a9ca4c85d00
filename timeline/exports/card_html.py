"""The event card as HTML, for the offline file and the dashboard; every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from timeline import wording
from timeline.card import Account, Card, Side
from timeline.folding import fold


def article(
    card: Card, language: str, hits: Sequence[str] = (), screen: bool = False, decisions: Sequence[str] = ()
) -> str:
    """One card as an <article> with the id `e-EVENT`.

    `hits` are folded words that were searched: where a sentence holds them they are marked.
    `decisions` are the lines of its history. On a `screen` that lists them below nothing is said
    of them here, and the codes of rules are told on hover only.
    """
    say = _speaker(language)
    who = say("said_by", who=card.said_by) if card.said_by else ""
    denied = (
        f' <span class="denied">✕ {say("denied_by", who=card.denied_by)}</span>' if card.denied_by else ""
    )
    small = " · ".join(filter(None, (card.bounds, f"EDTF {card.edtf}" if card.edtf else "")))
    first, *others = card.accounts or (None,)
    parts = [
        f'<article id="e-{escape(card.event_id)}" tabindex="-1" data-category="{escape(card.category)}" '
        f'data-status="{escape(card.status)}">',
        f'<p class="kind"><b dir="auto">{escape(card.category_label)}</b><span>{escape(card.review)}</span></p>',
        f'<h2 dir="auto" title="{say("label_note")}">{escape(card.title)}</h2>',
        f'<p class="date"><q><bdi>{escape(card.words)}</bdi></q> <span class="arrow" aria-hidden="true"></span> '
        f"<strong><bdi>{escape(card.date)}</bdi></strong> "
        f'<span class="badge">{escape(card.precision)}</span></p>',
        f'<p class="small"><bdi>{escape(small)}</bdi></p>' if small else "",
        f'<p class="status"><strong>{escape(card.status_label)}</strong> {who}{denied} '
        f'<span class="small count">{escape(card.sources)}</span></p>',
        _account(first, say, hits, screen) if first else "",
        f"<h3>{say('other_sources')}</h3>" if others else "",
        *(_account(account, say, hits, screen, heading=False) for account in others),
        _list(say("reasons"), card.reasons),
        _conflicts(card.conflicts, say),
        *(f'<p class="small link">{escape(link.text)}</p>' for link in card.links),
        "" if screen else f"<h3>{say('history')}</h3>",
        *(f'<p class="small">{escape(line)}</p>' for line in decisions if not screen),
        f'<p class="small">{say("by_hand" if card.by_hand else "no_history")}</p>'
        if not screen and not decisions
        else "",
        "</article>",
    ]
    return "".join(parts)


def _list(heading: str, lines: Sequence[str]) -> str:
    items = "".join(f'<li class="small">{escape(line)}</li>' for line in lines)
    return f"<h3>{heading}</h3><ul>{items}</ul>" if items else ""


def _conflicts(sides: Sequence[Side], say: Callable[..., str]) -> str:
    """The dates that cannot all be right, side by side, each above those who give it."""
    if not sides:
        return ""
    columns = "".join(
        f"<td><strong><bdi>{escape(side.date)}</bdi></strong>"
        + "".join(
            f'<p class="small"><bdi>{escape(account.publisher or account.title or account.document)}</bdi><br>'
            f"<q><bdi>{escape(account.words)}</bdi></q></p>"
            for account in side.accounts
        )
        + "</td>"
        for side in sides
    )
    return f'<h3>{say("conflicts")}</h3><table class="sides"><tr>{columns}</tr></table>'


def _marked(text: str, hits: Sequence[str]) -> str:
    """The text escaped, with what was searched marked where it stands."""
    folded = fold(text)
    found = sorted(
        (folded.source_start(at), folded.source_end(at + len(hit)))
        for hit in hits if hit for at in _places(folded.text, hit)
    )  # fmt: skip
    parts, last = [], 0
    for start, end in found:
        if start < last:
            continue
        parts += [escape(text[last:start]), f'<b class="hit">{escape(text[start:end])}</b>']
        last = end
    return "".join((*parts, escape(text[last:])))


def _places(text: str, wanted: str) -> list[int]:
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted))
    return found


def _account(
    account: Account, say: Callable[..., str], hits: Sequence[str], screen: bool, heading: bool = True
) -> str:
    parts = (
        account.publisher,
        account.title or account.document,
        account.written,
        account.status,
        account.said_by,
    )
    about = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    address = f' <span class="address" dir="ltr">{escape(account.url)}</span>' if account.url else ""
    return (
        (f"<h3>{say('source_sentence')}</h3>" if heading else "")
        + f'<blockquote dir="{account.direction}" lang="{escape(account.language)}">{_marked(account.before, hits)}'
        f"<mark>{_marked(account.words, hits)}</mark>{_marked(account.after, hits)}</blockquote>"
        f'<p class="small source">{about}{address}</p>'
        + (f"<h3>{say('how_read')}</h3>" if heading else "")
        + (
            f'<p class="how" title="{escape(account.rule)}">{escape(account.explanation)}</p>'
            if screen
            else f'<p class="how">{escape(account.explanation)} <code dir="ltr">{escape(account.rule)}</code></p>'
        )
    )


def _speaker(language: str) -> Callable[..., str]:
    return lambda key, **fields: escape(wording.say(f"card.{key}", language, **fields))
