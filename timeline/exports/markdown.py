"""The events as a Markdown list with their sources; no text of a source is Markdown or a link."""

from __future__ import annotations

import re

from timeline import wording
from timeline.exports import Selection, citing
from timeline.exports.telling import Source, plain, row, told

#: What means something to Markdown or to HTML inside it.
_MEANT = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&:@=])")


def make(selection: Selection) -> bytes:
    lines = [f"# {literal(plain(selection.title))}", ""]
    lines += [f"- {literal(plain(line))}" for line in selection.provenance]
    for number, event in enumerate(told(selection), start=1):
        lines += [
            "", f"## {number}\\. {literal(event.title)}", "",
            f"**{literal(event.date)}** · {literal(event.precision)} · {literal(event.status)}", "",
            literal(row(event.category, *event.facts)), "",
        ]  # fmt: skip
        for source in event.sources:
            lines += _source(source)
        history = wording.say("card.history", selection.language)
        lines += [f"- {literal(row(history, line))}" for line in event.decisions]
    if len(selection.tables["events"]) == 0:
        lines += ["", literal(wording.say("export.shown", selection.language, n=0))]
    cited = citing.by_document(selection).values()
    if cited:
        lines += ["", f"## {literal(wording.say('export.sources', selection.language))}", ""]
        lines += [f"{number}. {literal(line)}" for number, line in enumerate(cited, start=1)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _source(source: Source) -> list[str]:
    about = " · ".join(filter(None, (literal(source.about), literal(source.address))))
    return [f"> {literal(source.sentence)}", ">", f"> {about}", ">", f"> {literal(source.how)}", ""]


def literal(text: str) -> str:
    r"""A text that Markdown shows as it is.

    >>> print(literal("![i](http://x.example)"))
    \!\[i\]\(http\:\/\/x\.example\)
    """
    return _MEANT.sub(r"\\\1", text).replace("/", "\\/")
