"""The events as a Markdown list with their sources; no text of a source is Markdown, and only addresses are links."""

from __future__ import annotations

import re

from timeline import wording
from timeline.exports import Selection, citing
from timeline.exports.telling import Source, plain, row, told

#: What means something to Markdown wherever it stands, or to HTML and formulas inside it.
_MEANT = r"[\\`*_{}\[\]<>#~|&=^$@]"
#: What means something at the beginning of a line only; what some programs make a link of.
_BEGINS, _LINKED = r"^[-+]", r":(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\."
_NUMBERED = re.compile(r"^(\d+)([.)])")
_ESCAPED = re.compile(f"{_MEANT}|{_BEGINS}|{_LINKED}", re.I)
#: An address that stands as a link: nothing in it ends the link, and it leads to a page.
_ADDRESS = re.compile(r"https?://[^\s<>\\\x00-\x20\x7f]+", re.I)


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
    cited = citing.by_document(selection)
    if cited:
        lines += ["", f"## {literal(wording.say('export.sources', selection.language))}", ""]
        addresses = selection.tables["documents"]["url"].map(plain).map(citing.taken_apart)
        lines += [
            f"{number}. {linked(line, *own[:2])}"
            for number, (line, own) in enumerate(zip(cited.values(), addresses, strict=True), start=1)
        ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _source(source: Source) -> list[str]:
    about = " · ".join(filter(None, (literal(source.about), linked(source.address, source.address))))
    return [f"> {literal(source.sentence)}", ">", f"> {about}", ">", f"> {literal(source.how)}", ""]


def linked(text: str, *addresses: str) -> str:
    """A text that Markdown shows as it is, with those of the addresses as links that lead to a page.

    >>> print(linked("*The Herald*, https://news.example/a_b", "https://news.example/a_b"))
    \\*The Herald\\*, <https://news.example/a_b>
    """
    known = sorted(filter(_ADDRESS.fullmatch, addresses), key=len, reverse=True)
    if not known:
        return literal(text)
    parts = re.split("(" + "|".join(map(re.escape, known)) + ")", text)
    return "".join(f"<{part}>" if at % 2 else literal(part) for at, part in enumerate(parts))


def literal(text: str) -> str:
    """A text that Markdown shows as it is.

    >>> print(literal("1. ![i](http://x.example) = 5-6 July"))
    1\\. !\\[i\\](http\\://x.example) \\= 5-6 July
    """
    return _NUMBERED.sub(r"\1\\\2", _ESCAPED.sub(r"\\\g<0>", text))
