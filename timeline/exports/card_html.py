"""The event card as HTML, for the offline file and the dashboard; every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from timeline import wording
from timeline.card import Account, Card


def article(card: Card, language: str, decisions: Sequence[str] = ()) -> str:
    """One card as an <article> with the id `e-EVENT`; `decisions` is its history, a line each."""
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
        f'<p class="date"><q dir="auto">{escape(card.words)}</q> <span class="arrow" aria-hidden="true"></span> '
        f"<strong><bdi>{escape(card.date)}</bdi></strong> "
        f'<span class="badge">{escape(card.precision)}</span></p>',
        f'<p class="small"><bdi>{escape(small)}</bdi></p>' if small else "",
        f'<p class="status"><strong>{escape(card.status_label)}</strong> {who}{denied} '
        f'<span class="small count">{escape(card.sources)}</span></p>',
        _account(first, say) if first else "",
        f"<h3>{say('other_sources')}</h3>" if others else "",
        *(_account(account, say, heading=False) for account in others),
        f"<h3>{say('conflicts')}</h3><p><bdi>{escape(' / '.join(card.conflicts))}</bdi></p>"
        if card.conflicts
        else "",
        f'<p class="small"><bdi>{say("linked" if card.status == "planned" else "related", what=card.linked)}</bdi></p>'
        if card.linked
        else "",
        f"<h3>{say('history')}</h3>",
        *(f'<p class="small">{escape(line)}</p>' for line in decisions),
        "" if decisions else f'<p class="small">{say("no_history")}</p>',
        "</article>",
    ]
    return "".join(parts)


def _account(account: Account, say: Callable[..., str], heading: bool = True) -> str:
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
        + f'<blockquote dir="{account.direction}" lang="{escape(account.language)}">{escape(account.before)}'
        f"<mark>{escape(account.words)}</mark>{escape(account.after)}</blockquote>"
        f'<p class="small source">{about}{address}</p>'
        + (f"<h3>{say('how_read')}</h3>" if heading else "")
        + f'<p class="how">{escape(account.explanation)} <code dir="ltr">{escape(account.rule)}</code></p>'
    )


def _speaker(language: str) -> Callable[..., str]:
    return lambda key, **fields: escape(wording.say(f"card.{key}", language, **fields))
