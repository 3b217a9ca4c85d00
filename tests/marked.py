"""Texts with their dates marked by hand, so that mentions are tested without a tagger; what tables of them check.

`[[July 2023|2023-07]]` is a date expression and what it stands for; `[[for 24 years|2000|measures]]`
only measures; nothing behind the bar is an expression that is not resolved.
"""

from __future__ import annotations

import re

from timeline import topics
from timeline.edtf import EdtfDate
from timeline.events import find_mentions
from timeline.models import Certainty, Dating, Document, EventMention, Span, Timex
from timeline.sentences import sentences

TOPIC = topics.load("russia-north-korea")
_MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]*)(?:\|(\w+))?\]\]")


def marked(text: str, written: str = "2024-12-01", document_id: str = "d") -> tuple[Document, list[Timex]]:
    """The document without its marks, and its date expressions."""
    plain, timexes, last, size = [], [], 0, 0
    for match in _MARK.finditer(text):
        plain.append(text[last : match.start()])
        size += match.start() - last
        words, edtf, flag = match.groups()
        span = Span(document_id, size, size + len(words), words)
        value = EdtfDate.parse(edtf) if edtf else None
        timexes.append(
            Timex(
                span, value, "test", type=flag if flag == "DURATION" else "DATE", measures=flag == "measures"
            )
        )
        plain.append(words)
        size += len(words)
        last = match.end()
    plain.append(text[last:])
    dating = Dating(EdtfDate.parse(written), confidence=Certainty.CERTAIN) if written else Dating()
    return Document(document_id, f"{document_id}.txt", "".join(plain), dating=dating), timexes


def mentions(text: str, written: str = "2024-12-01", document_id: str = "d") -> list[EventMention]:
    document, timexes = marked(text, written, document_id)
    return find_mentions(document, timexes, TOPIC)


def the_mention(text: str, written: str = "2024-12-01") -> EventMention:
    found = mentions(text, written)
    assert len(found) == 1, [(m.category, m.status, m.clause.text) for m in found]
    return found[0]


def parts(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentences(text)]


def kind(mention: EventMention) -> tuple[str, str]:
    return mention.category, str(mention.status)


def told(text: str) -> tuple[str, str]:
    """Category and status of the one mention of a text."""
    return kind(the_mention(text))


def told_by(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Category and status of the one mention of a text, and who says so."""
    mention = the_mention(text)
    return *kind(mention), mention.attributed_to
