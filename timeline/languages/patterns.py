"""Named-slot patterns of the language files: their syntax, and their flat forms.

    {day} {month} {year}     slots; a digit sets two of a class apart: {day} {day2}
    {day|ordinal} {month}    a slot of either class
    {weekday:long_weekday}   a slot that only words of another class may fill
    {day} <of> {month}       a glue set of the file's [glue] table
    since {date}             a literal word
    {month} [,] {year}       an optional part
    ({day}|{ordinal}) {month} a choice

White space between elements stands for white space or nothing in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(r"\s+|\{([\w|:]+)\}|<([\w-]+)>|([\[\]()|])|([^\W_]+)|([^\w\s])")

#: More flat forms than this from one pattern is a mistake in the file.
_MOST_FORMS = 512


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a flat pattern: a slot, a glue set or a literal (`kind` says which).

    Glue or a sign in brackets is one element that may be missing, not two forms.
    """

    kind: str
    name: str
    optional: bool = False

    @property
    def token_classes(self) -> tuple[str, ...]:
        """The classes of which a token must have one to fill this element."""
        if self.kind == "slot":
            return _slot(self.name)[1]
        return (f"<{self.name}>" if self.kind == "glue" else f"={self.name}",)

    @property
    def answers_to(self) -> str:
        """The name of a slot without the classes that it is narrowed to; empty for anything else."""
        return _slot(self.name)[0] if self.kind == "slot" else ""


@cache
def _slot(name: str) -> tuple[str, tuple[str, ...]]:
    choices = [choice.partition(":") for choice in name.split("|")]
    return "|".join(c[0] for c in choices), tuple((c[2] or c[0]).rstrip("0123456789") for c in choices)


Flat = tuple[Element, ...]


def expand(pattern: str) -> list[Flat]:
    """Every flat form of a pattern, in the order written; ValueError names what is wrong."""
    elements: list[tuple[str, str]] = []
    at = 0
    while at < len(pattern):
        match = _TOKEN.match(pattern, at)
        if not match:
            raise ValueError(f"pattern {pattern!r}: cannot read {pattern[at:]!r}")
        slot, glue, mark, word, sign = match.groups()
        if slot:
            elements.append(("slot", slot))
        elif glue:
            elements.append(("glue", glue))
        elif mark:
            elements.append(("mark", mark))
        elif word or sign:
            elements.append(("literal", word or sign))
        at = match.end()
    forms, rest = _choices(elements, 0, pattern)
    if rest != len(elements):
        raise ValueError(f"pattern {pattern!r}: a bracket closes that was not opened")
    flat = [tuple(Element(kind, name, bool(rest)) for kind, name, *rest in form) for form in forms]
    if len(flat) > _MOST_FORMS:
        raise ValueError(f"pattern {pattern!r}: {len(flat)} flat forms; split it (at most {_MOST_FORMS})")
    return [form for form in dict.fromkeys(flat) if form]


def _choices(elements: list, at: int, pattern: str) -> tuple[list[list], int]:
    """The forms of a sequence with `|` in it, up to its closing bracket or the end."""
    choices: list[list] = []
    forms: list[list] = [[]]
    while at < len(elements):
        kind, name = elements[at]
        if kind == "mark" and name in "])":
            break
        if kind == "mark" and name == "|":
            choices += forms
            forms = [[]]
            at += 1
            continue
        if kind == "mark":
            inner, close = _choices(elements, at + 1, pattern)
            if close >= len(elements):
                raise ValueError(f"pattern {pattern!r}: {name!r} is not closed")
            if name == "[":
                inner = _optional(inner)
            forms = [form + more for form in forms for more in inner]
            at = close + 1
            continue
        forms = [[*form, (kind, name)] for form in forms]
        at += 1
    return choices + forms, at


def _optional(inner: list[list]) -> list[list]:
    if len(inner) == 1 and len(inner[0]) == 1 and inner[0][0][0] in ("glue", "literal"):
        return [[(*inner[0][0], True)]]
    return [*inner, []]
